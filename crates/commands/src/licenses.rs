//! What the commands on licences share: which products and plans an argument means, and what is shown of them.

mod plans;
mod records;

use ingroup_directory::AssignedLicense;
use ingroup_schema::ObjectId;
use ingroup_shell::{
    Category, Halt, Hashtable, Object, Parameter, ServiceAnswer, ShellError, Value,
};
use ingroup_tenant::{LicenseChanges, Refusal};

use crate::families::Speech;
use crate::parameters::shared;
use crate::request::Request;

pub(crate) use plans::new_plans;
pub(crate) use records::{
    assigned, assignment_states, details, forecast_failures, forecast_products, group_errors,
    group_licenses, held, services, subscription, user_licenses,
};

/// The parameters that say which licences are given and taken.
pub(crate) fn parameters() -> [Parameter; 3] {
    ["AddLicense", "RemoveLicense", "DisabledPlan"].map(shared)
}

/// The licences that the arguments give and take.
pub(crate) fn changes(request: &mut Request<'_, '_>) -> Result<LicenseChanges, Halt> {
    check_both(request)?;
    let disabled = request.texts("DisabledPlan").unwrap_or_default();
    let mut add = Vec::new();
    let mut plain = Vec::new();
    for item in items(request, "AddLicense") {
        let whole = match &item {
            Value::Table(table) => Some(table.clone()),
            Value::Object(object) => Some(as_table(object)),
            _ => None,
        };
        let license = match whole {
            Some(table) => license_of(request, &table)?,
            None => {
                plain.push(add.len());
                AssignedLicense {
                    sku_id: product(request, "AddLicense", &item.to_text())?,
                    disabled_plans: Vec::new(),
                }
            }
        };
        add.push(license);
    }
    for name in &disabled {
        let mut refused = None;
        let mut found = false;
        for place in &plain {
            let Some(license) = add.get_mut(*place) else {
                continue;
            };
            let plan = request.session().tenant().find_plan(license.sku_id, name);
            match plan {
                Ok(plan) => {
                    found = true;
                    license.disabled_plans.push(plan);
                }
                Err(refusal) => refused = refused.or(Some(refusal)),
            }
        }
        if !found {
            return Err(match refused {
                Some(refusal) => blame(request, &refusal, "DisabledPlan"),
                None => without_product(request),
            });
        }
    }
    let mut remove = Vec::new();
    for item in items(request, "RemoveLicense") {
        let name = match &item {
            Value::Table(table) => text_of(table, "SkuId"),
            Value::Object(object) => text_of(&as_table(object), "SkuId"),
            other => Some(other.to_text().to_string()),
        };
        remove.push(product(
            request,
            "RemoveLicense",
            &name.unwrap_or_default(),
        )?);
    }
    Ok(LicenseChanges { add, remove })
}

/// The product that `-Product` names.
pub(crate) fn named_product(request: &mut Request<'_, '_>) -> Result<ObjectId, Halt> {
    let name = request.text("Product").unwrap_or_default();
    product(request, "Product", &name)
}

/// The product of this name, which stands in the argument. An id is taken as it is: whether the tenant owns it is for
/// the tenant to say.
fn product(request: &mut Request<'_, '_>, native: &str, name: &str) -> Result<ObjectId, Halt> {
    if let Ok(id) = name.trim().parse() {
        return Ok(id);
    }
    // The oldest module writes the tenant's name before it: contoso:ENTERPRISEPACK.
    let short = name.rsplit_once(':').map_or(name, |(_, short)| short);
    let found = request.session().tenant().find_product(short.trim());
    found.map_err(|refusal| blame(request, &refusal, native))
}

/// A licence as Graph has it: `@{ SkuId = …; DisabledPlans = … }`.
fn license_of(request: &mut Request<'_, '_>, table: &Hashtable) -> Result<AssignedLicense, Halt> {
    let Some(name) = text_of(table, "SkuId") else {
        let error = ShellError::new("It is not said which product: the hashtable has no SkuId.");
        return Err(Halt::Error(
            error
                .category(Category::InvalidArgument)
                .about(request.name_of("AddLicense"))
                .help("Write @{ SkuId = 'SPE_E5' }, and DisabledPlans if some are to be off."),
        ));
    };
    let sku_id = product(request, "AddLicense", &name)?;
    let plans = table.get_text("DisabledPlans").map(Value::into_items);
    let mut disabled_plans = Vec::new();
    for plan in plans.unwrap_or_default() {
        let name = plan.to_text();
        if name.trim().is_empty() {
            continue;
        }
        let id = match name.trim().parse() {
            Ok(id) => Ok(id),
            Err(_) => request.session().tenant().find_plan(sku_id, name.trim()),
        };
        disabled_plans.push(id.map_err(|refusal| blame(request, &refusal, "AddLicense"))?);
    }
    Ok(AssignedLicense {
        sku_id,
        disabled_plans,
    })
}

/// Graph wants to hear both what is given and what is taken, even if it is nothing (`OP-56`).
fn check_both(request: &Request<'_, '_>) -> Result<(), Halt> {
    let is_graph = request
        .shape()
        .is_some_and(|shape| shape.speech() == Speech::Graph);
    if !is_graph || request.has("AssignedLicenses") {
        return Ok(());
    }
    let missing = [
        ("AddLicense", "addLicenses"),
        ("RemoveLicense", "removeLicenses"),
    ];
    let missing = missing.into_iter().find(|(native, _)| !request.has(native));
    let Some((native, name)) = missing else {
        return Ok(());
    };
    let answer = format!(
        "One or more parameters of the operation 'assignLicense' are missing from the request payload. The missing parameters are: {name}."
    );
    let native = request.name_of(native);
    Err(Halt::Error(
        ShellError::new(answer.clone())
            .category(Category::InvalidArgument)
            .id("Request_BadRequest")
            .service(ServiceAnswer {
                status: 400,
                code: "Request_BadRequest".to_owned(),
                text: Some(answer),
            })
            .help(format!("Add -{native} @() if there is nothing to name.")),
    ))
}

/// What stands in an argument, or in the object with both lists that some modules take.
fn items(request: &Request<'_, '_>, native: &str) -> Vec<Value> {
    let list = format!("{native}s");
    let both = match request.value("AssignedLicenses") {
        Some(Value::Table(table)) => table.get_text(&list),
        Some(Value::Object(object)) => object.get(&list),
        _ => None,
    };
    let items = request.value(native).or(both).map(Value::into_items);
    let items = items.unwrap_or_default().into_iter();
    items.filter(|item| !item.is_null()).collect()
}

fn as_table(object: &Object) -> Hashtable {
    ["SkuId", "DisabledPlans"]
        .into_iter()
        .filter_map(|name| Some((name, object.get(name)?)))
        .fold(Hashtable::new(), |table, (name, value)| {
            table.with(name, value)
        })
}

fn text_of(table: &Hashtable, key: &str) -> Option<String> {
    let value = table.get_text(key).filter(|value| !value.is_null())?;
    Some(value.to_text().trim().to_owned())
}

/// The error for a refusal that this argument is to blame for.
pub(crate) fn blame(request: &Request<'_, '_>, refusal: &Refusal, native: &str) -> Halt {
    let error = request.refused(refusal);
    Halt::Error(match request.call.has(request.name_of(native)) {
        true => error.about(request.name_of(native)),
        false => error,
    })
}

fn without_product(request: &Request<'_, '_>) -> Halt {
    Halt::Error(
        ShellError::new("-DisabledPlan switches services off in what -AddLicense gives, and nothing is given.")
            .category(Category::InvalidArgument)
            .about(request.name_of("DisabledPlan"))
            .help("Name the product with -AddLicense too; one that is there already gets other disabled plans."),
    )
}
