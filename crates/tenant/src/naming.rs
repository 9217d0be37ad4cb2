//! The naming policy: what names of Microsoft 365 groups begin and end with, and which words they cannot be (2.9).

use std::sync::Arc;

use ingroup_directory::{GroupFacts, Settings};
use ingroup_schema::{ObjectId, SubjectKind, Value, fold};

use crate::actor::Actor;
use crate::capability::Capability;
use crate::channel::Channel;
use crate::groups::without_forbidden;
use crate::names::invalid;
use crate::refusal::Refusal;
use crate::subject_values::key_of;
use crate::target::Target;
use crate::tenant::Tenant;

/// What stands for the name that somebody types.
const NAME: &str = "[GroupName]";

/// The creator's attributes that a prefix or suffix can have, and their names in rules (`OP-60`).
const ATTRIBUTES: [(&str, &str); 6] = [
    ("[Department]", "department"),
    ("[Company]", "companyName"),
    ("[Office]", "physicalDeliveryOfficeName"),
    ("[StateOrProvince]", "state"),
    ("[CountryOrRegion]", "country"),
    ("[Title]", "jobTitle"),
];

/// How long a name may be with its prefix and suffix (`OP-60`, C-18).
const LONGEST_NAME: usize = 63;

/// How many phrases can be blocked (`QUO-13`).
const MOST_WORDS: usize = 5_000;

/// What somebody typed of the names of a group; what is not typed follows from the rest or stays.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Typed<'a> {
    pub(crate) display_name: Option<&'a str>,
    pub(crate) nickname: Option<&'a str>,
}

/// What a name begins and ends with, for one creator.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Affixes {
    prefix: String,
    suffix: String,
}

impl Affixes {
    /// The name between them; none if it does not have both.
    fn stripped<'n>(&self, name: &'n str) -> Option<&'n str> {
        name.strip_prefix(self.prefix.as_str())?
            .strip_suffix(self.suffix.as_str())
    }

    fn around(&self, name: &str) -> String {
        format!("{}{name}{}", self.prefix, self.suffix)
    }
}

impl Tenant {
    /// Gives a Microsoft 365 group the names that the policy wants of what somebody typed. In the portal and the panel
    /// prefix and suffix are added; through the programming interface they must be there (`OP-62`). First what is
    /// missing is told, of both names together, then blocked words.
    pub(crate) fn name_by_policy(
        &self,
        by: Actor,
        channel: Channel,
        typed: Typed<'_>,
        facts: &mut GroupFacts,
    ) -> Result<(), Refusal> {
        let settings = self.directory.settings();
        let nothing_set = settings.prefix_suffix_naming_requirement.is_empty()
            && settings.custom_blocked_words.is_empty();
        if nothing_set || !facts.is_unified() || self.is_exempt(by) {
            return Ok(());
        }
        let for_names = self.affixes(by.id());
        let for_nicknames = Affixes {
            prefix: without_forbidden(&for_names.prefix),
            suffix: without_forbidden(&for_names.suffix),
        };
        let mut missing: Vec<&'static str> = Vec::new();
        let mut bare: Vec<(&'static str, String)> = Vec::new();
        let names = [
            ("displayName", typed.display_name, &for_names),
            ("mailNickname", typed.nickname, &for_nicknames),
        ];
        for (property, name, affixes) in names {
            let Some(name) = name else {
                continue;
            };
            let between = affixes.stripped(name);
            if between.is_none() && channel == Channel::Graph {
                missing.push(property);
            }
            let own = between.unwrap_or(name);
            bare.push((property, own.to_owned()));
            let whole: Arc<str> = affixes.around(own).into();
            match property {
                "displayName" => facts.display_name = whole,
                _ => facts.mail_nickname = Some(whole),
            }
        }
        if !missing.is_empty() {
            let Affixes { prefix, suffix } = for_names;
            return Err(Refusal::MissingPrefixSuffix {
                properties: missing,
                prefix,
                suffix,
            });
        }
        check_words(settings, &bare)?;
        let name = facts.display_name.to_string();
        match typed.display_name.is_some() && name.chars().count() > LONGEST_NAME {
            true => Err(invalid(
                "displayName",
                &name,
                "with what the naming policy adds it has more than 63 characters",
            )),
            false => Ok(()),
        }
    }

    /// Whom the policy does not bind (`OP-63`, C-19).
    fn is_exempt(&self, by: Actor) -> bool {
        by.id().is_none_or(|id| {
            self.has_by_role(id, Capability::IgnoreNamingPolicy, &Target::default())
        })
    }

    /// What names begin and end with when this object gives them; attributes that it lacks are empty (`OP-60`).
    fn affixes(&self, by: Option<ObjectId>) -> Affixes {
        let requirement = &self.directory.settings().prefix_suffix_naming_requirement;
        let (prefix, suffix) = requirement.split_once(NAME).unwrap_or_default();
        let filled = |text: &str| {
            ATTRIBUTES
                .iter()
                .fold(text.to_owned(), |text, (word, property)| {
                    match text.contains(word) {
                        true => text.replace(word, &self.text_of(by, property)),
                        false => text,
                    }
                })
        };
        Affixes {
            prefix: filled(prefix),
            suffix: filled(suffix),
        }
    }

    fn text_of(&self, user: Option<ObjectId>, property: &str) -> String {
        let users = self.directory.users();
        let value = user
            .and_then(|id| users.row(id))
            .zip(key_of(SubjectKind::User, property))
            .map(|(row, key)| users.owned(row, &key));
        match value {
            Some(Value::Text(text)) => text.to_string(),
            _ => String::new(),
        }
    }
}

/// Refuses settings that are no policy: exactly one place for the name, and not too many words (`OP-60`, `QUO-13`).
pub(crate) fn check_policy(settings: &Settings) -> Result<(), Refusal> {
    let requirement = &settings.prefix_suffix_naming_requirement;
    let places = requirement.matches(NAME).count();
    if !requirement.is_empty() && places != 1 {
        return Err(invalid(
            "PrefixSuffixNamingRequirement",
            requirement,
            "it must have [GroupName] once, where the name stands",
        ));
    }
    match blocked_words(settings).count() > MOST_WORDS {
        true => Err(invalid(
            "CustomBlockedWordsList",
            "the list",
            "it can have 5,000 words at most",
        )),
        false => Ok(()),
    }
}

fn blocked_words(settings: &Settings) -> impl Iterator<Item = &str> {
    let words = settings.custom_blocked_words.split(',').map(str::trim);
    words.filter(|word| !word.is_empty())
}

/// A name cannot be one of the words, in whatever case; it may contain one (`OP-61`, C-18).
fn check_words(settings: &Settings, names: &[(&'static str, String)]) -> Result<(), Refusal> {
    for (property, name) in names {
        let folded = fold(name.trim());
        if let Some(word) = blocked_words(settings).find(|word| fold(word) == folded) {
            return Err(Refusal::BlockedWord {
                property,
                word: word.to_owned(),
            });
        }
    }
    Ok(())
}
