//! Who joined and left because of a command, as few bytes as that takes.
//!
//! Rows are given once and never to another object, so numbers stand for objects. Each is written as its distance from
//! the one before: a change of one user names that user once.

use ingroup_directory::{Change, GroupRow, HolderRow, ObjectRef, Row, UnitRow, Way};
use ingroup_schema::ObjectId;
use ingroup_tenant::{Event, Outcome, Tenant};

/// How many bytes the moves of one user mostly take, and some more.
const USUAL: usize = 256;

/// What followed from a command.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Effects {
    /// How many changes there were of any kind.
    pub changes: u64,
    /// The object that was created.
    pub created: Option<ObjectId>,
    /// Who joined and left, in the order in which they did.
    pub moves: Vec<Move>,
}

/// A membership that began or ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Move {
    /// Of what.
    pub holder: Holder,
    /// Whose.
    pub object: ObjectRef,
    /// Which of the two.
    pub way: Way,
}

/// A group or an administrative unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Holder {
    /// A group.
    Group(GroupRow),
    /// An administrative unit.
    Unit(UnitRow),
    /// One that was gone when the command had done its work.
    Gone(ObjectId),
}

impl From<HolderRow> for Holder {
    fn from(place: HolderRow) -> Self {
        match place {
            HolderRow::Group(row) => Self::Group(row),
            HolderRow::Unit(row) => Self::Unit(row),
        }
    }
}

impl Effects {
    /// What an outcome says, in a tenant after it.
    pub fn of(tenant: &Tenant, outcome: &Outcome) -> Self {
        let mut moves = Vec::new();
        each_move(tenant, outcome, |one| moves.push(one));
        Self {
            changes: count(outcome),
            created: outcome.created,
            moves,
        }
    }

    /// The bytes of the same, as the record keeps them.
    pub fn bytes_of(tenant: &Tenant, outcome: &Outcome) -> Vec<u8> {
        let mut to = Writer::begin(count(outcome), outcome.created);
        each_move(tenant, outcome, |one| to.add(one));
        to.end()
    }

    /// As bytes, as the record keeps them.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut to = Writer::begin(self.changes, self.created);
        self.moves.iter().for_each(|one| to.add(*one));
        to.end()
    }

    /// From bytes; none if they are not what [`to_bytes`](Self::to_bytes) makes.
    pub(crate) fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let mut from = Reader {
            bytes,
            ..Reader::default()
        };
        let head = from.number()?;
        let created = match head & 1 {
            1 => Some(from.id()?),
            _ => None,
        };
        let mut moves = Vec::new();
        while !from.bytes.is_empty() {
            let holder = from.holder()?;
            for _ in 0..from.number()? {
                moves.push(from.one(holder)?);
            }
        }
        Some(Self {
            changes: head >> 1,
            created,
            moves,
        })
    }
}

/// How many changes an outcome has of any kind: a group that somebody joins or leaves is one.
fn count(outcome: &Outcome) -> u64 {
    let counts = outcome.events.iter().map(|event| event.change.count());
    counts.sum::<usize>() as u64
}

/// The memberships that began and ended, in order.
fn each_move(tenant: &Tenant, outcome: &Outcome, mut show: impl FnMut(Move)) {
    let directory = tenant.directory();
    // A place is its holder's for ever; only who is gone has none any more.
    let goes = |event: &Event| {
        matches!(
            event.change,
            Change::GroupDeleted { .. } | Change::UnitDeleted { .. }
        )
    };
    let all_stay = !outcome.events.iter().any(goes);
    let holder = |id: ObjectId| {
        let group = directory.group(id).map(|group| Holder::Group(group.row()));
        let unit = || directory.unit(id).map(|unit| Holder::Unit(unit.row()));
        group.or_else(unit).unwrap_or(Holder::Gone(id))
    };
    for event in &outcome.events {
        // Most of all changes, in the fewest steps.
        if let (Change::ObjectMoved { kind, row, groups }, true) = (&event.change, all_stay) {
            let object = ObjectRef::subject(*kind, *row);
            for one in groups {
                show(Move {
                    holder: Holder::Group(one.row),
                    object,
                    way: one.way,
                });
            }
            continue;
        }
        for moved in event.change.moved() {
            let holder = match moved.place() {
                Some(place) if all_stay => Holder::from(place),
                _ => holder(moved.holder()),
            };
            for one in moved.memberships() {
                show(Move {
                    holder,
                    object: one.object,
                    way: one.way,
                });
            }
        }
    }
}

/// The numbers that the next ones are measured from.
#[derive(Debug, Default)]
struct Last {
    holder: i64,
    object: i64,
}

#[derive(Debug, Default)]
struct Writer {
    bytes: Vec<u8>,
    last: Last,
    /// The moves of one holder, whose number comes before them.
    run: Vec<Move>,
}

impl Writer {
    fn begin(changes: u64, created: Option<ObjectId>) -> Self {
        let mut to = Self {
            bytes: Vec::with_capacity(USUAL),
            ..Self::default()
        };
        to.number(changes << 1 | u64::from(created.is_some()));
        if let Some(id) = created {
            to.id(id);
        }
        to
    }

    fn add(&mut self, one: Move) {
        if self
            .run
            .first()
            .is_some_and(|first| first.holder != one.holder)
        {
            self.end_run();
        }
        self.run.push(one);
    }

    fn end(mut self) -> Vec<u8> {
        self.end_run();
        self.bytes
    }

    fn end_run(&mut self) {
        let run = std::mem::take(&mut self.run);
        let Some(first) = run.first() else {
            return;
        };
        self.holder(first.holder);
        self.number(run.len() as u64);
        run.iter().for_each(|one| self.one(one));
        self.run = run;
        self.run.clear();
    }

    /// Seven bits a byte, the lowest first.
    fn number(&mut self, mut number: u64) {
        while number >= 0x80 {
            self.bytes.push(number.to_le_bytes()[0] | 0x80);
            number >>= 7;
        }
        self.bytes.push(number.to_le_bytes()[0]);
    }

    fn id(&mut self, id: ObjectId) {
        self.bytes.extend_from_slice(id.as_bytes());
    }

    /// Two bits for the kind below the distance.
    fn holder(&mut self, holder: Holder) {
        let (kind, row) = match holder {
            Holder::Group(row) => (0, row.get()),
            Holder::Unit(row) => (1, row.get()),
            Holder::Gone(id) => {
                self.number(2);
                return self.id(id);
            }
        };
        let row = i64::from(row);
        let distance = folded(row - self.last.holder);
        self.last.holder = row;
        self.number(distance << 2 | kind);
    }

    /// A bit for the way and two for the kind below the distance.
    fn one(&mut self, one: &Move) {
        let way = match one.way {
            Way::In => 0,
            Way::Out => 1,
        };
        let (kind, row) = match one.object {
            ObjectRef::User(row) => (0, row.get()),
            ObjectRef::Device(row) => (1, row.get()),
            ObjectRef::Group(row) => (2, row.get()),
            ObjectRef::Other(id) => {
                self.number(3 << 1 | way);
                return self.id(id);
            }
        };
        let row = i64::from(row);
        let distance = folded(row - self.last.object);
        self.last.object = row;
        self.number(distance << 3 | kind << 1 | way);
    }
}

#[derive(Debug, Default)]
struct Reader<'a> {
    bytes: &'a [u8],
    last: Last,
}

impl Reader<'_> {
    fn number(&mut self) -> Option<u64> {
        let mut number = 0u64;
        for place in 0..10 {
            let (first, rest) = self.bytes.split_first()?;
            self.bytes = rest;
            number |= u64::from(first & 0x7f).checked_shl(7 * place)?;
            if first & 0x80 == 0 {
                return Some(number);
            }
        }
        None
    }

    fn id(&mut self) -> Option<ObjectId> {
        let (id, rest) = self.bytes.split_first_chunk::<16>()?;
        self.bytes = rest;
        Some(ObjectId::from_bytes(*id))
    }

    fn holder(&mut self) -> Option<Holder> {
        let number = self.number()?;
        if number & 3 == 2 {
            return self.id().map(Holder::Gone);
        }
        self.last.holder = self.last.holder.checked_add(unfolded(number >> 2))?;
        let row = u32::try_from(self.last.holder).ok()?;
        match number & 3 {
            0 => Some(Holder::Group(GroupRow::new(row))),
            1 => Some(Holder::Unit(UnitRow::new(row))),
            _ => None,
        }
    }

    fn one(&mut self, holder: Holder) -> Option<Move> {
        let number = self.number()?;
        let way = match number & 1 {
            0 => Way::In,
            _ => Way::Out,
        };
        let kind = number >> 1 & 3;
        let object = if kind == 3 {
            ObjectRef::Other(self.id()?)
        } else {
            self.last.object = self.last.object.checked_add(unfolded(number >> 3))?;
            let row = u32::try_from(self.last.object).ok()?;
            match kind {
                0 => ObjectRef::User(Row::new(row)),
                1 => ObjectRef::Device(Row::new(row)),
                _ => ObjectRef::Group(GroupRow::new(row)),
            }
        };
        Some(Move {
            holder,
            object,
            way,
        })
    }
}

/// Small distances in both directions as small numbers.
fn folded(distance: i64) -> u64 {
    (distance.unsigned_abs() << 1) - u64::from(distance < 0)
}

fn unfolded(number: u64) -> i64 {
    let half = number.div_ceil(2).cast_signed();
    if number & 1 == 1 { -half } else { half }
}
