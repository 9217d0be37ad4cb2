//! `Set-Subscription`: changes how many units of a product there are, or what is in it.

use ingroup_shell::{Category, Command, Done, Halt, Parameter, ShellError};
use ingroup_tenant::{Command as Change, SubscriptionChanges};

use crate::effects::Follows;
use crate::licenses::{named_product, new_plans};
use crate::parameters::{named, shared};
use crate::request::{Request, native};
use crate::session::Session;

pub(super) fn command() -> Command<Session> {
    Command::new("Set-Subscription", "Changes how many units of a product there are, or what is in it.")
        .describe(
            "Only what is named changes. A product without active units and units in their grace period is suspended: \
             its holders keep the licence, and it works no more until there are units again. Units that were bought \
             are given to those who lack one by Update-GroupLicense, or by the next sweep. A service plan that is added is on wherever the product is.",
        )
        .parameter(named("Product", "Product").alias("SkuId").alias("SkuPartNumber").position(0).mandatory().from_property())
        .parameter(Parameter::int("EnabledUnits").help("Active units."))
        .parameter(Parameter::int("WarningUnits").help("Units that have expired and are in their grace period; they work."))
        .parameter(Parameter::int("SuspendedUnits").help("Cancelled units, which work no more and can be brought back."))
        .parameter(Parameter::int("LockedOutUnits").help("Units that are locked."))
        .parameter(shared("ServicePlans").help("Service plans to be added: short names of known ones, or hashtables with Name and, as wanted, Id, DependsOnAny, ExclusiveWith, Unique, ProhibitedLocations, UsesExchange."))
        .what_if()
        .example("Set-Subscription EMS -EnabledUnits 200; Get-Subscription EMS", "Buys more units.")
        .example("Set-Subscription EMS -EnabledUnits 0 -SuspendedUnits 150 -WhatIf", "Says what the end of a contract would come to.")
        .example("Set-Subscription EMS -ServicePlans INTUNE_A -WhatIf", "Says what another service in a product would come to.")
        .each(native(set_subscription))
}

fn set_subscription(request: &mut Request<'_, '_>) -> Done {
    let product = named_product(request)?;
    let name = request.session().tenant().product_name(product);
    let changes = units(request)?;
    let mut commands = Vec::new();
    if changes != SubscriptionChanges::default() {
        commands.push(Change::UpdateSubscription { product, changes });
    }
    for plan in new_plans(request)? {
        commands.push(Change::AddServicePlan { product, plan });
    }
    if commands.is_empty() {
        return request.warn_unchanged(&name);
    }
    request.change(commands, &name, Follows::Licenses)?;
    Ok(())
}

/// The units that the arguments say, by state.
pub(super) fn units(request: &Request<'_, '_>) -> Result<SubscriptionChanges, Halt> {
    let number = |native: &str| -> Result<Option<u32>, Halt> {
        let Some(text) = request.text(native) else {
            return Ok(None);
        };
        text.trim().parse().map(Some).map_err(|_| {
            let error = ShellError::new(format!("\"{text}\" is no number of units."));
            Halt::Error(
                error
                    .category(Category::InvalidArgument)
                    .about(request.name_of(native)),
            )
        })
    };
    Ok(SubscriptionChanges {
        enabled: number("EnabledUnits")?,
        warning: number("WarningUnits")?,
        suspended: number("SuspendedUnits")?,
        locked_out: number("LockedOutUnits")?,
    })
}
