//! `Set-UserLicense`: gives a user licences directly, and takes others.

use ingroup_shell::{Command, Done, Parameter};
use ingroup_tenant::{Command as Change, Wanted};

use crate::effects::Follows;
use crate::families::Speech;
use crate::licenses::{changes, parameters, user_licenses};
use crate::parameters::identity;
use crate::records::name_of;
use crate::request::{Request, native};
use crate::session::Session;

pub(super) fn command() -> Command<Session> {
    Command::new("Set-UserLicense", "Gives a user licences directly, and takes others away.")
        .describe(
            "It is done at once, all or nothing, and says what is wrong. A user needs a usage location for it. What \
             comes from a group is not taken here: take the user out of the group, or the licence from it.",
        )
        .parameter(identity("User").alias("ObjectId").alias("UserId").mandatory())
        .parameters(parameters())
        .parameter(Parameter::switch("PassThru").help("Gives the licences of the user as they are afterwards."))
        .what_if()
        .example("Set-UserLicense diego@contoso.com -AddLicense EMS -PassThru", "Gives a user a product.")
        .example(
            "Set-UserLicense adele@contoso.com -RemoveLicense ENTERPRISEPREMIUM -AddLicense ENTERPRISEPACK -DisabledPlan TEAMS1 -WhatIf",
            "Says what exchanging a product would come to.",
        )
        .each(native(set_user_license))
}

/// Changes the direct licences of the user that `-Identity` names.
pub(crate) fn set_user_license(request: &mut Request<'_, '_>) -> Done {
    let user = request.find(Wanted::User, "Identity")?;
    let changes = changes(request)?;
    let name = name_of(request.session().tenant().directory(), user);
    if changes.add.is_empty() && changes.remove.is_empty() {
        request.warn_unchanged(&name)?;
    }
    let command = Change::AssignUserLicenses { user, changes };
    let done = request.change(vec![command], &name, Follows::Licenses)?;
    if done.is_none() {
        return Ok(());
    }
    if answers_with_user(request) {
        return request.emit_each([user]);
    }
    if !request.is_native() || !request.switch("PassThru") {
        return Ok(());
    }
    let rows = user_licenses(request.session().tenant(), user);
    rows.into_iter().try_for_each(|row| request.emit(row))
}

/// Whether the module's command gives the user, as Graph does; the older ones give nothing.
fn answers_with_user(request: &Request<'_, '_>) -> bool {
    let shape = request.shape();
    shape.is_some_and(|shape| shape.speech() == Speech::Graph)
}
