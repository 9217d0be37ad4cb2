//! What is known of products and service plans beside what Graph shows: two tables; adding one is adding a row (`1.9`).

use std::collections::BTreeMap;
use std::sync::LazyLock;

use ingroup_directory::{PlanRelations, ServicePlan};
use ingroup_schema::ObjectId;

/// What a plan is, and how it stands to others.
#[derive(Debug, Clone, Copy)]
pub struct KnownPlan {
    /// The id, as text.
    id: &'static str,
    /// The short name, such as `EXCHANGE_S_ENTERPRISE`.
    pub name: &'static str,
    /// The name for people.
    pub display_name: &'static str,
    /// The service, as `assignedPlans` has it.
    pub service: &'static str,
    /// Short names of plans of which it needs one.
    depends_on_any: &'static [&'static str],
    /// Short names of plans with which it cannot be.
    exclusive_with: &'static [&'static str],
    /// Whether it has a mailbox.
    pub uses_exchange: bool,
}

/// A product with the plans in it.
#[derive(Debug, Clone, Copy)]
pub struct KnownProduct {
    /// The id, as text.
    id: &'static str,
    /// The short name, such as `SPE_E5`.
    pub part_number: &'static str,
    /// The name for people.
    pub display_name: &'static str,
    /// Short names of its plans.
    plans: &'static [&'static str],
}

const NONE: &[&str] = &[];

/// Declares a table of plans: id, short name, name, service, needs one of, goes with none of, has a mailbox.
macro_rules! plans {
    ($($id:literal, $name:literal, $display:literal, $service:literal, $needs:expr, $excludes:expr, $mailbox:expr;)*) => {
        /// The plans with relations, and those of the products below.
        const PLANS: &[KnownPlan] = &[$(KnownPlan {
            id: $id,
            name: $name,
            display_name: $display,
            service: $service,
            depends_on_any: $needs,
            exclusive_with: $excludes,
            uses_exchange: $mailbox,
        },)*];
    };
}

plans! {
    "efb87545-963c-4e0d-99df-69c6916d9eb0", "EXCHANGE_S_ENTERPRISE", "Exchange Online (Plan 2)", "exchange", NONE, &["EXCHANGE_S_STANDARD"], true;
    "9aaf7827-d63c-4b61-89c3-182f06f82e5c", "EXCHANGE_S_STANDARD", "Exchange Online (Plan 1)", "exchange", NONE, &["EXCHANGE_S_ENTERPRISE"], true;
    "5dbe027f-2339-4123-9542-606e4d348a72", "SHAREPOINTENTERPRISE", "SharePoint (Plan 2)", "SharePoint", NONE, &["SHAREPOINTSTANDARD"], false;
    "c7699d2e-19aa-44de-8edf-1736da088ca1", "SHAREPOINTSTANDARD", "SharePoint (Plan 1)", "SharePoint", NONE, &["SHAREPOINTENTERPRISE"], false;
    "57ff2da0-773e-42df-b2af-ffb7a2317929", "TEAMS1", "Microsoft Teams", "TeamspaceAPI", NONE, NONE, false;
    "0feaeb32-d00e-4d66-bd5a-43b5b83db82c", "MCOSTANDARD", "Skype for Business Online (Plan 2)", "MicrosoftCommunicationsOnline", NONE, NONE, false;
    "3e26ee1f-8a5f-4d52-aee2-b81ce45c8f40", "MCOMEETADV", "Audio Conferencing", "MicrosoftCommunicationsOnline", &["TEAMS1", "MCOSTANDARD"], NONE, false;
    "7547a3fe-08ee-4ccb-b430-5077c5041653", "YAMMER_ENTERPRISE", "Yammer Enterprise", "YammerEnterprise", NONE, NONE, false;
    "43de0ff5-c92c-492b-9116-175376d08c38", "OFFICESUBSCRIPTION", "Microsoft 365 Apps for Enterprise", "MicrosoftOffice", NONE, NONE, false;
    "f477b0f0-3bb1-4890-940c-40fcee6ce05f", "WORKPLACE_ANALYTICS", "Microsoft Workplace Analytics", "WorkplaceAnalytics", &["EXCHANGE_S_ENTERPRISE", "EXCHANGE_S_STANDARD"], NONE, false;
    "41781fb2-bc02-4b7c-bd55-b576c07bb09d", "AAD_PREMIUM", "Microsoft Entra ID P1", "AADPremiumService", NONE, NONE, false;
    "eec0eb4f-6444-4f95-aba0-50c24d67f998", "AAD_PREMIUM_P2", "Microsoft Entra ID P2", "AADPremiumService", NONE, NONE, false;
    "c1ec4a95-1f05-45b3-a911-aa3fa01094f5", "INTUNE_A", "Microsoft Intune Plan 1", "SCO", NONE, NONE, false;
    "da24caf9-af8e-485c-b7c8-e73336da2693", "INTUNE_EDU", "Intune for Education", "SCO", NONE, NONE, false;
    "8a256a2b-b617-496d-b51b-e76466e88db0", "MFA_PREMIUM", "Microsoft Entra multifactor authentication", "MultiFactorService", NONE, NONE, false;
    "bea4c11e-220a-4e6d-8eb8-8ea15d019f90", "RMS_S_ENTERPRISE", "Azure Rights Management", "RMSOnline", NONE, NONE, false;
}

/// Declares a table of products: id, short name, name, plans.
macro_rules! products {
    ($($id:literal, $part:literal, $display:literal, $plans:expr;)*) => {
        /// The products that can be bought by name.
        const PRODUCTS: &[KnownProduct] = &[$(KnownProduct {
            id: $id,
            part_number: $part,
            display_name: $display,
            plans: $plans,
        },)*];
    };
}

products! {
    "18181a46-0d4e-45cd-891e-60aabd171b4e", "STANDARDPACK", "Office 365 E1",
        &["EXCHANGE_S_STANDARD", "SHAREPOINTSTANDARD", "MCOSTANDARD", "TEAMS1", "YAMMER_ENTERPRISE"];
    "6fd2c87f-b296-42f0-b197-1e91e994b900", "ENTERPRISEPACK", "Office 365 E3",
        &["EXCHANGE_S_ENTERPRISE", "SHAREPOINTENTERPRISE", "MCOSTANDARD", "TEAMS1", "YAMMER_ENTERPRISE", "OFFICESUBSCRIPTION", "RMS_S_ENTERPRISE"];
    "c7df2760-2c81-4ef7-b578-5b5392b571df", "ENTERPRISEPREMIUM", "Office 365 E5",
        &["EXCHANGE_S_ENTERPRISE", "SHAREPOINTENTERPRISE", "MCOSTANDARD", "MCOMEETADV", "TEAMS1", "YAMMER_ENTERPRISE", "OFFICESUBSCRIPTION", "RMS_S_ENTERPRISE"];
    "05e9a617-0261-4cee-bb44-138d3ef5d965", "SPE_E3", "Microsoft 365 E3",
        &["EXCHANGE_S_ENTERPRISE", "SHAREPOINTENTERPRISE", "MCOSTANDARD", "TEAMS1", "YAMMER_ENTERPRISE", "OFFICESUBSCRIPTION", "RMS_S_ENTERPRISE", "AAD_PREMIUM", "INTUNE_A", "MFA_PREMIUM"];
    "06ebc4ee-1bb5-47dd-8120-11324bc54e06", "SPE_E5", "Microsoft 365 E5",
        &["EXCHANGE_S_ENTERPRISE", "SHAREPOINTENTERPRISE", "MCOSTANDARD", "MCOMEETADV", "TEAMS1", "YAMMER_ENTERPRISE", "OFFICESUBSCRIPTION", "RMS_S_ENTERPRISE", "AAD_PREMIUM", "AAD_PREMIUM_P2", "INTUNE_A", "MFA_PREMIUM"];
    "efccb6f7-5641-4e0e-bd10-b4976e1bf68e", "EMS", "Enterprise Mobility + Security E3",
        &["AAD_PREMIUM", "INTUNE_A", "MFA_PREMIUM", "RMS_S_ENTERPRISE"];
    "b05e124f-c7cc-45a0-a6aa-8cf78c946968", "EMSPREMIUM", "Enterprise Mobility + Security E5",
        &["AAD_PREMIUM", "AAD_PREMIUM_P2", "INTUNE_A", "MFA_PREMIUM", "RMS_S_ENTERPRISE"];
    "078d2b04-f1bd-4111-bbd4-b4b1b354cef4", "AAD_PREMIUM", "Microsoft Entra ID P1", &["AAD_PREMIUM", "MFA_PREMIUM"];
    "84a661c4-e949-4bd2-a560-ed7766fcaf2b", "AAD_PREMIUM_P2", "Microsoft Entra ID P2",
        &["AAD_PREMIUM", "AAD_PREMIUM_P2", "MFA_PREMIUM"];
    "0c266dff-15dd-4b49-8397-2bb16070ed52", "MCOMEETADV", "Microsoft 365 Audio Conferencing", &["MCOMEETADV"];
    "3d957427-ecdc-4df2-aacd-01cc9d519da8", "WORKPLACE_ANALYTICS", "Microsoft Workplace Analytics", &["WORKPLACE_ANALYTICS"];
}

impl KnownPlan {
    /// The plan with this short name or name, whatever the case.
    pub fn by_name(name: &str) -> Option<&'static Self> {
        PLANS.iter().find(|known| {
            known.name.eq_ignore_ascii_case(name) || known.display_name.eq_ignore_ascii_case(name)
        })
    }

    /// The plan's id.
    pub fn id(&self) -> Option<ObjectId> {
        self.id.parse().ok()
    }

    /// The plans of which it needs one, the one that people are told of first.
    pub fn depends_on_any(&self) -> impl Iterator<Item = ObjectId> + '_ {
        self.depends_on_any.iter().filter_map(|name| id_of(name))
    }

    /// The plans with which it cannot be.
    pub fn exclusive_with(&self) -> impl Iterator<Item = ObjectId> + '_ {
        self.exclusive_with.iter().filter_map(|name| id_of(name))
    }
}

impl KnownProduct {
    /// All products that are known.
    pub fn all() -> &'static [Self] {
        PRODUCTS
    }

    /// The product with this id.
    pub fn by_id(id: ObjectId) -> Option<&'static Self> {
        PRODUCTS.iter().find(|known| known.id() == Some(id))
    }

    /// The product with this short name or name, whatever the case.
    pub fn by_name(name: &str) -> Option<&'static Self> {
        PRODUCTS.iter().find(|known| {
            known.part_number.eq_ignore_ascii_case(name)
                || known.display_name.eq_ignore_ascii_case(name)
        })
    }

    /// The product's id.
    pub fn id(&self) -> Option<ObjectId> {
        self.id.parse().ok()
    }

    /// Its plans, as a subscription lists them.
    pub fn service_plans(&self) -> Vec<ServicePlan> {
        let known = self.plans.iter().filter_map(|name| plan_named(name));
        let plans = known.filter_map(|plan| {
            Some(ServicePlan {
                applies_to: Some("User".into()),
                provisioning_status: Some("Success".into()),
                service_plan_id: plan.id()?,
                service_plan_name: Some(plan.name.into()),
                relations: PlanRelations::default(),
            })
        });
        plans.collect()
    }
}

/// What is known of the plan with this id.
pub fn known_plan(id: ObjectId) -> Option<&'static KnownPlan> {
    static BY_ID: LazyLock<BTreeMap<ObjectId, &'static KnownPlan>> = LazyLock::new(|| {
        let with_ids = PLANS.iter().filter_map(|plan| Some((plan.id()?, plan)));
        with_ids.collect()
    });
    BY_ID.get(&id).copied()
}

fn plan_named(name: &str) -> Option<&'static KnownPlan> {
    PLANS.iter().find(|plan| plan.name == name)
}

fn id_of(name: &str) -> Option<ObjectId> {
    plan_named(name)?.id()
}
