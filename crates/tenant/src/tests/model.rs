//! Dynamic membership once more, as slow and as plain as can be: what the tests hold the tenant against.
//!
//! It is told which facts commands have changed, and what people did to the worker and the clock. It keeps a list of
//! jobs and does them one after the other, each in three phases (`model/work.rs`), by asking the rule of every subject.
//! It has no index, no delta and no shared code with the engine but the rule itself.

mod notes;
mod work;

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use ingroup_directory::{Directory, GroupKind, ObjectRef, RuleHolder, RuleProcessing, Settings};
use ingroup_engine::Status;
use ingroup_rule::{Kind, Rule};
use ingroup_schema::{Duration, Instant, ObjectId, PropertyKey};

/// A group or unit as the model knows it.
#[derive(Debug)]
pub(super) struct Slow {
    pub(super) members: BTreeSet<ObjectRef>,
    kind: HolderKind,
    dynamic: bool,
    on: bool,
    rule: Option<Rule>,
    state: State,
    /// The next run of a memberOf rule also removes.
    removes: bool,
    faulty: bool,
    /// No two states of rule, type and pause share one, not even those of a group that was deleted and restored.
    edition: u32,
    flip: Option<Instant>,
}

/// What bears on who may join.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum HolderKind {
    Security,
    Microsoft365 { refuses_guests: bool },
    Unit,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    NotStarted,
    Evaluating,
    Processing,
    Complete,
    Failed(Why),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Why {
    /// A guest may not be added (`PROC-16`).
    Guest,
    /// An object is in as many units as it can be (N-15).
    Units,
    /// The rule cannot be carried out, or somebody wants it to fail.
    Rule,
}

#[derive(Debug, Clone, PartialEq)]
enum Job {
    Run(ObjectId),
    Look {
        subject: ObjectRef,
        everything: bool,
        properties: BTreeSet<PropertyKey>,
        managers: BTreeSet<ObjectId>,
    },
    Joined {
        source: ObjectId,
        members: BTreeSet<ObjectRef>,
    },
}

/// How far the job at hand is.
#[derive(Debug)]
enum Phase {
    Evaluating,
    Processing(Vec<Plan>),
    /// What the groups that hold it up were before.
    Blocked(BTreeMap<ObjectId, State>),
}

#[derive(Debug)]
struct Plan {
    group: ObjectId,
    edition: u32,
    whole: bool,
    joins: BTreeSet<ObjectRef>,
    leaves: BTreeSet<ObjectRef>,
}

/// The tenant's choices that the histories change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Choices {
    guests: bool,
    isolates_guests: bool,
    member_of_is_stale: bool,
    with_manager: bool,
    /// From when on memberOf groups are frozen (`LANG 3.9`).
    retired_from: Option<Instant>,
    /// How often rules on the present time are worked out (N-18).
    sweep: Option<Duration>,
}

impl Choices {
    fn has_retired_member_of(&self, now: Instant) -> bool {
        self.retired_from.is_some_and(|from| from <= now)
    }

    /// When a result that changes at `flip` is noticed: at the first multiple of the period after 1970.
    fn noticed(&self, flip: Instant) -> Instant {
        let Some(sweep) = self.sweep else {
            return flip;
        };
        let missing = -flip.unix_nanoseconds();
        let wait = missing.rem_euclid(sweep.nanoseconds());
        flip.saturating_add(Duration::from_nanoseconds(wait))
    }
}

impl From<&Settings> for Choices {
    fn from(settings: &Settings) -> Self {
        Self {
            guests: settings.allow_to_add_guests,
            isolates_guests: settings.guest_block_isolation,
            member_of_is_stale: settings.member_of_staleness,
            with_manager: settings.direct_reports_include_manager,
            retired_from: settings.member_of_retirement,
            sweep: settings.date_rule_sweep,
        }
    }
}

/// The whole model.
#[derive(Debug)]
pub(super) struct Model {
    pub(super) groups: BTreeMap<ObjectId, Slow>,
    jobs: VecDeque<Job>,
    begun: Option<(Job, Phase)>,
    choices: Choices,
    editions: u32,
    pub(super) suspended: bool,
    /// The worker evaluates and never writes.
    pub(super) stuck: bool,
}

impl Model {
    /// Of a directory without groups.
    pub(super) fn new(directory: &Directory) -> Self {
        Self {
            groups: BTreeMap::new(),
            jobs: VecDeque::new(),
            begun: None,
            choices: directory.settings().into(),
            editions: 0,
            suspended: false,
            stuck: false,
        }
    }

    pub(super) fn waiting(&self) -> usize {
        self.jobs.len() + usize::from(self.begun.is_some())
    }

    /// Somebody wants a rule to fail, or no longer: the group is tried at once.
    pub(super) fn set_fault(&mut self, group: ObjectId, faulty: bool) {
        let slow = self.groups.get_mut(&group).unwrap();
        slow.faulty = faulty;
        if slow.on {
            self.run_once(group);
        }
    }

    /// The next instant at which the clock alone changes a result.
    pub(super) fn next_flip(&self) -> Option<Instant> {
        let flips = self.groups.values().filter_map(|slow| slow.flip);
        flips.map(|flip| self.choices.noticed(flip)).min()
    }

    /// Time has passed: those whose instant has come are run, the earliest first.
    pub(super) fn time_has_passed(&mut self, now: Instant) {
        let mut due: Vec<(Instant, ObjectId)> = Vec::new();
        for (id, slow) in &mut self.groups {
            let noticed = |flip: &Instant| self.choices.noticed(*flip) <= now;
            if let Some(flip) = slow.flip.filter(noticed) {
                slow.flip = None;
                due.push((flip, *id));
            }
        }
        due.sort();
        for (_, id) in due {
            self.run_once(id);
        }
    }

    fn run_once(&mut self, id: ObjectId) {
        if !self.jobs.contains(&Job::Run(id)) {
            self.jobs.push_back(Job::Run(id));
        }
    }

    fn is_source(&self, group: ObjectId) -> bool {
        self.groups.values().any(|slow| slow.is_fed_by(group))
    }

    fn is_named(&self, manager: ObjectId) -> bool {
        self.groups.values().any(|slow| slow.is_about(manager))
    }

    /// Whether a rule is worked on at all.
    fn works(&self, slow: &Slow, now: Instant) -> bool {
        let kind = slow.rule.as_ref().map(Rule::kind);
        let is_fed = matches!(kind, Some(Kind::MemberOf(_)));
        slow.on && !(is_fed && self.choices.has_retired_member_of(now))
    }

    /// Security groups and units take any guest (N-16).
    fn takes_guests(&self, slow: &Slow) -> bool {
        match slow.kind {
            HolderKind::Microsoft365 { refuses_guests } => self.choices.guests && !refuses_guests,
            HolderKind::Security | HolderKind::Unit => true,
        }
    }
}

impl Slow {
    fn new(holder: RuleHolder<'_>, edition: u32) -> Self {
        let mut slow = Self {
            members: BTreeSet::new(),
            kind: HolderKind::Security,
            dynamic: false,
            on: false,
            rule: None,
            state: State::NotStarted,
            removes: true,
            faulty: false,
            edition,
            flip: None,
        };
        slow.read(holder);
        slow
    }

    fn read(&mut self, holder: RuleHolder<'_>) {
        self.kind = match holder {
            RuleHolder::Unit(_) => HolderKind::Unit,
            RuleHolder::Group(group) if group.kind() == GroupKind::Microsoft365 => {
                HolderKind::Microsoft365 {
                    refuses_guests: group.facts().allow_to_add_guests == Some(false),
                }
            }
            RuleHolder::Group(_) => HolderKind::Security,
        };
        self.dynamic = holder.is_dynamic();
        self.on = self.dynamic && holder.processing() != Some(RuleProcessing::Paused);
        let text = holder.rule().map(|rule| rule.to_string());
        self.rule = text.and_then(|text| ingroup_rule::analyse(&text, None).rule);
    }

    fn is_fed_by(&self, source: ObjectId) -> bool {
        let kind = self.rule.as_ref().map(Rule::kind);
        self.dynamic && matches!(kind, Some(Kind::MemberOf(sources)) if sources.contains(&source))
    }

    fn is_about(&self, manager: ObjectId) -> bool {
        let kind = self.rule.as_ref().map(Rule::kind);
        self.dynamic && matches!(kind, Some(Kind::DirectReports(of)) if *of == manager)
    }

    pub(super) fn is_dynamic(&self) -> bool {
        self.dynamic
    }

    /// The portal's word.
    pub(super) fn status(&self) -> &'static str {
        match self.state {
            _ if !self.on => Status::UpdatePaused.portal_text(),
            State::NotStarted => Status::NotStarted.portal_text(),
            State::Evaluating => Status::Evaluating.portal_text(),
            State::Processing => Status::Processing.portal_text(),
            State::Complete => Status::UpdateComplete.portal_text(),
            State::Failed(_) => "Processing error",
        }
    }
}
