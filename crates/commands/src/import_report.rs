//! What an import met, in sentences.

use ingroup_directory::ObjectRef;
use ingroup_exchange::{Absent, Note, select_url};
use ingroup_rule::{Kind as RuleKind, Rule, Severity};
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
        lines.extend(nobody(tenant, report, kind));
        lines.extend(missing_columns(report, absent, kind));
    }
    lines.extend(no_managers(tenant, report, absent));
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

/// The valid rules about objects of a kind, with their groups.
fn rules(tenant: &Tenant, kind: SubjectKind) -> impl Iterator<Item = (ObjectId, &Rule)> {
    let rules = tenant.engine().groups();
    let rules = rules.filter_map(|(group, known)| Some((group, known.rule().ok()?.as_ref())));
    rules.filter(move |(_, rule)| rule.subject() == kind)
}

/// That an export has rules and nobody whom they could take, as EntraExporter's usual run makes them.
fn nobody(tenant: &Tenant, report: &ImportReport, kind: SubjectKind) -> Option<String> {
    let directory = tenant.directory();
    let is_empty = match kind {
        SubjectKind::User => directory.users().is_empty(),
        SubjectKind::Device => directory.devices().is_empty(),
    };
    let count = rules(tenant, kind).count();
    if !is_empty || count == 0 {
        return None;
    }
    let objects = kind.plural();
    Some(format!(
        "The export has no {objects}, so {} nobody to take. EntraExporter writes {objects} with -All; in Microsoft Graph this address brings what the rules need: {}",
        match count {
            1 => format!("the rule about {objects} has"),
            _ => format!("{count} rules about {objects} have"),
        },
        select_url(kind, &needed(report, kind))
    ))
}

/// That rules ask for direct reports, and the export says of nobody who the manager is.
fn no_managers(tenant: &Tenant, report: &ImportReport, absent: &Absent) -> Option<String> {
    if !absent.managers() {
        return None;
    }
    let mut asking = rules(tenant, SubjectKind::User)
        .filter(|(_, rule)| matches!(rule.kind(), RuleKind::DirectReports(_)));
    let (first, _) = asking.next()?;
    let name = name_of(tenant.directory(), first);
    let of = match asking.count() {
        0 => format!("The rule of \"{name}\" asks"),
        more => format!("{} rules ask, that of \"{name}\" among them,", more + 1),
    };
    Some(format!(
        "{of} who reports to somebody, and the export has no managers. This address brings them: {}",
        select_url(SubjectKind::User, &needed(report, SubjectKind::User))
    ))
}

/// The properties that the loaded rules read of objects of a kind.
fn needed(report: &ImportReport, kind: SubjectKind) -> Vec<PropertyKey> {
    let of_kind = report.needed.iter().filter(|(subject, _)| *subject == kind);
    of_kind.map(|(_, property)| property.clone()).collect()
}

/// The properties that loaded rules read and the export has not even as a key, with the address that brings them.
fn missing_columns(report: &ImportReport, absent: &Absent, kind: SubjectKind) -> Option<String> {
    let all = needed(report, kind);
    let missing: Vec<&str> = all
        .iter()
        .filter(|property| absent.properties(kind).contains(property))
        .map(PropertyKey::name)
        .collect();
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
