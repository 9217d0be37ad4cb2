//! What the commands on requests to join groups share.

use ingroup_directory::JoinRequest;
use ingroup_schema::{Instant, ObjectId};
use ingroup_shell::{Category, Done, Halt, Object, Parameter, ShellError};
use ingroup_tenant::{Actor, Command, Refusal, Tenant, Wanted};

use crate::effects::Follows;
use crate::parameters::named;
use crate::records::{name_of, time};
use crate::request::Request;

/// The parameters of what people do for themselves: the group, and `-User`.
pub(crate) fn of_people() -> [Parameter; 2] {
    [
        named("Group", "Group")
            .alias("Identity")
            .position(0)
            .mandatory()
            .from_pipeline(),
        named("User", "User").position(1),
    ]
}

/// The parameters of a command on one request: the request itself, or the pending one of a user to join a group.
pub(crate) fn of_request() -> [Parameter; 3] {
    [
        named("Group", "Group").position(0),
        named("User", "User").position(1),
        named("JoinRequest", "Identity")
            .alias("Id")
            .from_pipeline()
            .from_property(),
    ]
}

/// Who does something for themselves: whom `-User` names, or else who acts.
pub(crate) fn who(request: &mut Request<'_, '_>) -> Result<ObjectId, Halt> {
    if request.has("User") {
        return request.find(Wanted::User, "User");
    }
    let actor = request.session().actor();
    match actor {
        Actor::User(user) => Ok(user),
        Actor::BuiltIn | Actor::ServicePrincipal(_) | Actor::System(_) => Err(Halt::Error(
            ShellError::new("Who acts is no user, and only users join groups by themselves.")
                .category(Category::InvalidArgument)
                .help("Name one with -User, or let one act with Connect-Tenant -As."),
        )),
    }
}

/// Lets whom `-User` names, or who acts, join or leave a group.
pub(crate) fn move_oneself(
    request: &mut Request<'_, '_>,
    command: fn(ObjectId, ObjectId) -> Command,
) -> Done {
    let group = request.find(Wanted::Group, "Group")?;
    let user = who(request)?;
    let name = name_of(request.session().tenant().directory(), group);
    request.change(vec![command(group, user)], &name, Follows::Members(group))?;
    Ok(())
}

/// The request that the arguments name.
pub(crate) fn asked(request: &mut Request<'_, '_>) -> Result<ObjectId, Halt> {
    if let Some(identity) = request.text("Identity") {
        let id = identity.trim().parse::<ObjectId>().ok();
        let known = id.filter(|id| {
            let session = request.session();
            session.tenant().directory().join_request(*id).is_some()
        });
        let unknown = Refusal::UnknownRequest { identity };
        return known.ok_or_else(|| Halt::Error(request.refused(&unknown)));
    }
    let group = request.find(Wanted::Group, "Group")?;
    let user = request.find(Wanted::User, "User")?;
    let (pending, names) = {
        let session = request.session();
        let directory = session.tenant().directory();
        let names = [group, user].map(|id| name_of(directory, id));
        (directory.pending_request(group, user), names)
    };
    pending.ok_or_else(|| {
        let [group, user] = names;
        Halt::Error(
            ShellError::new(format!("No request of {user} to join {group} is pending."))
                .category(Category::ObjectNotFound)
                .about("User")
                .help("Get-JoinRequest -State Pending lists those that are."),
        )
    })
}

/// Carries out a command on the request that the arguments name.
pub(crate) fn change_asked(
    request: &mut Request<'_, '_>,
    command: fn(ObjectId) -> Command,
) -> Done {
    let id = asked(request)?;
    let target = {
        let session = request.session();
        let directory = session.tenant().directory();
        let asked = directory.join_request(id);
        let names = asked.map(|one| [one.requester, one.group].map(|id| name_of(directory, id)));
        let [user, group] = names.unwrap_or_default();
        format!("{user} to {group}")
    };
    request.change(vec![command(id)], &target, Follows::Memberships)?;
    Ok(())
}

/// Gives the records of these requests.
pub(crate) fn emit_requests(
    request: &mut Request<'_, '_>,
    ids: impl IntoIterator<Item = ObjectId>,
) -> Done {
    for id in ids {
        let found = {
            let session = request.session();
            let tenant = session.tenant();
            let known = tenant.directory().join_request(id);
            known.map(|known| record(tenant, known))
        };
        if let Some(found) = found {
            request.emit(found)?;
        }
    }
    Ok(())
}

fn record(tenant: &Tenant, request: &JoinRequest) -> Object {
    let directory = tenant.directory();
    let moment = |at: Option<Instant>| at.map(time);
    Object::new("JoinRequest")
        .with("Group", name_of(directory, request.group))
        .with("User", name_of(directory, request.requester))
        .with("State", request.state.name())
        .with("Justification", request.justification.as_deref())
        .with("CreatedDateTime", time(request.created))
        .with(
            "DecidedBy",
            request.decided_by.map(|id| name_of(directory, id)),
        )
        .with("DecidedDateTime", moment(request.decided))
        .with("GroupId", request.group.to_string())
        .with("UserId", request.requester.to_string())
        .with("Id", request.id.to_string())
}
