//! What finds the facts, worked out of them.

use std::sync::Arc;

use crate::directory::Directory;
use crate::facts::UserFacts;
use crate::group::Group;
use crate::names::{Name, group_names};
use crate::row::{ObjectRef, Row};

impl Directory {
    /// Who reports to whom.
    pub(super) fn index_reports(&mut self) {
        let managers = (0..).map(Row::new).zip(self.managers.iter());
        for (row, manager) in managers {
            if let Some(manager) = manager {
                let reports = self.reports.slot(manager.index());
                Arc::make_mut(reports.get_or_insert_default()).insert(row);
            }
        }
    }

    /// Who holds which product.
    pub(super) fn index_all_licenses(&mut self) {
        let all = (0..).map(Row::new).zip(self.user_facts.iter());
        let with_licenses = |facts: &Arc<UserFacts>| {
            !(facts.assigned_licenses.is_empty() && facts.license_assignment_states.is_empty())
        };
        let licensed = all.filter(|(_, facts)| with_licenses(facts));
        let licensed: Vec<(Row, Arc<UserFacts>)> =
            licensed.map(|(row, facts)| (row, facts.clone())).collect();
        let none = self.no_user_facts.clone();
        for (row, facts) in licensed {
            self.index_licenses(row, &none, &facts);
        }
    }

    /// Names, ids and owners of groups and units.
    pub(super) fn index_holders(&mut self) {
        let groups = self.groups.clone();
        groups
            .iter()
            .flatten()
            .for_each(|group| self.index_group(group));
        let units = self.units.clone();
        for unit in units.iter().flatten() {
            self.note_unit_name(&unit.facts.display_name, unit.row);
            self.unit_rows.insert(unit.id, unit.row);
        }
    }

    fn index_group(&mut self, group: &Group) {
        let (row, object) = (group.row, ObjectRef::Group(group.row));
        for (name, text) in group_names(&group.facts) {
            self.names.add(name, text, object);
        }
        self.group_rows.insert(group.id, row);
        self.group_count += 1;
        if !group.facts.assigned_licenses.is_empty() {
            Arc::make_mut(&mut self.licensing_groups).push(row);
        }
        if group.facts.is_dynamic() {
            Arc::make_mut(&mut self.dynamic_groups).push(row);
        }
        let owner_of = Arc::make_mut(&mut self.owner_of);
        group.owners().for_each(|owner| owner_of.add(owner, row));
    }

    /// From the members to the groups and units that they are in.
    pub(super) fn link_members(&mut self) {
        let member_of = Arc::make_mut(&mut self.member_of);
        for group in self.groups.iter().flatten() {
            let link = |member| member_of.add(member, group.row);
            match group.facts.is_dynamic() {
                true => group.members.besides_subjects().for_each(link),
                false => group.members.iter().for_each(link),
            }
        }
        let unit_member_of = Arc::make_mut(&mut self.unit_member_of);
        for unit in self.units.iter().flatten() {
            let members = unit.members.iter();
            members.for_each(|member| unit_member_of.add(member, unit.row));
        }
    }

    /// Names of contacts and the like.
    pub(super) fn index_others(&mut self) {
        for (id, other) in self.others.iter() {
            if let Some(name) = &other.display_name {
                let object = ObjectRef::Other(*id);
                self.names.add(Name::DisplayName, name, object);
            }
        }
    }
}
