//! What a stored tenant refuses, as the shell says it.

use ingroup_shell::{Category, ShellError};
use ingroup_store::StoreError;

/// The error for a person.
pub(crate) fn failure(error: &StoreError) -> ShellError {
    let category = match error {
        StoreError::Absent { .. } => Category::ObjectNotFound,
        StoreError::NotAStore { .. } | StoreError::Taken { .. } => Category::InvalidArgument,
        StoreError::InUse { .. } => Category::PermissionDenied,
        _ => Category::InvalidOperation,
    };
    let text = error.to_string();
    let mut letters = text.chars();
    let first = letters.next().map(|first| first.to_uppercase().to_string());
    let sentence = format!("{}{}.", first.unwrap_or_default(), letters.as_str());
    ShellError::new(sentence)
        .category(category)
        .help(error.help())
}
