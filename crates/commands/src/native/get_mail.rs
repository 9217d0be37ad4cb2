//! `Get-Mail`: the mails that the service has sent.

use ingroup_shell::{Command, Done, Object, Parameter};
use ingroup_tenant::{MailKind, Wanted};

use crate::parameters::named;
use crate::records::time;
use crate::request::{Request, native};
use crate::session::Session;

pub(super) fn command() -> Command<Session> {
    Command::new("Get-Mail", "Shows the mails that were sent, oldest first.")
        .describe(
            "Whoever joins a Microsoft 365 group is welcomed by mail: at its creation, by hand or by rule, and again \
             after a conversion. A group made with -ResourceBehaviorOptions WelcomeEmailDisabled welcomes nobody; \
             security groups never do. Owners are told of requests to join, and who asked is told of the decision; owners are told \
             when a group expires and when it is deleted for it, of groups without owners the addresses of the policy. \
             Mails are known as long as the audit log goes back.",
        )
        .parameter(named("User", "To").position(0))
        .parameter(named("Group", "Group"))
        .parameter(
            Parameter::text("Kind")
                .choices(&MailKind::ALL.map(MailKind::name))
                .help("Only mails of this kind."),
        )
        .example(
            "New-Group Launch -GroupTypes Unified -Members adele@contoso.com, alex@contoso.com; Get-Mail",
            "Shows who was told of a new group.",
        )
        .example(
            "$launch = New-Group Launch -GroupTypes Unified; Add-GroupMember Launch adele@contoso.com; \
             (Get-Mail adele@contoso.com -Group Launch).Subject",
            "Shows what a member was written.",
        )
        .each(native(get_mail))
}

fn get_mail(request: &mut Request<'_, '_>) -> Done {
    let to = match request.has("To") {
        true => Some(request.find(Wanted::User, "To")?),
        false => None,
    };
    let group = match request.has("Group") {
        true => Some(request.find(Wanted::Group, "Group")?),
        false => None,
    };
    let kind = request.text("Kind");
    let rows: Vec<Object> = {
        let session = request.session();
        let wanted = session.tenant().mails().filter(|mail| {
            to.is_none_or(|to| mail.user == Some(to))
                && group.is_none_or(|group| mail.group == group)
                && kind
                    .as_ref()
                    .is_none_or(|kind| kind.eq_ignore_ascii_case(mail.kind.name()))
        });
        wanted
            .map(|mail| {
                Object::new("Mail")
                    .with("Time", time(mail.at))
                    .with("Kind", mail.kind.name())
                    .with("To", &*mail.to)
                    .with("Group", &*mail.group_name)
                    .with("Subject", mail.subject)
                    .with("UserId", mail.user.map(|user| user.to_string()))
                    .with("GroupId", mail.group.to_string())
            })
            .collect()
    };
    rows.into_iter().try_for_each(|row| request.emit(row))
}
