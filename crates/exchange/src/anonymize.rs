//! A tenant without names: every text that people wrote is made up, and every membership stays.
//!
//! The same text becomes the same made-up text wherever it stands, in facts and in rules. A rule may
//! ask more than whether two texts are equal; then what it asks is turned into a tag that exactly
//! those made-up texts have of which the answer was yes ([`tags`]). Ids stay, and so do facts that
//! name nobody: switches, dates, plans, two-letter places, what a device is.

mod classes;
mod finder;
mod names;
mod rules;
mod tags;

use ingroup_directory::{
    ApplicationFacts, Directory, DynamicGroups, GroupFacts, IntegrityError, JoinRequest,
    LifecyclePolicy, Organization, Setting, SettingKind, Settings, UnitFacts, UserFacts,
};
use ingroup_schema::{Instant, ObjectId, ObjectKind, PropertyKey, SubjectKind, Value};

use names::Names;

/// A tenant whose texts are made up.
#[derive(Debug, Clone)]
pub struct Anonymized {
    /// The facts.
    pub directory: Directory,
    /// What was left out, or left as it is; sentences.
    pub notes: Vec<String>,
}

/// Makes up all names, addresses, numbers and free texts of a tenant.
///
/// # Errors
/// If the directory refuses what was made up, which would be a fault of this program.
pub fn anonymize(directory: &Directory) -> Result<Anonymized, IntegrityError> {
    let mut names = Names::of(directory);
    let mut made = directory.clone();
    let mut notes = names.notes();
    subjects(directory, &mut made, &mut names)?;
    groups(directory, &mut made, &mut names)?;
    units(directory, &mut made, &mut names)?;
    applications(directory, &mut made, &mut names)?;
    others(directory, &mut made, &mut names)?;
    tenant(directory, &mut made, &mut names);
    notes.extend(forget_deleted(&mut made)?);
    Ok(Anonymized {
        directory: made,
        notes,
    })
}

/// Ids in ascending order, in which made-up texts are numbered: the order of lists says something
/// about the names in them.
fn sorted(ids: impl Iterator<Item = ObjectId>) -> Vec<ObjectId> {
    let mut ids: Vec<ObjectId> = ids.collect();
    ids.sort_unstable();
    ids
}

fn subjects(
    directory: &Directory,
    made: &mut Directory,
    names: &mut Names,
) -> Result<(), IntegrityError> {
    let said = &mut Vec::new();
    for kind in SubjectKind::ALL {
        let table = directory.table(kind);
        let properties: Vec<PropertyKey> = table
            .properties()
            .filter(|key| names.replaces(key))
            .collect();
        let ids = sorted(table.rows().filter_map(|row| table.id(row)));
        let mut drafts = Vec::new();
        for id in ids {
            let Some(row) = table.row(id) else { continue };
            let mut values = Vec::new();
            for key in &properties {
                let value = names.value(key, &table.owned(row, key));
                if !value.is_missing() {
                    values.push((key.clone(), value));
                }
            }
            // A made-up sign-in name may be one that somebody has now.
            let sign_in = properties
                .iter()
                .find(|key| key.name() == "userPrincipalName");
            if let Some(key) = sign_in {
                made.set_value(id, key.clone(), Value::Null, said)?;
            }
            drafts.push((id, row, values));
        }
        for (id, row, values) in drafts {
            made.set_values(id, values, said)?;
            if kind == SubjectKind::User {
                let facts = user_facts(directory.user_facts(row), names);
                made.set_user_facts(id, facts, said)?;
            }
            said.clear();
        }
    }
    Ok(())
}

fn user_facts(facts: &UserFacts, names: &mut Names) -> UserFacts {
    let mut facts = facts.clone();
    facts.employee_type = names.words("EmployeeType", facts.employee_type.as_ref());
    facts.on_premises_sam_account_name =
        names.joined("account", facts.on_premises_sam_account_name.as_ref());
    for phone in &mut facts.more_business_phones {
        *phone = names.phone(phone);
    }
    for address in &mut facts.more_im_addresses {
        *address = names.address(address);
    }
    facts
}

fn groups(
    directory: &Directory,
    made: &mut Directory,
    names: &mut Names,
) -> Result<(), IntegrityError> {
    for id in sorted(directory.groups().map(|group| group.id())) {
        let Some(group) = directory.group(id) else {
            continue;
        };
        let old = group.facts();
        let facts = GroupFacts {
            display_name: names.word("Group", &old.display_name),
            description: names.words("Description", old.description.as_ref()),
            mail_nickname: names.joined("group", old.mail_nickname.as_ref()),
            mail: old.mail.as_ref().map(|mail| names.address(mail)),
            proxy_addresses: old
                .proxy_addresses
                .iter()
                .map(|one| names.address(one))
                .collect(),
            membership_rule: old.membership_rule.as_ref().map(|rule| names.rule(rule)),
            classification: names.words("Classification", old.classification.as_ref()),
            on_premises_sam_account_name: names
                .joined("account", old.on_premises_sam_account_name.as_ref()),
            on_premises_security_identifier: old
                .on_premises_security_identifier
                .as_ref()
                .map(|sid| names.sid(sid)),
            unique_name: names.joined("unique", old.unique_name.as_ref()),
            ..GroupFacts::clone(old)
        };
        made.set_group(id, facts, &mut Vec::new())?;
    }
    Ok(())
}

fn units(
    directory: &Directory,
    made: &mut Directory,
    names: &mut Names,
) -> Result<(), IntegrityError> {
    for id in sorted(directory.units().map(|unit| unit.id())) {
        let Some(unit) = directory.unit(id) else {
            continue;
        };
        let old = unit.facts();
        let facts = UnitFacts {
            display_name: names.word("Unit", &old.display_name),
            description: names.words("Description", old.description.as_ref()),
            membership_rule: old.membership_rule.as_ref().map(|rule| names.rule(rule)),
            ..UnitFacts::clone(old)
        };
        made.set_unit(id, facts, &mut Vec::new())?;
    }
    Ok(())
}

fn applications(
    directory: &Directory,
    made: &mut Directory,
    names: &mut Names,
) -> Result<(), IntegrityError> {
    for application in directory.applications() {
        let old = application.facts();
        let facts = ApplicationFacts {
            display_name: names.word("Application", &old.display_name),
            ..ApplicationFacts::clone(old)
        };
        made.set_application(application.id(), facts, &mut Vec::new())?;
    }
    Ok(())
}

/// Contacts and service principals.
fn others(
    directory: &Directory,
    made: &mut Directory,
    names: &mut Names,
) -> Result<(), IntegrityError> {
    for (id, other) in directory.others() {
        let label = match other.kind {
            ObjectKind::ServicePrincipal => "Application",
            _ => "Contact",
        };
        let name = names.words(label, other.display_name.as_ref());
        made.rename_other(id, name)?;
    }
    Ok(())
}

/// What the tenant says about itself.
fn tenant(directory: &Directory, made: &mut Directory, names: &mut Names) {
    let said = &mut Vec::new();
    let old = directory.organization();
    let mut organization = Organization {
        display_name: old.display_name.as_ref().map(|_| "Organisation".into()),
        technical_notification_mails: old
            .technical_notification_mails
            .iter()
            .map(|mail| names.address(mail))
            .collect(),
        ..old.clone()
    };
    for domain in &mut organization.verified_domains {
        domain.name = names.domain(&domain.name).into();
    }
    made.set_organization(organization, said);
    let mut subscriptions = directory.subscriptions().to_vec();
    for subscription in &mut subscriptions {
        subscription.account_name = None;
    }
    made.set_subscriptions(subscriptions, said);
    let mut settings: Settings = directory.settings().clone();
    let texts: Vec<&'static Setting> = directory
        .settings()
        .changed()
        .map(|(setting, _)| setting)
        .filter(|setting| matches!(setting.kind, SettingKind::Text(_)))
        .collect();
    for setting in texts {
        // It was found just now, so it is known.
        let _ = settings.reset(setting.name);
    }
    made.set_settings(settings, said);
    if let Some(policy) = directory.lifecycle_policy() {
        let mails = policy.alternate_mails.iter();
        let policy = LifecyclePolicy {
            alternate_mails: mails.map(|mail| names.address(mail)).collect(),
            ..LifecyclePolicy::clone(policy)
        };
        made.set_lifecycle_policy(Some(policy), said);
    }
    let requests: Vec<JoinRequest> = directory
        .join_requests()
        .map(|request| JoinRequest {
            justification: names.words("Justification", request.justification.as_ref()),
            ..request.clone()
        })
        .collect();
    made.replace_join_requests(requests);
}

/// Deleted objects are left out: nobody is in anything through them.
fn forget_deleted(made: &mut Directory) -> Result<Option<String>, IntegrityError> {
    let kinds = [
        ObjectKind::User,
        ObjectKind::Group,
        ObjectKind::AdministrativeUnit,
    ];
    let deleted: Vec<(ObjectId, Instant)> = kinds
        .into_iter()
        .flat_map(|kind| {
            let objects = made.deleted_objects(kind);
            objects.map(|object| (object.id(), object.deleted_date_time()))
        })
        .collect();
    for (id, at) in &deleted {
        made.purge(*id, DynamicGroups::Known(&[]), *at, &mut Vec::new())?;
    }
    let count = deleted.len();
    Ok((count > 0).then(|| format!("{count} deleted objects were left out.")))
}
