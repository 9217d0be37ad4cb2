//! SQLite: a table of people with an index on every attribute, and one WHERE for each rule.
//!
//! Values are lower-cased; negations are pushed down to the comparisons, so that the others can use the indexes.

use ingroup_rule::{Condition, Element, Rule};
use ingroup_schema::{PropertyKey, Quantifier, Value};
use regex::Regex;
use rusqlite::functions::FunctionFlags;
use rusqlite::types::Value as Cell;
use rusqlite::{Connection, params_from_iter};

use super::sql::{self, Dialect, Sign, quoted};
use super::{Everything, Peer, Sample};
use crate::digest::Digest;
use crate::job::Failed;
use crate::timing::timed;
use crate::workload::{Person, Workload, attribute_name};

const SQLITE: Dialect = Dialect {
    name: "sqlite",
    starts: |name, text| format!("{name} GLOB {}", quoted(&format!("{text}*"))),
    ends: |name, text| {
        let length = text.chars().count();
        format!("substr({name}, -{length}) = {}", quoted(text))
    },
    part: |name, text| format!("instr({name}, {}) > 0", quoted(text)),
    pattern: |name, text| format!("{name} REGEXP {}", quoted(text)),
};

/// A database in memory.
pub(crate) struct Sqlite {
    database: Connection,
    keys: Vec<PropertyKey>,
    conditions: Vec<String>,
}

impl Sqlite {
    pub(crate) fn new(workload: &Workload, rules: &[Rule], sample: Sample) -> Result<Self, Failed> {
        let people = workload.people();
        let keys = people.keys().to_vec();
        let database = Connection::open_in_memory()?;
        database.set_prepared_statement_cache_capacity(sample.rules + 10);
        add_patterns(&database)?;
        let columns: Vec<&str> = (0..keys.len()).map(attribute_name).collect();
        database.execute_batch(&format!(
            "CREATE TABLE people (id INTEGER PRIMARY KEY, {});
             CREATE TABLE items (id INTEGER, item TEXT);
             CREATE TABLE plans (id INTEGER, service TEXT, status TEXT, plan TEXT);
             BEGIN;",
            columns.join(", ")
        ))?;
        let writer = Self {
            conditions: rules
                .iter()
                .take(sample.rules)
                .map(|rule| condition_of(&keys, rule))
                .collect::<Result<_, _>>()?,
            database,
            keys,
        };
        for number in 0..sample.users {
            writer.insert(number, &people.person(number))?;
        }
        let mut batch = String::from("COMMIT;");
        for column in &columns {
            batch.push_str(&format!("CREATE INDEX by_{column} ON people ({column});"));
        }
        batch.push_str(
            "CREATE INDEX by_item ON items (id); CREATE INDEX by_plan ON plans (id); ANALYZE;",
        );
        writer.database.execute_batch(&batch)?;
        Ok(writer)
    }

    fn insert(&self, number: usize, person: &Person) -> Result<(), Failed> {
        let id = i64::try_from(number)?;
        let marks = vec!["?"; self.keys.len() + 1].join(", ");
        let mut statement = self
            .database
            .prepare_cached(&format!("REPLACE INTO people VALUES ({marks})"))?;
        let cells = person.values.iter().map(|value| match value {
            Value::Boolean(value) => Cell::Integer(i64::from(*value)),
            Value::Text(text) => Cell::Text(text.to_lowercase()),
            _ => Cell::Null,
        });
        statement.execute(params_from_iter(
            [Cell::Integer(id)].into_iter().chain(cells),
        ))?;
        let lower = |text: &Option<std::sync::Arc<str>>| text.as_deref().map(str::to_lowercase);
        for value in &person.values {
            match value {
                Value::Texts(items) => {
                    let insert = "INSERT INTO items VALUES (?, ?)";
                    let mut statement = self.database.prepare_cached(insert)?;
                    for item in items.iter() {
                        statement.execute((id, item.to_lowercase()))?;
                    }
                }
                Value::Plans(plans) => {
                    let insert = "INSERT INTO plans VALUES (?, ?, ?, ?)";
                    let mut statement = self.database.prepare_cached(insert)?;
                    for plan in plans.iter() {
                        let service = lower(&plan.service);
                        let status = lower(&plan.capability_status);
                        statement.execute((id, service, status, lower(&plan.service_plan_id)))?;
                    }
                }
                _ => {}
            }
        }
        Ok(())
    }

    fn members(&self, condition: &str) -> Result<Vec<i64>, Failed> {
        let query = format!("SELECT id FROM people WHERE {condition}");
        let mut statement = self.database.prepare_cached(&query)?;
        let rows = statement.query_map([], |row| row.get(0))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    fn takes_one(&self, condition: &str, id: i64) -> Result<bool, Failed> {
        let query = format!("SELECT 1 FROM people WHERE id = ? AND ({condition})");
        let mut statement = self.database.prepare_cached(&query)?;
        Ok(statement.exists([id])?)
    }
}

impl Peer for Sqlite {
    fn everything(&mut self) -> Result<Everything, Failed> {
        let (taken, seconds) = timed(|| {
            let conditions = self.conditions.iter();
            conditions
                .map(|condition| self.members(condition))
                .collect::<Result<Vec<_>, _>>()
        })?;
        let mut digest = Digest::default();
        for (rule, users) in taken.iter().enumerate() {
            for user in users {
                digest.add(rule, usize::try_from(*user)?);
            }
        }
        Ok(Everything { seconds, digest })
    }

    fn one_user(&mut self, number: usize, _: &Person) -> Result<Option<f64>, Failed> {
        let id = i64::try_from(number)?;
        // The first time statements are prepared, which is not what is asked.
        let mut asked = 0.0;
        for _ in 0..2 {
            let ((), seconds) = timed(|| {
                for condition in &self.conditions {
                    self.takes_one(condition, id)?;
                }
                Ok(())
            })?;
            asked = seconds;
        }
        Ok(Some(asked))
    }

    fn one_rule(&mut self, rule: &Rule) -> Result<Option<f64>, Failed> {
        let (found, seconds) = timed(|| self.members(&condition_of(&self.keys, rule)?))?;
        std::hint::black_box(found.len());
        Ok(Some(seconds))
    }

    fn takes(&self, rule: usize, user: usize) -> Option<bool> {
        let condition = self.conditions.get(rule)?;
        self.takes_one(condition, i64::try_from(user).ok()?).ok()
    }
}

/// REGEXP, each pattern compiled once for a statement.
fn add_patterns(database: &Connection) -> Result<(), Failed> {
    let flags = FunctionFlags::SQLITE_UTF8 | FunctionFlags::SQLITE_DETERMINISTIC;
    database.create_scalar_function("regexp", 2, flags, |context| {
        let pattern = context.get_or_create_aux(0, |value| -> Result<Regex, Failed> {
            Ok(Regex::new(value.as_str()?)?)
        })?;
        let text = context.get_raw(1).as_str_or_null()?;
        Ok(text.is_some_and(|text| pattern.is_match(text)))
    })?;
    Ok(())
}

/// Collections are tables of their own.
fn condition_of(keys: &[PropertyKey], rule: &Rule) -> Result<String, Failed> {
    let logic = rule.expression().ok_or("a rule is no expression")?;
    sql::of_logic(logic, Sign::Plain, &mut |condition, sign| {
        leaf(keys, condition, sign)
    })
}

fn leaf(keys: &[PropertyKey], condition: &Condition, sign: Sign) -> Result<String, Failed> {
    let known = keys.iter().position(|key| key == condition.property());
    let name = attribute_name(known.ok_or("a rule names an attribute that nobody has")?);
    match condition {
        Condition::Predicate(predicate) => SQLITE.comparison(name, predicate, sign),
        Condition::Quantified(quantified) => {
            let any = quantified.quantifier() == Quantifier::Any;
            let inner = match any {
                true => Sign::Plain,
                false => Sign::Contrary,
            };
            let body = sql::of_logic(quantified.body(), inner, &mut |predicate, sign| {
                SQLITE.comparison(element_name(*predicate.target()), predicate, sign)
            })?;
            let table = match name {
                "proxyAddresses" => "items",
                _ => "plans",
            };
            let exists = match any == (sign == Sign::Plain) {
                true => "EXISTS",
                false => "NOT EXISTS",
            };
            Ok(format!(
                "{exists} (SELECT 1 FROM {table} WHERE {table}.id = people.id AND {body})"
            ))
        }
    }
}

fn element_name(element: Element) -> &'static str {
    match element {
        Element::Item => "item",
        Element::Service => "service",
        Element::CapabilityStatus => "status",
        Element::ServicePlanId => "plan",
    }
}
