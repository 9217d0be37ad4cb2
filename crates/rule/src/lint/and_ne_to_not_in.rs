//! `and-ne-to-notin`: a chain of `-ne` that one `-notIn` says (LANG 8).

use ingroup_schema::Operator;

use super::Lint;
use super::compared::{Compared, Everywhere};
use super::lists::chains;
use crate::code::Code;
use crate::diagnostic::{Diagnostic, Effect, Fix};
use crate::logic::{Logic, Node};
use crate::rule::Rule;

pub(super) struct AndNeToNotIn;

impl Lint for AndNeToNotIn {
    fn look(&self, rule: &Rule, found: &mut Vec<Diagnostic>) {
        self.all_parts(rule, found);
    }
}

impl Everywhere for AndNeToNotIn {
    fn part<L: Compared + PartialEq>(
        &self,
        part: &Logic<L>,
        text: &str,
        found: &mut Vec<Diagnostic>,
    ) {
        let Node::And(parts) = part.node() else {
            return;
        };
        for chain in chains(parts, Operator::Ne, Operator::NotIn) {
            let edits = chain.edits(parts, Operator::NotIn, text);
            found.push(
                Diagnostic::new(
                    Code::AndNeToNotIn,
                    chain.span(parts),
                    format!(
                        "\"{}\" is excluded {} times where one list would do.",
                        chain.name(text),
                        chain.len()
                    ),
                )
                .with_help("-notIn with a list says the same, is shorter and costs less.")
                .with_fix(Fix::new(
                    "Write -notIn with a list",
                    Effect::Equivalent,
                    edits,
                )),
            );
        }
    }
}
