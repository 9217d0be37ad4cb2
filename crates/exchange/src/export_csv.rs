//! Writes lists as the portal saves them: users, groups, and the members of each group.

use std::path::Path;

use ingroup_directory::{
    Directory, Group, GroupFacts, GroupKind, ObjectRef, Organization, Row, UserFacts,
};
use ingroup_schema::{PropertyKey, PropertyType, SubjectKind, Value, property};

use crate::error::ExportError;
use crate::export::Overwrite;
use crate::staging::write_folder;

/// The columns of the portal's list of users, by the names of rules; the empty ones are columns of which nothing is
/// kept here.
const OF_USERS: [&str; 25] = [
    "userPrincipalName",
    "displayName",
    "surname",
    "mail",
    "givenName",
    "objectId",
    "userType",
    "jobTitle",
    "department",
    "accountEnabled",
    "usageLocation",
    "streetAddress",
    "state",
    "country",
    "physicalDeliveryOfficeName",
    "city",
    "postalCode",
    "telephoneNumber",
    "mobile",
    "authenticationAlternativePhoneNumber",
    "authenticationEmail",
    "alternateEmailAddress",
    "ageGroup",
    "consentProvidedForMinor",
    "legalAgeGroupClassification",
];

type Column = (&'static str, fn(&Group) -> String);

/// The columns of the list of groups: the portal's, then what else makes a group what it is.
const OF_GROUPS: &[Column] = &[
    ("Object ID", |group| group.id().to_string()),
    ("Display name", |group| group.display_name().to_owned()),
    ("Mail", |group| text(group.facts().mail.as_deref())),
    ("Group type", |group| {
        match group.kind() {
            GroupKind::Microsoft365 => "Microsoft 365",
            GroupKind::Security => "Security",
            GroupKind::MailEnabledSecurity => "Mail-enabled security",
            GroupKind::Distribution => "Distribution",
        }
        .to_owned()
    }),
    ("Membership type", |group| {
        match group.facts().is_dynamic() {
            true => "Dynamic",
            false => "Assigned",
        }
        .to_owned()
    }),
    ("description", |group| {
        text(group.facts().description.as_deref())
    }),
    ("mailNickname", |group| {
        text(group.facts().mail_nickname.as_deref())
    }),
    ("visibility", |group| {
        text(group.facts().visibility.map(|one| one.graph_name()))
    }),
    ("membershipRule", |group| {
        text(group.facts().membership_rule.as_deref())
    }),
    ("membershipRuleProcessingState", |group| {
        text(group.facts().rule_processing.map(|one| one.graph_name()))
    }),
];

const OF_MEMBERS: [&str; 4] = [
    "Object ID",
    "User principal name",
    "Display name",
    "Member type",
];

/// Writes the users, the groups and their members as CSV into a folder, which is made if it is not there. Gives what
/// the lists do not hold, of which the tenant has some: words for a sentence.
///
/// # Errors
/// If the folder has files and they may not be replaced, or the system refuses. The folder is then as it was.
pub fn export_csv(
    directory: &Directory,
    path: &Path,
    overwrite: Overwrite,
) -> Result<Vec<&'static str>, ExportError> {
    write_folder(path, overwrite, &["members"], |to| {
        users(directory, &to.join("exportUsers.csv"))?;
        groups(directory, &to.join("exportGroups.csv"))?;
        let members = to.join("members");
        std::fs::create_dir_all(&members)?;
        for group in directory.groups() {
            let file = members.join(format!("{}.csv", group.id()));
            members_of(directory, group, &file)?;
        }
        Ok(())
    })?;
    Ok(lost(directory))
}

fn text(value: Option<&str>) -> String {
    value.unwrap_or_default().to_owned()
}

fn users(directory: &Directory, path: &Path) -> std::io::Result<()> {
    let table = directory.users();
    let known = |name: &str| {
        let found = property(SubjectKind::User, name);
        found.map(|found| PropertyKey::Known(found.id))
    };
    let portal = OF_USERS.map(|name| (name.to_owned(), known(name)));
    let more = table.properties().filter(|key| {
        let plain = !matches!(
            key.property_type(),
            PropertyType::PlanCollection | PropertyType::GroupCollection
        );
        plain && matches!(key, PropertyKey::Known(_)) && !OF_USERS.contains(&key.name())
    });
    let more = more.map(|key| (key.name().to_owned(), Some(key)));
    let columns: Vec<(String, Option<PropertyKey>)> = portal.into_iter().chain(more).collect();
    let mut file = csv::Writer::from_path(path)?;
    file.write_record(columns.iter().map(|(name, _)| name))?;
    for row in table.rows() {
        let cells = columns
            .iter()
            .map(|(name, key)| match (key, name.as_str()) {
                (Some(key), _) => cell(&table.owned(row, key)),
                (None, name) => fact(directory, row, name),
            });
        file.write_record(cells)?;
    }
    file.flush()
}

fn cell(value: &Value) -> String {
    match value {
        Value::Null | Value::Plans(_) => String::new(),
        Value::Boolean(true) => "True".to_owned(),
        Value::Boolean(false) => "False".to_owned(),
        Value::Text(text) => text.to_string(),
        Value::Instant(instant) => instant.to_string(),
        Value::Texts(items) => items.iter().collect::<Vec<_>>().join(";"),
    }
}

/// What the portal lists and no rule reads.
fn fact(directory: &Directory, row: Row, name: &str) -> String {
    let facts = directory.user_facts(row);
    text(match name {
        "ageGroup" => facts.age_group.as_deref(),
        "consentProvidedForMinor" => facts.consent_provided_for_minor.as_deref(),
        _ => None,
    })
}

fn groups(directory: &Directory, path: &Path) -> std::io::Result<()> {
    let mut file = csv::Writer::from_path(path)?;
    file.write_record(OF_GROUPS.iter().map(|(name, _)| name))?;
    for group in directory.groups() {
        file.write_record(OF_GROUPS.iter().map(|(_, cell)| cell(group)))?;
    }
    file.flush()
}

fn members_of(directory: &Directory, group: &Group, path: &Path) -> std::io::Result<()> {
    let mut file = csv::Writer::from_path(path)?;
    file.write_record(OF_MEMBERS)?;
    for object in group.members().iter() {
        let sign_in = match object {
            ObjectRef::User(row) => directory.user_principal_name(row),
            _ => None,
        };
        let kind = directory.kind_of(object).map(|kind| kind.graph_name());
        file.write_record([
            directory
                .id_of(object)
                .map(|id| id.to_string())
                .unwrap_or_default(),
            text(sign_in),
            text(directory.display_name(object)),
            text(kind),
        ])?;
    }
    file.flush()
}

/// What of the tenant stands in none of the lists.
fn lost(directory: &Directory) -> Vec<&'static str> {
    let users = directory.users();
    let licensed = || {
        let mut rows = users.rows();
        rows.any(|row| !directory.user_facts(row).assigned_licenses.is_empty())
    };
    let groups = |has: fn(&Group) -> bool| directory.groups().any(has);
    [
        ("devices", !directory.devices().is_empty()),
        (
            "managers",
            users.rows().any(|row| directory.manager(row).is_some()),
        ),
        ("directory extensions", users.extensions().next().is_some()),
        ("owners of groups", groups(|group| group.owner_count() > 0)),
        (
            "licences",
            licensed() || !directory.subscriptions().is_empty(),
        ),
        ("administrative units", directory.unit_count() > 0),
        (
            "directory roles",
            directory.role_assignments().next().is_some(),
        ),
        ("applications", directory.applications().next().is_some()),
        ("settings", directory.settings().changed().next().is_some()),
        ("join requests", directory.join_requests().next().is_some()),
        (
            "the expiration policy",
            directory.lifecycle_policy().is_some(),
        ),
        ("deleted objects", directory.deleted_count() > 0),
        (
            "facts of users that no rule reads",
            users.rows().any(|row| has_more(directory.user_facts(row))),
        ),
        ("further facts of groups", groups(group_has_more)),
        (
            "contacts and service principals",
            directory.others().next().is_some(),
        ),
        (
            "the organisation",
            *directory.organization() != Organization::default(),
        ),
    ]
    .into_iter()
    .filter(|(_, has)| *has)
    .map(|(what, _)| what)
    .collect()
}

/// Whether a user has facts, beside licences, for which the list has no column.
fn has_more(facts: &UserFacts) -> bool {
    let listed = UserFacts {
        age_group: facts.age_group.clone(),
        consent_provided_for_minor: facts.consent_provided_for_minor.clone(),
        assigned_licenses: facts.assigned_licenses.clone(),
        license_assignment_states: facts.license_assignment_states.clone(),
        ..UserFacts::default()
    };
    *facts != listed
}

/// The same of a group.
fn group_has_more(group: &Group) -> bool {
    let facts = group.facts();
    let listed = GroupFacts {
        display_name: facts.display_name.clone(),
        mail: facts.mail.clone(),
        group_types: facts.group_types.clone(),
        mail_enabled: facts.mail_enabled,
        security_enabled: facts.security_enabled,
        description: facts.description.clone(),
        mail_nickname: facts.mail_nickname.clone(),
        visibility: facts.visibility,
        membership_rule: facts.membership_rule.clone(),
        rule_processing: facts.rule_processing,
        assigned_licenses: facts.assigned_licenses.clone(),
        ..GroupFacts::default()
    };
    **facts != listed
}
