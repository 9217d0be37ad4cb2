//! The settings and the expiration policy of Microsoft 365 groups in the script between two states (`1.2`, `1.11`).

use std::collections::BTreeSet;

use ingroup_directory::{Directory, LifecyclePolicy, SETTINGS, SettingArea};
use ingroup_schema::ObjectId;

use super::Script;
use super::powershell::{hashtable, quoted};
use crate::export_lists::GROUP_UNIFIED;

impl Script<'_> {
    /// All settings of Microsoft 365 groups, where one is different: Graph takes them together.
    pub(super) fn settings(&mut self) {
        let values = of_groups(self.new);
        if values == of_groups(self.old) {
            return;
        }
        self.lines.push("$values = @(".to_owned());
        for (name, value) in values {
            let made = value
                .parse()
                .ok()
                .and_then(|id: ObjectId| self.variables.get(&id));
            let value = made.map_or_else(|| quoted(&value), |group| format!("{group}.Id"));
            let name = quoted(name);
            self.lines
                .push(format!("    @{{ name = {name}; value = {value} }}"));
        }
        self.lines.push(")".to_owned());
        self.lines.push(format!(
            "$settings = Get-MgBetaDirectorySetting | Where-Object TemplateId -eq '{GROUP_UNIFIED}'\n\
             if ($settings) {{\n    \
             Update-MgBetaDirectorySetting -DirectorySettingId $settings.Id -BodyParameter @{{ values = $values }}\n\
             }} else {{\n    \
             New-MgBetaDirectorySetting -BodyParameter @{{ templateId = '{GROUP_UNIFIED}'; values = $values }}\n\
             }}"
        ));
    }

    /// The expiration policy and the groups that were chosen for it.
    pub(super) fn lifecycle(&mut self) {
        let (old, new) = (self.old.lifecycle_policy(), self.new.lifecycle_policy());
        let (old, new) = (old.map(AsRef::as_ref), new.map(AsRef::as_ref));
        match (old, new) {
            (None, None) => {}
            (Some(old), None) => {
                let line = format!(
                    "Remove-MgGroupLifecyclePolicy -GroupLifecyclePolicyId {}",
                    old.id
                );
                self.lines.push(line);
            }
            (None, Some(new)) => {
                let body = policy(new);
                self.lines.push(format!(
                    "$policy = New-MgGroupLifecyclePolicy -BodyParameter {body}"
                ));
                self.variables.insert(new.id, "$policy".to_owned());
                self.chosen(new.id, &BTreeSet::new(), &new.selected);
            }
            (Some(old), Some(new)) => {
                let (before, after) = (policy(old), policy(new));
                if before != after {
                    self.lines.push(format!(
                        "Update-MgGroupLifecyclePolicy -GroupLifecyclePolicyId {} -BodyParameter {after}",
                        old.id
                    ));
                }
                self.chosen(old.id, &old.selected, &new.selected);
            }
        }
    }

    fn chosen(&mut self, policy: ObjectId, had: &BTreeSet<ObjectId>, has: &BTreeSet<ObjectId>) {
        let of_policy = self.reference(policy);
        for (command, groups) in [
            ("Remove-MgGroupFromLifecyclePolicy", had.difference(has)),
            ("Add-MgGroupToLifecyclePolicy", has.difference(had)),
        ] {
            for group in groups.filter(|id| self.new.group(**id).is_some()) {
                let (reference, name) = (self.reference(*group), self.name(*group));
                let line = format!(
                    "{command} -GroupLifecyclePolicyId {of_policy} -GroupId {reference} # {name}"
                );
                self.on(&[policy, *group], &line);
            }
        }
    }
}

fn of_groups(directory: &Directory) -> Vec<(&'static str, String)> {
    let all = SETTINGS.iter();
    all.filter(|setting| setting.area == SettingArea::GroupUnified)
        .filter_map(|setting| {
            let value = directory.settings().get(setting.name).ok()?;
            Some((setting.name, value.to_string()))
        })
        .collect()
}

fn policy(policy: &LifecyclePolicy) -> String {
    hashtable(&[
        ("groupLifetimeInDays", policy.lifetime_days.to_string()),
        ("managedGroupTypes", quoted(policy.managed.graph_name())),
        (
            "alternateNotificationEmails",
            quoted(&policy.alternate_mails.join(";")),
        ),
    ])
}
