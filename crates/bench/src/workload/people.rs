//! The people, each made when it is asked for.

use std::sync::Arc;

use ingroup_schema::{AssignedPlan, PropertyKey, SubjectKind, Value, property};

use super::attributes::{ATTRIBUTES, PLANS, Shape, attribute_named};
use super::identity::{self, Identity};
use super::pool::{Pool, Spread};
use super::words;
use crate::job::Failed;
use crate::random::Random;

/// The seed of the people.
const PEOPLE: u64 = 1;

/// Everybody of a workload.
pub(crate) struct People {
    count: usize,
    keys: Vec<PropertyKey>,
    pools: Vec<Option<Pool>>,
    given_names: Pool,
    surnames: Pool,
    plans: Pool,
    department: usize,
}

/// The values of one person, by the attribute's place; null where there is none.
#[derive(Debug, Clone)]
pub(crate) struct Person {
    /// The values.
    pub(crate) values: Vec<Value>,
}

impl People {
    pub(super) fn new(count: usize) -> Result<Self, Failed> {
        let key = |name| property(SubjectKind::User, name).map(|row| PropertyKey::Known(row.id));
        let keys: Option<Vec<PropertyKey>> = ATTRIBUTES.iter().map(|row| key(row.name)).collect();
        let pools = ATTRIBUTES
            .iter()
            .map(|row| match row.shape {
                Shape::Pool(count, spread, value) => Some(Pool::new(count, spread, value)),
                _ => None,
            })
            .collect();
        Ok(Self {
            count,
            keys: keys.ok_or("an attribute is not in the catalogue")?,
            pools,
            given_names: Pool::new(500, Spread::Zipf, words::given_name),
            surnames: Pool::new(2_000, Spread::Zipf, words::surname),
            plans: Pool::new(PLANS, Spread::Zipf, |place| words::plan(place).1),
            department: attribute_named("department").ok_or("there is no department")?,
        })
    }

    /// How many there are.
    pub(crate) fn count(&self) -> usize {
        self.count
    }

    /// The property of an attribute.
    pub(crate) fn key(&self, attribute: usize) -> Option<&PropertyKey> {
        self.keys.get(attribute)
    }

    /// The properties, by attribute.
    pub(crate) fn keys(&self) -> &[PropertyKey] {
        &self.keys
    }

    /// The shared values of an attribute.
    pub(crate) fn pool(&self, attribute: usize) -> Option<&Pool> {
        self.pools.get(attribute)?.as_ref()
    }

    /// A person; also beyond the count, where those stand who are yet to come.
    pub(crate) fn person(&self, number: usize) -> Person {
        let mut random = Random::of(PEOPLE, number);
        let identity = self.identity(number, 0, &mut random);
        let value = |(attribute, _)| self.value(attribute, &identity, &mut random);
        Person {
            values: ATTRIBUTES.iter().enumerate().map(value).collect(),
        }
    }

    /// Another value of an attribute for a person: where values are shared, any; else one that nobody has.
    pub(crate) fn another(
        &self,
        attribute: usize,
        number: usize,
        edition: usize,
        random: &mut Random,
    ) -> Value {
        let identity = self.identity(number, edition, &mut Random::of(PEOPLE, number));
        self.value(attribute, &identity, random)
    }

    fn identity(&self, number: usize, edition: usize, random: &mut Random) -> Identity {
        Identity {
            number,
            given_name: self
                .given_names
                .value(self.given_names.draw(random))
                .to_owned(),
            surname: self.surnames.value(self.surnames.draw(random)).to_owned(),
            unit: random.below(self.pool(self.department).map_or(1, Pool::len)),
            edition,
        }
    }

    fn value(&self, attribute: usize, identity: &Identity, random: &mut Random) -> Value {
        let Some(row) = ATTRIBUTES.get(attribute) else {
            return Value::Null;
        };
        if random.percent(row.missing) {
            return Value::Null;
        }
        match row.shape {
            Shape::Flag(percent) => Value::Boolean(random.percent(percent)),
            Shape::Pool(..) => self.pool(attribute).map_or(Value::Null, |pool| {
                Value::text(pool.value(pool.draw(random)))
            }),
            Shape::Own(value) => Value::text(&value(identity)),
            Shape::Addresses => Value::texts(identity::addresses(identity, random.below(3))),
            Shape::Plans => Value::Plans(self.assigned_plans(random).into()),
        }
    }

    /// The plans of somebody: people have the same few sets of plans, as licences come in products.
    fn assigned_plans(&self, random: &mut Random) -> Vec<AssignedPlan> {
        let product = self.plans.draw(random);
        let mut own = Random::of(PEOPLE, product);
        let status = match random.percent(8) {
            true => "Suspended",
            false => "Enabled",
        };
        (0..3 + product % 4)
            .map(|_| {
                let number = own.below(PLANS);
                let (service, id) = words::plan(number);
                AssignedPlan {
                    assigned_date_time: None,
                    capability_status: Some(Arc::from(status)),
                    service: Some(Arc::from(service)),
                    service_plan_id: Some(Arc::from(id.as_str())),
                }
            })
            .collect()
    }
}

impl Person {
    /// The value of an attribute.
    pub(crate) fn value(&self, attribute: usize) -> &Value {
        self.values.get(attribute).unwrap_or(&Value::Null)
    }
}
