//! `Get-User`: shows users.

use ingroup_directory::ObjectRef;
use ingroup_shell::{Command, Done, Parameter};
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
    let command = Command::new("Get-User", "Shows users.")
        .describe(
            "Without -Identity it shows every user, in the order of their names. Properties have their Graph names; \
             Get-MembershipRuleProperty says what they are called in rules.",
        )
        .parameter(
            parameters::identity("User")
                .alias("ObjectId")
                .alias("UserPrincipalName"),
        )
        .parameter(by_name("users"))
        .parameter(
            Parameter::switch("Groups")
                .help("Shows the groups that the users are in instead: how they got in, and since when if the audit log tells it."),
        )
        .parameter(parameters::shared("Filter"))
        .instead_of(attributes::filter_of_users)
        .example("Get-User adele@contoso.com", "Shows one user.")
        .example(
            "Get-User -Filter \"department eq 'HR' and proxyAddresses/any(p:endsWith(p,'contoso.com')) and accountEnabled eq true\" | Select-Object -First 3",
            "Shows the first three people of whom all this is true.",
        )
        .example(
            "Add-GroupMember Board alex@contoso.com; Get-User alex@contoso.com -Groups",
            "Shows the groups of a user: by rule, assigned, or through which group.",
        )
        .example("Get-User -DisplayName 'Anke K*'", "Searches users by name.")
        .example(
            "Get-User | Where-Object Department -eq 'HR' | Select-Object -First 3",
            "Shows the first three people of a department.",
        );
    looking_back(command, get_user)
}

/// Gives the user that `-Identity` names, or all; with `-Groups` the groups they are in.
pub(crate) fn get_user(request: &mut Request<'_, '_>) -> Done {
    let ids = if request.has("Identity") {
        vec![request.find(Wanted::User, "Identity")?]
    } else {
        let start = request
            .text("SearchString")
            .unwrap_or_default()
            .to_lowercase();
        let session = request.session();
        let directory = session.tenant().directory();
        let users = directory.users().rows().map(ObjectRef::User);
        let wanted = users.filter(|user| {
            let begins = |name: Option<&str>| {
                name.is_some_and(|name| name.to_lowercase().starts_with(&start))
            };
            let principal_name = match user {
                ObjectRef::User(row) => directory.user_principal_name(*row),
                _ => None,
            };
            start.is_empty() || begins(directory.display_name(*user)) || begins(principal_name)
        });
        records::by_name(directory, wanted)
    };
    let ids = request.only_named(ids);
    if !request.switch("Groups") {
        return emit_listed(request, ids, Resource::User);
    }
    let only = ids.first().copied().filter(|_| request.has("Identity"));
    let joined = records::joined(request.session().tenant(), only);
    for id in ids {
        let rows = records::groups_of(request.session().tenant(), id, &joined);
        rows.into_iter().try_for_each(|row| request.emit(row))?;
    }
    Ok(())
}
