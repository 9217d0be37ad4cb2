//! A dynamic group or administrative unit as the engine knows it.

use std::sync::Arc;

use ingroup_directory::{Directory, RuleHolder, RuleProcessing, while_all_cores};
use ingroup_rule::{
    Diagnostic, ExtensionKnowledge, Kind, Rule, Severity, check_extensions, check_stored, parse,
};
use ingroup_schema::{Instant, PropertyKey, SubjectKind};
use serde::{Deserialize, Serialize};

use crate::delay;
use crate::fault::Fault;
use crate::queue::Changed;
use crate::status::Status;

/// A dynamic group or administrative unit: its rule, and how far its processing is.
#[derive(Debug, Clone)]
pub struct DynamicGroup {
    pub(crate) rule: Result<Arc<Rule>, Fault>,
    /// The properties the rule reads.
    pub(crate) reads: Arc<[PropertyKey]>,
    pub(crate) weight: u64,
    pub(crate) processing: RuleProcessing,
    /// What its processing has come to, pause aside; never *Update paused*.
    pub(crate) stage: Status,
    pub(crate) next_flip: Option<Instant>,
    pub(crate) rule_state: RuleState,
    /// What somebody wants it to fail with.
    pub(crate) injected: Option<Arc<str>>,
}

/// So many rules a thread reads before it looks for others that nobody reads.
const TOGETHER: usize = 128;

/// Whether the rule has been carried out since it was changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum RuleState {
    /// Not yet: the next run also removes (`OP-28`).
    New,
    /// It has been.
    CarriedOut,
}

impl DynamicGroup {
    /// The rule, or why it is none.
    pub fn rule(&self) -> Result<&Arc<Rule>, &Fault> {
        self.rule.as_ref()
    }

    /// How far its processing is; a pause wins over everything (`PROC-2`).
    pub fn status(&self) -> &Status {
        match self.processing {
            RuleProcessing::Paused => &Status::UpdatePaused,
            RuleProcessing::On => &self.stage,
        }
    }

    /// What its processing has come to, whether it is paused or not.
    pub fn status_without_pause(&self) -> &Status {
        &self.stage
    }

    /// When the passing of time alone can next change its members.
    pub fn next_flip(&self) -> Option<Instant> {
        self.next_flip
    }

    /// The banner on the group's page, if its processing failed (`PROC-12`).
    pub fn banner(&self) -> Option<String> {
        let fault = self.status().fault()?;
        Some(format!(
            "The membership rule of this group could not be processed. {} {}",
            fault.message(),
            fault.help()
        ))
    }

    /// The text with which somebody wants it to fail, if so.
    pub fn injected_fault(&self) -> Option<&str> {
        self.injected.as_deref()
    }

    pub(crate) fn is_on(&self) -> bool {
        self.processing == RuleProcessing::On
    }

    pub(crate) fn is_member_of(&self) -> bool {
        self.rule
            .as_ref()
            .is_ok_and(|rule| matches!(rule.kind(), Kind::MemberOf(_)))
    }

    /// The rule, unless it cannot be carried out.
    pub(crate) fn usable_rule(&self) -> Result<Arc<Rule>, Fault> {
        match &self.injected {
            Some(text) => Err(Fault::Injected(text.to_string())),
            None => self.rule.clone(),
        }
    }

    /// Whether its rule is an expression about this kind that can have another result by this.
    pub(crate) fn reads(&self, kind: SubjectKind, changed: &Changed) -> bool {
        let rule = self.rule.as_ref().ok();
        rule.is_some_and(|rule| rule.subject() == kind && rule.expression().is_some())
            && match changed {
                Changed::Everything => true,
                Changed::Properties(properties) => {
                    self.reads.iter().any(|read| properties.contains(read))
                }
            }
    }

    /// Whether the extensions that its rule names are still to be asked for: it is on and has not been carried out, or
    /// its rule was not valid.
    pub(crate) fn asks_for_extensions(&self) -> bool {
        asks_for_extensions(self.processing, &self.stage)
    }

    /// Whether it has failed, or is to fail when it is looked at.
    pub(crate) fn is_troubled(&self) -> bool {
        self.injected.is_some() || matches!(self.stage, Status::ProcessingError(_))
    }
}

/// Whether the extensions that a rule names are asked for, in this state.
pub(crate) fn asks_for_extensions(processing: RuleProcessing, stage: &Status) -> bool {
    match stage {
        Status::ProcessingError(fault) => matches!(fault, Fault::InvalidRule(_)),
        Status::NotStarted | Status::Evaluating | Status::Processing => {
            processing == RuleProcessing::On
        }
        Status::UpdateComplete | Status::UpdatePaused => false,
    }
}

/// A rule with what is worked out of it once.
pub(crate) struct Compiled {
    pub(crate) rule: Result<Arc<Rule>, Fault>,
    pub(crate) reads: Arc<[PropertyKey]>,
    pub(crate) weight: u64,
}

impl Compiled {
    pub(crate) fn of(holder: RuleHolder<'_>) -> Self {
        let rule = compile(holder).map(Arc::new);
        let reads = match &rule {
            Ok(rule) => rule.mentions().into(),
            Err(_) => Arc::from([]),
        };
        let weight = rule.as_ref().map_or(0, |rule| delay::weight(rule));
        Self {
            rule,
            reads,
            weight,
        }
    }

    /// The same of a rule that is to be carried out for the first time, or again after it could not be: the directory
    /// extensions that it names must be some application's (`OP-14`, N-27). A rule that was taken as found and works is
    /// not asked: not every export has all applications with their properties.
    pub(crate) fn with_extensions(self, holder: RuleHolder<'_>, directory: &Directory) -> Self {
        let names_some = |key: &PropertyKey| matches!(key, PropertyKey::Extension(_));
        let (Ok(rule), Some(text)) = (&self.rule, holder.rule()) else {
            return self;
        };
        if !self.reads.iter().any(names_some) {
            return self;
        }
        let subject = rule.subject();
        let found = check_extensions(&parse(text).0, |name| {
            match directory.has_extension(name, subject) {
                None => ExtensionKnowledge::Nothing,
                Some(true) => ExtensionKnowledge::Present,
                Some(false) => ExtensionKnowledge::Absent,
            }
        });
        let mut errors = found.iter().filter(|one| one.severity() == Severity::Error);
        match errors.next() {
            None => self,
            Some(error) => Self {
                rule: Err(Fault::InvalidRule(error.message().to_owned())),
                reads: Arc::from([]),
                weight: 0,
            },
        }
    }

    /// The rules of many, in order, on all cores.
    pub(crate) fn of_all(holders: &[RuleHolder<'_>]) -> Vec<Self> {
        Self::of_each(holders, |all| all.collect())
    }

    /// The same for somebody who has something to do with each, while the next ones are read.
    pub(crate) fn of_each<T>(
        holders: &[RuleHolder<'_>],
        take: impl FnOnce(&mut dyn Iterator<Item = Self>) -> T,
    ) -> T {
        let some: Vec<&[RuleHolder<'_>]> = holders.chunks(TOGETHER).collect();
        let compile = |some: &&[RuleHolder<'_>]| -> Vec<Self> {
            some.iter().map(|holder| Self::of(*holder)).collect()
        };
        while_all_cores(&some, compile, |all| take(&mut all.flatten()))
    }
}

/// The rule, checked; it decides what the members are (`OBJ-5`).
fn compile(holder: RuleHolder<'_>) -> Result<Rule, Fault> {
    let text = holder.rule().ok_or(Fault::NoRule)?;
    let (tree, found) = parse(text);
    let checked = check_stored(&tree);
    let mut errors = found
        .iter()
        .chain(&checked.diagnostics)
        .filter(|one| one.severity() == Severity::Error);
    let first = errors
        .next()
        .map_or("it cannot be read.", Diagnostic::message)
        .to_owned();
    let rule = checked.rule.ok_or(Fault::InvalidRule(first))?;
    if !holder.takes(rule.subject()) {
        let message = "a Microsoft 365 group holds users only.".to_owned();
        return Err(Fault::InvalidRule(message));
    }
    Ok(rule)
}
