//! What follows, in the slow model, from what a command has changed.

use std::collections::BTreeSet;

use ingroup_directory::{Change, Directory, GroupField, ObjectRef, Settings, Way};
use ingroup_rule::{Kind, Rule};
use ingroup_schema::{Instant, ObjectId};

use super::{Choices, HolderKind, Job, Model, Phase, Slow, State, Why};

/// What of a group or unit a command has changed.
#[derive(Clone, Copy)]
struct Touched {
    /// Its rule, or whether it has one.
    rule: bool,
    /// Whether it is on.
    state: bool,
}

impl Model {
    /// Takes note of what one command has changed.
    pub(in super::super) fn note<'a>(
        &mut self,
        directory: &Directory,
        changes: impl IntoIterator<Item = &'a Change>,
        now: Instant,
    ) {
        let old_jobs = self.jobs.len();
        for change in changes {
            match change {
                Change::SettingsChanged { new, .. } => self.settled(new, now),
                _ => self.note_one(directory, change, old_jobs),
            }
        }
    }

    fn note_one(&mut self, directory: &Directory, change: &Change, old_jobs: usize) {
        match change {
            Change::SubjectCreated { kind, id, row } => {
                let managers = [*id].into_iter().filter(|id| self.is_named(*id)).collect();
                let job = Job::Look {
                    subject: ObjectRef::subject(*kind, *row),
                    everything: true,
                    properties: BTreeSet::new(),
                    managers,
                };
                self.push(job, old_jobs);
            }
            Change::ValueChanged {
                kind,
                row,
                property,
                ..
            } => {
                let job = Job::Look {
                    subject: ObjectRef::subject(*kind, *row),
                    everything: false,
                    properties: BTreeSet::from([property.clone()]),
                    managers: BTreeSet::new(),
                };
                self.push(job, old_jobs);
            }
            Change::ManagerChanged { row, old, new, .. } => {
                let both = old.iter().chain(new).copied();
                let managers: BTreeSet<ObjectId> = both.filter(|id| self.is_named(*id)).collect();
                if !managers.is_empty() {
                    let job = Job::Look {
                        subject: ObjectRef::User(*row),
                        everything: false,
                        properties: BTreeSet::new(),
                        managers,
                    };
                    self.push(job, old_jobs);
                }
            }
            Change::GroupCreated { group: id, .. } | Change::UnitCreated { unit: id, .. } => {
                self.editions += 1;
                let slow = Slow::new(directory.rule_holder(*id).unwrap(), self.editions);
                if slow.on {
                    self.jobs.push_back(Job::Run(*id));
                }
                self.groups.insert(*id, slow);
            }
            Change::GroupChanged { group, fields, .. } => {
                let has = |field| fields.contains(&field);
                let touched = Touched {
                    rule: has(GroupField::MembershipRule) || has(GroupField::GroupTypes),
                    state: has(GroupField::RuleProcessing),
                };
                self.changed(directory, *group, touched);
                if has(GroupField::AllowToAddGuests) {
                    self.own_guests(*group);
                }
            }
            Change::UnitChanged { unit, old, new, .. } => {
                let touched = Touched {
                    rule: old.membership_rule != new.membership_rule
                        || old.membership_type != new.membership_type,
                    state: old.rule_processing != new.rule_processing,
                };
                self.changed(directory, *unit, touched);
            }
            Change::GroupDeleted { group: id, .. } | Change::UnitDeleted { unit: id, .. } => {
                self.groups.remove(id);
                if !self.choices.member_of_is_stale {
                    let fed = self.groups.iter().filter(|(_, slow)| slow.is_fed_by(*id));
                    let fed: Vec<ObjectId> = fed.map(|(id, _)| *id).collect();
                    fed.into_iter().for_each(|id| self.run_once(id));
                }
            }
            _ => {
                for moved in change.memberships() {
                    let (id, object) = (moved.holder, moved.object);
                    let members = &mut self.groups.get_mut(&id).unwrap().members;
                    match moved.way {
                        Way::In => members.insert(object),
                        Way::Out => members.remove(&object),
                    };
                    if moved.way == Way::In || !self.choices.member_of_is_stale {
                        self.feed(id, BTreeSet::from([object]), old_jobs);
                    }
                }
            }
        }
    }

    /// Rule, type or state of a group or unit is another.
    fn changed(&mut self, directory: &Directory, id: ObjectId, touched: Touched) {
        let Some(slow) = self.groups.get_mut(&id) else {
            return;
        };
        let (was_dynamic, was_on) = (slow.dynamic, slow.on);
        slow.read(directory.rule_holder(id).unwrap());
        if !touched.rule && !touched.state {
            return;
        }
        self.editions += 1;
        slow.edition = self.editions;
        slow.flip = None;
        if touched.rule {
            slow.removes = true;
            slow.faulty = false;
        }
        let in_flight = matches!(slow.state, State::Evaluating | State::Processing);
        let resumed = slow.on && !was_on;
        if touched.rule || in_flight || resumed {
            slow.state = State::NotStarted;
        }
        if slow.on {
            self.jobs.push_back(Job::Run(id));
        }
        self.convert(id, was_dynamic);
    }

    /// A group that becomes dynamic loses all members at once (`OP-16`), a unit only its groups (`OP-70`). When a rule
    /// is followed, what it is not about goes (`OP-17`); a pause and a rule that fails freeze the members.
    fn convert(&mut self, id: ObjectId, was_dynamic: bool) {
        let slow = self.groups.get_mut(&id).unwrap();
        if !slow.dynamic {
            return;
        }
        let all = !was_dynamic && slow.kind != HolderKind::Unit;
        let subject = slow.rule.as_ref().map(Rule::subject).filter(|_| slow.on);
        let goes = |one: &ObjectRef| match one.as_subject() {
            Some((kind, _)) => all || subject.is_some_and(|subject| subject != kind),
            None => true,
        };
        let gone: BTreeSet<ObjectRef> = slow.members.iter().copied().filter(goes).collect();
        slow.members.retain(|member| !gone.contains(member));
        if !self.choices.member_of_is_stale {
            let old_jobs = self.jobs.len();
            self.feed(id, gone, old_jobs);
        }
    }

    /// The tenant's settings are others.
    fn settled(&mut self, new: &Settings, now: Instant) {
        let before = std::mem::replace(&mut self.choices, new.into());
        let Choices {
            member_of_is_stale,
            with_manager,
            ..
        } = self.choices;
        let thawed = before.member_of_is_stale && !member_of_is_stale
            || before.has_retired_member_of(now) && !self.choices.has_retired_member_of(now);
        let others = before.with_manager != with_manager;
        let concerned = |slow: &Slow| match slow.rule.as_ref().map(Rule::kind) {
            Some(Kind::MemberOf(_)) => thawed,
            Some(Kind::DirectReports(_)) => others,
            _ => false,
        };
        let ids: Vec<ObjectId> = self
            .groups
            .iter()
            .filter(|(id, slow)| slow.on && (concerned(slow) || self.is_cured(**id, slow)))
            .map(|(id, _)| *id)
            .collect();
        ids.into_iter().for_each(|id| self.run_once(id));
        // What another sweep would have noticed by now is noticed.
        self.time_has_passed(now);
    }

    /// A group that says for itself whether it takes guests.
    fn own_guests(&mut self, id: ObjectId) {
        let slow = &self.groups[&id];
        if slow.on && self.is_cured(id, slow) {
            self.run_once(id);
        }
    }

    /// Whether a group failed at a guest and takes guests now. What holds the queue up is tried again by itself.
    fn is_cured(&self, id: ObjectId, slow: &Slow) -> bool {
        let holds_up = matches!(
            &self.begun,
            Some((_, Phase::Blocked(before))) if before.contains_key(&id)
        );
        slow.state == State::Failed(Why::Guest) && !holds_up && self.takes_guests(slow)
    }

    /// Members of a group that feeds others came or, where that counts, went.
    pub(super) fn feed(&mut self, source: ObjectId, members: BTreeSet<ObjectRef>, old_jobs: usize) {
        if self.is_source(source) && !members.is_empty() {
            self.push(Job::Joined { source, members }, old_jobs);
        }
    }

    /// Two facts of one command about one object are one job.
    fn push(&mut self, job: Job, old_jobs: usize) {
        let of_this_command = self.jobs.len() > old_jobs;
        match (self.jobs.back_mut().filter(|_| of_this_command), job) {
            (
                Some(Job::Look {
                    subject,
                    everything,
                    properties,
                    managers,
                }),
                Job::Look {
                    subject: other,
                    everything: all,
                    properties: more,
                    managers: others,
                },
            ) if *subject == other => {
                *everything |= all;
                properties.extend(more);
                managers.extend(others);
            }
            (
                Some(Job::Joined { source, members }),
                Job::Joined {
                    source: other,
                    members: more,
                },
            ) if *source == other => members.extend(more),
            (_, job) => self.jobs.push_back(job),
        }
    }
}
