//! `Restore-Tenant`: makes a stored tenant out of a copy, or out of what is intact of a damaged one.

use ingroup_shell::{Command, Done, Parameter};
use ingroup_store::{LeftOut, Salvaged, Store, Taken};

use crate::folders::Use;
use crate::request::{Request, native};
use crate::session::Session;
use crate::stored;

pub(super) fn command() -> Command<Session> {
    Command::new("Restore-Tenant", "Makes a stored tenant out of a backup, or out of what is intact of a damaged one.")
        .describe(
            "What is restored from stays as it is, and nothing is replaced: move a damaged tenant away first, or give \
             another path. With -Intact everything up to the first damage is taken, and a warning says what ended it. \
             Use-Tenant opens what was restored.",
        )
        .parameter(stored::path_parameter("The folder of the new stored tenant, where nothing is yet."))
        .parameter(
            Parameter::text("From")
                .mandatory()
                .help("The stored tenant to take it from, which nobody has open."),
        )
        .parameter(Parameter::switch("Intact").help("Takes what comes before the first damage, instead of refusing it."))
        .what_if()
        .example(
            "Restore-Tenant contoso.ingroup -From contoso -WhatIf",
            "Says what would be restored.",
        )
        .example("Get-Help Restore-Tenant -Parameter Intact", "Shows what is taken of a damaged tenant.")
        .each(native(restore_tenant))
}

fn restore_tenant(request: &mut Request<'_, '_>) -> Done {
    let path = request.text("Path").unwrap_or_default();
    let from = request.text("From").unwrap_or_default();
    let (to_folder, from_folder) = {
        let session = request.session();
        let to = session.resolve(&path, Use::Write);
        let from = session.resolve(&from, Use::Write);
        (
            to.map_err(|error| error.about("Path"))?,
            from.map_err(|error| error.about("From"))?,
        )
    };
    stored::check_elsewhere(request, &from_folder)?;
    let taken = match request.switch("Intact") {
        true => Taken::Intact,
        false => Taken::All,
    };
    let action = request.call.name().to_owned();
    if !request.call.should_process(&path, &action)? {
        return Ok(());
    }
    let salvaged = stored::at_home(request, |_, _, watch| {
        Store::restore(&from_folder, &to_folder, taken, watch)
    })?;
    let Salvaged {
        tenant,
        newest_unit,
        left_out,
    } = salvaged.map_err(|error| stored::failure(&error))?;
    request.emit(stored::record(&path, &tenant, newest_unit))?;
    match left_out {
        LeftOut::Nothing => Ok(()),
        LeftOut::Units(damage) => request.call.warn(format!(
            "What comes after unit {newest_unit} is left out: {damage}."
        )),
        LeftOut::States(damage) => request.call.warn(format!(
            "The tenant is the one of now. Of its history something is left out: {damage}."
        )),
        LeftOut::History(damage) => request.call.warn(format!(
            "The tenant is the one of the newest image; later changes and all history are left out: {damage}."
        )),
    }
}
