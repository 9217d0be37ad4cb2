//! What an export writes of the tenant beside its people: units, applications, settings, teams,
//! deleted objects.

use ingroup_directory::{
    Application, DeletedFacts, DeletedObject, Directory, Setting, SettingArea, SettingValue,
};
use ingroup_schema::{ObjectId, ObjectKind};
use serde_json::{Map, Value as Json, json};

use crate::codec::{Graph, GraphObject};
use crate::deleted_links::link_json;
use crate::objects::LifecycleRecord;
use crate::render;

/// The template of settings of Microsoft 365 groups, the same in every tenant.
pub(crate) const GROUP_UNIFIED: &str = "62375ab9-6b52-47ed-826b-58e47e0e304b";
/// The template of such settings of one group.
const GROUP_UNIFIED_GUEST: &str = "08d542b9-071f-4e16-94b0-74abb372e3d9";

/// The lists, by file name.
pub(crate) fn lists(directory: &Directory) -> [(&'static str, Vec<Json>); 10] {
    let deleted = |kind| {
        let objects = directory.deleted_objects(kind);
        objects.filter_map(deleted_json).collect()
    };
    [
        ("administrativeUnits.json", units(directory)),
        ("applications.json", applications(directory)),
        ("servicePrincipals.json", service_principals(directory)),
        ("groupSettings.json", settings(directory)),
        ("teams.json", teams(directory)),
        ("groupLifecyclePolicies.json", lifecycle(directory)),
        (
            "joinRequests.json",
            directory.join_requests().map(Graph::write).collect(),
        ),
        ("deletedUsers.json", deleted(ObjectKind::User)),
        ("deletedGroups.json", deleted(ObjectKind::Group)),
        (
            "deletedAdministrativeUnits.json",
            deleted(ObjectKind::AdministrativeUnit),
        ),
    ]
}

fn units(directory: &Directory) -> Vec<Json> {
    let unit_json = |unit: &ingroup_directory::AdministrativeUnit| {
        let mut object = Map::new();
        object.insert("id".into(), unit.id().write());
        unit.facts().write_into(&mut object);
        let members = unit.members().iter();
        let members = members.filter_map(|member| render::mention(directory, member));
        object.insert("members".into(), members.collect());
        let roles = directory.scoped_role_members(unit.id()).map(|assignment| {
            let mut known = directory.roles().iter();
            let role = known.find(|role| role.template == assignment.role);
            let holder = directory.resolve(assignment.principal);
            json!({
                "roleId": role.map_or(assignment.role, |role| role.id).write(),
                "roleMemberInfo": holder.and_then(|holder| render::mention(directory, holder)),
            })
        });
        object.insert("scopedRoleMembers".into(), roles.collect());
        Json::Object(object)
    };
    directory.units().map(unit_json).collect()
}

fn applications(directory: &Directory) -> Vec<Json> {
    let application_json = |application: &Application| {
        let facts = application.facts();
        let mut object = json!({
            "id": application.id().write(),
            "appId": facts.app_id.write(),
            "displayName": facts.display_name.write(),
            "extensionProperties": facts.extension_properties.write(),
        });
        // Graph has the assignments of an application at its identity, if it has one.
        if let (None, Json::Object(parts)) = (facts.service_principal, &mut object) {
            parts.insert("appRoleAssignedTo".into(), assignments(application));
        }
        object
    };
    directory.applications().map(application_json).collect()
}

fn service_principals(directory: &Directory) -> Vec<Json> {
    let identities = directory.others();
    let identities = identities.filter(|(_, other)| other.kind == ObjectKind::ServicePrincipal);
    let shown = identities.map(|(id, other)| {
        let mut all = directory.applications();
        let application = all.find(|application| application.facts().service_principal == Some(id));
        json!({
            "id": id.write(),
            "appId": application.map(|application| application.facts().app_id).write(),
            "displayName": other.display_name.write(),
            "appRoleAssignedTo": application.map_or_else(|| json!([]), assignments),
        })
    });
    shown.collect()
}

fn assignments(application: &Application) -> Json {
    let principals = application.assignments();
    principals
        .map(|principal| json!({"principalId": principal.write()}))
        .collect()
}

fn settings(directory: &Directory) -> Vec<Json> {
    let value = |(setting, value): (&Setting, SettingValue)| json!({"name": setting.name, "value": value.to_string()});
    let changed = || directory.settings().changed();
    let of_groups = |area: SettingArea| area == SettingArea::GroupUnified;
    let unified: Vec<Json> = changed()
        .filter(|(setting, _)| of_groups(setting.area))
        .map(value)
        .collect();
    let others: Vec<Json> = changed()
        .filter(|(setting, _)| !of_groups(setting.area))
        .map(value)
        .collect();
    let mut all = Vec::new();
    if !unified.is_empty() {
        all.push(json!({
            "displayName": "Group.Unified", "templateId": GROUP_UNIFIED, "values": unified,
        }));
    }
    if !others.is_empty() {
        all.push(json!({"displayName": "Tenant", "values": others}));
    }
    let own = directory
        .groups()
        .filter_map(|group| Some((group.id(), group.facts().allow_to_add_guests?)));
    all.extend(own.map(|(group, allow): (ObjectId, bool)| {
        json!({
            "displayName": "Group.Unified.Guest",
            "templateId": GROUP_UNIFIED_GUEST,
            "groupId": group.write(),
            "values": [{"name": "AllowToAddGuests", "value": allow.to_string()}],
        })
    }));
    all
}

fn teams(directory: &Directory) -> Vec<Json> {
    let dated = directory
        .groups()
        .filter(|group| group.facts().team_since.is_some());
    dated
        .map(|group| {
            json!({"id": group.id().write(), "createdDateTime": group.facts().team_since.write()})
        })
        .collect()
}

fn lifecycle(directory: &Directory) -> Vec<Json> {
    let policy = directory.lifecycle_policy().map(|policy| {
        LifecycleRecord {
            id: policy.id,
            lifetime_days: policy.lifetime_days,
            managed: policy.managed,
            alternate_mails: Some(policy.alternate_mails.join(";").into()),
            groups: policy.selected.iter().copied().collect(),
        }
        .write()
    });
    policy.into_iter().collect()
}

/// A deleted object is shown as if it were there, with the date and what it was connected with.
fn deleted_json(object: &DeletedObject) -> Option<Json> {
    let id = object.id();
    let mut scratch = Directory::default();
    let said = &mut Vec::new();
    let shown = match object.facts() {
        DeletedFacts::User { values, facts, .. } => {
            let own = |key: &ingroup_schema::PropertyKey| key.name() == "objectId";
            let values = values.iter().filter(|(key, _)| !own(key)).cloned();
            scratch
                .create_user(id, values.collect(), (**facts).clone(), said)
                .ok()?;
            render::user_json(&scratch, id)?
        }
        DeletedFacts::Group { facts, .. } => {
            scratch.create_group(id, (**facts).clone(), said).ok()?;
            render::group_json(&scratch, id)?
        }
        DeletedFacts::Unit { facts, .. } => {
            let mut shown = Map::new();
            shown.insert("id".into(), id.write());
            facts.write_into(&mut shown);
            Json::Object(shown)
        }
    };
    let Json::Object(mut shown) = shown else {
        return None;
    };
    shown.insert("deletedDateTime".into(), object.deleted_date_time().write());
    shown.insert(
        "connectedWith".into(),
        object.links().map(link_json).collect(),
    );
    Some(Json::Object(shown))
}
