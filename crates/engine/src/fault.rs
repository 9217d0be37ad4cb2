//! Why a rule could not be carried out: a state of its group, never an error of the tenant.

use serde::{Deserialize, Serialize};

/// Why the rule of a group or unit could not be carried out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Fault {
    /// The stored rule is not valid; the text is that of its first error.
    InvalidRule(String),
    /// The group is dynamic in name only: there is no rule.
    NoRule,
    /// Evaluating one object took too many steps.
    Evaluation {
        /// The object's display name, or its id.
        object: String,
        /// What happened, one sentence.
        reason: String,
    },
    /// The rule of a Microsoft 365 group takes a guest, and guests may not be added (`PROC-16`).
    Guest {
        /// The guest's display name, or its id.
        object: String,
    },
    /// The rule of an administrative unit takes an object that is in as many units as it can be (N-15).
    TooManyUnits {
        /// The object's display name, or its id.
        object: String,
        /// How many units an object can be in.
        limit: usize,
    },
    /// Somebody wanted to see what happens; what the service is to have said.
    Injected(String),
}

impl Fault {
    /// One sentence for an administrator.
    pub fn message(&self) -> String {
        match self {
            Self::InvalidRule(message) => {
                format!("The membership rule is not valid: {message} Members stay as they are.")
            }
            Self::NoRule => {
                "The group has no membership rule. Members stay as they are.".to_owned()
            }
            Self::Evaluation { object, reason } => {
                format!(
                    "The rule could not be evaluated for \"{object}\": {reason} Members stay as they are."
                )
            }
            Self::Guest { object } => {
                format!(
                    "The rule takes the guest \"{object}\", and guests may not be added to this group. Members stay \
                     as they are."
                )
            }
            Self::TooManyUnits { object, limit } => {
                format!(
                    "The rule takes \"{object}\", which is a member of {limit} administrative units already; more \
                     are not possible. Members stay as they are."
                )
            }
            Self::Injected(text) => format!("{text} Members stay as they are."),
        }
    }

    /// What to do about it.
    pub fn help(&self) -> &'static str {
        match self {
            Self::InvalidRule(_) | Self::NoRule => "Give the group a valid membership rule.",
            Self::Evaluation { .. } => "Give the group a simpler pattern.",
            Self::Guest { .. } => {
                "Allow guests to be added, or add -and (user.userType -eq \"Member\") to the rule."
            }
            Self::TooManyUnits { .. } => {
                "Take the object out of another administrative unit, or leave it out by the rule."
            }
            Self::Injected(_) => "Clear the injected fault, or change the rule.",
        }
    }

    /// The text in Graph's shape: observed for an invalid rule, made after its pattern for the others.
    pub fn graph_text(&self) -> String {
        let cause = match self {
            Self::InvalidRule(_) => "unsupported property.".to_owned(),
            Self::NoRule => "no membership rule.".to_owned(),
            Self::Evaluation { object, .. } => format!("evaluation of '{object}' failed."),
            Self::Guest { object } => format!("guest '{object}' is not allowed."),
            Self::TooManyUnits { object, limit } => {
                format!("'{object}' is a member of {limit} administrative units.")
            }
            Self::Injected(text) => text.clone(),
        };
        format!("Membership updates could not be evaluated: {cause}")
    }
}
