//! `New-Device`: registers a device.

use ingroup_schema::SubjectKind;
use ingroup_shell::{Command, Done};
use ingroup_tenant::{Command as Change, NewDevice};

use crate::attributes::{given, name_first, of_properties, settable};
use crate::effects::Follows;
use crate::request::{Request, native};
use crate::session::Session;

pub(super) fn command() -> Command<Session> {
    Command::new(
        "New-Device",
        "Registers a device, which joins every group whose rule takes it.",
    )
    .describe(
        "-DisplayName is needed. The device is enabled unless told otherwise, and gets a registration id of its own \
         if none is given.",
    )
    .parameters(name_first(of_properties(settable(SubjectKind::Device))))
    .what_if()
    .example(
        "New-Device -DisplayName PC-0815 -OperatingSystem Windows -TrustType AzureAD -DeviceOwnership Company",
        "Registers a device.",
    )
    .example(
        "New-Device -DisplayName PC-0815 -OperatingSystem Windows -WhatIf",
        "Says which groups the device would join.",
    )
    .each(native(new_device))
}

/// Creates a device and gives it.
pub(crate) fn new_device(request: &mut Request<'_, '_>) -> Done {
    let attributes = given(request, settable(SubjectKind::Device))?;
    let name = request.text("DisplayName").unwrap_or_default();
    let command = Change::CreateDevice(NewDevice { attributes });
    match request.change(vec![command], &name, Follows::Memberships)? {
        Some(outcome) => request.emit_each(outcome.created),
        None => Ok(()),
    }
}
