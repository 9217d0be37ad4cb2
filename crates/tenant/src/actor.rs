//! Who acts: the principal behind a command, or the part of the service behind what follows from it (1.13, `LOG-1`).

use ingroup_engine::Cause;
use ingroup_schema::ObjectId;
use serde::{Deserialize, Serialize};

/// Who asked for a change.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize,
)]
pub enum Actor {
    /// The built-in administrator: a Global Administrator that is no object of the directory. The audit log shows
    /// it as the application `ingroup`.
    #[default]
    BuiltIn,
    /// A user of the tenant, with the directory roles the user holds.
    User(ObjectId),
    /// A service principal of the tenant: an application that acts on its own.
    ServicePrincipal(ObjectId),
    /// A part of the service itself.
    System(SystemActor),
}

impl Actor {
    /// The object that acts, if it is one of the directory's.
    pub fn id(self) -> Option<ObjectId> {
        match self {
            Self::User(id) | Self::ServicePrincipal(id) => Some(id),
            Self::BuiltIn | Self::System(_) => None,
        }
    }
}

/// A part of the service that changes objects by itself (`LOG-1`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum SystemActor {
    /// Adds and removes the members of dynamic groups, and deletes what has expired.
    ApprovalManagement,
    /// Gives and takes the licences of groups.
    GroupBasedLicensing,
    /// Writes what was changed in Exchange.
    SubstrateManagement,
    /// Takes licences whose subscription has ended.
    SubscriptionLifecycle,
}

impl SystemActor {
    /// The name in the audit log (`LOG-1`, C-20).
    pub fn display_name(self) -> &'static str {
        match self {
            Self::ApprovalManagement => "Microsoft Approval Management",
            Self::GroupBasedLicensing => "Microsoft Azure AD Group-Based Licensing",
            Self::SubstrateManagement => "Microsoft Substrate Management",
            Self::SubscriptionLifecycle => "Microsoft Entra Subscription Lifecycle Process",
        }
    }

    /// The application id in the audit log, where it is known (`LOG-1`).
    pub fn app_id(self) -> Option<&'static str> {
        match self {
            Self::ApprovalManagement => Some("65d91a3d-ab74-42e6-8a2f-0add61688c74"),
            Self::SubstrateManagement => Some("98db8bd6-0cc0-4e67-9de5-f187f1cd1b41"),
            Self::GroupBasedLicensing | Self::SubscriptionLifecycle => None,
        }
    }
}

/// Who or what made a change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Initiator {
    /// Somebody with a command.
    Actor(Actor),
    /// Dynamic membership, for this reason.
    DynamicMembership(Cause),
}

impl Initiator {
    /// The one whom the audit log names: dynamic membership is the work of *Microsoft Approval Management*.
    pub fn actor(&self) -> Actor {
        match self {
            Self::Actor(actor) => *actor,
            Self::DynamicMembership(_) => Actor::System(SystemActor::ApprovalManagement),
        }
    }
}
