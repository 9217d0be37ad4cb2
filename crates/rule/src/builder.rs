//! The portal's rule builder: a rule as its rows, or why the builder cannot show it (LANG 6, OP-14).
//!
//! The builder is a form over the text: a row for each expression, joined by And or Or, without
//! parentheses around several. What it can show says nothing about what is valid (OP-14).

use std::fmt;

use ingroup_schema::{Operator, PropertyKey, SubjectKind};

use crate::logic::{Condition, Logic, Node, Operand, Predicate};
use crate::print::{print_comparison, print_operand};
use crate::rule::{Kind, Rule};
use crate::span::Span;

/// How many expressions the builder holds (LANG 6).
pub const MOST_EXPRESSIONS: usize = 5;

/// What the portal says above the text box of a rule that the builder cannot show (LANG 5).
pub const NOT_SYNCHRONIZED: &str = "The rule builder and rule syntax text box aren't currently synchronized. This \
could be caused by syntax errors in connectors, property names or operators, or special rules that are not yet \
supported by the rule builder.";

/// Every operator with the builder's words for it; the builder has lost two of them (LANG 6).
const WORDS: [(Operator, Option<&str>); 14] = [
    (Operator::Eq, Some("Equals")),
    (Operator::Ne, Some("Not Equals")),
    (Operator::StartsWith, Some("Starts With")),
    (Operator::NotStartsWith, Some("Not Starts With")),
    (Operator::EndsWith, Some("Ends With")),
    (Operator::NotEndsWith, Some("Not Ends With")),
    (Operator::Contains, None),
    (Operator::NotContains, None),
    (Operator::Match, Some("Match")),
    (Operator::NotMatch, Some("Not Match")),
    (Operator::In, Some("In")),
    (Operator::NotIn, Some("Not In")),
    (Operator::Le, Some("Less Than Or Equal")),
    (Operator::Ge, Some("Greater Than Or Equal")),
];

/// Whether the builder makes rules about devices; the documents disagree (C-28).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum DeviceRules {
    /// It does.
    #[default]
    Shown,
    /// It is for users only.
    Hidden,
}

/// A rule as the builder shows it.
#[derive(Debug, Clone)]
pub struct BuilderView<'a> {
    subject: SubjectKind,
    rows: Vec<BuilderRow<'a>>,
}

impl<'a> BuilderView<'a> {
    /// The rows from top to bottom; one to five.
    #[must_use]
    pub fn rows(&self) -> &[BuilderRow<'a>] {
        &self.rows
    }

    /// The text that the builder makes of its rows, each in parentheses. It means what the rule
    /// means, because And binds tighter than Or in both.
    #[must_use]
    pub fn text(&self) -> String {
        let rows = self.rows.iter().map(|row| {
            let joiner = row.joiner.map(|joiner| format!(" {} ", joiner.operator()));
            let comparison = print_comparison(self.subject, row.predicate);
            format!("{}({comparison})", joiner.unwrap_or_default())
        });
        rows.collect()
    }
}

/// The columns of the builder.
const COLUMNS: [&str; 4] = ["And/Or", "Property", "Operator", "Value"];

/// The rows as a table with a head, without a line feed at the end.
impl fmt::Display for BuilderView<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut lines = vec![COLUMNS.map(str::to_owned)];
        lines.extend(self.rows.iter().map(|row| {
            let joiner = row.joiner.map(Joiner::word).unwrap_or_default();
            let operator = row.operator.to_owned();
            [
                joiner.to_owned(),
                row.property().to_owned(),
                operator,
                row.value(),
            ]
        }));
        let width = |column: fn(&[String; 4]) -> &String| {
            let widths = lines.iter().map(|line| column(line).chars().count());
            widths.max().unwrap_or_default()
        };
        let joiners = width(|[joiner, ..]| joiner);
        let properties = width(|[_, property, ..]| property);
        let operators = width(|[_, _, operator, _]| operator);
        let lines = lines.iter().map(|[joiner, property, operator, value]| {
            format!("{joiner:joiners$}  {property:properties$}  {operator:operators$}  {value}")
        });
        f.write_str(&lines.collect::<Vec<_>>().join("\n"))
    }
}

/// A rule that the builder cannot show.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotShown<'a> {
    text: &'a str,
    obstacles: Vec<Obstacle>,
}

impl NotShown<'_> {
    /// Every reason: those about the whole rule first, then in the order of the text.
    #[must_use]
    pub fn obstacles(&self) -> &[Obstacle] {
        &self.obstacles
    }
}

/// The reasons as a list, and what the portal says; without a line feed at the end.
impl fmt::Display for NotShown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("The rule builder cannot show this rule:\n")?;
        for obstacle in &self.obstacles {
            writeln!(f, "  - {}", obstacle.message(self.text))?;
        }
        write!(f, "The portal says: {NOT_SYNCHRONIZED}")
    }
}

/// One expression in the builder.
#[derive(Debug, Clone, Copy)]
pub struct BuilderRow<'a> {
    subject: SubjectKind,
    joiner: Option<Joiner>,
    operator: &'static str,
    predicate: &'a Predicate<PropertyKey>,
}

impl BuilderRow<'_> {
    /// How it is joined with the row above; the first row has none.
    #[must_use]
    pub fn joiner(&self) -> Option<Joiner> {
        self.joiner
    }

    /// The property, without the prefix.
    #[must_use]
    pub fn property(&self) -> &str {
        self.predicate.target().name()
    }

    /// The operator in the builder's words, such as `Not Equals`.
    #[must_use]
    pub fn operator(&self) -> &'static str {
        self.operator
    }

    /// The value as it stands in its field: a text without quotation marks, a list in brackets.
    #[must_use]
    pub fn value(&self) -> String {
        match self.predicate.operand() {
            Operand::Text(text) => text.written().to_owned(),
            Operand::Pattern(pattern) => pattern.source().to_owned(),
            other => print_operand(self.subject, other),
        }
    }
}

/// How a row is joined with the one above.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Joiner {
    /// Both hold.
    And,
    /// One of them holds.
    Or,
}

impl Joiner {
    /// In the builder's words.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Joiner::And => "And",
            Joiner::Or => "Or",
        }
    }

    fn operator(self) -> &'static str {
        match self {
            Joiner::And => "-and",
            Joiner::Or => "-or",
        }
    }
}

/// One reason why the builder cannot show a rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Obstacle {
    /// It holds this many expressions.
    TooManyExpressions(usize),
    /// It is a `Direct Reports` rule.
    DirectReports,
    /// It is a memberOf rule.
    MemberOf,
    /// It is about devices, and the builder is for users only.
    Devices,
    /// The parentheses at this place decide what belongs together.
    Parentheses(Span),
    /// `-not` stands at the beginning of this place.
    Not(Span),
    /// `-any` or `-all` at this place.
    Quantifier(Span),
    /// `-contains` or `-notContains` at this place.
    Contains(Span),
    /// A comparison with null at this place.
    Null(Span),
}

impl Obstacle {
    /// Its stable name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Obstacle::TooManyExpressions(_) => "too-many-expressions",
            Obstacle::DirectReports => "direct-reports",
            Obstacle::MemberOf => "member-of",
            Obstacle::Devices => "devices",
            Obstacle::Parentheses(_) => "parentheses",
            Obstacle::Not(_) => "not",
            Obstacle::Quantifier(_) => "quantifier",
            Obstacle::Contains(_) => "contains",
            Obstacle::Null(_) => "null",
        }
    }

    /// Its place in the text, unless it is about the whole rule.
    #[must_use]
    pub fn span(self) -> Option<Span> {
        match self {
            Obstacle::TooManyExpressions(_)
            | Obstacle::DirectReports
            | Obstacle::MemberOf
            | Obstacle::Devices => None,
            Obstacle::Parentheses(span)
            | Obstacle::Not(span)
            | Obstacle::Quantifier(span)
            | Obstacle::Contains(span)
            | Obstacle::Null(span) => Some(span),
        }
    }

    /// The reason as a sentence about the rule with this text.
    #[must_use]
    pub fn message(self, text: &str) -> String {
        let place = self.span().map(|span| span.of(text)).unwrap_or_default();
        match self {
            Obstacle::TooManyExpressions(count) => {
                format!("It has {count} expressions, and the builder holds {MOST_EXPRESSIONS}.")
            }
            Obstacle::DirectReports => "The builder does not know direct reports.".to_owned(),
            Obstacle::MemberOf => "The builder does not know members of other groups.".to_owned(),
            Obstacle::Devices => {
                "It is about devices, and the builder makes rules about users only.".to_owned()
            }
            Obstacle::Parentheses(_) => format!(
                "Rows have no parentheses, and And binds tighter than Or, so these cannot be left out: {place}"
            ),
            Obstacle::Not(_) => format!("No row can say -not: {place}"),
            Obstacle::Quantifier(_) => {
                format!("No row can look at the items of a collection: {place}")
            }
            Obstacle::Contains(_) => {
                format!("The builder has no -contains and -notContains any more: {place}")
            }
            Obstacle::Null(_) => {
                format!("The builder would make the text \"$null\" of null: {place}")
            }
        }
    }
}

/// The rows in which the builder shows a rule.
///
/// # Errors
/// Every reason why it cannot.
pub fn builder_view(rule: &Rule, devices: DeviceRules) -> Result<BuilderView<'_>, NotShown<'_>> {
    let mut walk = Walk {
        subject: rule.subject(),
        rows: Vec::new(),
        obstacles: Vec::new(),
    };
    if rule.subject() == SubjectKind::Device && devices == DeviceRules::Hidden {
        walk.obstacles.push(Obstacle::Devices);
    }
    match rule.kind() {
        Kind::DirectReports(_) => walk.obstacles.push(Obstacle::DirectReports),
        Kind::MemberOf(_) => walk.obstacles.push(Obstacle::MemberOf),
        Kind::Expression(logic) => {
            let mut count = 0;
            logic.each_leaf(&mut |_| count += 1);
            if count > MOST_EXPRESSIONS {
                walk.obstacles.push(Obstacle::TooManyExpressions(count));
            }
            walk.visit(logic, None, Around::Nothing);
        }
    }
    match walk.obstacles.is_empty() {
        true => Ok(BuilderView {
            subject: rule.subject(),
            rows: walk.rows,
        }),
        false => Err(NotShown {
            text: rule.text(),
            obstacles: walk.obstacles,
        }),
    }
}

/// What a part of a rule stands in.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Around {
    Nothing,
    And,
}

struct Walk<'a> {
    subject: SubjectKind,
    rows: Vec<BuilderRow<'a>>,
    obstacles: Vec<Obstacle>,
}

impl<'a> Walk<'a> {
    /// Rows for a part of a rule, the first of them joined by `joiner`. Parentheses without which
    /// the rule means the same are no obstacle: the builder leaves them out.
    fn visit(&mut self, logic: &'a Logic<Condition>, joiner: Option<Joiner>, around: Around) {
        match logic.node() {
            Node::And(parts) => self.chain(parts, joiner, Joiner::And, Around::And),
            Node::Or(parts) => {
                if around == Around::And {
                    self.obstacles
                        .push(Obstacle::Parentheses(logic.outer_span()));
                }
                self.chain(parts, joiner, Joiner::Or, around);
            }
            Node::Not(_) => self.obstacles.push(Obstacle::Not(logic.span())),
            Node::Leaf(Condition::Quantified(_)) => {
                self.obstacles.push(Obstacle::Quantifier(logic.span()));
            }
            Node::Leaf(Condition::Predicate(predicate)) => self.row(logic, predicate, joiner),
        }
    }

    fn chain(
        &mut self,
        parts: &'a [Logic<Condition>],
        first: Option<Joiner>,
        between: Joiner,
        around: Around,
    ) {
        for (index, part) in parts.iter().enumerate() {
            let joiner = if index == 0 { first } else { Some(between) };
            self.visit(part, joiner, around);
        }
    }

    fn row(
        &mut self,
        logic: &Logic<Condition>,
        predicate: &'a Predicate<PropertyKey>,
        joiner: Option<Joiner>,
    ) {
        let words = WORDS
            .iter()
            .find(|(operator, _)| *operator == predicate.operator())
            .and_then(|(_, words)| *words);
        match (words, predicate.operand()) {
            (None, _) => self.obstacles.push(Obstacle::Contains(logic.span())),
            (_, Operand::Null) => self.obstacles.push(Obstacle::Null(logic.span())),
            (Some(operator), _) => self.rows.push(BuilderRow {
                subject: self.subject,
                joiner,
                operator,
                predicate,
            }),
        }
    }
}
