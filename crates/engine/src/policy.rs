//! The tenant's choices that bear on dynamic membership: settings, and where the service's documents leave a choice.

use ingroup_directory::{Group, GroupKind, ProcessingDelay, Settings};
use ingroup_schema::{Duration, Instant};

use crate::delay::DelayModel;

/// All choices; the default is how a new tenant is. [`Policy::from`] the tenant's settings makes the tenant's own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Policy {
    /// Whether guests may be added at all; if so, a group can still refuse them itself (semantics 1.2).
    pub guests: GuestAddition,
    /// What fails when a rule takes a guest that may not be added (`PROC-16`, N-17).
    pub guest_failure: GuestFailure,
    /// Whether memberOf groups lose those who leave a source (`OP-28`, C-13).
    pub member_of: MemberOfRemoval,
    /// From when on memberOf groups and units are frozen; none: never (`LANG 3.9`).
    pub member_of_retirement: Option<Instant>,
    /// Whom a direct-reports rule takes (`LANG 3.10`).
    pub direct_reports: DirectReports,
    /// When rules that read the clock are looked at again (N-18).
    pub date_rules: DateRules,
    /// How long work takes; none: no time at all (`PROC-11`).
    pub delay: Option<DelayModel>,
    /// How many administrative units an object can be in (N-15).
    pub units_per_object: usize,
}

impl Policy {
    /// How a new tenant is.
    pub const DEFAULT: Self = Self {
        guests: GuestAddition::Allowed,
        guest_failure: GuestFailure::BlocksTenant,
        member_of: MemberOfRemoval::OnRuleChange,
        member_of_retirement: None,
        direct_reports: DirectReports::WithoutManager,
        date_rules: DateRules::Exact,
        delay: None,
        units_per_object: 30,
    };

    /// Whether a rule may add guests to a group: always to a security group (N-16); to a Microsoft 365 group if
    /// neither the tenant nor the group refuses them.
    pub(crate) fn takes_guests(&self, group: &Group) -> bool {
        let refused = self.guests == GuestAddition::Refused
            || group.facts().allow_to_add_guests == Some(false);
        !refused || group.kind() != GroupKind::Microsoft365
    }

    /// Whether memberOf groups are frozen by now.
    pub(crate) fn member_of_is_retired(&self, now: Instant) -> bool {
        self.member_of_retirement.is_some_and(|from| from <= now)
    }
}

impl Default for Policy {
    fn default() -> Self {
        Self::DEFAULT
    }
}

impl From<&Settings> for Policy {
    fn from(settings: &Settings) -> Self {
        Self {
            guests: match settings.allow_to_add_guests {
                true => GuestAddition::Allowed,
                false => GuestAddition::Refused,
            },
            guest_failure: match settings.guest_block_isolation {
                true => GuestFailure::FailsGroup,
                false => GuestFailure::BlocksTenant,
            },
            member_of: match settings.member_of_staleness {
                true => MemberOfRemoval::OnRuleChange,
                false => MemberOfRemoval::AtOnce,
            },
            member_of_retirement: settings.member_of_retirement,
            direct_reports: match settings.direct_reports_include_manager {
                true => DirectReports::WithManager,
                false => DirectReports::WithoutManager,
            },
            date_rules: settings
                .date_rule_sweep
                .map_or(DateRules::Exact, DateRules::Sweep),
            delay: match settings.processing_delay {
                ProcessingDelay::Off => None,
                ProcessingDelay::Modelled => Some(DelayModel::default()),
            },
            ..Self::DEFAULT
        }
    }
}

/// Whether guests may be added.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GuestAddition {
    /// They may.
    Allowed,
    /// They may not.
    Refused,
}

/// What fails when a rule takes a guest that may not be added.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GuestFailure {
    /// The tenant's queue stands still at this piece of work, as the service's does.
    BlocksTenant,
    /// The group alone.
    FailsGroup,
}

/// When memberOf groups lose members.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MemberOfRemoval {
    /// Only when their rule is changed, as the service does.
    OnRuleChange,
    /// As soon as a source loses them.
    AtOnce,
}

/// Whom a direct-reports rule takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DirectReports {
    /// The reports.
    WithoutManager,
    /// The reports and the manager.
    WithManager,
}

/// When rules that read the clock are looked at again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DateRules {
    /// At the instant at which a result changes.
    Exact,
    /// At the next of the instants that are whole multiples of this length after 1970.
    Sweep(Duration),
}

impl DateRules {
    /// When a result that changes at `flip` is noticed.
    pub(crate) fn noticed(self, flip: Instant) -> Instant {
        match self {
            Self::Sweep(period) if period.nanoseconds() > 0 => {
                let (at, period) = (flip.unix_nanoseconds(), period.nanoseconds());
                let over = at.rem_euclid(period);
                let wait = if over == 0 { 0 } else { period - over };
                flip.saturating_add(Duration::from_nanoseconds(wait))
            }
            Self::Sweep(_) | Self::Exact => flip,
        }
    }
}
