//! What an import met, in sentences.

use ingroup_directory::ObjectRef;
use ingroup_exchange::{Absent, Note, select_url};
use ingroup_rule::Severity;
use ingroup_schema::{ObjectId, PropertyKey, SubjectKind};
use ingroup_tenant::{Difference, ImportReport, Tenant};

use crate::records::{by_name, name_of};

/// How many objects of a kind are named one by one.
const NAMED: usize = 5;

/// The sentences, in the order in which a person would mend things: files, columns, rules, members.
pub(crate) fn warnings(
    tenant: &Tenant,
    report: &ImportReport,
    absent: &Absent,
    notes: &[Note],
) -> Vec<String> {
    let mut lines: Vec<String> = notes.iter().map(Note::to_string).collect();
    for kind in SubjectKind::ALL {
        lines.extend(missing_columns(report, absent, kind));
    }
    // Where rules are not in the files, that is told once, and not of each group.
    let no_rules = notes
        .iter()
        .any(|note| matches!(note, Note::NoRules { .. }));
    let without_rule = |group: &ObjectId| {
        let group = tenant.directory().group(*group);
        group.is_some_and(|group| group.facts().membership_rule.is_none())
    };
    for (group, found) in &report.invalid_rules {
        if no_rules && without_rule(group) {
            continue;
        }
        let name = name_of(tenant.directory(), *group);
        let first = found.iter().find(|one| one.severity() == Severity::Error);
        let why = first.map_or("it cannot be read.", |one| one.message());
        lines.push(format!("The rule of \"{name}\" is not valid: {why}"));
    }
    for group in &report.paused_without_members {
        let name = name_of(tenant.directory(), *group);
        lines.push(format!(
            "\"{name}\" is paused and the export lists no members of it, so it has none here; add members/{group}.json."
        ));
    }
    lines.extend(report.differences.iter().map(|one| difference(tenant, one)));
    lines
}

/// The properties that loaded rules read and the export has not even as a key, with the address that brings them.
fn missing_columns(report: &ImportReport, absent: &Absent, kind: SubjectKind) -> Option<String> {
    let needed = || {
        let of_kind = report.needed.iter().filter(|(subject, _)| *subject == kind);
        of_kind.map(|(_, property)| property)
    };
    let missing: Vec<&str> = needed()
        .filter(|property| absent.properties(kind).contains(property))
        .map(PropertyKey::name)
        .collect();
    let all: Vec<PropertyKey> = needed().cloned().collect();
    let is_usual = kind == SubjectKind::User && absent.has_only_usual_properties();
    if is_usual {
        return Some(format!(
            "The users have only the properties that Microsoft Graph gives unasked, and so no department and no accountEnabled{}. This address brings all that the rules need: {}",
            match missing.is_empty() {
                true => String::new(),
                false => format!("; rules read {}", missing.join(", ")),
            },
            select_url(kind, &all)
        ));
    }
    if missing.is_empty() {
        return None;
    }
    Some(format!(
        "Rules read {} of {}, which the export does not have. This address brings all that the rules need: {}",
        missing.join(", "),
        kind.plural(),
        select_url(kind, &all)
    ))
}

/// The export says 41, the rule says 43, and who makes the difference.
fn difference(tenant: &Tenant, found: &Difference) -> String {
    let directory = tenant.directory();
    let name = name_of(directory, found.group);
    let says = (found.listed + found.joins.len()).saturating_sub(found.leaves.len());
    let named = |rows: &[ingroup_directory::Row]| {
        let objects = rows.iter().map(|row| ObjectRef::subject(found.kind, *row));
        let ids = by_name(directory, objects);
        let names: Vec<String> = ids
            .iter()
            .take(NAMED)
            .map(|id| name_of(directory, *id))
            .collect();
        match ids.len().saturating_sub(NAMED) {
            0 => names.join(", "),
            more => format!("{} and {more} more", names.join(", ")),
        }
    };
    let mut line = format!(
        "\"{name}\": the export says {}, the rule says {says}.",
        found.listed
    );
    if !found.joins.is_empty() {
        line.push_str(&format!(
            " They match and were not listed: {}.",
            named(&found.joins)
        ));
    }
    if !found.leaves.is_empty() {
        line.push_str(&format!(
            " They were listed and do not match: {}.",
            named(&found.leaves)
        ));
    }
    line
}
