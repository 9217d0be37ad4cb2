//! Kinds, names and affixes in the words of sentences.

use ingroup_directory::GroupKind;
use ingroup_schema::ObjectKind;

pub(super) fn about(of: &Option<String>) -> String {
    of.as_deref()
        .map(|of| format!(" ({of})"))
        .unwrap_or_default()
}

pub(super) fn with_article(kind: ObjectKind) -> String {
    match kind {
        ObjectKind::AdministrativeUnit | ObjectKind::OrgContact => format!("an {kind}"),
        other => format!("a {other}"),
    }
}

pub(super) fn capital(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().map(|letter| letter.to_ascii_uppercase());
    first.into_iter().chain(letters).collect()
}

/// A group's kind in words.
pub fn kind_words(kind: GroupKind) -> &'static str {
    match kind {
        GroupKind::Security => "security group",
        GroupKind::Microsoft365 => "Microsoft 365 group",
        GroupKind::MailEnabledSecurity => "mail-enabled security group",
        GroupKind::Distribution => "distribution list",
    }
}

/// What names must begin and end with, in words.
pub(super) fn affixes(prefix: &str, suffix: &str) -> String {
    match (prefix.is_empty(), suffix.is_empty()) {
        (false, true) => format!("begin with \"{prefix}\""),
        (true, false) => format!("end with \"{suffix}\""),
        _ => format!("begin with \"{prefix}\" and end with \"{suffix}\""),
    }
}

/// So many objects.
pub(super) fn objects(count: usize) -> String {
    match count {
        1 => "One object".to_owned(),
        _ => format!("{count} objects"),
    }
}
