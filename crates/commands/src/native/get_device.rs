//! `Get-Device`: shows devices.

use ingroup_directory::ObjectRef;
use ingroup_shell::{Command, Done};
use ingroup_tenant::Wanted;

use crate::attributes;
use crate::listing::emit_listed;
use crate::odata::Resource;
use crate::parameters::{self, by_name};
use crate::past::looking_back;
use crate::records;
use crate::request::Request;
use crate::session::Session;

pub(super) fn command() -> Command<Session> {
    let command = Command::new("Get-Device", "Shows devices.")
        .describe("Without -Identity it shows every device, in the order of their names.")
        .parameter(
            parameters::identity("Device")
                .alias("ObjectId")
                .alias("DeviceId"),
        )
        .parameter(by_name("devices"))
        .parameter(parameters::shared("Filter"))
        .instead_of(attributes::filter_of_devices)
        .example(
            "Get-Device -Filter \"operatingSystem eq 'MacMDM' and trustType ne 'Workplace'\" | Select-Object -First 3",
            "Shows the first three devices of which both are true.",
        )
        .example(
            "Get-Device | Where-Object OperatingSystem -eq 'MacMDM' | Select-Object -First 3",
            "Shows the first three Macs.",
        )
        .example(
            "Get-Device -DisplayName 'ABC-OD-00*'",
            "Searches devices by name.",
        );
    looking_back(command, get_device)
}

/// Gives the device that `-Identity` names, or all.
pub(crate) fn get_device(request: &mut Request<'_, '_>) -> Done {
    let ids = if request.has("Identity") {
        vec![request.find(Wanted::Device, "Identity")?]
    } else {
        let session = request.session();
        let directory = session.tenant().directory();
        records::by_name(directory, directory.devices().rows().map(ObjectRef::Device))
    };
    let ids = request.only_named(ids);
    emit_listed(request, ids, Resource::Device)
}
