//! The modules' commands that sign in: they answer with the tenant at hand, and nothing leaves the machine.

use ingroup_shell::{Call, Command, Done, Offer, Parameter};

use crate::session::Session;

/// The parameters that say who signs in and how. Nobody does, so they are taken and nothing more.
struct Connect {
    module: &'static str,
    name: &'static str,
    texts: &'static [&'static str],
    quiet: Quiet,
    example: &'static str,
}

/// How a command is told to say nothing.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Quiet {
    /// It cannot be told.
    Never,
    /// By this switch.
    With(&'static str),
    /// By turning this off.
    Without(&'static str),
}

const ALL: &[Connect] = &[
    Connect {
        module: "AzureAD",
        name: "Connect-AzureAD",
        texts: &[
            "TenantId",
            "AccountId",
            "Credential",
            "ApplicationId",
            "CertificateThumbprint",
        ],
        quiet: Quiet::Never,
        example: "Connect-AzureAD",
    },
    Connect {
        module: "ExchangeOnlineManagement",
        name: "Connect-ExchangeOnline",
        texts: &[
            "UserPrincipalName",
            "Credential",
            "AppId",
            "CertificateThumbprint",
            "Organization",
        ],
        quiet: Quiet::Without("ShowBanner"),
        example: "Connect-ExchangeOnline -UserPrincipalName admin@contoso.com",
    },
    Connect {
        module: "Microsoft.Graph.Authentication",
        name: "Connect-MgGraph",
        texts: &[
            "Scopes",
            "TenantId",
            "ClientId",
            "CertificateThumbprint",
            "ContextScope",
            "Environment",
        ],
        quiet: Quiet::With("NoWelcome"),
        example: "Connect-MgGraph -Scopes 'Group.ReadWrite.All'",
    },
    Connect {
        module: "Microsoft.Entra",
        name: "Connect-Entra",
        texts: &[
            "Scopes",
            "TenantId",
            "ClientId",
            "CertificateThumbprint",
            "ContextScope",
            "Environment",
        ],
        quiet: Quiet::With("NoWelcome"),
        example: "Connect-Entra -Scopes 'Group.ReadWrite.All'",
    },
    Connect {
        module: "MicrosoftTeams",
        name: "Connect-MicrosoftTeams",
        texts: &[
            "TenantId",
            "AccountId",
            "Credential",
            "ApplicationId",
            "CertificateThumbprint",
        ],
        quiet: Quiet::Never,
        example: "Connect-MicrosoftTeams",
    },
    Connect {
        module: "MSOnline",
        name: "Connect-MsolService",
        texts: &["Credential", "AzureEnvironment"],
        quiet: Quiet::Never,
        example: "Connect-MsolService",
    },
];

/// The commands.
pub(super) fn offers() -> impl Iterator<Item = Offer<Session>> {
    ALL.iter().map(|row| Offer::new(row.name, || row.command()))
}

impl Connect {
    fn command(&'static self) -> Command<Session> {
        let taken = self.texts.iter().map(|name| {
            Parameter::texts(*name)
                .help("Taken so that scripts run as they are; nobody signs in here.")
        });
        let command = Command::new(
            self.name,
            "Answers with the tenant at hand; nothing leaves the machine.",
        )
        .module(self.module)
        .parameters(taken)
        .example(self.example, "Says which tenant is at hand.")
        .each(|call| connect(call, self.quiet));
        match self.quiet {
            Quiet::Never => command,
            Quiet::With(name) => command.parameter(Parameter::switch(name).help("Says nothing.")),
            Quiet::Without(name) => {
                command.parameter(Parameter::bool(name).help("$false says nothing."))
            }
        }
    }
}

fn connect(call: &mut Call<'_, Session>, quiet: Quiet) -> Done {
    let is_quiet = match quiet {
        Quiet::Never => false,
        Quiet::With(name) => call.switch(name),
        Quiet::Without(name) => call.bool(name) == Some(false),
    };
    if is_quiet {
        return Ok(());
    }
    let line = {
        let session = call.host();
        let organization = session.tenant().directory().organization();
        let name = organization
            .display_name
            .as_deref()
            .unwrap_or("a tenant without a name");
        format!(
            "The tenant at hand is {name} ({}). Nothing leaves this machine.",
            organization.id
        )
    };
    call.write_host(&line)
}
