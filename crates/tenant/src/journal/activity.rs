//! What the audit log calls the things that happen (`LOG-2`).

use serde::{Deserialize, Serialize};

/// The part of the service that writes most entries.
const CORE_DIRECTORY: &str = "Core Directory";

/// The part of the service that lets people look after groups by themselves.
const SELF_SERVICE: &str = "Self-service Group Management";

/// What that part writes (`LOG-2`).
const SELF_SERVICE_ACTIVITIES: &[Activity] = &[
    Activity::RequestToJoin,
    Activity::ApproveRequest,
    Activity::RejectRequest,
    Activity::CancelRequest,
    Activity::DeleteRequest,
    Activity::CreateLifecyclePolicy,
    Activity::UpdateLifecyclePolicy,
    Activity::DeleteLifecyclePolicy,
    Activity::SelectGroup,
    Activity::DeselectGroup,
    Activity::RenewGroup,
    Activity::AutorenewGroup,
];

/// Declares [`Activity`] with its table: name and category.
macro_rules! activities {
    ($($variant:ident, $name:literal, $category:ident;)*) => {
        /// Something that the audit log has a name for (`LOG-2`).
        #[derive(
            Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
        )]
        pub enum Activity { $(#[doc = concat!($name, ".")] $variant,)* }

        impl Activity {
            /// All of them.
            pub const ALL: [Self; [$($name),*].len()] = [$(Self::$variant),*];

            /// The name in the log.
            pub fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)* }
            }

            /// Where the log puts it.
            pub fn category(self) -> AuditCategory {
                match self { $(Self::$variant => AuditCategory::$category,)* }
            }
        }
    };
}

/// Declares [`AuditCategory`]: the names are the variants.
macro_rules! categories {
    ($($variant:ident;)*) => {
        /// A category of the audit log.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum AuditCategory { $(#[doc = concat!(stringify!($variant), ".")] $variant,)* }

        impl AuditCategory {
            /// All of them.
            pub const ALL: [Self; [$(stringify!($variant)),*].len()] = [$(Self::$variant),*];

            /// The name in the log.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => stringify!($variant),)* }
            }
        }
    };
}

categories! {
    AdministrativeUnit;
    ApplicationManagement;
    AuthorizationPolicy;
    Device;
    DirectoryManagement;
    GroupManagement;
    RoleManagement;
    UserManagement;
}

activities! {
    AddGroup, "Add group", GroupManagement;
    UpdateGroup, "Update group", GroupManagement;
    DeleteGroup, "Delete group", GroupManagement;
    HardDeleteGroup, "Hard Delete group", GroupManagement;
    RestoreGroup, "Restore group", GroupManagement;
    AddMemberToGroup, "Add member to group", GroupManagement;
    RemoveMemberFromGroup, "Remove member from group", GroupManagement;
    SetGroupLicense, "Set group license", GroupManagement;
    StartGroupLicense, "Start applying group based license to users", GroupManagement;
    FinishGroupLicense, "Finish applying group based license to users", GroupManagement;
    TriggerGroupLicense, "Trigger group license recalculation", GroupManagement;
    ChangeUserLicense, "Change user license", UserManagement;
    AddOwnerToGroup, "Add owner to group", GroupManagement;
    RemoveOwnerFromGroup, "Remove owner from group", GroupManagement;
    UpdateGroupSettings, "Update group settings", GroupManagement;
    CreateLifecyclePolicy, "Create lifecycle management policy", GroupManagement;
    UpdateLifecyclePolicy, "Update lifecycle management policy", GroupManagement;
    DeleteLifecyclePolicy, "Delete lifecycle management policy", GroupManagement;
    SelectGroup, "GroupLifecyclePolicies_addGroup", GroupManagement;
    DeselectGroup, "GroupLifecyclePolicies_removeGroup", GroupManagement;
    RenewGroup, "Renew group", GroupManagement;
    AutorenewGroup, "Autorenew group", GroupManagement;
    RequestToJoin, "Request to join a group", GroupManagement;
    ApproveRequest, "Approve a pending request to join a group", GroupManagement;
    RejectRequest, "Reject a pending request to join a group", GroupManagement;
    CancelRequest, "Cancel a pending request to join a group", GroupManagement;
    DeleteRequest, "Delete a pending request to join a group", GroupManagement;
    AddUnit, "Add administrative unit", AdministrativeUnit;
    UpdateUnit, "Update administrative unit", AdministrativeUnit;
    DeleteUnit, "Delete administrative unit", AdministrativeUnit;
    HardDeleteUnit, "Hard Delete administrative unit", AdministrativeUnit;
    RestoreUnit, "Restore administrative unit", AdministrativeUnit;
    AddMemberToUnit, "Add member to administrative unit", AdministrativeUnit;
    RemoveMemberFromUnit, "Remove member from administrative unit", AdministrativeUnit;
    AddUser, "Add user", UserManagement;
    UpdateUser, "Update user", UserManagement;
    DeleteUser, "Delete user", UserManagement;
    HardDeleteUser, "Hard Delete user", UserManagement;
    RestoreUser, "Restore user", UserManagement;
    SetUserManager, "Set user manager", UserManagement;
    DisableAccount, "Disable account", UserManagement;
    EnableAccount, "Enable account", UserManagement;
    AddDevice, "Add device", Device;
    UpdateDevice, "Update device", Device;
    DeleteDevice, "Delete device", Device;
    AddMemberToRole, "Add member to role", RoleManagement;
    RemoveMemberFromRole, "Remove member from role", RoleManagement;
    AddScopedMemberToRole, "Add scoped member to role", RoleManagement;
    RemoveScopedMemberFromRole, "Remove scoped member from role", RoleManagement;
    AddApplication, "Add application", ApplicationManagement;
    UpdateApplication, "Update application", ApplicationManagement;
    DeleteApplication, "Delete application", ApplicationManagement;
    AddAccessOfUser, "Add app role assignment grant to user", UserManagement;
    RemoveAccessOfUser, "Remove app role assignment from user", UserManagement;
    AddAccessOfGroup, "Add app role assignment to group", GroupManagement;
    RemoveAccessOfGroup, "Remove app role assignment from group", GroupManagement;
    AddAccessOfServicePrincipal, "Add app role assignment to service principal", ApplicationManagement;
    RemoveAccessOfServicePrincipal, "Remove app role assignment from service principal", ApplicationManagement;
    UpdateAuthorizationPolicy, "Update authorization policy", AuthorizationPolicy;
    SetCompanyInformation, "Set company information", DirectoryManagement;
}

impl Activity {
    /// The part of the service that writes the entry.
    pub fn service(self) -> &'static str {
        match SELF_SERVICE_ACTIVITIES.contains(&self) {
            true => SELF_SERVICE,
            false => CORE_DIRECTORY,
        }
    }
}
