//! `Stop-JoinRequest`: takes a pending request to join a group back, or away.

use ingroup_shell::{Command, Done};
use ingroup_tenant::Command as Change;

use crate::request::{Request, native};
use crate::self_service::{change_asked, of_request};
use crate::session::Session;

pub(super) fn command() -> Command<Session> {
    Command::new("Stop-JoinRequest", "Takes a pending request to join a group back, or away.")
        .describe(
            "Who asked cancels the request; an owner of the group, or whoever may change its members by a role, deletes it. Nobody is told by mail.",
        )
        .parameters(of_request())
        .what_if()
        .example(
            "Set-Tenant -OwnersCanManageRequests $true; Set-Group 'Fire wardens' -JoinPolicy OwnerApproval; New-JoinRequest 'Fire wardens' -User adele@contoso.com | Stop-JoinRequest; (Get-JoinRequest 'Fire wardens').State",
            "Deletes a request.",
        )
        .example(
            "Set-Tenant -OwnersCanManageRequests $true; Set-Group 'Fire wardens' -JoinPolicy OwnerApproval; New-JoinRequest 'Fire wardens' -User adele@contoso.com | Out-Null; Stop-JoinRequest 'Fire wardens' adele@contoso.com -WhatIf",
            "Says what would follow.",
        )
        .each(native(stop_join_request))
}

fn stop_join_request(request: &mut Request<'_, '_>) -> Done {
    change_asked(request, |request| Change::StopRequest { request })
}
