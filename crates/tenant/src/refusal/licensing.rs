//! Why licences are not changed (2.7), with the service's words where they are recorded.

use std::borrow::Cow;

use ingroup_directory::{GroupKind, LicenseError};
use ingroup_schema::ObjectId;

use super::{Refusal, kind_words};

/// Why licences are not changed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum LicenseRefusal {
    /// The tenant does not own the product (`OP-50`).
    #[error("The tenant does not own the product {sku}.")]
    UnknownProduct {
        /// The product's id.
        sku: ObjectId,
    },
    /// No product of the tenant is called so.
    #[error("The tenant owns no product \"{identity}\".{meant}")]
    NoSuchProduct {
        /// How it was named.
        identity: String,
        /// The question whether certain products were meant, after a blank; else nothing.
        meant: String,
    },
    /// No plan of the product is called so.
    #[error("{product} has no service plan \"{identity}\".")]
    NoSuchPlan {
        /// The product's name.
        product: String,
        /// How the plan was named.
        identity: String,
    },
    /// The product is for the tenant as a whole (`1.9`).
    #[error("{product} is for the tenant as a whole and cannot be assigned to users.")]
    NotForUsers {
        /// The product's name.
        product: String,
    },
    /// A plan is to be switched off that is not in the product (`OP-50`).
    #[error("{product} has no service plan {plan} to switch off.")]
    UnknownPlan {
        /// The product's name.
        product: String,
        /// The plan's id.
        plan: ObjectId,
    },
    /// A group of this kind gives no licences (`LIC-1`).
    #[error("{group} is a {} and gives no licences; {}.", kind_words(*kind), who_gives(*kind))]
    GroupKind {
        /// The group's display name.
        group: String,
        /// Its kind.
        kind: GroupKind,
    },
    /// The group does not give the product.
    #[error("{group} does not have a licence for {product}.")]
    NotOfGroup {
        /// The group's display name.
        group: String,
        /// The product's name.
        product: String,
    },
    /// A product would be in the group without what its services need (`LIC-9`, C-9).
    #[error("{service} needs {needs}, and the group would not have it.")]
    NeedsService {
        /// The service.
        service: String,
        /// What it needs.
        needs: String,
    },
    /// A direct licence needs a location (`LIC-7`).
    #[error("{user} has no usage location, so no licence can be assigned directly.")]
    WithoutLocation {
        /// Who.
        user: String,
    },
    /// What comes from a group is not taken from the user (`LIC-5`).
    #[error("{user} has {product} from a group, so it cannot be taken from the user.")]
    Inherited {
        /// Who.
        user: String,
        /// The product's name.
        product: String,
    },
    /// The user does not have the licence.
    #[error("{user} does not have {product}.")]
    NotHeld {
        /// Who.
        user: String,
        /// The product's name.
        product: String,
    },
    /// A check fails (`OP-55`, `OP-56`).
    #[error("{user} cannot have {product}: {message}")]
    Fails {
        /// Who.
        user: String,
        /// The product's name.
        product: String,
        /// The kind of reason.
        error: LicenseError,
        /// The reason in the service's words.
        message: String,
    },
    /// The tenant has a subscription to the product already.
    #[error("The tenant has a subscription to {product} already.")]
    SubscriptionExists {
        /// The product's name.
        product: String,
    },
    /// Nothing is known of the product, and nobody says what is in it.
    #[error("Nothing is known of the product \"{product}\", and it has no service plans.")]
    WithoutPlans {
        /// How it was named.
        product: String,
    },
    /// The product has the plan already.
    #[error("{product} has the service plan {plan} already.")]
    PlanExists {
        /// The product's name.
        product: String,
        /// The plan's id.
        plan: ObjectId,
    },
}

fn who_gives(kind: GroupKind) -> &'static str {
    match kind {
        GroupKind::Microsoft365 => "a Microsoft 365 group does while it is security-enabled",
        GroupKind::Security | GroupKind::MailEnabledSecurity | GroupKind::Distribution => {
            "security groups do"
        }
    }
}

impl From<LicenseRefusal> for Refusal {
    fn from(refusal: LicenseRefusal) -> Self {
        Self::License(refusal)
    }
}

impl LicenseRefusal {
    /// What the service says, where its words are recorded.
    pub(super) fn service_message(&self) -> Option<Cow<'static, str>> {
        Some(match self {
            Self::UnknownProduct { sku } => {
                format!("License {sku} does not correspond to a valid company License.").into()
            }
            Self::NeedsService { service, needs } => format!("License operation failed. Make sure that the group has necessary services before adding or removing a dependent service. The service {service} requires {needs} to be enabled as well.").into(),
            Self::WithoutLocation { .. } => {
                "License assignment cannot be done for user with invalid usage location.".into()
            }
            Self::Inherited { .. } => {
                "User license is inherited from a group membership and it cannot be removed directly from the user.".into()
            }
            Self::Fails { message, .. } => message.clone().into(),
            Self::NoSuchProduct { .. }
            | Self::NoSuchPlan { .. }
            | Self::NotForUsers { .. }
            | Self::UnknownPlan { .. }
            | Self::GroupKind { .. }
            | Self::NotOfGroup { .. }
            | Self::NotHeld { .. }
            | Self::SubscriptionExists { .. }
            | Self::WithoutPlans { .. }
            | Self::PlanExists { .. } => return None,
        })
    }

    /// What to do next.
    pub(super) fn help(&self) -> &'static str {
        match self {
            Self::UnknownProduct { .. } | Self::NoSuchProduct { .. } => {
                "Get-Subscription lists what the tenant owns; an id, a short name such as SPE_E5 or a name such as 'Microsoft 365 E5' will do. New-Subscription buys another product."
            }
            Self::NoSuchPlan { .. } | Self::UnknownPlan { .. } => {
                "(Get-Subscription …).ServicePlans lists the plans of a product; an id, a short name such as TEAMS1 or a name such as 'Microsoft Teams' will do."
            }
            Self::NotForUsers { .. } => "It works for everybody as it is.",
            Self::GroupKind { .. } => {
                "Use a security group, or a Microsoft 365 group that was created with security enabled."
            }
            Self::NotOfGroup { .. } => "Get-GroupLicense shows what the group gives.",
            Self::NeedsService { .. } => {
                "Assign a product that contains it to the same group in the same request, or leave the product out that needs it."
            }
            Self::WithoutLocation { .. } => {
                "Set-User -UsageLocation says where the user is. A licence from a group falls back to the tenant's country."
            }
            Self::Inherited { .. } => {
                "Get-UserLicense shows which group gives it. Remove-GroupMember takes the user out of it, Set-GroupLicense -RemoveLicense takes the licence from all its members."
            }
            Self::NotHeld { .. } => "Get-UserLicense shows what the user has.",
            Self::Fails {
                error: LicenseError::CountViolation,
                ..
            } => {
                "Set-Subscription -EnabledUnits buys units; Set-UserLicense -RemoveLicense takes a licence from somebody else."
            }
            Self::Fails {
                error: LicenseError::DependencyViolation,
                ..
            } => {
                "Give what the plan needs too, or switch the plan off that needs it with -DisabledPlan."
            }
            Self::Fails {
                error: LicenseError::ProhibitedInUsageLocationViolation,
                ..
            } => {
                "Set-User -UsageLocation corrects where the user is; or switch the plan off with -DisabledPlan."
            }
            Self::Fails {
                error: LicenseError::Other,
                ..
            } => "Set-User -ProxyAddresses gives one of the two users another address.",
            Self::Fails { .. } => {
                "Switch one of the plans off with -DisabledPlan, or take the other product away in the same request with -RemoveLicense."
            }
            Self::SubscriptionExists { .. } => "Set-Subscription changes how many units it has.",
            Self::WithoutPlans { .. } => {
                "Get-Help New-Subscription lists the products that are known; -ServicePlans says what is in another one."
            }
            Self::PlanExists { .. } => "Nothing needs to be done.",
        }
    }
}
