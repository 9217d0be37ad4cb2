//! `New-Subscription`: buys a product.

use ingroup_directory::PrepaidUnits;
use ingroup_licensing::KnownProduct;
use ingroup_schema::ObjectId;
use ingroup_shell::{Command, Done, Parameter};
use ingroup_tenant::{Command as Change, NewSubscription};

use super::set_subscription::units;
use crate::effects::Follows;
use crate::licenses::{new_plans, subscription};
use crate::parameters::{named, shared};
use crate::request::{Request, native};
use crate::session::Session;

pub(super) fn command() -> Command<Session> {
    Command::new("New-Subscription", "Buys a product: a rehearsal of having more to give.")
        .describe(
            "Products that are known come with their service plans: SPE_E3 and SPE_E5, ENTERPRISEPACK and \
             ENTERPRISEPREMIUM, STANDARDPACK, EMS, EMSPREMIUM, AAD_PREMIUM, AAD_PREMIUM_P2, MCOMEETADV, \
             WORKPLACE_ANALYTICS. Others are made of the plans that -ServicePlans describes.",
        )
        .parameter(named("Product", "Product").alias("SkuPartNumber").position(0).mandatory())
        .parameter(Parameter::int("EnabledUnits").help("Active units."))
        .parameter(Parameter::int("WarningUnits").help("Units that have expired and are in their grace period; they work."))
        .parameter(Parameter::int("SuspendedUnits").help("Cancelled units, which work no more and can be brought back."))
        .parameter(Parameter::int("LockedOutUnits").help("Units that are locked."))
        .parameter(shared("ServicePlans"))
        .what_if()
        .example("New-Subscription SPE_E3 -EnabledUnits 25", "Buys units of a product that is known.")
        .example(
            "New-Subscription DRONES -EnabledUnits 5 -ServicePlans @{ Name = 'FLIGHTS'; DependsOnAny = 'TEAMS1'; ProhibitedLocations = 'NG' }; Get-Subscription DRONES",
            "Buys units of a product of one's own, whose service needs another and cannot be used everywhere.",
        )
        .each(native(new_subscription))
}

fn new_subscription(request: &mut Request<'_, '_>) -> Done {
    let name = request.text("Product").unwrap_or_default();
    let name = name.trim().to_owned();
    let known = KnownProduct::by_name(&name);
    let by_id: Option<ObjectId> = name.parse().ok();
    let tenant = request.session().tenant().directory().organization().id;
    let by_name = || ObjectId::derive(tenant, "product", &name.to_lowercase(), "");
    let product = by_id.or_else(|| known?.id()).unwrap_or_else(by_name);
    let is_named = by_id.is_none() && known.is_none();
    let units = units(request)?;
    let new = NewSubscription {
        product,
        part_number: is_named.then(|| name.clone()),
        units: PrepaidUnits {
            enabled: units.enabled.unwrap_or_default(),
            warning: units.warning.unwrap_or_default(),
            suspended: units.suspended.unwrap_or_default(),
            locked_out: units.locked_out.unwrap_or_default(),
        },
        service_plans: new_plans(request)?,
    };
    let command = Change::CreateSubscription(new);
    if request
        .change(vec![command], &name, Follows::Licenses)?
        .is_none()
    {
        return Ok(());
    }
    let row = {
        let session = request.session();
        let tenant = session.tenant();
        let mut owned = tenant.directory().subscriptions().iter();
        let one = owned.find(|one| one.sku_id == product);
        one.map(|one| subscription(tenant, one))
    };
    row.map_or(Ok(()), |row| request.emit(row))
}
