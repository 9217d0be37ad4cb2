//! What happened to a group or administrative unit and its members, out of the history of a stored tenant.

use std::collections::BTreeSet;
use std::ops::ControlFlow;
use std::sync::atomic::AtomicBool;

use ingroup_directory::{Directory, ObjectRef, Way};
use ingroup_schema::{Instant, ObjectId};
use ingroup_shell::Halt;
use ingroup_store::{Deed, History, Holder, KeptUnit, StoreError, Watch};
use ingroup_tenant::{Actor, Tenant};

use crate::deeds;
use crate::session::Session;
use crate::stored;

/// What a unit did to a group.
#[derive(Debug, Clone)]
pub(crate) struct Entry {
    pub(crate) unit: u64,
    pub(crate) at: Instant,
    /// Who acted, as lists show it.
    pub(crate) by: String,
    /// What was done, in a sentence.
    pub(crate) what: String,
    pub(crate) joined: Vec<ObjectId>,
    pub(crate) left: Vec<ObjectId>,
}

/// Whether anything is kept of what was.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kept {
    /// It has been gone through.
    Yes,
    /// The tenant is only in memory.
    Nothing,
}

/// Shows the entries of a group or administrative unit, the newest first, until nobody wants more, beside the tenant
/// that they are from. It is shown how far that is, and whoever waits may end it.
pub(crate) fn each(
    session: &mut Session,
    interruption: &AtomicBool,
    id: ObjectId,
    show: impl FnMut(Entry, &Directory) -> ControlFlow<()>,
) -> Result<Kept, Halt> {
    let Some(history) = session.keeper().history().map_err(stored::halt)? else {
        return Ok(Kept::Nothing);
    };
    let now = session.tenant_of_now().clone();
    let done = stored::watched(session.progress(), interruption, |watch| {
        go_through(&history, now, id, watch, show)
    });
    done.map_err(stored::halt)?;
    Ok(Kept::Yes)
}

/// `tenant` is the one at the end of the history.
fn go_through(
    history: &History,
    mut tenant: Tenant,
    id: ObjectId,
    watch: Watch<'_>,
    mut show: impl FnMut(Entry, &Directory) -> ControlFlow<()>,
) -> Result<(), StoreError> {
    let stretches = history.stretches()?;
    for (place, stretch) in stretches.iter().enumerate() {
        let older = stretches.get(place + 1);
        let mut flow = ControlFlow::Continue(());
        // The unit that made or replaced the tenant is looked at last, beside what was before it.
        let mut begun = None;
        if let Some(holder) = holder(tenant.directory(), id) {
            history.each_about(stretch, holder, id, watch, |unit| {
                match unit.deed {
                    Deed::New | Deed::State => begun = Some(unit),
                    _ => flow = show(entry(tenant.directory(), holder, &unit), tenant.directory()),
                }
                flow
            })?;
        }
        if flow.is_break() {
            return Ok(());
        }
        let before = match older {
            Some(older) => Some(history.tenant_after(older.last(), watch)?),
            None => None,
        };
        if let Some(unit) = begun {
            let after = history.tenant_after(unit.seq, watch)?;
            let was_there = |tenant: &Tenant| holder(tenant.directory(), id).is_some();
            let concerns = was_there(&after) || before.as_ref().is_some_and(was_there);
            let entry = replaced(&unit, before.as_ref(), &after, id);
            if concerns && show(entry, after.directory()).is_break() {
                return Ok(());
            }
        }
        match before {
            Some(before) => tenant = before,
            None => return Ok(()),
        }
    }
    Ok(())
}

/// The entry with which an object last joined or left what it is looked at in, if something is kept.
pub(crate) fn last_move(
    session: &mut Session,
    id: ObjectId,
    object: ObjectId,
    interruption: &AtomicBool,
) -> Result<Option<Entry>, Halt> {
    let (unit, at) = session.horizon();
    let mut found = None;
    each(session, interruption, id, |entry, _| {
        let is_later =
            unit.is_some_and(|unit| entry.unit > unit) || at.is_some_and(|at| entry.at > at);
        if is_later || !entry.joined.contains(&object) && !entry.left.contains(&object) {
            return ControlFlow::Continue(());
        }
        found = Some(entry);
        ControlFlow::Break(())
    })?;
    Ok(found)
}
fn holder(directory: &Directory, id: ObjectId) -> Option<Holder> {
    let group = directory.group(id).map(|group| Holder::Group(group.row()));
    group.or_else(|| directory.unit(id).map(|unit| Holder::Unit(unit.row())))
}

fn entry(directory: &Directory, holder: Holder, unit: &KeptUnit) -> Entry {
    let mut entry = begin(directory, unit);
    for one in unit.effects.moves.iter().filter(|one| one.holder == holder) {
        let Some(id) = id_of(directory, one.object) else {
            continue;
        };
        match one.way {
            Way::In => entry.joined.push(id),
            Way::Out => entry.left.push(id),
        }
    }
    entry
}

fn replaced(unit: &KeptUnit, before: Option<&Tenant>, after: &Tenant, id: ObjectId) -> Entry {
    let were = before.map_or_else(BTreeSet::new, |before| members(before.directory(), id));
    let are = members(after.directory(), id);
    Entry {
        joined: are.difference(&were).copied().collect(),
        left: were.difference(&are).copied().collect(),
        ..begin(after.directory(), unit)
    }
}

fn begin(directory: &Directory, unit: &KeptUnit) -> Entry {
    Entry {
        unit: unit.seq,
        at: unit.at,
        by: match unit.deed {
            Deed::New => deeds::actor(directory, Actor::BuiltIn),
            _ => deeds::actor(directory, unit.actor),
        },
        what: deeds::deed(directory, &unit.deed),
        joined: Vec::new(),
        left: Vec::new(),
    }
}

fn members(directory: &Directory, id: ObjectId) -> BTreeSet<ObjectId> {
    let holder = directory.rule_holder(id);
    let members = holder.map(|holder| {
        let members = holder.members().iter();
        members
            .filter_map(|object| id_of(directory, object))
            .collect()
    });
    members.unwrap_or_default()
}

fn id_of(directory: &Directory, object: ObjectRef) -> Option<ObjectId> {
    match object {
        ObjectRef::User(row) => directory.users().id(row),
        ObjectRef::Device(row) => directory.devices().id(row),
        _ => directory.id_of(object),
    }
}
