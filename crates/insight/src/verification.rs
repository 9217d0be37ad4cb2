//! Whether all dynamic groups have the members that their rules give: computed anew and compared, never repaired.

use std::collections::{BTreeMap, BTreeSet};
use std::num::NonZero;
use std::ops::ControlFlow;
use std::thread::available_parallelism;

use ingroup_directory::{ObjectRef, RowSet, RuleHolder};
use ingroup_engine::{Context, DynamicGroup, Engine, MemberOfRemoval, Status, Watch, part};
use ingroup_rule::{Kind, Rule};
use ingroup_schema::{ObjectId, SubjectKind};

use crate::preview::by_name;

/// What a comparison of all dynamic groups and administrative units has found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Verification {
    /// How many were compared.
    pub compared: usize,
    /// Those that have other members than their rules give, by name.
    pub differences: Vec<MemberDifference>,
    /// Those that need not have the members that their rules give, by name.
    pub not_comparable: Vec<(ObjectId, NotComparable)>,
}

/// Who should be in a group or unit and is not, and the other way round; by name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MemberDifference {
    /// The group or unit.
    pub holder: ObjectId,
    /// Matches and is no member.
    pub missing: Vec<ObjectId>,
    /// Is a member and does not match.
    pub too_many: Vec<ObjectId>,
}

/// Why the members need not be those that the rule gives.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum NotComparable {
    /// The rule is not worked on (`OP-14`).
    Paused,
    /// The rule could not be processed: members stay as they are (`PROC-12`).
    Failed,
    /// Its own run waits or is being done.
    Unfinished,
    /// Work that follows from changes waits.
    WorkWaits,
    /// A memberOf rule: who left a source stays until the rule is changed (`OP-28`).
    KeepsWhoLeft,
    /// A memberOf rule that is worked on no more (`LANG 3.9`).
    Retired,
    /// A date has come, and dates are looked at again later (N-18).
    DateNotNoticed,
}

impl NotComparable {
    /// A few words for people.
    pub const fn reason(self) -> &'static str {
        match self {
            Self::Paused => "paused: members stay as they are",
            Self::Failed => "in error: members stay as they are",
            Self::Unfinished => "waiting to be brought up to date",
            Self::WorkWaits => "work waits that may change its members",
            Self::KeepsWhoLeft => {
                "a memberOf rule: who left a source stays until the rule is changed"
            }
            Self::Retired => "a memberOf rule that is worked on no more",
            Self::DateNotNoticed => "a date of its rule has come and is not noticed yet",
        }
    }
}

/// Computes the members of all dynamic groups and units anew, with an engine that knows nothing yet, and compares.
/// `told` hears how much is done, of how much, and may end it.
pub fn verify(
    engine: &Engine,
    context: Context<'_>,
    told: Watch<'_>,
) -> ControlFlow<(), Verification> {
    let mut holders: Vec<RuleHolder<'_>> = context
        .directory
        .rule_holders()
        .filter(|holder| holder.is_dynamic())
        .collect();
    holders.sort_by_cached_key(|holder| (holder.display_name().to_lowercase(), holder.id()));
    let mut fresh = Engine::new();
    fresh.load_watched(context, &mut part(told, 0..4, 10))?;
    let threads = available_parallelism().map_or(1, NonZero::get);
    let mut watch = part(told, 4..9, 10);
    let anew = fresh.everything_watched(context, threads, &mut watch)?;
    drop(watch);
    let anew: BTreeMap<ObjectId, _> = anew.into_iter().collect();
    let mut told = part(told, 9..10, 10);
    let mut found = Verification::default();
    for (done, holder) in holders.iter().enumerate() {
        told(done, holders.len())?;
        let wanted = anew.get(&holder.id()).and_then(|set| set.as_ref().ok());
        match compared(engine, context, *holder, wanted) {
            Ok(None) => found.compared += 1,
            Ok(Some(difference)) => {
                found.compared += 1;
                found.differences.push(difference);
            }
            Err(why) => found.not_comparable.push((holder.id(), why)),
        }
    }
    told(holders.len(), holders.len())?;
    ControlFlow::Continue(found)
}

fn compared(
    engine: &Engine,
    context: Context<'_>,
    holder: RuleHolder<'_>,
    wanted: Option<&RowSet>,
) -> Result<Option<MemberDifference>, NotComparable> {
    let known = engine.group(holder.id()).ok_or(NotComparable::Unfinished)?;
    match known.status() {
        Status::UpdateComplete => {}
        Status::UpdatePaused => return Err(NotComparable::Paused),
        Status::ProcessingError(_) => return Err(NotComparable::Failed),
        Status::NotStarted | Status::Evaluating | Status::Processing => {
            return Err(NotComparable::Unfinished);
        }
    }
    let rule = known.rule().map_err(|_| NotComparable::Failed)?;
    let wanted = wanted.ok_or(NotComparable::Failed)?;
    let kind = rule.subject();
    let members = holder.members();
    let (spare, missing) = members.rows(kind).changes_to(wanted);
    let subjects = |rows: Vec<_>| rows.into_iter().map(|row| ObjectRef::subject(kind, row));
    let missing: BTreeSet<ObjectRef> = subjects(missing).collect();
    let mut too_many: BTreeSet<ObjectRef> = subjects(spare).collect();
    if members.len() > members.subject_count(kind) {
        let of_kind = |object: &ObjectRef| is_of(*object, kind);
        too_many.extend(members.iter().filter(|object| !of_kind(object)));
    }
    if missing.is_empty() && too_many.is_empty() {
        return Ok(None);
    }
    match excuse(engine, context, known, rule, missing.is_empty()) {
        Some(why) => Err(why),
        None => Ok(Some(MemberDifference {
            holder: holder.id(),
            missing: by_name(context.directory, missing.iter()),
            too_many: by_name(context.directory, too_many.iter()),
        })),
    }
}

/// Why a group that is complete may have other members than its rule gives.
fn excuse(
    engine: &Engine,
    context: Context<'_>,
    known: &DynamicGroup,
    rule: &Rule,
    nobody_is_missing: bool,
) -> Option<NotComparable> {
    let is_fed = matches!(rule.kind(), Kind::MemberOf(_));
    let retired = context.policy.member_of_retirement;
    if is_fed && retired.is_some_and(|from| from <= context.now) {
        return Some(NotComparable::Retired);
    }
    let keeps = context.policy.member_of == MemberOfRemoval::OnRuleChange;
    if is_fed && keeps && nobody_is_missing {
        return Some(NotComparable::KeepsWhoLeft);
    }
    if known.next_flip().is_some_and(|flip| flip <= context.now) {
        return Some(NotComparable::DateNotNoticed);
    }
    (engine.waiting() > 0).then_some(NotComparable::WorkWaits)
}

fn is_of(object: ObjectRef, kind: SubjectKind) -> bool {
    object.as_subject().is_some_and(|(of, _)| of == kind)
}
