//! What licences a user gets: the normative order of processing one user (`2.7`, PROC-18).

use std::collections::BTreeSet;

use ingroup_directory::{
    AssignedLicense, LicenseAssignmentState, LicenseError, LicenseState, Subscription,
};
use ingroup_schema::{Instant, ObjectId};

use crate::failure::{
    ADDRESS_IN_USE, Failure, HELD_BACK, WITHOUT_LOCATION, dependent, excluded, not_unique,
    prohibited, without_units,
};
use crate::products::{Plan, Products};
use crate::units::{Standing, free_units, standing, subscription};

/// What is true of the whole tenant while users are processed.
#[derive(Debug, Clone, Copy)]
pub struct Terms<'a> {
    /// What the products are.
    pub products: &'a Products,
    /// What is paid for and what is in use.
    pub subscriptions: &'a [Subscription],
    /// What becomes of an inherited licence that others depend on (C-8b).
    pub removal: Removal,
    /// The time.
    pub now: Instant,
}

/// What becomes of an inherited licence that is removed although others depend on it (C-8b).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Removal {
    /// It stays, in error, until that is cured and the user is processed again.
    #[default]
    StaysInError,
    /// It becomes a direct one.
    BecomesDirect,
}

/// The user who is processed.
#[derive(Debug, Clone, Copy)]
pub struct Person<'a> {
    /// What the user has.
    pub states: &'a [LicenseAssignmentState],
    /// Where the user is, or else the tenant (`LIC-7`).
    pub location: Option<&'a str>,
    /// Whether somebody else has one of the user's addresses (N-4).
    pub addresses: Addresses,
}

/// Whether somebody else has an address of the user's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Addresses {
    /// Nobody has.
    #[default]
    Own,
    /// Somebody has.
    Shared,
}

/// A group that gives licences to the user.
#[derive(Debug, Clone, Copy)]
pub struct Source<'a> {
    /// The group.
    pub group: ObjectId,
    /// What it gives.
    pub licenses: &'a [AssignedLicense],
    /// Whether it may.
    pub giving: Giving,
}

/// Whether a group may give its licences to a user.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Giving {
    /// It may.
    #[default]
    Usual,
    /// It may not: the licences end the membership that gives them (PROC-17).
    HeldBack,
}

/// Why a user is processed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trigger {
    /// Something changed.
    Change,
    /// Somebody wants it: licences that stayed because others depend on them are tried again (`LIC-20`).
    Reprocess,
}

/// What processing a user comes to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Processed {
    /// What the user has from now on.
    pub states: Vec<LicenseAssignmentState>,
    /// What is wrong, each with its own reason.
    pub failures: Vec<Failure>,
}

/// Works out what licences a user has who gets them from these groups, ascending by id: removals first, then group by
/// group, each whole or not at all (`LIC-8`).
///
/// A licence that others depend on is not removed unless what the groups give now serves as well.
pub fn process_user(
    terms: Terms<'_>,
    person: Person<'_>,
    sources: &[Source<'_>],
    trigger: Trigger,
) -> Processed {
    let is_given = |state: &LicenseAssignmentState| match state.assigned_by_group {
        None => true,
        Some(group) => sources.iter().any(|source| {
            let mut licenses = source.licenses.iter();
            source.group == group && licenses.any(|license| license.sku_id == state.sku_id)
        }),
    };
    let all = person.states.iter().enumerate();
    let gone: Vec<usize> = all
        .filter(|(_, state)| !is_given(state))
        .map(|(place, _)| place)
        .collect();
    let stayed = |place: &usize| {
        let state = person.states.get(*place);
        state.is_some_and(|state| {
            state.state == LicenseState::ActiveWithError
                && state.error == LicenseError::DependencyViolation
        })
    };
    let mut kept: BTreeSet<usize> = match trigger {
        Trigger::Change => gone.iter().copied().filter(stayed).collect(),
        Trigger::Reprocess => BTreeSet::new(),
    };
    loop {
        let mut work = Work::begin(terms, person);
        work.remove(&gone, &kept);
        for source in sources {
            work.give(Some(source.group), source.licenses, source.giving);
        }
        match work.broken_by(|place| gone.contains(&place) && !kept.contains(&place)) {
            Some((place, _)) => {
                kept.insert(place);
            }
            None => return work.finish(),
        }
    }
}

/// Why direct licences are not changed (`OP-56`).
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DirectRefusal {
    /// The licence comes from a group (`LIC-5`).
    Inherited(ObjectId),
    /// The user does not have the licence.
    NotHeld(ObjectId),
    /// The user is nowhere (`LIC-7`).
    WithoutLocation,
    /// A check fails.
    Fails(Failure),
}

/// Works out what licences a user has after direct ones were taken and given, all or none (`OP-56`). A licence that
/// is there already gets these disabled plans.
pub fn assign_directly(
    terms: Terms<'_>,
    person: Person<'_>,
    added: &[AssignedLicense],
    removed: &[ObjectId],
) -> Result<Vec<LicenseAssignmentState>, DirectRefusal> {
    let mut gone = Vec::new();
    for sku in removed {
        let of_product = |state: &&LicenseAssignmentState| state.sku_id == *sku;
        let direct = |state: &LicenseAssignmentState| {
            state.sku_id == *sku && state.assigned_by_group.is_none()
        };
        match person.states.iter().position(direct) {
            Some(place) => gone.push(place),
            None if person.states.iter().any(|state| of_product(&state)) => {
                return Err(DirectRefusal::Inherited(*sku));
            }
            None => return Err(DirectRefusal::NotHeld(*sku)),
        }
    }
    if !added.is_empty() && person.location.is_none() {
        return Err(DirectRefusal::WithoutLocation);
    }
    let mut work = Work::begin(terms, person);
    work.remove(&gone, &BTreeSet::new());
    work.give(None, added, Giving::Usual);
    if let Some(failure) = work.failures.first() {
        return Err(DirectRefusal::Fails(failure.clone()));
    }
    if let Some((_, failure)) = work.broken_by(|_| true) {
        return Err(DirectRefusal::Fails(failure));
    }
    Ok(work.finish().states)
}

/// One user in work.
struct Work<'a> {
    terms: Terms<'a>,
    person: Person<'a>,
    states: Vec<LicenseAssignmentState>,
    failures: Vec<Failure>,
}

/// A licence that a source gives, and where the user's state of it is.
struct Wanted<'a> {
    license: &'a AssignedLicense,
    place: Option<usize>,
    /// The plans that come on by it.
    new: Vec<&'a Plan>,
}

/// A check that fails.
struct Fails {
    error: LicenseError,
    message: String,
    /// The other product, where one is in the way.
    against: Option<ObjectId>,
}

impl Fails {
    fn with(error: LicenseError, message: String) -> Self {
        Self {
            error,
            message,
            against: None,
        }
    }
}

impl<'a> Work<'a> {
    fn begin(terms: Terms<'a>, person: Person<'a>) -> Self {
        Self {
            terms,
            person,
            states: person.states.to_vec(),
            failures: Vec::new(),
        }
    }

    /// Drops states, but for those that are kept because others depend on them.
    fn remove(&mut self, gone: &[usize], kept: &BTreeSet<usize>) {
        let mut left = Vec::new();
        for (place, state) in self.person.states.iter().enumerate() {
            if !gone.contains(&place) {
                left.push(state.clone());
            } else if kept.contains(&place) {
                left.extend(self.kept(state));
            }
        }
        self.states = left;
    }

    fn kept(&mut self, state: &LicenseAssignmentState) -> Option<LicenseAssignmentState> {
        match self.terms.removal {
            Removal::StaysInError => Some(LicenseAssignmentState {
                state: LicenseState::ActiveWithError,
                error: LicenseError::DependencyViolation,
                ..state.clone()
            }),
            Removal::BecomesDirect => {
                let is_direct = |one: &LicenseAssignmentState| {
                    one.sku_id == state.sku_id && one.assigned_by_group.is_none()
                };
                (!self.person.states.iter().any(is_direct)).then(|| LicenseAssignmentState {
                    assigned_by_group: None,
                    state: LicenseState::Active,
                    error: LicenseError::None,
                    ..state.clone()
                })
            }
        }
    }

    /// Gives what a source gives: all of it, or what the user has of it already. What goes, goes first.
    fn give(&mut self, source: Option<ObjectId>, licenses: &'a [AssignedLicense], giving: Giving) {
        self.narrow(source, licenses);
        let wanted: Vec<Wanted<'a>> = licenses
            .iter()
            .map(|license| self.wanted(source, license))
            .collect();
        let mut failures = Vec::new();
        for one in wanted.iter().filter(|one| self.is_missing(one)) {
            let fails = match giving {
                Giving::Usual => self.check(one, &wanted),
                Giving::HeldBack => Some(Fails::with(LicenseError::Other, HELD_BACK.to_owned())),
            };
            if let Some(Fails {
                error,
                message,
                against,
            }) = fails
            {
                failures.push(Failure {
                    source,
                    sku: one.license.sku_id,
                    error,
                    message,
                    against,
                });
            }
        }
        for one in &wanted {
            let sku = one.license.sku_id;
            let own = failures.iter().find(|failure| failure.sku == sku);
            let error = match (failures.is_empty(), own) {
                (true, _) => LicenseError::None,
                (false, Some(own)) => own.error,
                (false, None) => LicenseError::Other,
            };
            self.write(source, one, error);
        }
        self.failures.extend(failures);
    }

    /// Turns off the plans that a source gives no longer, so that they are in nobody's way (`LIC-10`, `OP-51`).
    fn narrow(&mut self, source: Option<ObjectId>, licenses: &[AssignedLicense]) {
        for license in licenses {
            let mut states = self.states.iter_mut();
            let state = states.find(|state| {
                state.sku_id == license.sku_id
                    && state.assigned_by_group == source
                    && state.state.holds()
            });
            if let Some(state) = state {
                for plan in &license.disabled_plans {
                    if !state.disabled_plans.contains(plan) {
                        state.disabled_plans.push(*plan);
                    }
                }
            }
        }
    }

    fn wanted(&self, source: Option<ObjectId>, license: &'a AssignedLicense) -> Wanted<'a> {
        let place = self
            .states
            .iter()
            .position(|state| state.sku_id == license.sku_id && state.assigned_by_group == source);
        let products = self.terms.products;
        let all = products.enabled(license.sku_id, &license.disabled_plans);
        let had = place.and_then(|place| self.states.get(place));
        let new = match had.filter(|state| state.state.holds()) {
            Some(had) => all
                .filter(|plan| had.disabled_plans.contains(&plan.id()))
                .collect(),
            None => all.collect(),
        };
        Wanted {
            license,
            place,
            new,
        }
    }

    /// Whether the user lacks something of a licence.
    fn is_missing(&self, wanted: &Wanted<'_>) -> bool {
        !self.holds(wanted) || !wanted.new.is_empty()
    }

    fn holds(&self, wanted: &Wanted<'_>) -> bool {
        let state = wanted.place.and_then(|place| self.states.get(place));
        state.is_some_and(|state| state.state.holds())
    }

    /// The first check that fails, with its reason.
    fn check(&self, one: &Wanted<'_>, wanted: &[Wanted<'_>]) -> Option<Fails> {
        self.check_location(one)
            .or_else(|| self.check_unique(one, wanted))
            .or_else(|| self.check_excluded(one, wanted))
            .or_else(|| self.check_needs(one, wanted))
            .or_else(|| self.check_addresses(one))
            .or_else(|| self.check_units(one))
    }

    fn check_location(&self, one: &Wanted<'_>) -> Option<Fails> {
        let error = LicenseError::ProhibitedInUsageLocationViolation;
        let Some(location) = self.person.location else {
            return Some(Fails::with(error, WITHOUT_LOCATION.to_owned()));
        };
        let plan = one
            .new
            .iter()
            .find(|plan| plan.is_prohibited_in(location))?;
        Some(Fails::with(error, prohibited(plan.name(), location)))
    }

    /// Every plan the user would have beside a product that is checked, with the product it comes from: what is held,
    /// and what the same source gives.
    fn beside<'b>(
        &'b self,
        wanted: &'b [Wanted<'b>],
    ) -> impl Iterator<Item = (ObjectId, &'b Plan)> {
        let products = self.terms.products;
        let held = self.states.iter().filter(|state| state.state.holds());
        let held = held.flat_map(move |state| {
            let plans = products.enabled(state.sku_id, &state.disabled_plans);
            plans.map(|plan| (state.sku_id, plan))
        });
        let given = wanted.iter().flat_map(move |one| {
            let sku = one.license.sku_id;
            let plans = products.enabled(sku, &one.license.disabled_plans);
            plans.map(move |plan| (sku, plan))
        });
        held.chain(given)
    }

    fn check_unique(&self, one: &Wanted<'_>, wanted: &[Wanted<'_>]) -> Option<Fails> {
        let sku = one.license.sku_id;
        let mut unique = one.new.iter().filter(|plan| plan.is_unique());
        unique.find_map(|plan| {
            let mut others = self.beside(wanted);
            let (from, _) = others.find(|(from, other)| *from != sku && other.id() == plan.id())?;
            Some(Fails {
                error: LicenseError::UniquenessViolation,
                message: not_unique(plan.name()),
                against: Some(from),
            })
        })
    }

    fn check_excluded(&self, one: &Wanted<'_>, wanted: &[Wanted<'_>]) -> Option<Fails> {
        one.new.iter().find_map(|plan| {
            let mut others = self.beside(wanted);
            let (from, other) = others.find(|(_, other)| plan.excludes(other))?;
            Some(Fails {
                error: LicenseError::MutuallyExclusiveViolation,
                message: excluded(plan.name(), other.name()),
                against: Some(from),
            })
        })
    }

    fn check_needs(&self, one: &Wanted<'_>, wanted: &[Wanted<'_>]) -> Option<Fails> {
        let plan = one.new.iter().find(|plan| {
            let needs = plan.depends_on_any();
            let met = || {
                self.beside(wanted)
                    .any(|(_, other)| needs.contains(&other.id()))
            };
            !needs.is_empty() && !met()
        })?;
        let message = self.dependent(plan);
        Some(Fails::with(LicenseError::DependencyViolation, message))
    }

    fn dependent(&self, plan: &Plan) -> String {
        let needs = plan.depends_on_any().iter();
        let needs: Vec<String> = needs
            .map(|id| self.terms.products.plan_name(*id).to_string())
            .collect();
        dependent(plan.name(), &needs)
    }

    fn check_addresses(&self, one: &Wanted<'_>) -> Option<Fails> {
        let mailbox = one.new.iter().any(|plan| plan.uses_exchange());
        (mailbox && self.person.addresses == Addresses::Shared)
            .then(|| Fails::with(LicenseError::Other, ADDRESS_IN_USE.to_owned()))
    }

    /// Who holds the product, or held it when the work began, needs no other unit (N-1, `LIC-10`).
    fn check_units(&self, one: &Wanted<'_>) -> Option<Fails> {
        let sku = one.license.sku_id;
        let holds = |state: &LicenseAssignmentState| state.sku_id == sku && state.state.holds();
        if self.terms.products.are_unknown()
            || self.states.iter().any(holds)
            || self.person.states.iter().any(holds)
        {
            return None;
        }
        let free = subscription(self.terms.subscriptions, sku).map_or(0, free_units);
        (free == 0).then(|| Fails::with(LicenseError::CountViolation, without_units(sku)))
    }

    fn write(&mut self, source: Option<ObjectId>, one: &Wanted<'_>, error: LicenseError) {
        let holds = self.holds(one);
        let (state, disabled_plans) = match (error, holds) {
            (LicenseError::None, _) => (LicenseState::Active, Some(&one.license.disabled_plans)),
            (_, true) => (LicenseState::ActiveWithError, None),
            (_, false) => (LicenseState::Error, Some(&one.license.disabled_plans)),
        };
        match one.place.and_then(|place| self.states.get_mut(place)) {
            Some(known) => {
                known.state = state;
                known.error = error;
                if let Some(disabled) = disabled_plans
                    && known.disabled_plans != *disabled
                {
                    known.disabled_plans.clone_from(disabled);
                }
            }
            None => self.states.push(LicenseAssignmentState {
                sku_id: one.license.sku_id,
                disabled_plans: one.license.disabled_plans.clone(),
                assigned_by_group: source,
                state,
                error,
                last_updated_date_time: None,
            }),
        }
    }

    /// A plan that is without what it needs, which one of these former states gave: the last that did, and what that
    /// comes to.
    fn broken_by(&self, lost: impl Fn(usize) -> bool) -> Option<(usize, Failure)> {
        let products = self.terms.products;
        let held = || self.states.iter().filter(|state| state.state.holds());
        for state in held() {
            for plan in products.enabled(state.sku_id, &state.disabled_plans) {
                let needs = plan.depends_on_any();
                let serves = |state: &LicenseAssignmentState| {
                    let mut plans = products.enabled(state.sku_id, &state.disabled_plans);
                    plans.any(|other| needs.contains(&other.id()))
                };
                if needs.is_empty() || held().any(serves) {
                    continue;
                }
                let gave = |place: usize, had: &LicenseAssignmentState| {
                    lost(place) && had.state.holds() && serves(had)
                };
                let mut before = self.person.states.iter().enumerate().rev();
                if let Some((place, _)) = before.find(|(place, had)| gave(*place, had)) {
                    let failure = Failure {
                        source: state.assigned_by_group,
                        sku: state.sku_id,
                        error: LicenseError::DependencyViolation,
                        message: self.dependent(plan),
                        against: None,
                    };
                    return Some((place, failure));
                }
            }
        }
        None
    }

    /// Puts suspended products aside and says when what changed changed.
    fn finish(mut self) -> Processed {
        for state in &mut self.states {
            let product = subscription(self.terms.subscriptions, state.sku_id);
            let works = product.map_or(Standing::Works, standing);
            state.state = match (state.state, works) {
                (LicenseState::Active, Standing::Suspended) => LicenseState::Disabled,
                (LicenseState::Disabled, Standing::Works) => LicenseState::Active,
                (other, _) => other,
            };
            let had = self.person.states.iter().find(|had| {
                had.sku_id == state.sku_id && had.assigned_by_group == state.assigned_by_group
            });
            let is_same = |had: &&LicenseAssignmentState| {
                had.state == state.state
                    && had.error == state.error
                    && had.disabled_plans == state.disabled_plans
            };
            state.last_updated_date_time = match had.filter(is_same) {
                Some(had) => had.last_updated_date_time,
                None => Some(self.terms.now),
            };
        }
        self.failures.extend(kept_failures(&self));
        Processed {
            states: self.states,
            failures: self.failures,
        }
    }
}

/// What is to be said of the licences that stay only because others depend on them.
fn kept_failures(work: &Work<'_>) -> Vec<Failure> {
    let products = work.terms.products;
    let kept = work.states.iter().filter(|state| {
        state.state == LicenseState::ActiveWithError
            && state.error == LicenseError::DependencyViolation
            && !work.failures.iter().any(|failure| {
                failure.sku == state.sku_id && failure.source == state.assigned_by_group
            })
    });
    let failures = kept.map(|kept| {
        let held = work.states.iter().filter(|state| state.state.holds());
        let mut plans =
            held.flat_map(|state| products.enabled(state.sku_id, &state.disabled_plans));
        let dependent = plans.find(|plan| {
            let mut own = products.enabled(kept.sku_id, &kept.disabled_plans);
            own.any(|own| plan.depends_on_any().contains(&own.id()))
        });
        Failure {
            source: kept.assigned_by_group,
            sku: kept.sku_id,
            error: LicenseError::DependencyViolation,
            message: dependent.map_or_else(
                || "Other products depend on this license.".to_owned(),
                |plan| work.dependent(plan),
            ),
            against: None,
        }
    });
    failures.collect()
}
