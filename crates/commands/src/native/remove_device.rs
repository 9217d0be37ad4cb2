//! `Remove-Device`: deletes a device.

use ingroup_shell::{Command, Done};
use ingroup_tenant::{Command as Change, Wanted};

use crate::effects::Follows;
use crate::parameters;
use crate::records::name_of;
use crate::request::{Request, native};
use crate::session::Session;

pub(super) fn command() -> Command<Session> {
    Command::new(
        "Remove-Device",
        "Deletes a device, which leaves all groups at once.",
    )
    .describe("A deleted device cannot be restored.")
    .parameter(
        parameters::identity("Device")
            .alias("ObjectId")
            .alias("DeviceId")
            .mandatory(),
    )
    .what_if()
    .example(
        "Get-Device | Select-Object -First 1 | Remove-Device",
        "Deletes a device.",
    )
    .example(
        "Get-Device | Where-Object OperatingSystem -eq 'MacMDM' | Select-Object -First 1 | Remove-Device -WhatIf",
        "Says which groups a device would leave.",
    )
    .each(native(remove_device))
}

/// Deletes the device that `-Identity` names.
pub(crate) fn remove_device(request: &mut Request<'_, '_>) -> Done {
    let device = request.find(Wanted::Device, "Identity")?;
    let name = name_of(request.session().tenant().directory(), device);
    let command = Change::DeleteDevice { device };
    request.change(vec![command], &name, Follows::Memberships)?;
    Ok(())
}
