//! What can happen to a tenant in a random history.

use ingroup_schema::ObjectKind;
use proptest::prelude::*;

/// Rules of all shapes; the last one is not valid.
pub(super) const RULES: [&str; 18] = [
    "user.department -eq \"Sales\"",
    "user.department -ne \"Sales\"",
    "user.department -in [\"Sales\",\"HR\"] -and user.country -eq \"Germany\"",
    "-not (user.department -startsWith \"S\") -or user.country -eq null",
    "user.country -contains \"an\" -or user.department -endsWith \"r\"",
    "user.department -match \"^(s|h)\"",
    "user.employeeHireDate -le system.now",
    "user.employeeHireDate -ge system.now -minus P3D -and user.employeeHireDate -le system.now -plus P3D",
    "user.accountEnabled -eq true -and user.department -ne null",
    "user.objectId -ne null",
    "user.department -eq \"Sales\" -and user.department -eq \"HR\"",
    "user.employeeType -eq \"x\"",
    "user.userType -eq \"Guest\" -and user.department -eq \"HR\"",
    "user.userType -ne \"Guest\" -and user.country -ne null",
    "device.deviceOSType -eq \"Sales\"",
    "device.deviceModel -ne \"Germany\" -and device.accountEnabled -eq true",
    "device.objectId -ne null",
    "user.nonsense -eq \"x\"",
];

pub(super) const TEXTS: [&str; 5] = ["", "Sales", "HR", "SALES", "Germany"];

/// The choices that a history changes.
#[derive(Debug, Clone, Copy)]
pub(super) enum Choice {
    Guests,
    GuestIsolation,
    Staleness,
    WithManager,
    SoftDelete,
    Retirement,
    Sweep,
}

impl Choice {
    /// The setting's name.
    pub(super) fn setting(self) -> &'static str {
        match self {
            Choice::Guests => "AllowToAddGuests",
            Choice::GuestIsolation => "guestBlockIsolation",
            Choice::Staleness => "memberOfStaleness",
            Choice::WithManager => "directReportsIncludeManager",
            Choice::SoftDelete => "securityGroupSoftDelete",
            Choice::Retirement => "memberOfRetirement",
            Choice::Sweep => "dateRuleSweep",
        }
    }
}

/// One thing that happens. Numbers stand for objects: the one in that place, counted round and round.
#[derive(Debug, Clone)]
pub(super) enum Act {
    NewUser(u16),
    Set {
        user: usize,
        property: usize,
        text: usize,
    },
    Guest {
        user: usize,
        is: bool,
    },
    Hire {
        user: usize,
        days: i64,
    },
    Enable {
        user: usize,
        on: bool,
    },
    Manage {
        user: usize,
        manager: Option<usize>,
        text: usize,
    },
    NewDevice(u16),
    SetDevice {
        device: usize,
        property: usize,
        text: usize,
    },
    DeleteDevice(usize),
    NewGroup {
        rule: usize,
        form: Form,
    },
    NewReports {
        manager: usize,
        form: Form,
    },
    NewAssigned(Form),
    NewMemberOf {
        sources: Vec<usize>,
        form: Form,
    },
    NewUnit {
        rule: Option<usize>,
    },
    Member {
        holder: usize,
        object: usize,
        is: bool,
    },
    SetRule {
        holder: usize,
        rule: usize,
    },
    Touch {
        holder: usize,
    },
    Convert {
        holder: usize,
        rule: Option<usize>,
    },
    Pause {
        holder: usize,
        on: bool,
    },
    OwnGuests {
        group: usize,
        on: bool,
    },
    Delete {
        kind: ObjectKind,
        at: usize,
    },
    Restore(usize),
    Purge(usize),
    Choose {
        choice: Choice,
        on: bool,
    },
    Pass {
        hours: i64,
    },
    Mode {
        manual: bool,
    },
    Process,
    Advance,
    Step,
    Suspend(bool),
    Stick(bool),
    Fault {
        holder: usize,
        on: bool,
    },
}

/// What a new group is.
#[derive(Debug, Clone, Copy)]
pub(super) enum Form {
    Security,
    Microsoft365,
    Paused,
}

fn form() -> impl Strategy<Value = Form> {
    prop_oneof![5 => Just(Form::Security), 2 => Just(Form::Microsoft365), 1 => Just(Form::Paused)]
}

/// A new group or unit.
pub(super) fn founding() -> impl Strategy<Value = Act> {
    let at = any::<usize>;
    prop_oneof![
        8 => (0..RULES.len(), form()).prop_map(|(rule, form)| Act::NewGroup { rule, form }),
        2 => (at(), form()).prop_map(|(manager, form)| Act::NewReports { manager, form }),
        3 => form().prop_map(Act::NewAssigned),
        3 => (prop::collection::vec(at(), 1..3), form())
            .prop_map(|(sources, form)| Act::NewMemberOf { sources, form }),
        2 => prop::option::weighted(0.7, 0..RULES.len()).prop_map(|rule| Act::NewUnit { rule }),
    ]
}

/// Anything that changes people and devices.
fn subject_act() -> impl Strategy<Value = Act> {
    let at = any::<usize>;
    prop_oneof![
        2 => any::<u16>().prop_map(Act::NewUser),
        8 => (at(), 0..2_usize, 0..TEXTS.len())
            .prop_map(|(user, property, text)| Act::Set { user, property, text }),
        2 => (at(), any::<bool>()).prop_map(|(user, is)| Act::Guest { user, is }),
        4 => (at(), -6..6_i64).prop_map(|(user, days)| Act::Hire { user, days }),
        2 => (at(), any::<bool>()).prop_map(|(user, on)| Act::Enable { user, on }),
        3 => (at(), any::<Option<usize>>(), 0..TEXTS.len())
            .prop_map(|(user, manager, text)| Act::Manage { user, manager, text }),
        1 => any::<u16>().prop_map(Act::NewDevice),
        2 => (at(), 0..2_usize, 0..TEXTS.len())
            .prop_map(|(device, property, text)| Act::SetDevice { device, property, text }),
        1 => at().prop_map(Act::DeleteDevice),
    ]
}

/// Anything that changes groups, units, and whether objects are there.
fn holder_act() -> impl Strategy<Value = Act> {
    let at = any::<usize>;
    let kind = proptest::sample::select(
        &[
            ObjectKind::User,
            ObjectKind::User,
            ObjectKind::Group,
            ObjectKind::AdministrativeUnit,
        ][..],
    );
    prop_oneof![
        8 => (at(), at(), any::<bool>())
            .prop_map(|(holder, object, is)| Act::Member { holder, object, is }),
        3 => (at(), 0..RULES.len()).prop_map(|(holder, rule)| Act::SetRule { holder, rule }),
        2 => at().prop_map(|holder| Act::Touch { holder }),
        3 => (at(), prop::option::of(0..RULES.len()))
            .prop_map(|(holder, rule)| Act::Convert { holder, rule }),
        4 => (at(), any::<bool>()).prop_map(|(holder, on)| Act::Pause { holder, on }),
        1 => (at(), any::<bool>()).prop_map(|(group, on)| Act::OwnGuests { group, on }),
        2 => (kind, at()).prop_map(|(kind, at)| Act::Delete { kind, at }),
        2 => at().prop_map(Act::Restore),
        1 => at().prop_map(Act::Purge),
    ]
}

/// Anything that has to do with when work is done.
fn worker_act() -> impl Strategy<Value = Act> {
    let at = any::<usize>;
    let choice = proptest::sample::select(
        &[
            Choice::Guests,
            Choice::GuestIsolation,
            Choice::Staleness,
            Choice::WithManager,
            Choice::SoftDelete,
            Choice::Retirement,
            Choice::Sweep,
        ][..],
    );
    prop_oneof![
        6 => (0..100_i64).prop_map(|hours| Act::Pass { hours }),
        // Longer than a deleted object can be restored.
        1 => Just(Act::Pass { hours: 721 }),
        4 => (0..4).prop_map(|mode| Act::Mode { manual: mode > 0 }),
        2 => Just(Act::Process),
        24 => Just(Act::Advance),
        6 => Just(Act::Step),
        4 => (0..4).prop_map(|suspend| Act::Suspend(suspend == 0)),
        2 => (0..4).prop_map(|stuck| Act::Stick(stuck == 0)),
        4 => (at(), any::<bool>()).prop_map(|(holder, on)| Act::Fault { holder, on }),
        3 => (choice, any::<bool>()).prop_map(|(choice, on)| Act::Choose { choice, on }),
    ]
}

pub(super) fn act() -> impl Strategy<Value = Act> {
    prop_oneof![
        10 => subject_act(),
        3 => founding(),
        7 => holder_act(),
        9 => worker_act(),
    ]
}
