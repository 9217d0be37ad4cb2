//! The native commands: one file each, one line here.

mod add_administrative_unit_member;
mod add_application_assignment;
mod add_expiration_policy_group;
mod add_group_activity;
mod add_group_member;
mod add_group_owner;
mod add_role_member;
mod approve_join_request;
mod backup_tenant;
mod checkpoint_tenant;
mod clear_processing_fault;
mod compare_tenant;
mod connect_tenant;
mod deny_join_request;
mod enter_group;
mod exit_group;
mod export_tenant;
mod export_tenant_diagram;
mod export_tenant_report;
mod format_membership_rule;
mod get_access;
mod get_administrative_unit;
mod get_administrative_unit_member;
mod get_alert;
mod get_application;
mod get_audit_log;
mod get_checkpoint;
mod get_clock;
mod get_deleted_object;
mod get_device;
mod get_expiration_policy;
mod get_group;
mod get_group_history;
mod get_group_license;
mod get_group_member;
mod get_group_owner;
mod get_join_request;
mod get_license_forecast;
mod get_mail;
mod get_membership_reason;
mod get_membership_rule_property;
mod get_processing;
mod get_processing_queue;
mod get_quota;
mod get_role;
mod get_role_member;
mod get_subscription;
mod get_team;
mod get_team_member;
mod get_tenant;
mod get_user;
mod get_user_license;
mod import_tenant;
mod import_user;
mod invoke_group_renewal;
mod invoke_processing;
mod new_administrative_unit;
mod new_application;
mod new_application_extension_property;
mod new_device;
mod new_expiration_policy;
mod new_group;
mod new_join_request;
mod new_subscription;
mod new_team;
mod new_tenant;
mod new_user;
mod optimize_tenant;
mod remove_administrative_unit;
mod remove_administrative_unit_member;
mod remove_application;
mod remove_application_assignment;
mod remove_deleted_object;
mod remove_device;
mod remove_expiration_policy;
mod remove_expiration_policy_group;
mod remove_group;
mod remove_group_member;
mod remove_group_owner;
mod remove_role_member;
mod remove_user;
mod restore_deleted_object;
mod restore_tenant;
mod resume_administrative_unit;
mod resume_group;
mod resume_processing;
mod save_session;
mod set_administrative_unit;
mod set_clock;
mod set_device;
mod set_expiration_policy;
mod set_group;
mod set_group_license;
mod set_processing_fault;
mod set_subscription;
mod set_tenant;
mod set_user;
mod set_user_license;
mod step_clock;
mod stop_join_request;
mod suspend_administrative_unit;
mod suspend_group;
mod suspend_processing;
mod test_membership_rule;
mod test_tenant;
mod undo_tenant;
mod update_group_license;
mod update_user_license;
mod use_tenant;

use ingroup_shell::Command;

use crate::session::Session;

/// The work that families share.
pub(crate) mod work {
    pub(crate) use super::add_administrative_unit_member::add_administrative_unit_member;
    pub(crate) use super::add_expiration_policy_group::add_expiration_policy_group;
    pub(crate) use super::add_group_member::add_group_member;
    pub(crate) use super::add_group_owner::add_group_owner;
    pub(crate) use super::add_role_member::add_role_member;
    pub(crate) use super::get_administrative_unit::get_administrative_unit;
    pub(crate) use super::get_application::get_application;
    pub(crate) use super::get_device::get_device;
    pub(crate) use super::get_expiration_policy::get_expiration_policy;
    pub(crate) use super::get_group::get_group;
    pub(crate) use super::get_group_license::members_with_license_errors;
    pub(crate) use super::get_role::get_role;
    pub(crate) use super::get_role_member::get_role_member;
    pub(crate) use super::get_subscription::get_subscription;
    pub(crate) use super::get_team_member::get_team_member;
    pub(crate) use super::get_tenant::get_tenant;
    pub(crate) use super::get_user::get_user;
    pub(crate) use super::get_user_license::license_details;
    pub(crate) use super::invoke_group_renewal::invoke_group_renewal;
    pub(crate) use super::new_administrative_unit::new_administrative_unit;
    pub(crate) use super::new_application::new_application;
    pub(crate) use super::new_application_extension_property::new_application_extension_property;
    pub(crate) use super::new_device::new_device;
    pub(crate) use super::new_expiration_policy::new_expiration_policy;
    pub(crate) use super::new_group::new_group;
    pub(crate) use super::new_team::new_team;
    pub(crate) use super::new_user::new_user;
    pub(crate) use super::remove_administrative_unit::remove_administrative_unit;
    pub(crate) use super::remove_administrative_unit_member::remove_administrative_unit_member;
    pub(crate) use super::remove_application::remove_application;
    pub(crate) use super::remove_deleted_object::remove_deleted_object;
    pub(crate) use super::remove_device::remove_device;
    pub(crate) use super::remove_expiration_policy::remove_expiration_policy;
    pub(crate) use super::remove_expiration_policy_group::remove_expiration_policy_group;
    pub(crate) use super::remove_group::remove_group;
    pub(crate) use super::remove_group_member::remove_group_member;
    pub(crate) use super::remove_group_owner::remove_group_owner;
    pub(crate) use super::remove_user::remove_user;
    pub(crate) use super::restore_deleted_object::restore_deleted_object;
    pub(crate) use super::set_administrative_unit::set_administrative_unit;
    pub(crate) use super::set_device::set_device;
    pub(crate) use super::set_expiration_policy::set_expiration_policy;
    pub(crate) use super::set_group::set_group;
    pub(crate) use super::set_group_license::set_group_license;
    pub(crate) use super::set_user::set_user;
    pub(crate) use super::set_user_license::set_user_license;
    pub(crate) use super::update_user_license::update_user_license;
}

/// A command's name, and what makes it.
type Row = (&'static str, fn() -> Command<Session>);

/// The native commands by name; each is made when it is first asked for.
pub(crate) const ALL: &[Row] = &[
    (
        "Add-AdministrativeUnitMember",
        add_administrative_unit_member::command,
    ),
    (
        "Add-ApplicationAssignment",
        add_application_assignment::command,
    ),
    (
        "Add-ExpirationPolicyGroup",
        add_expiration_policy_group::command,
    ),
    ("Add-GroupActivity", add_group_activity::command),
    ("Add-GroupMember", add_group_member::command),
    ("Add-GroupOwner", add_group_owner::command),
    ("Add-RoleMember", add_role_member::command),
    ("Approve-JoinRequest", approve_join_request::command),
    ("Backup-Tenant", backup_tenant::command),
    ("Checkpoint-Tenant", checkpoint_tenant::command),
    ("Clear-ProcessingFault", clear_processing_fault::command),
    ("Compare-Tenant", compare_tenant::command),
    ("Connect-Tenant", connect_tenant::command),
    ("Deny-JoinRequest", deny_join_request::command),
    ("Enter-Group", enter_group::command),
    ("Exit-Group", exit_group::command),
    ("Export-Tenant", export_tenant::command),
    ("Export-TenantDiagram", export_tenant_diagram::command),
    ("Export-TenantReport", export_tenant_report::command),
    ("Format-MembershipRule", format_membership_rule::command),
    ("Get-Access", get_access::command),
    ("Get-AdministrativeUnit", get_administrative_unit::command),
    (
        "Get-AdministrativeUnitMember",
        get_administrative_unit_member::command,
    ),
    ("Get-Alert", get_alert::command),
    ("Get-Application", get_application::command),
    ("Get-AuditLog", get_audit_log::command),
    ("Get-Checkpoint", get_checkpoint::command),
    ("Get-Clock", get_clock::command),
    ("Get-DeletedObject", get_deleted_object::command),
    ("Get-Device", get_device::command),
    ("Get-ExpirationPolicy", get_expiration_policy::command),
    ("Get-Group", get_group::command),
    ("Get-GroupHistory", get_group_history::command),
    ("Get-GroupLicense", get_group_license::command),
    ("Get-GroupMember", get_group_member::command),
    ("Get-GroupOwner", get_group_owner::command),
    ("Get-JoinRequest", get_join_request::command),
    ("Get-LicenseForecast", get_license_forecast::command),
    ("Get-Mail", get_mail::command),
    ("Get-MembershipReason", get_membership_reason::command),
    (
        "Get-MembershipRuleProperty",
        get_membership_rule_property::command,
    ),
    ("Get-Processing", get_processing::command),
    ("Get-ProcessingQueue", get_processing_queue::command),
    ("Get-Quota", get_quota::command),
    ("Get-Role", get_role::command),
    ("Get-RoleMember", get_role_member::command),
    ("Get-Subscription", get_subscription::command),
    ("Get-Team", get_team::command),
    ("Get-TeamMember", get_team_member::command),
    ("Get-Tenant", get_tenant::command),
    ("Get-User", get_user::command),
    ("Get-UserLicense", get_user_license::command),
    ("Import-Tenant", import_tenant::command),
    ("Import-User", import_user::command),
    ("Invoke-GroupRenewal", invoke_group_renewal::command),
    ("Invoke-Processing", invoke_processing::command),
    ("New-AdministrativeUnit", new_administrative_unit::command),
    ("New-Application", new_application::command),
    (
        "New-ApplicationExtensionProperty",
        new_application_extension_property::command,
    ),
    ("New-Device", new_device::command),
    ("New-ExpirationPolicy", new_expiration_policy::command),
    ("New-Group", new_group::command),
    ("New-JoinRequest", new_join_request::command),
    ("New-Subscription", new_subscription::command),
    ("New-Team", new_team::command),
    ("New-Tenant", new_tenant::command),
    ("New-User", new_user::command),
    ("Optimize-Tenant", optimize_tenant::command),
    (
        "Remove-AdministrativeUnit",
        remove_administrative_unit::command,
    ),
    (
        "Remove-AdministrativeUnitMember",
        remove_administrative_unit_member::command,
    ),
    ("Remove-Application", remove_application::command),
    (
        "Remove-ApplicationAssignment",
        remove_application_assignment::command,
    ),
    ("Remove-DeletedObject", remove_deleted_object::command),
    ("Remove-Device", remove_device::command),
    ("Remove-ExpirationPolicy", remove_expiration_policy::command),
    (
        "Remove-ExpirationPolicyGroup",
        remove_expiration_policy_group::command,
    ),
    ("Remove-Group", remove_group::command),
    ("Remove-GroupMember", remove_group_member::command),
    ("Remove-GroupOwner", remove_group_owner::command),
    ("Remove-RoleMember", remove_role_member::command),
    ("Remove-User", remove_user::command),
    ("Restore-DeletedObject", restore_deleted_object::command),
    (
        "Resume-AdministrativeUnit",
        resume_administrative_unit::command,
    ),
    ("Restore-Tenant", restore_tenant::command),
    ("Resume-Group", resume_group::command),
    ("Resume-Processing", resume_processing::command),
    ("Save-Session", save_session::command),
    ("Set-AdministrativeUnit", set_administrative_unit::command),
    ("Set-Clock", set_clock::command),
    ("Set-Device", set_device::command),
    ("Set-ExpirationPolicy", set_expiration_policy::command),
    ("Set-Group", set_group::command),
    ("Set-GroupLicense", set_group_license::command),
    ("Set-ProcessingFault", set_processing_fault::command),
    ("Set-Subscription", set_subscription::command),
    ("Set-Tenant", set_tenant::command),
    ("Set-User", set_user::command),
    ("Set-UserLicense", set_user_license::command),
    ("Step-Clock", step_clock::command),
    ("Stop-JoinRequest", stop_join_request::command),
    (
        "Suspend-AdministrativeUnit",
        suspend_administrative_unit::command,
    ),
    ("Suspend-Group", suspend_group::command),
    ("Suspend-Processing", suspend_processing::command),
    ("Test-MembershipRule", test_membership_rule::command),
    ("Test-Tenant", test_tenant::command),
    ("Undo-Tenant", undo_tenant::command),
    ("Update-GroupLicense", update_group_license::command),
    ("Update-UserLicense", update_user_license::command),
    ("Use-Tenant", use_tenant::command),
];
