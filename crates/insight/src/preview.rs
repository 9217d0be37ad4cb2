//! What a rule would do to a group, before it is saved.

use std::collections::BTreeSet;

use ingroup_directory::{Directory, GroupRow, ObjectRef, Row, RuleHolder};
use ingroup_engine::Fault;
use ingroup_rule::Rule;
use ingroup_schema::ObjectId;
use ingroup_tenant::Tenant;

/// Who would join, leave and stay if a group had this rule now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Preview {
    /// Matches and is no member.
    pub joins: Vec<ObjectId>,
    /// Is a member and does not match.
    pub leaves: Vec<ObjectId>,
    /// Is a member and matches.
    pub stays: Vec<ObjectId>,
    /// The group is assigned today: the conversion takes *all* members out first, those who stay too (`OP-16`).
    pub empties_first: bool,
}

/// Tries a rule on a group or administrative unit, or on an imagined empty group. A paused group is previewed as if it
/// were resumed.
pub fn preview(tenant: &Tenant, group: Option<ObjectId>, rule: &Rule) -> Result<Preview, Fault> {
    let directory = tenant.directory();
    let kind = rule.subject();
    let context = &tenant.policy();
    let matches = tenant.engine().members(tenant.context(context), rule)?;
    let wanted: BTreeSet<ObjectRef> = matches
        .rows
        .iter()
        .map(|row: Row| ObjectRef::subject(kind, row))
        .collect();
    let group = group.and_then(|id| directory.rule_holder(id));
    let had: BTreeSet<ObjectRef> = group
        .into_iter()
        .flat_map(|group| group.members().iter())
        .collect();
    Ok(Preview {
        joins: by_name(directory, wanted.difference(&had)),
        leaves: by_name(directory, had.difference(&wanted)),
        stays: by_name(directory, had.intersection(&wanted)),
        // An administrative unit keeps those who match (`OP-70`).
        empties_first: group.is_some_and(|holder| {
            let is_group = matches!(holder, RuleHolder::Group(_));
            is_group && !holder.is_dynamic() && !had.is_empty()
        }),
    })
}

/// Ids in the order of a list for people.
pub(crate) fn by_name<'a>(
    directory: &Directory,
    objects: impl Iterator<Item = &'a ObjectRef>,
) -> Vec<ObjectId> {
    let mut named: Vec<(String, ObjectId)> = objects
        .filter_map(|object| {
            let name = directory
                .display_name(*object)
                .unwrap_or_default()
                .to_lowercase();
            Some((name, directory.id_of(*object)?))
        })
        .collect();
    named.sort();
    named.into_iter().map(|(_, id)| id).collect()
}

/// The ids of groups in the same order.
pub(crate) fn groups_by_name(
    directory: &Directory,
    rows: impl Iterator<Item = GroupRow>,
) -> Vec<ObjectId> {
    let objects: Vec<ObjectRef> = rows.map(ObjectRef::Group).collect();
    by_name(directory, objects.iter())
}
