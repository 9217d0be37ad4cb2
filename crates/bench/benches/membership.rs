//! The small steps that membership is made of, each for itself: `cargo bench -p ingroup-bench`.
//!
//! What the whole comes to, against what others need for it, is the business of the jobs.

use std::fmt;

use divan::counter::ItemsCount;
use divan::{Bencher, black_box};
use ingroup_directory::{Directory, GroupFacts, GroupType, Organization, Row, UserFacts};
use ingroup_engine::{Context, Engine, SubjectView};
use ingroup_rule::{Rule, check, parse};
use ingroup_schema::{Instant, ObjectId, PropertyKey, SubjectKind, Value, property};

/// A rule with a name for it.
#[derive(Clone, Copy)]
struct Sample {
    name: &'static str,
    text: &'static str,
}

impl fmt::Display for Sample {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name)
    }
}

/// From the shortest rule to one that people would call long.
const RULES: [Sample; 4] = [
    Sample {
        name: "one condition",
        text: "user.accountEnabled -eq true",
    },
    Sample {
        name: "two conditions",
        text: "(user.department -eq \"Sales\") -and (user.city -startsWith \"Ber\")",
    },
    Sample {
        name: "a list and a negation",
        text: "user.department -in [\"Sales\", \"Marketing\", \"Research\"] -and -not (user.jobTitle -contains \
               \"Intern\" -or user.displayName -match \"^Test\")",
    },
    Sample {
        name: "all sorts",
        text: "(user.otherMails -any (_ -endsWith \"@example.com\" -and _ -notStartsWith \"old\")) -or (user.city -eq \
               \"Bern\" -and user.country -ne null) -or (user.jobTitle -match \"^(Senior|Lead) .*Engineer$\" -and \
               user.department -notIn [\"HR\", \"Legal\"])",
    },
];

/// How many groups the rules over a block belong to.
const GROUPS: usize = 1_000;
/// A block of rows.
const BLOCK: usize = 65_536;

fn main() {
    divan::main();
}

/// From text to a tree.
#[divan::bench(args = RULES)]
fn reading(sample: Sample) {
    black_box(parse(black_box(sample.text)));
}

/// From a tree to a rule.
#[divan::bench(args = RULES)]
fn checking(bencher: Bencher<'_, '_>, sample: Sample) {
    let (tree, _) = parse(sample.text);
    bencher.bench_local(|| black_box(check(black_box(&tree), None)));
}

/// One rule, asked of one user by the plain evaluator.
#[divan::bench(args = RULES)]
fn one_evaluation(bencher: Bencher<'_, '_>, sample: Sample) {
    let (Some(rule), Some(directory)) = (rule(sample.text), people(1)) else {
        return;
    };
    let view = SubjectView::new(&directory, SubjectKind::User, Row::new(0));
    bencher.bench_local(|| black_box(rule.evaluate(black_box(&view), Instant::EPOCH)));
}

/// A thousand rules, asked of all users of one block at once.
#[divan::bench(sample_count = 20, sample_size = 1)]
fn one_block(bencher: Bencher<'_, '_>) {
    let Some(mut directory) = people(BLOCK) else {
        return;
    };
    for number in 0..GROUPS {
        if directory
            .create_group(id("group", number), group(number), &mut Vec::new())
            .is_err()
        {
            return;
        }
    }
    let mut engine = Engine::new();
    let context = Context::unchosen(&directory, Instant::EPOCH);
    engine.load(context);
    bencher
        .counter(ItemsCount::new(BLOCK * GROUPS))
        .bench_local(|| black_box(engine.everything(context, 1)));
}

fn rule(text: &str) -> Option<Rule> {
    check(&parse(text).0, None).rule
}

/// Users whose values repeat as those of people do.
fn people(count: usize) -> Option<Directory> {
    let mut directory = Directory::new(Organization::default());
    for number in 0..count {
        let text = |name, text: &str| Some((key(name)?, Value::text(text)));
        let mail = format!("user{number}@example.com");
        let values = vec![
            text("displayName", &format!("User {number}"))?,
            text("department", &format!("Department {}", number % 400))?,
            text("city", &format!("City {}", number * 7 % 800))?,
            text("country", &format!("Country {}", number * 11 % 60))?,
            text("jobTitle", &format!("Senior Title {}", number * 13 % 3_000))?,
            (key("otherMails")?, Value::texts([mail])),
            (key("accountEnabled")?, Value::Boolean(number % 17 != 0)),
        ];
        let changes = &mut Vec::new();
        directory
            .create_user(id("user", number), values, UserFacts::default(), changes)
            .ok()?;
    }
    Some(directory)
}

/// Rules of several shapes, narrow ones and broad ones.
fn group(number: usize) -> GroupFacts {
    let department = format!("user.department -eq \"Department {}\"", number % 400);
    let rule = match number % 5 {
        0 => department,
        1 => format!("{department} -and user.accountEnabled -eq true"),
        2 => format!(
            "user.city -startsWith \"City {}\" -or {department}",
            number % 80
        ),
        3 => format!(
            "user.country -eq \"Country {}\" -and -not ({department})",
            number % 60
        ),
        _ => format!(
            "user.accountEnabled -ne true -and user.jobTitle -contains \"{}\"",
            number % 100
        ),
    };
    GroupFacts {
        display_name: "Group".into(),
        security_enabled: true,
        group_types: [GroupType::DynamicMembership].into(),
        membership_rule: Some(rule.into()),
        ..GroupFacts::default()
    }
}

fn id(kind: &str, number: usize) -> ObjectId {
    ObjectId::derive(ObjectId::NIL, kind, &number.to_string(), "")
}

fn key(name: &str) -> Option<PropertyKey> {
    property(SubjectKind::User, name).map(|property| PropertyKey::Known(property.id))
}
