//! Service plans that a product is to have: known ones by name, others with what they need and exclude (`1.9`).

use std::sync::Arc;

use ingroup_directory::PlanRelations;
use ingroup_licensing::{KnownPlan, Products, known_plan};
use ingroup_schema::ObjectId;
use ingroup_shell::{Category, Halt, Hashtable, ShellError, Value};
use ingroup_tenant::{NewServicePlan, Tenant};

use crate::request::Request;

/// What the hashtable of a plan may hold.
const KEYS: [&str; 7] = [
    "Name",
    "Id",
    "DependsOnAny",
    "ExclusiveWith",
    "Unique",
    "ProhibitedLocations",
    "UsesExchange",
];

/// The plans that `-ServicePlans` describes.
pub(crate) fn new_plans(request: &mut Request<'_, '_>) -> Result<Vec<NewServicePlan>, Halt> {
    let items = request.value("ServicePlans").map(Value::into_items);
    let mut plans = Vec::new();
    for item in items.unwrap_or_default() {
        let table = match item {
            Value::Table(table) => table,
            other => Hashtable::new().with("Name", other.to_text().to_string()),
        };
        plans.push(new_plan(request, &table)?);
    }
    Ok(plans)
}

fn new_plan(request: &mut Request<'_, '_>, table: &Hashtable) -> Result<NewServicePlan, Halt> {
    let wrong = |request: &Request<'_, '_>, text: String| {
        Halt::Error(
            ShellError::new(text)
                .category(Category::InvalidArgument)
                .about(request.name_of("ServicePlans"))
                .help(format!("Keys: {}.", KEYS.join(", "))),
        )
    };
    let known = |key: &str| KEYS.iter().any(|own| own.eq_ignore_ascii_case(key));
    let unknown = table.named().into_iter().find(|(key, _)| !known(key));
    if let Some((key, _)) = unknown {
        let text = format!("\"{key}\" is nothing that a service plan has.");
        return Err(wrong(request, text));
    }
    let text = |key: &str| {
        let value = table.get_text(key).filter(|value| !value.is_null());
        value.map(|value| value.to_text().trim().to_owned())
    };
    let texts = |key: &str| -> Vec<String> {
        let items = table.get_text(key).map(Value::into_items);
        let items = items.unwrap_or_default().into_iter();
        items.map(|item| item.to_text().to_string()).collect()
    };
    let flag = |key: &str| table.get_text(key).is_some_and(|value| value.is_true());
    let name = text("Name").or_else(|| text("Id"));
    let Some(name) = name.filter(|name| !name.is_empty()) else {
        return Err(wrong(request, "A service plan needs a name.".to_owned()));
    };
    let plan_of = |request: &mut Request<'_, '_>, name: &str| {
        let session = request.session();
        find_any_plan(session.tenant(), name)
    };
    let id = match text("Id").map(|id| id.parse::<ObjectId>()) {
        Some(Ok(id)) => id,
        Some(Err(_)) => {
            return Err(wrong(
                request,
                format!("The Id of the plan \"{name}\" is no id."),
            ));
        }
        None => {
            let found = plan_of(request, &name);
            let session = request.session();
            let tenant = session.tenant().directory().organization().id;
            found.unwrap_or_else(|| {
                ObjectId::derive(tenant, "servicePlan", &name.to_lowercase(), "")
            })
        }
    };
    let mut related = |key: &str| -> Result<Vec<ObjectId>, Halt> {
        let mut ids = Vec::new();
        for other in texts(key) {
            match plan_of(request, &other) {
                Some(id) => ids.push(id),
                None => {
                    let text = format!("No service plan \"{other}\" is known, which {key} names.");
                    return Err(wrong(request, text));
                }
            }
        }
        Ok(ids)
    };
    let relations = PlanRelations {
        depends_on_any: related("DependsOnAny")?,
        exclusive_with: related("ExclusiveWith")?,
        is_unique: flag("Unique"),
        prohibited_locations: texts("ProhibitedLocations")
            .into_iter()
            .map(Arc::from)
            .collect(),
        uses_exchange: flag("UsesExchange"),
    };
    let is_known = known_plan(id).is_some() || name.parse::<ObjectId>().is_ok();
    Ok(NewServicePlan {
        id,
        name: (!is_known).then_some(name),
        relations,
    })
}

/// The plan of this name or id in any product of the tenant, or that is known.
fn find_any_plan(tenant: &Tenant, name: &str) -> Option<ObjectId> {
    let name = name.trim();
    if let Ok(id) = name.parse() {
        return Some(id);
    }
    let products = Products::of(tenant.directory());
    let owned = tenant.directory().subscriptions().iter();
    let mut plans = owned
        .filter_map(|one| products.product(one.sku_id))
        .flat_map(|product| product.plans());
    let own = plans.find(|plan| {
        plan.name().eq_ignore_ascii_case(name) || plan.display_name().eq_ignore_ascii_case(name)
    });
    own.map(|plan| plan.id())
        .or_else(|| KnownPlan::by_name(name)?.id())
}
