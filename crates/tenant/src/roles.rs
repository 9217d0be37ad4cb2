//! The directory roles that decide something here, as data (1.13).

use std::collections::BTreeMap;
use std::sync::LazyLock;

use ingroup_schema::{ObjectId, fold};

/// Declares [`Role`] with, for each role, its name, its template id and where it can be held.
macro_rules! roles {
    ($($variant:ident, $name:literal, $template:literal, $reach:ident, $what:literal;)*) => {
        /// A directory role of the service. What each may do is in the table of capabilities
        /// ([`Capability`](crate::Capability)); other roles of a tenant are kept and give nothing here.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Role { $(#[doc = concat!($name, ": ", $what)] $variant,)* }

        impl Role {
            /// All of them, by name.
            pub const ALL: [Self; [$($name),*].len()] = [$(Self::$variant),*];

            /// Its name, as the service writes it.
            pub fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)* }
            }

            /// What it is for, the end of a sentence.
            pub fn purpose(self) -> &'static str {
                match self { $(Self::$variant => $what,)* }
            }

            /// Where it can be held.
            pub fn reach(self) -> Reach {
                match self { $(Self::$variant => Reach::$reach,)* }
            }

            fn template_text(self) -> &'static str {
                match self { $(Self::$variant => $template,)* }
            }
        }
    };
}

roles! {
    Application, "Application Administrator", "9b895d92-2cd3-44c7-9d02-a6ac2d5ea5c3", Tenant, "applications and who reaches them.";
    CloudApplication, "Cloud Application Administrator", "158c047a-c907-4556-b7ef-446551a6b5f7", Tenant, "applications and who reaches them.";
    CloudDevice, "Cloud Device Administrator", "7698a772-787b-4ac8-901f-60d6b08affd2", TenantOrUnit, "devices.";
    DirectoryWriters, "Directory Writers", "9360feb5-f418-4baa-8175-e2a00bac4301", Tenant, "writing basic facts, for applications.";
    Exchange, "Exchange Administrator", "29232cdf-9323-42fd-ade2-1d097af3e4de", Tenant, "mail, and with it Microsoft 365 groups.";
    Global, "Global Administrator", "62e90394-69f5-4237-9190-012177145e10", Tenant, "everything.";
    Groups, "Groups Administrator", "fdd7a751-b60b-444a-984c-02652fe8fa1c", TenantOrUnit, "groups and their settings.";
    Intune, "Intune Administrator", "3a2c62db-5318-420d-8d74-23affee5d9d5", Tenant, "device management, and with it security groups.";
    License, "License Administrator", "4d6ac14f-3453-41d0-bef9-a3e0c569773a", TenantOrUnit, "licences of users and groups.";
    PartnerTier1, "Partner Tier1 Support", "4ba39ca4-527c-499a-b93d-d9b492c50246", Tenant, "a partner's first line of help.";
    PartnerTier2, "Partner Tier2 Support", "e00e864a-17c5-4a4b-9c06-f5b95a8d5bd8", Tenant, "a partner's second line of help.";
    PrivilegedRole, "Privileged Role Administrator", "e8611ab8-c189-46e8-94e1-60213ab1f814", Tenant, "roles, role-assignable groups and administrative units.";
    SharePoint, "SharePoint Administrator", "f28a1f50-f6e7-4571-818b-6a12f2af6b6c", TenantOrUnit, "sites, and with them Microsoft 365 groups.";
    Teams, "Teams Administrator", "69091246-20e8-4a56-aa4d-066075b2a7a8", TenantOrUnit, "teams, and with them Microsoft 365 groups.";
    User, "User Administrator", "fe930be7-5e62-47db-91af-98c3a49a38b1", TenantOrUnit, "users and groups.";
    Windows365, "Windows 365 Administrator", "11451d60-acb2-45eb-a7d6-43d0f0125c13", Tenant, "cloud PCs, and with them security groups.";
}

/// Where a role can be held.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reach {
    /// For the whole tenant only.
    Tenant,
    /// For the whole tenant, or for the objects of one administrative unit.
    TenantOrUnit,
}

impl Role {
    /// Its id in every tenant; `NIL` never occurs, a test holds every template to be an id.
    pub fn template(self) -> ObjectId {
        self.template_text().parse().unwrap_or(ObjectId::NIL)
    }

    /// The role with this template id, if it decides anything here.
    pub fn by_template(template: ObjectId) -> Option<Self> {
        static BY_TEMPLATE: LazyLock<BTreeMap<ObjectId, Role>> = LazyLock::new(|| {
            let roles = Role::ALL.into_iter();
            roles.map(|role| (role.template(), role)).collect()
        });
        BY_TEMPLATE.get(&template).copied()
    }

    /// The role that a person means by a name, in any case and with or without its last word, or by a template id.
    pub fn find(text: &str) -> Option<Self> {
        if let Ok(template) = text.trim().parse() {
            return Self::by_template(template);
        }
        let wanted = fold(text.trim());
        Self::ALL.into_iter().find(|role| {
            let name = fold(role.name());
            let short = name.strip_suffix(&fold(" Administrator"));
            name == wanted || short == Some(wanted.as_str())
        })
    }
}
