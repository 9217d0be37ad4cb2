//! A script that brings a tenant's groups and what hangs on them from one state to another, in the cmdlets of Microsoft
//! Graph.
//!
//! What is created is created before anything names it, what goes goes last. Whatever the cmdlets cannot do is a
//! comment. Run with `-WhatIf` the script does nothing and says what it would do.

mod groups;
mod people;
mod powershell;
mod settings;
mod teams;
mod unit_roles;
mod units;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use ingroup_directory::{Directory, Group, ObjectRef, Setting, SettingArea};
use ingroup_schema::ObjectId;

use groups::sources;
use powershell::comment;

/// What a script may bring over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ScriptPart {
    /// Groups with their teams.
    Groups,
    /// Administrative units.
    Units,
    /// Who holds which role for the members of an administrative unit.
    UnitRoles,
    /// The settings of Microsoft 365 groups.
    Settings,
    /// The expiration policy.
    Lifecycle,
}

impl ScriptPart {
    /// Whether the script brings this property over, or says of an object that it cannot be changed.
    pub fn has(self, property: &str) -> bool {
        match self {
            Self::Groups => OF_GROUPS.contains(&property),
            Self::Units => OF_UNITS.contains(&property),
            Self::UnitRoles => property == "scopedRoleMembers",
            Self::Settings => Setting::find(property)
                .is_some_and(|setting| setting.area == SettingArea::GroupUnified),
            Self::Lifecycle => property == "groupLifecyclePolicy",
        }
    }
}

/// The script from one state to another, of these parts. Empty if nothing is to be done. `besides` is what the
/// states have different beside that, a line each, which its head says.
pub fn group_script(
    old: &Directory,
    new: &Directory,
    parts: &BTreeSet<ScriptPart>,
    besides: &[String],
) -> String {
    let mut script = Script {
        old,
        new,
        variables: BTreeMap::new(),
        lines: Vec::new(),
        needs: BTreeSet::new(),
    };
    script.write(parts);
    if script.lines.is_empty() {
        return String::new();
    }
    let mut text = head(&script.needs);
    if !besides.is_empty() {
        text.push_str("#\n# Not in it is what is different beside that:\n");
        for line in besides {
            let _ = writeln!(text, "#   {}", comment(line));
        }
    }
    text.push_str(START);
    for line in script.lines {
        text.push_str(&line);
        text.push('\n');
    }
    text
}

/// What a section needs of PowerShell: a module, and what it may do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Needs {
    module: &'static str,
    scope: &'static str,
}

const GROUPS: Needs = Needs {
    module: "Microsoft.Graph.Groups",
    scope: "Group.ReadWrite.All",
};

const LIFECYCLE: Needs = Needs {
    module: "Microsoft.Graph.Groups",
    scope: "Directory.ReadWrite.All",
};

const TEAMS: Needs = Needs {
    module: "Microsoft.Graph.Teams",
    scope: "Team.Create",
};

const UNITS: Needs = Needs {
    module: "Microsoft.Graph.Identity.DirectoryManagement",
    scope: "AdministrativeUnit.ReadWrite.All",
};

const UNIT_ROLES: Needs = Needs {
    module: "Microsoft.Graph.Identity.DirectoryManagement",
    scope: "RoleManagement.ReadWrite.Directory",
};

const SETTINGS: Needs = Needs {
    module: "Microsoft.Graph.Beta.Identity.DirectoryManagement",
    scope: "Directory.ReadWrite.All",
};

fn head(needs: &BTreeSet<Needs>) -> String {
    let modules: BTreeSet<&str> = needs.iter().map(|one| one.module).collect();
    let scopes: BTreeSet<&str> = needs.iter().map(|one| one.scope).collect();
    let listed = |all: BTreeSet<&str>| all.into_iter().collect::<Vec<_>>().join(", ");
    let (word, modules) = match modules.len() {
        1 => ("module", listed(modules)),
        _ => ("modules", listed(modules)),
    };
    format!(
        "# Brings groups and what hangs on them from one state to another.\n\
         # Needs the {word} {modules}:\n\
         #   Connect-MgGraph -Scopes {}\n\
         # With -WhatIf it only says what it would do.\n\
         # It knows groups with their names, rules, pauses, licences, owners, assigned members and teams, administrative\n\
         # units with roles over them, and the settings and the expiration policy of Microsoft 365 groups.\n",
        listed(scopes)
    )
}

const START: &str = "\
[CmdletBinding(SupportsShouldProcess)]
param()

";

/// Properties of groups that the script brings over, by their names in Graph.
const OF_GROUPS: [&str; 17] = [
    "displayName",
    "description",
    "mailNickname",
    "visibility",
    "groupTypes",
    "membershipRule",
    "membershipRuleProcessingState",
    "mailEnabled",
    "securityEnabled",
    "isAssignableToRole",
    "assignedLicenses",
    "owners",
    "resourceProvisioningOptions",
    // Graph does not know it: it is said.
    "joinPolicy",
    // The service gives these.
    "mail",
    "expirationDateTime",
    "teamCreatedDateTime",
];

/// Properties of administrative units that the script brings over.
const OF_UNITS: [&str; 7] = [
    "displayName",
    "description",
    "visibility",
    "membershipType",
    "membershipRule",
    "membershipRuleProcessingState",
    "isMemberManagementRestricted",
];

struct Script<'a> {
    old: &'a Directory,
    new: &'a Directory,
    /// The variables that hold what the script creates, by the ids that it has in the new state.
    variables: BTreeMap<ObjectId, String>,
    lines: Vec<String>,
    needs: BTreeSet<Needs>,
}

impl Script<'_> {
    fn write(&mut self, parts: &BTreeSet<ScriptPart>) {
        if parts.contains(&ScriptPart::Groups) {
            self.groups();
        }
        if parts.contains(&ScriptPart::Units) {
            self.units();
        }
        if parts.contains(&ScriptPart::UnitRoles) {
            self.section(
                "Roles over administrative units",
                UNIT_ROLES,
                Self::unit_roles,
            );
        }
        // Groups are made and named before the new state's policies are there.
        if parts.contains(&ScriptPart::Settings) {
            self.section("Settings of Microsoft 365 groups", SETTINGS, Self::settings);
        }
        if parts.contains(&ScriptPart::Lifecycle) {
            self.section("Expiration policy", LIFECYCLE, Self::lifecycle);
        }
    }

    fn groups(&mut self) {
        let (old, new) = (self.old, self.new);
        let created: Vec<&Group> = new
            .groups()
            .filter(|group| old.group(group.id()).is_none())
            .collect();
        for (number, group) in created.iter().enumerate() {
            self.variables
                .insert(group.id(), format!("$group{}", number + 1));
        }
        let mut ordered = created.clone();
        // A rule that takes the members of another group needs that group.
        ordered.sort_by_key(|group| !sources(group.facts()).is_empty());
        self.section("New groups", GROUPS, |script| {
            for group in &ordered {
                script.create_group(group);
            }
        });
        self.section("Changed groups", GROUPS, |script| {
            for group in new.groups() {
                if let Some(before) = old.group(group.id()) {
                    script.update_group(before, group);
                }
            }
        });
        self.section("Owners and members", GROUPS, |script| {
            for group in new.groups() {
                script.people_of_group(old.group(group.id()), group);
            }
        });
        self.section("Teams", TEAMS, |script| {
            for group in new.groups() {
                script.team(old.group(group.id()), group);
            }
        });
        self.section("Groups that go", GROUPS, |script| {
            for group in old.groups() {
                if new.group(group.id()).is_none() {
                    script.remove_group(group);
                }
            }
        });
    }

    fn section(&mut self, title: &str, needs: Needs, write: impl FnOnce(&mut Self)) {
        let before = self.lines.len();
        write(self);
        if self.lines.len() > before {
            self.lines.insert(before, format!("# {title}"));
            self.lines.push(String::new());
            self.needs.insert(needs);
        }
    }

    /// A command that names these; with -WhatIf there is nothing that the script would have made.
    fn on(&mut self, named: &[ObjectId], command: &str) {
        let made = named.iter().filter_map(|id| self.variables.get(id));
        let made: Vec<&str> = made.map(String::as_str).collect();
        let line = match (made.is_empty(), command.split_once(" # ")) {
            (true, _) => command.to_owned(),
            // What follows a command on its line is a comment, so it stands before the brace.
            (false, Some((command, name))) => {
                format!("if ({}) {{ {command} }} # {name}", made.join(" -and "))
            }
            (false, None) => format!("if ({}) {{ {command} }}", made.join(" -and ")),
        };
        self.lines.push(line);
    }

    fn by_hand(&mut self, name: &str, why: &str) {
        let (name, why) = (comment(name), comment(why));
        self.lines.push(format!("# By hand: {name}: {why}."));
    }

    fn reference(&self, made: ObjectId) -> String {
        match self.variables.get(&made) {
            Some(variable) => format!("{variable}.Id"),
            None => made.to_string(),
        }
    }

    fn name(&self, id: ObjectId) -> String {
        let of = |directory: &Directory| -> Option<String> {
            let object = directory.resolve(id)?;
            let sign_in = match object {
                ObjectRef::User(row) => directory.user_principal_name(row),
                _ => None,
            };
            let name = sign_in.or_else(|| directory.display_name(object))?;
            Some(comment(name))
        };
        of(self.new)
            .or_else(|| of(self.old))
            .unwrap_or_else(|| id.to_string())
    }
}
