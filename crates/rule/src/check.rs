//! Tree to rule: everything that the catalogue and the language demand of a rule (LANG 2, 3, 5).

use ingroup_schema::{Operator, PropertyKey, PropertyType, SubjectKind, property};

use crate::code::{Code, Severity};
use crate::diagnostic::{Diagnostic, Edit, Effect, Fix};
use crate::logic::{
    self, Condition, Element, Logic, Node, PlaceOfNoAccount, Predicate, Quantified,
};
use crate::rule::{Kind, Rule};
use crate::span::Span;
use crate::tree::{
    Comparison, Form, Operand, Quantified as WrittenQuantified, Syntax, SyntaxKind, Tree,
};

mod date;
mod names;
mod nearest;
mod operator;
mod special;
mod subject;
mod value;

use names::{Elements, Resolved};
use subject::Subjects;

/// What the check makes of a tree.
#[derive(Debug, Clone)]
pub struct Checked {
    /// The rule, if neither reading nor checking found an error.
    pub rule: Option<Rule>,
    /// What the check found; what the reading found is not repeated.
    pub diagnostics: Vec<Diagnostic>,
    /// What the rule takes, as far as its prefixes say so.
    pub subject: Option<SubjectKind>,
}

/// Checks a tree. `expected` is what the group takes, if that is known; without it the rule's own
/// prefix decides.
#[must_use]
pub fn check(tree: &Tree, expected: Option<SubjectKind>) -> Checked {
    check_as(tree, expected, Since::Now)
}

/// Checks a rule that a group has had. As [`check()`], but a rule on a property that rules once had is none that is
/// refused: it holds for nobody (LANG 2.2, `organizationalUnit`).
#[must_use]
pub fn check_stored(tree: &Tree) -> Checked {
    check_as(tree, None, Since::Stored)
}

/// Since when there is a rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Since {
    Now,
    Stored,
}

fn check_as(tree: &Tree, expected: Option<SubjectKind>, since: Since) -> Checked {
    let subjects = Subjects::of(tree);
    let mut check = Check {
        tree,
        subject: subjects.decide(expected),
        diagnostics: Vec::new(),
        since,
        withdrawn: None,
    };
    check.diagnostics.extend(subjects.report(expected));
    let kind = check.form();
    let kind = match (check.withdrawn, check.subject) {
        (Some(span), Some(subject)) => never(subject, span),
        _ => kind,
    };
    let broken = tree.errors() > 0
        || check
            .diagnostics
            .iter()
            .any(|found| found.severity() == Severity::Error);
    let rule = match (kind, check.subject) {
        (Some(kind), Some(subject)) if !broken => Some(Rule {
            text: tree.text().to_owned(),
            subject,
            kind,
        }),
        _ => None,
    };
    Checked {
        rule,
        diagnostics: check.diagnostics,
        subject: check.subject,
    }
}

struct Check<'a> {
    tree: &'a Tree,
    subject: Option<SubjectKind>,
    diagnostics: Vec<Diagnostic>,
    since: Since,
    /// Where the rule names a property that rules once had.
    withdrawn: Option<Span>,
}

/// What holds for nobody: that an object has no id.
fn never(subject: SubjectKind, span: Span) -> Option<Kind> {
    let id = property(subject, "objectId")?;
    let leaf = Condition::Predicate(Predicate {
        target: PropertyKey::Known(id.id),
        operator: Operator::Eq,
        operand: logic::Operand::Null,
        target_span: span,
        operator_span: span,
        operand_span: span,
    });
    Some(Kind::Expression(Logic {
        span,
        outer: span,
        node: Node::Leaf(leaf),
    }))
}

impl Check<'_> {
    fn report(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    fn form(&mut self) -> Option<Kind> {
        match self.tree.form() {
            Form::Nothing => None,
            Form::DirectReports(manager) => self.direct_reports(manager),
            Form::Expression(root) => match special::lone_member_of(root) {
                Some(quantified) => self.member_of(quantified),
                None => self.expression(root).map(Kind::Expression),
            },
        }
    }

    fn expression(&mut self, syntax: &Syntax) -> Option<Logic<Condition>> {
        lower(self, syntax, &mut |check, leaf| match leaf {
            Leaf::Comparison(comparison) => check.comparison(comparison).map(Condition::Predicate),
            Leaf::Quantified(quantified) => check.quantified(quantified).map(Condition::Quantified),
        })
    }

    fn comparison(
        &mut self,
        written: &Comparison,
    ) -> Option<Predicate<ingroup_schema::PropertyKey>> {
        let resolved = self.property(&written.operand);
        // A wrong property must not hide a wrong operator.
        let property_type = resolved.as_ref().map(Resolved::property_type);
        if property_type == Some(PropertyType::GroupCollection) {
            self.report(special::member_of_form(written.operand.span));
            return None;
        }
        let operator = self.operator(written, property_type);
        if property_type == Some(PropertyType::PlanCollection) {
            return None;
        }
        let operator = operator?;
        let operand = self.value(written, property_type?, operator)?;
        Some(Predicate {
            target: resolved?.key,
            operator,
            operand,
            target_span: written.operand.span,
            operator_span: written.operator_span,
            operand_span: written.value.span,
        })
    }

    fn quantified(&mut self, written: &WrittenQuantified) -> Option<Quantified> {
        let resolved = self.property(&written.operand);
        let elements = match resolved.as_ref().map(Resolved::property_type) {
            Some(PropertyType::StringCollection) => Elements::Texts,
            Some(PropertyType::PlanCollection) => Elements::Plans,
            Some(PropertyType::GroupCollection) => {
                self.report(special::member_of_alone(written.operand.span));
                return None;
            }
            Some(_) => {
                self.report(self.on_scalar(written));
                return None;
            }
            None => Elements::Unknown,
        };
        let body = self.body(&written.body, elements);
        Some(Quantified {
            property: resolved?.key,
            quantifier: written.quantifier,
            body: body?,
            property_span: PlaceOfNoAccount(written.operand.span),
        })
    }

    fn on_scalar(&self, written: &WrittenQuantified) -> Diagnostic {
        let name = written.operand.span.of(self.tree.text());
        Diagnostic::new(
            Code::QuantifierOnScalar,
            written.quantifier_span,
            format!(
                "\"{name}\" holds one value; {} is for collections.",
                written.quantifier
            ),
        )
        .about(written.quantifier.word())
        .with_help("Compare the property directly, as in user.department -eq \"Sales\".")
    }

    fn body(&mut self, syntax: &Syntax, elements: Elements) -> Option<Logic<Predicate<Element>>> {
        lower(self, syntax, &mut |check, leaf| match leaf {
            Leaf::Comparison(comparison) => check.element_comparison(comparison, elements),
            Leaf::Quantified(nested) => {
                check.report(
                    Diagnostic::new(
                        Code::NestedQuantifier,
                        nested.operand.span.to(nested.quantifier_span),
                        format!(
                            "{} cannot stand inside the condition of another.",
                            nested.quantifier
                        ),
                    )
                    .about(nested.quantifier.word())
                    .with_help(
                        "Write two conditions on the whole collection and join them with -and.",
                    ),
                );
                None
            }
        })
    }

    fn element_comparison(
        &mut self,
        written: &Comparison,
        elements: Elements,
    ) -> Option<Predicate<Element>> {
        let element = self.element(&written.operand, elements);
        let property_type = element.map(|_| PropertyType::String);
        let operator = self.operator(written, property_type);
        let operator = operator?;
        let operand = self.value(written, property_type?, operator)?;
        Some(Predicate {
            target: element?,
            operator,
            operand,
            target_span: written.operand.span,
            operator_span: written.operator_span,
            operand_span: written.value.span,
        })
    }

    /// Reports a name whose spelling differs from `wanted`, which is how the whole operand is
    /// spelled (LANG 1.4).
    fn spelling(&mut self, operand: &Operand, wanted: &str) {
        let written = operand.span.of(self.tree.text());
        if written == wanted || !written.eq_ignore_ascii_case(wanted) {
            return;
        }
        self.report(
            Diagnostic::new(
                Code::PropertyCase,
                operand.span,
                format!("\"{written}\" is spelled \"{wanted}\"."),
            )
            .with_help("Names are compared without regard to case, so this changes nothing.")
            .with_fix(Fix::new(
                "Write the usual spelling",
                Effect::Equivalent,
                vec![Edit::new(operand.span, wanted)],
            )),
        );
    }
}

/// What stands at the ends of a syntax tree.
enum Leaf<'a> {
    Comparison(&'a Comparison),
    Quantified(&'a WrittenQuantified),
}

/// Rebuilds the joiners of a tree over lowered leaves. All leaves are looked at, also those behind
/// a broken one. The depth is that of the tree, which the parser bounds.
fn lower<L>(
    check: &mut Check<'_>,
    syntax: &Syntax,
    leaf: &mut impl FnMut(&mut Check<'_>, Leaf<'_>) -> Option<L>,
) -> Option<Logic<L>> {
    let node = match &syntax.kind {
        SyntaxKind::And(parts) => Node::And(lower_all(check, parts, leaf)?),
        SyntaxKind::Or(parts) => Node::Or(lower_all(check, parts, leaf)?),
        SyntaxKind::Not(inner) => Node::Not(Box::new(lower(check, inner, leaf)?)),
        SyntaxKind::Group(inner) => {
            let mut inner = lower(check, inner, leaf)?;
            inner.outer = syntax.span;
            return Some(inner);
        }
        SyntaxKind::Comparison(comparison) => {
            Node::Leaf(leaf(check, Leaf::Comparison(comparison))?)
        }
        SyntaxKind::Quantified(quantified) => {
            Node::Leaf(leaf(check, Leaf::Quantified(quantified))?)
        }
        SyntaxKind::Unreadable => return None,
    };
    let span: Span = syntax.span;
    Some(Logic {
        span,
        outer: span,
        node,
    })
}

fn lower_all<L>(
    check: &mut Check<'_>,
    parts: &[Syntax],
    leaf: &mut impl FnMut(&mut Check<'_>, Leaf<'_>) -> Option<L>,
) -> Option<Vec<Logic<L>>> {
    let lowered: Vec<Option<Logic<L>>> =
        parts.iter().map(|part| lower(check, part, leaf)).collect();
    lowered.into_iter().collect()
}
