//! What two compared states both speak about: what an export leaves out is not what is gone.

use std::collections::BTreeSet;

use ingroup_exchange::ScriptPart;
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
        (Compared::AdministrativeUnit, "scopedRoleMembers") => coverage.has(FactList::Roles),
        (Compared::Tenant, "groupLifecyclePolicy") => coverage.has(FactList::Lifecycle),
        (Compared::Tenant, one) if OF_ORGANIZATION.contains(&one) => {
            coverage.has(FactList::Organization)
        }
        (Compared::Tenant, _) => coverage.has(FactList::Settings),
        _ => true,
    }
}

/// What a script brings over: that of which both states speak.
pub(crate) fn script_parts(states: [&State; 2]) -> BTreeSet<ScriptPart> {
    let said: Vec<&Coverage> = states.iter().filter_map(|state| state.coverage()).collect();
    let parts = [
        (ScriptPart::Groups, FactList::Groups),
        (ScriptPart::Units, FactList::Units),
        (ScriptPart::UnitRoles, FactList::Roles),
        (ScriptPart::Settings, FactList::Settings),
        (ScriptPart::Lifecycle, FactList::Lifecycle),
    ];
    let spoken = |(part, list)| said.iter().all(|one| one.has(list)).then_some(part);
    parts.into_iter().filter_map(spoken).collect()
}

/// What a script leaves to be done, a line for each kind and for each object that it changes.
pub(crate) fn besides_script(found: &Comparison) -> Vec<String> {
    let mut lines = Vec::new();
    for kind in Compared::ALL {
        let of_kind = found.objects.iter().filter(move |one| one.kind == kind);
        let parts: &[ScriptPart] = match kind {
            Compared::Group => &[ScriptPart::Groups],
            Compared::AdministrativeUnit => &[ScriptPart::Units, ScriptPart::UnitRoles],
            Compared::Tenant => &[ScriptPart::Settings, ScriptPart::Lifecycle],
            Compared::Subscription
            | Compared::Role
            | Compared::User
            | Compared::Device
            | Compared::Application
            | Compared::Other
            | Compared::JoinRequest => {
                lines.extend(counted(kind, of_kind.map(|one| &one.found).collect()));
                continue;
            }
        };
        for one in of_kind {
            let Found::Changed(changed) = &one.found else {
                continue;
            };
            let others = changed.iter().map(|property| &*property.property);
            let others: Vec<&str> = others
                .filter(|property| !parts.iter().any(|part| part.has(property)))
                .collect();
            if !others.is_empty() {
                let (what, others) = (kind.singular(), others.join(", "));
                lines.push(format!("{what} \"{}\": {others}", one.name));
            }
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

/// How many objects of a kind came, went and changed; nothing if none did.
fn counted(kind: Compared, of_kind: Vec<&Found>) -> Option<String> {
    let count = |is: fn(&Found) -> bool| of_kind.iter().filter(|found| is(found)).count();
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
    (!numbers.is_empty()).then(|| format!("{}: {}", kind.plural(), numbers.join(", ")))
}
