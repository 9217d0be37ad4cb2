//! What happens in a random history, as data that can be drawn, shrunk and read.

use ingroup_schema::{AssignedPlan, Duration, Instant, Value};
use proptest::prelude::*;
use proptest::sample::select;

use super::rules::{Draft, LONG, Names, TEXTS, draft};

/// One thing that happens. A number chooses among whoever is there.
#[derive(Debug, Clone)]
pub(super) enum Act {
    NewUser(Vec<Written>),
    NewDevice(Vec<Written>),
    /// Several attributes of one user or device at once.
    Change(u16, Vec<Written>),
    /// Several objects by one command.
    ChangeMany(Vec<u16>, Written),
    Delete(u16),
    Contain(u16),
    /// A deleted user, group or unit is there again, in its old row.
    Restore(u16),
    Manager(u16, Option<u16>),
    NewGroup(Draft),
    NewUnit(Draft),
    NewAssigned,
    Edit(u16, Draft),
    /// A blank at the end of the rule.
    Blank(u16),
    Pause(u16),
    Resume(u16),
    DeleteGroup(u16),
    ContainGroup(u16),
    /// Between dynamic and assigned.
    Turn(u16),
    Join(u16, u16),
    Part(u16, u16),
    Inject(u16),
    Clear(u16),
    Settings {
        removals_at_once: bool,
        with_manager: bool,
    },
    Pass(u16),
    /// Single phases of the work.
    Phases(u8),
    /// Whole pieces of work.
    Work(u8),
    Drain,
    /// What comes next happens to a copy.
    Fork,
    /// Back to where the copy was taken.
    Back,
    /// What comes next happens to the copy, while the original waits.
    Swap,
    /// Directory and engine come back from an image.
    Thaw,
    /// The directory is taken as found.
    Load,
}

/// A value for a property of some type; which property is chosen by the number.
#[derive(Debug, Clone)]
pub(super) enum Written {
    Text(u16, Option<&'static str>),
    Flag(u16, Option<bool>),
    Date(Option<i64>),
    Texts(u16, Vec<&'static str>),
    Plans(Vec<(Option<&'static str>, Option<&'static str>)>),
}

impl Written {
    /// The property's name and the value, if the object has such properties.
    pub(super) fn of(&self, names: &Names, start: Instant) -> Option<(&'static str, Value)> {
        let nth = |names: &[&'static str], number: u16| match names {
            [] => None,
            names => Some(names[usize::from(number) % names.len()]),
        };
        Some(match self {
            Self::Text(which, text) => (
                nth(names.texts, *which)?,
                text.map_or(Value::Null, Value::text),
            ),
            Self::Flag(which, flag) => (
                nth(names.flags, *which)?,
                flag.map_or(Value::Null, Value::Boolean),
            ),
            Self::Date(hours) => {
                let at = |hours| start.saturating_add(Duration::from_seconds(hours * 3_600));
                (
                    nth(names.dates, 0)?,
                    hours.map_or(Value::Null, |hours| Value::Instant(at(hours))),
                )
            }
            Self::Texts(which, texts) => (nth(names.collections, *which)?, Value::texts(texts)),
            Self::Plans(plans) => {
                let plan =
                    |(id, status): &(Option<&'static str>, Option<&'static str>)| AssignedPlan {
                        service_plan_id: id.map(Into::into),
                        capability_status: status.map(Into::into),
                        ..AssignedPlan::default()
                    };
                (
                    nth(names.plans, 0)?,
                    Value::Plans(plans.iter().map(plan).collect()),
                )
            }
        })
    }
}

fn text() -> impl Strategy<Value = &'static str> {
    prop_oneof![40 => select(&TEXTS[..]), 1 => Just(LONG)]
}

fn written() -> impl Strategy<Value = Written> {
    let which = any::<u16>;
    let maybe = || proptest::option::weighted(0.8, text());
    let texts = (which(), proptest::collection::vec(text(), 0..3));
    let plans = proptest::collection::vec((maybe(), maybe()), 0..3);
    prop_oneof![
        8 => (which(), maybe()).prop_map(|(which, text)| Written::Text(which, text)),
        2 => (which(), any::<Option<bool>>()).prop_map(|(which, flag)| Written::Flag(which, flag)),
        2 => proptest::option::weighted(0.8, -100_i64..100).prop_map(Written::Date),
        2 => texts.prop_map(|(which, texts)| Written::Texts(which, texts)),
        1 => plans.prop_map(Written::Plans),
    ]
}

fn values(most: usize) -> impl Strategy<Value = Vec<Written>> {
    proptest::collection::vec(written(), 0..most)
}

/// How a history begins: somebody to have rules about.
pub(super) fn founding() -> impl Strategy<Value = Act> {
    prop_oneof![
        3 => values(8).prop_map(Act::NewUser),
        1 => values(8).prop_map(Act::NewDevice),
        3 => draft().prop_map(Act::NewGroup),
        1 => draft().prop_map(Act::NewUnit),
    ]
}

/// Whatever happens.
pub(super) fn act() -> impl Strategy<Value = Act> {
    let which = any::<u16>;
    let people = prop_oneof![
        4 => values(6).prop_map(Act::NewUser),
        2 => values(6).prop_map(Act::NewDevice),
        12 => (which(), values(4)).prop_map(|(which, values)| Act::Change(which, values)),
        2 => (proptest::collection::vec(which(), 1..6), written())
            .prop_map(|(those, value)| Act::ChangeMany(those, value)),
        1 => which().prop_map(Act::Delete),
        2 => which().prop_map(Act::Contain),
        2 => which().prop_map(Act::Restore),
        2 => (which(), any::<Option<u16>>()).prop_map(|(user, manager)| Act::Manager(user, manager)),
    ];
    let groups = prop_oneof![
        4 => draft().prop_map(Act::NewGroup),
        1 => draft().prop_map(Act::NewUnit),
        1 => Just(Act::NewAssigned),
        4 => (which(), draft()).prop_map(|(group, rule)| Act::Edit(group, rule)),
        1 => which().prop_map(Act::Blank),
        2 => which().prop_map(Act::Pause),
        3 => which().prop_map(Act::Resume),
        1 => which().prop_map(Act::DeleteGroup),
        1 => which().prop_map(Act::ContainGroup),
        1 => which().prop_map(Act::Turn),
        2 => (which(), which()).prop_map(|(group, member)| Act::Join(group, member)),
        1 => (which(), which()).prop_map(|(group, member)| Act::Part(group, member)),
        1 => which().prop_map(Act::Inject),
        2 => which().prop_map(Act::Clear),
    ];
    let course = prop_oneof![
        4 => (1_u8..6).prop_map(Act::Phases),
        4 => (1_u8..6).prop_map(Act::Work),
        4 => Just(Act::Drain),
        2 => (1_u16..60).prop_map(Act::Pass),
        1 => any::<(bool, bool)>().prop_map(|(removals_at_once, with_manager)| Act::Settings {
            removals_at_once,
            with_manager,
        }),
        1 => Just(Act::Fork),
        1 => Just(Act::Back),
        3 => Just(Act::Swap),
        1 => Just(Act::Thaw),
        1 => prop::bool::weighted(0.3).prop_map(|load| if load { Act::Load } else { Act::Drain }),
    ];
    prop_oneof![5 => people, 3 => groups, 3 => course]
}
