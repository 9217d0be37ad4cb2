//! The licence work that waits, in the order in which it came.

use std::sync::Arc;

use ingroup_directory::{Row, RowSet};
use ingroup_schema::{Instant, ObjectId, SubjectKind};
use serde::{Deserialize, Serialize};

use crate::refusal::Refusal;
use crate::tenant::Tenant;

/// A piece of work.
#[derive(Debug)]
pub(super) struct Work {
    pub(super) task: Task,
    /// The group it is about, if it is about one.
    pub(super) group: Option<ObjectId>,
    /// The product it is about, if it is about one.
    pub(super) sku: Option<ObjectId>,
    /// Who is concerned; of a group, who was in it.
    pub(super) users: RowSet,
    /// What its entries in the log have in common, with the unit it follows from.
    pub(super) correlation: ObjectId,
    pub(super) queued: Instant,
}

/// What a piece of work is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum Task {
    /// A group gives other licences.
    Group,
    /// Somebody wants the members of a group processed again (`OP-54`).
    Reprocess,
    /// Users joined or left groups with licences, or something else about them changed.
    Members,
    /// A conversion took users out of a group: that comes before its rule brings them back (PROC-17).
    Converted,
    /// Users are there again; their groups come first.
    Restored,
    /// A product is another: its holders get other plans, or none that work.
    Product,
    /// Those who lacked a unit are tried again (C-7).
    Sweep,
}

/// What a piece of licence work is, for lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LicenseTask {
    /// The licences of a group changed.
    GroupLicenses,
    /// The members of a group are processed again because somebody asked for it.
    Reprocess,
    /// Users who joined or left groups with licences, or whose location or direct licences changed.
    Users,
    /// The holders of a product that changed.
    Product,
    /// Those who lacked a unit.
    Sweep,
}

impl LicenseTask {
    /// The word for lists.
    pub fn name(self) -> &'static str {
        match self {
            Self::GroupLicenses => "GroupLicenses",
            Self::Reprocess => "Reprocess",
            Self::Users => "Users",
            Self::Product => "Product",
            Self::Sweep => "Sweep",
        }
    }
}

/// A piece of licence work that waits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LicenseQueueEntry {
    /// What it is.
    pub task: LicenseTask,
    /// The group it is about, if it is about one.
    pub group: Option<ObjectId>,
    /// The product it is about, if it is about one.
    pub product: Option<ObjectId>,
    /// How many users are concerned; of a sweep, as far as is known now.
    pub users: usize,
    /// Since when it waits.
    pub queued: Instant,
    /// What its entries in the audit log have in common.
    pub correlation: ObjectId,
}

/// How far the licences of a group are (`1.5`).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LicenseProcessing {
    /// A change waits.
    QueuedForProcessing,
    /// A change is being carried out.
    ProcessingInProgress,
    /// Nothing waits.
    ProcessingComplete,
}

impl LicenseProcessing {
    /// The word in Graph.
    pub fn graph_name(self) -> &'static str {
        match self {
            Self::QueuedForProcessing => "QueuedForProcessing",
            Self::ProcessingInProgress => "ProcessingInProgress",
            Self::ProcessingComplete => "ProcessingComplete",
        }
    }
}

impl Tenant {
    /// The licence work that waits, what has been begun first.
    pub fn license_queue(&self) -> Vec<LicenseQueueEntry> {
        let waiting = self.licensing.queue.iter();
        let all = self.licensing.begun.iter().chain(waiting);
        all.map(|work| LicenseQueueEntry {
            task: match work.task {
                Task::Group => LicenseTask::GroupLicenses,
                Task::Reprocess => LicenseTask::Reprocess,
                Task::Members | Task::Converted | Task::Restored => LicenseTask::Users,
                Task::Product => LicenseTask::Product,
                Task::Sweep => LicenseTask::Sweep,
            },
            group: work.group,
            product: work.sku,
            users: self.users_of(work).len(),
            queued: work.queued,
            correlation: work.correlation,
        })
        .collect()
    }

    /// How far the licences of a group are; none for a group that has none and of which none wait.
    pub fn license_processing(
        &self,
        group: ObjectId,
    ) -> Result<Option<LicenseProcessing>, Refusal> {
        let known = self.known_group(group)?;
        let is_about = |work: &Arc<Work>| work.group == Some(group);
        Ok(if self.licensing.begun.as_ref().is_some_and(is_about) {
            Some(LicenseProcessing::ProcessingInProgress)
        } else if self.licensing.queue.iter().any(is_about) {
            Some(LicenseProcessing::QueuedForProcessing)
        } else {
            known
                .gives_licenses()
                .then_some(LicenseProcessing::ProcessingComplete)
        })
    }

    pub(super) fn queue_group(&mut self, group: ObjectId, task: Task, correlation: ObjectId) {
        let members = self.directory.group(group).map(|group| group.members());
        let users = members.map(|members| members.rows(SubjectKind::User).clone());
        self.push(Work {
            task,
            group: Some(group),
            sku: None,
            users: users.unwrap_or_default(),
            correlation,
            queued: self.clock.now(),
        });
    }

    /// Queues users; those who were restored are processed in any case once the rules know them again.
    pub(super) fn queue_users(&mut self, mut users: RowSet, task: Task, correlation: ObjectId) {
        if self.licensing.restores > 0 && !users.is_empty() {
            let waiting = self.licensing.queue.iter();
            for work in waiting.filter(|work| work.task == Task::Restored) {
                for row in work.users.iter() {
                    users.remove(row);
                }
            }
        }
        if users.is_empty() {
            return;
        }
        self.push(Work {
            task,
            group: None,
            sku: None,
            users,
            correlation,
            queued: self.clock.now(),
        });
    }

    pub(super) fn queue_product(&mut self, sku: ObjectId, correlation: ObjectId) {
        self.push(Work {
            task: Task::Product,
            group: None,
            sku: Some(sku),
            users: RowSet::default(),
            correlation,
            queued: self.clock.now(),
        });
    }

    /// Queues a sweep, unless one waits already.
    pub(super) fn queue_sweep(&mut self) {
        let mut waiting = self.licensing.queue.iter();
        if waiting.any(|work| work.task == Task::Sweep) {
            return;
        }
        let key = format!("sweep at {}", self.clock.now());
        let correlation = ObjectId::derive(self.directory.organization().id, "unit", &key, "");
        self.push(Work {
            task: Task::Sweep,
            group: None,
            sku: None,
            users: RowSet::default(),
            correlation,
            queued: self.clock.now(),
        });
    }

    fn push(&mut self, work: Work) {
        self.licensing.restores += usize::from(work.task == Task::Restored);
        Arc::make_mut(&mut self.licensing.queue).push_back(Arc::new(work));
    }

    /// Whether work waits that comes before the rules'.
    pub(super) fn precedes_rules(&self) -> bool {
        let next = self.licensing.queue.front();
        next.is_some_and(|work| work.task == Task::Converted)
    }

    /// Takes up the next piece of work that can be done: who was restored waits until dynamic membership knows them
    /// again.
    pub(super) fn take_next(&mut self) -> Option<Arc<Work>> {
        let rules_are_done = self.engine.waiting() == 0
            && self
                .engine
                .in_flight(self.context(&self.policy()))
                .is_none();
        let is_ready = |work: &Arc<Work>| work.task != Task::Restored || rules_are_done;
        let place = self.licensing.queue.iter().position(is_ready)?;
        let work = Arc::make_mut(&mut self.licensing.queue).remove(place)?;
        self.licensing.restores -= usize::from(work.task == Task::Restored);
        Some(work)
    }

    /// The users of a piece of work, as far as they are there, by row.
    pub(super) fn users_of(&self, work: &Work) -> Vec<Row> {
        let mut rows = work.users.clone();
        if let Some(group) = work.group.and_then(|group| self.directory.group(group)) {
            for row in group.members().subjects(SubjectKind::User) {
                rows.insert(row);
            }
        }
        match (work.task, work.sku) {
            (Task::Sweep, _) => return self.waiting_for_units(),
            (_, Some(sku)) => {
                for row in self.directory.license_holders(sku) {
                    rows.insert(row);
                }
            }
            (_, None) => {}
        }
        let users = self.directory.users();
        rows.iter().filter(|row| users.is_active(*row)).collect()
    }
}
