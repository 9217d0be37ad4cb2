//! A script that brings the groups of a tenant from one state to another, in the cmdlets of Microsoft Graph.
//!
//! What is created is created before anything names it, what goes goes last. Whatever the cmdlets cannot do is a
//! comment. Run with `-WhatIf` the script does nothing and says what it would do.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use ingroup_directory::{Directory, Group, GroupFacts, GroupType, ObjectRef, RuleHolder};
use ingroup_rule::{Kind, analyse};
use ingroup_schema::ObjectId;

/// The script from the groups of one state to those of another. Empty if nothing is to be done. `besides` is what the
/// states have different beside that, a line each, which its head says.
pub fn group_script(old: &Directory, new: &Directory, besides: &[String]) -> String {
    let mut script = Script {
        old,
        new,
        variables: BTreeMap::new(),
        lines: Vec::new(),
    };
    script.write();
    if script.lines.is_empty() {
        return String::new();
    }
    let mut text = String::from(HEAD);
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

const HEAD: &str = "\
# Brings groups and their rules from one state to another.
# Needs the module Microsoft.Graph.Groups:
#   Connect-MgGraph -Scopes Group.ReadWrite.All
# With -WhatIf it only says what it would do.
# It has groups with their names, rules, pauses, licences, owners and assigned members.
";

const START: &str = "\
[CmdletBinding(SupportsShouldProcess)]
param()

";

/// Properties of groups that the script brings over, by their names in Graph.
const BROUGHT_OVER: [&str; 13] = [
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
    // The service gives these.
    "mail",
];

/// Whether the script brings this property of groups over, or says that it cannot be changed.
pub fn is_in_script(property: &str) -> bool {
    BROUGHT_OVER.contains(&property)
}

struct Script<'a> {
    old: &'a Directory,
    new: &'a Directory,
    /// The variables that hold groups which the script creates, by the ids that they have in the new state.
    variables: BTreeMap<ObjectId, String>,
    lines: Vec<String>,
}

impl Script<'_> {
    fn write(&mut self) {
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
        self.section("New groups", |script| {
            for group in &ordered {
                script.create(group);
            }
        });
        self.section("Changed groups", |script| {
            for group in new.groups() {
                if let Some(before) = old.group(group.id()) {
                    script.update(before, group);
                }
            }
        });
        self.section("Owners and members", |script| {
            for group in new.groups() {
                script.links(old.group(group.id()), group);
            }
        });
        self.section("Groups that go", |script| {
            for group in old.groups() {
                if new.group(group.id()).is_none() {
                    script.remove(group);
                }
            }
        });
    }

    fn section(&mut self, title: &str, write: impl FnOnce(&mut Self)) {
        let before = self.lines.len();
        write(self);
        if self.lines.len() > before {
            self.lines.insert(before, format!("# {title}"));
            self.lines.push(String::new());
        }
    }

    fn create(&mut self, group: &Group) {
        let facts = group.facts();
        let Some(variable) = self.variables.get(&group.id()).cloned() else {
            return;
        };
        if facts.is_synced() || facts.mail_enabled && !facts.is_unified() {
            self.by_hand(
                group.display_name(),
                "it is made elsewhere: synchronised, or in Exchange",
            );
            return;
        }
        let mut body = vec![
            ("displayName", quoted(&facts.display_name)),
            ("mailEnabled", flag(facts.mail_enabled)),
            (
                "mailNickname",
                quoted(facts.mail_nickname.as_deref().unwrap_or("group")),
            ),
            ("securityEnabled", flag(facts.security_enabled)),
        ];
        if let Some(description) = &facts.description {
            body.push(("description", quoted(description)));
        }
        if !facts.group_types.is_empty() {
            body.push(("groupTypes", types(facts)));
        }
        if let Some(visibility) = facts.visibility {
            body.push(("visibility", quoted(visibility.graph_name())));
        }
        if facts.is_assignable_to_role == Some(true) {
            body.push(("isAssignableToRole", flag(true)));
        }
        if facts.is_dynamic() {
            body.extend(self.rule(facts));
        }
        let body = self.body(&body);
        let command = format!("{variable} = New-MgGroup -BodyParameter {body}");
        self.after_sources(facts, command);
        self.licenses(&[], group);
    }

    /// A command that names what the script creates: with -WhatIf that is not there.
    fn after_sources(&mut self, facts: &GroupFacts, command: String) {
        let needed = sources(facts);
        let needed = needed
            .iter()
            .filter_map(|source| self.variables.get(source));
        let needed: Vec<&str> = needed.map(String::as_str).collect();
        let line = match needed.is_empty() {
            true => command,
            false => format!("if ({}) {{\n{command}\n}}", needed.join(" -and ")),
        };
        self.lines.push(line);
    }

    /// The rule and whether it is worked on, as properties of a body.
    fn rule(&self, facts: &GroupFacts) -> Vec<(&'static str, String)> {
        let text = facts.membership_rule.as_deref().unwrap_or_default();
        let state = facts
            .rule_processing
            .map_or("On", |state| state.graph_name());
        vec![
            ("membershipRule", self.rule_text(text)),
            ("membershipRuleProcessingState", quoted(state)),
        ]
    }

    /// A rule as PowerShell; ids of groups that the script creates are those that they get.
    fn rule_text(&self, text: &str) -> String {
        let mut written = quoted(text);
        let analysis = analyse(text, None);
        if let Some(Kind::MemberOf(sources)) = analysis.rule.as_ref().map(|rule| rule.kind()) {
            for source in sources {
                if let Some(variable) = self.variables.get(source) {
                    let id = source.to_string();
                    let with = format!("' + {variable}.Id + '");
                    written = replaced(&written, &id, &with);
                }
            }
        }
        match written.contains("' + $group") {
            true => format!("({written})"),
            false => written,
        }
    }

    fn update(&mut self, before: &Group, after: &Group) {
        let (old, new) = (before.facts(), after.facts());
        let mut body: Vec<(&'static str, String)> = Vec::new();
        if old.display_name != new.display_name {
            body.push(("displayName", quoted(&new.display_name)));
        }
        if old.description != new.description {
            let text = new.description.as_deref();
            body.push(("description", text.map_or("$null".to_owned(), quoted)));
        }
        if let Some(nickname) = &new.mail_nickname
            && old.mail_nickname != new.mail_nickname
        {
            body.push(("mailNickname", quoted(nickname)));
        }
        if let Some(visibility) = new.visibility
            && old.visibility != new.visibility
        {
            body.push(("visibility", quoted(visibility.graph_name())));
        }
        let converted = old.is_dynamic() != new.is_dynamic();
        if converted {
            body.push(("groupTypes", types(new)));
        }
        if new.is_dynamic() && (converted || old.membership_rule != new.membership_rule) {
            let text = new.membership_rule.as_deref().unwrap_or_default();
            body.push(("membershipRule", self.rule_text(text)));
        }
        if new.is_dynamic() && (converted || old.rule_processing != new.rule_processing) {
            let state = new.rule_processing.map_or("On", |state| state.graph_name());
            body.push(("membershipRuleProcessingState", quoted(state)));
        }
        if !body.is_empty() {
            let body = self.body(&body);
            let (id, name) = (after.id(), comment(before.display_name()));
            self.lines.push(format!("# {name}"));
            let command = format!("Update-MgGroup -GroupId {id} -BodyParameter {body}");
            self.after_sources(new, command);
        }
        for (fact, differs) in [
            ("mailEnabled", old.mail_enabled != new.mail_enabled),
            (
                "securityEnabled",
                old.security_enabled != new.security_enabled,
            ),
            ("its kind", old.is_unified() != new.is_unified()),
            (
                "isAssignableToRole",
                old.is_assignable_to_role.unwrap_or(false)
                    != new.is_assignable_to_role.unwrap_or(false),
            ),
        ] {
            if differs {
                let why = format!("{fact} cannot be changed once a group is made");
                self.by_hand(before.display_name(), &why);
            }
        }
        let licenses: Vec<ObjectId> = old.assigned_licenses.iter().map(|one| one.sku_id).collect();
        if old.assigned_licenses != new.assigned_licenses {
            self.licenses(&licenses, after);
        }
    }

    /// Gives a group the licences of the new state.
    fn licenses(&mut self, had: &[ObjectId], group: &Group) {
        let wanted = &group.facts().assigned_licenses;
        let gone = had
            .iter()
            .filter(|sku| !wanted.iter().any(|one| one.sku_id == **sku));
        let gone: Vec<String> = gone.map(|sku| format!("'{sku}'")).collect();
        if wanted.is_empty() && gone.is_empty() {
            return;
        }
        let added = wanted.iter().map(|one| {
            let plans = one.disabled_plans.iter().map(|plan| format!("'{plan}'"));
            let plans: Vec<String> = plans.collect();
            format!(
                "@{{ SkuId = '{}'; DisabledPlans = @({}) }}",
                one.sku_id,
                plans.join(", ")
            )
        });
        let added: Vec<String> = added.collect();
        let command = format!(
            "Set-MgGroupLicense -GroupId {} -AddLicenses @({}) -RemoveLicenses @({})",
            self.reference(group.id()),
            added.join(", "),
            gone.join(", ")
        );
        self.on(group.id(), &command);
    }

    fn links(&mut self, before: Option<&Group>, after: &Group) {
        let id = after.id();
        let facts = after.facts();
        if before.is_none() && (facts.is_synced() || facts.mail_enabled && !facts.is_unified()) {
            return;
        }
        let group = self.reference(id);
        let owners = |directory: &Directory, group: Option<&Group>| -> BTreeSet<ObjectId> {
            let owners = group.into_iter().flat_map(|group| group.owners());
            owners.filter_map(|owner| directory.id_of(owner)).collect()
        };
        let (had, has) = (owners(self.old, before), owners(self.new, Some(after)));
        // Who comes comes first: a group may not be without owners.
        self.each(after, has.difference(&had), "New-MgGroupOwner", &group);
        self.each(
            after,
            had.difference(&has),
            "Remove-MgGroupOwnerByRef",
            &group,
        );
        if facts.is_dynamic() {
            return;
        }
        let had = before.map_or_else(BTreeSet::new, |group| {
            members(self.old, RuleHolder::Group(group))
        });
        let has = members(self.new, RuleHolder::Group(after));
        self.each(
            after,
            had.difference(&has),
            "Remove-MgGroupMemberByRef",
            &group,
        );
        self.each(after, has.difference(&had), "New-MgGroupMember", &group);
    }

    fn each<'i>(
        &mut self,
        group: &Group,
        objects: impl Iterator<Item = &'i ObjectId>,
        command: &str,
        reference: &str,
    ) {
        for id in objects {
            let there = self.old.resolve(*id).is_some() && self.new.resolve(*id).is_some();
            let object = self
                .variables
                .get(id)
                .map(|variable| format!("{variable}.Id"));
            match (there, object) {
                (_, Some(object)) => {
                    let line =
                        format!("{command} -GroupId {reference} -DirectoryObjectId {object}");
                    self.on(group.id(), &line);
                }
                (true, None) => {
                    let name = self.name(*id);
                    let line =
                        format!("{command} -GroupId {reference} -DirectoryObjectId {id} # {name}");
                    self.on(group.id(), &line);
                }
                // Who is deleted leaves by that; who is not there yet cannot be added.
                (false, None) if command.starts_with("New-") => {
                    let name = self.name(*id);
                    self.by_hand(
                        group.display_name(),
                        &format!("{name} ({id}) is to be added and is not there yet"),
                    );
                }
                (false, None) => {}
            }
        }
    }

    /// A command on a group; with -WhatIf there is no group that the script would have made.
    fn on(&mut self, group: ObjectId, command: &str) {
        self.lines.push(match self.variables.get(&group) {
            // What follows a command on its line is a comment, so it stands before the brace.
            Some(variable) => match command.split_once(" # ") {
                Some((command, name)) => format!("if ({variable}) {{ {command} }} # {name}"),
                None => format!("if ({variable}) {{ {command} }}"),
            },
            None => command.to_owned(),
        });
    }

    fn remove(&mut self, group: &Group) {
        let id = group.id();
        let name = comment(group.display_name());
        if group.facts().is_synced() {
            self.by_hand(
                group.display_name(),
                "it is synchronised, so it is removed where it comes from",
            );
            return;
        }
        let licenses: Vec<String> = group
            .facts()
            .assigned_licenses
            .iter()
            .map(|one| format!("'{}'", one.sku_id))
            .collect();
        if !licenses.is_empty() {
            self.lines.push(format!(
                "Set-MgGroupLicense -GroupId {id} -AddLicenses @() -RemoveLicenses @({})",
                licenses.join(", ")
            ));
        }
        self.lines
            .push(format!("Remove-MgGroup -GroupId {id} # {name}"));
    }

    fn by_hand(&mut self, name: &str, why: &str) {
        let (name, why) = (comment(name), comment(why));
        self.lines.push(format!("# By hand: {name}: {why}."));
    }

    fn reference(&self, group: ObjectId) -> String {
        match self.variables.get(&group) {
            Some(variable) => format!("{variable}.Id"),
            None => group.to_string(),
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

    fn body(&self, parts: &[(&'static str, String)]) -> String {
        let mut body = String::from("@{\n");
        for (name, value) in parts {
            let _ = writeln!(body, "    {name} = {value}");
        }
        body.push('}');
        body
    }
}

fn members(directory: &Directory, holder: RuleHolder<'_>) -> BTreeSet<ObjectId> {
    let members = holder.members().iter();
    members
        .filter_map(|object| directory.id_of(object))
        .collect()
}

/// The groups that a memberOf rule takes its members from.
fn sources(facts: &GroupFacts) -> Vec<ObjectId> {
    let rule = facts
        .membership_rule
        .as_deref()
        .filter(|_| facts.is_dynamic());
    let rule = rule.and_then(|text| analyse(text, None).rule);
    match rule.as_ref().map(|rule| rule.kind()) {
        Some(Kind::MemberOf(sources)) => sources.clone(),
        _ => Vec::new(),
    }
}

fn types(facts: &GroupFacts) -> String {
    let types = facts
        .group_types
        .iter()
        .rev()
        .map(|one: &GroupType| quoted(one.graph_name()));
    let types: Vec<String> = types.collect();
    format!("@({})", types.join(", "))
}

fn flag(flag: bool) -> String {
    match flag {
        true => "$true".to_owned(),
        false => "$false".to_owned(),
    }
}

/// A text in single quotation marks, where only they are special; the rounded ones are to PowerShell the same.
fn quoted(text: &str) -> String {
    let mut out = String::from("'");
    for letter in text.chars() {
        if matches!(
            letter,
            '\'' | '\u{2018}' | '\u{2019}' | '\u{201a}' | '\u{201b}'
        ) {
            out.push(letter);
        }
        out.push(letter);
    }
    out.push('\'');
    out
}

/// A text on one line of a comment.
fn comment(text: &str) -> String {
    text.chars()
        .map(|letter| if letter.is_control() { ' ' } else { letter })
        .collect()
}

/// The text with every occurrence replaced, whatever the case of the digits.
fn replaced(text: &str, what: &str, with: &str) -> String {
    let lower = text.to_ascii_lowercase();
    let mut out = String::new();
    let mut at = 0;
    while let Some(found) = lower.get(at..).and_then(|rest| rest.find(what)) {
        out.push_str(text.get(at..at + found).unwrap_or_default());
        out.push_str(with);
        at += found + what.len();
    }
    out.push_str(text.get(at..).unwrap_or_default());
    out
}
