//! Teams in the script between two states: made of groups that are there (`OP-30`).

use ingroup_directory::Group;

use super::Script;
use super::people::Named;
use super::powershell::{comment, hashtable};

impl Script<'_> {
    /// Makes a team of a group; Graph takes none off it again.
    pub(super) fn team(&mut self, before: Option<&Group>, after: &Group) {
        let had = before.is_some_and(|group| group.facts().is_team());
        match (had, after.facts().is_team()) {
            (true, false) => self.by_hand(
                after.display_name(),
                "its team cannot be taken off it; a team is archived, or goes with its group",
            ),
            (false, true) => {
                let id = after.id();
                let group = match self.variables.get(&id) {
                    Some(variable) => Named::Variable(variable),
                    None => Named::Id(id),
                };
                let address = "https://graph.microsoft.com/v1.0";
                let body = hashtable(&[
                    (
                        "'template@odata.bind'",
                        format!("\"{address}/teamsTemplates('standard')\""),
                    ),
                    (
                        "'group@odata.bind'",
                        format!("\"{address}/groups('{}')\"", group.in_text()),
                    ),
                ]);
                self.lines
                    .push(format!("# {}", comment(after.display_name())));
                self.on(&[id], &format!("New-MgTeam -BodyParameter {body}"));
                if after.owners().next().is_none() {
                    self.by_hand(
                        after.display_name(),
                        "a team needs an owner, and the group has none",
                    );
                }
            }
            (true, true) | (false, false) => {}
        }
    }
}
