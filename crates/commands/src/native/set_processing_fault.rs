//! `Set-ProcessingFault`: lets processing fail, to rehearse it.

use ingroup_shell::{Category, Command, Done, Halt, Parameter, ShellError};
use ingroup_tenant::{Command as Change, FaultInjection, Processing, Wanted};

use crate::effects::Follows;
use crate::parameters::named;
use crate::records::name_of;
use crate::request::{Request, native};
use crate::session::Session;

pub(super) fn command() -> Command<Session> {
    Command::new("Set-ProcessingFault", "Lets the processing of a group, or all processing, fail: a rehearsal.")
        .describe(
            "Nothing is wrong with the rule or the tenant; the service has no such command. A group's fault shows as \
             the status Processing error with the message, and its members stay as they are, until the fault is \
             cleared or the rule is changed. With -Worker work is taken up and never written, as when the service \
             stands still. Get-Processing lists the faults, Clear-ProcessingFault takes them back.",
        )
        .parameter(named("Group", "Group").alias("Identity").position(0).help("The dynamic group whose processing is to fail."))
        .parameter(Parameter::text("Message").help("What the service is to say."))
        .parameter(Parameter::switch("Worker").help("All processing stands still."))
        .parameter(named("User", "User").help("The user whose licences are not given because somebody else writes at the same time."))
        .parameter(Parameter::int("Times").help("How often that happens; 1 if nothing is said. The service tries again by itself."))
        .what_if()
        .example(
            "Set-ProcessingFault Managers -Message 'The service is busy.'; Get-Group Managers | Format-List Status, ErrorMessage",
            "Shows a group whose processing fails.",
        )
        .example(
            "Set-ProcessingFault -Worker; Set-User diego@contoso.com -Department Legal; Get-Processing",
            "Shows a worker that ends nothing.",
        )
        .each(native(set_processing_fault))
}

fn set_processing_fault(request: &mut Request<'_, '_>) -> Done {
    let worker = request.switch("Worker");
    check_place(request, worker)?;
    if request.has("User") {
        return disturb_licenses(request);
    }
    if worker {
        if request.has("Message") {
            let error = ShellError::new("A fault of the worker has no message.");
            return Err(error.about("Message").into());
        }
        let command = Change::Processing(Processing::InjectFault(FaultInjection::Worker));
        request.change(vec![command], "the worker", Follows::Memberships)?;
        return Ok(());
    }
    let group = request.find(Wanted::Group, "Group")?;
    let text = request.text("Message");
    let text = text.unwrap_or_else(|| "A fault was injected.".to_owned());
    let name = name_of(request.session().tenant().directory(), group);
    let fault = FaultInjection::Rule { group, text };
    let command = Change::Processing(Processing::InjectFault(fault));
    request.change(vec![command], &name, Follows::Members(group))?;
    Ok(())
}

/// Lets giving licences to a user fail so many times (`LIC-20`).
fn disturb_licenses(request: &mut Request<'_, '_>) -> Done {
    let user = request.find(Wanted::User, "User")?;
    let times = request.text("Times").map(|text| text.trim().parse::<u32>());
    let times = times.unwrap_or(Ok(1)).map_err(|_| {
        let error = ShellError::new("-Times is a number, and not below 0.");
        error.category(Category::InvalidArgument).about("Times")
    })?;
    let name = name_of(request.session().tenant().directory(), user);
    let fault = FaultInjection::LicenseConcurrency { user, times };
    let command = Change::Processing(Processing::InjectFault(fault));
    request.change(vec![command], &name, Follows::Licenses)?;
    Ok(())
}

/// A fault is a group's, a user's or the worker's.
fn check_place(request: &Request<'_, '_>, worker: bool) -> Result<(), Halt> {
    let places = [request.has("Group"), request.has("User"), worker];
    let message = match places.into_iter().filter(|is_named| *is_named).count() {
        0 => "It is not said what is to fail.",
        1 => return Ok(()),
        _ => "-Group, -User and -Worker exclude each other.",
    };
    Err(ShellError::new(message)
        .category(Category::InvalidArgument)
        .help("Give -Group and a group, -User and a user, or -Worker.")
        .into())
}
