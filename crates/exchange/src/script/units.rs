//! Administrative units in the script between two states: made, changed, filled and removed (`1.10`).

use ingroup_directory::{AdministrativeUnit, Directory, RuleHolder, Way};
use ingroup_schema::{ObjectId, ObjectKind};

use super::people::Named;
use super::powershell::{comment, flag, hashtable, quoted, renamed};
use super::{Script, UNITS};

impl Script<'_> {
    pub(super) fn units(&mut self) {
        let (old, new) = (self.old, self.new);
        let created = new.units().filter(|unit| old.unit(unit.id()).is_none());
        for (number, unit) in created.enumerate() {
            let variable = format!("$unit{}", number + 1);
            self.variables.insert(unit.id(), variable);
        }
        self.section("New administrative units", UNITS, |script| {
            for unit in new.units() {
                script.create_unit(unit);
            }
        });
        self.section("Changed administrative units", UNITS, |script| {
            for unit in new.units() {
                if let Some(before) = old.unit(unit.id()) {
                    script.update_unit(before, unit);
                }
            }
        });
        self.section("Members of administrative units", UNITS, |script| {
            for unit in new.units() {
                script.members_of_unit(old.unit(unit.id()), unit);
            }
        });
        self.section("Administrative units that go", UNITS, |script| {
            for unit in old.units() {
                if new.unit(unit.id()).is_none() {
                    let (id, name) = (unit.id(), comment(unit.display_name()));
                    script.lines.push(format!(
                        "Remove-MgDirectoryAdministrativeUnit -AdministrativeUnitId {id} # {name}"
                    ));
                }
            }
        });
    }

    fn create_unit(&mut self, unit: &AdministrativeUnit) {
        let Some(variable) = self.variables.get(&unit.id()).cloned() else {
            return;
        };
        let facts = unit.facts();
        let mut body = vec![("displayName", quoted(&facts.display_name))];
        if let Some(description) = &facts.description {
            body.push(("description", quoted(description)));
        }
        if let Some(visibility) = facts.visibility {
            body.push(("visibility", quoted(visibility.graph_name())));
        }
        if facts.is_member_management_restricted {
            body.push(("isMemberManagementRestricted", flag(true)));
        }
        if facts.is_dynamic() {
            body.push(("membershipType", quoted(facts.membership_type.graph_name())));
            body.extend(self.rule(facts.membership_rule.as_deref(), facts.rule_processing));
        }
        self.lines.push(format!(
            "{variable} = New-MgDirectoryAdministrativeUnit -BodyParameter {}",
            hashtable(&body)
        ));
    }

    fn update_unit(&mut self, before: &AdministrativeUnit, after: &AdministrativeUnit) {
        let (old, new) = (before.facts(), after.facts());
        let mut body = renamed(
            (&old.display_name, old.description.as_deref()),
            (&new.display_name, new.description.as_deref()),
        );
        if old.visibility != new.visibility {
            let word = new.visibility.map_or("Public", |one| one.graph_name());
            body.push(("visibility", quoted(word)));
        }
        let converted = old.membership_type != new.membership_type;
        if converted {
            body.push(("membershipType", quoted(new.membership_type.graph_name())));
        }
        if new.is_dynamic() {
            let [rule, state] = self.rule(new.membership_rule.as_deref(), new.rule_processing);
            if converted || old.membership_rule != new.membership_rule {
                body.push(rule);
            }
            if converted || old.rule_processing != new.rule_processing {
                body.push(state);
            }
        }
        if !body.is_empty() {
            self.lines
                .push(format!("# {}", comment(before.display_name())));
            self.lines.push(format!(
                "Update-MgDirectoryAdministrativeUnit -AdministrativeUnitId {} -BodyParameter {}",
                after.id(),
                hashtable(&body)
            ));
        }
        if old.is_member_management_restricted != new.is_member_management_restricted {
            self.by_hand(
                before.display_name(),
                "isMemberManagementRestricted cannot be changed once a unit is made",
            );
        }
    }

    fn members_of_unit(&mut self, before: Option<&AdministrativeUnit>, after: &AdministrativeUnit) {
        let (old, new) = (self.old, self.new);
        let holder = RuleHolder::Unit(after);
        let unit = self.reference(after.id());
        let had = self.members(old, before.map(RuleHolder::Unit));
        let has = self.members(new, Some(holder));
        if after.facts().is_dynamic() {
            self.frozen(holder, &had, &has);
            return;
        }
        let remove = |object: &Named<'_>| {
            let object = object.argument();
            format!(
                "Remove-MgDirectoryAdministrativeUnitMemberByRef -AdministrativeUnitId {unit} -DirectoryObjectId {object}"
            )
        };
        self.each(holder, had.difference(&has), Way::Out, &remove);
        for id in has.difference(&had) {
            let collection = collection(new, *id);
            let add = |object: &Named<'_>| {
                let object = object.in_text();
                format!(
                    "New-MgDirectoryAdministrativeUnitMemberByRef -AdministrativeUnitId {unit} -OdataId \"https://graph.microsoft.com/v1.0/{collection}/{object}\""
                )
            };
            self.each(holder, std::iter::once(id), Way::In, &add);
        }
    }
}

/// The part of Graph's address that an object is in.
fn collection(directory: &Directory, id: ObjectId) -> &'static str {
    let object = directory.resolve(id);
    match object.and_then(|object| directory.kind_of(object)) {
        Some(ObjectKind::User) => "users",
        Some(ObjectKind::Device) => "devices",
        Some(ObjectKind::Group) => "groups",
        _ => "directoryObjects",
    }
}
