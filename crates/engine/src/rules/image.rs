//! What is known of all rules in the image of a tenant: how common their predicates are. Everything else is in the
//! texts, or is worked out when somebody asks.

use std::collections::BTreeSet;
use std::sync::Arc;

use ingroup_directory::Directory;
use ingroup_image::{ImageError, Reader, Writer};
use ingroup_rule::Rule;
use ingroup_schema::SubjectKind;

use super::{NewTree, Rules, RulesOfKind};
use crate::predicate::Weight;
use crate::slot::Slot;

/// The weights of all predicates about users and about devices, in the order in which the rules, slot by slot, use them
/// for the first time: the order in which predicates come that nobody knew.
#[derive(Debug, Default)]
pub(crate) struct Weights {
    users: Vec<Weight>,
    devices: Vec<Weight>,
}

/// The trees of the rules about users and about devices that are not settled yet.
#[derive(Debug, Default)]
pub(crate) struct TreesOfAll {
    users: Vec<NewTree>,
    devices: Vec<NewTree>,
}

impl Rules {
    /// Writes the weights.
    pub(crate) fn freeze_weights(&self, to: &mut Writer) {
        for rules in [&self.users, &self.devices] {
            let weights = rules.weights();
            to.size(weights.len());
            to.array(weights.iter(), |weight| weight.sampled.to_le_bytes());
            to.array(weights.iter(), |weight| weight.classes.to_le_bytes());
        }
    }

    /// Makes room for what so many rules ask, of which none has come; gives room for their trees.
    pub(crate) fn expect(&mut self, rules: usize) -> TreesOfAll {
        self.users.truths.expect(rules);
        TreesOfAll::default()
    }

    /// Makes the tree of a rule that a slot has from now on, if it is an expression.
    pub(crate) fn grow(&mut self, slot: Slot, rule: &Arc<Rule>, trees: &mut TreesOfAll) {
        let kind = rule.subject();
        let trees = match kind {
            SubjectKind::User => &mut trees.users,
            SubjectKind::Device => &mut trees.devices,
        };
        trees.extend(self.of_mut(kind).new_tree(slot, rule.clone()));
    }

    /// Compiles the rules of an image, which came slot by slot, with the weights of that image.
    pub(crate) fn settle_weighed(
        &mut self,
        directory: &Directory,
        trees: TreesOfAll,
        weights: &Weights,
    ) {
        let Weights { users, devices } = weights;
        let (of_users, of_devices) = (directory.users(), directory.devices());
        let _ = self
            .users
            .settle_trees(trees.users, of_users, None, Some(users));
        let _ = self
            .devices
            .settle_trees(trees.devices, of_devices, None, Some(devices));
    }
}

impl Weights {
    /// Reads what was written.
    pub(crate) fn thaw(from: &mut Reader<'_>) -> Result<Self, ImageError> {
        Ok(Self {
            users: thaw(from)?,
            devices: thaw(from)?,
        })
    }
}

fn thaw(from: &mut Reader<'_>) -> Result<Vec<Weight>, ImageError> {
    let count = from.count(2 * size_of::<u32>())?;
    let sampled = from.u32s(count)?.into_iter();
    let classes = from.u32s(count)?;
    let both = sampled.zip(classes);
    let weights = both.map(|(sampled, classes)| Weight { sampled, classes });
    Ok(weights.collect())
}

impl RulesOfKind {
    fn weights(&self) -> Vec<Weight> {
        let mut met = BTreeSet::new();
        let compiled = self.compiled.iter().flatten();
        let uses = compiled.flat_map(|compiled| compiled.uses.iter().copied());
        uses.filter(|predicate| met.insert(*predicate))
            .filter_map(|predicate| Some(self.truths.known(predicate)?.weight))
            .collect()
    }
}
