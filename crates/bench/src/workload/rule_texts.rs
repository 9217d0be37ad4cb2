//! Conditions as an administrator would write them, most of them about somebody in particular.

use ingroup_schema::Value;

use super::attributes::{ATTRIBUTES, Attribute, Shape, attribute_named};
use super::people::{People, Person};
use crate::job::Failed;
use crate::random::Random;

/// How many of a hundred conditions are of each sort.
const MIX: [(usize, Write); 7] = [
    (55, equality),
    (15, list),
    (10, ends),
    (8, part),
    (4, pattern),
    (5, null),
    (3, items),
];

type Write = fn(&mut Maker<'_>, &Person) -> Option<String>;

/// The attributes whose beginnings and ends rules ask for.
const WITH_ENDS: [&str; 11] = [
    "userPrincipalName",
    "mail",
    "jobTitle",
    "department",
    "extensionAttribute1",
    "physicalDeliveryOfficeName",
    "displayName",
    "employeeId",
    "postalCode",
    "city",
    "mailNickName",
];

/// The attributes in which rules look for a word.
const WITH_PARTS: [&str; 8] = [
    "jobTitle",
    "department",
    "displayName",
    "onPremisesDistinguishedName",
    "companyName",
    "streetAddress",
    "extensionAttribute5",
    "mail",
];

/// The attributes that rules hold against a pattern.
const WITH_PATTERNS: [&str; 6] = [
    "jobTitle",
    "department",
    "extensionAttribute1",
    "userPrincipalName",
    "physicalDeliveryOfficeName",
    "displayName",
];

/// What conditions are made from.
pub(super) struct Maker<'a> {
    pub(super) people: &'a People,
    pub(super) random: Random,
    weights: Vec<usize>,
}

impl<'a> Maker<'a> {
    pub(super) fn new(people: &'a People, seed: u64) -> Self {
        Self {
            people,
            random: Random::new(seed),
            weights: ATTRIBUTES.iter().map(|row| row.named).collect(),
        }
    }

    /// Somebody.
    pub(super) fn anybody(&mut self) -> Person {
        let number = self.random.below(self.people.count());
        self.people.person(number)
    }

    /// A condition that holds for somebody.
    pub(super) fn condition(&mut self, about: &Person) -> Result<String, Failed> {
        let weights = MIX.map(|(weight, _)| weight);
        let place = self.random.weighted(&weights);
        let write = MIX
            .get(place)
            .map_or(equality as Write, |(_, write)| *write);
        // Who lacks a value can be asked for another; everybody has some that can be compared.
        let asked = (0..20).find_map(|_| write(self, about));
        asked
            .or_else(|| (0..200).find_map(|_| equality(self, about)))
            .ok_or_else(|| "nothing can be asked of somebody".into())
    }

    fn named(&mut self) -> Option<(usize, &'static Attribute)> {
        let place = self.random.weighted(&self.weights);
        ATTRIBUTES.get(place).map(|row| (place, row))
    }

    fn one_of<'p>(
        &mut self,
        names: &[&'static str],
        about: &'p Person,
    ) -> Option<(&'static str, &'p str)> {
        let name = *self.random.pick(names)?;
        match about.value(attribute_named(name)?) {
            Value::Text(text) => Some((name, text)),
            _ => None,
        }
    }

    /// A value that somebody else has, if the attribute has any.
    fn of_another(&mut self, attribute: usize) -> Option<String> {
        match self.anybody().value(attribute) {
            Value::Text(text) => Some(text.to_string()),
            _ => None,
        }
    }
}

fn equality(maker: &mut Maker<'_>, about: &Person) -> Option<String> {
    let (place, row) = maker.named()?;
    let name = row.name;
    match about.value(place) {
        Value::Boolean(value) => Some(format!("user.{name} -eq {value}")),
        Value::Text(own) if maker.random.percent(6) => {
            let other = maker.of_another(place).filter(|other| **other != **own)?;
            Some(format!("user.{name} -ne \"{other}\""))
        }
        Value::Text(own) => Some(format!("user.{name} -eq \"{own}\"")),
        _ => None,
    }
}

fn list(maker: &mut Maker<'_>, about: &Person) -> Option<String> {
    let (place, row) = maker.named()?;
    let Shape::Pool(..) = row.shape else {
        return None;
    };
    let Value::Text(own) = about.value(place) else {
        return None;
    };
    let wanted = 2 + maker.random.below(6);
    let mut texts: Vec<String> = (1..wanted)
        .filter_map(|_| maker.of_another(place))
        .filter(|other| **other != **own)
        .collect();
    texts.sort();
    texts.dedup();
    let operator = match maker.random.percent(6) && !texts.is_empty() {
        true => "-notIn",
        false => {
            texts.insert(maker.random.below(texts.len() + 1), own.to_string());
            "-in"
        }
    };
    let quoted: Vec<String> = texts.iter().map(|text| format!("\"{text}\"")).collect();
    Some(format!(
        "user.{} {operator} [{}]",
        row.name,
        quoted.join(", ")
    ))
}

fn ends(maker: &mut Maker<'_>, about: &Person) -> Option<String> {
    let (name, text) = maker.one_of(&WITH_ENDS, about)?;
    let letters = text.chars().count();
    let length = (3 + maker.random.below(8)).min(letters);
    if maker.random.percent(55) {
        let start: String = text.chars().take(length).collect();
        return Some(format!("user.{name} -startsWith \"{}\"", start.trim_end()));
    }
    let end = match text.split_once('@') {
        Some((_, domain)) => format!("@{domain}"),
        None => text.chars().skip(letters - length).collect(),
    };
    Some(format!("user.{name} -endsWith \"{}\"", end.trim_start()))
}

fn part(maker: &mut Maker<'_>, about: &Person) -> Option<String> {
    let (name, text) = maker.one_of(&WITH_PARTS, about)?;
    let word = a_word(maker, text)?;
    Some(format!("user.{name} -contains \"{word}\""))
}

fn pattern(maker: &mut Maker<'_>, about: &Person) -> Option<String> {
    let (name, text) = maker.one_of(&WITH_PATTERNS, about)?;
    let word = a_word(maker, text)?;
    let start: String = word.chars().take(4).collect();
    let other = maker.anybody();
    let (_, other) = maker.one_of(&WITH_PATTERNS, &other)?;
    let other = a_word(maker, other)?;
    let pattern = match maker.random.below(4) {
        0 => format!(
            "^{}.*{word}",
            text.chars().next().filter(char::is_ascii_alphanumeric)?
        ),
        1 => format!("({word}|{other})$"),
        2 => format!("{start}[a-z0-9]+"),
        _ => format!("^.*{word}[^x]?"),
    };
    Some(format!("user.{name} -match \"{pattern}\""))
}

fn null(maker: &mut Maker<'_>, about: &Person) -> Option<String> {
    let place = maker.random.below(ATTRIBUTES.len());
    let row = ATTRIBUTES.get(place)?;
    if row.missing < 4 || row.named == 0 {
        return None;
    }
    let operator = match about.value(place) {
        Value::Null => "-eq",
        _ => "-ne",
    };
    Some(format!("user.{} {operator} null", row.name))
}

fn items(maker: &mut Maker<'_>, about: &Person) -> Option<String> {
    let name = *maker.random.pick(&["proxyAddresses", "assignedPlans"])?;
    let value = about.value(attribute_named(name)?);
    match value {
        Value::Texts(items) => {
            let items: Vec<&str> = items.iter().collect();
            let item = maker.random.pick(&items)?;
            let condition = match maker.random.below(3) {
                0 => format!(
                    "_ -startsWith \"{}\"",
                    item.chars().take(9).collect::<String>()
                ),
                1 => format!("_ -endsWith \"@{}\"", item.split_once('@')?.1),
                _ => format!("_ -contains \"{}\"", a_word(maker, item)?),
            };
            Some(format!("user.proxyAddresses -any ({condition})"))
        }
        Value::Plans(plans) => {
            let plan = maker.random.pick(plans)?.clone();
            let status = plan.capability_status?;
            if maker.random.percent(10) {
                let condition = format!("assignedPlan.capabilityStatus -eq \"{status}\"");
                return Some(format!("user.assignedPlans -all ({condition})"));
            }
            let which = match maker.random.percent(70) {
                true => format!(
                    "assignedPlan.servicePlanId -eq \"{}\"",
                    plan.service_plan_id?
                ),
                false => format!("assignedPlan.service -eq \"{}\"", plan.service?),
            };
            let condition = format!("{which} -and assignedPlan.capabilityStatus -eq \"{status}\"");
            Some(format!("user.assignedPlans -any ({condition})"))
        }
        _ => None,
    }
}

/// A word of a text, of letters and digits.
fn a_word(maker: &mut Maker<'_>, text: &str) -> Option<String> {
    let words: Vec<&str> = text
        .split(|c: char| !c.is_ascii_alphanumeric())
        .filter(|word| word.len() > 2)
        .collect();
    maker.random.pick(&words).map(|word| (*word).to_owned())
}
