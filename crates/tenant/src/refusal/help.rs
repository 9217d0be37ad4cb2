//! What to do after a refusal: a sentence or two per reason.

use std::borrow::Cow;

use ingroup_schema::ObjectKind;

use super::Refusal;

impl Refusal {
    /// What to do next, one or two sentences.
    pub fn help(&self) -> Option<String> {
        let text: Cow<'static, str> = match self {
            Self::NotFound { kind: ObjectKind::Group, .. } => {
                "Get-Group lists the groups; an id, a mail address, a nickname or a display name will do.".into()
            }
            Self::NotFound { kind: ObjectKind::User, .. } => {
                "Get-User lists the users; an id, a sign-in name, a mail address or a display name will do.".into()
            }
            Self::NotFound { kind: ObjectKind::AdministrativeUnit, .. } => {
                "Get-AdministrativeUnit lists the administrative units; an id or a display name will do.".into()
            }
            Self::NotFound { kind: ObjectKind::Device, .. } => {
                "Get-Device lists the devices; an id, a registration id or a display name will do.".into()
            }
            Self::NotFound { .. } => "Check the id or the name.".into(),
            Self::NoSuchActor { .. } => {
                "Connect-Tenant lets somebody else act: -As a user, or -BuiltIn the administrator that is always there.".into()
            }
            Self::NotUnique { property: "mailNickname", .. } => {
                "Give another one. A deleted Microsoft 365 group keeps its own while it can be restored: Get-DeletedObject lists it.".into()
            }
            Self::Ambiguous { candidates, .. } | Self::AmbiguousDeleted { candidates, .. } => {
                format!("Use the id of the one you mean: {}.", listed(candidates)).into()
            }
            Self::DynamicMembership { .. } | Self::DynamicTeam { .. } => {
                "Change the rule or the person, or convert the group to assigned membership.".into()
            }
            Self::ManagedInExchange { .. } => "Change its members with the Exchange commands of the real tenant, then import again.".into(),
            Self::Synchronised { .. } => "Change it in Active Directory, then import again.".into(),
            Self::UnverifiedDomain { verified, .. } => {
                format!("Use one of: {}.", verified.join(", ")).into()
            }
            Self::NeverDynamic { .. } | Self::RoleAssignable { .. } => {
                "Create a security or Microsoft 365 group for the rule.".into()
            }
            Self::SubjectOfMicrosoft365 { .. } => {
                "Use a rule on user properties, or a security group.".into()
            }
            Self::RuleMissing => "Give one with -MembershipRule.".into(),
            Self::RuleOnAssigned { .. } => {
                "To convert it, add -MembershipType 'Dynamic User' or 'Dynamic Device' (or -GroupTypes with \
                 DynamicMembership) to the rule; that empties the group first."
                    .into()
            }
            Self::RuleOnAssignedUnit { .. } => {
                "Give -MembershipType 'Dynamic User' or 'Dynamic Device' with the rule; of the members who are in a \
                 unit already, those who match stay."
                    .into()
            }
            Self::SubjectOfRule { wanted, .. } => {
                format!("Give the other membership type, or a rule about {}.", wanted.plural()).into()
            }
            Self::DynamicUnit { .. } => {
                "Extend the rule: -or adds somebody, -and with -ne leaves somebody out. Or convert the unit to \
                 assigned membership."
                    .into()
            }
            Self::UnitMemberKind { .. } => {
                "It takes users and devices, and groups while its membership is assigned.".into()
            }
            Self::NotDeleted { .. } => {
                "Get-DeletedObject lists what can be restored: users, groups and administrative units, for 30 days."
                    .into()
            }
            Self::KindIsFixed => "Create a new group of the other type and delete this one.".into(),
            Self::OutsideSelfService { .. } => {
                "Get-Group -Eligible SelfService lists which groups people can join by themselves, and why not.".into()
            }
            Self::ClosedGroup { .. } => "An owner can add members, or open the group: Set-Group -JoinPolicy Open or OwnerApproval.".into(),
            Self::ApprovalNeeded { .. } => "New-JoinRequest asks the owners.".into(),
            Self::OpenGroup { .. } => "Enter-Group joins at once.".into(),
            Self::NeverClosed { .. } => "Use -JoinPolicy Open or OwnerApproval; that is -Visibility Public or Private.".into(),
            Self::NotYourself { .. } => "Add-GroupMember adds somebody else; Connect-Tenant -As lets them act.".into(),
            Self::AlreadyRequested { .. } => "Get-JoinRequest shows the request; Stop-JoinRequest takes it back.".into(),
            Self::UnknownRequest { .. } => "Get-JoinRequest lists the requests.".into(),
            Self::RequestsOff => "Set-Tenant -OwnersCanManageRequests $true lets them.".into(),
            Self::PanelRestricted => "Set-Tenant -RestrictAccessPanel $false lets them; the commands that are not self-service work as before.".into(),
            Self::SelfServicePlanMissing => {
                "Open and closed groups can be had without it; so can everything that owners do by themselves.".into()
            }
            Self::LifetimeMissing => "Name the days, 30 at least: New-ExpirationPolicy 365.".into(),
            Self::LifecyclePolicyExists => "Set-ExpirationPolicy changes it, Remove-ExpirationPolicy ends it.".into(),
            Self::NoLifecyclePolicy => "New-ExpirationPolicy makes one.".into(),
            Self::NotForSelected { .. } => "Set-ExpirationPolicy -ManagedGroupTypes Selected makes it one for selected groups.".into(),
            Self::LifecyclePlanMissing => "Buy it, alone or in a bundle; groups that expire already go on.".into(),
            Self::MissingPrefixSuffix { .. } => {
                "Nicknames leave out of it what a nickname cannot contain. The native commands add what is missing; Get-Tenant -Setting PrefixSuffixNamingRequirement shows the policy.".into()
            }
            Self::BlockedWord { .. } => {
                "A name may contain the word, but not be it. Global and User Administrators are not bound by the policy.".into()
            }
            Self::Licensed { .. } => "Get-GroupLicense shows its licences, Set-GroupLicense -RemoveLicense removes them.".into(),
            Self::License(refusal) => refusal.help().into(),
            Self::NoTeam { .. } => "Make one with New-Team -Group.".into(),
            Self::NeverTeam { .. } => "Create a Microsoft 365 group (New-Group -GroupTypes Unified) and make the team from that.".into(),
            Self::TeamWithRule { team } => format!(
                "Create the group with the rule first, then its team: New-Group '{team}' -GroupTypes Unified -MembershipRule '…', then New-Team -Group '{team}'."
            )
            .into(),
            Self::TenantNotEmpty { .. } => {
                "Add -Force to replace them, -Update if it is a newer export of the same tenant, -Merge to add what it has beside them.".into()
            }
            Self::OtherTenant { .. } => {
                "An update deletes what the export has no more, which would be everything. -Merge adds it beside what is there, -Force replaces all.".into()
            }
            Self::MergeConflicts { conflicts } => {
                let named = conflicts.iter().take(5).map(String::as_str);
                let named = named.collect::<Vec<_>>().join(" ");
                match conflicts.len().saturating_sub(5) {
                    0 => named.into(),
                    more => format!("{named} And {more} more.").into(),
                }
            }
            Self::Stopped => "Nothing was changed. Do it again when there is time.".into(),
            Self::NotKept { help, .. } => help.clone().into(),
            Self::Denied { capability, for_units, .. } if for_units.is_empty() => capability.who_may().into(),
            Self::Denied { capability, for_units, .. } => {
                let held = for_units.join(", ");
                format!("{} What is held reaches no further than its unit: {held}.", capability.who_may()).into()
            }
            Self::OverQuota { quota, .. } => quota.note().into(),
            Self::MemberOfChain { .. } => "Name the groups that feed it instead.".into(),
            Self::PlanMissing => "Dynamic membership takes Microsoft Entra ID P1, P2 or Intune for Education, alone or in a bundle.".into(),
            Self::RoleAssignableFixed { .. } => "Create a new group.".into(),
            Self::NestedInRoleAssignable { .. } => {
                "Add the people themselves: a role would reach whoever the other group takes in.".into()
            }
            Self::GuestMember { .. } => "An administrator can add guests; or set AllowToAddGuests of the tenant and of the group to true.".into(),
            Self::OwnerKind { .. } => "Users and service principals own groups.".into(),
            Self::GuestOwner { .. } => "Set-Tenant -AllowGuestsToBeGroupOwner $true lets guests own groups.".into(),
            Self::LastOwner { .. } => "Add another user as owner first; a service principal does not count.".into(),
            Self::UnknownApplication { .. } => {
                "Get-Application lists the applications; an id, an application id or a display name will do.".into()
            }
            Self::AccessNotHeld { .. } => {
                "Access through a group ends with the membership: Get-Access shows where it comes from.".into()
            }
            Self::NotMember { .. } => {
                "Get-GroupMember lists the members; who is in it through another group is not among them.".into()
            }
            Self::NotDynamic { .. } => {
                "Set-Group with -MembershipType and a rule makes a group dynamic; that empties the group first.".into()
            }
            Self::MembersOfDynamic => "Leave the members out, or the rule.".into(),
            Self::RoleHeld { .. } => "Get-RoleMember shows who holds what.".into(),
            Self::RoleNotHeld { .. } => {
                "Get-RoleMember shows who holds what. A role that is held through a group ends with the membership; one \
                 that is held for an administrative unit is named with it."
                    .into()
            }
            Self::ClockBackwards { .. } => {
                "Time only goes forwards. To begin again, set the clock in a new session, before anything is imported or made.".into()
            }
            Self::InvalidRule { .. }
            | Self::TeamExists { .. }
            | Self::RequestSettled { .. }
            | Self::NeverExpires { .. }
            | Self::AlreadyMember { .. }
            | Self::AlreadyOwner { .. }
            | Self::NotOwner { .. }
            | Self::AccessHeld { .. }
            | Self::MemberKind { .. }
            | Self::NotUnique { .. }
            | Self::Missing { .. }
            | Self::InvalidValue { .. }
            | Self::ReadOnly { .. }
            | Self::Integrity { .. } => return None,
        };
        Some(text.into_owned())
    }
}

/// At most five of them, and how many more there are.
fn listed(candidates: &[String]) -> String {
    let shown: Vec<&str> = candidates.iter().take(5).map(String::as_str).collect();
    match candidates.len().saturating_sub(shown.len()) {
        0 => shown.join(", "),
        more => format!("{} and {more} more", shown.join(", ")),
    }
}
