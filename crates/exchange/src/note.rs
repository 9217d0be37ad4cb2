//! What an import has to say beside the facts.

use std::fmt;

use ingroup_schema::ObjectId;

/// Something a person should know about an import that went well.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Note {
    /// A file was not used.
    NotUsed {
        /// The file, as named in the folder.
        file: String,
        /// Why, as part of a sentence: "users.json has the users".
        because: String,
    },
    /// A file was read, though its name does not say what it is.
    ReadAs {
        /// The file.
        file: String,
        /// What it was read as: "users".
        what: &'static str,
        /// Why, as the end of a sentence: "its objects have …".
        because: String,
    },
    /// Dynamic groups came without their rules.
    NoRules {
        /// The file.
        file: String,
        /// How many.
        count: usize,
    },
    /// Groups as code do not belong to a tenant that is loaded.
    Code {
        /// The file.
        file: String,
    },
    /// Properties that are in no catalogue.
    UnknownProperties {
        /// The file, or the first of several pages.
        file: String,
        /// Their names, sorted.
        names: Vec<String>,
    },
    /// An object was listed twice with the same facts, as overlapping pages do.
    ListedTwice {
        /// The file of the second one.
        file: String,
        /// How many such objects.
        count: usize,
        /// The first of them.
        first: String,
    },
    /// A user was left out, because another user has the sign-in name.
    SameSignInName {
        /// The file.
        file: String,
        /// The user left out.
        left_out: ObjectId,
        /// The name.
        name: String,
        /// The user who has it.
        kept: ObjectId,
    },
    /// Ids that no object of the export has.
    UnknownIds {
        /// What they were named as: `members`, `owners`, `managers`, `role holders`.
        role: &'static str,
        /// How many, each counted once.
        count: usize,
        /// The first of them.
        first: ObjectId,
    },
    /// The last page of a list says that more follow.
    MorePages {
        /// The file.
        file: String,
    },
}

impl fmt::Display for Note {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotUsed { file, because } => write!(f, "{file} was not used: {because}."),
            Self::ReadAs {
                file,
                what,
                because,
            } => write!(f, "{file} was read as {what}, because {because}."),
            Self::NoRules { file, count } => write!(
                f,
                "{file} has {count} dynamic {} and no rules, as lists of the portal do; export groups.json from Microsoft Graph for the rules.",
                if *count == 1 { "group" } else { "groups" }
            ),
            Self::Code { file } => write!(
                f,
                "{file} was not used: it has groups as code; import it by itself when the tenant is loaded."
            ),
            Self::UnknownProperties { file, names } => {
                write!(
                    f,
                    "{file} has properties that are not known and were left out: "
                )?;
                write!(f, "{}.", names.join(", "))
            }
            Self::ListedTwice { file, count, first } => match count {
                1 => write!(f, "{file} lists {first} twice; it was taken once."),
                _ => write!(
                    f,
                    "{file} lists {count} objects twice, {first} among them; each was taken once."
                ),
            },
            Self::SameSignInName {
                file,
                left_out,
                name,
                kept,
            } => write!(
                f,
                "{file}: the user {left_out} was left out, because {kept} has the same sign-in name \"{name}\"."
            ),
            Self::UnknownIds { role, count, first } => match count {
                1 => write!(
                    f,
                    "One id among the {role} belongs to nobody in this export: {first}."
                ),
                _ => write!(
                    f,
                    "{count} ids among the {role} belong to nobody in this export, {first} among them."
                ),
            },
            Self::MorePages { file } => write!(
                f,
                "{file} ends with a link to a next page; if that page is not in the folder, objects are missing."
            ),
        }
    }
}
