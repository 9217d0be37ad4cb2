//! Commands on the tenant itself: what it has set, and its plain facts (`1.1`, `1.2`).

use ingroup_directory::{Organization, Setting, SettingValue, Settings};
use ingroup_engine::Context;
use ingroup_schema::ObjectKind;
use serde::{Deserialize, Serialize};

use crate::command::Outcome;
use crate::names::invalid;
use crate::naming;
use crate::refusal::Refusal;
use crate::tenant::Tenant;

/// Changes of the organisation; only what is named changes.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct OrganizationChanges {
    /// A new name.
    pub display_name: Option<String>,
    /// Where it is: two letters of ISO 3166.
    pub country_letter_code: Option<String>,
}

impl Tenant {
    pub(crate) fn update_settings(
        &mut self,
        values: &[(&'static Setting, SettingValue)],
        outcome: &mut Outcome,
    ) -> Result<(), Refusal> {
        let mut settings = Settings::clone(self.directory.settings());
        for (setting, value) in values {
            settings
                .set(setting.name, value.clone())
                .map_err(|_| Refusal::InvalidValue {
                    property: setting.name.to_owned(),
                    value: value.to_string(),
                    reason: format!("it must be {}", setting.kind),
                })?;
        }
        naming::check_policy(&settings)?;
        let before = self.directory.settings().group_creation_allowed_group;
        if let Some(group) = settings.group_creation_allowed_group
            && before != Some(group)
            && self.directory.group(group).is_none()
        {
            return Err(Refusal::NotFound {
                kind: ObjectKind::Group,
                identity: group.to_string(),
            });
        }
        let mut changes = Vec::new();
        self.directory.set_settings(settings, &mut changes);
        self.wrote(changes, outcome);
        // What another sweep would have noticed by now is noticed (N-18).
        let policy = self.policy();
        let context = Context::new(&self.directory, &policy, self.clock.now());
        self.engine.time_has_passed(context);
        Ok(())
    }

    pub(crate) fn update_organization(
        &mut self,
        changed: &OrganizationChanges,
        outcome: &mut Outcome,
    ) -> Result<(), Refusal> {
        let mut organization = Organization::clone(self.directory.organization());
        if let Some(name) = &changed.display_name {
            if name.trim().is_empty() {
                return Err(invalid("displayName", name, "a tenant has a name"));
            }
            organization.display_name = Some(name.as_str().into());
        }
        if let Some(code) = &changed.country_letter_code {
            if code.len() != 2 || !code.bytes().all(|byte| byte.is_ascii_alphabetic()) {
                let reason = "it is two letters, such as US or NG";
                return Err(invalid("countryLetterCode", code, reason));
            }
            organization.country_letter_code = Some(code.to_ascii_uppercase().into());
        }
        let mut changes = Vec::new();
        self.directory.set_organization(organization, &mut changes);
        self.wrote(changes, outcome);
        Ok(())
    }
}
