//! What an administrator should look at of licences: products that do not work, and groups whose licences do not (2.7).

use std::collections::{BTreeMap, BTreeSet};

use ingroup_directory::Subscription;
use ingroup_licensing::{Standing, assignable_units, reason, remedy, standing};
use ingroup_schema::ObjectId;

use super::{Alert, AlertKind, Severity, top_reason};
use crate::compliance::FeatureNeed;
use crate::tenant::Tenant;

impl Tenant {
    /// The products in use of which the subscription is suspended or expired, or of which more is in use than there is.
    pub(super) fn subscription_alerts(&self) -> impl Iterator<Item = Alert> {
        let products = self.directory.subscriptions().iter();
        products.filter_map(|one| {
            let (severity, text, help) = self.trouble(one)?;
            Some(Alert {
                severity,
                kind: AlertKind::Subscription,
                holder: None,
                subject: self.product_name(one.sku_id),
                text,
                help: help.to_owned(),
            })
        })
    }

    /// The features whose licences the tenant has too few of, but for dynamic membership (`OP-46`).
    pub(super) fn feature_alerts(&self) -> impl Iterator<Item = Alert> {
        let short = self.feature_needs().into_iter();
        short.filter(|need| need.shortfall > 0).map(|need| {
            let FeatureNeed {
                feature,
                required,
                owned,
                shortfall,
            } = need;
            let licences = match required {
                1 => "1 licence".to_owned(),
                more => format!("{more} licences"),
            };
            let owned = owned.unwrap_or_default();
            Alert {
                severity: Severity::Warning,
                kind: AlertKind::Licences,
                holder: None,
                subject: feature.name().to_owned(),
                text: format!(
                    "{} takes {licences}, one for each user in {}, and the tenant owns {owned}. The shortfall is \
                     {shortfall}; nothing stops for it.",
                    feature.name(),
                    feature.counted(),
                ),
                help: feature.remedy().to_owned(),
            }
        })
    }

    fn trouble(&self, one: &Subscription) -> Option<(Severity, String, &'static str)> {
        let used = one.consumed_units;
        let holders = match used {
            0 => return None,
            1 => "1 user has it".to_owned(),
            more => format!("{more} users have it"),
        };
        let name = self.product_name(one.sku_id);
        let units = assignable_units(one);
        if standing(one) == Standing::Suspended {
            return Some((
                Severity::Warning,
                format!(
                    "The subscription of \"{name}\" is suspended, and {holders}. Its services do not work for them."
                ),
                "Renew it, which Set-Subscription -EnabledUnits says here: the licences work again by themselves. Or give other \
                 licences.",
            ));
        }
        if used > units {
            return Some((
                Severity::Warning,
                format!("Users have {used} units of \"{name}\", and the tenant owns {units}."),
                "Buy more, or take it from users. Nobody loses it for that, but nobody else gets it.",
            ));
        }
        (one.prepaid_units.enabled == 0).then(|| {
            (
                Severity::Information,
                format!("The subscription of \"{name}\" has expired and is in its grace period, and {holders}."),
                "Renew the subscription before it is suspended: then its services stop.",
            )
        })
    }

    pub(super) fn license_error_alerts(&self) -> impl Iterator<Item = Alert> {
        // Of a loop the alert of its own says more.
        let held_back: BTreeMap<ObjectId, usize> = self
            .license_loops()
            .into_iter()
            .map(|found| (found.group, found.users))
            .collect();
        self.groups_with_license_errors().filter_map(move |group| {
            let failures = self.license_failures(group.id());
            if held_back.get(&group.id()) == Some(&failures.len()) {
                return None;
            }
            let top = top_reason(failures.iter().map(|failure| failure.error))?;
            let first = failures.iter().find(|failure| failure.error == top)?;
            let message = self.license_message(group.id(), first);
            let products = failures.iter().flat_map(|failure| &failure.states);
            let of_top = products.filter(|state| state.error == top);
            let products: BTreeSet<ObjectId> = of_top.map(|state| state.sku_id).collect();
            let names: Vec<String> = products.iter().map(|sku| self.product_name(*sku)).collect();
            let users = match failures.len() {
                1 => "1 user does".to_owned(),
                more => format!("{more} users do"),
            };
            Some(Alert {
                severity: Severity::Warning,
                kind: AlertKind::LicenseErrors,
                holder: Some(group.id()),
                subject: group.display_name().to_owned(),
                text: format!(
                    "{users} not have all licences of \"{}\". Top reason: {} ({}). Get-GroupLicense -Failed names them.",
                    group.display_name(),
                    reason(top, message.as_deref()),
                    names.join(", "),
                ),
                help: remedy(top, message.as_deref()).to_owned(),
            })
        })
    }

    pub(super) fn license_loop_alerts(&self) -> impl Iterator<Item = Alert> {
        self.license_loops().into_iter().map(|found| {
            let subject = self.holder_name(found.group);
            let users = match found.users {
                1 => "1 user".to_owned(),
                more => format!("{more} users"),
            };
            Alert {
                severity: Severity::Error,
                kind: AlertKind::LicenseLoop,
                holder: Some(found.group),
                text: format!(
                    "The licences of \"{subject}\" end the membership that gives them: whoever gets them leaves by a \
                     rule, loses them and joins again. They are held back from {users}."
                ),
                subject,
                help: "Change the rule with Set-Group -MembershipRule so that it does not read the plans that the group gives, or give \
                       other licences; then Update-GroupLicense."
                    .to_owned(),
            }
        })
    }

    pub(super) fn licensed_guest_alerts(&self) -> impl Iterator<Item = Alert> {
        self.licensed_guests().into_iter().map(|(group, guests)| {
            let subject = self.holder_name(group);
            let guests = match guests {
                1 => "1 guest".to_owned(),
                more => format!("{more} guests"),
            };
            Alert {
                severity: Severity::Information,
                kind: AlertKind::LicensedGuests,
                holder: Some(group),
                text: format!("\"{subject}\" gives licences and has {guests} among its members. The service advises against that."),
                subject,
                help: "Leave guests out with -and (user.userType -eq \"Member\"), or give them licences by a group of their own."
                    .to_owned(),
            }
        })
    }
}
