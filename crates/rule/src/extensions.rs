//! The directory extensions that a rule names, held against what somebody knows of applications (N-27).
//!
//! The language itself takes every extension whose name has the right form; which of them exist is a fact of a
//! tenant.

use ingroup_schema::ExtensionName;

use crate::code::Code;
use crate::diagnostic::Diagnostic;
use crate::tree::{Form, Name, Operand, Syntax, SyntaxKind, Tree};

/// What is known of a directory extension.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ExtensionKnowledge {
    /// An application of the tenant has it.
    Present,
    /// The applications of the tenant are known, and none has it.
    Absent,
    /// Nothing is known of the tenant's applications.
    Nothing,
}

/// What is to be said about the extensions that a rule names, in the order of the text; each is asked for by the name
/// as written.
pub fn check_extensions(
    tree: &Tree,
    known: impl Fn(&ExtensionName) -> ExtensionKnowledge,
) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    if let Form::Expression(syntax) = tree.form() {
        each_operand(syntax, &mut |operand| {
            if let Ok(extension) = ExtensionName::read(&operand.name.text) {
                found.extend(finding(&operand.name, known(&extension)));
            }
        });
    }
    found
}

fn finding(name: &Name, known: ExtensionKnowledge) -> Option<Diagnostic> {
    let text = &name.text;
    match known {
        ExtensionKnowledge::Present => None,
        ExtensionKnowledge::Absent => Some(
            Diagnostic::new(
                Code::UnknownProperty,
                name.span,
                format!("No application of the tenant has the property \"{text}\"."),
            )
            .about(text)
            .with_help("Get-Application lists the applications with their extension properties."),
        ),
        ExtensionKnowledge::Nothing => Some(
            Diagnostic::new(
                Code::UnverifiedExtension,
                name.span,
                format!("Whether an application of the tenant has \"{text}\" is not known."),
            )
            .with_help("The service takes an extension only if its application is in the tenant."),
        ),
    }
}

fn each_operand(syntax: &Syntax, see: &mut impl FnMut(&Operand)) {
    match &syntax.kind {
        SyntaxKind::And(parts) | SyntaxKind::Or(parts) => {
            for part in parts {
                each_operand(part, see);
            }
        }
        SyntaxKind::Not(inner) | SyntaxKind::Group(inner) => each_operand(inner, see),
        SyntaxKind::Comparison(comparison) => see(&comparison.operand),
        SyntaxKind::Quantified(quantified) => {
            see(&quantified.operand);
            each_operand(&quantified.body, see);
        }
        SyntaxKind::Unreadable => {}
    }
}
