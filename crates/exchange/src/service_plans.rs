//! Service plans: as Graph has them, and beside that what a tenant says of how they stand to others (`1.9`).

use ingroup_directory::{PlanRelations, ServicePlan};
use ingroup_schema::ObjectId;
use serde_json::{Map, Value as Json};

use std::sync::Arc;

use crate::codec::{Graph, GraphObject, Mismatch, graph_object};

/// What Graph shows of a plan.
struct ShownPlan {
    service_plan_id: ObjectId,
    applies_to: Option<Arc<str>>,
    provisioning_status: Option<Arc<str>>,
    service_plan_name: Option<Arc<str>>,
}

graph_object! { ShownPlan {
    required "servicePlanId" => service_plan_id,
    "appliesTo" => applies_to,
    "provisioningStatus" => provisioning_status,
    "servicePlanName" => service_plan_name,
} }

graph_object! { PlanRelations {
    "dependsOnAny" => depends_on_any,
    "exclusiveWith" => exclusive_with,
    "isUnique" => is_unique,
    "prohibitedLocations" => prohibited_locations,
    "usesExchange" => uses_exchange,
} }

impl Graph for ServicePlan {
    fn absent() -> Self {
        let ShownPlan {
            service_plan_id,
            applies_to,
            provisioning_status,
            service_plan_name,
        } = ShownPlan::absent();
        Self {
            service_plan_id,
            applies_to,
            provisioning_status,
            service_plan_name,
            relations: PlanRelations::default(),
        }
    }

    fn read(json: Json) -> Result<Self, Mismatch> {
        let known = |(name, _): &(&String, &Json)| PlanRelations::field(name).is_some();
        let parts = json.as_object().into_iter().flatten().filter(known);
        let parts: Map<String, Json> = parts
            .map(|(name, value)| (name.clone(), value.clone()))
            .collect();
        let ShownPlan {
            service_plan_id,
            applies_to,
            provisioning_status,
            service_plan_name,
        } = Graph::read(json)?;
        Ok(Self {
            service_plan_id,
            applies_to,
            provisioning_status,
            service_plan_name,
            relations: Graph::read(Json::Object(parts))?,
        })
    }

    fn write(&self) -> Json {
        let mut object = Map::new();
        let shown = ShownPlan {
            service_plan_id: self.service_plan_id,
            applies_to: self.applies_to.clone(),
            provisioning_status: self.provisioning_status.clone(),
            service_plan_name: self.service_plan_name.clone(),
        };
        shown.write_into(&mut object);
        if self.relations != PlanRelations::default() {
            self.relations.write_into(&mut object);
        }
        Json::Object(object)
    }
}
