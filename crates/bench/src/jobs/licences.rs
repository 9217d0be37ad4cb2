//! B9: a dynamic group of 10,000 users gives three products: given, exchanged, foretold, and with one user who moves.

use ingroup_directory::{AssignedLicense, GroupType, PrepaidUnits};
use ingroup_schema::{ObjectId, PropertyKey, Value};
use ingroup_tenant::{
    Actor, Command, LicenseChanges, NewGroup, NewSubscription, Refusal, Tenant, UserChanges, Wanted,
};

use crate::figures::{Figures, Per};
use crate::job::{Failed, Job, Setting};
use crate::people::{address, attribute, tenant};
use crate::timing::{spread, timed};

pub(super) const JOB: Job = Job {
    name: "B9",
    set: "licences",
    limits: &[],
    run,
};

const OFFICE_365_E3: &str = "6fd2c87f-b296-42f0-b197-1e91e994b900";
const OFFICE_365_E5: &str = "c7df2760-2c81-4ef7-b578-5b5392b571df";
const MOBILITY_E3: &str = "efccb6f7-5641-4e0e-bd10-b4976e1bf68e";
const AUDIO_CONFERENCING: &str = "0c266dff-15dd-4b49-8397-2bb16070ed52";

/// The city of those who are in the group.
const LICENSED: &str = "Lagos";

fn run(setting: &Setting) -> Result<Vec<Figures>, Failed> {
    let holders = setting.size(10_000, 500);
    let mut all = Vec::new();
    for users in [holders, setting.size(100_000, 1_000)] {
        measure(users, holders, &mut all)?;
    }
    Ok(all)
}

/// In a tenant of so many users of whom so many are in the group.
fn measure(users: usize, holders: usize, all: &mut Vec<Figures>) -> Result<(), Failed> {
    let mut tenant = tenant(users)?;
    let members = (0..users).step_by(users / holders).take(holders);
    for number in members {
        let place = attribute("city", LICENSED)?;
        change(
            &mut tenant,
            number,
            vec![place, attribute("usageLocation", "NG")?],
        )?;
    }
    for product in [
        OFFICE_365_E3,
        OFFICE_365_E5,
        MOBILITY_E3,
        AUDIO_CONFERENCING,
    ] {
        buy(&mut tenant, product, holders)?;
    }
    let group = group(&mut tenant)?;
    let row = |what, affected: usize, seconds: f64| Figures {
        what,
        size: users,
        seconds: Some(seconds),
        per: Some(Per::nanoseconds(
            "affected_user",
            seconds * 1e9 / affected as f64,
        )),
        remark: format!("{affected} users"),
        ..Figures::default()
    };

    let given = changes(&[OFFICE_365_E3, MOBILITY_E3, AUDIO_CONFERENCING], &[])?;
    let (_, seconds) = timed(|| give(&mut tenant, group, given))?;
    holds(&tenant, OFFICE_365_E3, holders)?;
    all.push(row("three products are given", holders, seconds));

    let exchanged = changes(&[OFFICE_365_E5], &[OFFICE_365_E3])?;
    let command = Command::AssignGroupLicenses {
        group,
        changes: exchanged.clone(),
    };
    let (forecast, seconds) = timed(|| {
        tenant
            .forecast_licenses(Actor::BuiltIn, command)
            .map_err(told)
    })?;
    let losing = forecast.moves.iter().map(|moves| moves.losing.len());
    let losing: usize = losing.sum();
    if holders != losing || !forecast.failures.is_empty() {
        return Err("the forecast is another than what is measured next".into());
    }
    all.push(row("an exchange is foretold", holders, seconds));

    let (_, seconds) = timed(|| give(&mut tenant, group, exchanged))?;
    holds(&tenant, OFFICE_365_E5, holders)?;
    all.push(row("one is exchanged", holders, seconds));

    let mut seconds = Vec::new();
    for number in (0..users).step_by(users / holders).take(200) {
        for place in ["Kano", LICENSED] {
            let moved = vec![attribute("city", place)?];
            seconds.push(timed(|| change(&mut tenant, number, moved))?.1);
        }
    }
    holds(&tenant, OFFICE_365_E5, holders)?;
    all.push(Figures {
        spread: Some(spread(seconds.clone())),
        ..row(
            "somebody leaves or comes",
            seconds.len(),
            seconds.iter().sum(),
        )
    });
    Ok(())
}

fn told(refusal: Refusal) -> Failed {
    refusal.to_string().into()
}

fn change(
    tenant: &mut Tenant,
    number: usize,
    attributes: Vec<(PropertyKey, Value)>,
) -> Result<(), Failed> {
    let user = tenant.find(Wanted::User, &address(number)).map_err(told)?;
    let changes = UserChanges {
        attributes,
        ..UserChanges::default()
    };
    let command = Command::UpdateUser { user, changes };
    tenant.execute(command).map_err(told)?;
    Ok(())
}

fn buy(tenant: &mut Tenant, product: &str, units: usize) -> Result<(), Failed> {
    let bought = NewSubscription {
        product: product.parse()?,
        part_number: None,
        units: PrepaidUnits {
            enabled: u32::try_from(units)?,
            ..PrepaidUnits::default()
        },
        service_plans: Vec::new(),
    };
    let command = Command::CreateSubscription(bought);
    tenant.execute(command).map_err(told)?;
    Ok(())
}

/// The group of those in the city.
fn group(tenant: &mut Tenant) -> Result<ObjectId, Failed> {
    let group = NewGroup {
        display_name: LICENSED.to_owned(),
        security_enabled: true,
        group_types: [GroupType::DynamicMembership].into(),
        membership_rule: Some(format!("user.city -eq \"{LICENSED}\"")),
        ..NewGroup::default()
    };
    let command = Command::CreateGroup(group);
    tenant.execute(command).map_err(told)?;
    tenant.find(Wanted::Group, LICENSED).map_err(told)
}

fn changes(add: &[&str], remove: &[&str]) -> Result<LicenseChanges, Failed> {
    let mut changes = LicenseChanges::default();
    for product in add {
        changes.add.push(AssignedLicense {
            sku_id: product.parse()?,
            disabled_plans: Vec::new(),
        });
    }
    for product in remove {
        changes.remove.push(product.parse()?);
    }
    Ok(changes)
}

fn give(tenant: &mut Tenant, group: ObjectId, changes: LicenseChanges) -> Result<(), Failed> {
    let command = Command::AssignGroupLicenses { group, changes };
    tenant.execute(command).map_err(told)?;
    Ok(())
}

/// So many users have a product.
fn holds(tenant: &Tenant, product: &str, users: usize) -> Result<(), Failed> {
    let product: ObjectId = product.parse()?;
    let in_use = tenant.product_use();
    let found = in_use.iter().find(|one| one.sku == product);
    let consumed = found.map_or(0, |one| usize::try_from(one.consumed).unwrap_or(usize::MAX));
    match consumed == users {
        true => Ok(()),
        false => Err(format!("{consumed} users have a product, not {users}").into()),
    }
}
