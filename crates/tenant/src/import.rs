//! Taking facts as found.

mod coverage;
mod merge;
mod newer;
mod subjects;

use std::collections::BTreeSet;
use std::ops::{ControlFlow, Range};

use ingroup_directory::RuleProcessing;
use ingroup_engine::{Context, Fault, Unit, Watch, part};
use ingroup_rule::analyse;

use crate::command::{Difference, Facts, ImportReport, Outcome, Replace};
use crate::counts::Counts;
use crate::expiration::Expirations;
use crate::refusal::Refusal;
use crate::tenant::Tenant;

pub use coverage::{Coverage, FactList};

/// Of how many parts the work is that follows from facts that were found: about as long as it takes with many objects.
const ALL: usize = 10;

/// The parts in which all values are asked what rules ask of them.
const LOAD: Range<usize> = 0..4;

/// The parts in which the members of all groups are worked out.
const PREPARE: Range<usize> = 4..9;

/// The parts in which they are written.
const RUN: Range<usize> = 9..10;

impl Tenant {
    /// Takes what an import found, in place of what is there or together with it.
    /// Where whoever waits ends it, something has happened already.
    pub(crate) fn import(
        &mut self,
        facts: Facts,
        watch: Watch<'_>,
        outcome: &mut Outcome,
    ) -> Result<(), Refusal> {
        let objects = self.directory.object_count();
        match &facts.replace {
            Replace::Refuse if objects > 0 => return Err(Refusal::TenantNotEmpty { objects }),
            Replace::Update(coverage) if objects > 0 => {
                return self.update_to(&facts, coverage, watch, outcome);
            }
            Replace::Merge if objects > 0 => return self.merge_with(&facts, watch, outcome),
            Replace::Refuse | Replace::Allow | Replace::Update(_) | Replace::Merge => {}
        }
        match self.replace_by(facts, watch, outcome) {
            ControlFlow::Continue(()) => Ok(()),
            ControlFlow::Break(()) => Err(Refusal::Stopped),
        }
    }

    /// Replaces everything by what an import found: no quotas, roles or policies are applied, no event is written
    /// per member, and what happened to the objects before is forgotten with them. Rules of groups that are on are
    /// run; members of paused and failed groups stay as listed. Licences are as found, and who lacks what a group
    /// gives is given it afterwards. Deleted objects whose time is over go.
    fn replace_by(
        &mut self,
        facts: Facts,
        watch: Watch<'_>,
        outcome: &mut Outcome,
    ) -> ControlFlow<()> {
        self.directory = facts.directory;
        self.lives = Default::default();
        self.journal = Default::default();
        self.replaced = Default::default();
        self.licensing = Default::default();
        let at = self.clock.now();
        self.expirations = Expirations::found(&self.directory, at);
        let policy = self.policy();
        let now = self.clock.now();
        let context = Context::new(&self.directory, &policy, now);
        self.engine
            .load_watched(context, &mut part(watch, LOAD, ALL))?;
        self.engine
            .prepare(context, &mut part(watch, PREPARE, ALL))?;
        self.counts = Counts::of(&self.directory, &self.engine);
        let mut report = self.report_before_run(&facts.listed_members);
        let all = self.engine.waiting();
        let mut runs = part(watch, RUN, ALL);
        let mut done = 0;
        while let Some(step) = self
            .engine
            .step(Context::new(&self.directory, &policy, now))
        {
            runs(all.min(done), all)?;
            done += 1;
            let listed = matches!(&step.unit, Unit::Group { group, .. } if facts.listed_members.contains(group));
            if listed {
                let deltas = step.moves.deltas(&self.directory);
                report.differences.extend(deltas.iter().map(|delta| {
                    Difference {
                        group: delta.group,
                        listed: self
                            .directory
                            .group(delta.group)
                            .map_or(0, |group| group.members().len()),
                        kind: delta.kind,
                        joins: delta.joins.to_vec(),
                        leaves: delta.leaves.to_vec(),
                    }
                }));
            }
            let changes = self.apply(&step.moves);
            self.engine
                .note(Context::new(&self.directory, &policy, now), &changes);
        }
        outcome.import = Some(report);
        self.queue_found_licenses();
        self.purge_expired(outcome);
        ControlFlow::Continue(())
    }

    fn report_before_run(&self, listed: &BTreeSet<ingroup_schema::ObjectId>) -> ImportReport {
        let mut report = ImportReport::default();
        for (id, known) in self.engine.groups() {
            let Some(group) = self.directory.group(id) else {
                continue;
            };
            let text = group.facts().membership_rule.as_deref().unwrap_or_default();
            match known.rule() {
                Ok(rule) => {
                    let subject = rule.subject();
                    report.needed.extend(
                        rule.mentions()
                            .into_iter()
                            .map(|property| (subject, property)),
                    );
                }
                Err(Fault::InvalidRule(_) | Fault::NoRule) => {
                    report
                        .invalid_rules
                        .push((id, analyse(text, None).diagnostics));
                }
                Err(_) => {}
            }
            let paused = group.facts().rule_processing == Some(RuleProcessing::Paused);
            if paused && !listed.contains(&id) {
                report.paused_without_members.push(id);
            }
        }
        report
    }
}
