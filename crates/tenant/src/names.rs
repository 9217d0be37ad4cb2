//! What groups and administrative units may be called.

use std::sync::Arc;

use ingroup_schema::ObjectKind;

use crate::refusal::Refusal;

const LONGEST_NAME: usize = 256;
const LONGEST_DESCRIPTION: usize = 1024;

/// Whether an object may have this display name and this description.
pub(crate) fn check_name(
    kind: ObjectKind,
    name: &str,
    description: Option<&str>,
) -> Result<(), Refusal> {
    if name.trim().is_empty() {
        return Err(Refusal::Missing {
            kind,
            property: "displayName",
        });
    }
    check_length("displayName", name, LONGEST_NAME)?;
    check_length(
        "description",
        description.unwrap_or_default(),
        LONGEST_DESCRIPTION,
    )
}

/// Whether a text is short enough for a property.
pub(crate) fn check_length(property: &str, text: &str, longest: usize) -> Result<(), Refusal> {
    match text.encode_utf16().count() > longest {
        true => Err(invalid(
            property,
            text,
            &format!("it takes at most {longest} characters"),
        )),
        false => Ok(()),
    }
}

/// A text to be stored; an empty one is none.
pub(crate) fn text(text: Option<&str>) -> Option<Arc<str>> {
    text.filter(|text| !text.is_empty()).map(Arc::from)
}

/// The refusal of a value, with the reason as the end of a sentence.
pub(crate) fn invalid(property: &str, value: &str, reason: &str) -> Refusal {
    Refusal::InvalidValue {
        property: property.to_owned(),
        value: value.to_owned(),
        reason: reason.to_owned(),
    }
}
