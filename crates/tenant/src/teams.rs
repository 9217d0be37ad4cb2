//! Teams: a Microsoft 365 group with a team attached, and the roster that follows the group (1.8, 2.5).
//!
//! A team keeps no members. What it shows is the group as it was a while ago (`PROC-19`), worked out from the members
//! of today and what the journal says has moved since.

use std::collections::{BTreeMap, BTreeSet};

use ingroup_directory::{GroupFacts, GroupKind, GroupType, ObjectRef, RuleHolder, Way};
use ingroup_schema::{Instant, ObjectId};

use crate::command::{NewTeam, Outcome};
use crate::journal::{Activity, Record, Relation, Trace};
use crate::refusal::Refusal;
use crate::tenant::Tenant;

/// What clients do not offer in the team of a dynamic group (`OP-33`).
const HIDDEN: &[&str] = &[
    "Add member",
    "Edit role",
    "Send join request",
    "Approve join request",
    "Leave",
];

/// The word in `resourceProvisioningOptions`.
const TEAM: &str = "Team";

/// A team as its clients show it now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Team {
    /// The group it is attached to.
    pub group: ObjectId,
    /// Since when, if that is known.
    pub since: Option<Instant>,
    /// Who is in it, by id.
    pub roster: Vec<TeamMember>,
    /// How many are in the group as members or owners and do not show yet.
    pub coming: usize,
    /// How many are in neither any more and still show.
    pub going: usize,
    /// When the roster will be as the group is now; none if it is already.
    pub settled_at: Option<Instant>,
    /// Who decides on its members.
    pub managed: TeamManagement,
}

/// Somebody in a team.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TeamMember {
    /// The user.
    pub id: ObjectId,
    /// As what.
    pub role: TeamRole,
    /// Since when the team shows it, if that is known.
    pub since: Option<Instant>,
}

/// As what somebody is in a team.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum TeamRole {
    /// An owner of the group; a rule never makes one (`OP-34`).
    Owner,
    /// A member of the group.
    Member,
    /// A member of the group who is a guest of the tenant.
    Guest,
}

impl TeamRole {
    /// All roles, with the words of the Teams module.
    pub const ALL: [Self; 3] = [Self::Owner, Self::Member, Self::Guest];

    /// The word.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Owner => "Owner",
            Self::Member => "Member",
            Self::Guest => "Guest",
        }
    }
}

/// Who decides on the members of a team.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TeamManagement {
    /// Its owners.
    Owners,
    /// The rule of its group (`OP-33`).
    Rule,
}

impl Team {
    /// What clients do not offer in it (`OP-33`).
    pub fn hidden_options(&self) -> &'static [&'static str] {
        match self.managed {
            TeamManagement::Rule => HIDDEN,
            TeamManagement::Owners => &[],
        }
    }
}

/// Members and owners at some moment.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct People {
    members: BTreeSet<ObjectId>,
    owners: BTreeSet<ObjectId>,
}

impl Tenant {
    /// The team of a group, as its clients show it now (`PROC-19`). Who was deleted is out at once (`PROC-21`).
    pub fn team(&self, group: ObjectId) -> Result<Team, Refusal> {
        let holder = RuleHolder::Group(self.known_group(group)?);
        let facts = self.known_group(group)?.facts();
        if !facts.is_team() {
            return Err(Refusal::NoTeam {
                group: facts.display_name.to_string(),
            });
        }
        let lag = self.directory.settings().teams_roster_lag;
        let shown_until = self.clock.now().saturating_add(lag.negated());
        let now = self.people(group);
        let began = facts.team_since;
        let mut then = now.clone();
        let mut shown_since: BTreeMap<ObjectId, Instant> = BTreeMap::new();
        let mut last_move = None;
        for record in self.journal.records().rev() {
            if began.is_some_and(|began| record.at < began) || begins_team(record, group) {
                break;
            }
            for trace in record.traces.iter().rev() {
                let Some((relation, way, objects)) = trace.moves_of(&self.directory, &holder)
                else {
                    continue;
                };
                if record.at <= shown_until {
                    if way == Way::In {
                        let shown_at = record.at.saturating_add(lag);
                        for object in objects {
                            shown_since.entry(object).or_insert(shown_at);
                        }
                    }
                    continue;
                }
                last_move.get_or_insert(record.at);
                then.undo(relation, way, objects.into_iter());
            }
        }
        let (now, then) = (now.there(self), then.there(self));
        let (all_now, all_then) = (now.all(), then.all());
        let settled_at = last_move.filter(|_| now != then);
        let members = then.all().into_iter().map(|id| TeamMember {
            id,
            role: self.team_role(&then, id),
            since: shown_since.get(&id).copied().or(facts.team_since),
        });
        Ok(Team {
            group,
            since: facts.team_since,
            roster: members.collect(),
            coming: all_now.difference(&all_then).count(),
            going: all_then.difference(&all_now).count(),
            settled_at: settled_at.map(|at| at.saturating_add(lag)),
            managed: match facts.is_dynamic() {
                true => TeamManagement::Rule,
                false => TeamManagement::Owners,
            },
        })
    }

    /// Whether the roster of a team is edited by hand: nobody at all edits that of a dynamic group (`OP-33`).
    pub fn check_roster_is_edited(&self, group: ObjectId) -> Result<(), Refusal> {
        let facts = self.known_group(group)?.facts();
        match facts.is_team() && facts.is_dynamic() {
            true => Err(Refusal::DynamicTeam {
                team: facts.display_name.to_string(),
                rule: facts
                    .membership_rule
                    .as_deref()
                    .unwrap_or_default()
                    .to_owned(),
            }),
            false => Ok(()),
        }
    }

    pub(crate) fn create_team(
        &mut self,
        team: NewTeam,
        outcome: &mut Outcome,
    ) -> Result<(), Refusal> {
        let group = match team {
            NewTeam::OfGroup(group) => {
                self.check_takes_team(group)?;
                group
            }
            NewTeam::WithGroup(group) => {
                if group.membership_rule.is_some() {
                    return Err(Refusal::TeamWithRule {
                        team: group.display_name,
                    });
                }
                if !group.group_types.contains(&GroupType::Unified) {
                    return Err(Refusal::NeverTeam {
                        group: group.display_name,
                        kind: GroupKind::Security,
                    });
                }
                self.create_group(*group, outcome)?;
                // What was just created is there.
                let Some(created) = outcome.created else {
                    return Ok(());
                };
                created
            }
        };
        let mut facts = GroupFacts::clone(self.known_group(group)?.facts());
        facts.resource_provisioning_options.push(TEAM.into());
        facts.team_since = Some(self.clock.now());
        let mut changes = Vec::new();
        let set = self.directory.set_group(group, facts, &mut changes);
        debug_assert!(set.is_ok(), "{set:?}");
        self.wrote(changes, outcome);
        Ok(())
    }

    /// A team is attached to a Microsoft 365 group, assigned or dynamic, that has none (`OP-30`).
    fn check_takes_team(&self, id: ObjectId) -> Result<(), Refusal> {
        let facts = self.known_group(id)?.facts();
        let group = facts.display_name.to_string();
        match facts.kind() {
            GroupKind::Microsoft365 if facts.is_team() => Err(Refusal::TeamExists { group }),
            GroupKind::Microsoft365 => Ok(()),
            kind => Err(Refusal::NeverTeam { group, kind }),
        }
    }

    /// The group's people of now.
    fn people(&self, group: ObjectId) -> People {
        let Some(group) = self.directory.group(group) else {
            return People::default();
        };
        let id = |object: ObjectRef| self.directory.id_of(object);
        People {
            members: group.members().iter().filter_map(id).collect(),
            owners: group.owners().filter_map(id).collect(),
        }
    }

    fn team_role(&self, people: &People, id: ObjectId) -> TeamRole {
        if people.owners.contains(&id) {
            TeamRole::Owner
        } else if self.is_guest(id) {
            TeamRole::Guest
        } else {
            TeamRole::Member
        }
    }
}

impl People {
    /// Takes back that objects came or went.
    fn undo(&mut self, relation: Relation, way: Way, objects: impl Iterator<Item = ObjectId>) {
        let people = match relation {
            Relation::Member(_) => &mut self.members,
            Relation::Owner(_) => &mut self.owners,
            Relation::UnitMember => return,
        };
        for object in objects {
            match way {
                Way::In => people.remove(&object),
                Way::Out => people.insert(object),
            };
        }
    }

    /// Those who are still users of the tenant: an application that owns the group is not in its team.
    fn there(mut self, tenant: &Tenant) -> Self {
        let is_there = |id: &ObjectId| tenant.directory.users().row(*id).is_some();
        self.members.retain(is_there);
        self.owners.retain(is_there);
        self
    }

    fn all(&self) -> BTreeSet<ObjectId> {
        self.members.union(&self.owners).copied().collect()
    }
}

/// Whether the team of a group was made in this unit of work: what was in the group before is shown from the start.
fn begins_team(record: &Record, group: ObjectId) -> bool {
    record.traces.iter().any(|trace| match trace {
        Trace::Deed(deed) if deed.activity == Activity::UpdateGroup => {
            let about = deed.targets.first().and_then(|aim| aim.id);
            let mut modified = deed.modified.iter();
            about == Some(group) && modified.any(|one| one.attaches(TEAM))
        }
        Trace::Deed(_)
        | Trace::Moves(_)
        | Trace::ObjectMoved(_)
        | Trace::Mail(_)
        | Trace::Updated(_) => false,
    })
}
