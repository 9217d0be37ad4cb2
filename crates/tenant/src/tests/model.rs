//! Dynamic membership once more, as slow and as plain as can be: what the tests hold the tenant against.
//!
//! It is told which facts commands have changed. It keeps a list of jobs and does them one after the other, each in
//! three phases, by asking the rule of every subject. It has no index, no delta and no shared code with the engine
//! but the rule itself.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use ingroup_directory::{
    Change, Directory, GroupField, ObjectRef, Row, RuleHolder, RuleProcessing, UnitField,
};
use ingroup_engine::{Status, SubjectView};
use ingroup_rule::{Kind, Rule};
use ingroup_schema::{Instant, ObjectId, PropertyKey, SubjectKind};

/// A group or unit as the model knows it.
#[derive(Debug, Default)]
pub(super) struct Slow {
    pub(super) members: BTreeSet<ObjectRef>,
    dynamic: bool,
    on: bool,
    rule: Option<Rule>,
    state: State,
    /// The next run of a memberOf rule also removes.
    removes: bool,
    faulty: bool,
    edition: u32,
    flip: Option<Instant>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum State {
    #[default]
    NotStarted,
    Evaluating,
    Processing,
    Complete,
    Failed,
}

#[derive(Debug, Clone, PartialEq)]
enum Job {
    Run(ObjectId),
    Look {
        user: Row,
        everything: bool,
        properties: BTreeSet<PropertyKey>,
        managers: BTreeSet<ObjectId>,
    },
    Joined {
        source: ObjectId,
        members: BTreeSet<ObjectRef>,
    },
}

#[derive(Debug)]
struct Plan {
    group: ObjectId,
    edition: u32,
    whole: bool,
    joins: BTreeSet<ObjectRef>,
    leaves: BTreeSet<ObjectRef>,
}

/// The whole model.
#[derive(Debug, Default)]
pub(super) struct Model {
    pub(super) groups: BTreeMap<ObjectId, Slow>,
    jobs: VecDeque<Job>,
    begun: Option<(Job, Option<Vec<Plan>>)>,
    pub(super) suspended: bool,
    /// How often a group came to be or was changed: what was planned for a group before that is void.
    editions: u32,
}

impl Model {
    pub(super) fn waiting(&self) -> usize {
        self.jobs.len() + usize::from(self.begun.is_some())
    }

    /// Takes note of what one command has changed.
    pub(super) fn note<'a>(
        &mut self,
        directory: &Directory,
        changes: impl IntoIterator<Item = &'a Change>,
    ) {
        let old_jobs = self.jobs.len();
        for change in changes {
            let job = self.job_of(directory, change);
            match job {
                Some(job) if self.jobs.len() > old_jobs && self.merged(&job) => {}
                other => self.jobs.extend(other),
            }
        }
    }

    fn job_of(&mut self, directory: &Directory, change: &Change) -> Option<Job> {
        let look = |user, everything, properties, managers| Job::Look {
            user,
            everything,
            properties,
            managers,
        };
        match change {
            Change::SubjectCreated { id, row, .. } => {
                let managers = [*id].into_iter().filter(|id| self.is_named(*id)).collect();
                Some(look(*row, true, BTreeSet::new(), managers))
            }
            Change::ValueChanged { row, property, .. } => {
                let properties = BTreeSet::from([property.clone()]);
                Some(look(*row, false, properties, BTreeSet::new()))
            }
            Change::ManagerChanged { row, old, new, .. } => {
                let both = old.iter().chain(new).copied();
                let managers: BTreeSet<ObjectId> = both.filter(|id| self.is_named(*id)).collect();
                (!managers.is_empty()).then(|| look(*row, false, BTreeSet::new(), managers))
            }
            Change::GroupCreated { group: id, .. } | Change::UnitCreated { unit: id, .. } => {
                let holder = directory.rule_holder(*id).unwrap();
                self.editions += 1;
                let mut slow = Slow {
                    dynamic: holder.is_dynamic(),
                    removes: true,
                    edition: self.editions,
                    ..Slow::default()
                };
                slow.read(holder);
                let runs = slow.dynamic && slow.on;
                self.groups.insert(*id, slow);
                runs.then_some(Job::Run(*id))
            }
            Change::GroupChanged { group, fields, .. } => self.changed(
                directory,
                *group,
                fields.contains(&GroupField::MembershipRule),
                fields.contains(&GroupField::RuleProcessing),
            ),
            Change::UnitChanged { unit, fields, .. } => self.changed(
                directory,
                *unit,
                fields.contains(&UnitField::MembershipRule),
                fields.contains(&UnitField::RuleProcessing),
            ),
            Change::GroupDeleted { group: id, .. } | Change::UnitDeleted { unit: id, .. } => {
                self.groups.remove(id);
                None
            }
            Change::MemberAdded { group, object, .. } => {
                self.groups.get_mut(group)?.members.insert(*object);
                self.joined(*group, BTreeSet::from([*object]))
            }
            Change::MemberRemoved {
                group: id, object, ..
            }
            | Change::UnitMemberRemoved {
                unit: id, object, ..
            } => {
                self.groups.get_mut(id)?.members.remove(object);
                None
            }
            _ => None,
        }
    }

    fn changed(
        &mut self,
        directory: &Directory,
        id: ObjectId,
        rule: bool,
        state: bool,
    ) -> Option<Job> {
        let slow = self.groups.get_mut(&id)?;
        if !rule && !state {
            return None;
        }
        let was_on = slow.on;
        slow.read(directory.rule_holder(id).unwrap());
        self.editions += 1;
        slow.edition = self.editions;
        slow.flip = None;
        if rule {
            slow.removes = true;
            slow.faulty = false;
        }
        let in_flight = matches!(slow.state, State::Evaluating | State::Processing);
        if rule || in_flight || slow.on && !was_on {
            slow.state = State::NotStarted;
        }
        slow.on.then_some(Job::Run(id))
    }

    /// Two facts of one command about one object are one job.
    fn merged(&mut self, job: &Job) -> bool {
        match (self.jobs.back_mut(), job) {
            (
                Some(Job::Look {
                    user,
                    everything,
                    properties,
                    managers,
                }),
                Job::Look {
                    user: other,
                    everything: all,
                    properties: more,
                    managers: others,
                },
            ) if user == other => {
                *everything |= all;
                properties.extend(more.iter().cloned());
                managers.extend(others);
                true
            }
            (
                Some(Job::Joined { source, members }),
                Job::Joined {
                    source: other,
                    members: more,
                },
            ) if source == other => {
                members.extend(more);
                true
            }
            _ => false,
        }
    }

    fn joined(&self, source: ObjectId, members: BTreeSet<ObjectRef>) -> Option<Job> {
        let feeds = self.groups.values().any(|slow| slow.is_fed_by(source));
        (feeds && !members.is_empty()).then_some(Job::Joined { source, members })
    }

    fn is_named(&self, manager: ObjectId) -> bool {
        self.groups.values().any(|slow| slow.is_about(manager))
    }

    pub(super) fn set_fault(&mut self, group: ObjectId, faulty: bool) {
        let slow = self.groups.get_mut(&group).unwrap();
        slow.faulty = faulty;
        if slow.on {
            self.run_once(group);
        }
    }

    /// The next instant at which the clock alone changes a result.
    pub(super) fn next_flip(&self) -> Option<Instant> {
        self.groups.values().filter_map(|slow| slow.flip).min()
    }

    /// Time has passed: those whose instant has come are run, the earliest first.
    pub(super) fn time_has_passed(&mut self, now: Instant) {
        let mut due: Vec<(Instant, ObjectId)> = Vec::new();
        for (id, slow) in &mut self.groups {
            if let Some(flip) = slow.flip.filter(|flip| *flip <= now) {
                slow.flip = None;
                due.push((flip, *id));
            }
        }
        due.sort();
        for (_, id) in due {
            self.run_once(id);
        }
    }

    fn run_once(&mut self, id: ObjectId) {
        if !self.jobs.contains(&Job::Run(id)) {
            self.jobs.push_back(Job::Run(id));
        }
    }

    pub(super) fn drain(&mut self, directory: &Directory, now: Instant) {
        while self.advance(directory, now) {}
    }

    /// Does one phase; false if there is nothing to do.
    pub(super) fn advance(&mut self, directory: &Directory, now: Instant) -> bool {
        if self.suspended {
            return false;
        }
        match self.begun.take() {
            None => {
                let Some(job) = self.jobs.pop_front() else {
                    return false;
                };
                if let Job::Run(id) = &job
                    && let Some(slow) = self.groups.get_mut(id)
                    && slow.on
                {
                    slow.state = State::Evaluating;
                }
                self.begun = Some((job, None));
            }
            Some((job, None)) => {
                let plans = self.plan(directory, &job, now);
                self.begun = Some((job, Some(plans)));
            }
            Some((_, Some(plans))) => self.write(directory, plans),
        }
        true
    }

    fn plan(&mut self, directory: &Directory, job: &Job, now: Instant) -> Vec<Plan> {
        let mut plans = Vec::new();
        let mut again = Vec::new();
        let ids: Vec<ObjectId> = self.groups.keys().copied().collect();
        for id in ids {
            let slow = &self.groups[&id];
            let whole = *job == Job::Run(id);
            let subjects: Vec<ObjectRef> = match (job, &slow.rule) {
                (Job::Run(_), _) if !whole => continue,
                (Job::Run(_), _) => users(directory).map(ObjectRef::User).collect(),
                (
                    Job::Look {
                        user,
                        everything,
                        properties,
                        managers,
                    },
                    Some(rule),
                ) => {
                    let touched = match rule.kind() {
                        Kind::Expression(_) => {
                            let mut read = rule.mentions().into_iter();
                            *everything || read.any(|property| properties.contains(&property))
                        }
                        Kind::DirectReports(manager) => managers.contains(manager),
                        Kind::MemberOf(_) => false,
                    };
                    if !touched {
                        continue;
                    }
                    vec![ObjectRef::User(*user)]
                }
                (Job::Joined { source, members }, Some(_)) if slow.is_fed_by(*source) => {
                    members.iter().copied().collect()
                }
                _ => continue,
            };
            if !slow.on || !slow.dynamic {
                continue;
            }
            if !whole && slow.state != State::Complete {
                if slow.state == State::Failed {
                    again.push(id);
                }
                continue;
            }
            let Some(rule) = slow.rule.as_ref().filter(|_| !slow.faulty) else {
                let slow = self.groups.get_mut(&id).unwrap();
                slow.state = State::Failed;
                slow.flip = None;
                continue;
            };
            let is_fed = matches!(rule.kind(), Kind::MemberOf(_));
            let mut plan = Plan {
                group: id,
                edition: slow.edition,
                whole,
                joins: BTreeSet::new(),
                leaves: BTreeSet::new(),
            };
            let mut flip = if whole { None } else { slow.flip };
            for object in subjects {
                let Some((kind, row)) = object.as_subject() else {
                    continue;
                };
                if !directory.table(kind).is_active(row) {
                    continue;
                }
                let view = SubjectView::new(directory, kind, row);
                let wanted = match rule.kind() {
                    Kind::MemberOf(sources) => sources.iter().any(|source| {
                        let source = self.groups.get(source);
                        source.is_some_and(|source| source.members.contains(&object))
                    }),
                    _ => rule.evaluate(&view, now).unwrap(),
                };
                flip = flip.into_iter().chain(rule.next_flip(&view, now)).min();
                match (slow.members.contains(&object), wanted) {
                    (false, true) => plan.joins.insert(object),
                    (true, false) if !is_fed || slow.removes => plan.leaves.insert(object),
                    _ => false,
                };
            }
            let slow = self.groups.get_mut(&id).unwrap();
            slow.flip = flip;
            if whole {
                slow.state = State::Processing;
            }
            plans.push(plan);
        }
        for id in again {
            self.run_once(id);
        }
        plans
    }

    fn write(&mut self, directory: &Directory, plans: Vec<Plan>) {
        let mut news = Vec::new();
        for plan in plans {
            let Some(slow) = self.groups.get_mut(&plan.group) else {
                continue;
            };
            if slow.edition != plan.edition {
                continue;
            }
            let there = |object: &ObjectRef| {
                object
                    .as_subject()
                    .is_some_and(|(kind, row)| directory.table(kind).is_active(row))
            };
            let joins: BTreeSet<ObjectRef> = plan.joins.into_iter().filter(there).collect();
            slow.members.retain(|member| !plan.leaves.contains(member));
            slow.members.extend(&joins);
            if plan.whole {
                slow.state = State::Complete;
                slow.removes = false;
            }
            news.push((plan.group, joins));
        }
        for (group, joins) in news {
            let job = self.joined(group, joins);
            self.jobs.extend(job);
        }
    }
}

impl Slow {
    fn read(&mut self, holder: RuleHolder<'_>) {
        self.on = holder.processing() != Some(RuleProcessing::Paused);
        let text = holder.rule().map(|rule| rule.to_string());
        self.rule = text.and_then(|text| ingroup_rule::analyse(&text, None).rule);
    }

    fn is_fed_by(&self, source: ObjectId) -> bool {
        let kind = self.rule.as_ref().map(Rule::kind);
        self.dynamic && matches!(kind, Some(Kind::MemberOf(sources)) if sources.contains(&source))
    }

    fn is_about(&self, manager: ObjectId) -> bool {
        let kind = self.rule.as_ref().map(Rule::kind);
        self.dynamic && matches!(kind, Some(Kind::DirectReports(of)) if *of == manager)
    }

    pub(super) fn is_dynamic(&self) -> bool {
        self.dynamic
    }

    /// The portal's word.
    pub(super) fn status(&self) -> &'static str {
        match self.state {
            _ if !self.on => Status::UpdatePaused.portal_text(),
            State::NotStarted => Status::NotStarted.portal_text(),
            State::Evaluating => Status::Evaluating.portal_text(),
            State::Processing => Status::Processing.portal_text(),
            State::Complete => Status::UpdateComplete.portal_text(),
            State::Failed => "Processing error",
        }
    }
}

fn users(directory: &Directory) -> impl Iterator<Item = Row> + '_ {
    directory.table(SubjectKind::User).rows()
}
