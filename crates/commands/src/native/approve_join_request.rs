//! `Approve-JoinRequest`: lets in who asked to join a group.

use ingroup_shell::{Command, Done};
use ingroup_tenant::{Command as Change, Decision};

use crate::request::{Request, native};
use crate::self_service::{change_asked, of_request};
use crate::session::Session;

pub(super) fn command() -> Command<Session> {
    Command::new("Approve-JoinRequest", "Lets in who asked to join a group.")
        .describe(
            "An owner of the group decides, or whoever may change its members by a role. The first decision stands. Who asked becomes a member and is told by mail.",
        )
        .parameters(of_request())
        .what_if()
        .example(
            "Set-Tenant -OwnersCanManageRequests $true; Set-Group 'Fire wardens' -JoinPolicy OwnerApproval; New-JoinRequest 'Fire wardens' -User adele@contoso.com | Approve-JoinRequest; (Get-JoinRequest 'Fire wardens').State",
            "Lets somebody in.",
        )
        .example(
            "Set-Tenant -OwnersCanManageRequests $true; Set-Group 'Fire wardens' -JoinPolicy OwnerApproval; New-JoinRequest 'Fire wardens' -User adele@contoso.com | Out-Null; Approve-JoinRequest 'Fire wardens' adele@contoso.com -WhatIf",
            "Says what would follow.",
        )
        .each(native(approve_join_request))
}

fn approve_join_request(request: &mut Request<'_, '_>) -> Done {
    change_asked(request, |request| Change::DecideRequest {
        request,
        decision: Decision::Approve,
    })
}
