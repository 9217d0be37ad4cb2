//! How long work takes, if it is to take time (`PROC-10`, `PROC-11`).

use ingroup_rule::{Condition, Kind, Rule};
use ingroup_schema::{Duration, Operator};

/// What a piece of work costs: `base + groups · per_thousand_groups / 1000 + weight · per_thousand_weights / 1000`.
///
/// The weight of a piece of work is the weight of its rules times the objects it looks at. With the defaults a
/// tenant of up to 1,000 users and as many dynamic groups is done with the longest rule in less than five minutes,
/// and a rule of some conditions over a million users takes hours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DelayModel {
    /// What every piece of work costs.
    pub base: Duration,
    /// What a thousand dynamic groups in the tenant add to every piece of work.
    pub per_thousand_groups: Duration,
    /// What a thousand conditions that are looked at add.
    pub per_thousand_weights: Duration,
}

impl Default for DelayModel {
    fn default() -> Self {
        Self {
            base: Duration::from_seconds(1),
            per_thousand_groups: Duration::from_seconds(20),
            per_thousand_weights: Duration::from_nanoseconds(300_000_000),
        }
    }
}

impl DelayModel {
    /// How long a piece of work takes; never less than nothing.
    pub fn cost(&self, groups: usize, weight: u64) -> Duration {
        let share = |whole: Duration, count: i128| whole.nanoseconds().saturating_mul(count) / 1000;
        let groups = share(self.per_thousand_groups, groups as i128);
        let weights = share(self.per_thousand_weights, i128::from(weight));
        let all = self
            .base
            .nanoseconds()
            .saturating_add(groups)
            .saturating_add(weights);
        Duration::from_nanoseconds(all.max(0))
    }
}

/// How heavy a rule is for one object: its conditions, those with slow operators counted as several.
pub(crate) fn weight(rule: &Rule) -> u64 {
    match rule.kind() {
        Kind::MemberOf(_) => 10,
        Kind::DirectReports(_) => 1,
        Kind::Expression(logic) => {
            let mut sum = 0;
            logic.each_leaf(&mut |condition| {
                sum += match condition {
                    Condition::Predicate(predicate) => operator_weight(predicate.operator()),
                    Condition::Quantified(_) => 3,
                }
            });
            sum
        }
    }
}

fn operator_weight(operator: Operator) -> u64 {
    match operator {
        Operator::Match | Operator::NotMatch => 5,
        Operator::Contains | Operator::NotContains => 3,
        _ => 1,
    }
}
