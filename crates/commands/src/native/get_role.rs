//! `Get-Role`: directory roles, and what each may do.

use ingroup_shell::{Command, Done, Object, Parameter, Value};
use ingroup_tenant::{Capability, Reach, Role, Scope, Tenant};

use crate::request::{Request, native};
use crate::roles;
use crate::session::Session;

pub(super) fn command() -> Command<Session> {
    Command::new("Get-Role", "Shows the directory roles that decide anything here, and what each may do.")
        .describe(
            "May lists what a role is good for, with the objects on which it counts. With -Capability the question \
             is turned round: it shows who may do one thing, by role, as an owner or because a setting says so. \
             Get-RoleMember shows who holds a role.",
        )
        .parameter(
            Parameter::text("Identity")
                .means("Role")
                .alias("Role")
                .position(0)
                .from_pipeline()
                .from_property()
                .help("The role: its name, with or without the word Administrator, or its id in every tenant."),
        )
        .parameter(
            Parameter::text("Capability")
                .choices(&Capability::NAMES)
                .help("What somebody wants to do."),
        )
        .example("Get-Role", "Shows all roles.")
        .example("Get-Role -Capability EditRule", "Shows who may edit a membership rule.")
        .example("Get-Role Groups | Format-List", "Shows what a role may do.")
        .each(native(get_role))
}

/// Gives the role that `-Identity` names, or all; with `-Capability` who may do one thing.
pub(crate) fn get_role(request: &mut Request<'_, '_>) -> Done {
    let only = match request.has("Identity") {
        true => Some(roles::role(request, "Identity")?),
        false => None,
    };
    let wanted = request.text("Capability");
    let wanted = Capability::ALL
        .into_iter()
        .find(|one| wanted.as_deref() == Some(one.name()));
    let rows: Vec<Object> = match wanted {
        Some(capability) => grants(capability, only),
        None => {
            let shown = Role::ALL.into_iter();
            let shown = shown.filter(|role| only.is_none_or(|only| only == *role));
            let session = request.session();
            shown.map(|role| record(session.tenant(), role)).collect()
        }
    };
    rows.into_iter().try_for_each(|row| request.emit(row))
}

fn record(tenant: &Tenant, role: Role) -> Object {
    let may = Capability::ALL.into_iter().flat_map(|capability| {
        let grants = capability.grants().iter();
        let own = grants.filter(move |(_, roles)| roles.contains(&role));
        own.map(move |(on, _)| format!("{} ({})", deed(capability), on.words()))
    });
    let assignments = tenant.directory().role_assignments();
    let holders = assignments.filter(|held| held.role == role.template());
    Object::new("Role")
        .with("DisplayName", role.name())
        .with("Purpose", role.purpose().trim_end_matches('.'))
        .with("Holders", holders.count())
        .with(
            "Reach",
            match role.reach() {
                Reach::Tenant => "Tenant",
                Reach::TenantOrUnit => "Tenant or administrative unit",
            },
        )
        .with("May", Value::texts(may.collect::<Vec<_>>()))
        .with("Id", role.template().to_string())
}

/// Who may do one thing.
fn grants(capability: Capability, only: Option<Role>) -> Vec<Object> {
    let row = |who: &str, objects: &str| {
        Object::new("RoleGrant")
            .with("Who", who)
            .with("Objects", objects)
            .with("Deed", deed(capability))
            .with("Capability", capability.name())
            .with(
                "Scope",
                match capability.scope() {
                    Scope::Tenant => "Tenant",
                    Scope::Unit => "Tenant or administrative unit",
                },
            )
    };
    let by_role = capability.grants().iter().flat_map(|(on, roles)| {
        let shown = roles.iter();
        let shown = shown.filter(move |role| only.is_none_or(|only| only == **role));
        shown.map(move |role| row(role.name(), on.words()))
    });
    let mut rows: Vec<Object> = by_role.collect();
    if only.is_none() {
        let (owners, everybody) = (capability.owners().words(), capability.everybody().words());
        rows.extend(owners.map(|words| row("Owners without a role", words)));
        rows.extend(everybody.map(|words| row("Everybody", words)));
    }
    rows
}

fn deed(capability: Capability) -> String {
    capability.words().replace("{}", "\u{2026}")
}
