//! `Format-MembershipRule`: a rule in canonical form.

use ingroup_rule::{analyse, print};
use ingroup_shell::{Command, Done, Halt};
use ingroup_tenant::Refusal;

use crate::parameters;
use crate::request::{Request, native};
use crate::session::Session;

pub(super) fn command() -> Command<Session> {
    Command::new("Format-MembershipRule", "Gives a rule in canonical form.")
        .describe(
            "Names are spelt as the catalogue has them, operators have their hyphen, parentheses stand where they \
             help. The rule means the same; the service keeps whatever text it is given.",
        )
        .parameter(parameters::rule().position(0).mandatory().from_pipeline().from_property())
        .example(
            "Format-MembershipRule 'user.Department eq \"Sales\" and not (user.city -ne \"Lagos\")'",
            "Puts a rule in order.",
        )
        .each(native(format_membership_rule))
}

fn format_membership_rule(request: &mut Request<'_, '_>) -> Done {
    let text = request.text("MembershipRule").unwrap_or_default();
    let analysis = analyse(&text, None);
    match analysis.rule {
        Some(rule) => request.call.emit(print(&rule)),
        None => {
            let refusal = Refusal::InvalidRule {
                rule: text,
                diagnostics: analysis.diagnostics,
            };
            Err(Halt::Error(request.refused(&refusal)))
        }
    }
}
