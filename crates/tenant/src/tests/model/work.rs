//! The worker of the slow model: one job after the other, each taken up, evaluated and written.

use std::collections::{BTreeMap, BTreeSet};

use ingroup_directory::{Directory, ObjectRef};
use ingroup_engine::SubjectView;
use ingroup_rule::{Kind, Rule};
use ingroup_schema::{Instant, ObjectId, SubjectKind};

use super::{HolderKind, Job, Model, Phase, Plan, Slow, State, Why};

/// How many units an object can be in (`QUO-10`).
const MOST_UNITS: usize = 30;

impl Model {
    /// Does whatever can be done.
    pub(in super::super) fn drain(&mut self, directory: &Directory, now: Instant) {
        while self.advance(directory, now) {}
    }

    /// Does one job to its end.
    pub(in super::super) fn step(&mut self, directory: &Directory, now: Instant) {
        while self.advance(directory, now) && self.begun.is_some() {}
    }

    /// Does one phase; false if nothing more can be done for now.
    pub(in super::super) fn advance(&mut self, directory: &Directory, now: Instant) -> bool {
        if self.suspended {
            return false;
        }
        match self.begun.take() {
            None => {
                let Some(job) = self.jobs.pop_front() else {
                    return false;
                };
                if let Job::Run(id) = &job
                    && self
                        .groups
                        .get(id)
                        .is_some_and(|slow| self.works(slow, now))
                {
                    self.groups.get_mut(id).unwrap().state = State::Evaluating;
                }
                self.begun = Some((job, Phase::Evaluating));
                true
            }
            Some((job, Phase::Processing(plans))) if self.stuck => {
                self.begun = Some((job, Phase::Processing(plans)));
                false
            }
            Some((job, Phase::Processing(plans))) => {
                let blockers = self.blockers(directory, &plans, now);
                if blockers.is_empty() {
                    self.write(directory, plans, now);
                    return true;
                }
                self.begun = Some((job, Phase::Blocked(blockers)));
                false
            }
            Some((job, phase)) => {
                if let Phase::Blocked(before) = phase {
                    self.unblock(before);
                }
                let plans = self.plan(directory, &job, now);
                self.begun = Some((job, Phase::Processing(plans)));
                true
            }
        }
    }

    fn plan(&mut self, directory: &Directory, job: &Job, now: Instant) -> Vec<Plan> {
        let mut plans = Vec::new();
        let mut again = Vec::new();
        let ids: Vec<ObjectId> = self.groups.keys().copied().collect();
        for id in ids {
            let slow = &self.groups[&id];
            let whole = *job == Job::Run(id);
            let Some(subjects) = subjects(directory, id, slow, job) else {
                continue;
            };
            if !self.works(slow, now) {
                self.abandon(id);
                continue;
            }
            if !whole && slow.state != State::Complete {
                if matches!(slow.state, State::Failed(_)) {
                    again.push(id);
                }
                continue;
            }
            let Some(rule) = slow.rule.as_ref().filter(|_| !slow.faulty) else {
                let slow = self.groups.get_mut(&id).unwrap();
                slow.state = State::Failed(Why::Rule);
                slow.flip = None;
                continue;
            };
            let is_fed = matches!(rule.kind(), Kind::MemberOf(_));
            let keeps = is_fed && !slow.removes && self.choices.member_of_is_stale;
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
                let wanted = kind == rule.subject() && self.wants(directory, rule, object, now);
                if rule.reads_the_clock() {
                    let view = SubjectView::new(directory, kind, row);
                    flip = flip.into_iter().chain(rule.next_flip(&view, now)).min();
                }
                match (slow.members.contains(&object), wanted) {
                    (false, true) => plan.joins.insert(object),
                    (true, false) if !keeps => plan.leaves.insert(object),
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

    /// Whether a rule takes an object of its kind now.
    fn wants(&self, directory: &Directory, rule: &Rule, object: ObjectRef, now: Instant) -> bool {
        let Some((kind, row)) = object.as_subject() else {
            return false;
        };
        match rule.kind() {
            Kind::MemberOf(sources) => sources.iter().any(|source| {
                let source = self.groups.get(source);
                source.is_some_and(|source| source.members.contains(&object))
            }),
            Kind::DirectReports(manager)
                if self.choices.with_manager && directory.id_of(object) == Some(*manager) =>
            {
                true
            }
            _ => rule
                .evaluate(&SubjectView::new(directory, kind, row), now)
                .unwrap(),
        }
    }

    /// The plans as they can still be written: nothing of a group that was changed since, nobody who is gone, nobody
    /// who is in or out already.
    fn still(
        &self,
        directory: &Directory,
        plan: &Plan,
        now: Instant,
    ) -> Option<(BTreeSet<ObjectRef>, BTreeSet<ObjectRef>)> {
        let slow = self.groups.get(&plan.group)?;
        if slow.edition != plan.edition || !self.works(slow, now) {
            return None;
        }
        let there = |object: &&ObjectRef| {
            let subject = object.as_subject();
            subject.is_some_and(|(kind, row)| directory.table(kind).is_active(row))
        };
        let joins = plan.joins.iter().filter(there);
        let leaves = plan.leaves.iter().filter(there);
        Some((
            joins
                .filter(|one| !slow.members.contains(one))
                .copied()
                .collect(),
            leaves
                .filter(|one| slow.members.contains(one))
                .copied()
                .collect(),
        ))
    }

    /// The groups that cannot be written because of a guest and hold everything up, with what they were (`PROC-16`).
    fn blockers(
        &mut self,
        directory: &Directory,
        plans: &[Plan],
        now: Instant,
    ) -> BTreeMap<ObjectId, State> {
        let mut blockers = BTreeMap::new();
        if self.choices.isolates_guests {
            return blockers;
        }
        for plan in plans {
            let Some((joins, _)) = self.still(directory, plan, now) else {
                continue;
            };
            if self.refuses_guest(directory, plan.group, &joins) {
                let slow = self.groups.get_mut(&plan.group).unwrap();
                let before = match plan.whole {
                    true => State::Evaluating,
                    false => slow.state,
                };
                slow.state = State::Failed(Why::Guest);
                blockers.insert(plan.group, before);
            }
        }
        blockers
    }

    fn refuses_guest(
        &self,
        directory: &Directory,
        group: ObjectId,
        joins: &BTreeSet<ObjectRef>,
    ) -> bool {
        !self.takes_guests(&self.groups[&group])
            && joins.iter().any(|object| is_guest(directory, *object))
    }

    /// A run that may not go on leaves the group as one that waits.
    fn abandon(&mut self, id: ObjectId) {
        let slow = self.groups.get_mut(&id).unwrap();
        if matches!(slow.state, State::Evaluating | State::Processing) {
            slow.state = State::NotStarted;
        }
    }

    /// What held the queue up is tried again.
    fn unblock(&mut self, before: BTreeMap<ObjectId, State>) {
        for (id, state) in before {
            if let Some(slow) = self.groups.get_mut(&id)
                && slow.on
                && slow.state == State::Failed(Why::Guest)
            {
                slow.state = state;
            }
        }
    }

    fn write(&mut self, directory: &Directory, plans: Vec<Plan>, now: Instant) {
        let mut news = Vec::new();
        for plan in plans {
            let Some((joins, leaves)) = self.still(directory, &plan, now) else {
                let slow = self.groups.get(&plan.group);
                if slow.is_some_and(|slow| slow.edition == plan.edition) {
                    self.abandon(plan.group);
                }
                continue;
            };
            let refused = if self.refuses_guest(directory, plan.group, &joins) {
                Some(Why::Guest)
            } else if self.groups[&plan.group].kind == HolderKind::Unit
                && joins
                    .iter()
                    .any(|object| self.units_of(*object) >= MOST_UNITS)
            {
                Some(Why::Units)
            } else {
                None
            };
            let stale = self.choices.member_of_is_stale;
            let slow = self.groups.get_mut(&plan.group).unwrap();
            if let Some(why) = refused {
                slow.state = State::Failed(why);
                slow.flip = None;
                continue;
            }
            slow.members.retain(|member| !leaves.contains(member));
            slow.members.extend(&joins);
            if plan.whole {
                slow.state = State::Complete;
                slow.removes = false;
            }
            let moved = match stale {
                true => joins,
                false => joins.union(&leaves).copied().collect(),
            };
            news.push((plan.group, moved));
        }
        for (group, moved) in news {
            let old_jobs = self.jobs.len();
            self.feed(group, moved, old_jobs);
        }
    }

    fn units_of(&self, object: ObjectRef) -> usize {
        let units = self.groups.values();
        units
            .filter(|slow| slow.kind == HolderKind::Unit && slow.members.contains(&object))
            .count()
    }
}

/// Whom a job looks at in a group: everybody in a run; nobody if it is not concerned.
fn subjects(directory: &Directory, id: ObjectId, slow: &Slow, job: &Job) -> Option<Vec<ObjectRef>> {
    match (job, &slow.rule) {
        (Job::Run(run), _) => (*run == id).then(|| everybody(directory)),
        (
            Job::Look {
                subject,
                everything,
                properties,
                managers,
            },
            Some(rule),
        ) => {
            let (kind, _) = subject.as_subject()?;
            let touched = match rule.kind() {
                _ if kind != rule.subject() => false,
                Kind::Expression(_) => {
                    let mut read = rule.mentions().into_iter();
                    *everything || read.any(|property| properties.contains(&property))
                }
                Kind::DirectReports(manager) => managers.contains(manager),
                Kind::MemberOf(_) => false,
            };
            touched.then(|| vec![*subject])
        }
        (Job::Joined { source, members }, Some(_)) if slow.is_fed_by(*source) => {
            Some(members.iter().copied().collect())
        }
        _ => None,
    }
}

fn everybody(directory: &Directory) -> Vec<ObjectRef> {
    let users = directory.users().rows().map(ObjectRef::User);
    let devices = directory.devices().rows().map(ObjectRef::Device);
    users.chain(devices).collect()
}

fn is_guest(directory: &Directory, object: ObjectRef) -> bool {
    let ObjectRef::User(row) = object else {
        return false;
    };
    let user_type = super::super::fixture::key("userType");
    debug_assert_eq!(
        user_type.property_type(),
        ingroup_schema::PropertyType::String
    );
    let value = directory.table(SubjectKind::User).owned(row, &user_type);
    value == ingroup_schema::Value::text("Guest")
}
