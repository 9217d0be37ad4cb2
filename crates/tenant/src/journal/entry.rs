//! The entries of the audit log, rendered from the records (3.6).

use std::sync::Arc;

use ingroup_directory::{GroupKind, Way};
use ingroup_schema::{Instant, ObjectId};

use super::activity::{Activity, AuditCategory};
use super::deeds::by_way;
use super::names::Names;
use super::record::{Aim, Deed, Modified, Record, Relation, TargetType, Trace};
use crate::actor::{Actor, SystemActor};
use crate::tenant::Tenant;

/// The modified properties that name what somebody came to or left (`LOG-2`).
const HOLDER_NAMES: [&str; 2] = ["Group.DisplayName", "AdministrativeUnit.DisplayName"];

/// One entry of the audit log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuditEntry {
    /// Its id: the same facts give the same id.
    pub id: ObjectId,
    /// What happened.
    pub activity: Activity,
    /// When.
    pub at: Instant,
    /// What all entries of one unit of work have in common (`PROC-8`).
    pub correlation: ObjectId,
    /// How it ended. What is refused is not logged (`LOG-4`, N-23).
    pub result: AuditResult,
    /// Why it ended so; empty for what went well.
    pub result_reason: Arc<str>,
    /// Who did it (`LOG-1`).
    pub initiated_by: AuditInitiator,
    /// What it was done to, what it is about first.
    pub targets: Vec<AuditTarget>,
}

impl AuditEntry {
    /// The category of the activity.
    pub fn category(&self) -> AuditCategory {
        self.activity.category()
    }

    /// The group or unit that somebody came to or left; none for all else.
    pub fn joined_or_left(&self) -> Option<&str> {
        let mut properties = self.targets.first()?.modified.iter();
        let name = properties.find(|property| HOLDER_NAMES.contains(&&*property.name))?;
        name.new.as_deref().or(name.old.as_deref())
    }

    /// What changed, in a few words: `Department: Sales → Legal`, or the group that was joined or left.
    pub fn detail(&self) -> String {
        if let Some(name) = self.joined_or_left() {
            return name.to_owned();
        }
        let modified = self.targets.first().map(|target| &target.modified[..]);
        let texts: Vec<String> = modified.unwrap_or_default().iter().map(said).collect();
        texts.join("; ")
    }
}

/// How something ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AuditResult {
    /// It was done.
    Success,
    /// It was begun and failed.
    Failure,
}

impl AuditResult {
    /// The word in the log.
    pub fn name(self) -> &'static str {
        match self {
            Self::Success => "success",
            Self::Failure => "failure",
        }
    }
}

/// Who did something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AuditInitiator {
    /// A person.
    User {
        /// The user's id.
        id: ObjectId,
        /// The name at the time.
        display_name: Option<Arc<str>>,
        /// The sign-in name at the time.
        principal_name: Option<Arc<str>>,
    },
    /// An application, or a part of the service (`LOG-1`).
    App {
        /// The application id, where there is one.
        app_id: Option<Arc<str>>,
        /// The name.
        display_name: Arc<str>,
        /// The service principal that acted.
        service_principal: Option<ObjectId>,
    },
}

impl AuditInitiator {
    /// The name for lists: a person's sign-in name, an application's name.
    pub fn name(&self) -> String {
        match self {
            Self::User {
                id,
                display_name,
                principal_name,
            } => {
                let name = principal_name.as_deref().or(display_name.as_deref());
                name.map_or_else(|| id.to_string(), str::to_owned)
            }
            Self::App { display_name, .. } => display_name.to_string(),
        }
    }

    /// The object that acted, if it was one of the tenant's.
    pub fn id(&self) -> Option<ObjectId> {
        match self {
            Self::User { id, .. } => Some(*id),
            Self::App {
                service_principal, ..
            } => *service_principal,
        }
    }
}

/// What something was done to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuditTarget {
    /// Its id; settings have none.
    pub id: Option<ObjectId>,
    /// Its type.
    pub kind: TargetType,
    /// The name at the time; empty where the service leaves it so.
    pub display_name: Option<Arc<str>>,
    /// The sign-in name at the time, of a user.
    pub principal_name: Option<Arc<str>>,
    /// Of a group, in the log's words: `unifiedGroups`, `azureAD`, `unknownFutureValue`.
    pub group_type: Option<&'static str>,
    /// What changed of it.
    pub modified: Vec<ModifiedProperty>,
}

/// A property that changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ModifiedProperty {
    /// Its name in the log.
    pub name: Arc<str>,
    /// The value before.
    pub old: Option<Arc<str>>,
    /// The value now.
    pub new: Option<Arc<str>>,
}

/// Which entries are wanted; by default all of them.
#[derive(Debug, Clone, Copy, Default)]
pub struct AuditQuery {
    /// Of this instant or later.
    pub from: Option<Instant>,
    /// Of this instant or earlier.
    pub to: Option<Instant>,
    /// Of this unit of work.
    pub correlation: Option<ObjectId>,
    /// About this group or administrative unit, or its members or owners.
    pub group: Option<ObjectId>,
    /// About this user, device or other object, or its memberships.
    pub object: Option<ObjectId>,
}

impl AuditQuery {
    fn takes(&self, record: &Record, correlation: ObjectId) -> bool {
        self.from.is_none_or(|from| record.at >= from)
            && self.to.is_none_or(|to| record.at <= to)
            && self.correlation.is_none_or(|wanted| wanted == correlation)
    }

    fn takes_deed(&self, deed: &Deed) -> bool {
        let is_about = |wanted: ObjectId| deed.targets.iter().any(|aim| aim.id == Some(wanted));
        self.group.is_none_or(is_about) && self.object.is_none_or(is_about)
    }

    fn takes_move(&self, holder: ObjectId, object: ObjectId) -> bool {
        let is = |wanted: ObjectId| wanted == holder || wanted == object;
        self.group.is_none_or(is) && self.object.is_none_or(is)
    }
}

/// The place of an entry: which record, which trace of it, which of its members.
#[derive(Clone, Copy)]
struct Place<'a> {
    record: &'a Record,
    correlation: ObjectId,
    trace: usize,
    member: usize,
}

impl Tenant {
    /// The audit log, oldest entry first: the entries of the last 30 days, 7 in a tenant that is known to have no
    /// paid plan (`LOG-6`). Entries are made while they are asked for, also from the end.
    pub fn audit(&self, query: AuditQuery) -> impl DoubleEndedIterator<Item = AuditEntry> + '_ {
        let names = Names::new(&self.directory, &self.journal);
        let places = self.journal.records().flat_map(move |record| {
            let correlation = self.correlation_of(record);
            let traces = match query.takes(record, correlation) {
                true => record.traces.len(),
                false => 0,
            };
            (0..traces).flat_map(move |trace| {
                let entries = record.traces.get(trace).map_or(0, Trace::entries);
                (0..entries).map(move |member| Place {
                    record,
                    correlation,
                    trace,
                    member,
                })
            })
        });
        places.filter_map(move |place| self.entry(&names, query, place))
    }

    fn entry(&self, names: &Names<'_>, query: AuditQuery, place: Place<'_>) -> Option<AuditEntry> {
        let record = place.record;
        let (unit, mut number) = (record.unit, (place.trace, place.member));
        let (activity, targets, failure) = match record.traces.get(place.trace)? {
            Trace::Deed(deed) if query.takes_deed(deed) => {
                (deed.activity, deed_targets(deed), deed.failure.clone())
            }
            Trace::Updated(updated) => {
                let object = updated.object(&self.directory)?;
                if !query.takes_move(object, object) {
                    return None;
                }
                let deed = updated.deed(names.of(object, unit));
                (deed.activity, deed_targets(&deed), None)
            }
            Trace::Moves(moves) => {
                let object = moves.objects.get(&self.directory, place.member)?;
                if !query.takes_move(moves.holder, object) {
                    return None;
                }
                let to = MovedTo {
                    holder: moves.holder,
                    name: moves.name.clone(),
                    relation: moves.relation,
                    way: moves.way,
                };
                let targets = move_targets(names, record, to, object);
                (moves.relation.activity(moves.way), targets, None)
            }
            Trace::ObjectMoved(moved) => {
                let object = moved.object(&self.directory)?;
                let (holder, way) = moved.group(&self.directory, place.member)?;
                if !query.takes_move(holder, object) {
                    return None;
                }
                // It is all of its unit, and its entries have the ids that they had when each group was told alone.
                number = (place.member, 0);
                let named = names.of(holder, unit);
                let to = MovedTo {
                    holder,
                    name: named.name.unwrap_or_default(),
                    relation: Relation::Member(named.group.unwrap_or(GroupKind::Security)),
                    way,
                };
                let activity = to.relation.activity(way);
                (activity, move_targets(names, record, to, object), None)
            }
            Trace::Deed(_) | Trace::Mail(_) => return None,
        };
        let key = format!("{unit}/{}/{}", number.0, number.1);
        Some(AuditEntry {
            id: ObjectId::derive(self.directory.organization().id, "audit", &key, ""),
            activity,
            at: record.at,
            correlation: place.correlation,
            result: match failure {
                Some(_) => AuditResult::Failure,
                None => AuditResult::Success,
            },
            result_reason: failure.unwrap_or_default(),
            initiated_by: initiator(names, record),
            targets,
        })
    }

    /// The engine's name of a unit of dynamic membership; others get one from their number.
    fn correlation_of(&self, record: &Record) -> ObjectId {
        let given = record.correlation;
        given.unwrap_or_else(|| self.correlation_of_unit(record.unit))
    }
}

fn initiator(names: &Names<'_>, record: &Record) -> AuditInitiator {
    let app = |name: &str, app_id: Option<&str>| AuditInitiator::App {
        app_id: app_id.map(Arc::from),
        display_name: name.into(),
        service_principal: None,
    };
    match record.by {
        Actor::BuiltIn => app("ingroup", None),
        Actor::System(system) => app(system.display_name(), system.app_id()),
        Actor::User(id) => {
            let named = names.of(id, record.unit);
            AuditInitiator::User {
                id,
                display_name: named.name,
                principal_name: named.principal_name,
            }
        }
        Actor::ServicePrincipal(id) => AuditInitiator::App {
            app_id: None,
            display_name: names.of(id, record.unit).name.unwrap_or_default(),
            service_principal: Some(id),
        },
    }
}

fn deed_targets(deed: &Deed) -> Vec<AuditTarget> {
    let mut targets: Vec<AuditTarget> = deed.targets.iter().map(target).collect();
    if let Some(first) = targets.first_mut() {
        first.modified = deed.modified.iter().map(shown).collect();
    }
    targets
}

/// What somebody came to or left.
struct MovedTo {
    holder: ObjectId,
    /// As it was called then.
    name: Arc<str>,
    relation: Relation,
    way: Way,
}

/// Who moved, with what he came to or left as modified properties, then the group or unit (`LOG-2`).
fn move_targets(
    names: &Names<'_>,
    record: &Record,
    moves: MovedTo,
    object: ObjectId,
) -> Vec<AuditTarget> {
    let named = names.of(object, record.unit);
    let by_rule = record.by == Actor::System(SystemActor::ApprovalManagement);
    let of_unit = moves.relation == Relation::UnitMember;
    let (id_property, name_property) = match of_unit {
        true => (
            "AdministrativeUnit.ObjectID",
            "AdministrativeUnit.DisplayName",
        ),
        false => ("Group.ObjectID", "Group.DisplayName"),
    };
    let mut modified = Vec::new();
    if !by_rule {
        let id = moves.holder.to_string().into();
        modified.push(shown(&by_way(id_property, id, moves.way)));
    }
    modified.push(shown(&by_way(name_property, moves.name.clone(), moves.way)));
    let who = AuditTarget {
        modified,
        ..target(&named)
    };
    let (kind, group_type) = match moves.relation {
        Relation::UnitMember => (TargetType::AdministrativeUnit, None),
        // What the service's own log shows where dynamic membership acts.
        Relation::Member(_) if by_rule => (TargetType::Group, Some("unknownFutureValue")),
        Relation::Member(kind) | Relation::Owner(kind) => {
            (TargetType::Group, Some(group_type(kind)))
        }
    };
    let hides_name = by_rule && !of_unit;
    let holder = AuditTarget {
        id: Some(moves.holder),
        kind,
        display_name: (!hides_name).then_some(moves.name),
        principal_name: None,
        group_type,
        modified: Vec::new(),
    };
    vec![who, holder]
}

fn target(aim: &Aim) -> AuditTarget {
    AuditTarget {
        id: aim.id,
        kind: aim.kind,
        display_name: aim.name.clone(),
        principal_name: aim.principal_name.clone(),
        group_type: aim.group.map(group_type),
        modified: Vec::new(),
    }
}

fn shown(modified: &Modified) -> ModifiedProperty {
    ModifiedProperty {
        name: modified.property.clone(),
        old: modified.old.clone(),
        new: modified.new.clone(),
    }
}

fn group_type(kind: GroupKind) -> &'static str {
    match kind {
        GroupKind::Microsoft365 => "unifiedGroups",
        GroupKind::Security | GroupKind::MailEnabledSecurity | GroupKind::Distribution => "azureAD",
    }
}

fn said(property: &ModifiedProperty) -> String {
    let name = &property.name;
    match (&property.old, &property.new) {
        (None, Some(new)) => format!("{name}: {new}"),
        (Some(old), None) => format!("{name}: {old} →"),
        (Some(old), Some(new)) => format!("{name}: {old} → {new}"),
        (None, None) => name.to_string(),
    }
}
