//! What is checked when a rule is saved beside the rule itself: the plan, the limits, and that groups fed by other
//! groups do not feed each other (`OP-27`, `OP-45`, 2.11).

use ingroup_rule::{Kind, Rule};
use ingroup_schema::ObjectId;

use crate::quota::Room;
use crate::refusal::Refusal;
use crate::tenant::Tenant;

impl Tenant {
    /// Whether a group or unit may have this rule: `holder` is its id, if it is there already. A rule that is not
    /// valid and is stored all the same is no memberOf rule yet.
    pub(crate) fn check_rule_fits_tenant(
        &self,
        holder: Option<ObjectId>,
        name: &str,
        rule: Option<&Rule>,
    ) -> Result<(), Refusal> {
        self.check_plan()?;
        self.check_room_for_rule(holder, name, rule)
    }

    /// The same but for the plan: also of what comes back with its rule (N-11).
    pub(crate) fn check_room_for_rule(
        &self,
        holder: Option<ObjectId>,
        name: &str,
        rule: Option<&Rule>,
    ) -> Result<(), Refusal> {
        if !holder.is_some_and(|id| self.counts.dynamic.contains(&id)) {
            self.room(Room::Dynamic)?;
        }
        let Some(Kind::MemberOf(sources)) = rule.map(Rule::kind) else {
            return Ok(());
        };
        if !holder.is_some_and(|id| self.counts.member_of.contains(&id)) {
            self.room(Room::MemberOf)?;
        }
        let fed = sources
            .iter()
            .find(|source| self.counts.member_of.contains(source) || holder == Some(**source));
        if let Some(source) = fed {
            return Err(Refusal::MemberOfChain {
                source_group: self.holder_name(*source),
                group: name.to_owned(),
            });
        }
        // The other way round: a group that feeds others cannot be fed itself.
        let feeds = |other: &&ObjectId| {
            let sources = self.sources_of(**other).unwrap_or_default();
            holder.is_some_and(|id| sources.contains(&id))
        };
        match self.counts.member_of.iter().find(feeds) {
            Some(other) => Err(Refusal::MemberOfChain {
                source_group: name.to_owned(),
                group: self.holder_name(*other),
            }),
            None => Ok(()),
        }
    }

    /// The name of a group or unit, for messages.
    pub(crate) fn holder_name(&self, id: ObjectId) -> String {
        let holder = self.directory.rule_holder(id);
        holder.map_or_else(|| id.to_string(), |holder| holder.display_name().to_owned())
    }
}
