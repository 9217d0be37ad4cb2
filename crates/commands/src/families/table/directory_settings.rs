//! Microsoft.Graph.Beta.Identity.DirectoryManagement: the settings of Microsoft 365 groups.

use super::super::directory_settings::{create, get, remove, template, update};
use super::super::row::{Row, Take, renamed, row, take};
use super::super::shapes::{MG_SETTING, MG_SETTING_TEMPLATE};
use crate::request::Body;

const M: &str = "Microsoft.Graph.Beta.Identity.DirectoryManagement";

/// What the hashtable holds.
const KEYS: &[&str] = &["displayName", "templateId", "values"];

const fn of() -> Take {
    renamed("DirectorySettingId", "SettingId", "DirectorySetting")
}

#[rustfmt::skip] // a row, a few lines
pub(super) static ROWS: &[Row] = &[
    row(M, "Get-MgBetaDirectorySettingTemplate", "Shows the names and defaults of the settings of Microsoft 365 groups.", template, &MG_SETTING_TEMPLATE)
        .takes(&[renamed("DirectorySettingTemplateId", "TemplateId", "DirectorySetting"), take("All")])
        .shows("(Get-MgBetaDirectorySettingTemplate | Where-Object DisplayName -eq 'Group.Unified').Values | Select-Object Name, DefaultValue -First 3", "Shows the first three."),
    row(M, "Get-MgBetaDirectorySetting", "Shows the settings of Microsoft 365 groups, which are always there, with the defaults at first.", get, &MG_SETTING)
        .takes(&[of(), take("All")])
        .shows("(Get-MgBetaDirectorySetting | Where-Object DisplayName -eq 'Group.Unified').Values | Where-Object Name -eq EnableGroupCreation", "Shows whether people may create Microsoft 365 groups."),
    row(M, "New-MgBetaDirectorySetting", "Sets settings of Microsoft 365 groups from a hashtable with a template and values.", create, &MG_SETTING)
        .takes(&[take("TemplateId"), take("Values")]).body(Body::Keys(KEYS)).changes()
        .shows("New-MgBetaDirectorySetting -BodyParameter @{ templateId = '62375ab9-6b52-47ed-826b-58e47e0e304b'; values = @(@{ name = 'PrefixSuffixNamingRequirement'; value = 'GRP_[GroupName]' }, @{ name = 'CustomBlockedWordsList'; value = 'Payroll,CEO,HR' }) } | Select-Object DisplayName", "Sets a naming policy."),
    row(M, "Update-MgBetaDirectorySetting", "Sets settings of Microsoft 365 groups by parameters or by a hashtable.", update, &MG_SETTING)
        .takes(&[of().mandatory(), take("TemplateId"), take("Values")]).body(Body::Keys(KEYS)).changes()
        .shows("$id = (Get-MgBetaDirectorySetting).Id; Update-MgBetaDirectorySetting -DirectorySettingId $id -Values @{ name = 'EnableGroupCreation'; value = 'false' }; Get-Tenant -Setting EnableGroupCreation | Select-Object Name, Value", "Lets nobody without a role create Microsoft 365 groups."),
    row(M, "Remove-MgBetaDirectorySetting", "Sets the settings of Microsoft 365 groups back to the defaults.", remove, &MG_SETTING)
        .takes(&[of().mandatory()]).changes()
        .shows("Set-Tenant -CustomBlockedWordsList 'CEO'; Remove-MgBetaDirectorySetting -DirectorySettingId (Get-MgBetaDirectorySetting).Id; (Get-Tenant -Setting CustomBlockedWordsList).Value", "Sets everything back."),
];
