//! Rules: conditions, joined, most of them true for somebody in particular.

use ingroup_rule::Subject;
use ingroup_schema::{Instant, ObjectId, PropertyKey, SubjectKind, ValueRef};

use super::checked;
use super::people::{People, Person};
use super::rule_texts::Maker;
use crate::job::Failed;
use crate::random::Random;

/// How many of a hundred rules have one condition, two, and so on.
const CONDITIONS: [usize; 6] = [25, 35, 20, 10, 6, 4];

/// How many of a hundred rules of more than one condition are joined in each way.
const JOINED: [(usize, Join); 4] = [
    (65, Join::All),
    (15, Join::Any),
    (12, Join::AllOfAny),
    (8, Join::AllBut),
];

/// How conditions are joined.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Join {
    /// All of them.
    All,
    /// At least one.
    Any,
    /// Of every pair at least one.
    AllOfAny,
    /// The first and none of the others.
    AllBut,
}

/// Of rules that take more than so many of a thousand people, so many of a hundred are kept.
const THINNED: [(usize, usize); 5] = [(850, 0), (300, 3), (80, 10), (20, 25), (5, 60)];

/// How many people a rule is tried on to see how broad it is.
const TRIED: usize = 400;

/// Makes rules, one after the other.
pub(crate) struct RuleMaker<'a> {
    maker: Maker<'a>,
    tried: Vec<Tried<'a>>,
}

impl<'a> RuleMaker<'a> {
    /// Rules about these people.
    pub(crate) fn new(people: &'a People, seed: u64) -> Self {
        let mut random = Random::new(seed);
        let tried = (0..TRIED)
            .map(|_| Tried {
                person: people.person(random.below(people.count())),
                people,
            })
            .collect();
        Self {
            maker: Maker::new(people, random.next()),
            tried,
        }
    }

    /// The next rule.
    pub(crate) fn rule(&mut self) -> Result<String, Failed> {
        loop {
            let text = self.draft()?;
            if self.is_kept(&text)? {
                return Ok(text);
            }
        }
    }

    fn draft(&mut self) -> Result<String, Failed> {
        let count = self.maker.random.weighted(&CONDITIONS) + 1;
        let witness = match self.maker.random.percent(75) {
            true => Some(self.maker.anybody()),
            false => None,
        };
        let mut conditions = Vec::with_capacity(count);
        for _ in 0..count {
            let about = match &witness {
                Some(witness) => witness.clone(),
                None => self.maker.anybody(),
            };
            conditions.push(self.maker.condition(&about)?);
        }
        if count == 1 {
            return Ok(conditions.concat());
        }
        let place = self
            .maker
            .random
            .weighted(&JOINED.map(|(weight, _)| weight));
        let join = JOINED.get(place).map_or(Join::All, |(_, join)| *join);
        if join == Join::AllBut {
            // The witness is not among those who are taken out.
            for condition in conditions.iter_mut().skip(1) {
                let other = self.maker.anybody();
                *condition = self.maker.condition(&other)?;
            }
        }
        Ok(join.text(&conditions))
    }

    /// Broad rules are rarer in a tenant than chance makes them.
    fn is_kept(&mut self, text: &str) -> Result<bool, Failed> {
        let rule = checked(text)?;
        let mut taken = 0;
        for tried in &self.tried {
            taken += usize::from(rule.evaluate(tried, Instant::EPOCH)?);
        }
        let of_a_thousand = taken * 1_000 / self.tried.len().max(1);
        let thinned = THINNED.iter().find(|(more, _)| of_a_thousand > *more);
        let kept = thinned.map_or(100, |(_, kept)| *kept);
        Ok(self.maker.random.percent(kept))
    }
}

impl Join {
    fn text(self, conditions: &[String]) -> String {
        let in_parentheses = |text: String| format!("({text})");
        match self {
            Self::All => {
                let each = conditions.iter().cloned().map(in_parentheses);
                each.collect::<Vec<_>>().join(" -and ")
            }
            Self::Any => conditions.join(" -or "),
            Self::AllOfAny => {
                let pairs = conditions.chunks(2).map(|pair| pair.join(" -or "));
                pairs.map(in_parentheses).collect::<Vec<_>>().join(" -and ")
            }
            Self::AllBut => match conditions.split_first() {
                Some((first, rest)) => format!("{first} -and -not ({})", rest.join(" -or ")),
                None => String::new(),
            },
        }
    }
}

/// Somebody as a rule reads them.
struct Tried<'a> {
    person: Person,
    people: &'a People,
}

impl Subject for Tried<'_> {
    fn kind(&self) -> SubjectKind {
        SubjectKind::User
    }

    fn value(&self, property: &PropertyKey) -> ValueRef<'_> {
        let place = self.people.keys().iter().position(|key| key == property);
        place.map_or(ValueRef::Null, |place| self.person.value(place).as_ref())
    }

    fn manager(&self) -> Option<ObjectId> {
        None
    }

    fn is_member_of(&self, _: ObjectId) -> bool {
        false
    }
}
