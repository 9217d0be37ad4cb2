//! Who holds which role for the members of an administrative unit, in the script between two states (`1.10`, `1.13`).

use std::collections::BTreeSet;

use ingroup_directory::{AdministrativeUnit, Directory, RuleHolder, Way};
use ingroup_schema::ObjectId;

use super::Script;
use super::people::Named;
use super::powershell::comment;

impl Script<'_> {
    pub(super) fn unit_roles(&mut self) {
        let before = self.lines.len();
        for unit in self.new.units() {
            self.roles_over(unit);
        }
        if self.lines.len() > before {
            let note = "# Graph lists a role once it is active: New-MgDirectoryRole -RoleTemplateId makes it so.";
            self.lines.insert(before, note.to_owned());
        }
    }

    fn roles_over(&mut self, unit: &AdministrativeUnit) {
        let (had, has) = (held(self.old, unit.id()), held(self.new, unit.id()));
        let roles: BTreeSet<ObjectId> = had
            .symmetric_difference(&has)
            .map(|(role, _)| *role)
            .collect();
        let reference = self.reference(unit.id());
        for role in roles {
            let of_role = |all: &BTreeSet<(ObjectId, ObjectId)>| -> BTreeSet<ObjectId> {
                let own = all.iter().filter(|(held, _)| *held == role);
                own.map(|(_, holder)| *holder).collect()
            };
            let (had, has) = (of_role(&had), of_role(&has));
            let name = comment(&role_name(self.new, self.old, role));
            self.lines.push(format!(
                "$role = Get-MgDirectoryRole | Where-Object RoleTemplateId -eq '{role}' # {name}"
            ));
            let remove = |holder: &Named<'_>| {
                let holder = holder.in_text();
                format!(
                    "Get-MgDirectoryAdministrativeUnitScopedRoleMember -AdministrativeUnitId {reference} | Where-Object \
                     {{ $_.RoleId -eq $role.Id -and $_.RoleMemberInfo.Id -eq \"{holder}\" }} | ForEach-Object \
                     {{ Remove-MgDirectoryAdministrativeUnitScopedRoleMember -AdministrativeUnitId {reference} \
                     -ScopedRoleMembershipId $_.Id }}"
                )
            };
            let holder = RuleHolder::Unit(unit);
            self.each(holder, had.difference(&has), Way::Out, &remove);
            let add = |holder: &Named<'_>| {
                let holder = holder.in_text();
                format!(
                    "New-MgDirectoryAdministrativeUnitScopedRoleMember -AdministrativeUnitId {reference} -BodyParameter \
                     @{{ roleId = $role.Id; roleMemberInfo = @{{ id = \"{holder}\" }} }}"
                )
            };
            self.each(holder, has.difference(&had), Way::In, &add);
        }
    }
}

/// The roles over a unit with those who hold them.
fn held(directory: &Directory, unit: ObjectId) -> BTreeSet<(ObjectId, ObjectId)> {
    let held = directory.scoped_role_members(unit);
    held.map(|one| (one.role, one.principal)).collect()
}

/// What a role is called, as far as one of the tenants knows it.
fn role_name(new: &Directory, old: &Directory, role: ObjectId) -> String {
    let mut known = new.roles().iter().chain(old.roles());
    let known = known.find(|one| one.template == role);
    known.map_or_else(|| role.to_string(), |one| one.display_name.to_string())
}
