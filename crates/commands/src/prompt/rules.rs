//! Completion and colours inside of a membership rule.

use std::ops::Range;

use ingroup_schema::{
    Operator, PropertyKey, PropertyType, Quantifier, SubjectKind, catalogue, property,
};
use ingroup_shell::{Candidate, Inside, Paint};
use ingroup_tenant::Tenant;

use super::rule_text::{Closing, Word, WordKind, words};
use super::rule_values::values;
use super::top::begins;

/// The meaning of the parameters that take a rule.
const RULE: &str = "MembershipRule";

/// The words that join comparisons.
const CONNECTIVES: [&str; 2] = ["-and", "-or"];

/// The properties of the items of a collection, by the type of the collection.
const ITEMS: &[(PropertyType, &[&str])] = &[
    (PropertyType::StringCollection, &["_"]),
    (
        PropertyType::PlanCollection,
        &[
            "assignedPlan.servicePlanId",
            "assignedPlan.service",
            "assignedPlan.capabilityStatus",
        ],
    ),
    (PropertyType::GroupCollection, &["group.objectId"]),
];

/// Whether a text is a membership rule: by the parameter it is for, or because it begins as one.
pub(super) fn is_rule(meaning: Option<&str>, text: &str) -> bool {
    let start = text.trim_start_matches(|c: char| c.is_whitespace() || c == '(');
    meaning == Some(RULE)
        || SubjectKind::ALL
            .iter()
            .any(|kind| begins(start, &format!("{}.", kind.prefix())))
}

/// A property that a rule names, and whose it is.
#[derive(Debug, Clone)]
pub(super) struct Named {
    pub(super) subject: SubjectKind,
    pub(super) key: PropertyKey,
}

impl Named {
    /// The property with this name, its prefix included.
    fn read(tenant: Option<&Tenant>, name: &str) -> Option<Named> {
        let (prefix, rest) = name.split_once('.')?;
        let mut kinds = SubjectKind::ALL.into_iter();
        let subject = kinds.find(|kind| kind.prefix().eq_ignore_ascii_case(prefix))?;
        let key = match property(subject, rest) {
            Some(property) => PropertyKey::Known(property.id),
            None => {
                let table = tenant?.directory().table(subject);
                let extension = table
                    .extensions()
                    .find(|extension| extension.as_str().eq_ignore_ascii_case(rest))?;
                PropertyKey::Extension(extension.clone())
            }
        };
        Some(Named { subject, key })
    }
}

/// What may come next in a rule.
enum Next {
    Property,
    /// The property of an item of a collection of this type.
    Item(PropertyType),
    Operator(PropertyType),
    /// The parenthesis behind a quantifier.
    Group,
    Value(Named, Listed),
    Connective,
    Nothing,
}

/// Whether a value stands in brackets.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Listed {
    No,
    /// It is the first, and the bracket is not there yet.
    First,
    Inside,
}

/// What may stand at the end of a rule.
pub(super) fn complete(tenant: &Tenant, text: &str) -> Inside {
    let all = words(text);
    let typing = all.last().filter(|word| {
        let grows = match word.kind {
            WordKind::Name | WordKind::Operator => true,
            WordKind::Text(closing) => closing == Closing::Open,
            WordKind::Mark(_) => false,
        };
        grows && word.span.end == text.len()
    });
    let before = all.len() - usize::from(typing.is_some());
    let before = all.get(..before).unwrap_or_default();
    let start = typing.map_or(text.len(), |word| word.span.start);
    let typed = text.get(start..).unwrap_or("");
    let candidates = match next(tenant, text, before) {
        Next::Property => properties(tenant, text, &all, typed),
        Next::Item(kind) => of_words(item_names(kind), typed),
        Next::Operator(kind) => {
            let quantifiers = [Quantifier::Any, Quantifier::All];
            let quantifiers = quantifiers.iter().filter(|_| kind.is_collection());
            let operators = kind.operators().iter().map(ToString::to_string);
            let all = operators.chain(quantifiers.map(ToString::to_string));
            of_words(all, typed)
        }
        Next::Group => of_words(["("], typed),
        Next::Connective => of_words(CONNECTIVES, typed),
        Next::Value(named, listed) => values(tenant, &named, typed)
            .into_iter()
            .map(|one| match listed {
                Listed::First => Candidate {
                    text: format!("[{}]", one.text),
                    shown: one.shown,
                },
                Listed::No | Listed::Inside => one,
            })
            .collect(),
        Next::Nothing => Vec::new(),
    };
    Inside { start, candidates }
}

fn of_words<W: Into<String>>(words: impl IntoIterator<Item = W>, typed: &str) -> Vec<Candidate> {
    let words = words.into_iter().map(Into::into);
    let fits = words.filter(|word| begins(word, typed));
    fits.map(Candidate::plain).collect()
}

fn item_names(kind: PropertyType) -> impl Iterator<Item = &'static str> {
    let rows = ITEMS.iter().filter(move |(own, _)| *own == kind);
    rows.flat_map(|(_, names)| names.iter().copied())
}

/// The properties that begin so, and at the start of a comparison `-not`. A rule that asks for users asks for users
/// only.
fn properties(tenant: &Tenant, text: &str, all: &[Word], typed: &str) -> Vec<Candidate> {
    let before = all.iter().filter(|word| word.span.end < text.len());
    let mut said = before.filter_map(|word| Named::read(Some(tenant), word.of(text)));
    let only = said.next().map(|named| named.subject);
    let mut names: Vec<String> = Vec::new();
    for kind in SubjectKind::ALL {
        if only.is_some_and(|only| only != kind) {
            continue;
        }
        names.extend(catalogue(kind).map(|property| property.full_name()));
        let extensions = tenant.directory().table(kind).extensions();
        names.extend(extensions.map(|name| format!("{}.{}", kind.prefix(), name.as_str())));
    }
    // Long before the name is said, the choice is whose property it is.
    if !typed.contains('.') {
        names.retain(|name| begins(name, typed));
        let mut prefixes: Vec<String> = names
            .iter()
            .filter_map(|name| name.split_once('.'))
            .map(|(prefix, _)| format!("{prefix}."))
            .collect();
        prefixes.dedup();
        prefixes.extend(
            ["-not".to_owned()]
                .into_iter()
                .filter(|word| begins(word, typed)),
        );
        return of_words(prefixes, typed);
    }
    of_words(names, typed)
}

/// What the words so far ask for.
fn next(tenant: &Tenant, text: &str, words: &[Word]) -> Next {
    let Some(last) = words.last() else {
        return Next::Property;
    };
    let read = |word: &Word| Named::read(Some(tenant), word.of(text));
    let subject_property = words.iter().rev().find_map(read);
    let type_of = |named: &Named| named.key.property_type();
    match last.kind {
        WordKind::Operator => {
            let word = last.of(text).trim_start_matches('-');
            match (Operator::from_word(word), subject_property) {
                (Some(operator), Some(named)) => {
                    let lists = matches!(operator, Operator::In | Operator::NotIn);
                    Next::Value(named, if lists { Listed::First } else { Listed::No })
                }
                (None, _) if is_one_of(word, &["any", "all"]) => Next::Group,
                (None, _) if is_one_of(word, &["and", "or", "not"]) => Next::Property,
                _ => Next::Nothing,
            }
        }
        WordKind::Name => {
            let name = last.of(text);
            if let Some(named) = read(last) {
                return Next::Operator(type_of(&named));
            }
            let is_item = ITEMS
                .iter()
                .any(|(_, names)| names.iter().any(|own| own.eq_ignore_ascii_case(name)));
            match is_item {
                true => Next::Operator(PropertyType::String),
                false => Next::Connective,
            }
        }
        WordKind::Mark('(') => {
            let opener = words.iter().rev().nth(1).map(|word| word.of(text));
            let quantified = opener.is_some_and(|word| is_one_of(word, &["-any", "-all"]));
            match subject_property.filter(|_| quantified) {
                Some(named) => Next::Item(type_of(&named)),
                None => Next::Property,
            }
        }
        WordKind::Mark('[' | ',') => match subject_property {
            Some(named) => Next::Value(named, Listed::Inside),
            None => Next::Nothing,
        },
        WordKind::Mark(')' | ']') => Next::Connective,
        WordKind::Mark(_) => Next::Nothing,
        WordKind::Text(_) => {
            let opened = words.iter().rev().find_map(|word| match word.kind {
                WordKind::Mark(mark @ ('[' | ']')) => Some(mark),
                _ => None,
            });
            match opened {
                Some('[') => Next::Nothing,
                _ => Next::Connective,
            }
        }
    }
}

fn is_one_of(word: &str, words: &[&str]) -> bool {
    words.iter().any(|own| own.eq_ignore_ascii_case(word))
}

/// The meaning of the words of a rule. What is still being typed at its end is not a mistake yet.
pub(super) fn paint(text: &str) -> Vec<(Range<usize>, Paint)> {
    let mut painted = Vec::new();
    for word in words(text) {
        let said = word.of(text);
        let is_whole = word.span.end < text.len();
        let paint = match word.kind {
            WordKind::Text(_) => Paint::RuleValue,
            WordKind::Mark(_) => continue,
            WordKind::Operator => {
                let own = said.trim_start_matches('-');
                let known = Operator::from_word(own).is_some()
                    || is_one_of(own, &["and", "or", "not", "any", "all", "plus", "minus"]);
                match known || !is_whole {
                    true => Paint::RuleOperator,
                    false => Paint::RuleMistake,
                }
            }
            WordKind::Name if said.contains('.') => match is_property(said) || !is_whole {
                true => Paint::RuleProperty,
                false => Paint::RuleMistake,
            },
            WordKind::Name if said == "_" => Paint::RuleProperty,
            WordKind::Name => Paint::RuleValue,
        };
        painted.push((word.span, paint));
    }
    painted
}

/// Whether a name with a dot is a property, as far as that can be said without a tenant.
fn is_property(name: &str) -> bool {
    let is_item = ITEMS
        .iter()
        .any(|(_, names)| names.iter().any(|own| own.eq_ignore_ascii_case(name)));
    let extension = name
        .split_once('.')
        .is_some_and(|(_, own)| begins(own, "extension_"));
    is_item
        || extension
        || name.eq_ignore_ascii_case("system.now")
        || Named::read(None, name).is_some()
}
