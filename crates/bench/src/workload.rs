//! The workload of the membership jobs: people and rules from fixed seeds, the same at every run.
//!
//! A person is a function of its number: nothing is kept of a million people but the pools of texts that their values
//! are drawn from. Rules are texts, as an administrator would write them; whoever is measured reads them for itself
//! or is given the checked tree.

mod attributes;
mod identity;
mod people;
mod pool;
mod rule_texts;
mod rules;
mod size;
mod words;

use ingroup_rule::{Rule, check, parse};
use ingroup_schema::{ObjectId, SubjectKind};

use crate::job::Failed;
use crate::random::Random;

pub(crate) use attributes::{attribute_name, attribute_named};
pub(crate) use people::{People, Person};
pub(crate) use rules::RuleMaker;
pub(crate) use size::Size;

/// People and rules of a size.
pub(crate) struct Workload {
    size: Size,
    people: People,
    rules: Vec<String>,
}

/// The seed of the rules.
const RULES: u64 = 2;
/// The seed of the rules that are made while something is measured.
const FRESH_RULES: u64 = 3;

impl Workload {
    /// The workload of a size.
    pub(crate) fn new(size: Size) -> Result<Self, Failed> {
        let people = People::new(size.users())?;
        let mut maker = RuleMaker::new(&people, RULES);
        let rules = (0..size.rules())
            .map(|_| maker.rule())
            .collect::<Result<_, _>>()?;
        Ok(Self {
            size,
            people,
            rules,
        })
    }

    /// Its size.
    pub(crate) fn size(&self) -> Size {
        self.size
    }

    /// The people.
    pub(crate) fn people(&self) -> &People {
        &self.people
    }

    /// The texts of the rules.
    pub(crate) fn rules(&self) -> &[String] {
        &self.rules
    }

    /// The rules as they were checked.
    pub(crate) fn checked(&self) -> Result<Vec<Rule>, Failed> {
        self.rules.iter().map(|text| checked(text)).collect()
    }

    /// Rules that are not among the workload's.
    pub(crate) fn fresh_rules(&self, count: usize) -> Result<Vec<String>, Failed> {
        let mut maker = RuleMaker::new(&self.people, FRESH_RULES);
        (0..count).map(|_| maker.rule()).collect()
    }
}

/// A rule of the workload, read and checked.
pub(crate) fn checked(text: &str) -> Result<Rule, Failed> {
    let (tree, _) = parse(text);
    let checked = check(&tree, Some(SubjectKind::User));
    checked.rule.ok_or_else(|| {
        let found = checked.diagnostics.first().map(|found| found.message());
        format!("a rule of the workload is wrong: {text}: {found:?}").into()
    })
}

/// The identifier of a user, by number.
pub(crate) fn user_id(number: usize) -> ObjectId {
    numbered_id(0x1, number)
}

/// The identifier of the group of a rule, by the rule's number.
pub(crate) fn group_id(number: usize) -> ObjectId {
    numbered_id(0x2, number)
}

fn numbered_id(family: u64, number: usize) -> ObjectId {
    // Spread as random identifiers are, so that no ordered index meets them in their order.
    let mut random = Random::new(family << 40 | number as u64);
    let high = u128::from(random.next());
    let low = u128::from(random.next());
    ObjectId::from_bytes((high << 64 | low).to_be_bytes())
}
