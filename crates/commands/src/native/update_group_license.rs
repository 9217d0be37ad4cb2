//! `Update-GroupLicense`: works the licences of all members of a group out again.

use ingroup_shell::{Command, Done};
use ingroup_tenant::{Command as Change, Wanted};

use crate::effects::Follows;
use crate::parameters::identity;
use crate::records::name_of;
use crate::request::{Request, native};
use crate::session::Session;

pub(super) fn command() -> Command<Session> {
    Command::new("Update-GroupLicense", "Works the licences of all members of a group out again: Reprocess.")
        .describe(
            "The service does it by itself when somebody joins or leaves, when another licence goes, and when a usage \
             location is corrected. Units that were bought or freed elsewhere, an address that was corrected and a \
             dependency that was mended wait for this, or for the next sweep.",
        )
        .parameter(identity("Group").alias("ObjectId").alias("GroupId").mandatory())
        .what_if()
        .example(
            "Set-GroupLicense 'Fire wardens' -AddLicense STANDARDPACK; Set-Subscription STANDARDPACK -EnabledUnits 400; Update-GroupLicense 'Fire wardens'; Get-GroupLicense 'Fire wardens'",
            "Tries again after units were bought.",
        )
        .example("Set-GroupLicense 'Fire wardens' -AddLicense EMS; Update-GroupLicense 'Fire wardens' -WhatIf", "Says what trying again would come to.")
        .each(native(update_group_license))
}

/// Reprocesses the group that `-Identity` names.
fn update_group_license(request: &mut Request<'_, '_>) -> Done {
    let group = request.find(Wanted::Group, "Identity")?;
    let name = name_of(request.session().tenant().directory(), group);
    let command = Change::ReprocessGroup { group };
    request.change(vec![command], &name, Follows::Licenses)?;
    Ok(())
}
