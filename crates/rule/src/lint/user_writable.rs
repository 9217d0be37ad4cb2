//! `user-writable`: a property that people may change themselves, in the rule of a group that gives access (LANG 8).
//!
//! Whether a group gives access to something is no fact of its rule; so this is asked for, where the others speak by
//! themselves.

use ingroup_schema::SubjectKind;

use crate::code::Code;
use crate::diagnostic::Diagnostic;
use crate::logic::Condition;
use crate::rule::Rule;

/// Properties of users that a person can often set in a profile of their own, or through a form or an
/// application that writes it.
#[rustfmt::skip]
const WRITABLE: &[&str] = &[
    "city", "companyName", "country", "department", "displayName", "givenName", "jobTitle", "mobile", "otherMails",
    "preferredLanguage", "state", "surname", "telephoneNumber",
];

/// What is to be said about a rule whose group gives access to something: the properties that its members may change
/// themselves, each once, at its first place.
#[must_use]
pub fn user_writable(rule: &Rule) -> Vec<Diagnostic> {
    let mut named = Vec::new();
    let mut found = Vec::new();
    let (SubjectKind::User, Some(expression)) = (rule.subject(), rule.expression()) else {
        return found;
    };
    expression.each_leaf(&mut |leaf| {
        let property = leaf.property();
        if !WRITABLE.contains(&property.name()) || named.contains(&property) {
            return;
        }
        named.push(property);
        let span = match leaf {
            Condition::Predicate(predicate) => predicate.target_span(),
            Condition::Quantified(quantified) => quantified.property_span(),
        };
        found.push(
            Diagnostic::new(
                Code::UserWritable,
                span,
                format!(
                    "Somebody who may change their own \"{}\" can let themselves in.",
                    property.name()
                ),
            )
            .with_help("For a group that gives access, use a property that only administrators set, such as extensionAttribute1."),
        );
    });
    found
}
