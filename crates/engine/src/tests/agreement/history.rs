//! A directory that things happen to, the engine and the slow engine side by side.

mod check;

use ingroup_directory::{
    Change, DeviceFacts, Directory, DynamicGroups, GroupFacts, GroupType, IntegrityError,
    MembershipType, Moves, ObjectRef, Organization, RuleProcessing, UnitFacts, UserFacts,
};
use ingroup_image::{Image, ImageWriter};
use ingroup_rule::quoted;
use ingroup_schema::{
    Duration, ExtensionName, Instant, ObjectId, PropertyKey, SubjectKind, Value, property,
};

use super::acts::{Act, Written};
use super::rules::{DEVICE, Draft, Names, USER};
use super::slow::Slow;
use super::slow::work::Came;
use crate::{Context, Engine, Policy, Progress};

/// What a history works on.
#[derive(Clone)]
struct State {
    directory: Directory,
    engine: Engine,
    slow: Slow,
    policy: Policy,
    now: Instant,
}

pub(super) struct History {
    state: State,
    fork: Option<State>,
    start: Instant,
    /// How many ids were given.
    given: u32,
    users: Vec<ObjectId>,
    devices: Vec<ObjectId>,
    holders: Vec<ObjectId>,
    deleted: Vec<ObjectId>,
    pub(super) moves: usize,
    pub(super) faults: usize,
}

type Changes = Vec<Change>;
type Done = Result<(), IntegrityError>;

impl State {
    fn context(&self) -> Context<'_> {
        Context::new(&self.directory, &self.policy, self.now)
    }

    /// Directory and engine as they come back from an image.
    fn thaw(&mut self) {
        let mut image = ImageWriter::new();
        self.directory.freeze(&mut image).unwrap();
        self.engine.freeze(&mut image).unwrap();
        let bytes = image.finish();
        let image = Image::open(&bytes).unwrap();
        let (directory, engine) =
            Directory::thaw(&image, |holders| Engine::thaw(&image, holders)).unwrap();
        self.directory = directory;
        self.engine = engine.unwrap().finish(&self.directory).unwrap();
    }

    /// One command: what it changed is noted by both. One that is refused has no trace.
    fn change(&mut self, make: impl FnOnce(&mut Directory, &mut Changes) -> Done) {
        let before = self.policy;
        let mut changes = Vec::new();
        if make(&mut self.directory, &mut changes).is_err() {
            assert_eq!(changes, []);
            return;
        }
        self.policy = Policy::from(self.directory.settings());
        let context = Context::new(&self.directory, &self.policy, self.now);
        self.engine.note(context, &changes);
        self.slow.note(context, &before, &changes);
    }
}

impl History {
    pub(super) fn new() -> Self {
        let start: Instant = "2025-01-06T09:00:00Z".parse().unwrap();
        let state = State {
            directory: Directory::new(Organization::default()),
            engine: Engine::new(),
            slow: Slow::default(),
            policy: Policy::default(),
            now: start,
        };
        Self {
            state,
            fork: None,
            start,
            given: 0,
            users: Vec::new(),
            devices: Vec::new(),
            holders: Vec::new(),
            deleted: Vec::new(),
            moves: 0,
            faults: 0,
        }
    }

    pub(super) fn live(&mut self, act: &Act) {
        self.carry_out(act);
        self.check_state();
    }

    fn carry_out(&mut self, act: &Act) {
        match act {
            Act::NewUser(values) => {
                let (id, values) = (self.new_id(), self.values(&USER, values));
                self.users.push(id);
                self.state.change(|directory, changes| {
                    directory
                        .create_user(id, values, UserFacts::default(), changes)
                        .map(drop)
                });
            }
            Act::NewDevice(values) => {
                let (id, values) = (self.new_id(), self.values(&DEVICE, values));
                self.devices.push(id);
                self.state.change(|directory, changes| {
                    directory
                        .create_device(id, values, DeviceFacts::default(), changes)
                        .map(drop)
                });
            }
            Act::Change(which, values) => self.write(&[*which], values),
            Act::ChangeMany(those, value) => self.write(those, std::slice::from_ref(value)),
            Act::Delete(which) => {
                if let Some(id) = self.subject(*which) {
                    self.state.change(|directory, changes| {
                        directory.delete_subject(id, DynamicGroups::Scanned, changes)
                    });
                }
            }
            Act::Contain(which) => {
                if let Some(id) = pick(&self.users, *which) {
                    self.deleted.push(id);
                    let now = self.state.now;
                    self.state.change(|directory, changes| {
                        directory.soft_delete_user(id, DynamicGroups::Scanned, now, changes)
                    });
                }
            }
            Act::Restore(which) => {
                if let Some(id) = pick(&self.deleted, *which) {
                    self.state
                        .change(|directory, changes| directory.restore(id, changes));
                }
            }
            Act::Manager(user, manager) => {
                if let Some(id) = pick(&self.users, *user) {
                    let manager = manager.and_then(|manager| pick(&self.users, manager));
                    self.state
                        .change(|directory, changes| directory.set_manager(id, manager, changes));
                }
            }
            Act::Settings {
                removals_at_once,
                with_manager,
            } => {
                let mut settings = self.state.directory.settings().clone();
                settings.member_of_staleness = !removals_at_once;
                settings.direct_reports_include_manager = *with_manager;
                self.state.change(|directory, changes| {
                    directory.set_settings(settings, changes);
                    Ok(())
                });
            }
            Act::Pass(hours) => self.pass(Duration::from_seconds(i64::from(*hours) * 1_800)),
            Act::Phases(count) => (0..*count).for_each(|_| {
                self.advance();
            }),
            Act::Work(count) => {
                (0..*count).for_each(|_| while self.advance() == Some(Step::Phase) {})
            }
            Act::Drain => self.drain(),
            Act::Fork => self.fork = Some(self.state.clone()),
            Act::Back => {
                if let Some(state) = self.fork.take() {
                    self.state = state;
                }
            }
            Act::Swap => {
                if let Some(state) = &mut self.fork {
                    std::mem::swap(state, &mut self.state);
                }
            }
            Act::Thaw => self.state.thaw(),
            Act::Load => {
                let context =
                    Context::new(&self.state.directory, &self.state.policy, self.state.now);
                self.state.engine.load(context);
                self.state.slow.load(context);
            }
            _ => self.carry_out_on_groups(act),
        }
    }

    fn carry_out_on_groups(&mut self, act: &Act) {
        let now = self.state.now;
        match act {
            Act::NewGroup(draft) => {
                let rule = self.rule(draft);
                self.new_group(Some(rule));
            }
            Act::NewAssigned => self.new_group(None),
            Act::NewUnit(draft) => {
                let facts = UnitFacts {
                    display_name: "Unit".into(),
                    membership_type: MembershipType::Dynamic,
                    membership_rule: Some(self.rule(draft).into()),
                    ..UnitFacts::default()
                };
                let id = self.new_id();
                self.holders.push(id);
                self.state.change(|directory, changes| {
                    directory.create_unit(id, facts, changes).map(drop)
                });
            }
            Act::Edit(which, draft) => {
                let rule = self.rule(draft);
                self.edit(*which, |facts| facts.0 = Some(rule));
            }
            Act::Blank(which) => self.edit(*which, |facts| {
                if let Some(rule) = &mut facts.0 {
                    rule.push(' ');
                }
            }),
            Act::Pause(which) => self.edit(*which, |facts| facts.1 = Some(RuleProcessing::Paused)),
            Act::Resume(which) => self.edit(*which, |facts| facts.1 = Some(RuleProcessing::On)),
            Act::Turn(which) => self.edit(*which, |facts| facts.2 = !facts.2),
            Act::DeleteGroup(which) => {
                if let Some(id) = pick(&self.holders, *which) {
                    self.state
                        .change(|directory, changes| match directory.unit(id).is_some() {
                            true => directory.delete_unit(id, changes),
                            false => directory.delete_group(id, changes),
                        });
                }
            }
            Act::ContainGroup(which) => {
                if let Some(id) = pick(&self.holders, *which) {
                    self.deleted.push(id);
                    self.state
                        .change(|directory, changes| match directory.unit(id).is_some() {
                            true => directory.soft_delete_unit(id, now, changes),
                            false => directory.soft_delete_group(id, now, changes),
                        });
                }
            }
            Act::Join(which, member) | Act::Part(which, member) => {
                let (Some(id), Some(member)) = (self.assigned(*which), self.subject(*member))
                else {
                    return;
                };
                let joins = matches!(act, Act::Join(..));
                self.state.change(|directory, changes| match joins {
                    true => directory.add_member(id, member, changes).map(drop),
                    false => directory.remove_member(id, member, changes).map(drop),
                });
            }
            Act::Inject(which) => {
                if let Some(id) = pick(&self.holders, *which) {
                    self.state.engine.inject_group_fault(id, "Busy.");
                    self.state.slow.inject(id, Some("Busy."));
                }
            }
            Act::Clear(which) => {
                if let Some(id) = pick(&self.holders, *which) {
                    let context = Context::new(&self.state.directory, &self.state.policy, now);
                    self.state.engine.clear_group_fault(id);
                    self.state.slow.inject(id, None);
                    self.state.engine.look_again(context, id);
                    self.state.slow.look_again(id);
                }
            }
            _ => {}
        }
    }

    fn new_id(&mut self) -> ObjectId {
        self.given += 1;
        ObjectId::derive(ObjectId::NIL, "agreement", &self.given.to_string(), "")
    }

    /// A user or device that is or was there.
    fn subject(&self, which: u16) -> Option<ObjectId> {
        match which % 4 {
            0 => pick(&self.devices, which / 4),
            _ => pick(&self.users, which / 4),
        }
    }

    /// A group without a rule that works.
    fn assigned(&self, which: u16) -> Option<ObjectId> {
        let directory = &self.state.directory;
        let groups = directory
            .groups()
            .filter(|group| !group.facts().is_dynamic());
        pick(&groups.map(|group| group.id()).collect::<Vec<_>>(), which)
    }

    fn values(&self, names: &Names, values: &[Written]) -> Vec<(PropertyKey, Value)> {
        let of = |(name, value): (&'static str, Value)| (key(names, name), value);
        values
            .iter()
            .filter_map(|value| value.of(names, self.start))
            .map(of)
            .collect()
    }

    fn write(&mut self, those: &[u16], values: &[Written]) {
        let of = |id| match self.state.directory.resolve(id)? {
            ObjectRef::User(_) => Some((id, self.values(&USER, values))),
            ObjectRef::Device(_) => Some((id, self.values(&DEVICE, values))),
            _ => None,
        };
        let ids = those.iter().filter_map(|which| self.subject(*which));
        let writes: Vec<_> = ids.filter_map(of).collect();
        self.state.change(|directory, changes| {
            writes
                .into_iter()
                .try_for_each(|(id, values)| directory.set_values(id, values, changes))
        });
    }

    fn rule(&self, draft: &Draft) -> String {
        match draft {
            Draft::Text(text) => text.clone(),
            Draft::Reports(which) => {
                let manager = pick(&self.users, *which).unwrap_or(ObjectId::NIL);
                format!("Direct Reports for \"{manager}\"")
            }
            Draft::MemberOf(which, devices) => {
                let sources = which.iter().filter_map(|which| pick(&self.holders, *which));
                let mut sources: Vec<String> = sources.map(|id| quoted(&id.to_string())).collect();
                if sources.is_empty() {
                    sources.push(quoted(&ObjectId::NIL.to_string()));
                }
                let kind = if *devices { "device" } else { "user" };
                format!(
                    "{kind}.memberOf -any (group.objectId -in [{}])",
                    sources.join(", ")
                )
            }
        }
    }

    fn new_group(&mut self, rule: Option<String>) {
        let facts = GroupFacts {
            display_name: "Group".into(),
            security_enabled: true,
            group_types: rule.iter().map(|_| GroupType::DynamicMembership).collect(),
            membership_rule: rule.map(Into::into),
            ..GroupFacts::default()
        };
        let id = self.new_id();
        self.holders.push(id);
        self.state
            .change(|directory, changes| directory.create_group(id, facts, changes).map(drop));
    }

    /// Changes rule, state and type of a group or unit. One that becomes dynamic loses its members first (`OP-16`).
    fn edit(
        &mut self,
        which: u16,
        edit: impl FnOnce(&mut (Option<String>, Option<RuleProcessing>, bool)),
    ) {
        let Some(id) = pick(&self.holders, which) else {
            return;
        };
        let directory = &self.state.directory;
        let Some(holder) = directory.rule_holder(id) else {
            return;
        };
        let mut facts = (
            holder.rule().map(|rule| rule.to_string()),
            holder.processing(),
            holder.is_dynamic(),
        );
        edit(&mut facts);
        let (rule, processing, is_dynamic) = facts;
        let members: Vec<ObjectId> = match is_dynamic && !holder.is_dynamic() {
            true => holder
                .members()
                .iter()
                .filter_map(|object| directory.id_of(object))
                .collect(),
            false => Vec::new(),
        };
        let known = directory
            .group(id)
            .map(|group| GroupFacts::clone(group.facts()));
        let unit = directory
            .unit(id)
            .map(|unit| UnitFacts::clone(unit.facts()));
        self.state.change(|directory, changes| {
            for member in members {
                directory.remove_member(id, member, changes)?;
            }
            if let Some(mut facts) = known {
                facts.membership_rule = rule.map(Into::into);
                facts.rule_processing = processing;
                facts.group_types = is_dynamic
                    .then_some(GroupType::DynamicMembership)
                    .into_iter()
                    .collect();
                directory.set_group(id, facts, changes)
            } else if let Some(mut facts) = unit {
                facts.membership_rule = rule.map(Into::into);
                facts.rule_processing = processing;
                facts.membership_type = match is_dynamic {
                    true => MembershipType::Dynamic,
                    false => MembershipType::Assigned,
                };
                directory.set_unit(id, facts, changes)
            } else {
                Ok(())
            }
        });
        self.take_others_out(id);
    }

    /// Users and devices never mix: whom the rule is not about is taken out when the rule is followed (`OBJ-5`).
    fn take_others_out(&mut self, id: ObjectId) {
        let directory = &self.state.directory;
        let followed = directory.rule_holder(id).filter(|holder| {
            holder.is_dynamic() && holder.processing() != Some(RuleProcessing::Paused)
        });
        let Some(holder) = followed else { return };
        let rule = holder
            .rule()
            .and_then(|text| ingroup_rule::analyse(text, None).rule);
        let Some(kind) = rule.map(|rule| rule.subject()) else {
            return;
        };
        let others = holder
            .members()
            .iter()
            .filter(|object| object.as_subject().is_none_or(|(other, _)| other != kind));
        let others: Vec<ObjectId> = others
            .filter_map(|object| directory.id_of(object))
            .collect();
        self.state.change(|directory, changes| {
            others
                .into_iter()
                .try_for_each(|member| directory.remove_member(id, member, changes).map(drop))
        });
    }

    /// One phase of both; what is done is the same, and is written.
    fn advance(&mut self) -> Option<Step> {
        let State {
            directory,
            engine,
            slow,
            policy,
            now,
        } = &mut self.state;
        let context = Context::new(directory, policy, *now);
        let (progress, came) = (engine.advance(context), slow.advance(context));
        match (progress, came) {
            (Progress::Idle, Came::Nowhere) => None,
            (Progress::Begun | Progress::Evaluated, Came::On) => Some(Step::Phase),
            (Progress::Done(step), Came::ToTheEnd(unit, deltas)) => {
                assert_eq!(step.unit, unit);
                assert_eq!(step.moves.deltas(directory), deltas, "{unit:?}");
                Some(self.end_of_work(&step.moves))
            }
            (progress, came) => panic!("{progress:?} {came:?}"),
        }
    }

    /// A whole piece of work of both, or the rest of the one that is being done.
    fn step(&mut self) -> Option<Step> {
        let State {
            directory,
            engine,
            slow,
            policy,
            now,
        } = &mut self.state;
        let context = Context::new(directory, policy, *now);
        let done = engine.step(context);
        let came = loop {
            match slow.advance(context) {
                Came::On => {}
                Came::Nowhere => break None,
                Came::ToTheEnd(unit, deltas) => break Some((unit, deltas)),
            }
        };
        let Some(step) = done else {
            assert_eq!(came, None);
            return None;
        };
        assert_eq!(
            Some((step.unit, step.moves.deltas(directory))),
            came,
            "what is done at once"
        );
        Some(self.end_of_work(&step.moves))
    }

    /// Writes what a piece of work has come to.
    fn end_of_work(&mut self, moves: &Moves) -> Step {
        self.moves += moves.count();
        self.state
            .change(|directory, changes| directory.write_moves(moves, changes));
        self.check_state();
        Step::Whole
    }

    pub(super) fn drain(&mut self) {
        for _ in 0..10_000 {
            if self.step().is_none() {
                return self.check_members();
            }
        }
        panic!("the work does not end");
    }

    fn pass(&mut self, length: Duration) {
        let to = self.state.now.saturating_add(length);
        while let Some(flip) = self.state.slow.next_flip().filter(|flip| *flip <= to) {
            self.state.now = flip.max(self.state.now);
            let State {
                directory,
                engine,
                slow,
                policy,
                now,
            } = &mut self.state;
            engine.time_has_passed(Context::new(directory, policy, *now));
            slow.time_has_passed(*now);
            self.check_state();
            self.drain();
        }
        self.state.now = to;
    }
}

/// How far one phase has come.
#[derive(Debug, PartialEq)]
enum Step {
    Phase,
    Whole,
}

fn pick(those: &[ObjectId], which: u16) -> Option<ObjectId> {
    match those {
        [] => None,
        those => Some(those[usize::from(which) % those.len()]),
    }
}

pub(super) fn key(names: &Names, name: &str) -> PropertyKey {
    let kind = match names.prefix {
        "user" => SubjectKind::User,
        _ => SubjectKind::Device,
    };
    match property(kind, name) {
        Some(property) => PropertyKey::Known(property.id),
        None => PropertyKey::Extension(ExtensionName::read(name).unwrap()),
    }
}
