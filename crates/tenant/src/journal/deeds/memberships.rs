//! What the log keeps of those who came to groups and units, as members or owners, and of those who left.

use ingroup_directory::{GroupMove, Moved, ObjectRef, Row, RuleHolder, Way};
use ingroup_schema::{ObjectId, SubjectKind};

use super::Writer;
use crate::journal::record::{Logged, MailDue, Movers, Moves, ObjectMoved, Relation, Trace};

impl Writer<'_> {
    /// Nobody else does anything in such a unit of work: there is nothing to put these to.
    pub(super) fn object_moved(&mut self, kind: SubjectKind, row: Row, groups: &[GroupMove]) {
        let welcomes = |(place, one): (usize, &GroupMove)| {
            let group = self.directory.group_at(one.row)?;
            let is_welcome = one.way == Way::In && group.welcomes_members();
            is_welcome.then(|| u32::try_from(place).ok())?
        };
        let welcomed = match kind {
            SubjectKind::User => groups.iter().enumerate().filter_map(welcomes).collect(),
            SubjectKind::Device => Box::default(),
        };
        self.traces.push(Trace::ObjectMoved(Box::new(ObjectMoved {
            kind,
            row,
            groups: groups.iter().map(|one| (one.row, one.way)).collect(),
            welcomed,
        })));
    }

    pub(super) fn members_moved(&mut self, moved: Moved<'_>) {
        let known = match moved.place() {
            Some(place) => self.directory.rule_holder_at(place),
            None => self.directory.rule_holder(moved.holder()),
        };
        // A deleted holder tells of its deletion only.
        let Some(known) = known else {
            return;
        };
        let relation = match known {
            RuleHolder::Group(group) => Relation::Member(group.kind()),
            RuleHolder::Unit(_) => Relation::UnitMember,
        };
        let welcomes = matches!(known, RuleHolder::Group(group) if group.welcomes_members());
        let mail = |is_user, way| match is_user && welcomes && way == Way::In {
            true => MailDue::Welcome,
            false => MailDue::None,
        };
        match moved.rows() {
            // Nobody of so many is deleted or restored in the same unit of work: the rows are kept as they are.
            Some((kind, left, joined)) if self.followed.is_empty() => {
                for (rows, way) in [(left, Way::Out), (joined, Way::In)] {
                    if !rows.is_empty() {
                        let objects = Movers::Rows(kind, rows.clone());
                        let mail = mail(kind == SubjectKind::User, way);
                        self.moved(known, objects, relation, way, (Logged::Each, mail));
                    }
                }
            }
            _ => {
                for moved in moved.memberships() {
                    let Some(member) = self.directory.id_of(moved.object) else {
                        continue;
                    };
                    let mail = mail(matches!(moved.object, ObjectRef::User(_)), moved.way);
                    self.one_moved(known, member, relation, moved.way, mail);
                }
            }
        }
    }

    pub(super) fn owner_moved(&mut self, group: ObjectId, owner: ObjectId, way: Way) {
        if let Some(group) = self.directory.group(group) {
            let relation = Relation::Owner(group.kind());
            let holder = RuleHolder::Group(group);
            self.one_moved(holder, owner, relation, way, MailDue::None);
        }
    }

    fn one_moved(
        &mut self,
        holder: RuleHolder<'_>,
        object: ObjectId,
        relation: Relation,
        way: Way,
        mail: MailDue,
    ) {
        let follows = self.followed.contains(&holder.id()) || self.followed.contains(&object);
        let due = match follows {
            true => (Logged::Never, MailDue::None),
            false => (Logged::Each, mail),
        };
        self.moved(holder, Movers::Named(vec![object]), relation, way, due);
    }

    /// Puts objects to those that moved the same way just before.
    fn moved(
        &mut self,
        holder: RuleHolder<'_>,
        objects: Movers,
        relation: Relation,
        way: Way,
        (log, mail): (Logged, MailDue),
    ) {
        if let Some(Trace::Moves(last)) = self.traces.last_mut()
            && last.holder == holder.id()
            && (last.relation, last.way, last.log, last.mail) == (relation, way, log, mail)
        {
            last.objects.extend(self.directory, &objects);
            return;
        }
        let name = match holder {
            RuleHolder::Group(group) => &group.facts().display_name,
            RuleHolder::Unit(unit) => &unit.facts().display_name,
        };
        self.traces.push(Trace::Moves(Moves {
            holder: holder.id(),
            name: name.clone(),
            relation,
            way,
            objects,
            log,
            mail,
        }));
    }
}
