//! `Set-Device`: changes a device's attributes.

use ingroup_shell::{Command, Done, Parameter};
use ingroup_tenant::{Command as Change, Wanted};

use crate::attributes::{given, of_properties, settable_later};
use crate::effects::Follows;
use crate::parameters;
use crate::records::name_of;
use crate::request::{Request, native};
use crate::session::Session;

pub(super) fn command() -> Command<Session> {
    Command::new("Set-Device", "Changes the attributes of a device.")
        .describe(
            "Only what is named changes; $null clears. The device joins and leaves dynamic groups as their rules say.",
        )
        .parameter(
            parameters::identity("Device")
                .alias("ObjectId")
                .alias("DeviceId")
                .mandatory(),
        )
        .parameters(of_properties(settable_later()))
        .parameter(Parameter::switch("PassThru").help("Gives the device as it is afterwards."))
        .what_if()
        .example(
            "Get-Device | Select-Object -First 1 | Set-Device -DeviceCategory Kiosk -PassThru | Select-Object DisplayName, DeviceCategory",
            "Puts a device into a category.",
        )
        .example(
            "Get-Device | Where-Object OperatingSystem -eq 'MacMDM' | Select-Object -First 1 | Set-Device -OperatingSystem Windows -WhatIf",
            "Says which groups a device would leave and join.",
        )
        .each(native(set_device))
}

/// Changes the device that `-Identity` names.
pub(crate) fn set_device(request: &mut Request<'_, '_>) -> Done {
    let device = request.find(Wanted::Device, "Identity")?;
    let attributes = given(request, settable_later())?;
    let name = name_of(request.session().tenant().directory(), device);
    if attributes.is_empty() {
        request.warn_unchanged(&name)?;
    }
    let command = Change::UpdateDevice { device, attributes };
    let done = request.change(vec![command], &name, Follows::Memberships)?;
    match done.is_some() && request.switch("PassThru") {
        true => request.emit_each([device]),
        false => Ok(()),
    }
}
