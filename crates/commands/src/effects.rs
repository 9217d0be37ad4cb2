//! What follows from a command, in sentences: who would join and leave which groups and administrative units.

mod licenses;

use std::collections::BTreeMap;

use ingroup_directory::{Change, RuleHolder, Settings};
use ingroup_engine::Cause;
use ingroup_schema::{Instant, ObjectId, ObjectKind, fold};
use ingroup_tenant::{Actor, Event, Initiator, Outcome, Tenant};

use crate::applications;

/// How many groups are named one by one.
const NAMED: usize = 5;

/// A conversion of an assigned group: how many members left at once, and how many of them the rule brought back
/// (`OP-16`). Nothing if no member had to leave for it.
pub(crate) fn conversion(outcome: &Outcome, converted: ObjectId) -> Option<(usize, usize)> {
    let by_conversion =
        |event: &&Event| event.initiator == Initiator::DynamicMembership(Cause::Conversion);
    let emptied = outcome.events.iter().filter(by_conversion);
    let emptied = emptied.flat_map(|event| event.change.moved());
    let removed: usize = emptied
        .filter(|moved| moved.holder() == converted)
        .map(|moved| moved.counts().1)
        .sum();
    let (_, left) = outcome.moved(converted);
    (removed > 0).then(|| (removed, removed.saturating_sub(left)))
}

/// All members of a group, in words.
pub(crate) fn all_members(count: usize) -> String {
    match count {
        1 => "the only member".to_owned(),
        _ => format!("all {count} members"),
    }
}

/// What a person wants to know of a change beforehand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Follows {
    /// The members of this group first.
    Members(ObjectId),
    /// The same, and where to see who they are: the group gets another rule.
    MembersByRule(ObjectId),
    /// The members of the new group.
    NewGroup,
    /// Who is a member of the group or unit no more, because it is gone.
    Deletion {
        /// What it is.
        kind: ObjectKind,
        /// How many members it has.
        members: usize,
    },
    /// That a deleted object is gone for good.
    End {
        /// Until when it could be restored.
        restorable: Instant,
    },
    /// Who reaches an application no more, because it is gone.
    NoMoreAccess {
        /// How many people reach it.
        people: usize,
    },
    /// Which groups expire, and when.
    Expiration,
    /// Which licences are given and taken.
    Licenses,
    /// Whatever memberships move.
    Memberships,
}

/// The sentences, at least one.
pub(crate) fn sentences(
    before: &Tenant,
    after: &Tenant,
    outcome: &Outcome,
    follows: Follows,
) -> Vec<String> {
    let mut moved = outcome.all_moved();
    let mut lines = Vec::new();
    let about = match follows {
        Follows::Members(group) | Follows::MembersByRule(group) => Some(group),
        Follows::NewGroup => outcome.created,
        Follows::Deletion { kind, members } => {
            lines.push(format!(
                "{members} would leave, because the {kind} would be gone."
            ));
            None
        }
        Follows::End { restorable } => {
            lines.push(format!(
                "It could never be restored; as it is, it can be until {restorable}."
            ));
            None
        }
        Follows::NoMoreAccess { people } => {
            lines.push(format!(
                "{people} would lose access, because the application would be gone."
            ));
            None
        }
        Follows::Expiration => {
            lines.extend(expiration(outcome));
            None
        }
        Follows::Memberships | Follows::Licenses => None,
    };
    if let Some(group) = about {
        let (joined, left) = moved.remove(&group).unwrap_or_default();
        lines.push(format!("{joined} would join, {left} would leave."));
        if matches!(follows, Follows::MembersByRule(_)) && joined + left > 0 {
            lines.push(
                "Test-MembershipRule -Group … -MembershipRule … -Preview names them.".to_owned(),
            );
        }
        let is_group = after.directory().group(group).is_some();
        if let Some((removed, back)) = conversion(outcome, group).filter(|_| is_group) {
            lines.push(format!(
                "The group would be converted: {} would leave at once, and the rule would bring {back} of them back.",
                all_members(removed)
            ));
            let names = applications::assigned_to(after.directory(), group);
            let gaps = names.into_iter().map(|name| {
                format!("Until then the group would give nobody access to \"{name}\".")
            });
            lines.extend(gaps);
        }
    }
    let others = moved.len();
    let mut moved: Vec<(ObjectId, (usize, usize))> = moved.into_iter().collect();
    moved.sort_by_cached_key(|(holder, _)| {
        let holder = after.directory().rule_holder(*holder);
        holder.map(|holder| fold(holder.display_name()))
    });
    let mut unnamed = moved.iter().map(|(holder, _)| holder).skip(NAMED);
    let what = match unnamed.any(|holder| after.directory().unit(*holder).is_some()) {
        true => "groups or administrative units",
        false => "groups",
    };
    for (group, (joined, left)) in moved.into_iter().take(NAMED) {
        let name = match after.directory().rule_holder(group) {
            Some(RuleHolder::Group(group)) => format!("\"{}\"", group.display_name()),
            Some(RuleHolder::Unit(unit)) => {
                format!("the administrative unit \"{}\"", unit.display_name())
            }
            None => "a deleted group".to_owned(),
        };
        lines.push(match (joined, left) {
            (joined, 0) => format!("{joined} would join {name}."),
            (0, left) => format!("{left} would leave {name}."),
            (joined, left) => format!("{joined} would join and {left} would leave {name}."),
        });
    }
    if others > NAMED {
        lines.push(format!(
            "The members of {} more {what} would change.",
            others - NAMED
        ));
    }
    lines.extend(licenses::sentences(before, after, outcome));
    lines.extend(applications::sentences(after, outcome));
    lines.extend(acts_later(after, outcome));
    match expired(outcome) {
        0 => {}
        1 => lines.push("1 deleted object could no longer be restored.".to_owned()),
        many => lines.push(format!(
            "{many} deleted objects could no longer be restored."
        )),
    }
    if lines.is_empty() {
        lines.push(match follows {
            Follows::Licenses => "No licence would change.".to_owned(),
            _ => "No membership would change.".to_owned(),
        });
    }
    lines
}

/// How many groups get a date of expiration, another one or none, and which is the first (2.10).
fn expiration(outcome: &Outcome) -> Vec<String> {
    let mut dates: BTreeMap<ObjectId, (Option<Instant>, Option<Instant>, String)> = BTreeMap::new();
    for event in &outcome.events {
        if let Change::GroupChanged {
            group, old, new, ..
        } = &event.change
        {
            let name = new.display_name.to_string();
            let entry = dates.entry(*group);
            let entry = entry.or_insert_with(|| (old.expires, None, name));
            entry.1 = new.expires;
        }
    }
    let changed = || dates.values().filter(|(old, new, _)| old != new);
    let count = |number: usize| match number {
        1 => "1 group".to_owned(),
        many => format!("{many} groups"),
    };
    let mut lines = Vec::new();
    let first = changed()
        .filter_map(|(_, new, name)| Some(((*new)?, name)))
        .min();
    if let Some((at, name)) = first {
        let dated = changed().filter(|(_, new, _)| new.is_some()).count();
        lines.push(match dated {
            1 => format!("\"{name}\" would expire at {at}."),
            _ => format!("{} would expire, \"{name}\" first, at {at}.", count(dated)),
        });
    }
    match changed().filter(|(_, new, _)| new.is_none()).count() {
        0 => {}
        freed => lines.push(format!("{} would expire no more.", count(freed))),
    }
    if lines.is_empty() {
        lines.push("No group would expire at another time.".to_owned());
    }
    lines
}

/// That who may create groups changes only in a while (`OP-2`, C-16), if that was changed.
pub(crate) fn acts_later(after: &Tenant, outcome: &Outcome) -> Option<String> {
    let switches = |settings: &Settings| {
        (
            settings.allowed_to_create_security_groups,
            settings.enable_group_creation,
            settings.group_creation_allowed_group,
        )
    };
    let switched = |event: &Event| match &event.change {
        Change::SettingsChanged { old, new } => switches(old) != switches(new),
        _ => false,
    };
    let at = after.creation_switches_act_at()?;
    let changed = outcome.events.iter().any(switched);
    changed.then(|| format!("Who may create groups changes at {at}, not before."))
}

/// What changed of one group or administrative unit at one time, for one reason.
pub(crate) struct Move {
    pub(crate) at: Instant,
    pub(crate) group: ObjectId,
    pub(crate) joined: usize,
    pub(crate) left: usize,
    /// Why, if it was dynamic membership.
    pub(crate) cause: Option<Cause>,
}

/// The changes of memberships in the order in which they came, one for each time, group and reason.
pub(crate) fn moves_in_order(outcome: &Outcome) -> Vec<Move> {
    let mut all: Vec<Move> = Vec::new();
    let mut places: BTreeMap<(Instant, ObjectId, Option<Cause>), usize> = BTreeMap::new();
    let events = outcome.events.iter();
    for (event, moved) in events.flat_map(|event| event.change.moved().map(move |one| (event, one)))
    {
        let (group, (joined, left)) = (moved.holder(), moved.counts());
        let cause = match &event.initiator {
            Initiator::DynamicMembership(cause) => Some(*cause),
            Initiator::Actor(_) => None,
        };
        let place = places.entry((event.at, group, cause)).or_insert(all.len());
        match all.get_mut(*place) {
            Some(known) => {
                known.joined += joined;
                known.left += left;
            }
            None => all.push(Move {
                at: event.at,
                group,
                joined,
                left,
                cause,
            }),
        }
    }
    all
}

/// How many deleted objects came to their end by the passing of time (`OP-8`).
fn expired(outcome: &Outcome) -> usize {
    let by_time = |event: &&Event| {
        matches!(event.change, Change::Purged { .. })
            && matches!(event.initiator, Initiator::Actor(Actor::System(_)))
    };
    outcome.events.iter().filter(by_time).count()
}
