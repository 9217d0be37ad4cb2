//! The topics that `Get-Help about_…` tells, one text file each.

use ingroup_shell::Topic;

/// Every topic: its name and its text, whose first line says what it is about.
const TOPICS: &[(&str, &str)] = &[
    ("about_Checkpoints", include_str!("about/Checkpoints.txt")),
    ("about_Clock", include_str!("about/Clock.txt")),
    ("about_Expiration", include_str!("about/Expiration.txt")),
    ("about_Files", include_str!("about/Files.txt")),
    ("about_History", include_str!("about/History.txt")),
    ("about_Licences", include_str!("about/Licences.txt")),
    (
        "about_MembershipRules",
        include_str!("about/MembershipRules.txt"),
    ),
    ("about_Processing", include_str!("about/Processing.txt")),
    ("about_Prompt", include_str!("about/Prompt.txt")),
    ("about_Quotas", include_str!("about/Quotas.txt")),
    ("about_Roles", include_str!("about/Roles.txt")),
    ("about_Scripts", include_str!("about/Scripts.txt")),
    ("about_SelfService", include_str!("about/SelfService.txt")),
    ("about_Stores", include_str!("about/Stores.txt")),
];

/// All topics, by name.
pub(crate) fn topics() -> impl Iterator<Item = Topic> {
    TOPICS.iter().map(|(name, text)| Topic::new(name, text))
}
