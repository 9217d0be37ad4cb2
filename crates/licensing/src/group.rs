//! What licences a group may have: a plan and what it needs are in the same group (`LIC-9`, C-9).

use std::collections::BTreeSet;

use ingroup_directory::AssignedLicense;
use ingroup_schema::ObjectId;

use crate::products::{Plan, Products};

/// Why the licences of a group are not changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum GroupRefusal {
    /// The group does not have the licence that is to be removed.
    NotAssigned(ObjectId),
    /// A product would be there without what all its services need.
    NeedsService {
        /// The service, by its name for people.
        service: String,
        /// What it needs.
        needs: String,
    },
}

/// The licences of a group after some were taken and given, all or none; given again, a licence gets other disabled
/// plans. A service that lacks what it needs is switched off where it is one of several in its product; a product
/// of which nothing would be left is refused.
pub fn group_licenses(
    products: &Products,
    current: &[AssignedLicense],
    added: &[AssignedLicense],
    removed: &[ObjectId],
) -> Result<Vec<AssignedLicense>, GroupRefusal> {
    let mut licenses = current.to_vec();
    for sku in removed {
        match licenses.iter().position(|license| license.sku_id == *sku) {
            Some(place) => {
                licenses.remove(place);
            }
            None => return Err(GroupRefusal::NotAssigned(*sku)),
        }
    }
    for license in added {
        match licenses
            .iter_mut()
            .find(|known| known.sku_id == license.sku_id)
        {
            Some(known) => known.disabled_plans.clone_from(&license.disabled_plans),
            None => licenses.push(license.clone()),
        }
    }
    let lacked: BTreeSet<(ObjectId, ObjectId)> = lacking(products, current).collect();
    loop {
        let next = lacking(products, &licenses).find(|one| !lacked.contains(one));
        let Some((sku, plan)) = next else {
            return Ok(licenses);
        };
        let is_of = |(other, _): &(ObjectId, ObjectId)| *other == sku;
        let lacks = lacking(products, &licenses).filter(is_of).count();
        let Some(license) = licenses.iter_mut().find(|license| license.sku_id == sku) else {
            return Ok(licenses);
        };
        let services: Vec<&Plan> = products.enabled(sku, &license.disabled_plans).collect();
        let needy = services.iter().find(|service| service.id() == plan);
        if let Some(needy) = needy
            && services.len() == lacks
        {
            let needs = needy.depends_on_any().first();
            return Err(GroupRefusal::NeedsService {
                service: needy.display_name().to_string(),
                needs: needs.map_or_else(String::new, |id| {
                    products.plan_display_name(*id).to_string()
                }),
            });
        }
        license.disabled_plans.push(plan);
    }
}

/// The services that lack what they need, each with its product.
fn lacking<'a>(
    products: &'a Products,
    licenses: &'a [AssignedLicense],
) -> impl Iterator<Item = (ObjectId, ObjectId)> + 'a {
    let all = || {
        licenses.iter().flat_map(|license| {
            let plans = products.enabled(license.sku_id, &license.disabled_plans);
            plans.map(|plan| (license.sku_id, plan))
        })
    };
    all().filter_map(move |(sku, plan)| {
        let needs = plan.depends_on_any();
        let met = || all().any(|(_, other)| needs.contains(&other.id()));
        (!needs.is_empty() && !met()).then(|| (sku, plan.id()))
    })
}
