//! What is in every text that a pattern matches, so that others need not be searched.

use ingroup_schema::fold_char;

use super::shape::flatten;
use super::tree::Node;

/// More alternatives than these are not worth looking for.
const MOST: usize = 8;

/// Folded texts, at least one of which is in every text that matches; the set whose shortest text is longest. None if
/// nothing is known to be there.
pub(super) fn needles(tree: &Node) -> Option<Vec<String>> {
    let mut parts = Vec::new();
    flatten(tree, &mut parts);
    let mut found: Vec<Vec<String>> = Vec::new();
    let mut run = String::new();
    for part in parts {
        if let Node::Char(c, _) = part {
            run.push(fold_char(*c));
            continue;
        }
        found.push(vec![std::mem::take(&mut run)]);
        found.extend(inside(part));
    }
    found.push(vec![run]);
    found.retain(|texts| shortest(texts) > 0);
    found.into_iter().max_by_key(|texts| shortest(texts))
}

/// What is in every text that a part takes which is neither a character nor a sequence.
fn inside(part: &Node) -> Option<Vec<String>> {
    match part {
        Node::Repeat { node, min, .. } if *min > 0 => needles(node),
        Node::Atomic(node) => needles(node),
        Node::Choice(branches) => {
            let each: Option<Vec<Vec<String>>> = branches.iter().map(needles).collect();
            let all: Vec<String> = each?.concat();
            (all.len() <= MOST).then_some(all)
        }
        _ => None,
    }
}

fn shortest(texts: &[String]) -> usize {
    texts.iter().map(String::len).min().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use crate::pattern::Pattern;

    fn needles(pattern: &str) -> Vec<String> {
        let pattern = Pattern::read(pattern).expect("the pattern can be read");
        pattern.needles().unwrap_or_default()
    }

    #[test]
    fn what_every_match_has_is_found() {
        assert_eq!(needles("^a.*word$"), ["WORD"]);
        assert_eq!(needles("^(ab|cde)+x?"), ["AB", "CDE"]);
        assert_eq!(needles("Sale(s|force)[0-9]"), ["SALE"]);
        assert_eq!(needles("(straße)(n)?"), ["STRAßE"]);
    }

    #[test]
    fn what_need_not_be_there_is_not() {
        assert!(needles("a*(bc)?[x-z]").is_empty());
        assert!(needles("abc|.*").is_empty());
        assert!(needles("(?!abc)(?=def)").is_empty());
    }
}
