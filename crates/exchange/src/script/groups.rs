//! Groups in the script between two states: made, changed, licensed and removed.

use ingroup_directory::{Group, GroupFacts, GroupType, JoinPolicy, RuleProcessing};
use ingroup_rule::{Kind, analyse};
use ingroup_schema::ObjectId;

use super::powershell::{comment, flag, hashtable, quoted, renamed, replaced};
use super::{Script, ScriptPart};

/// What the service gives a new group.
const GIVEN: [&str; 6] = [
    "createdDateTime",
    "renewedDateTime",
    "creationOptions",
    "proxyAddresses",
    "lastActivityDateTime",
    "resourceBehaviorOptions",
];

impl Script<'_> {
    pub(super) fn create_group(&mut self, group: &Group) {
        let facts = group.facts();
        let Some(variable) = self.variables.get(&group.id()).cloned() else {
            return;
        };
        if is_made_elsewhere(facts) {
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
        if !facts.resource_behavior_options.is_empty() {
            let options = facts.resource_behavior_options.iter();
            let options: Vec<String> = options.map(|one| quoted(one)).collect();
            let options = format!("@({})", options.join(", "));
            body.push(("resourceBehaviorOptions", options));
        }
        if facts.is_assignable_to_role == Some(true) {
            body.push(("isAssignableToRole", flag(true)));
        }
        if facts.is_dynamic() {
            let rule = facts.membership_rule.as_deref();
            body.extend(self.rule(rule, facts.rule_processing));
        }
        let body = hashtable(&body);
        let command = format!("{variable} = New-MgGroup -BodyParameter {body}");
        self.after_sources(facts, command);
        self.licenses(&[], group);
        self.join_policy(&GroupFacts::default(), facts);
        let others = facts.differences(&GroupFacts::default()).into_iter();
        let others: Vec<&str> = others
            .map(|field| field.graph_name())
            .filter(|name| !ScriptPart::Groups.has(name) && !GIVEN.contains(name))
            .collect();
        if !others.is_empty() {
            self.by_hand(group.display_name(), &format!("set {}", others.join(", ")));
        }
    }

    /// Says who may join a group, which people do in My Groups.
    fn join_policy(&mut self, old: &GroupFacts, new: &GroupFacts) {
        if old.own_join_policy != new.own_join_policy {
            let policy = new.own_join_policy.unwrap_or(JoinPolicy::Closed).name();
            let why = format!(
                "its join policy becomes {policy}; owners set that in My Groups, and Graph has no call for it"
            );
            self.by_hand(&new.display_name, &why);
        }
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

    /// A rule and whether it is worked on, as properties of a body.
    pub(super) fn rule(
        &self,
        text: Option<&str>,
        state: Option<RuleProcessing>,
    ) -> [(&'static str, String); 2] {
        let state = state.map_or("On", |state| state.graph_name());
        [
            ("membershipRule", self.rule_text(text.unwrap_or_default())),
            ("membershipRuleProcessingState", quoted(state)),
        ]
    }

    /// A rule as PowerShell; ids of groups that the script creates are those that they get.
    pub(super) fn rule_text(&self, text: &str) -> String {
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

    pub(super) fn update_group(&mut self, before: &Group, after: &Group) {
        let (old, new) = (before.facts(), after.facts());
        let mut body = renamed(
            (&old.display_name, old.description.as_deref()),
            (&new.display_name, new.description.as_deref()),
        );
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
        let [rule, state] = self.rule(new.membership_rule.as_deref(), new.rule_processing);
        if new.is_dynamic() && (converted || old.membership_rule != new.membership_rule) {
            body.push(rule);
        }
        if new.is_dynamic() && (converted || old.rule_processing != new.rule_processing) {
            body.push(state);
        }
        if !body.is_empty() {
            let body = hashtable(&body);
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
        self.join_policy(old, new);
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
        self.on(&[group.id()], &command);
    }

    pub(super) fn remove_group(&mut self, group: &Group) {
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
}

/// The groups that a memberOf rule takes its members from.
pub(super) fn sources(facts: &GroupFacts) -> Vec<ObjectId> {
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

/// Whether a group is not made by Graph's commands: it is synchronised, or Exchange's.
pub(super) fn is_made_elsewhere(facts: &GroupFacts) -> bool {
    facts.is_synced() || facts.mail_enabled && !facts.is_unified()
}
