//! Memberships that only one of the two tenants has.

use std::sync::Arc;

use ingroup_directory::{Directory, Membership, ObjectRef, Row, Table, Way};
use ingroup_schema::{ObjectId, SubjectKind};

use super::{Move, Pair};

/// All of them, of groups first.
pub(super) fn all(pair: Pair<'_>) -> Vec<Move> {
    let there = Rows::between(pair.old, pair.new);
    let back = Rows::between(pair.new, pair.old);
    let mut holders = holders(pair);
    holders.sort_by_cached_key(|holder| (holder.is_unit, holder.name.to_lowercase(), holder.id));
    let mut moves = Vec::new();
    for holder in &holders {
        // A tenant and an earlier state of it share what nobody has changed.
        if Arc::ptr_eq(holder.old, holder.new) {
            continue;
        }
        let mut add = |directory: &Directory, object, way| {
            moves.extend(directory.id_of(object).map(|object| Move {
                holder: holder.id,
                object,
                way,
            }));
        };
        for object in holder.old.iter() {
            if !there.is_in(pair, holder.new, object) {
                add(pair.old, object, Way::Out);
            }
        }
        let other_way = Pair {
            old: pair.new,
            new: pair.old,
        };
        for object in holder.new.iter() {
            if !back.is_in(other_way, holder.old, object) {
                add(pair.new, object, Way::In);
            }
        }
    }
    moves
}

/// A group or unit that both tenants have.
struct Holder<'a> {
    is_unit: bool,
    id: ObjectId,
    name: &'a str,
    old: &'a Arc<Membership>,
    new: &'a Arc<Membership>,
}

fn holders(pair: Pair<'_>) -> Vec<Holder<'_>> {
    let groups = pair.new.groups().filter_map(|group| {
        Some(Holder {
            is_unit: false,
            id: group.id(),
            name: group.display_name(),
            old: pair.old.group(group.id())?.members(),
            new: group.members(),
        })
    });
    let units = pair.new.units().filter_map(|unit| {
        Some(Holder {
            is_unit: true,
            id: unit.id(),
            name: unit.display_name(),
            old: pair.old.unit(unit.id())?.members(),
            new: unit.members(),
        })
    });
    groups.chain(units).collect()
}

/// In which rows one tenant has the users and devices of another: a membership is a set of rows.
struct Rows {
    users: Vec<Option<Row>>,
    devices: Vec<Option<Row>>,
}

impl Rows {
    fn between(from: &Directory, to: &Directory) -> Self {
        Self {
            users: map(from.users(), to.users()),
            devices: map(from.devices(), to.devices()),
        }
    }

    /// Whether an object of the first tenant is in a membership of the second.
    fn is_in(&self, pair: Pair<'_>, members: &Membership, object: ObjectRef) -> bool {
        let subject = |rows: &[Option<Row>], kind, row: Row| {
            let there = rows.get(row.index()).copied().flatten();
            there.is_some_and(|row| members.contains(ObjectRef::subject(kind, row)))
        };
        match object {
            ObjectRef::User(row) => subject(&self.users, SubjectKind::User, row),
            ObjectRef::Device(row) => subject(&self.devices, SubjectKind::Device, row),
            ObjectRef::Group(_) | ObjectRef::Other(_) => {
                let id = pair.old.id_of(object);
                let there = id.and_then(|id| pair.new.resolve(id));
                there.is_some_and(|object| members.contains(object))
            }
        }
    }
}

fn map(from: &Table, to: &Table) -> Vec<Option<Row>> {
    let mut rows = vec![None; from.row_count()];
    for row in from.rows() {
        if let (Some(place), Some(id)) = (rows.get_mut(row.index()), from.id(row)) {
            *place = to.row(id);
        }
    }
    rows
}
