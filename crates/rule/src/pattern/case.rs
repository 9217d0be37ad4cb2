//! Which characters are one when case is ignored: those that fold to the same character.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use ingroup_schema::fold_char;

/// Beyond this no character has a case.
const LAST_CASED: u32 = 0x1_E943;

/// All characters that equal `c` when case is ignored, `c` among them, in order.
pub(super) fn equals_of(c: char) -> Vec<char> {
    if c.is_ascii() {
        return match c.to_ascii_lowercase() {
            // The two characters outside ASCII that fold into it.
            'i' => vec!['I', 'i', 'ı'],
            's' => vec!['S', 's', 'ſ'],
            lower @ 'a'..='z' => vec![lower.to_ascii_uppercase(), lower],
            other => vec![other],
        };
    }
    families()
        .get(&fold_char(c))
        .cloned()
        .unwrap_or_else(|| vec![c])
}

/// The ranges with the other case of every character added, sorted and merged.
pub(super) fn close(ranges: &[(char, char)]) -> Vec<(char, char)> {
    let mut all = ranges.to_vec();
    for &(first, last) in ranges {
        for c in first..=last.min('\x7F') {
            all.extend(equals_of(c).into_iter().map(|equal| (equal, equal)));
        }
    }
    if ranges.iter().any(|(_, last)| !last.is_ascii()) {
        for family in families().values() {
            let inside = |c: &char| ranges.iter().any(|(first, last)| first <= c && c <= last);
            if family.iter().any(inside) {
                all.extend(family.iter().map(|c| (*c, *c)));
            }
        }
    }
    merge(all)
}

/// The same characters as sorted ranges that neither touch nor overlap.
pub(super) fn merge(mut ranges: Vec<(char, char)>) -> Vec<(char, char)> {
    ranges.sort_unstable();
    let mut merged: Vec<(char, char)> = Vec::new();
    for (first, last) in ranges {
        match merged.last_mut() {
            Some((_, end)) if u32::from(first) <= u32::from(*end) + 1 => *end = last.max(*end),
            _ => merged.push((first, last)),
        }
    }
    merged
}

/// Every family of two or more characters, by what they fold to. Built when a pattern first needs
/// a cased character outside ASCII.
fn families() -> &'static BTreeMap<char, Vec<char>> {
    static FAMILIES: OnceLock<BTreeMap<char, Vec<char>>> = OnceLock::new();
    FAMILIES.get_or_init(|| {
        let mut families: BTreeMap<char, Vec<char>> = BTreeMap::new();
        for c in (0..=LAST_CASED).filter_map(char::from_u32) {
            let folded = fold_char(c);
            if folded != c {
                families
                    .entry(folded)
                    .or_insert_with(|| vec![folded])
                    .push(c);
            }
        }
        for family in families.values_mut() {
            family.sort_unstable();
        }
        families
    })
}
