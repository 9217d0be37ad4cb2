//! The native commands: one file each, one line here.

mod add_administrative_unit_member;
mod add_application_assignment;
mod add_group_member;
mod add_group_owner;
mod add_role_member;
mod checkpoint_tenant;
mod clear_processing_fault;
mod connect_tenant;
mod export_tenant;
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
mod get_group;
mod get_group_member;
mod get_group_owner;
mod get_mail;
mod get_membership_reason;
mod get_membership_rule_property;
mod get_processing;
mod get_processing_queue;
mod get_quota;
mod get_role;
mod get_role_member;
mod get_team;
mod get_team_member;
mod get_tenant;
mod get_user;
mod import_tenant;
mod invoke_processing;
mod new_administrative_unit;
mod new_application;
mod new_application_extension_property;
mod new_device;
mod new_group;
mod new_team;
mod new_user;
mod remove_administrative_unit;
mod remove_administrative_unit_member;
mod remove_application;
mod remove_application_assignment;
mod remove_deleted_object;
mod remove_device;
mod remove_group;
mod remove_group_member;
mod remove_group_owner;
mod remove_role_member;
mod remove_user;
mod restore_deleted_object;
mod resume_administrative_unit;
mod resume_group;
mod resume_processing;
mod save_session;
mod set_administrative_unit;
mod set_clock;
mod set_device;
mod set_group;
mod set_processing_fault;
mod set_tenant;
mod set_user;
mod step_clock;
mod suspend_administrative_unit;
mod suspend_group;
mod suspend_processing;
mod test_membership_rule;
mod undo_tenant;

use ingroup_shell::Command;

use crate::session::Session;

/// The work that families share.
pub(crate) mod work {
    pub(crate) use super::add_administrative_unit_member::add_administrative_unit_member;
    pub(crate) use super::add_group_member::add_group_member;
    pub(crate) use super::add_group_owner::add_group_owner;
    pub(crate) use super::get_administrative_unit::get_administrative_unit;
    pub(crate) use super::get_application::get_application;
    pub(crate) use super::get_device::get_device;
    pub(crate) use super::get_group::get_group;
    pub(crate) use super::get_team_member::get_team_member;
    pub(crate) use super::get_tenant::get_tenant;
    pub(crate) use super::get_user::get_user;
    pub(crate) use super::new_administrative_unit::new_administrative_unit;
    pub(crate) use super::new_application::new_application;
    pub(crate) use super::new_application_extension_property::new_application_extension_property;
    pub(crate) use super::new_device::new_device;
    pub(crate) use super::new_group::new_group;
    pub(crate) use super::new_user::new_user;
    pub(crate) use super::remove_administrative_unit::remove_administrative_unit;
    pub(crate) use super::remove_administrative_unit_member::remove_administrative_unit_member;
    pub(crate) use super::remove_application::remove_application;
    pub(crate) use super::remove_deleted_object::remove_deleted_object;
    pub(crate) use super::remove_device::remove_device;
    pub(crate) use super::remove_group::remove_group;
    pub(crate) use super::remove_group_member::remove_group_member;
    pub(crate) use super::remove_group_owner::remove_group_owner;
    pub(crate) use super::remove_user::remove_user;
    pub(crate) use super::restore_deleted_object::restore_deleted_object;
    pub(crate) use super::set_administrative_unit::set_administrative_unit;
    pub(crate) use super::set_device::set_device;
    pub(crate) use super::set_group::set_group;
    pub(crate) use super::set_user::set_user;
}

/// All native commands.
pub(crate) fn all() -> Vec<Command<Session>> {
    vec![
        add_administrative_unit_member::command(),
        add_application_assignment::command(),
        add_group_member::command(),
        add_group_owner::command(),
        add_role_member::command(),
        checkpoint_tenant::command(),
        clear_processing_fault::command(),
        connect_tenant::command(),
        export_tenant::command(),
        format_membership_rule::command(),
        get_access::command(),
        get_administrative_unit::command(),
        get_administrative_unit_member::command(),
        get_alert::command(),
        get_application::command(),
        get_audit_log::command(),
        get_checkpoint::command(),
        get_clock::command(),
        get_deleted_object::command(),
        get_device::command(),
        get_group::command(),
        get_group_member::command(),
        get_group_owner::command(),
        get_mail::command(),
        get_membership_reason::command(),
        get_membership_rule_property::command(),
        get_processing::command(),
        get_processing_queue::command(),
        get_quota::command(),
        get_role::command(),
        get_role_member::command(),
        get_team::command(),
        get_team_member::command(),
        get_tenant::command(),
        get_user::command(),
        import_tenant::command(),
        invoke_processing::command(),
        new_administrative_unit::command(),
        new_application::command(),
        new_application_extension_property::command(),
        new_device::command(),
        new_group::command(),
        new_team::command(),
        new_user::command(),
        remove_administrative_unit::command(),
        remove_administrative_unit_member::command(),
        remove_application::command(),
        remove_application_assignment::command(),
        remove_deleted_object::command(),
        remove_device::command(),
        remove_group::command(),
        remove_group_member::command(),
        remove_group_owner::command(),
        remove_role_member::command(),
        remove_user::command(),
        restore_deleted_object::command(),
        resume_administrative_unit::command(),
        resume_group::command(),
        resume_processing::command(),
        save_session::command(),
        set_administrative_unit::command(),
        set_clock::command(),
        set_device::command(),
        set_group::command(),
        set_processing_fault::command(),
        set_tenant::command(),
        set_user::command(),
        step_clock::command(),
        suspend_administrative_unit::command(),
        suspend_group::command(),
        suspend_processing::command(),
        test_membership_rule::command(),
        undo_tenant::command(),
    ]
}
