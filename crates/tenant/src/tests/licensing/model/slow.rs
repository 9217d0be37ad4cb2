//! The slow, obvious model: every user is worked out from nothing, with sets of plans written down by hand.

use std::collections::{BTreeMap, BTreeSet};

use ingroup_directory::{LicenseError, LicenseState};
use ingroup_schema::{Duration, Instant, ObjectId};

use super::super::world::*;
use crate::*;

type Plans = BTreeSet<ObjectId>;
type Members = BTreeMap<ObjectId, BTreeSet<ObjectId>>;

/// Where a licence comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Source {
    Direct,
    Group(ObjectId),
}

/// How a licence is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Word {
    Active,
    ActiveWithError,
    Disabled,
    Error,
}

impl Word {
    pub(crate) fn of(state: LicenseState) -> Self {
        match state {
            LicenseState::Active => Self::Active,
            LicenseState::ActiveWithError => Self::ActiveWithError,
            LicenseState::Disabled => Self::Disabled,
            LicenseState::Error => Self::Error,
        }
    }
}

/// A licence of a user.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Has {
    sku: ObjectId,
    source: Source,
    word: Word,
    error: LicenseError,
    off: Plans,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Units {
    enabled: u32,
    suspended: u32,
}

/// The model.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Slow {
    units: BTreeMap<ObjectId, Units>,
    people: BTreeMap<ObjectId, Vec<Has>>,
    deleted: BTreeMap<ObjectId, Vec<Has>>,
    groups: BTreeMap<ObjectId, Vec<(ObjectId, Plans)>>,
    joined: BTreeMap<(ObjectId, ObjectId), u64>,
    steps: u64,
}

fn all_plans(sku: ObjectId) -> Plans {
    let known = ingroup_licensing::KnownProduct::by_id(sku).unwrap();
    let plans = known.service_plans().into_iter();
    plans.map(|plan| plan.service_plan_id).collect()
}

fn on(sku: ObjectId, off: &Plans) -> Plans {
    all_plans(sku).difference(off).copied().collect()
}

fn holds(has: &Has) -> bool {
    has.word != Word::Error
}

/// The plans that somebody has, but for what comes from one place.
fn held(all: &[Has]) -> Plans {
    let held = all.iter().filter(|has| holds(has));
    held.flat_map(|has| on(has.sku, &has.off)).collect()
}

fn excluded(plans: &Plans, others: &Plans) -> bool {
    let pairs = [
        ("EXCHANGE_S_STANDARD", "EXCHANGE_S_ENTERPRISE"),
        ("SHAREPOINTSTANDARD", "SHAREPOINTENTERPRISE"),
    ];
    pairs.into_iter().any(|(one, other)| {
        let (one, other) = (plan(one), plan(other));
        plans.contains(&one) && others.contains(&other)
            || plans.contains(&other) && others.contains(&one)
    })
}

/// Whether some of these plans needs another that is not among all.
fn lacks(plans: &Plans, all: &Plans) -> bool {
    plans.contains(&plan("WORKPLACE_ANALYTICS"))
        && !all.contains(&plan("EXCHANGE_S_STANDARD"))
        && !all.contains(&plan("EXCHANGE_S_ENTERPRISE"))
}

impl Slow {
    pub(crate) fn new(products: &[(&str, u32)]) -> Self {
        let units = products.iter().map(|(name, enabled)| {
            let enabled = *enabled;
            (
                sku(name),
                Units {
                    enabled,
                    suspended: 0,
                },
            )
        });
        Self {
            units: units.collect(),
            people: BTreeMap::new(),
            deleted: BTreeMap::new(),
            groups: BTreeMap::new(),
            joined: BTreeMap::new(),
            steps: 0,
        }
    }

    /// What a user has, as the tenant would show it.
    pub(crate) fn of(
        &self,
        person: ObjectId,
    ) -> BTreeSet<(ObjectId, Source, Word, LicenseError, Vec<ObjectId>)> {
        let all = self.people.get(&person).into_iter().flatten();
        all.map(|has| {
            let off = has.off.iter().copied().collect();
            (has.sku, has.source, has.word, has.error, off)
        })
        .collect()
    }

    pub(crate) fn plans_of(&self, person: ObjectId) -> Plans {
        held(self.people.get(&person).map_or(&[], Vec::as_slice))
    }

    /// Whether a command could be refused: one of those that are answered at once, and checks fail.
    pub(crate) fn would_refuse(&self, command: &Command, tenant: &Tenant) -> bool {
        match command {
            Command::AssignGroupLicenses { group, changes } => {
                let after = self.group_after(*group, changes);
                let all: Plans = after.iter().flat_map(|(sku, off)| on(*sku, off)).collect();
                lacks(&all, &all)
            }
            Command::AssignUserLicenses { user, changes } => {
                let row = tenant.directory().users().row(*user).unwrap();
                let location = tenant
                    .directory()
                    .users()
                    .owned(row, &crate::tests::fixture::key("usageLocation"));
                !changes.add.is_empty() && location.is_missing()
                    || self.direct_after(*user, changes).is_none()
            }
            Command::ReprocessUser { .. } => true,
            _ => false,
        }
    }

    fn group_after(&self, group: ObjectId, changes: &LicenseChanges) -> Vec<(ObjectId, Plans)> {
        let mut after = self.groups.get(&group).cloned().unwrap_or_default();
        after.retain(|(sku, _)| !changes.remove.contains(sku));
        for license in &changes.add {
            let off: Plans = license.disabled_plans.iter().copied().collect();
            match after.iter_mut().find(|(sku, _)| *sku == license.sku_id) {
                Some((_, known)) => *known = off,
                None => after.push((license.sku_id, off)),
            }
        }
        after
    }

    fn direct_after(&self, user: ObjectId, changes: &LicenseChanges) -> Option<Vec<Has>> {
        let before = self.people.get(&user).cloned().unwrap_or_default();
        let mut all = before.clone();
        all.retain(|has| has.source != Source::Direct || !changes.remove.contains(&has.sku));
        let given: Vec<(ObjectId, Plans)> = changes
            .add
            .iter()
            .map(|license| {
                (
                    license.sku_id,
                    license.disabled_plans.iter().copied().collect(),
                )
            })
            .collect();
        if !self.give(&before, &mut all, Source::Direct, &given) {
            return None;
        }
        let plans = held(&all);
        (!lacks(&plans, &plans) || lacks(&held(&before), &held(&before))).then_some(all)
    }

    /// What follows from a command that was carried out, with the members before and after.
    pub(crate) fn follow(
        &mut self,
        command: &Command,
        before: &Members,
        after: &Members,
        from: Instant,
        to: Instant,
    ) {
        self.steps += 1;
        let mut moved = BTreeSet::new();
        for (group, members) in after {
            let had = &before[group];
            for person in members.difference(had) {
                self.joined.insert((*group, *person), self.steps);
            }
            if self
                .groups
                .get(group)
                .is_some_and(|licenses| !licenses.is_empty())
            {
                moved.extend(members.symmetric_difference(had).copied());
            }
        }
        match command {
            Command::AssignGroupLicenses { group, changes } => {
                let licenses = self.group_after(*group, changes);
                if self.groups.get(group).cloned().unwrap_or_default() != licenses {
                    self.groups.insert(*group, licenses);
                    self.process_group(*group, after, false);
                }
            }
            Command::AssignUserLicenses { user, changes } => {
                let had = self.people.get(user).cloned().unwrap_or_default();
                let all = self
                    .direct_after(*user, changes)
                    .expect("it was not refused");
                self.put(*user, all);
                self.look_again(*user, &had, after);
            }
            Command::ReprocessGroup { group } => self.process_group(*group, after, true),
            Command::ReprocessUser { user } => {
                let had = self.people.get(user).cloned().unwrap_or_default();
                self.process(*user, after, true);
                self.look_again(*user, &had, after);
            }
            Command::UpdateSubscription { product, changes } => {
                let units = self.units.get_mut(product).unwrap();
                let had = *units;
                units.enabled = changes.enabled.unwrap();
                units.suspended = changes.suspended.unwrap();
                let is_other = |one: Units, other: Units| {
                    (one.enabled > 0) != (other.enabled > 0)
                        || (one.suspended > 0) != (other.suspended > 0)
                };
                if is_other(had, *units) {
                    let holders: Vec<ObjectId> = self
                        .people
                        .iter()
                        .filter(|(_, all)| all.iter().any(|has| has.sku == *product && holds(has)))
                        .map(|(person, _)| *person)
                        .collect();
                    for person in holders {
                        self.process(person, after, false);
                    }
                }
            }
            Command::SetClock { .. } => {
                let day = Duration::from_days(1).nanoseconds();
                let whole = |at: Instant| at.unix_nanoseconds().div_euclid(day);
                for _ in whole(from)..whole(to) {
                    self.sweep(after);
                }
            }
            Command::DeleteUser { user } => {
                let all = self.people.remove(user).unwrap_or_default();
                self.deleted.insert(*user, all);
            }
            Command::Restore { object } => {
                let all = self.deleted.remove(object).unwrap_or_default();
                self.put(*object, all);
                self.process(*object, after, false);
            }
            _ => {
                for person in moved {
                    self.process(person, after, false);
                }
            }
        }
    }

    /// Somebody took a licence from a user: what failed may work now.
    fn look_again(&mut self, person: ObjectId, had: &[Has], members: &Members) {
        let all = self.people.get(&person).map_or(&[][..], Vec::as_slice);
        let gone = had.iter().any(|had| {
            let stays = |has: &Has| (has.sku, has.source) == (had.sku, had.source) && holds(has);
            holds(had) && !all.iter().any(stays)
        });
        if gone {
            self.process(person, members, false);
        }
    }

    fn put(&mut self, person: ObjectId, mut all: Vec<Has>) {
        for has in &mut all {
            let units = self.units[&has.sku];
            let works = units.enabled > 0;
            has.word = match (has.word, works) {
                (Word::Active, false) => Word::Disabled,
                (Word::Disabled, true) => Word::Active,
                (other, _) => other,
            };
        }
        self.people.insert(person, all);
    }

    fn used(&self, sku: ObjectId) -> u32 {
        let holder = |all: &&Vec<Has>| all.iter().any(|has| has.sku == sku && holds(has));
        u32::try_from(self.people.values().filter(holder).count()).unwrap()
    }

    fn process_group(&mut self, group: ObjectId, members: &Members, reprocess: bool) {
        // Who joined first comes first where the group's own products are scarce; else nobody minds.
        let scarce = self
            .groups
            .get(&group)
            .into_iter()
            .flatten()
            .any(|(sku, _)| {
                let free = self.units[sku].enabled.saturating_sub(self.used(*sku));
                (free as usize) < members[&group].len()
            });
        let at = |person: ObjectId| {
            self.joined
                .get(&(group, person))
                .copied()
                .unwrap_or_default()
        };
        let mut order: Vec<(u64, ObjectId)> = members[&group]
            .iter()
            .map(|person| (if scarce { at(*person) } else { 0 }, *person))
            .collect();
        order.sort();
        for (_, person) in order {
            self.process(person, members, reprocess);
        }
    }

    fn sweep(&mut self, members: &Members) {
        let mut waiting = Vec::new();
        for (person, all) in &self.people {
            for has in all {
                let free = self.units[&has.sku].enabled > self.used(has.sku);
                if let Source::Group(group) = has.source
                    && (has.word, has.error) == (Word::Error, LicenseError::CountViolation)
                    && free
                {
                    let at = self
                        .joined
                        .get(&(group, *person))
                        .copied()
                        .unwrap_or_default();
                    waiting.push((at, *person));
                }
            }
        }
        waiting.sort();
        let mut seen = BTreeSet::new();
        for (_, person) in waiting {
            if seen.insert(person) {
                self.process(person, members, false);
            }
        }
    }

    /// Removals first; if that leaves a plan without what it needs, the least is kept that mends it.
    fn process(&mut self, person: ObjectId, members: &Members, reprocess: bool) {
        let before = self.people.get(&person).cloned().unwrap_or_default();
        let sources: Vec<(ObjectId, Vec<(ObjectId, Plans)>)> = members
            .iter()
            .filter(|(_, people)| people.contains(&person))
            .filter_map(|(group, _)| Some((*group, self.groups.get(group)?.clone())))
            .collect();
        let given = |has: &Has| match has.source {
            Source::Direct => true,
            Source::Group(group) => sources.iter().any(|(source, licenses)| {
                *source == group && licenses.iter().any(|(sku, _)| *sku == has.sku)
            }),
        };
        let stuck = |has: &Has| {
            !reprocess
                && (has.word, has.error)
                    == (Word::ActiveWithError, LicenseError::DependencyViolation)
        };
        let gone: Vec<usize> = (0..before.len())
            .filter(|place| !given(&before[*place]) && !stuck(&before[*place]))
            .collect();
        let attempt = |kept: Option<usize>| {
            let mut all = Vec::new();
            for (place, has) in before.iter().enumerate() {
                if given(has) {
                    all.push(has.clone());
                } else if stuck(has) || kept == Some(place) {
                    all.push(Has {
                        word: Word::ActiveWithError,
                        error: LicenseError::DependencyViolation,
                        ..has.clone()
                    });
                }
            }
            for (group, licenses) in &sources {
                self.give(&before, &mut all, Source::Group(*group), licenses);
            }
            all
        };
        let mends = |place: &usize| {
            let has = &before[*place];
            let needs = [plan("EXCHANGE_S_STANDARD"), plan("EXCHANGE_S_ENTERPRISE")];
            holds(has)
                && on(has.sku, &has.off)
                    .iter()
                    .any(|plan| needs.contains(plan))
        };
        let mut all = attempt(None);
        let plans = held(&all);
        if lacks(&plans, &plans)
            && let Some(kept) = gone.iter().copied().rfind(mends)
        {
            all = attempt(Some(kept));
        }
        self.put(person, all);
    }

    /// Gives licences of one source, all or none; says whether it could. Plans that are off from now on go first.
    fn give(
        &self,
        before: &[Has],
        all: &mut Vec<Has>,
        source: Source,
        licenses: &[(ObjectId, Plans)],
    ) -> bool {
        for (sku, off) in licenses {
            let own = |has: &&mut Has| (has.sku, has.source) == (*sku, source) && holds(has);
            if let Some(has) = all.iter_mut().find(own) {
                has.off.extend(off);
            }
        }
        let have = held(all);
        let given: Plans = licenses
            .iter()
            .flat_map(|(sku, off)| on(*sku, off))
            .collect();
        let together: Plans = have.union(&given).copied().collect();
        let mut errors: BTreeMap<ObjectId, LicenseError> = BTreeMap::new();
        for (sku, off) in licenses {
            let own = all
                .iter()
                .find(|has| (has.sku, has.source) == (*sku, source));
            let serving = own.filter(|has| holds(has));
            let had = serving.map_or_else(Plans::new, |has| on(has.sku, &has.off));
            let new: Plans = on(*sku, off).difference(&had).copied().collect();
            if serving.is_some() && new.is_empty() {
                continue;
            }
            let is_holder = |has: &Has| has.sku == *sku && holds(has);
            let holder = all.iter().any(is_holder) || before.iter().any(is_holder);
            if excluded(&new, &together) {
                errors.insert(*sku, LicenseError::MutuallyExclusiveViolation);
            } else if lacks(&new, &together) {
                errors.insert(*sku, LicenseError::DependencyViolation);
            } else if !holder && self.units[sku].enabled <= self.used(*sku) {
                errors.insert(*sku, LicenseError::CountViolation);
            }
        }
        for (sku, off) in licenses {
            let error = match errors.get(sku) {
                Some(error) => *error,
                None if errors.is_empty() => LicenseError::None,
                None => LicenseError::Other,
            };
            let own = all
                .iter()
                .position(|has| (has.sku, has.source) == (*sku, source));
            let serving = own.is_some_and(|place| holds(&all[place]));
            let kept = own.filter(|_| serving && error != LicenseError::None);
            let has = Has {
                sku: *sku,
                source,
                word: match (error, serving) {
                    (LicenseError::None, _) => Word::Active,
                    (_, true) => Word::ActiveWithError,
                    (_, false) => Word::Error,
                },
                error,
                off: kept.map_or_else(|| off.clone(), |place| all[place].off.clone()),
            };
            match own {
                Some(place) => all[place] = has,
                None => all.push(has),
            }
        }
        errors.is_empty()
    }
}
