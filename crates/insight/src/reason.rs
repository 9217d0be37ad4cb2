//! Why somebody is a member of a group, or is not.

use ingroup_directory::{ObjectRef, RuleHolder, RuleProcessing};
use ingroup_engine::{DynamicGroup, Fault, Status, SubjectView};
use ingroup_rule::{Kind, Trace, trace};
use ingroup_schema::ObjectId;
use ingroup_tenant::Tenant;

use crate::preview::groups_by_name;

/// The answer: what is, and what it rests on.
#[derive(Debug, Clone, PartialEq)]
pub struct MembershipReason {
    /// Whether the object is a direct member now.
    pub is_member: bool,
    /// What decides it.
    pub basis: Basis,
}

/// What a membership rests on.
#[derive(Debug, Clone, PartialEq)]
pub enum Basis {
    /// The group is assigned: people decide.
    ByHand,
    /// A rule on the object's own properties, or on its manager.
    Rule {
        /// The rule's text.
        rule: String,
        /// The evaluation, step by step.
        trace: Trace,
        /// Whether the group follows the rule now.
        standing: Standing,
    },
    /// A memberOf rule.
    MemberOf {
        /// The rule's text.
        rule: String,
        /// The source groups that have the object as a direct member.
        through: Vec<ObjectId>,
        /// Whether the group follows the rule now.
        standing: Standing,
    },
    /// A rule that cannot be carried out; the members stay as they are.
    Broken {
        /// The rule's text.
        rule: String,
        /// What is wrong with it.
        fault: Fault,
    },
    /// A rule about users, and the object is a device, or the other way round.
    OtherKind {
        /// The rule's text.
        rule: String,
    },
}

/// Whether a group follows its rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// It does.
    Current,
    /// Work waits, so the members may still change.
    Waiting,
    /// It is paused: the members are those of the time when it was paused.
    Paused,
    /// A memberOf group keeps who left a source group, until its rule is changed (`OP-28`).
    Stale,
    /// A memberOf group is frozen, because the tenant's memberOf rules have ended (`LANG 3.9`).
    Retired,
    /// Its processing failed, so its members stay as they are.
    Failed,
}

/// The parts of a trace that decide its answer: the clauses that fail, if it is no. A collection is one clause.
pub fn decisive(trace: &Trace) -> Vec<&Trace> {
    let is_clause = trace.details.is_empty() || trace.property.is_some() || is_collection(trace);
    if is_clause {
        return vec![trace];
    }
    let same = |part: &&Trace| part.result == trace.result;
    // Under `-not` no part has the answer of the whole.
    let any_same = trace.details.iter().any(|part| part.result == trace.result);
    let parts = trace.details.iter().filter(|part| !any_same || same(part));
    parts.flat_map(decisive).collect()
}

fn is_collection(trace: &Trace) -> bool {
    let text = trace.expression.to_lowercase();
    let first = trace.details.first().map(|item| item.span);
    let one_place = trace.details.iter().all(|item| Some(item.span) == first);
    one_place && (text.contains("-any") || text.contains("-all"))
}

/// Why an object is a member of a group or administrative unit or not; `None` if there is no such group, unit or
/// object.
pub fn reason(tenant: &Tenant, group: ObjectId, object: ObjectId) -> Option<MembershipReason> {
    let directory = tenant.directory();
    let group = directory.rule_holder(group)?;
    let object = directory.resolve(object)?;
    let is_member = group.members().contains(object);
    let basis = match tenant.engine().group(group.id()) {
        None => Basis::ByHand,
        Some(known) => {
            let text = group.rule().map(|text| text.to_string());
            let text = text.unwrap_or_default();
            match known.rule() {
                Err(fault) => Basis::Broken {
                    rule: text,
                    fault: fault.clone(),
                },
                Ok(rule) => {
                    let standing = |holds| standing(tenant, group, known, is_member, holds);
                    basis(tenant, text, rule, object, standing)
                }
            }
        }
    };
    Some(MembershipReason { is_member, basis })
}

/// Whether a group follows its rule, if that says `holds` of an object.
fn standing(
    tenant: &Tenant,
    group: RuleHolder<'_>,
    known: &DynamicGroup,
    is_member: bool,
    holds: bool,
) -> Standing {
    if group.processing() == Some(RuleProcessing::Paused) {
        return Standing::Paused;
    }
    if holds == is_member {
        return Standing::Current;
    }
    let is_fed = known
        .rule()
        .is_ok_and(|rule| matches!(rule.kind(), Kind::MemberOf(_)));
    let ended = tenant.policy().member_of_retirement;
    if is_fed && ended.is_some_and(|ended| ended <= tenant.clock().now()) {
        return Standing::Retired;
    }
    match known.status() {
        Status::ProcessingError(_) => Standing::Failed,
        _ if tenant.engine().waiting() > 0 => Standing::Waiting,
        _ => Standing::Stale,
    }
}

fn basis(
    tenant: &Tenant,
    text: String,
    rule: &ingroup_rule::Rule,
    object: ObjectRef,
    standing: impl Fn(bool) -> Standing,
) -> Basis {
    let directory = tenant.directory();
    let Some((kind, row)) = object
        .as_subject()
        .filter(|(kind, _)| *kind == rule.subject())
    else {
        return Basis::OtherKind { rule: text };
    };
    if let Kind::MemberOf(sources) = rule.kind() {
        let holding = sources.iter().filter_map(|source| directory.group(*source));
        let rows = holding
            .filter(|source| source.members().contains(object))
            .map(|source| source.row());
        let through = groups_by_name(directory, rows);
        let standing = standing(!through.is_empty());
        return Basis::MemberOf {
            rule: text,
            through,
            standing,
        };
    }
    let trace = trace(
        rule,
        &SubjectView::new(directory, kind, row),
        tenant.clock().now(),
    );
    let standing = standing(trace.result == Ok(true));
    Basis::Rule {
        rule: text,
        trace,
        standing,
    }
}
