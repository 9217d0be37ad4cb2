//! The expiration of Microsoft 365 groups: who is told when, what renews a group, and what happens if nothing does
//! (2.10).

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use ingroup_directory::{Change, Directory, GroupFacts, Renewal};
use ingroup_image::{ImageError, Reader, Writer};
use ingroup_schema::{Duration, Instant, ObjectId};
use serde::{Deserialize, Serialize};

use crate::actor::{Actor, Initiator, SystemActor};
use crate::command::Outcome;
use crate::journal::{Message, Posted, Recipient, Record, Trace, owners};
use crate::refusal::Refusal;
use crate::tenant::Tenant;

/// How long before a group expires it is looked at whether people use it (`OP-66`).
const REVIEW: Duration = Duration::from_days(35);

/// How long a renewed group is left alone: with the shortest lifetime it would be looked at at once (`OP-66`).
const LEFT_ALONE: Duration = Duration::from_days(5);

/// How long before a group expires its owners are told (`OP-67`).
const MAILS: [Duration; 3] = [
    Duration::from_days(30),
    Duration::from_days(15),
    Duration::from_days(1),
];

/// How long a group that was older than its lifetime when the policy came is left (`OP-65`).
pub(crate) const FIRST_TIME: Duration = Duration::from_days(35);

const DAY: Duration = Duration::from_days(1);

/// What is done next to a group that expires.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
enum Step {
    /// It is looked at whether people use it.
    Review,
    /// Its owners are told, with the mail of this place in [`MAILS`].
    Mail(usize),
    /// It is deleted.
    Deletion,
}

/// A group that expires: what is done next to it and when.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
struct Next {
    step: Step,
    at: Instant,
}

/// All groups that expire, and which of them is next. Clones share it until one writes.
#[derive(Debug, Clone, Default)]
pub(crate) struct Expirations {
    next: Arc<BTreeMap<ObjectId, Next>>,
    due: Arc<BTreeSet<(Instant, ObjectId)>>,
}

impl Expirations {
    /// What an import finds: mails whose day is over count as sent, but no group goes before its last one.
    pub(crate) fn found(directory: &Directory, now: Instant) -> Self {
        let mut expirations = Self::default();
        for group in directory.groups() {
            let facts = group.facts();
            if let (true, Some(expires)) = (covered(directory, group.id(), facts), facts.expires) {
                let steps = [Step::Review, Step::Mail(0), Step::Mail(1)];
                let due = steps.map(|step| (step, due(step, facts, expires)));
                let waits = due.into_iter().find(|(_, at)| *at > now);
                let last = Step::Mail(MAILS.len() - 1);
                let (step, at) = waits.unwrap_or_else(|| (last, self::due(last, facts, expires)));
                expirations.set(group.id(), Some(Next { step, at }));
            }
        }
        expirations
    }

    fn set(&mut self, group: ObjectId, next: Option<Next>) {
        let known = self.next.get(&group).copied();
        if known == next {
            return;
        }
        let due = Arc::make_mut(&mut self.due);
        let all = Arc::make_mut(&mut self.next);
        if let Some(known) = known {
            due.remove(&(known.at, group));
            all.remove(&group);
        }
        if let Some(next) = next {
            due.insert((next.at, group));
            all.insert(group, next);
        }
    }

    /// What is done next to each group.
    pub(crate) fn freeze(&self, to: &mut Writer) -> Result<(), ImageError> {
        to.value(&self.next)
    }

    pub(crate) fn thaw(from: &mut Reader<'_>) -> Result<Self, ImageError> {
        let next: BTreeMap<ObjectId, Next> = from.value()?;
        let due = next.iter().map(|(group, next)| (next.at, *group)).collect();
        Ok(Self {
            next: Arc::new(next),
            due: Arc::new(due),
        })
    }

    /// When something is done next to any group.
    pub(crate) fn next_due(&self) -> Option<Instant> {
        self.due.first().map(|(at, _)| *at)
    }
}

/// When a step is taken for a group as it was last renewed.
fn due(step: Step, facts: &GroupFacts, expires: Instant) -> Instant {
    let review = expires.saturating_add(REVIEW.negated());
    let renewed = facts.renewed.or(facts.created);
    let review = renewed.map_or(review, |at| review.max(at.saturating_add(LEFT_ALONE)));
    match step {
        Step::Review => review,
        Step::Mail(place) => {
            let before = MAILS.get(place).copied().unwrap_or(Duration::ZERO);
            review.max(expires.saturating_add(before.negated()))
        }
        Step::Deletion => expires.saturating_add(DAY),
    }
}

fn covered(directory: &Directory, id: ObjectId, facts: &GroupFacts) -> bool {
    let policy = directory.lifecycle_policy();
    policy.is_some_and(|policy| policy.covers(id, facts))
}

impl Tenant {
    /// When a group expires that is renewed now; none if it does not expire.
    pub(crate) fn expires_from_now(&self, id: ObjectId, facts: &GroupFacts) -> Option<Instant> {
        let policy = self.directory.lifecycle_policy()?;
        let now = self.clock.now();
        policy
            .covers(id, facts)
            .then(|| now.saturating_add(policy.lifetime()))
    }

    /// Gives every group the expiration date that the policy means for it now. A group that is older than the lifetime
    /// gets 35 days (`OP-65`).
    pub(crate) fn date_all_groups(&mut self, changes: &mut Vec<Change>) {
        let policy = self.directory.lifecycle_policy().cloned();
        let now = self.clock.now();
        let wanted = |id: ObjectId, facts: &GroupFacts| {
            let policy = policy.as_ref().filter(|policy| policy.covers(id, facts))?;
            let renewed = facts.renewed.or(facts.created).unwrap_or(now);
            let expires = renewed.saturating_add(policy.lifetime());
            Some(match expires > now {
                true => expires,
                false => now.saturating_add(FIRST_TIME),
            })
        };
        let groups = self.directory.groups().filter(|group| {
            let facts = group.facts();
            facts.is_unified() && wanted(group.id(), facts).is_some() != facts.expires.is_some()
                || policy_lifetime_changed(changes) && covered(&self.directory, group.id(), facts)
        });
        let dated: Vec<(ObjectId, GroupFacts)> = groups
            .map(|group| {
                let mut facts = GroupFacts::clone(group.facts());
                facts.expires = wanted(group.id(), &facts);
                (group.id(), facts)
            })
            .collect();
        for (id, facts) in dated {
            let set = self.directory.set_group(id, facts, changes);
            debug_assert!(set.is_ok(), "{set:?}");
        }
    }

    /// A group that comes back is as old as if it were made now, if it expires (`OP-8`).
    pub(crate) fn date_restored_group(&mut self, id: ObjectId, changes: &mut Vec<Change>) {
        let Some(group) = self.directory.group(id) else {
            return;
        };
        let mut facts = GroupFacts::clone(group.facts());
        facts.expires = self.expires_from_now(id, &facts);
        if facts.expires.is_some() {
            facts.renewed = Some(self.clock.now());
        }
        let set = self.directory.set_group(id, facts, changes);
        debug_assert!(set.is_ok(), "{set:?}");
    }

    /// Renews a group: it is as old as if it were made now (`OP-69`).
    pub(crate) fn renew(&mut self, id: ObjectId, by: Renewal, changes: &mut Vec<Change>) {
        let Some(group) = self.directory.group(id) else {
            return;
        };
        let mut facts = GroupFacts::clone(group.facts());
        facts.renewed = Some(self.clock.now());
        facts.expires = self.expires_from_now(id, &facts);
        let set = self.directory.set_group(id, facts, changes);
        debug_assert!(set.is_ok(), "{set:?}");
        changes.push(Change::GroupRenewed { group: id, by });
    }

    /// Renews a group because somebody says so.
    pub(crate) fn renew_group(
        &mut self,
        id: ObjectId,
        outcome: &mut Outcome,
    ) -> Result<(), Refusal> {
        self.group_that_expires(id)?;
        let mut changes = Vec::new();
        self.renew(id, Renewal::ByPerson, &mut changes);
        self.wrote(changes, outcome);
        Ok(())
    }

    /// Notes that people use a group. One that is near its end is renewed for it (`OP-66`).
    pub(crate) fn note_activity(
        &mut self,
        id: ObjectId,
        outcome: &mut Outcome,
    ) -> Result<(), Refusal> {
        self.group_that_expires(id)?;
        let group = self.known_group(id)?;
        let mut facts = GroupFacts::clone(group.facts());
        let now = self.clock.now();
        facts.last_activity = Some(now);
        let mut changes = Vec::new();
        let set = self.directory.set_group(id, facts, &mut changes);
        debug_assert!(set.is_ok(), "{set:?}");
        self.wrote(changes, outcome);
        let next = self.expirations.next.get(&id);
        if next.is_some_and(|next| next.step != Step::Review) {
            self.renew_by_activity(id, outcome);
        }
        Ok(())
    }

    fn renew_by_activity(&mut self, id: ObjectId, outcome: &mut Outcome) {
        let mut changes = Vec::new();
        self.renew(id, Renewal::ByActivity, &mut changes);
        self.wrote_as(service(), None, changes, outcome);
    }

    /// Refuses groups of the kinds that never expire.
    pub(crate) fn group_that_expires(&self, id: ObjectId) -> Result<(), Refusal> {
        let group = self.known_group(id)?;
        match group.facts().is_unified() {
            true => Ok(()),
            false => Err(Refusal::NeverExpires {
                group: group.display_name().to_owned(),
                kind: group.kind(),
            }),
        }
    }

    /// Keeps in mind what is next for the groups that these changes are about.
    pub(crate) fn keep_expirations(&mut self, changes: &[Change]) {
        for change in changes {
            let id = match change {
                Change::GroupCreated { group, .. }
                | Change::GroupDeleted { group, .. }
                | Change::GroupRenewed { group, .. } => *group,
                Change::GroupChanged {
                    group, old, new, ..
                } if old.expires != new.expires => *group,
                _ => continue,
            };
            let facts = self.directory.group(id).map(|group| group.facts());
            let next = facts.and_then(|facts| {
                let expires = facts.expires?;
                covered(&self.directory, id, facts).then(|| Next {
                    step: Step::Review,
                    at: due(Step::Review, facts, expires),
                })
            });
            self.expirations.set(id, next);
        }
    }

    /// Does to the groups that expire what is due by now.
    pub(crate) fn expire(&mut self, outcome: &mut Outcome) {
        let now = self.clock.now();
        while let Some((at, id)) = self.expirations.due.first().copied()
            && at <= now
        {
            let next = self.expirations.next.get(&id).copied();
            let facts = self.directory.group(id).map(|group| group.facts().clone());
            let parts = next.zip(facts);
            let Some((next, facts, expires)) =
                parts.and_then(|(next, facts)| Some((next, facts.clone(), facts.expires?)))
            else {
                self.expirations.set(id, None);
                continue;
            };
            match next.step {
                Step::Review if is_used(&facts) => self.renew_by_activity(id, outcome),
                Step::Review => self.go_on(id, Step::Mail(0), &facts, expires),
                Step::Mail(place) => {
                    // Of several mails whose day is over the last one says it all.
                    let is_due = |place: &usize| due(Step::Mail(*place), &facts, expires) <= now;
                    let place = (place..MAILS.len()).rev().find(is_due).unwrap_or(place);
                    self.post(id, &facts, Message::Expires(expires));
                    match place + 1 < MAILS.len() {
                        true => self.go_on(id, Step::Mail(place + 1), &facts, expires),
                        false => {
                            // Nobody is left less than a day after the last mail (`OP-67`).
                            let at = due(Step::Deletion, &facts, expires);
                            let at = at.max(now.saturating_add(DAY));
                            let step = Step::Deletion;
                            self.expirations.set(id, Some(Next { step, at }));
                        }
                    }
                }
                Step::Deletion if !facts.assigned_licenses.is_empty() => {
                    // A licensed group cannot be deleted; it is tried again every day (`OP-68`, N-14).
                    let at = now.saturating_add(DAY);
                    let step = Step::Deletion;
                    self.expirations.set(id, Some(Next { step, at }));
                }
                Step::Deletion => self.delete_expired(id, &facts, outcome),
            }
        }
    }

    fn go_on(&mut self, id: ObjectId, step: Step, facts: &GroupFacts, expires: Instant) {
        let at = due(step, facts, expires);
        self.expirations.set(id, Some(Next { step, at }));
    }

    fn delete_expired(&mut self, id: ObjectId, facts: &GroupFacts, outcome: &mut Outcome) {
        let now = self.clock.now();
        let to = self.told_of(id);
        let mut changes = Vec::new();
        let deleted = self.directory.soft_delete_group(id, now, &mut changes);
        debug_assert!(deleted.is_ok(), "{deleted:?}");
        self.wrote_as(service(), None, changes, outcome);
        self.expirations.set(id, None);
        self.post_to(id, facts, Message::Expired, to);
    }

    /// Who is told of a group: the users who own it, or else the addresses of the policy.
    fn told_of(&self, id: ObjectId) -> Vec<Recipient> {
        let owners = owners(&self.directory, id);
        if !owners.is_empty() {
            return owners;
        }
        let policy = self.directory.lifecycle_policy();
        let addresses = policy.map(|policy| policy.alternate_mails.iter().cloned());
        addresses
            .into_iter()
            .flatten()
            .map(Recipient::Address)
            .collect()
    }

    fn post(&mut self, group: ObjectId, facts: &GroupFacts, message: Message) {
        let to = self.told_of(group);
        self.post_to(group, facts, message, to);
    }

    fn post_to(
        &mut self,
        group: ObjectId,
        facts: &GroupFacts,
        message: Message,
        to: Vec<Recipient>,
    ) {
        let unit = self.next_unit();
        self.keep_record(Record {
            at: self.clock.now(),
            unit,
            correlation: None,
            by: service().actor(),
            traces: Box::new([Trace::Mail(Box::new(Posted {
                group,
                name: facts.display_name.clone(),
                message,
                to,
            }))]),
        });
    }

    /// The groups that have expired and cannot be deleted, because a licence is assigned to them.
    pub(crate) fn expired_and_licensed(&self) -> impl Iterator<Item = ObjectId> + '_ {
        let all = self.expirations.next.iter();
        let over = all.filter(|(id, next)| {
            let facts = self.directory.group(**id).map(|group| group.facts());
            next.step == Step::Deletion
                && facts.is_some_and(|facts| {
                    let end = facts.expires.map(|expires| expires.saturating_add(DAY));
                    !facts.assigned_licenses.is_empty()
                        && end.is_some_and(|end| end <= self.clock.now())
                })
        });
        over.map(|(id, _)| *id)
    }
}

fn service() -> Initiator {
    Initiator::Actor(Actor::System(SystemActor::ApprovalManagement))
}

/// Whether people have used a group since it was renewed.
fn is_used(facts: &GroupFacts) -> bool {
    let since = facts.renewed.or(facts.created);
    facts
        .last_activity
        .is_some_and(|at| since.is_none_or(|since| at > since))
}

/// Whether these changes give the policy another lifetime.
fn policy_lifetime_changed(changes: &[Change]) -> bool {
    changes.iter().any(|change| match change {
        Change::LifecyclePolicyChanged { old, new } => {
            let lifetime = |policy: &Option<Arc<ingroup_directory::LifecyclePolicy>>| {
                policy.as_ref().map(|policy| policy.lifetime_days)
            };
            lifetime(old) != lifetime(new)
        }
        _ => false,
    })
}
