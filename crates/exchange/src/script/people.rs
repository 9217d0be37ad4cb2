//! Owners and members in the script between two states.

use std::collections::BTreeSet;

use ingroup_directory::{Directory, Group, RuleHolder, RuleProcessing, Way};
use ingroup_schema::ObjectId;

use super::Script;
use super::groups::is_made_elsewhere;

/// A command that adds an object to something or takes it out; it is given how the script names the object.
type Move<'c> = &'c dyn Fn(&Named<'_>) -> String;

/// An object as the script names it.
pub(super) enum Named<'a> {
    /// By its id.
    Id(ObjectId),
    /// By the variable that holds what the script has made.
    Variable(&'a str),
}

impl Named<'_> {
    /// As an argument of a command.
    pub(super) fn argument(&self) -> String {
        match self {
            Self::Id(id) => id.to_string(),
            Self::Variable(variable) => format!("{variable}.Id"),
        }
    }

    /// Inside of double quotation marks.
    pub(super) fn in_text(&self) -> String {
        match self {
            Self::Id(id) => id.to_string(),
            Self::Variable(variable) => format!("$({variable}.Id)"),
        }
    }
}

impl Script<'_> {
    /// Who owns a group and, unless a rule says so, who is in it.
    pub(super) fn people_of_group(&mut self, before: Option<&Group>, after: &Group) {
        let facts = after.facts();
        if before.is_none() && is_made_elsewhere(facts) {
            return;
        }
        let group = self.reference(after.id());
        let owners = |directory: &Directory, group: Option<&Group>| -> BTreeSet<ObjectId> {
            let owners = group.into_iter().flat_map(|group| group.owners());
            owners.filter_map(|owner| directory.id_of(owner)).collect()
        };
        let command = |name: &'static str| {
            let group = group.clone();
            move |object: &Named<'_>| {
                let object = object.argument();
                format!("{name} -GroupId {group} -DirectoryObjectId {object}")
            }
        };
        let holder = RuleHolder::Group(after);
        let (had, has) = (owners(self.old, before), owners(self.new, Some(after)));
        // Who comes comes first: a group may not be without owners.
        let add = command("New-MgGroupOwner");
        self.each(holder, has.difference(&had), Way::In, &add);
        let remove = command("Remove-MgGroupOwnerByRef");
        self.each(holder, had.difference(&has), Way::Out, &remove);
        let had = self.members(self.old, before.map(RuleHolder::Group));
        let has = self.members(self.new, Some(holder));
        if facts.is_dynamic() {
            self.frozen(holder, &had, &has);
            return;
        }
        let remove = command("Remove-MgGroupMemberByRef");
        self.each(holder, had.difference(&has), Way::Out, &remove);
        let add = command("New-MgGroupMember");
        self.each(holder, has.difference(&had), Way::In, &add);
    }

    /// Says that a paused rule does not give the members that the new state has.
    pub(super) fn frozen(
        &mut self,
        holder: RuleHolder<'_>,
        had: &BTreeSet<ObjectId>,
        has: &BTreeSet<ObjectId>,
    ) {
        let others = had.symmetric_difference(has).count();
        if holder.processing() == Some(RuleProcessing::Paused) && others > 0 {
            let word = if others == 1 { "member" } else { "members" };
            let why =
                format!("its rule is paused, and does not move the {others} {word} that differ");
            self.by_hand(holder.display_name(), &why);
        }
    }

    pub(super) fn members(
        &self,
        directory: &Directory,
        holder: Option<RuleHolder<'_>>,
    ) -> BTreeSet<ObjectId> {
        let members = holder.into_iter().flat_map(|one| one.members().iter());
        members
            .filter_map(|object| directory.id_of(object))
            .collect()
    }

    /// A command for each of these objects that the script can name.
    pub(super) fn each<'i>(
        &mut self,
        holder: RuleHolder<'_>,
        objects: impl Iterator<Item = &'i ObjectId>,
        way: Way,
        command: Move<'_>,
    ) {
        for id in objects {
            if let Some(variable) = self.variables.get(id) {
                let line = command(&Named::Variable(variable));
                self.on(&[holder.id(), *id], &line);
                continue;
            }
            let there = self.old.resolve(*id).is_some() && self.new.resolve(*id).is_some();
            let name = self.name(*id);
            match (there, way) {
                (true, _) => {
                    let line = command(&Named::Id(*id));
                    self.on(&[holder.id()], &format!("{line} # {name}"));
                }
                // Who is deleted leaves by that; who is not there yet cannot be added.
                (false, Way::In) => {
                    let why = format!("{name} ({id}) is to be added and is not there yet");
                    self.by_hand(holder.display_name(), &why);
                }
                (false, Way::Out) => {}
            }
        }
    }
}
