//! The workload as files, for peers that are no part of this program: people as a table, rules in each peer's words.
//!
//! - `people.csv`: a row for each user, values lower-cased; what a peer could not ask (items of collections; patterns,
//!   for a directory server) comes as columns of true and false, `holds0` and so on, for free.
//! - `rules.jsonl`: a line for each rule, with its condition in every dialect.
//! - `expected.json`: how many users and rules, and what naive makes of them.

use std::collections::HashMap;
use std::fs::{File, create_dir_all, write as write_file};
use std::io::{BufWriter, Write};
use std::path::Path;

use ingroup_rule::{Condition, Logic, Node, Operand, Rule};
use ingroup_schema::{Operator, PropertyKey, Value};
use serde_json::{Map, json};

use crate::job::Failed;
use crate::peers::Sample;
use crate::peers::naive::{Leaf, LowerPerson, Naive};
use crate::peers::sql::{self, Dialect, Sign, quoted};
use crate::workload::{Size, Workload, attribute_name};

/// The systems that read SQL.
const DIALECTS: [Dialect; 3] = [
    Dialect {
        name: "duckdb",
        starts: |name, text| format!("starts_with({name}, {})", quoted(text)),
        ends: |name, text| format!("ends_with({name}, {})", quoted(text)),
        part: |name, text| format!("contains({name}, {})", quoted(text)),
        pattern: |name, text| format!("regexp_matches({name}, {})", quoted(text)),
    },
    Dialect {
        name: "datafusion",
        starts: |name, text| format!("starts_with({name}, {})", quoted(text)),
        ends: |name, text| format!("ends_with({name}, {})", quoted(text)),
        part: |name, text| format!("contains({name}, {})", quoted(text)),
        pattern: |name, text| format!("regexp_like({name}, {})", quoted(text)),
    },
    Dialect {
        name: "polars",
        starts: |name, text| format!("STARTS_WITH({name}, {})", quoted(text)),
        ends: |name, text| format!("ENDS_WITH({name}, {})", quoted(text)),
        part: |name, text| format!("STRPOS({name}, {}) > 0", quoted(text)),
        pattern: |name, text| format!("REGEXP_LIKE({name}, {})", quoted(text)),
    },
];

/// Writes the files of a part of a workload.
pub(crate) fn write((size, sample): (Size, Sample), folder: &Path) -> Result<(), Failed> {
    create_dir_all(folder)?;
    let workload = Workload::new(size)?;
    let checked = workload.checked()?;
    let rules = checked.get(..sample.rules).unwrap_or(&checked);
    let mut writer = Writer {
        keys: workload.people().keys(),
        numbers: HashMap::new(),
        leaves: Vec::new(),
    };
    let mut lines = BufWriter::new(File::create(folder.join("rules.jsonl"))?);
    for (number, rule) in rules.iter().enumerate() {
        writeln!(lines, "{}", writer.line(number, rule)?)?;
    }
    lines.flush()?;
    people(
        &workload,
        &writer.leaves,
        sample,
        &folder.join("people.csv"),
    )?;
    let found = Naive::new(&workload, rules, Sample { users: 0, ..sample })?;
    let mut digest = crate::digest::Digest::default();
    for number in 0..sample.users {
        let person = LowerPerson::of(&workload.people().person(number));
        digest.take_in(found.digest_of(number, &person));
    }
    let expected = json!({
        "size": size.name(),
        "users": sample.users,
        "rules": sample.rules,
        "count": digest.count,
        "hash": format!("{:016x}", digest.hash),
    });
    write_file(folder.join("expected.json"), format!("{expected}\n"))?;
    Ok(())
}

/// A row for each of the people.
fn people(
    workload: &Workload,
    leaves: &[(usize, Leaf)],
    sample: Sample,
    path: &Path,
) -> Result<(), Failed> {
    let people = workload.people();
    let mut table = csv::Writer::from_path(path)?;
    // Collections are asked through what is known of them.
    let is_single =
        |place: &usize| !matches!(attribute_name(*place), "proxyAddresses" | "assignedPlans");
    let places: Vec<usize> = (0..people.keys().len()).filter(is_single).collect();
    let mut heading = vec!["id".to_owned()];
    heading.extend(places.iter().map(|place| attribute_name(*place).to_owned()));
    heading.extend((0..leaves.len()).map(holds));
    table.write_record(&heading)?;
    for number in 0..sample.users {
        let person = people.person(number);
        let lower = LowerPerson::of(&person);
        let mut row = vec![number.to_string()];
        row.extend(places.iter().map(|place| match person.value(*place) {
            Value::Boolean(value) => value.to_string(),
            Value::Text(text) => text.to_lowercase(),
            _ => String::new(),
        }));
        row.extend(leaves.iter().map(|(place, leaf)| {
            let held = lower.cell(*place).is_some_and(|cell| leaf.holds(cell));
            held.to_string()
        }));
        table.write_record(&row)?;
    }
    table.flush()?;
    Ok(())
}

/// The column of a condition that is worked out beforehand.
fn holds(number: usize) -> String {
    format!("holds{number}")
}

/// Writes rules, and notes what has to be worked out beforehand.
struct Writer<'a> {
    keys: &'a [PropertyKey],
    numbers: HashMap<Condition, usize>,
    leaves: Vec<(usize, Leaf)>,
}

impl Writer<'_> {
    fn line(&mut self, number: usize, rule: &Rule) -> Result<String, Failed> {
        let logic = rule.expression().ok_or("a rule is no expression")?;
        let mut line = Map::new();
        line.insert("rule".to_owned(), json!(number));
        for dialect in &DIALECTS {
            let condition = sql::of_logic(logic, Sign::Plain, &mut |condition, sign| {
                self.sql(dialect, condition, sign)
            })?;
            line.insert(dialect.name.to_owned(), json!(condition));
        }
        line.insert("ldap".to_owned(), json!(self.filter(logic)?));
        Ok(serde_json::to_string(&line)?)
    }

    fn place(&self, condition: &Condition) -> Result<usize, Failed> {
        let known = self.keys.iter().position(|key| key == condition.property());
        known.ok_or_else(|| "a rule names an attribute that nobody has".into())
    }

    /// The column that says whether a condition holds.
    fn known(&mut self, condition: &Condition) -> Result<String, Failed> {
        let place = self.place(condition)?;
        let next = self.leaves.len();
        let number = *self.numbers.entry(condition.clone()).or_insert(next);
        if number == next {
            self.leaves.push((place, Leaf::of(self.keys, condition)?));
        }
        Ok(holds(number))
    }

    fn sql(
        &mut self,
        dialect: &Dialect,
        condition: &Condition,
        sign: Sign,
    ) -> Result<String, Failed> {
        match condition {
            Condition::Predicate(predicate) => {
                let name = attribute_name(self.place(condition)?);
                dialect.comparison(name, predicate, sign)
            }
            Condition::Quantified(_) => {
                let known = self.known(condition)?;
                Ok(format!("{known} = {}", sign == Sign::Plain))
            }
        }
    }

    /// A filter of LDAP; a missing value is none of the values that are asked for, as there.
    fn filter(&mut self, logic: &Logic<Condition>) -> Result<String, Failed> {
        let mut each = |parts: &[Logic<Condition>], sign: char| -> Result<String, Failed> {
            let texts = parts.iter().map(|part| self.filter(part));
            Ok(format!("({sign}{})", texts.collect::<Result<String, _>>()?))
        };
        match logic.node() {
            Node::And(parts) => each(parts, '&'),
            Node::Or(parts) => each(parts, '|'),
            Node::Not(inner) => Ok(format!("(!{})", self.filter(inner)?)),
            Node::Leaf(condition) => self.leaf_of_filter(condition),
        }
    }

    fn leaf_of_filter(&mut self, condition: &Condition) -> Result<String, Failed> {
        let name = attribute_name(self.place(condition)?);
        let Condition::Predicate(predicate) = condition else {
            return Ok(format!("({}=TRUE)", self.known(condition)?));
        };
        let is_negative = predicate.operator().is_negative();
        let test = match (predicate.operator().positive(), predicate.operand()) {
            (_, Operand::Null) => {
                // That nothing is there is the contrary of a filter of its own.
                let there = format!("({name}=*)");
                return Ok(match is_negative {
                    true => there,
                    false => format!("(!{there})"),
                });
            }
            (_, Operand::Boolean(value)) => {
                format!("({name}={})", value.to_string().to_uppercase())
            }
            (_, Operand::Texts(texts)) => {
                let each = texts.iter().map(|text| text.written().to_lowercase());
                let each: String = each
                    .map(|text| format!("({name}={})", escaped(&text)))
                    .collect();
                format!("(|{each})")
            }
            (_, Operand::Pattern(_)) => return Ok(format!("({}=TRUE)", self.known(condition)?)),
            (operator, Operand::Text(text)) => {
                let text = escaped(&text.written().to_lowercase());
                match operator {
                    Operator::StartsWith => format!("({name}={text}*)"),
                    Operator::EndsWith => format!("({name}=*{text})"),
                    Operator::Contains => format!("({name}=*{text}*)"),
                    _ => format!("({name}={text})"),
                }
            }
            (_, Operand::Moment(_)) => return Err("a rule compares dates".into()),
        };
        Ok(match is_negative {
            true => format!("(!{test})"),
            false => test,
        })
    }
}

/// A text as a filter of LDAP writes it.
fn escaped(text: &str) -> String {
    let each = text.chars().map(|letter| match letter {
        '*' | '(' | ')' | '\\' | '\0' => format!("\\{:02x}", u32::from(letter)),
        other => other.to_string(),
    });
    each.collect()
}
