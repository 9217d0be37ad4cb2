//! `Resume-Group`: lets paused groups follow their rules again.

use ingroup_directory::RuleProcessing;
use ingroup_shell::{Command, Done};
use ingroup_tenant::Wanted;

use super::suspend_group::{parameters, switch};
use crate::request::{Request, native};
use crate::session::Session;

pub(super) fn command() -> Command<Session> {
    Command::new("Resume-Group", "Lets paused groups follow their rules again.")
        .describe(
            "The whole group is evaluated once, with the attributes as they are now: what changed and changed back \
             meanwhile leaves no trace. Groups that are not paused are passed over; -Verbose names them.",
        )
        .parameters(parameters("DynamicGroups"))
        .what_if()
        .example(
            "Suspend-Group Managers; Set-User alex@contoso.com -JobTitle Accountant; Resume-Group Managers -WhatIf",
            "Says who would join and leave when a group catches up.",
        )
        .example(
            "Get-Group -Status 'Update paused' | Resume-Group -PassThru",
            "Resumes every group that is paused.",
        )
        .each(native(resume_group))
}

fn resume_group(request: &mut Request<'_, '_>) -> Done {
    switch(request, Wanted::Group, RuleProcessing::On)
}
