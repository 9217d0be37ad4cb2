//! Licence work carried out: one piece, one unit, one correlation (PROC-18, N-26).

use std::collections::BTreeMap;
use std::sync::Arc;

use ingroup_directory::{
    AssignedLicense, Change, Group, LicenseAssignmentState, LicenseState, ObjectRef, Row, RowSet,
    Way,
};
use ingroup_licensing::{
    Addresses, Giving, Person, Processed, Products, Removal, Source, Terms, Trigger,
    assigned_plans, free_units, process_user,
};
use ingroup_schema::{AssignedPlan, ObjectId, PropertyKey, Value, ValueRef};

use super::queue::{Task, Work};
use super::user_key;
use crate::actor::{Actor, Initiator, SystemActor};
use crate::command::Outcome;
use crate::journal::{Activity, Deed, Modified, Reasons, Record, Relation, Trace, aim_at};
use crate::tenant::Tenant;

/// How often processing a user is tried again in one piece of work when somebody else writes (N-26).
const RETRIES: u32 = 3;

/// How many groups with licences are asked whether a user is in them, rather than the user's groups whether they give
/// some.
const FEW: usize = 32;

/// What the log says when somebody else writes (`LIC-20`).
const CONCURRENCY: &str = "LicenseAssignmentAttributeConcurrencyException";

/// Who does all of it (`LOG-1`, C-20).
const BY: Actor = Actor::System(SystemActor::GroupBasedLicensing);

/// What one piece of work wrote.
#[derive(Default)]
struct Written {
    changes: Vec<Change>,
    reasons: Reasons,
    succeeded: usize,
    failed: usize,
}

impl Tenant {
    /// Does the next piece of licence work to its end; false if none can be done.
    pub(crate) fn license_step(&mut self, outcome: &mut Outcome) -> bool {
        if self.licensing.begun.is_none() && !self.begin_licenses() {
            return false;
        }
        self.finish_licenses(outcome);
        true
    }

    /// Does the next piece of licence work if it comes before what the rules do; false if it does not.
    pub(crate) fn license_first(&mut self, outcome: &mut Outcome) -> bool {
        self.licensing.begun.is_none() && self.precedes_rules() && self.license_step(outcome)
    }

    /// Takes up the next piece of licence work, or does what was taken up; false if there is nothing.
    pub(crate) fn license_advance(&mut self, outcome: &mut Outcome) -> bool {
        if self.licensing.begun.is_none() {
            return self.begin_licenses();
        }
        self.finish_licenses(outcome);
        true
    }

    fn begin_licenses(&mut self) -> bool {
        if self.licensing.queue.is_empty() {
            self.sweep_at_once();
        }
        let Some(work) = self.take_next() else {
            return false;
        };
        if let Some(group) = work.group {
            let licenses = self.directory.group(group).map(|group| group.facts());
            let licenses = licenses.map(|facts| listed(&facts.assigned_licenses));
            let licenses = Modified {
                property: "AssignedLicense".into(),
                old: None,
                new: licenses,
            };
            self.log_licenses(
                &work,
                Activity::StartGroupLicense,
                group,
                vec![licenses],
                None,
            );
        }
        self.licensing.begun = Some(work);
        true
    }

    fn finish_licenses(&mut self, outcome: &mut Outcome) {
        let Some(work) = self.licensing.begun.take() else {
            return;
        };
        let rows = self.in_order(&work, self.users_of(&work));
        let trigger = match work.task {
            Task::Reprocess => Trigger::Reprocess,
            Task::Group
            | Task::Members
            | Task::Converted
            | Task::Restored
            | Task::Product
            | Task::Sweep => Trigger::Change,
        };
        let products = self.products();
        let mut written = Written::default();
        let mut again = RowSet::default();
        for row in rows {
            match self.is_free_of_faults(&work, row) {
                true => self.license(&products, &work, row, trigger, &mut written),
                false => {
                    again.insert(row);
                }
            }
        }
        if !written.changes.is_empty() {
            let initiator = Initiator::Actor(BY);
            let correlation = Some(work.correlation);
            let Written {
                changes, reasons, ..
            } = &mut written;
            let changes = std::mem::take(changes);
            self.wrote_because(initiator, correlation, changes, reasons, outcome);
        }
        self.queue_users(again, Task::Members, work.correlation);
        if let Some(group) = work.group {
            let (succeeded, failed) = (written.succeeded, written.failed);
            let result = Modified {
                property: "Result".into(),
                old: Some("[]".into()),
                new: Some(format!("[Users successfully assigned licenses: {succeeded}, Users for whom license assignment failed: {failed}.];").into()),
            };
            self.log_licenses(
                &work,
                Activity::FinishGroupLicense,
                group,
                vec![result],
                None,
            );
        }
    }

    /// Gives one user what is due, and takes what is not.
    fn license(
        &mut self,
        products: &Products,
        work: &Work,
        row: Row,
        trigger: Trigger,
        written: &mut Written,
    ) {
        let Some(id) = self.directory.users().id(row) else {
            return;
        };
        let addresses = self.licensing.addresses.are_shared(&self.directory, row);
        let sources = self.license_sources(row);
        let held_back = sources.iter().filter(|one| one.giving == Giving::HeldBack);
        let held_back: Vec<ObjectId> = held_back.map(|one| one.group).collect();
        let processed = self.processed(products, row, &sources, trigger, shared(addresses));
        let is_of_work =
            |source: Option<ObjectId>| work.group.is_none_or(|group| source == Some(group));
        let own: Vec<_> = processed
            .failures
            .iter()
            .filter(|failure| is_of_work(failure.source))
            .collect();
        match own.is_empty() {
            true => written.succeeded += 1,
            false => written.failed += 1,
        }
        if let Some(first) = own.first().copied().or_else(|| processed.failures.first()) {
            written.reasons.insert(id, first.message.as_str().into());
        }
        self.note_held_back(row, &held_back);
        self.write_licenses(products, row, processed.states, &mut written.changes);
    }

    /// The groups that a user would get licences from, by id.
    pub(super) fn license_sources(&self, row: Row) -> Vec<Source<'_>> {
        let groups = self.licensing_groups_of(row).into_iter();
        let mut sources: Vec<Source<'_>> = groups
            .map(|group| Source {
                group: group.id(),
                licenses: &group.facts().assigned_licenses,
                giving: match self.is_held_back(group.id(), row) {
                    true => Giving::HeldBack,
                    false => Giving::Usual,
                },
            })
            .collect();
        sources.sort_by_key(|source| source.group);
        sources
    }

    /// What processing a user would come to now.
    pub(super) fn processed(
        &self,
        products: &Products,
        row: Row,
        sources: &[Source<'_>],
        trigger: Trigger,
        addresses: Addresses,
    ) -> Processed {
        let states = self.directory.user_facts(row).license_states();
        let location = self.usage_location(row);
        let country = self.directory.organization().country_letter_code.as_deref();
        let person = Person {
            states: &states,
            location: location.or(country),
            addresses,
        };
        process_user(self.license_terms(products), person, sources, trigger)
    }

    /// What is true of the whole tenant.
    pub(super) fn license_terms<'a>(&'a self, products: &'a Products) -> Terms<'a> {
        Terms {
            products,
            subscriptions: self.directory.subscriptions(),
            removal: match self.directory.settings().legacy_inherited_to_direct {
                true => Removal::BecomesDirect,
                false => Removal::StaysInError,
            },
            now: self.clock.now(),
        }
    }

    /// Where a user is; a fall-back to the tenant's country is never written (N-20).
    pub(super) fn usage_location(&self, row: Row) -> Option<&str> {
        match self
            .directory
            .users()
            .value(row, &user_key("usageLocation")?)
        {
            ValueRef::Text(text) => Some(text),
            _ => None,
        }
    }

    /// Writes a user's licences and the plans they come to.
    pub(super) fn write_licenses(
        &mut self,
        products: &Products,
        row: Row,
        states: Vec<LicenseAssignmentState>,
        changes: &mut Vec<Change>,
    ) {
        let (Some(id), Some(key)) = (self.directory.users().id(row), user_key("assignedPlans"))
        else {
            return;
        };
        let had: &[AssignedPlan] = match self.directory.users().value(row, &key) {
            ValueRef::Plans(plans) => plans,
            _ => &[],
        };
        let plans = assigned_plans(self.license_terms(products), &states, had);
        let is_same = plans == had;
        let address = self.address_of_mailbox(products, row, &states);
        // The user is there, and plans are what the property takes.
        let set = self.directory.set_user_licenses(id, states, changes);
        debug_assert!(set.is_ok(), "{set:?}");
        if !is_same {
            let value = Value::Plans(plans.into());
            let set = self.directory.set_value(id, key, value, changes);
            debug_assert!(set.is_ok(), "{set:?}");
        }
        if let Some((key, address)) = address {
            let set = self.directory.set_value(id, key, address, changes);
            debug_assert!(set.is_ok(), "{set:?}");
        }
    }

    /// The address that a user with these licences gets with the mailbox, if the tenant says so: who has none gets the
    /// user principal name, unless somebody else has it (`LIC-15`).
    fn address_of_mailbox(
        &self,
        products: &Products,
        row: Row,
        states: &[LicenseAssignmentState],
    ) -> Option<(PropertyKey, Value)> {
        if !self.directory.settings().mailbox_adds_proxy_address {
            return None;
        }
        let key = user_key("proxyAddresses")?;
        let held = states.iter().filter(|state| state.state.holds());
        let mut plans =
            held.flat_map(|state| products.enabled(state.sku_id, &state.disabled_plans));
        let has_address = match self.directory.users().value(row, &key) {
            ValueRef::Null => false,
            ValueRef::Texts(addresses) => !addresses.is_empty(),
            _ => true,
        };
        if has_address || !plans.any(|plan| plan.uses_exchange()) {
            return None;
        }
        let address = format!("SMTP:{}", self.directory.user_principal_name(row)?);
        let is_taken = self.licensing.addresses.is_taken(&self.directory, &address);
        (!is_taken).then(|| (key, Value::texts([address.as_str()])))
    }

    /// The groups that give licences to a user, in the order of their creation. A few are asked for the user; where
    /// there are many, it is the user's groups that are asked for licences.
    fn licensing_groups_of(&self, row: Row) -> Vec<&Group> {
        let user = ObjectRef::User(row);
        let giving = self.directory.licensing_groups();
        if giving.take(FEW + 1).count() > FEW {
            let groups = self.groups_of(user);
            return groups.filter(|group| group.gives_licenses()).collect();
        }
        let giving = self.directory.licensing_groups();
        giving
            .filter(|group| group.members().contains(user))
            .collect()
    }

    /// Remembers for which groups the licences of a user are held back.
    fn note_held_back(&mut self, row: Row, held: &[ObjectId]) {
        if held.is_empty() && self.licensing.held_back.is_empty() {
            return;
        }
        let all = Arc::make_mut(&mut self.licensing.held_back);
        for group in held {
            all.entry(*group).or_default().insert(row);
        }
        all.retain(|group, rows| {
            if !held.contains(group) {
                rows.remove(row);
            }
            !rows.is_empty()
        });
    }

    /// Whether a user can be processed: a fault that was injected for concurrency is met and tried again (N-26).
    fn is_free_of_faults(&mut self, work: &Work, row: Row) -> bool {
        let faults = self.licensing.faults.get(&row).copied().unwrap_or_default();
        if faults == 0 {
            return true;
        }
        let met = faults.min(RETRIES + 1);
        if let Some(id) = self.directory.users().id(row) {
            for _ in 0..met {
                let reason = Some(CONCURRENCY.into());
                self.log_licenses(work, Activity::ChangeUserLicense, id, Vec::new(), reason);
            }
        }
        let left = Arc::make_mut(&mut self.licensing.faults);
        match faults - met {
            0 => left.remove(&row),
            more => left.insert(row, more),
        };
        met <= RETRIES
    }

    /// The order in which users get what is scarce: who joined first, then by id (N-1).
    fn in_order(&self, work: &Work, rows: Vec<Row>) -> Vec<Row> {
        if work.task == Task::Sweep {
            return rows;
        }
        let users = self.directory.users();
        let mut rows = rows;
        rows.sort_by_key(|row| users.id(*row));
        let Some(group) = work
            .group
            .filter(|group| self.may_run_out(*group, rows.len()))
        else {
            return rows;
        };
        let joined = self.joined(group);
        rows.sort_by_key(|row| {
            let at = users.id(*row).and_then(|id| joined.get(&id));
            at.copied().unwrap_or_default()
        });
        rows
    }

    /// Whether some product of a group has fewer free units than so many users could take.
    fn may_run_out(&self, group: ObjectId, users: usize) -> bool {
        let licenses = self.directory.group(group).map(|group| group.facts());
        let mut licenses = licenses
            .into_iter()
            .flat_map(|facts| &facts.assigned_licenses);
        licenses.any(|license| {
            let mut all = self.directory.subscriptions().iter();
            let product = all.find(|one| one.sku_id == license.sku_id);
            product.is_some_and(|product| (free_units(product) as usize) < users)
        })
    }

    /// When those who joined a group did, by the number of the unit, as far back as the journal goes.
    pub(super) fn joined(&self, group: ObjectId) -> BTreeMap<ObjectId, u64> {
        let mut joined = BTreeMap::new();
        let Some(holder) = self.directory.rule_holder(group) else {
            return joined;
        };
        for record in self.journal.records() {
            for trace in &record.traces {
                if let Some((Relation::Member(_), Way::In, ids)) =
                    trace.moves_of(&self.directory, &holder)
                {
                    joined.extend(ids.into_iter().map(|id| (id, record.unit)));
                }
            }
        }
        joined
    }

    /// Keeps an entry of the log about licences.
    fn log_licenses(
        &mut self,
        work: &Work,
        activity: Activity,
        about: ObjectId,
        modified: Vec<Modified>,
        failure: Option<Arc<str>>,
    ) {
        let correlation = Some(work.correlation);
        self.log(BY, correlation, activity, about, modified, failure);
    }

    /// Keeps an entry of the log that no change of the directory makes.
    pub(super) fn log(
        &mut self,
        by: Actor,
        correlation: Option<ObjectId>,
        activity: Activity,
        about: ObjectId,
        modified: Vec<Modified>,
        failure: Option<Arc<str>>,
    ) {
        let deed = Deed {
            activity,
            targets: vec![aim_at(&self.directory, about)],
            modified,
            failure,
        };
        let unit = self.next_unit();
        self.keep_record(Record {
            at: self.clock.now(),
            unit,
            correlation,
            by,
            traces: vec![Trace::Deed(Box::new(deed))].into(),
        });
    }
}

/// Whether a user has a licence from somewhere that does not work.
pub(super) fn is_failing(state: &LicenseAssignmentState) -> bool {
    matches!(
        state.state,
        LicenseState::Error | LicenseState::ActiveWithError
    )
}

pub(super) fn shared(addresses: bool) -> Addresses {
    match addresses {
        true => Addresses::Shared,
        false => Addresses::Own,
    }
}

fn listed(licenses: &[AssignedLicense]) -> Arc<str> {
    let ids: Vec<String> = licenses.iter().map(|one| one.sku_id.to_string()).collect();
    ids.join(", ").into()
}
