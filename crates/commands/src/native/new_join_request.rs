//! `New-JoinRequest`: asks the owners of a group to be let in.

use ingroup_shell::{Command, Done, Parameter};
use ingroup_tenant::{Command as Change, Wanted};

use crate::effects::Follows;
use crate::records::name_of;
use crate::request::{Request, native};
use crate::self_service::{self, emit_requests, who};
use crate::session::Session;

pub(super) fn command() -> Command<Session> {
    Command::new("New-JoinRequest", "Asks the owners of a group to be let in.")
        .describe(
            "The group's join policy is OwnerApproval, and the tenant's setting OwnersCanManageRequests lets owners \
             decide. All owners are told by mail; one of them decides with Approve-JoinRequest or Deny-JoinRequest. Who \
             asks is who acts; the built-in administrator is nobody, so that -User says who.",
        )
        .parameters(self_service::of_people())
        .parameter(Parameter::text("Justification").help("Why, for the owners."))
        .what_if()
        .example(
            "Set-Tenant -OwnersCanManageRequests $true; Set-Group 'Fire wardens' -JoinPolicy OwnerApproval; New-JoinRequest 'Fire wardens' -User adele@contoso.com -Justification 'I stand in for Alex in May'",
            "Lets owners decide, and somebody asks.",
        )
        .example(
            "Set-Tenant -OwnersCanManageRequests $true; Set-Group 'Fire wardens' -JoinPolicy OwnerApproval; Add-GroupOwner 'Fire wardens' alex@contoso.com; New-JoinRequest 'Fire wardens' -User adele@contoso.com | Out-Null; Get-Mail -Kind JoinRequest",
            "Shows what the owners are told.",
        )
        .each(native(new_join_request))
}

fn new_join_request(request: &mut Request<'_, '_>) -> Done {
    let group = request.find(Wanted::Group, "Group")?;
    let user = who(request)?;
    let name = name_of(request.session().tenant().directory(), group);
    let command = Change::RequestToJoin {
        group,
        user,
        justification: request.text("Justification"),
    };
    match request.change(vec![command], &name, Follows::Memberships)? {
        Some(outcome) => emit_requests(request, outcome.created),
        None => Ok(()),
    }
}
