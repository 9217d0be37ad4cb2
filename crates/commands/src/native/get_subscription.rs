//! `Get-Subscription`: the products that the tenant owns.

use ingroup_shell::{Command, Done, Object};

use crate::licenses::{named_product, subscription};
use crate::parameters::named;
use crate::request::{Request, native};
use crate::session::Session;

pub(super) fn command() -> Command<Session> {
    Command::new("Get-Subscription", "Shows the products that the tenant owns, with their units and service plans.")
        .describe(
            "Units are those that can be in use: active ones and those in their grace period. One unit is in use for \
             each user who has the product, however many sources it comes from.",
        )
        .parameter(named("Product", "Product").alias("SkuId").alias("SkuPartNumber").position(0).from_property())
        .example("Get-Subscription", "Shows all products.")
        .example("(Get-Subscription SPE_E5).ServicePlans | Format-Table ServicePlanName, ServicePlanId", "Shows what is in a product.")
        .each(native(get_subscription))
}

/// Gives the product that `-Product` names, or all.
pub(crate) fn get_subscription(request: &mut Request<'_, '_>) -> Done {
    let wanted = match request.has("Product") {
        true => Some(named_product(request)?),
        false => None,
    };
    let rows: Vec<Object> = {
        let session = request.session();
        let tenant = session.tenant();
        let owned = tenant.directory().subscriptions().iter();
        let owned = owned.filter(|one| wanted.is_none_or(|sku| one.sku_id == sku));
        owned.map(|one| subscription(tenant, one)).collect()
    };
    rows.into_iter().try_for_each(|row| request.emit(row))
}
