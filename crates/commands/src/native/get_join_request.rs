//! `Get-JoinRequest`: shows requests to join groups.

use ingroup_directory::RequestState;
use ingroup_schema::ObjectId;
use ingroup_shell::{Command, Done, Parameter};
use ingroup_tenant::Wanted;

use crate::groups::optional;
use crate::parameters::named;
use crate::request::{Request, native};
use crate::self_service::{asked, emit_requests};
use crate::session::Session;

pub(super) fn command() -> Command<Session> {
    Command::new("Get-JoinRequest", "Shows requests to join groups, oldest first.")
        .describe("Requests stay after they are settled: approved, rejected, cancelled by who asked, deleted by others.")
        .parameter(named("Group", "Group").position(0))
        .parameter(named("User", "User").position(1))
        .parameter(
            Parameter::text("State")
                .choices(&RequestState::ALL.map(RequestState::name))
                .help("Only requests that stand so."),
        )
        .parameter(named("JoinRequest", "Identity").alias("Id"))
        .example(
            "Set-Tenant -OwnersCanManageRequests $true; Set-Group 'Fire wardens' -JoinPolicy OwnerApproval; New-JoinRequest 'Fire wardens' -User adele@contoso.com | Out-Null; Get-JoinRequest 'Fire wardens' -State Pending",
            "Shows what waits for the owners of a group.",
        )
        .example(
            "Set-Tenant -OwnersCanManageRequests $true; Set-Group 'Fire wardens' -JoinPolicy OwnerApproval; New-JoinRequest 'Fire wardens' -User adele@contoso.com | Deny-JoinRequest; Get-JoinRequest -User adele@contoso.com | Format-List",
            "Shows everything about somebody's requests.",
        )
        .each(native(get_join_request))
}

fn get_join_request(request: &mut Request<'_, '_>) -> Done {
    if request.has("Identity") {
        let one = asked(request)?;
        return emit_requests(request, [one]);
    }
    let state = optional(request, "State", RequestState::ALL, RequestState::name)?;
    let group = match request.has("Group") {
        true => Some(request.find(Wanted::Group, "Group")?),
        false => None,
    };
    let user = match request.has("User") {
        true => Some(request.find(Wanted::User, "User")?),
        false => None,
    };
    let wanted: Vec<ObjectId> = {
        let session = request.session();
        let all = session.tenant().directory().join_requests();
        let wanted = all.filter(|one| {
            group.is_none_or(|group| one.group == group)
                && user.is_none_or(|user| one.requester == user)
                && state.is_none_or(|state| one.state == state)
        });
        wanted.map(|one| one.id).collect()
    };
    emit_requests(request, wanted)
}
