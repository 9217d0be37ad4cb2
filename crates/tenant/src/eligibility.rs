//! Which groups can take part in what, and why (2.6, `LIC-1`).

use ingroup_directory::{Group, GroupKind, JoinPolicy};

use crate::self_service::outside_words;

/// What a group can take part in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Feature {
    /// People join, or ask to, without an owner's doing (2.6).
    SelfService,
    /// Its members inherit its licences (`LIC-1`).
    Licensing,
}

impl Feature {
    /// All of them.
    pub const ALL: [Self; 2] = [Self::SelfService, Self::Licensing];

    /// The word for lists.
    pub const fn name(self) -> &'static str {
        match self {
            Self::SelfService => "SelfService",
            Self::Licensing => "Licensing",
        }
    }
}

/// Whether a group can take part, each with the reason as a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Eligibility {
    /// It can.
    Yes(String),
    /// It cannot.
    No(String),
}

/// Whether a group can take part in something.
pub fn eligibility(group: &Group, feature: Feature) -> Eligibility {
    match feature {
        Feature::SelfService => self_service(group),
        Feature::Licensing => licensing(group),
    }
}

fn self_service(group: &Group) -> Eligibility {
    let facts = group.facts();
    if let Some(why) = facts.outside_self_service() {
        return Eligibility::No(format!("It is {}.", outside_words(why)));
    }
    Eligibility::Yes(match facts.join_policy() {
        Some(JoinPolicy::Open) => "Everybody joins at once.".to_owned(),
        Some(JoinPolicy::OwnerApproval) => {
            "Everybody may ask, and one of the owners decides.".to_owned()
        }
        Some(JoinPolicy::Closed) | None => {
            "It is closed as it is: its owners can open it with -JoinPolicy.".to_owned()
        }
    })
}

fn licensing(group: &Group) -> Eligibility {
    let facts = group.facts();
    match group.kind() {
        GroupKind::Security => Eligibility::Yes(match (facts.is_dynamic(), facts.is_synced()) {
            (true, _) => "It is a security group, and its rule says who inherits.".to_owned(),
            (false, true) => "It is a security group, synchronised or not.".to_owned(),
            (false, false) => "It is a security group.".to_owned(),
        }),
        GroupKind::Microsoft365 if facts.security_enabled => {
            Eligibility::Yes("It is a Microsoft 365 group that is security-enabled.".to_owned())
        }
        GroupKind::Microsoft365 => {
            Eligibility::No("It is a Microsoft 365 group that is not security-enabled.".to_owned())
        }
        GroupKind::MailEnabledSecurity => {
            Eligibility::No("It is a mail-enabled security group.".to_owned())
        }
        GroupKind::Distribution => Eligibility::No("It is a distribution list.".to_owned()),
    }
}
