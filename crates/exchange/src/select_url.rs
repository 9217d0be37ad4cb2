//! The address at Microsoft Graph that gives what rules need.

use ingroup_schema::{PropertyKey, SubjectKind, property_by_id};

/// The properties every export needs to be of use, whatever the rules.
const ALWAYS_OF_USERS: &[&str] = &["id", "userPrincipalName", "displayName"];
const ALWAYS_OF_DEVICES: &[&str] = &["id", "deviceId", "displayName"];

/// The address whose answer holds these properties, with each user's manager; names are in the
/// order given, after those that every export needs, each once. Properties that the service does
/// not store on the object (the groups it is in) are not asked for.
pub fn select_url(kind: SubjectKind, properties: &[PropertyKey]) -> String {
    let (list, always, expand) = match kind {
        SubjectKind::User => (
            "users",
            ALWAYS_OF_USERS,
            "&$expand=manager($select=id)&$top=999",
        ),
        SubjectKind::Device => ("devices", ALWAYS_OF_DEVICES, "&$top=999"),
    };
    let mut names: Vec<&str> = always.to_vec();
    for property in properties {
        let path = match property {
            PropertyKey::Known(id) => property_by_id(*id).graph,
            PropertyKey::Extension(name) => name.as_str(),
        };
        let name = path.split(['.', '[']).next().unwrap_or(path);
        if !name.is_empty() && !names.contains(&name) {
            names.push(name);
        }
    }
    let names = names.join(",");
    format!("https://graph.microsoft.com/v1.0/{list}?$select={names}{expand}")
}
