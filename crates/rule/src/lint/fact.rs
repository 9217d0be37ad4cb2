//! What follows from what, for two comparisons of the same thing, by their text alone.

use ingroup_schema::Operator;

use super::compared::{Compared, Comparison, Target, comparison_of};
use crate::logic::{Logic, Moment, Node, Operand};

/// A comparison with its negations resolved.
#[derive(Clone, Copy)]
pub(super) struct Fact<'a> {
    comparison: Comparison<'a>,
    sense: Sense,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Sense {
    Holds,
    DoesNotHold,
}

impl Sense {
    fn turned(self) -> Sense {
        match self {
            Sense::Holds => Sense::DoesNotHold,
            Sense::DoesNotHold => Sense::Holds,
        }
    }
}

impl<'a> Fact<'a> {
    /// What a part says, if it is a comparison or the negation of one.
    pub(super) fn of<L: Compared>(part: &'a Logic<L>) -> Option<Fact<'a>> {
        if let Node::Not(inner) = part.node() {
            return Fact::of(inner).map(Fact::turned);
        }
        let comparison = comparison_of(part)?;
        let sense = if comparison.operator.is_negative() {
            Sense::DoesNotHold
        } else {
            Sense::Holds
        };
        Some(Fact { comparison, sense })
    }

    fn turned(self) -> Fact<'a> {
        Fact {
            sense: self.sense.turned(),
            ..self
        }
    }

    /// Whether whatever satisfies this satisfies `other` too.
    pub(super) fn implies(&self, other: &Fact<'_>) -> bool {
        let (this, that) = (&self.comparison, &other.comparison);
        if this.target != that.target {
            return false;
        }
        match (self.sense, other.sense) {
            (Sense::Holds, Sense::Holds) => within(this, that),
            (Sense::DoesNotHold, Sense::DoesNotHold) => within(that, this),
            (Sense::Holds, Sense::DoesNotHold) => exclude(this, that),
            (Sense::DoesNotHold, Sense::Holds) => false,
        }
    }

    /// Whether nothing can satisfy this and `other` together.
    pub(super) fn contradicts(&self, other: &Fact<'_>) -> bool {
        self.implies(&other.turned())
    }

    /// Whether it holds only where there is a value.
    pub(super) fn needs_a_value(&self) -> bool {
        let null = matches!(self.comparison.operand, Operand::Null);
        null == (self.sense == Sense::DoesNotHold)
    }

    /// Whether it says that there is a value, and nothing more.
    pub(super) fn asks_for_any_value_of(&self, name: &str) -> bool {
        self.sense == Sense::DoesNotHold
            && matches!(self.comparison.operand, Operand::Null)
            && matches!(self.comparison.target, Target::Property(property) if property.name() == name)
    }

    /// The thing that is compared.
    pub(super) fn target(&self) -> Target<'a> {
        self.comparison.target
    }
}

/// What the positive form of a comparison asks of one value.
enum Asks<'a> {
    Null,
    Boolean(bool),
    /// One of some folded texts.
    OneOf(Vec<&'a str>),
    Start(&'a str),
    End(&'a str),
    Part(&'a str),
    At(Moment),
    UpTo(Moment),
    From(Moment),
    Pattern(&'a crate::pattern::Pattern),
}

fn asks<'a>(comparison: &Comparison<'a>) -> Asks<'a> {
    match comparison.operand {
        Operand::Null => Asks::Null,
        Operand::Boolean(value) => Asks::Boolean(*value),
        Operand::Text(text) => match comparison.operator.positive() {
            Operator::StartsWith => Asks::Start(text.folded()),
            Operator::EndsWith => Asks::End(text.folded()),
            Operator::Contains => Asks::Part(text.folded()),
            _ => Asks::OneOf(vec![text.folded()]),
        },
        Operand::Texts(texts) => Asks::OneOf(texts.iter().map(|text| text.folded()).collect()),
        Operand::Moment(moment) => match comparison.operator.positive() {
            Operator::Le => Asks::UpTo(*moment),
            Operator::Ge => Asks::From(*moment),
            _ => Asks::At(*moment),
        },
        Operand::Pattern(pattern) => Asks::Pattern(pattern),
    }
}

/// Whether every value that the first takes is one that the second takes.
fn within(this: &Comparison<'_>, that: &Comparison<'_>) -> bool {
    use Asks::{At, Boolean, End, From, Null, OneOf, Part, Pattern, Start, UpTo};
    match (asks(this), asks(that)) {
        (Null, Null) => true,
        (Boolean(one), Boolean(other)) => one == other,
        (OneOf(values), that) => values.into_iter().all(|value| takes(&that, value)),
        (Start(one), Start(other)) => one.starts_with(other),
        (End(one), End(other)) => one.ends_with(other),
        (Start(one) | End(one) | Part(one), Part(other)) => one.contains(other),
        (Pattern(one), Pattern(other)) => one.asks_the_same_as(other),
        (At(one), At(other)) => one == other,
        (At(one) | UpTo(one), UpTo(other)) => is_before(one, other) || one == other,
        (At(one) | From(one), From(other)) => is_before(other, one) || one == other,
        _ => false,
    }
}

/// Whether what satisfies the first never satisfies the second. Several values of a collection can
/// satisfy both, each its own; only having none excludes having one.
fn exclude(this: &Comparison<'_>, that: &Comparison<'_>) -> bool {
    use Asks::{At, Boolean, End, From, Null, OneOf, Pattern, Start, UpTo};
    let pair = (asks(this), asks(that));
    if let (Null, other) | (other, Null) = &pair {
        return !matches!(other, Null);
    }
    if !this.target.is_one_value() {
        return false;
    }
    match pair {
        (OneOf(_), Pattern(_)) | (Pattern(_), OneOf(_)) => false,
        (OneOf(values), other) | (other, OneOf(values)) => {
            !values.into_iter().any(|value| takes(&other, value))
        }
        (Boolean(one), Boolean(other)) => one != other,
        (Start(one), Start(other)) => !one.starts_with(other) && !other.starts_with(one),
        (End(one), End(other)) => !one.ends_with(other) && !other.ends_with(one),
        (At(one), At(other)) => is_before(one, other) || is_before(other, one),
        (At(early) | UpTo(early), From(late)) | (From(late), At(early) | UpTo(early)) => {
            is_before(early, late)
        }
        (At(late), UpTo(early)) | (UpTo(early), At(late)) => is_before(early, late),
        _ => false,
    }
}

fn takes(asks: &Asks<'_>, value: &str) -> bool {
    match asks {
        Asks::OneOf(values) => values.contains(&value),
        Asks::Start(start) => value.starts_with(start),
        Asks::End(end) => value.ends_with(end),
        Asks::Part(part) => value.contains(part),
        _ => false,
    }
}

/// Whether one moment is before another at every time; a literal and a distance from now can be
/// either way round.
fn is_before(one: Moment, other: Moment) -> bool {
    match (one, other) {
        (Moment::At(one), Moment::At(other)) => one < other,
        (Moment::FromNow(one), Moment::FromNow(other)) => one < other,
        _ => false,
    }
}
