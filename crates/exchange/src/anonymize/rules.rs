//! Rules with made-up texts: they ask of made-up values what they asked of the originals.

use std::sync::Arc;

use ingroup_rule::{Condition, Element, Operand, Span, analyse, quoted};
use ingroup_schema::{Operator, PropertyKey};

use super::names::Names;

/// One comparison with a text.
pub(super) struct Question<'a> {
    pub(super) operator: Operator,
    pub(super) operand: &'a Operand,
    pub(super) span: Span,
}

/// Calls `see` for all comparisons of a condition with its texts, items of collections included.
pub(super) fn each_question<'a>(condition: &'a Condition, see: &mut impl FnMut(Question<'a>)) {
    match condition {
        Condition::Predicate(predicate) => see(Question {
            operator: predicate.operator(),
            operand: predicate.operand(),
            span: predicate.operand_span(),
        }),
        Condition::Quantified(quantified) => quantified.body().each_leaf(&mut |predicate| {
            if *predicate.target() == Element::Item {
                see(Question {
                    operator: predicate.operator(),
                    operand: predicate.operand(),
                    span: predicate.operand_span(),
                });
            }
        }),
    }
}

impl Names {
    /// The text of a rule with made-up texts; all else stays as it is written.
    pub(super) fn rule(&mut self, text: &str) -> Arc<str> {
        let Some(rule) = analyse(text, None).rule else {
            return without_texts(text).into();
        };
        let Some(logic) = rule.expression() else {
            // It names objects by their ids alone.
            return text.into();
        };
        let mut replaced: Vec<(Span, String)> = Vec::new();
        logic.each_leaf(&mut |condition: &Condition| {
            let key = condition.property();
            if self.replaces(key) {
                each_question(condition, &mut |question| {
                    let instead = self.instead(key, &question);
                    replaced.extend(instead.map(|instead| (question.span, instead)));
                });
            }
        });
        replaced.sort_unstable_by_key(|(span, _)| span.start());
        let letters: Vec<char> = text.chars().collect();
        let mut made = String::new();
        let mut at = 0;
        for (span, instead) in replaced {
            made.extend(letters.get(at..span.start()).unwrap_or_default());
            made.push_str(&instead);
            at = span.end();
        }
        made.extend(letters.get(at..).unwrap_or_default());
        made.into()
    }

    /// What stands in place of a comparison's value.
    fn instead(&mut self, key: &PropertyKey, question: &Question<'_>) -> Option<String> {
        let (operator, operand) = (question.operator, question.operand);
        if let Some(tag) = self
            .tags(key)
            .and_then(|tags| tags.instead(operator, operand))
        {
            return Some(quoted(tag));
        }
        match operand {
            Operand::Text(text) => Some(quoted(&self.text(key, text.written()))),
            Operand::Texts(texts) => {
                let texts: Vec<String> = texts
                    .iter()
                    .map(|text| quoted(&self.text(key, text.written())))
                    .collect();
                Some(format!("[{}]", texts.join(", ")))
            }
            _ => None,
        }
    }
}

/// A rule that is not valid stays so, without what stands in quotation marks.
fn without_texts(text: &str) -> String {
    let mut made = String::new();
    let mut inside: Option<char> = None;
    for letter in text.chars() {
        match inside {
            Some(mark) if mark == letter => {
                made.push(letter);
                inside = None;
            }
            Some(_) => {}
            None => {
                made.push(letter);
                if matches!(letter, '"' | '\'') {
                    made.push('x');
                    inside = Some(letter);
                }
            }
        }
    }
    made
}
