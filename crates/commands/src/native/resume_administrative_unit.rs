//! `Resume-AdministrativeUnit`: lets paused administrative units follow their rules again.

use ingroup_directory::RuleProcessing;
use ingroup_shell::{Command, Done};
use ingroup_tenant::Wanted;

use super::suspend_group::{parameters, switch};
use crate::request::{Request, native};
use crate::session::Session;

pub(super) fn command() -> Command<Session> {
    Command::new("Resume-AdministrativeUnit", "Lets paused administrative units follow their rules again.")
        .describe("It takes a Privileged Role Administrator. Units that are not paused are passed over; -Verbose names them.")
        .parameters(parameters("DynamicUnits"))
        .what_if()
        .example("$null = New-AdministrativeUnit Lagos -MembershipType 'Dynamic User' -MembershipRule 'user.city -eq \"Lagos\"'; Suspend-AdministrativeUnit Lagos; Resume-AdministrativeUnit Lagos -PassThru", "Resumes a unit.")
        .example("$null = New-AdministrativeUnit Lagos -MembershipType 'Dynamic User' -MembershipRule 'user.city -eq \"Lagos\"'; Get-AdministrativeUnit | Resume-AdministrativeUnit -Verbose", "Passes over what is not paused.")
        .each(native(resume_administrative_unit))
}

fn resume_administrative_unit(request: &mut Request<'_, '_>) -> Done {
    switch(request, Wanted::Unit, RuleProcessing::On)
}
