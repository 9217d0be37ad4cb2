//! What has changed about the objects whose work waits, in the image of a tenant.
//!
//! Predicates have no names that outlive the engine. What is kept of a turn is the property; read again, it is as if
//! every predicate of it had turned, and twice, so that nobody takes it for what was true before: the rules that read
//! the property are decided anew and held against the members, which comes to the same.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use ingroup_directory::Row;
use ingroup_image::{ImageError, Reader, Writer};
use ingroup_schema::{PropertyKey, SubjectKind};

use super::{Pending, Turn};
use crate::predicate::PropertyIndex;
use crate::property::Truth;
use crate::rules::Rules;

impl Pending {
    pub(crate) fn freeze(&self, rules: &Rules, to: &mut Writer) -> Result<(), ImageError> {
        let asked = by_kind(|kind| rules.of(kind).truths().by_property());
        to.size(self.turns.len());
        for ((kind, row), turns) in self.turns.iter() {
            let (truths, asked) = (rules.of(*kind).truths(), asked.of(*kind));
            let turned = turns
                .iter()
                .filter(|turn| asked.contains_key(&turn.property));
            let key_of = |turn: &Turn| Some((turn.work, &truths.property(turn.property)?.key));
            let turned: BTreeSet<(u64, &PropertyKey)> = turned.filter_map(key_of).collect();
            to.value(&(kind, row, turned))?;
        }
        to.size(self.coming.len());
        let mut coming = self.coming.iter();
        coming.try_for_each(|((kind, row), work)| to.value(&(kind, row, work)))
    }

    /// Reads what was written; the rules are known and settled.
    pub(crate) fn thaw(rules: &Rules, from: &mut Reader<'_>) -> Result<Self, ImageError> {
        let all = by_kind(|kind| {
            let by_property = rules.of(kind).truths().by_property().into_iter();
            let turned = by_property.map(|(property, predicates)| {
                let truth = Truth {
                    holds: predicates.into(),
                    ..Truth::default()
                };
                (property, truth)
            });
            turned.collect::<BTreeMap<PropertyIndex, Truth>>()
        });
        let mut pending = Self::default();
        let turns = Arc::make_mut(&mut pending.turns);
        for _ in 0..from.count(1)? {
            let (kind, row, turned): (SubjectKind, Row, Vec<(u64, PropertyKey)>) = from.value()?;
            let of_object = turned.into_iter().filter_map(|(work, key)| {
                let property = rules.of(kind).truths().index(&key)?;
                let turn = Turn {
                    work,
                    property,
                    before: Truth::default(),
                    after: all.of(kind).get(&property)?.clone(),
                };
                Some([turn.clone(), turn])
            });
            let of_object = of_object.flatten().collect();
            turns.insert((kind, row), of_object);
        }
        let coming = Arc::make_mut(&mut pending.coming);
        for _ in 0..from.count(1)? {
            let (kind, row, work): (SubjectKind, Row, u64) = from.value()?;
            coming.insert((kind, row), work);
        }
        Ok(pending)
    }
}

/// Something for users and for devices.
struct ByKind<T> {
    users: T,
    devices: T,
}

fn by_kind<T>(of: impl Fn(SubjectKind) -> T) -> ByKind<T> {
    ByKind {
        users: of(SubjectKind::User),
        devices: of(SubjectKind::Device),
    }
}

impl<T> ByKind<T> {
    fn of(&self, kind: SubjectKind) -> &T {
        match kind {
            SubjectKind::User => &self.users,
            SubjectKind::Device => &self.devices,
        }
    }
}
