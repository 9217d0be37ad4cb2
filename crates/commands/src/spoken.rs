//! What two compared states both speak about: what an export leaves out is not what is gone.

use std::collections::BTreeSet;

use ingroup_exchange::is_in_script;
use ingroup_insight::{Compared, Comparison, Found};
use ingroup_schema::SubjectKind;
use ingroup_tenant::{Coverage, FactList};

use crate::states::State;

/// The lists that objects of a kind come from; all of them are needed.
const LISTS: [(Compared, FactList); 9] = [
    (Compared::Subscription, FactList::Subscriptions),
    (Compared::Role, FactList::Roles),
    (Compared::User, FactList::Users),
    (Compared::Device, FactList::Devices),
    (Compared::Group, FactList::Groups),
    (Compared::AdministrativeUnit, FactList::Units),
    (Compared::Application, FactList::Applications),
    (Compared::Other, FactList::ServicePrincipals),
    (Compared::JoinRequest, FactList::JoinRequests),
];

/// Facts of the organisation itself; whatever else the tenant has different is a setting.
const OF_ORGANIZATION: [&str; 5] = [
    "displayName",
    "countryLetterCode",
    "tenantType",
    "verifiedDomains",
    "technicalNotificationMails",
];

/// How many properties are named.
const NAMED: usize = 8;

/// Takes out of a comparison what one of the states says nothing about; says what that is.
pub(crate) fn keep_spoken(found: &mut Comparison, states: [&State; 2]) -> Vec<String> {
    let said: Vec<&Coverage> = states.iter().filter_map(|state| state.coverage()).collect();
    let has = |list: FactList| said.iter().all(|coverage| coverage.has(list));
    let mut kinds = BTreeSet::new();
    let mut properties = BTreeSet::new();
    found.objects.retain_mut(|one| {
        let list = LISTS.iter().find(|(kind, _)| *kind == one.kind);
        if !list.is_none_or(|(_, list)| has(*list)) {
            kinds.insert(one.kind);
            return false;
        }
        if let Found::Changed(changed) = &mut one.found {
            changed.retain(|property| {
                let is_said = said
                    .iter()
                    .all(|coverage| speaks_of(coverage, one.kind, &property.property));
                if !is_said {
                    properties.insert(match one.kind {
                        Compared::Tenant => "facts and settings of the tenant".to_owned(),
                        kind => format!("{} of {}", property.property, kind.plural()),
                    });
                }
                is_said
            });
            return !changed.is_empty();
        }
        true
    });
    let of_subjects = |kind| said.iter().all(|coverage| coverage.has_subjects(kind));
    let [old, new] = states.map(State::directory);
    for (kind, subject) in [
        (Compared::User, SubjectKind::User),
        (Compared::Device, SubjectKind::Device),
    ] {
        if !of_subjects(subject) && !old.table(subject).is_empty() {
            kinds.insert(kind);
        }
    }
    found.moves.retain(|one| {
        let object = old.resolve(one.object).or_else(|| new.resolve(one.object));
        let subject = object.and_then(|object| object.as_subject());
        subject.is_none_or(|(kind, _)| of_subjects(kind))
    });
    let kinds = kinds.into_iter().map(|kind| kind.plural().to_owned());
    let more = properties.len().saturating_sub(NAMED);
    let named = properties.into_iter().take(NAMED);
    let more = (more > 0).then(|| format!("{more} more properties"));
    kinds.chain(named).chain(more).collect()
}

/// Whether an export says anything about a property.
fn speaks_of(coverage: &Coverage, kind: Compared, property: &str) -> bool {
    let absent = coverage.absent.iter().any(|key| key.name() == property);
    match (kind, property) {
        (Compared::User, "manager") => coverage.has(FactList::Managers),
        (Compared::User, _) => !absent && !coverage.absent_of_users.contains(property),
        (Compared::Device, _) => !absent && !coverage.absent_of_devices.contains(property),
        (Compared::Tenant, "groupLifecyclePolicy") => coverage.has(FactList::Lifecycle),
        (Compared::Tenant, one) if OF_ORGANIZATION.contains(&one) => {
            coverage.has(FactList::Organization)
        }
        (Compared::Tenant, _) => coverage.has(FactList::Settings),
        _ => true,
    }
}

/// What a script of groups leaves to be done, a line for each kind and for each group.
pub(crate) fn besides_script(found: &Comparison) -> Vec<String> {
    let mut lines = Vec::new();
    for kind in Compared::ALL {
        let of_kind = || found.objects.iter().filter(move |one| one.kind == kind);
        if kind == Compared::Group {
            for one in of_kind() {
                let Found::Changed(changed) = &one.found else {
                    continue;
                };
                let others: Vec<&str> = changed
                    .iter()
                    .map(|property| &*property.property)
                    .filter(|property| !is_in_script(property))
                    .collect();
                if !others.is_empty() {
                    lines.push(format!("group \"{}\": {}", one.name, others.join(", ")));
                }
            }
            continue;
        }
        let count = |is: fn(&Found) -> bool| of_kind().filter(|one| is(&one.found)).count();
        let numbers = [
            (count(|found| *found == Found::Added), "added"),
            (count(|found| *found == Found::Removed), "removed"),
            (count(|found| matches!(found, Found::Changed(_))), "changed"),
        ];
        let numbers: Vec<String> = numbers
            .iter()
            .filter(|(count, _)| *count > 0)
            .map(|(count, words)| format!("{count} {words}"))
            .collect();
        match (numbers.is_empty(), kind) {
            (true, _) => {}
            (false, Compared::Tenant) => lines.push("settings of the tenant itself".to_owned()),
            (false, kind) => lines.push(format!("{}: {}", kind.plural(), numbers.join(", "))),
        }
    }
    const MOST: usize = 40;
    let more = lines.len().saturating_sub(MOST);
    lines.truncate(MOST);
    if more > 0 {
        lines.push(format!(
            "and {more} more; Compare-Tenant … -Object All has them"
        ));
    }
    lines
}
