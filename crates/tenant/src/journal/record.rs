//! What is kept of a unit of work.

use std::sync::Arc;

use ingroup_directory::{Directory, GroupKind, GroupRow, ObjectRef, Row, RowList, RuleHolder, Way};
use ingroup_schema::{Instant, ObjectId, ObjectKind, SubjectKind};
use serde::{Deserialize, Serialize};

use crate::actor::Actor;
use crate::journal::activity::Activity;
use crate::journal::update::Updated;

/// One unit of work.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Record {
    /// When.
    pub(crate) at: Instant,
    /// Its number.
    pub(crate) unit: u64,
    /// What its entries have in common, where dynamic membership has given it a name.
    pub(crate) correlation: Option<ObjectId>,
    /// Who did it.
    pub(crate) by: Actor,
    /// What happened, in order; never empty in the journal.
    pub(crate) traces: Box<[Trace]>,
}

/// Something that happened in a unit of work.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) enum Trace {
    /// One entry of the log.
    Deed(Box<Deed>),
    /// As many entries as there are members.
    Moves(Moves),
    /// No entry: a mail to several people.
    Mail(Box<Posted>),
    /// As many entries as there are groups.
    ObjectMoved(Box<ObjectMoved>),
    /// One entry of the log.
    Updated(Box<Updated>),
}

/// A user or device that dynamic membership took out of groups and put into others. What the groups were called then is
/// not kept: the journal knows who was renamed since ([`Names`](super::Names)).
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct ObjectMoved {
    pub(crate) kind: SubjectKind,
    pub(crate) row: Row,
    pub(crate) groups: Box<[(GroupRow, Way)]>,
    /// The places in the list above of the groups that welcome the user by mail (`PROC-20`), ascending.
    pub(crate) welcomed: Box<[u32]>,
}

impl ObjectMoved {
    /// Who it is. A directory knows the ids of its rows for ever.
    pub(crate) fn object(&self, directory: &Directory) -> Option<ObjectId> {
        directory.table(self.kind).id(self.row)
    }

    /// The group at a place of the list, and which way.
    pub(crate) fn group(&self, directory: &Directory, place: usize) -> Option<(ObjectId, Way)> {
        let (group, way) = self.groups.get(place)?;
        Some((directory.id_of(ObjectRef::Group(*group))?, *way))
    }

    /// The group that welcomes the user with the mail at a place.
    pub(crate) fn welcome(&self, directory: &Directory, place: usize) -> Option<ObjectId> {
        let place = usize::try_from(*self.welcomed.get(place)?).ok()?;
        self.group(directory, place).map(|(group, _)| group)
    }
}

/// A mail about a group, to several people.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Posted {
    pub(crate) group: ObjectId,
    /// The name the group had.
    pub(crate) name: Arc<str>,
    pub(crate) message: Message,
    pub(crate) to: Vec<Recipient>,
}

/// Where a mail goes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Recipient {
    /// To a user.
    User(ObjectId),
    /// To an address that is no user's.
    Address(Arc<str>),
}

/// What a mail says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Message {
    /// This user asks to join.
    Asked(ObjectId),
    /// The request was approved.
    Approved,
    /// The request was rejected.
    Rejected,
    /// The group expires then.
    Expires(Instant),
    /// The group has expired and was deleted.
    Expired,
}

/// One entry of the log.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Deed {
    pub(crate) activity: Activity,
    /// What it was done to, what it is about first.
    pub(crate) targets: Vec<Aim>,
    /// What changed of the first target.
    pub(crate) modified: Vec<Modified>,
    /// Why it did not come to its end; none if it did.
    pub(crate) failure: Option<Arc<str>>,
}

/// What something was done to, with the names of that moment.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Aim {
    pub(crate) id: Option<ObjectId>,
    pub(crate) kind: TargetType,
    pub(crate) name: Option<Arc<str>>,
    pub(crate) principal_name: Option<Arc<str>>,
    pub(crate) group: Option<GroupKind>,
}

/// A property that has another value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Modified {
    pub(crate) property: Arc<str>,
    pub(crate) old: Option<Arc<str>>,
    pub(crate) new: Option<Arc<str>>,
}

impl Modified {
    /// Whether this is how the log says that something was attached to a group.
    pub(crate) fn attaches(&self, what: &str) -> bool {
        let names = |value: &Option<Arc<str>>| {
            let value = value.as_deref().unwrap_or_default();
            value.split(", ").any(|word| word == what)
        };
        &*self.property == "ResourceProvisioningOptions" && names(&self.new) && !names(&self.old)
    }
}

/// Objects that came to one group or unit, or left it.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Moves {
    pub(crate) holder: ObjectId,
    /// The name the group or unit had.
    pub(crate) name: Arc<str>,
    pub(crate) relation: Relation,
    pub(crate) way: Way,
    pub(crate) objects: Movers,
    pub(crate) log: Logged,
    pub(crate) mail: MailDue,
}

/// Who came or left, in order.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) enum Movers {
    /// Objects by id.
    Named(Vec<ObjectId>),
    /// Users or devices by row, in the list that the change itself has.
    Rows(SubjectKind, RowList),
}

impl Movers {
    pub(crate) fn len(&self) -> usize {
        match self {
            Self::Named(ids) => ids.len(),
            Self::Rows(_, rows) => rows.len(),
        }
    }

    /// The one at a place.
    pub(crate) fn get(&self, directory: &Directory, place: usize) -> Option<ObjectId> {
        match self {
            Self::Named(ids) => ids.get(place).copied(),
            Self::Rows(kind, rows) => directory.table(*kind).id(*rows.get(place)?),
        }
    }

    /// All of them. A directory knows the ids of its rows for ever.
    pub(crate) fn ids<'a>(
        &'a self,
        directory: &'a Directory,
    ) -> impl DoubleEndedIterator<Item = ObjectId> + 'a {
        (0..self.len()).filter_map(|place| self.get(directory, place))
    }

    /// Takes in those who came or left next.
    pub(crate) fn extend(&mut self, directory: &Directory, more: &Self) {
        let mut ids: Vec<ObjectId> = match self {
            Self::Named(ids) => std::mem::take(ids),
            Self::Rows(..) => self.ids(directory).collect(),
        };
        ids.extend(more.ids(directory));
        *self = Self::Named(ids);
    }
}

/// As what objects came or left.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Relation {
    /// As members of a group of this kind.
    Member(GroupKind),
    /// As owners of a group of this kind.
    Owner(GroupKind),
    /// As members of an administrative unit.
    UnitMember,
}

/// Whether the log has entries for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Logged {
    /// One for each object.
    Each,
    /// None: it follows from an object being deleted or restored (`OP-9`).
    Never,
}

/// Whether those who joined are welcomed (`PROC-20`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum MailDue {
    /// Each user among them gets a mail.
    Welcome,
    /// Nobody does.
    None,
}

impl Trace {
    /// Who came to a group or unit or left it, as what and which way; none if it says nothing of that.
    pub(crate) fn moves_of(
        &self,
        directory: &Directory,
        holder: &RuleHolder<'_>,
    ) -> Option<(Relation, Way, Vec<ObjectId>)> {
        match self {
            Self::Moves(moves) if moves.holder == holder.id() => {
                let objects = moves.objects.ids(directory).collect();
                Some((moves.relation, moves.way, objects))
            }
            Self::ObjectMoved(moved) => {
                let RuleHolder::Group(group) = holder else {
                    return None;
                };
                let mut groups = moved.groups.iter();
                let (_, way) = groups.find(|(row, _)| *row == group.row())?;
                let object = moved.object(directory)?;
                Some((Relation::Member(group.kind()), *way, vec![object]))
            }
            Self::Moves(_) | Self::Deed(_) | Self::Mail(_) | Self::Updated(_) => None,
        }
    }

    /// How many entries of the log it makes.
    pub(crate) fn entries(&self) -> usize {
        match self {
            Self::Deed(_) | Self::Updated(_) => 1,
            Self::Mail(_) => 0,
            Self::ObjectMoved(moved) => moved.groups.len(),
            Self::Moves(moves) => match moves.log {
                Logged::Each => moves.objects.len(),
                Logged::Never => 0,
            },
        }
    }
}

impl Relation {
    /// What the log calls it when somebody comes or leaves as this.
    pub(crate) fn activity(self, way: Way) -> Activity {
        match (self, way) {
            (Self::Member(_), Way::In) => Activity::AddMemberToGroup,
            (Self::Member(_), Way::Out) => Activity::RemoveMemberFromGroup,
            (Self::Owner(_), Way::In) => Activity::AddOwnerToGroup,
            (Self::Owner(_), Way::Out) => Activity::RemoveOwnerFromGroup,
            (Self::UnitMember, Way::In) => Activity::AddMemberToUnit,
            (Self::UnitMember, Way::Out) => Activity::RemoveMemberFromUnit,
        }
    }
}

/// The type of what something was done to, in the log's words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum TargetType {
    /// A user.
    User,
    /// A device.
    Device,
    /// A group.
    Group,
    /// An administrative unit.
    AdministrativeUnit,
    /// An application's identity in the tenant.
    ServicePrincipal,
    /// An application.
    Application,
    /// A directory role.
    Role,
    /// A policy or a group of settings.
    Policy,
    /// The tenant itself.
    Directory,
    /// Anything else.
    Other,
}

impl TargetType {
    /// The word in the log.
    pub fn name(self) -> &'static str {
        match self {
            Self::User => "User",
            Self::Device => "Device",
            Self::Group => "Group",
            Self::AdministrativeUnit => "AdministrativeUnit",
            Self::ServicePrincipal => "ServicePrincipal",
            Self::Application => "Application",
            Self::Role => "Role",
            Self::Policy => "Policy",
            Self::Directory => "Directory",
            Self::Other => "Other",
        }
    }
}

impl From<ObjectKind> for TargetType {
    fn from(kind: ObjectKind) -> Self {
        match kind {
            ObjectKind::User => Self::User,
            ObjectKind::Device => Self::Device,
            ObjectKind::Group => Self::Group,
            ObjectKind::AdministrativeUnit => Self::AdministrativeUnit,
            ObjectKind::ServicePrincipal => Self::ServicePrincipal,
            ObjectKind::OrgContact => Self::Other,
        }
    }
}
