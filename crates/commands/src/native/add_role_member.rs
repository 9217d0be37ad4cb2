//! `Add-RoleMember`: gives somebody a directory role.

use ingroup_shell::{Command, Done, Parameter};
use ingroup_tenant::Command as Change;

use crate::parameters::{named, shared};
use crate::request::{Request, native};
use crate::roles;
use crate::session::Session;

pub(super) fn command() -> Command<Session> {
    Command::new("Add-RoleMember", "Gives somebody a directory role.")
        .describe(
            "For the whole tenant, or with -AdministrativeUnit for the members of one administrative unit. Users, service principals and role-assignable groups hold roles. All of those named in one use of the command get it, or none. Connect-Tenant lets somebody act with the roles held.",
        )
        .parameters(parameters())
        .what_if()
        .example(
            "Add-RoleMember Groups joni@contoso.com; Get-RoleMember Groups",
            "Makes somebody a Groups Administrator.",
        )
        .example(
            "Add-RoleMember 'Global Administrator' adele@contoso.com, alex@contoso.com -WhatIf",
            "Says what would be done.",
        )
        .each(native(add_role_member))
}

/// The parameters of the two commands that give and take roles.
pub(super) fn parameters() -> [Parameter; 3] {
    [
        shared("Role").position(0).mandatory().from_property(),
        named("RoleHolder", "Member")
            .alias("Id")
            .position(1)
            .mandatory()
            .from_pipeline()
            .from_property(),
        Parameter::text("AdministrativeUnit").from_property().help(
            "The administrative unit for whose members the role counts; without it, it counts in the whole tenant.",
        ),
    ]
}

/// Gives the role that `-Role` names to those that `-Member` names.
pub(crate) fn add_role_member(request: &mut Request<'_, '_>) -> Done {
    roles::change_assignments(request, Change::AddRoleMember)
}
