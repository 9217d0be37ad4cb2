//! What both ways with bitmaps have in common: an index finds who a predicate takes, the rest is algebra.

use ingroup_rule::{Condition, Rule};
use roaring::RoaringBitmap;

use super::bitmaps::{Formula, Predicates, digest};
use super::{Everything, Peer, Sample};
use crate::job::Failed;
use crate::timing::timed;
use crate::workload::Person;

/// A way to find who a predicate takes.
pub(super) trait Index {
    /// Takes note of the predicates of all rules, before the clock starts.
    fn prepare(&mut self, conditions: &[Condition]) -> Result<(), Failed>;

    /// Who each of the predicates that it was prepared for takes.
    fn known(&self, conditions: &[Condition]) -> Result<Vec<RoaringBitmap>, Failed>;

    /// Who a predicate takes that it has not seen.
    fn fresh(&self, condition: &Condition) -> Result<RoaringBitmap, Failed>;
}

/// Rules as algebra on the bitmaps of an index.
pub(super) struct Indexed<I> {
    index: I,
    predicates: Predicates,
    formulas: Vec<Formula>,
    everybody: RoaringBitmap,
    members: Vec<RoaringBitmap>,
}

impl<I: Index> Indexed<I> {
    /// The rules of a sample over an index of its people.
    pub(super) fn new(mut index: I, rules: &[Rule], sample: Sample) -> Result<Self, Failed> {
        let mut predicates = Predicates::default();
        let formulas = rules
            .iter()
            .take(sample.rules)
            .map(|rule| predicates.formula(rule))
            .collect::<Result<_, _>>()?;
        index.prepare(predicates.conditions())?;
        let mut everybody = RoaringBitmap::new();
        everybody.insert_range(0..u32::try_from(sample.users)?);
        Ok(Self {
            index,
            predicates,
            formulas,
            everybody,
            members: Vec::new(),
        })
    }
}

impl<I: Index> Peer for Indexed<I> {
    fn everything(&mut self) -> Result<Everything, Failed> {
        let (members, seconds) = timed(|| {
            let bitmaps = self.index.known(self.predicates.conditions())?;
            let taken = self.formulas.iter();
            Ok(taken
                .map(|formula| formula.members(&bitmaps, &self.everybody))
                .collect::<Vec<_>>())
        })?;
        self.members = members;
        let digest = digest(&self.members);
        Ok(Everything { seconds, digest })
    }

    fn one_user(&mut self, _: usize, _: &Person) -> Result<Option<f64>, Failed> {
        Ok(None)
    }

    fn one_rule(&mut self, rule: &Rule) -> Result<Option<f64>, Failed> {
        let (members, seconds) = timed(|| {
            let mut predicates = Predicates::default();
            let formula = predicates.formula(rule)?;
            let conditions = predicates.conditions().iter();
            let bitmaps = conditions
                .map(|condition| self.index.fresh(condition))
                .collect::<Result<Vec<_>, _>>()?;
            Ok(formula.members(&bitmaps, &self.everybody))
        })?;
        std::hint::black_box(members.len());
        Ok(Some(seconds))
    }

    fn takes(&self, rule: usize, user: usize) -> Option<bool> {
        let user = u32::try_from(user).ok()?;
        Some(self.members.get(rule)?.contains(user))
    }
}
