//! What the service itself answers, where its words are recorded.

use std::borrow::Cow;

use ingroup_rule::Diagnostic;

use super::Refusal;
use crate::quota::Quota;

/// What the service answers in such a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ServiceAnswer {
    /// The HTTP status.
    pub status: u16,
    /// The code in the body.
    pub code: &'static str,
    /// The message in the body; none where its words are not recorded, for nothing is put into the service's mouth.
    pub message: Option<Cow<'static, str>>,
}

const BAD_REQUEST: &str = "Request_BadRequest";
const DENIED: &str = "Authorization_RequestDenied";
const QUOTA: &str = "Directory_QuotaExceeded";
const NOT_FOUND: &str = "Request_ResourceNotFound";

impl Refusal {
    /// The service's own answer, where it is known.
    pub fn service(&self) -> Option<ServiceAnswer> {
        let answer = |status, code, message: Cow<'static, str>| {
            Some(ServiceAnswer {
                status,
                code,
                message: Some(message),
            })
        };
        let unworded = |status, code| {
            Some(ServiceAnswer {
                status,
                code,
                message: None,
            })
        };
        match self {
            Self::NotFound { identity, .. } | Self::NotDeleted { identity } => answer(
                404,
                NOT_FOUND,
                format!("Resource '{identity}' does not exist or one of its queried reference-property objects are not present.").into(),
            ),
            Self::InvalidRule { diagnostics, .. } => {
                let said = diagnostics.iter().find_map(Diagnostic::service)?;
                answer(said.status, said.code, said.message)
            }
            Self::DynamicMembership { .. } | Self::DynamicUnit { .. } | Self::Denied { .. } | Self::NotYourself { .. } => {
                answer(403, DENIED, "Insufficient privileges to complete the operation.".into())
            }
            Self::DynamicTeam { .. } => answer(
                403,
                "Forbidden",
                "You do not have permission to perform this operation.".into(),
            ),
            Self::AlreadyMember { .. } => answer(
                400,
                BAD_REQUEST,
                "One or more added object references already exist for the following modified properties: 'members'.".into(),
            ),
            Self::AlreadyOwner { .. } => answer(
                400,
                BAD_REQUEST,
                "One or more added object references already exist for the following modified properties: 'owners'.".into(),
            ),
            Self::LastOwner { .. } => answer(
                400,
                BAD_REQUEST,
                "The group must have at least one owner, hence this owner cannot be removed.".into(),
            ),
            Self::UnknownApplication { identity } => answer(
                404,
                NOT_FOUND,
                format!("Resource '{identity}' does not exist or one of its queried reference-property objects are not present.").into(),
            ),
            Self::NotOwner { id, .. } | Self::NotMember { id, .. } => answer(
                404,
                NOT_FOUND,
                format!("Resource '{id}' does not exist or one of its queried reference-property objects are not present.").into(),
            ),
            Self::ManagedInExchange { .. } => answer(
                400,
                BAD_REQUEST,
                "Cannot Update a mail-enabled security groups and or distribution list.".into(),
            ),
            Self::Synchronised { .. } => answer(
                400,
                BAD_REQUEST,
                "Unable to update the specified properties for on-premises mastered Directory Sync objects or objects currently undergoing migration.".into(),
            ),
            Self::NotUnique { property, .. } => answer(
                400,
                BAD_REQUEST,
                format!("Another object with the same value for property {property} already exists.").into(),
            ),
            Self::LifecyclePolicyExists => answer(
                400,
                "MaxExpirationPoliciesCountReached",
                "Tenant already has maximum allowed 1 policy".into(),
            ),
            Self::LifecyclePlanMissing => answer(
                403,
                "NoLicenseForOperation",
                "Tenant does not have proper license to manage lifecycle management policy.".into(),
            ),
            Self::NeverExpires { .. } | Self::NotForSelected { .. } | Self::LifetimeMissing => {
                unworded(400, BAD_REQUEST)
            }
            Self::MissingPrefixSuffix { .. } | Self::BlockedWord { .. } => answer(
                422,
                "Request_UnprocessableEntity",
                "The values provided contain one or more validation errors.".into(),
            ),
            Self::Licensed { .. } => answer(
                400,
                BAD_REQUEST,
                "Unable to delete the group because there is a product license assigned to the group. To delete this group, remove any product licenses first.".into(),
            ),
            Self::License(refusal) => match refusal.service_message() {
                Some(message) => answer(400, BAD_REQUEST, message),
                None => unworded(400, BAD_REQUEST),
            },
            Self::RoleAssignable { .. }
            | Self::RoleAssignableFixed { .. }
            | Self::NestedInRoleAssignable { .. }
            | Self::SubjectOfMicrosoft365 { .. }
            | Self::MemberKind { .. }
            | Self::OwnerKind { .. }
            | Self::GuestOwner { .. }
            | Self::MembersOfDynamic => unworded(400, BAD_REQUEST),
            Self::OverQuota { quota, wanted, limit, .. } => {
                match (quota, quota.service_message(*wanted, *limit)) {
                    (Quota::CreatedByOne | Quota::Objects | Quota::Owners, Some(message)) => {
                        answer(403, QUOTA, message)
                    }
                    (_, Some(message)) => answer(400, BAD_REQUEST, message),
                    (
                        Quota::RoleAssignableGroups
                        | Quota::SelectedGroups
                        | Quota::UnitsOfObject
                        | Quota::RestrictedUnits
                        | Quota::InOneRequest,
                        None,
                    ) => unworded(400, BAD_REQUEST),
                    (_, None) => None,
                }
            }
            _ => None,
        }
    }
}
