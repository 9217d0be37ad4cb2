//! Chains of comparisons that one list says: the common part of two lints (LANG 8).

use ingroup_schema::Operator;

use super::compared::{Compared, Comparison, comparison_of};
use crate::diagnostic::Edit;
use crate::logic::{Logic, Operand, Text};
use crate::print::quoted;
use crate::span::Span;

/// Comparisons of one thing among the parts of a joiner.
pub(super) struct Chain<'a> {
    /// Places among the parts, in order; at least two.
    places: Vec<usize>,
    first: Comparison<'a>,
    texts: Vec<&'a Text>,
}

/// Every chain of comparisons of one text with `single` or `list` among the parts of a joiner. A
/// chain of equal values is none: a list would hold one item.
pub(super) fn chains<L: Compared>(
    parts: &[Logic<L>],
    single: Operator,
    list: Operator,
) -> Vec<Chain<'_>> {
    let mut chains: Vec<Chain<'_>> = Vec::new();
    for (place, part) in parts.iter().enumerate() {
        let Some(comparison) = listable(part, single, list) else {
            continue;
        };
        match chains
            .iter_mut()
            .find(|chain| chain.first.target == comparison.target)
        {
            Some(chain) => {
                chain.places.push(place);
                chain.add(&comparison);
            }
            None => {
                let mut chain = Chain {
                    places: vec![place],
                    first: comparison,
                    texts: Vec::new(),
                };
                chain.add(&comparison);
                chains.push(chain);
            }
        }
    }
    chains.retain(|chain| chain.places.len() > 1 && chain.texts.len() > 1);
    chains
}

/// The comparison, if it is one of a single text with `single` or `list`.
pub(super) fn listable<L: Compared>(
    part: &Logic<L>,
    single: Operator,
    list: Operator,
) -> Option<Comparison<'_>> {
    comparison_of(part).filter(|comparison| {
        comparison.target.is_one_text()
            && (comparison.operator == single || comparison.operator == list)
            && matches!(comparison.operand, Operand::Text(_) | Operand::Texts(_))
    })
}

/// Adds the texts of a comparison that are not there yet.
pub(super) fn collect<'a>(texts: &mut Vec<&'a Text>, comparison: &Comparison<'a>) {
    let more = match comparison.operand {
        Operand::Text(text) => std::slice::from_ref(text),
        Operand::Texts(texts) => texts.as_slice(),
        _ => &[],
    };
    for text in more {
        if !texts.contains(&text) {
            texts.push(text);
        }
    }
}

/// The comparison with a list, its target as written.
pub(super) fn with_list(
    comparison: &Comparison<'_>,
    list: Operator,
    texts: &[&Text],
    text: &str,
) -> String {
    let items: Vec<String> = texts.iter().map(|text| quoted(text.written())).collect();
    format!(
        "{} {list} [{}]",
        comparison.target_span.of(text),
        items.join(", ")
    )
}

impl<'a> Chain<'a> {
    fn add(&mut self, comparison: &Comparison<'a>) {
        collect(&mut self.texts, comparison);
    }

    /// How many comparisons it has.
    pub(super) fn len(&self) -> usize {
        self.places.len()
    }

    /// The name of what is compared, as written.
    pub(super) fn name<'t>(&self, text: &'t str) -> &'t str {
        self.first.target_span.of(text)
    }

    /// From its first comparison to its last.
    pub(super) fn span<L>(&self, parts: &[Logic<L>]) -> Span {
        let mut places = self.places.iter().filter_map(|place| parts.get(*place));
        let first = places.next().map_or(self.first.span(), Logic::outer_span);
        places
            .next_back()
            .map_or(first, |last| first.to(last.outer_span()))
    }

    /// Puts the list in the place of the first comparison and takes the others away with the
    /// joiner before them.
    pub(super) fn edits<L>(&self, parts: &[Logic<L>], list: Operator, text: &str) -> Vec<Edit> {
        let mut edits = Vec::new();
        for (number, place) in self.places.iter().enumerate() {
            let Some(part) = parts.get(*place) else {
                continue;
            };
            if number == 0 {
                let instead = with_list(&self.first, list, &self.texts, text);
                edits.push(Edit::new(part.outer_span(), instead));
            } else {
                edits.extend(removal(parts, *place));
            }
        }
        edits
    }
}

/// Takes one part away with the joiner beside it.
pub(super) fn removal<L>(parts: &[Logic<L>], place: usize) -> Option<Edit> {
    let part = parts.get(place)?.outer_span();
    let before = place.checked_sub(1).and_then(|before| parts.get(before));
    let span = match (before, parts.get(place + 1)) {
        (Some(before), _) => Span::new(before.outer_span().end(), part.end()),
        (None, Some(after)) => Span::new(part.start(), after.outer_span().start()),
        (None, None) => return None,
    };
    Some(Edit::new(span, ""))
}
