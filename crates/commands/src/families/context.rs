//! Who is signed in, signing out, and the requests that nobody answers: the modules' commands beside the directory.

use ingroup_shell::{
    Call, Category, Command, Done, Halt, Object, Offer, Parameter, ShellError, Value,
};
use ingroup_tenant::Actor;

use crate::records::name_of;
use crate::session::Session;

/// The commands that say who is signed in: the module, the command, and the type of what it gives.
const CONTEXTS: [(&str, &str, &str); 3] = [
    (
        "Microsoft.Graph.Authentication",
        "Get-MgContext",
        "Microsoft.Graph.PowerShell.Authentication.AuthContext",
    ),
    (
        "Microsoft.Entra",
        "Get-EntraContext",
        "Microsoft.Graph.PowerShell.Authentication.AuthContext",
    ),
    (
        "AzureAD",
        "Get-AzureADCurrentSessionInfo",
        "Microsoft.Open.Azure.AD.CommonLibrary.PSAzureContext",
    ),
];

/// The commands that sign out.
const OUT: [(&str, &str); 5] = [
    ("Microsoft.Graph.Authentication", "Disconnect-MgGraph"),
    ("Microsoft.Entra", "Disconnect-Entra"),
    ("AzureAD", "Disconnect-AzureAD"),
    ("ExchangeOnlineManagement", "Disconnect-ExchangeOnline"),
    ("MicrosoftTeams", "Disconnect-MicrosoftTeams"),
];

/// The command for requests: its name and its other name.
const REQUEST: (&str, &[&str; 1]) = ("Invoke-MgGraphRequest", &["Invoke-GraphRequest"]);

/// The commands.
pub(super) fn offers() -> impl Iterator<Item = Offer<Session>> {
    let contexts = CONTEXTS
        .iter()
        .map(|row| Offer::new(row.1, || shows_context(row)));
    let out = OUT.iter().map(|row| Offer::new(row.1, || signs_out(row)));
    let request = Offer::new(REQUEST.0, request).aliases(REQUEST.1);
    contexts.chain(out).chain([request])
}

fn shows_context(
    (module, name, kind): &'static (&'static str, &'static str, &'static str),
) -> Command<Session> {
    Command::new(*name, "Says which tenant is at hand, and who acts in it.")
        .module(*module)
        .example(format!("({name}).TenantId"), "Shows the id of the tenant.")
        .each(|call| context(call, kind))
}

fn signs_out((module, name): &'static (&'static str, &'static str)) -> Command<Session> {
    Command::new(
        *name,
        "Does nothing: nobody was signed in, and the tenant stays at hand.",
    )
    .module(*module)
    .parameter(Parameter::bool("Confirm").help("Nothing is asked anyway, so it does nothing."))
    .example(*name, "Gives nothing.")
    .each(|_| Ok(()))
}

fn context(call: &mut Call<'_, Session>, kind: &'static str) -> Done {
    let context = {
        let session = call.host();
        let directory = session.tenant().directory();
        let account = match session.actor() {
            Actor::User(id) | Actor::ServicePrincipal(id) => Some(name_of(directory, id)),
            Actor::BuiltIn | Actor::System(_) => None,
        };
        let organization = directory.organization();
        let domain = organization.verified_domains.first();
        Object::new(kind)
            .with("Account", account)
            .with("TenantId", organization.id.to_string())
            .with("TenantDomain", domain.map(|domain| &*domain.name))
            .with(
                "Scopes",
                Value::texts([
                    "Directory.ReadWrite.All",
                    "Group.ReadWrite.All",
                    "User.ReadWrite.All",
                ]),
            )
            .with("AuthType", "Delegated")
            .with("ContextScope", "Process")
            .with("Environment", "Global")
    };
    call.emit(context)
}

/// `Invoke-MgGraphRequest`: nothing here answers HTTP.
fn request() -> Command<Session> {
    let taken = [
        "Uri",
        "Method",
        "Body",
        "Headers",
        "ContentType",
        "OutputType",
    ];
    Command::new(
        REQUEST.0,
        "Is refused: it speaks HTTP, and nothing here answers HTTP.",
    )
    .alias(REQUEST.1[0])
    .module("Microsoft.Graph.Authentication")
    .parameters(taken.map(|name| {
        let parameter = Parameter::value(name).help("Not read: the command is refused.");
        match name {
            "Uri" => parameter.position(1),
            "Method" => parameter.position(0),
            _ => parameter,
        }
    }))
    .example(
        "try { Invoke-MgGraphRequest -Method GET -Uri 'v1.0/groups' } catch { $_.Exception.Message }",
        "Says why.",
    )
    .each(|call| {
        let uri = call.text("Uri").unwrap_or_default();
        Err(Halt::Error(
            ShellError::new(format!(
                "{} speaks HTTP, and nothing here answers HTTP.",
                call.name()
            ))
            .category(Category::InvalidOperation)
            .help(instead(&uri)),
        ))
    })
}

/// The command that does the same, by the address.
fn instead(uri: &str) -> &'static str {
    let uri = uri.to_lowercase();
    let has = |part: &str| uri.contains(part);
    match () {
        () if has("evaluatedynamicmembership") => "Test-MembershipRule does the same.",
        () if has("/members") => {
            "Get-MgGroupMember, New-MgGroupMember and Remove-MgGroupMemberByRef do the same."
        }
        () if has("deleteditems") => {
            "Get-MgDirectoryDeletedItemAsGroup and Restore-MgDirectoryDeletedItem do the same."
        }
        () if has("groups") => {
            "Get-MgGroup, New-MgGroup, Update-MgGroup and Remove-MgGroup do the same."
        }
        () if has("users") => {
            "Get-MgUser, New-MgUser, Update-MgUser and Remove-MgUser do the same."
        }
        () if has("devices") => "Get-MgDevice and Update-MgDevice do the same.",
        () => "Get-Command *-Mg* lists the commands that are there.",
    }
}
