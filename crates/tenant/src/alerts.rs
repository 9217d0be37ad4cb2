//! What an administrator should look at, worked out from how things stand (3.4, `OP-45`, `OP-46`, 2.11).

mod licensing;

use std::cmp::Reverse;
use std::collections::BTreeMap;

use ingroup_directory::{LicenseError, ObjectRef, Row};
use ingroup_engine::{Fault, GuestFailure, Policy};
use ingroup_schema::{Duration, ObjectId, SubjectKind};

use crate::quota::Quota;
use crate::tenant::Tenant;

/// From which share of a limit on it is worth a word: nine tenths.
const NEARLY: (usize, usize) = (9, 10);

/// In how many groups a user can be before access may be blocked (`OBJ-2`).
const MANY_GROUPS: usize = 2_048;

/// For how long before the end of memberOf rules it is told.
const NOTICE: Duration = Duration::from_days(30);

/// Something to look at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Alert {
    /// How bad it is.
    pub severity: Severity,
    /// What is wrong.
    pub kind: AlertKind,
    /// The group or administrative unit it is about; none for the tenant as a whole.
    pub holder: Option<ObjectId>,
    /// The name of that group or unit, or what else it is about.
    pub subject: String,
    /// What is wrong, in sentences.
    pub text: String,
    /// What to do.
    pub help: String,
}

/// How bad something is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Memberships are not what they should be.
    Error,
    /// Something cannot be done any more, or is owed.
    Warning,
    /// Something will happen.
    Information,
}

impl Severity {
    /// The word for lists.
    pub fn name(self) -> &'static str {
        match self {
            Self::Error => "Error",
            Self::Warning => "Warning",
            Self::Information => "Information",
        }
    }
}

/// What is wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum AlertKind {
    /// Nothing was processed for more than 24 hours although work waits (`PROC-13`).
    Delay,
    /// A guest that may not be added holds up the whole tenant (`PROC-16`).
    GuestBlock,
    /// The rule of a group or unit could not be processed (`PROC-12`).
    ProcessingError,
    /// A group has expired and cannot be deleted, because a licence is assigned to it (N-14).
    ExpiredLicensed,
    /// A limit is reached or nearly so (2.11).
    Quota,
    /// Users who are in so many groups that access can be blocked (`OBJ-2`).
    ManyGroups,
    /// Fewer licences than dynamic membership takes, or none (`OP-45`, `OP-46`).
    Licences,
    /// A product is in use although its subscription is suspended or expired, or more of it than there is (N-2, N-3).
    Subscription,
    /// The licences of a group do not work for some of its members (`OP-57`).
    LicenseErrors,
    /// The licences of a group end the membership that gives them (`PROC-17`).
    LicenseLoop,
    /// A group gives licences to guests (`LIC-13`, C-10).
    LicensedGuests,
    /// The rules of groups whose members come from other groups end, or have ended (LANG 3.9).
    MemberOfRetirement,
}

/// The reason that most have; of several the one that comes first in the table (`OP-57`).
pub fn top_reason(errors: impl Iterator<Item = LicenseError>) -> Option<LicenseError> {
    let mut counts: BTreeMap<LicenseError, usize> = BTreeMap::new();
    for error in errors {
        *counts.entry(error).or_default() += 1;
    }
    let most = counts.values().copied().max()?;
    let mut all = counts.into_iter();
    all.find(|(_, count)| *count == most)
        .map(|(error, _)| error)
}

impl AlertKind {
    /// The word for lists.
    pub fn name(self) -> &'static str {
        match self {
            Self::Delay => "Delay",
            Self::GuestBlock => "GuestBlock",
            Self::ProcessingError => "ProcessingError",
            Self::ExpiredLicensed => "ExpiredLicensed",
            Self::Quota => "Quota",
            Self::ManyGroups => "ManyGroups",
            Self::Licences => "Licences",
            Self::Subscription => "Subscription",
            Self::LicenseErrors => "LicenseErrors",
            Self::LicenseLoop => "LicenseLoop",
            Self::LicensedGuests => "LicensedGuests",
            Self::MemberOfRetirement => "MemberOfRetirement",
        }
    }
}

impl Tenant {
    /// What an administrator should look at, the worst first. The cost is that of walking groups and dynamic
    /// memberships once.
    pub fn alerts(&self) -> Vec<Alert> {
        let policy = self.policy();
        let mut alerts: Vec<Alert> = self.delay().into_iter().collect();
        alerts.extend(self.failed(&policy));
        alerts.extend(self.expired());
        alerts.extend(self.full());
        alerts.extend(self.many_groups());
        alerts.extend(self.licences());
        alerts.extend(self.feature_alerts());
        alerts.extend(self.subscription_alerts());
        alerts.extend(self.license_error_alerts());
        alerts.extend(self.license_loop_alerts());
        alerts.extend(self.licensed_guest_alerts());
        alerts.extend(self.retirement(&policy));
        alerts.sort_by_key(|alert| (alert.severity, alert.kind));
        alerts
    }

    fn delay(&self) -> Option<Alert> {
        let alert = self.engine.alert(self.clock.now())?;
        Some(Alert {
            severity: Severity::Error,
            kind: AlertKind::Delay,
            holder: None,
            subject: "All groups".to_owned(),
            text: alert.text(),
            help: "Get-Processing says what holds the work up; Resume-Processing lets processing go on that was \
                   suspended."
                .to_owned(),
        })
    }

    fn failed(&self, policy: &Policy) -> impl Iterator<Item = Alert> {
        let blocks = policy.guest_failure == GuestFailure::BlocksTenant;
        self.engine.groups().filter_map(move |(id, known)| {
            let fault = known.status().fault()?;
            let subject = self.holder_name(id);
            let (kind, text) = match fault {
                Fault::Guest { object } if blocks => (
                    AlertKind::GuestBlock,
                    format!(
                        "The rule of \"{subject}\" takes the guest \"{object}\", and guests may not be added to it. \
                         Until that is settled no dynamic group of the tenant is updated."
                    ),
                ),
                other => (AlertKind::ProcessingError, other.message()),
            };
            Some(Alert {
                severity: Severity::Error,
                kind,
                holder: Some(id),
                subject,
                text,
                help: fault.help().to_owned(),
            })
        })
    }

    fn expired(&self) -> impl Iterator<Item = Alert> {
        self.expired_and_licensed().map(|id| {
            let subject = self.holder_name(id);
            let group = self.directory.group(id);
            let expired = group.and_then(|group| group.facts().expires);
            let since = expired.map_or_else(String::new, |at| format!(" on {at}"));
            Alert {
                severity: Severity::Warning,
                kind: AlertKind::ExpiredLicensed,
                holder: Some(id),
                text: format!(
                    "\"{subject}\" expired{since} and cannot be deleted, because a product licence is assigned to it. It is tried every day."
                ),
                subject,
                help: "Remove its licences, or renew it with Invoke-GroupRenewal.".to_owned(),
            }
        })
    }

    fn full(&self) -> impl Iterator<Item = Alert> {
        let (share, whole) = NEARLY;
        self.quotas().into_iter().filter_map(move |row| {
            // The limits of one rule or one request are met where these are written.
            if matches!(
                row.quota,
                Quota::RuleLength | Quota::MemberOfSources | Quota::InOneRequest
            ) {
                return None;
            }
            let used = row.used.filter(|used| used * whole >= row.limit * share)?;
            let counted = row.quota.counted();
            let of = row.most.map(|name| format!(" of \"{name}\""));
            let of = of.unwrap_or_default();
            let limit = row.limit;
            let (severity, rest) = match used >= limit {
                true => (Severity::Warning, "No more can be added."),
                false => (Severity::Information, "The limit is near."),
            };
            Some(Alert {
                severity,
                kind: AlertKind::Quota,
                holder: None,
                subject: counted.to_owned(),
                text: format!("{used} of {limit} {counted}{of} are used. {rest}"),
                help: row.quota.note().to_owned(),
            })
        })
    }

    fn many_groups(&self) -> Option<Alert> {
        if self.directory.group_count() <= MANY_GROUPS {
            return None;
        }
        let mut counted = vec![0_usize; self.directory.users().row_count()];
        let groups = self.directory.groups();
        for row in groups.flat_map(|group| group.members().subjects(SubjectKind::User)) {
            if let Some(count) = counted.get_mut(row.index()) {
                *count += 1;
            }
        }
        let users = counted.iter().filter(|count| **count > MANY_GROUPS).count();
        let (row, most) = (0..)
            .zip(counted)
            .max_by_key(|(row, count)| (*count, Reverse(*row)))?;
        let name = self.name_of(ObjectRef::User(Row::new(row)));
        let who = match users {
            0 => return None,
            1 => format!("\"{name}\" is in {most} groups."),
            _ => format!(
                "{users} users are in more than {MANY_GROUPS} groups; \"{name}\" is in {most}."
            ),
        };
        Some(Alert {
            severity: Severity::Warning,
            kind: AlertKind::ManyGroups,
            holder: None,
            subject: "groups of one user".to_owned(),
            text: format!(
                "{who} The service may refuse them access, because a token has no room for so many."
            ),
            help: format!("Take them out of groups until they are in at most {MANY_GROUPS}."),
        })
    }

    fn licences(&self) -> Option<Alert> {
        let compliance = self.compliance();
        let required = compliance.required;
        let text = match compliance.owned? {
            0 if self.counts.dynamic.is_empty() => return None,
            0 => format!(
                "The tenant owns no plan with dynamic membership: what is there goes on, but no rule can be created \
                 or changed. {required} licences are required."
            ),
            owned if compliance.shortfall > 0 => format!(
                "Dynamic membership takes {required} licences, one for each user in a dynamic group, and the tenant \
                 owns {owned}. The shortfall is {}; nothing stops for it.",
                compliance.shortfall
            ),
            _ => return None,
        };
        Some(Alert {
            severity: Severity::Warning,
            kind: AlertKind::Licences,
            holder: None,
            subject: "Microsoft Entra ID P1".to_owned(),
            text,
            help: "Buy licences with Microsoft Entra ID P1, or take users out of dynamic groups."
                .to_owned(),
        })
    }

    fn retirement(&self, policy: &Policy) -> Option<Alert> {
        let end = policy.member_of_retirement?;
        let groups = self.counts.member_of.len();
        let now = self.clock.now();
        if groups == 0 || end.since(now) > NOTICE {
            return None;
        }
        let which = match groups {
            1 => "1 group or unit whose members come".to_owned(),
            more => format!("{more} groups or units whose members come"),
        };
        let (severity, text) = match end <= now {
            true => (
                Severity::Warning,
                format!(
                    "The rules of {which} from other groups have not been carried out since {end}."
                ),
            ),
            false => (
                Severity::Information,
                format!(
                    "The rules of {which} from other groups will not be carried out from {end} on."
                ),
            ),
        };
        Some(Alert {
            severity,
            kind: AlertKind::MemberOfRetirement,
            holder: None,
            subject: "memberOf rules".to_owned(),
            text,
            help: "Give these groups rules on attributes, or convert them to assigned groups; the members stay as \
                   they are."
                .to_owned(),
        })
    }
}
