//! Whether the directory agrees with itself: what it keeps twice, to find it quickly, says the same both times.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::ControlFlow;

use ingroup_schema::{ObjectId, PropertyKey, SubjectKind, ValueRef, fold};

use crate::directory::Directory;
use crate::group::{Group, Traits};
use crate::holder::RuleHolder;
use crate::links::Links;
use crate::names::{Name, group_names};
use crate::row::{ObjectRef, Row};
use crate::row_set::RowSet;
use crate::unit::AdministrativeUnit;

/// Something that does not agree with the rest of the directory. No change makes one; a check that finds one has
/// found a fault of the program.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Inconsistency {
    /// The object it is about; none if it is about all of a kind.
    pub about: Option<ObjectId>,
    /// What is wrong.
    pub disagreement: Disagreement,
}

/// What can be wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Disagreement {
    /// Counted are more or fewer objects than there are.
    Count,
    /// An object is not found by its id.
    Id,
    /// An object is not found by one of its names.
    Name,
    /// A group or unit has a member, or a group an owner, that is not there.
    AbsentMember,
    /// A member's groups or units are without the one that has it, or an owner's groups.
    MissingLink,
    /// Objects are linked with groups or units that do not have them.
    SpareLink,
    /// A user has a manager without being among those who report to the manager, or the other way round.
    Manager,
    /// The list of the dynamic groups, or of those that give licences, is not that of the groups that are so.
    GroupList,
}

impl Disagreement {
    /// A sentence about it, without its subject.
    pub const fn message(self) -> &'static str {
        match self {
            Self::Count => "The objects that are counted are not as many as there are.",
            Self::Id => "The object is not found by its id.",
            Self::Name => "The object is not found by one of its names.",
            Self::AbsentMember => "It has a member or an owner that is not there.",
            Self::MissingLink => "Asked for their groups, its members or owners do not name it.",
            Self::SpareLink => "Asked for their groups, objects name some that do not have them.",
            Self::Manager => {
                "A manager and those who report to the manager do not name each other."
            }
            Self::GroupList => {
                "The lists of dynamic groups and of groups that give licences do not name these groups."
            }
        }
    }
}

impl Directory {
    /// Everything that does not agree with something else, each kind once for each object, in order.
    pub fn inconsistencies(&self) -> BTreeSet<Inconsistency> {
        match self.inconsistencies_watched(&mut |_, _| ControlFlow::Continue(())) {
            ControlFlow::Continue(found) => found,
            ControlFlow::Break(()) => BTreeSet::new(),
        }
    }

    /// The same for somebody who waits: is told how many steps of how many are done, and may end it between two.
    pub fn inconsistencies_watched(
        &self,
        told: &mut dyn FnMut(usize, usize) -> ControlFlow<()>,
    ) -> ControlFlow<(), BTreeSet<Inconsistency>> {
        let mut check = Check {
            directory: self,
            there: SubjectKind::ALL.map(|kind| RowSet::from_sorted(self.table(kind).rows())),
            found: BTreeSet::new(),
        };
        let mut steps: Vec<Step<'_>> = vec![
            Box::new(|check| check.counts()),
            Box::new(|check| check.managers()),
            Box::new(|check| self.groups().for_each(|group| check.group(group))),
            Box::new(|check| self.units().for_each(|unit| check.unit(unit))),
            Box::new(|check| check.others()),
            Box::new(|check| check.links()),
        ];
        for kind in SubjectKind::ALL {
            steps.push(Box::new(move |check| check.ids(kind)));
            let keys = Name::ALL.into_iter().flat_map(Name::properties);
            for (_, key) in keys.filter(|(of, _)| *of == kind) {
                steps.push(Box::new(move |check| check.named(kind, key)));
            }
        }
        let all = steps.len();
        for (done, step) in steps.into_iter().enumerate() {
            told(done, all)?;
            step(&mut check);
        }
        told(all, all)?;
        ControlFlow::Continue(check.found)
    }
}

/// A part of the check.
type Step<'a> = Box<dyn FnOnce(&mut Check<'_>) + 'a>;

struct Check<'a> {
    directory: &'a Directory,
    /// The rows of the users and devices that are there.
    there: [RowSet; 2],
    found: BTreeSet<Inconsistency>,
}

impl Check<'_> {
    fn must(&mut self, holds: bool, about: Option<ObjectId>, disagreement: Disagreement) {
        if !holds {
            self.found.insert(Inconsistency {
                about,
                disagreement,
            });
        }
    }

    fn counts(&mut self) {
        let directory = self.directory;
        let mut holds = directory.group_count() == directory.groups().count()
            && directory.unit_count() == directory.units().count();
        for (kind, there) in SubjectKind::ALL.into_iter().zip(&self.there) {
            holds &= directory.table(kind).len() == there.len();
        }
        self.must(holds, None, Disagreement::Count);
        let dynamic = directory
            .groups()
            .filter(|group| group.facts().is_dynamic());
        let listed = directory.dynamic_groups.iter().copied();
        let same = dynamic.map(Group::row).eq(listed);
        let said = |group: &Group| group.traits == Traits::of(group.facts());
        let same = same && directory.groups().all(said);
        let giving = directory.groups();
        let giving = giving.filter(|group| !group.facts().assigned_licenses.is_empty());
        let listed = directory.licensing_groups.iter().copied();
        let same = same && giving.map(Group::row).eq(listed);
        self.must(same, None, Disagreement::GroupList);
    }

    fn ids(&mut self, kind: SubjectKind) {
        let table = self.directory.table(kind);
        for row in table.rows() {
            let id = table.id(row);
            let found = id.and_then(|id| table.row(id));
            self.must(found == Some(row), id, Disagreement::Id);
        }
    }

    fn named(&mut self, kind: SubjectKind, key: &PropertyKey) {
        let table = self.directory.table(kind);
        let Some(column) = table.column(key) else {
            return;
        };
        let mut named: BTreeMap<String, Vec<Row>> = BTreeMap::new();
        for row in table.rows() {
            if let ValueRef::Text(text) = column.value(row) {
                named.entry(fold(text)).or_default().push(row);
            }
        }
        for (folded, rows) in named {
            let are_found = column.find(&folded).eq(rows.iter().copied());
            let one = rows.first().and_then(|row| table.id(*row));
            self.must(are_found, one, Disagreement::Name);
        }
    }

    fn managers(&mut self) {
        let directory = self.directory;
        let mut led = 0;
        for row in directory.users().rows() {
            let Some(manager) = directory.manager(row) else {
                continue;
            };
            led += 1;
            let reports = directory.reports.get(manager.index());
            let reports = reports.and_then(Option::as_ref);
            let named = reports.is_some_and(|reports| reports.contains(&row));
            self.must(named, directory.users().id(row), Disagreement::Manager);
        }
        let reports = directory.reports.iter().flatten();
        let reporting: usize = reports.map(|reports| reports.len()).sum();
        self.must(led == reporting, None, Disagreement::Manager);
    }

    fn group(&mut self, group: &Group) {
        let (directory, id, row) = (self.directory, group.id(), group.row());
        let object = ObjectRef::Group(row);
        let found = directory.group(id).map(Group::row);
        self.must(found == Some(row), Some(id), Disagreement::Id);
        for (name, text) in group_names(group.facts()) {
            let folded = fold(text);
            let is_found = directory
                .names
                .find(name, &folded)
                .binary_search(&object)
                .is_ok();
            self.must(is_found, Some(id), Disagreement::Name);
        }
        let holder = RuleHolder::Group(group);
        self.members_are_there(holder);
        match group.facts().is_dynamic() {
            true => {
                let members = group.members().besides_subjects();
                self.linked(holder, members, &directory.member_of, row);
            }
            false => self.linked(holder, group.members().iter(), &directory.member_of, row),
        }
        for owner in group.owners() {
            self.must(self.is_there(owner), Some(id), Disagreement::AbsentMember);
            let linked = directory.owner_of.get(owner).contains(&row);
            self.must(linked, Some(id), Disagreement::MissingLink);
        }
    }

    fn unit(&mut self, unit: &AdministrativeUnit) {
        let (directory, id, row) = (self.directory, unit.id(), unit.row());
        let found = directory.unit(id).map(AdministrativeUnit::row);
        self.must(found == Some(row), Some(id), Disagreement::Id);
        let mut named = directory.units_named(unit.display_name());
        let is_found = named.any(|one| one.row() == row);
        self.must(is_found, Some(id), Disagreement::Name);
        let holder = RuleHolder::Unit(unit);
        self.members_are_there(holder);
        let members = unit.members().iter();
        self.linked(holder, members, &directory.unit_member_of, row);
    }

    fn others(&mut self) {
        for (id, other) in self.directory.others() {
            let name = other.display_name.as_deref();
            let folded = name.map(fold);
            let found = folded.map(|folded| self.directory.names.find(Name::DisplayName, &folded));
            let is_found =
                found.is_none_or(|found| found.binary_search(&ObjectRef::Other(id)).is_ok());
            self.must(is_found, Some(id), Disagreement::Name);
        }
    }

    /// With all links that must be there found, any more are too many.
    fn links(&mut self) {
        let directory = self.directory;
        let linked = directory.groups().map(|group| {
            let members = group.members();
            match group.facts().is_dynamic() {
                true => members.besides_subjects().count(),
                false => members.len(),
            }
        });
        let members: usize = linked.sum();
        let owners: usize = directory.groups().map(Group::owner_count).sum();
        let of_units: usize = directory.units().map(|unit| unit.members().len()).sum();
        let holds = directory.member_of.len() == members
            && directory.owner_of.len() == owners
            && directory.unit_member_of.len() == of_units;
        self.must(holds, None, Disagreement::SpareLink);
    }

    fn linked<R: Copy + Ord>(
        &mut self,
        holder: RuleHolder<'_>,
        mut members: impl Iterator<Item = ObjectRef>,
        links: &Links<R>,
        row: R,
    ) {
        let linked = members.all(|member| links.get(member).binary_search(&row).is_ok());
        self.must(linked, Some(holder.id()), Disagreement::MissingLink);
    }

    fn members_are_there(&mut self, holder: RuleHolder<'_>) {
        let members = holder.members();
        let subjects = SubjectKind::ALL.into_iter().zip(&self.there);
        let mut absent = false;
        for (kind, there) in subjects {
            absent |= !members.rows(kind).difference(there).is_empty();
        }
        let mut rest = members
            .iter()
            .filter(|member| member.as_subject().is_none());
        absent |= rest.any(|member| !self.is_there(member));
        self.must(!absent, Some(holder.id()), Disagreement::AbsentMember);
    }

    fn is_there(&self, object: ObjectRef) -> bool {
        let id = self.directory.id_of(object);
        id.and_then(|id| self.directory.resolve(id)) == Some(object)
    }
}
