//! The slow engine at work: the same two phases, with the rule asked of every subject that counts.

use std::collections::BTreeSet;

use ingroup_directory::{Delta, ObjectRef, Row, RowList};
use ingroup_rule::Kind;
use ingroup_schema::{ObjectId, SubjectKind};

use super::{Flight, Known, Plan, Slow};
use crate::policy::MemberOfRemoval;
use crate::{Cause, Changed, Context, Status, Unit, plain};

/// How far one phase has brought the work.
#[derive(Debug, PartialEq)]
pub(in crate::tests::agreement) enum Came {
    Nowhere,
    On,
    ToTheEnd(Unit, Vec<Delta>),
}

impl Slow {
    pub(in crate::tests::agreement) fn advance(&mut self, context: Context<'_>) -> Came {
        let Some(mut flight) = self.flight.take() else {
            let Some((unit, _)) = self.queue.pop_front() else {
                return Came::Nowhere;
            };
            if let Unit::Group { group, .. } = &unit
                && let Some(known) = self.groups.get_mut(group)
                && known.on
            {
                known.stage = Status::Evaluating;
            }
            self.flight = Some(Flight { unit, plans: None });
            return Came::On;
        };
        match flight.plans.take() {
            None => {
                let plans = self.plan(context, &flight.unit);
                flight.plans = Some(plans);
                self.flight = Some(flight);
                Came::On
            }
            Some(plans) => {
                let deltas = plans
                    .into_iter()
                    .filter_map(|plan| self.write(context, plan))
                    .collect();
                Came::ToTheEnd(flight.unit, deltas)
            }
        }
    }

    fn plan(&mut self, context: Context<'_>, unit: &Unit) -> Vec<Plan> {
        let there = |kind: SubjectKind, row: Row| context.directory.table(kind).is_active(row);
        match unit {
            Unit::Group { group, .. } => self.plan_whole(context, *group).into_iter().collect(),
            Unit::Subject {
                kind,
                row,
                changed,
                managers,
            } => {
                let concerns = |known: &Known| match known.rule.as_ref().map(|rule| rule.kind()) {
                    Ok(Kind::DirectReports(manager)) => managers.contains(manager),
                    Ok(Kind::Expression(_)) => {
                        let rule = known.rule.as_ref().unwrap();
                        let reads = |changed: &BTreeSet<_>| {
                            rule.mentions().iter().any(|one| changed.contains(one))
                        };
                        rule.subject() == *kind
                            && match changed {
                                Changed::Everything => true,
                                Changed::Properties(properties) => reads(properties),
                            }
                    }
                    _ => false,
                };
                let groups = self.those(concerns);
                let rows: Vec<Row> = Some(*row)
                    .filter(|row| there(*kind, *row))
                    .into_iter()
                    .collect();
                self.plan_each(context, groups, |wanted| {
                    if wanted == *kind {
                        rows.clone()
                    } else {
                        Vec::new()
                    }
                })
            }
            Unit::Source { source, members } => {
                let groups = self.naming(*source);
                let of = |wanted, member: &ObjectRef| {
                    member
                        .as_subject()
                        .filter(|(kind, row)| *kind == wanted && there(*kind, *row))
                };
                self.plan_each(context, groups, |wanted| {
                    members
                        .iter()
                        .filter_map(|member| of(wanted, member))
                        .map(|(_, row)| row)
                        .collect()
                })
            }
        }
    }

    fn those(&self, wanted: impl Fn(&Known) -> bool) -> Vec<ObjectId> {
        self.groups
            .iter()
            .filter(|(_, known)| wanted(known))
            .map(|(id, _)| *id)
            .collect()
    }

    fn plan_whole(&mut self, context: Context<'_>, group: ObjectId) -> Option<Plan> {
        let known = self.groups.get_mut(&group)?;
        if !known.on {
            abandon(known);
            return None;
        }
        let found = known
            .usable()
            .and_then(|rule| Ok((plain::members(context, &rule)?, rule.subject())));
        let (found, kind) = match found {
            Ok(found) => found,
            Err(fault) => {
                known.stage = Status::ProcessingError(fault);
                known.flip = None;
                return None;
            }
        };
        known.flip = found.next_flip;
        known.stage = Status::Processing;
        let wanted: BTreeSet<Row> = found.rows.iter().collect();
        let holder = context.directory.rule_holder(group)?;
        let had: BTreeSet<Row> = holder.members().subjects(kind).collect();
        let delta = Delta {
            group,
            place: holder.row(),
            kind,
            leaves: match only_adds(context, known) {
                true => RowList::default(),
                false => had.difference(&wanted).copied().collect(),
            },
            joins: wanted.difference(&had).copied().collect(),
        };
        Some(Plan {
            delta,
            edition: known.edition,
            whole: true,
        })
    }

    fn plan_each(
        &mut self,
        context: Context<'_>,
        groups: Vec<ObjectId>,
        rows: impl Fn(SubjectKind) -> Vec<Row>,
    ) -> Vec<Plan> {
        let mut again = Vec::new();
        let mut plans = Vec::new();
        for group in groups {
            let known = self.groups.get_mut(&group).unwrap();
            if !known.on {
                continue;
            }
            match known.stage {
                Status::UpdateComplete => {}
                Status::ProcessingError(_) => {
                    again.push(group);
                    continue;
                }
                _ => continue,
            }
            let asked = known.usable().and_then(|rule| {
                let rows = rows(rule.subject()).into_iter();
                let ask = |row| Ok((row, plain::matches(context, &rule, row)?));
                Ok((
                    rule.subject(),
                    rows.map(ask).collect::<Result<Vec<_>, _>>()?,
                ))
            });
            let (kind, answers) = match asked {
                Ok(asked) => asked,
                Err(fault) => {
                    known.stage = Status::ProcessingError(fault);
                    known.flip = None;
                    continue;
                }
            };
            let holder = context.directory.rule_holder(group).unwrap();
            let members = holder.members();
            let (mut leaves, mut joins) = (Vec::new(), Vec::new());
            for (row, answer) in answers {
                known.flip = known.flip.into_iter().chain(answer.next_flip).min();
                let is_member = members.contains(ObjectRef::subject(kind, row));
                if is_member && !answer.matches && !only_adds(context, known) {
                    leaves.push(row);
                } else if !is_member && answer.matches {
                    joins.push(row);
                }
            }
            let delta = Delta {
                group,
                place: holder.row(),
                kind,
                leaves: leaves.into(),
                joins: joins.into(),
            };
            if !delta.is_empty() {
                plans.push(Plan {
                    delta,
                    edition: known.edition,
                    whole: false,
                });
            }
        }
        self.change += 1;
        for group in again {
            self.push_run(group, Cause::Retry);
        }
        plans
    }

    fn write(&mut self, context: Context<'_>, plan: Plan) -> Option<Delta> {
        let mut delta = plan.delta;
        let known = self.groups.get_mut(&delta.group)?;
        if known.edition != plan.edition {
            return None;
        }
        if !known.on {
            abandon(known);
            return None;
        }
        let members = context.directory.rule_holder(delta.group)?.members();
        let table = context.directory.table(delta.kind);
        let is_member = |row: &Row| members.contains(ObjectRef::subject(delta.kind, *row));
        let leaves = delta.leaves.iter().copied();
        let leaves = leaves.filter(|row| is_member(row) && table.is_active(*row));
        let joins = delta.joins.iter().copied();
        let joins = joins.filter(|row| !is_member(row) && table.is_active(*row));
        (delta.leaves, delta.joins) = (leaves.collect(), joins.collect());
        if plan.whole {
            known.stage = Status::UpdateComplete;
            known.removes = false;
        }
        Some(delta).filter(|delta| !delta.is_empty())
    }
}

fn abandon(known: &mut Known) {
    if matches!(known.stage, Status::Evaluating | Status::Processing) {
        known.stage = Status::NotStarted;
    }
}

fn only_adds(context: Context<'_>, known: &Known) -> bool {
    known.is_member_of()
        && !known.removes
        && context.policy.member_of == MemberOfRemoval::OnRuleChange
}
