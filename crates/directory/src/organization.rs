//! The tenant itself: organisation and subscriptions (`1.1`, `1.9`).

use std::sync::Arc;

use ingroup_schema::{AssignedPlan, Instant, ObjectId};
use serde::{Deserialize, Serialize};

/// The organisation a tenant belongs to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Organization {
    /// The tenant's id.
    pub id: ObjectId,
    /// Its name.
    pub display_name: Option<Arc<str>>,
    /// Where it is: two letters. Licences fall back to it (`LIC-7`).
    pub country_letter_code: Option<Arc<str>>,
    /// When it was made.
    pub created_date_time: Option<Instant>,
    /// Whether accounts are synchronised from another directory.
    pub on_premises_sync_enabled: Option<bool>,
    /// The kind of tenant, such as `AAD`.
    pub tenant_type: Option<Arc<str>>,
    /// Who is told of technical matters.
    pub technical_notification_mails: Vec<Arc<str>>,
    /// The domains a sign-in name may end in.
    pub verified_domains: Vec<VerifiedDomain>,
    /// The service plans the organisation has.
    pub assigned_plans: Vec<AssignedPlan>,
}

impl Default for Organization {
    fn default() -> Self {
        Self {
            id: ObjectId::NIL,
            display_name: None,
            country_letter_code: None,
            created_date_time: None,
            on_premises_sync_enabled: None,
            tenant_type: None,
            technical_notification_mails: Vec::new(),
            verified_domains: Vec::new(),
            assigned_plans: Vec::new(),
        }
    }
}

/// A domain the organisation has proved to own.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct VerifiedDomain {
    /// What it is used for, as the service lists it.
    pub capabilities: Option<Arc<str>>,
    /// New accounts get this domain unless told otherwise.
    pub is_default: bool,
    /// The domain the tenant was made with.
    pub is_initial: bool,
    /// The domain, such as `contoso.com`.
    pub name: Arc<str>,
    /// `Managed` or `Federated`.
    pub domain_type: Option<Arc<str>>,
}

/// A subscription to a product, as `subscribedSkus` has it (`1.9`).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Subscription {
    /// The tenant's and the product's id, joined.
    pub id: Option<Arc<str>>,
    /// The account it was bought with.
    pub account_id: Option<Arc<str>>,
    /// That account's name.
    pub account_name: Option<Arc<str>>,
    /// `User` or `Company`; only the former can be assigned.
    pub applies_to: Option<Arc<str>>,
    /// `Enabled`, `Warning`, `Suspended`, `Deleted` or `LockedOut`.
    pub capability_status: Option<Arc<str>>,
    /// Users who hold the product, each counted once (`LIC-3`).
    pub consumed_units: u32,
    /// Units paid for.
    pub prepaid_units: PrepaidUnits,
    /// The services in the product.
    pub service_plans: Vec<ServicePlan>,
    /// The product's id.
    pub sku_id: ObjectId,
    /// The product's short name, such as `SPE_E5`.
    pub sku_part_number: Arc<str>,
    /// The contracts behind it.
    pub subscription_ids: Vec<Arc<str>>,
}

/// How many units of a product are paid for, by state.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PrepaidUnits {
    /// Active.
    pub enabled: u32,
    /// Cancelled by the customer.
    pub locked_out: u32,
    /// Cancelled; cannot be assigned, can be brought back.
    pub suspended: u32,
    /// Expired, in the grace period.
    pub warning: u32,
}

/// A service in a product.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ServicePlan {
    /// `User` or `Company`.
    pub applies_to: Option<Arc<str>>,
    /// `Success`, `Disabled` and so on.
    pub provisioning_status: Option<Arc<str>>,
    /// The plan's id.
    pub service_plan_id: ObjectId,
    /// The plan's short name.
    pub service_plan_name: Option<Arc<str>>,
    /// How it stands to other plans and places, as the tenant says beside what is known of it anyway.
    pub relations: PlanRelations,
}

/// How a service plan stands to others and to places: what the service knows and Graph does not show (`1.9`).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlanRelations {
    /// It needs at least one of these plans beside it.
    pub depends_on_any: Vec<ObjectId>,
    /// It goes with none of these plans.
    pub exclusive_with: Vec<ObjectId>,
    /// It cannot come from two products.
    pub is_unique: bool,
    /// Where it cannot be used: countries of two letters.
    pub prohibited_locations: Vec<Arc<str>>,
    /// It has a mailbox, so nobody else may have the user's addresses.
    pub uses_exchange: bool,
}
