//! What can be done, and who may do it: one table (1.13, `OP-2`).

use crate::roles::Role;

/// Declares [`Capability`] with its table: words, who by role, owners, everybody, and where a role counts.
macro_rules! capabilities {
    ($($variant:ident, $words:literal, [$($on:ident: [$($role:ident),*]),*], $owner:ident, $everybody:ident, $scope:ident;)*) => {
        /// Something that not everybody may do.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Capability { $(#[doc = concat!("To ", $words, ".")] $variant,)* }

        impl Capability {
            /// All of them.
            pub const ALL: [Self; [$($words),*].len()] = [$(Self::$variant),*];

            /// The words by which people ask for it.
            pub const NAMES: [&str; Self::ALL.len()] = [$(stringify!($variant)),*];

            /// The word by which people ask for it.
            pub fn name(self) -> &'static str {
                match self { $(Self::$variant => stringify!($variant),)* }
            }

            /// What it is, behind "may not"; `{}` stands for the object's name.
            pub fn words(self) -> &'static str {
                match self { $(Self::$variant => $words,)* }
            }

            /// Which roles have it, each on some objects.
            pub fn grants(self) -> &'static [(On, &'static [Role])] {
                match self { $(Self::$variant => &[$((On::$on, &[$(Role::$role),*])),*],)* }
            }

            /// Whether the owners of a group have it without a role.
            pub fn owners(self) -> Owners {
                match self { $(Self::$variant => Owners::$owner,)* }
            }

            /// Whether users and applications have it without a role.
            pub fn everybody(self) -> Everybody {
                match self { $(Self::$variant => Everybody::$everybody,)* }
            }

            /// Where a role must be held.
            pub fn scope(self) -> Scope {
                match self { $(Self::$variant => Scope::$scope,)* }
            }
        }
    };
}

/// On which objects a role has a capability.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum On {
    /// On all.
    Everything,
    /// On security groups.
    Security,
    /// On Microsoft 365 groups.
    Microsoft365,
    /// On all groups but those to which the role Global Administrator is assigned.
    NotGlobalAdministrators,
    /// On all, if the tenant's option `memberOfRoles` says so (C-6).
    IfMemberOfRoles,
}

/// What owning a group allows without a role.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Owners {
    /// Nothing.
    Never,
    /// It.
    May,
    /// It, while the group's membership is assigned.
    IfAssigned,
}

/// What is allowed without a role and without owning anything.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Everybody {
    /// Nothing.
    Never,
    /// It, if the tenant lets users create security groups; applications always may (`OP-2`).
    SecuritySwitch,
    /// It, if the tenant lets this user create Microsoft 365 groups; applications always may (`OP-2`).
    Microsoft365Switch,
}

/// Where a role counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// Only if it is held for the whole tenant.
    Tenant,
    /// Also if it is held for an administrative unit in which the object is.
    Unit,
}

capabilities! {
    // Groups. Intune and Windows 365 Administrators have security groups, the administrators of Exchange, SharePoint
    // and Teams have Microsoft 365 groups and no rules.
    CreateSecurityGroup, "create security groups",
        [Everything: [Global, Groups, User, DirectoryWriters, PartnerTier1, PartnerTier2, Intune, Windows365]],
        Never, SecuritySwitch, Tenant;
    CreateMicrosoft365Group, "create Microsoft 365 groups",
        [Everything: [Global, Groups, User, DirectoryWriters, PartnerTier1, PartnerTier2, Exchange, SharePoint, Teams]],
        Never, Microsoft365Switch, Tenant;
    CreateRoleAssignableGroup, "create role-assignable groups",
        [Everything: [Global, PrivilegedRole]],
        Never, Never, Tenant;
    UseReservedAlias, "use a reserved alias",
        [Everything: [Global]],
        Never, Never, Tenant;
    IgnoreNamingPolicy, "name Microsoft 365 groups against the naming policy",
        [Everything: [Global, User]],
        Never, Never, Tenant;
    UpdateGroup, "change the group {}",
        [Everything: [Global, Groups, User, DirectoryWriters], Security: [Intune, Windows365], Microsoft365: [Exchange, SharePoint, Teams]],
        May, Never, Unit;
    UpdateMembers, "change the members of {}",
        [Everything: [Global, Groups, User, DirectoryWriters, PartnerTier1, PartnerTier2], Security: [Intune, Windows365], Microsoft365: [Exchange, SharePoint, Teams]],
        IfAssigned, Never, Unit;
    UpdateOwners, "change the owners of {}",
        [Everything: [Global, Groups, User, DirectoryWriters, PartnerTier1, PartnerTier2], Security: [Intune, Windows365], Microsoft365: [Exchange, SharePoint, Teams]],
        May, Never, Unit;
    EditRoleAssignableGroup, "change the role-assignable group {}",
        [Everything: [Global, PrivilegedRole]],
        May, Never, Tenant;
    DeleteGroup, "delete the group {}",
        [Everything: [Global, Groups, User, PartnerTier1, PartnerTier2], Security: [Intune, Windows365], Microsoft365: [Exchange, SharePoint, Teams]],
        May, Never, Unit;
    RenewGroup, "renew the group {}",
        [Everything: [Global, Groups, User]],
        May, Never, Unit;
    RestoreGroup, "restore the group {}",
        [Everything: [Global, Groups, Intune, PartnerTier2], NotGlobalAdministrators: [User, PartnerTier1], Microsoft365: [Exchange, SharePoint, Teams]],
        May, Never, Tenant;
    PurgeGroup, "delete the group {} for good",
        [Everything: [Global, Groups, Intune, PartnerTier2], NotGlobalAdministrators: [User, PartnerTier1], Microsoft365: [Exchange, SharePoint, Teams]],
        Never, Never, Tenant;
    // Rules: owners without a role never (C-5), and a plain user may not even create a dynamic group (`OP-2`).
    EditRule, "change the membership rule of {}",
        [Everything: [Global, Groups, User, DirectoryWriters], Security: [Intune, Windows365]],
        Never, Never, Unit;
    EditMemberOfRule, "give a memberOf rule to {}",
        [Everything: [Global, User], IfMemberOfRoles: [Groups]],
        Never, Never, Unit;
    // Users and devices.
    CreateUser, "create users",
        [Everything: [Global, User, DirectoryWriters, PartnerTier1, PartnerTier2]],
        Never, Never, Tenant;
    UpdateUser, "change the user {}",
        [Everything: [Global, User, DirectoryWriters, PartnerTier1, PartnerTier2]],
        Never, Never, Unit;
    SetUsageLocation, "set the usage location of {}",
        [Everything: [Global, User, DirectoryWriters, PartnerTier1, PartnerTier2, License]],
        Never, Never, Unit;
    DeleteUser, "delete the user {}",
        [Everything: [Global, User, PartnerTier1, PartnerTier2]],
        Never, Never, Unit;
    RestoreUser, "restore the user {}",
        [Everything: [Global, User, PartnerTier1, PartnerTier2]],
        Never, Never, Tenant;
    PurgeUser, "delete the user {} for good",
        [Everything: [Global, User, PartnerTier1, PartnerTier2]],
        Never, Never, Tenant;
    CreateDevice, "register devices for others",
        [Everything: [Global, CloudDevice, Intune, Windows365]],
        Never, Never, Tenant;
    UpdateDevice, "change the device {}",
        [Everything: [Global, CloudDevice, Intune, Windows365]],
        Never, Never, Unit;
    DeleteDevice, "delete the device {}",
        [Everything: [Global, CloudDevice, Intune, Windows365]],
        Never, Never, Unit;
    // Licences: Groups Administrators have those of groups, and no direct ones.
    LicenseGroups, "assign or reprocess the licences of the group {}",
        [Everything: [Global, Groups, License, User, DirectoryWriters]],
        Never, Never, Unit;
    LicenseUsers, "assign or reprocess the licences of {}",
        [Everything: [Global, License, User, DirectoryWriters]],
        Never, Never, Unit;
    ManageSubscriptions, "change the tenant's subscriptions",
        [Everything: [Global]],
        Never, Never, Tenant;
    // The tenant.
    ManageUnits, "create or change administrative units",
        [Everything: [Global, PrivilegedRole]],
        Never, Never, Tenant;
    AssignRoles, "assign directory roles",
        [Everything: [Global, PrivilegedRole]],
        Never, Never, Tenant;
    ConfigureGroupSettings, "change the tenant's group settings",
        [Everything: [Global, Groups, DirectoryWriters]],
        Never, Never, Tenant;
    ConfigureExpiration, "change the expiration policy",
        [Everything: [Global, Groups, User]],
        Never, Never, Tenant;
    ConfigureAuthorization, "change the authorization policy",
        [Everything: [Global, PrivilegedRole]],
        Never, Never, Tenant;
    ConfigureOrganization, "change the tenant's name and country",
        [Everything: [Global]],
        Never, Never, Tenant;
    ManageApplications, "create or change applications",
        [Everything: [Global, Application, CloudApplication]],
        Never, Never, Tenant;
    AssignApplications, "assign applications to {}",
        [Everything: [Global, Application, CloudApplication]],
        May, Never, Tenant;
}

impl On {
    /// The objects in words.
    pub fn words(self) -> &'static str {
        match self {
            Self::Everything => "all",
            Self::Security => "security groups",
            Self::Microsoft365 => "Microsoft 365 groups",
            Self::NotGlobalAdministrators => "groups that are not Global Administrators",
            Self::IfMemberOfRoles => "all, if the setting memberOfRoles says so",
        }
    }
}

impl Owners {
    /// On which of their groups; none if owners do not have it.
    pub fn words(self) -> Option<&'static str> {
        match self {
            Self::Never => None,
            Self::May => Some("their groups"),
            Self::IfAssigned => Some("their groups while membership is assigned"),
        }
    }
}

impl Everybody {
    /// The setting that decides; none if none does.
    pub fn words(self) -> Option<&'static str> {
        match self {
            Self::Never => None,
            Self::SecuritySwitch => Some("if the setting allowedToCreateSecurityGroups says so"),
            Self::Microsoft365Switch => Some(
                "if the setting EnableGroupCreation says so, or as a member of the group that \
                 GroupCreationAllowedGroupId names",
            ),
        }
    }
}

impl Capability {
    /// Who has it, one sentence for somebody who has not.
    pub fn who_may(self) -> String {
        let mut ways: Vec<String> = Vec::new();
        for (on, roles) in self.grants() {
            let names: Vec<&str> = roles.iter().map(|role| role.name()).collect();
            let many = names.len() > 1;
            let names = names.join(", ");
            ways.push(match on {
                On::Everything if many => format!("one of the roles {names}"),
                On::Everything => format!("the role {names}"),
                On::Security => format!("for security groups {names}"),
                On::Microsoft365 => format!("for Microsoft 365 groups {names}"),
                On::NotGlobalAdministrators => {
                    format!("for groups that are not Global Administrators {names}")
                }
                On::IfMemberOfRoles => format!("{names} if the setting memberOfRoles says so"),
            });
        }
        match self.owners() {
            Owners::Never => {}
            Owners::May => ways.push("to own the group".to_owned()),
            Owners::IfAssigned => {
                ways.push("to own the group while its membership is assigned".to_owned())
            }
        }
        match self.everybody() {
            Everybody::Never => {}
            Everybody::SecuritySwitch => {
                ways.push("the setting allowedToCreateSecurityGroups".to_owned());
            }
            Everybody::Microsoft365Switch => ways.push(
                "the setting EnableGroupCreation, or membership in the group that GroupCreationAllowedGroupId names".to_owned(),
            ),
        }
        format!("It takes {}.", ways.join("; or "))
    }
}
