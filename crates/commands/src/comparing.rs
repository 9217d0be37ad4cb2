//! What two states of a tenant have different, in words.

use std::collections::BTreeMap;

use ingroup_directory::{Directory, Way};
use ingroup_insight::{Compared, Comparison, Found, Move};
use ingroup_schema::ObjectId;
use ingroup_shell::Object;

use crate::records::name_of;

/// How many groups the text names one by one.
const NAMED: usize = 5;

/// How many objects of each kind were added, removed and changed.
fn numbers(found: &Comparison) -> BTreeMap<Compared, [usize; 3]> {
    let mut numbers: BTreeMap<Compared, [usize; 3]> = BTreeMap::new();
    for one in &found.objects {
        let counted = numbers.entry(one.kind).or_default();
        match one.found {
            Found::Added => counted[0] += 1,
            Found::Removed => counted[1] += 1,
            Found::Changed(_) => counted[2] += 1,
        }
    }
    numbers
}

/// How much is different, in sentences.
pub(crate) fn comparison_text(found: &Comparison, new: &Directory, head: &str) -> String {
    let mut lines = vec![head.to_owned()];
    let numbers = numbers(found);
    for (kind, [added, removed, changed]) in &numbers {
        lines.push(match kind {
            Compared::Tenant => "  The tenant itself has changed.".to_owned(),
            kind => format!(
                "  {}: {added} added, {removed} removed, {changed} changed.",
                kind.plural()
            ),
        });
    }
    lines.extend(moves(found, new));
    if lines.len() == 1 {
        lines.push("  Nothing is different.".to_owned());
    }
    lines.join("\n")
}

/// The same as a record, with the numbers.
pub(crate) fn comparison_record(found: &Comparison, new: &Directory, head: &str) -> Object {
    let numbers = numbers(found);
    let count = |place: usize| {
        numbers
            .values()
            .map(|counted| counted[place])
            .sum::<usize>()
    };
    let (joined, left) = counted(&found.moves);
    Object::new("TenantComparison")
        .with("Same", found.objects.is_empty() && found.moves.is_empty())
        .with("Added", count(0))
        .with("Removed", count(1))
        .with("Changed", count(2))
        .with("Joined", joined)
        .with("Left", left)
        .with("Report", comparison_text(found, new, head))
}

fn counted(moves: &[Move]) -> (usize, usize) {
    let joined = moves.iter().filter(|one| one.way == Way::In).count();
    (joined, moves.len() - joined)
}

/// The groups and units that somebody joined or left, those with the most first.
fn moves(found: &Comparison, new: &Directory) -> Vec<String> {
    let mut by_holder: BTreeMap<ObjectId, Vec<Move>> = BTreeMap::new();
    for one in &found.moves {
        by_holder.entry(one.holder).or_default().push(*one);
    }
    if by_holder.is_empty() {
        return Vec::new();
    }
    let (joined, left) = counted(&found.moves);
    let groups = match by_holder.len() {
        1 => "one group or unit".to_owned(),
        several => format!("{several} groups and units"),
    };
    let mut lines = vec![format!(
        "  memberships: {joined} joined, {left} left, in {groups} that both have."
    )];
    let mut most: Vec<(ObjectId, Vec<Move>)> = by_holder.into_iter().collect();
    most.sort_by_cached_key(|(holder, moves)| {
        let name = name_of(new, *holder).to_lowercase();
        (std::cmp::Reverse(moves.len()), name, *holder)
    });
    for (holder, moves) in most.iter().take(NAMED) {
        let (joined, left) = counted(moves);
        let name = name_of(new, *holder);
        lines.push(format!("    \"{name}\": {joined} joined, {left} left."));
    }
    if most.len() > NAMED {
        let more = most.len() - NAMED;
        lines.push(format!(
            "    {more} more; -Object Memberships names everybody."
        ));
    }
    lines
}
