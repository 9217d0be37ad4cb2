//! What the commands share that put members into groups and administrative units, and take them out.

use ingroup_schema::ObjectId;
use ingroup_shell::{Done, Parameter};
use ingroup_tenant::{Command, Wanted};

use crate::effects::Follows;
use crate::parameters::{named, shared};
use crate::records::name_of;
use crate::request::Request;

/// The parameters of such a command: the group or unit, by its kind and another name of `-Identity`, and the members.
pub(crate) fn parameters(kind: &'static str, alias: &'static str) -> [Parameter; 2] {
    [
        named(kind, "Identity").alias(alias).position(0).mandatory(),
        shared("Member")
            .alias("Id")
            .position(1)
            .mandatory()
            .from_pipeline()
            .from_property(),
    ]
}

/// Puts in or takes out those that `-Member` names, of what `-Identity` names.
pub(crate) fn change_members(
    request: &mut Request<'_, '_>,
    kind: Wanted,
    commands: fn(ObjectId, Vec<ObjectId>) -> Vec<Command>,
) -> Done {
    let holder = request.find(kind, "Identity")?;
    let commands = commands(holder, request.find_each(Wanted::Member, "Member")?);
    let name = name_of(request.session().tenant().directory(), holder);
    request.change(commands, &name, Follows::Members(holder))?;
    Ok(())
}
