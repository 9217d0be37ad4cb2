//! Questions that change nothing: whoever was asked goes on as who was not, and both say the same.

use ingroup_directory::{Name, ObjectRef, Row};
use ingroup_engine::plain;
use ingroup_schema::{ObjectId, PropertyKey, SubjectKind, property};

use super::super::image::told;
use super::draw::Draw;
use crate::*;

/// Something that can be asked of a tenant.
#[derive(Debug, Clone)]
pub(super) enum Question {
    /// Whom a rule takes.
    Members(String),
    /// Whom each rule takes, all worked out anew.
    Everything,
    /// Who has a name.
    Find(String),
    /// Whose name begins so.
    Beginning(String),
    /// What a group gives and whom it fails.
    Licenses(ObjectId),
    /// The team of a group, and why a user lacks a licence.
    About(ObjectId, ObjectId),
    /// What is wrong, owned and used up.
    Overview,
    /// What a command would come to.
    WhatIf(Box<Command>),
}

impl Draw {
    /// What is asked.
    pub(super) fn question(&mut self, tenant: &Tenant) -> Question {
        let (user, group) = self.user_and_group(tenant);
        match self.below(9) {
            0 | 1 => Question::Members(self.any_rule(tenant)),
            2 => Question::Everything,
            3 => Question::Find(self.name_of_somebody()),
            4 => Question::Beginning(self.name_of_somebody()),
            5 => Question::Licenses(group),
            6 => Question::About(user, group),
            7 => Question::Overview,
            _ => Question::WhatIf(Box::new(self.command(tenant))),
        }
    }
}

/// What a tenant says.
pub(super) fn answer(tenant: &Tenant, question: &Question) -> String {
    let directory = tenant.directory();
    match question {
        Question::Members(text) => whom_a_rule_takes(tenant, text),
        Question::Everything => {
            let policy = tenant.policy();
            let found = tenant.engine().everything(tenant.context(&policy), 2);
            for (id, found) in &found {
                let known = tenant.engine().group(*id).unwrap();
                let plain = known.rule().map_err(Clone::clone).and_then(|rule| {
                    let plain = plain::members(tenant.context(&policy), rule)?;
                    Ok(plain.rows)
                });
                assert_eq!(*found, plain, "whom the rule of {id} takes");
            }
            format!("{found:?}")
        }
        Question::Find(text) => {
            let wanted = [Wanted::User, Wanted::Group, Wanted::Device, Wanted::Unit];
            let found = wanted.map(|wanted| format!("{:?}", tenant.find(wanted, text)));
            let named = Name::ALL.map(|name| format!("{:?}", directory.find(name, text)));
            format!("{found:?} {named:?}")
        }
        Question::Beginning(text) => whose_name_begins(tenant, text),
        Question::Licenses(group) => format!(
            "{:?} {:?} {:?} {:?}",
            tenant.license_report(*group),
            tenant.license_failures(*group),
            tenant.product_use(),
            tenant.license_queue(),
        ),
        Question::About(user, group) => format!(
            "{:?} {:?} {:?}",
            tenant.team(*group),
            tenant.license_reasons(*user),
            tenant.roles_of(*user).collect::<Vec<_>>(),
        ),
        Question::Overview => format!(
            "{:?} {:?} {:?} {:?} {:?} {:?} {:?}",
            tenant.alerts(),
            tenant.compliance(),
            tenant.feature_needs(),
            tenant.quotas(),
            tenant.next_event(),
            tenant.license_loops(),
            tenant.licensed_guests(),
        ),
        Question::WhatIf(command) => {
            let mut tried = tenant.clone();
            let outcome = tried.execute(Command::clone(command));
            let forecast = outcome
                .as_ref()
                .ok()
                .map(|outcome| tenant.forecast(&tried, outcome));
            format!("{} {forecast:?}", told(&outcome))
        }
    }
}

fn whom_a_rule_takes(tenant: &Tenant, text: &str) -> String {
    let Some(rule) = ingroup_rule::analyse(text, None).rule else {
        return "no rule".to_owned();
    };
    let policy = tenant.policy();
    let found = tenant.engine().members(tenant.context(&policy), &rule);
    let wanted = plain::members(tenant.context(&policy), &rule);
    match (&found, &wanted) {
        (Ok(found), Ok(wanted)) => assert_eq!(found.rows, wanted.rows, "{text}"),
        _ => assert_eq!(found, wanted, "{text}"),
    }
    format!("{found:?}")
}

/// By an order that is made when somebody asks, and by looking at everybody.
fn whose_name_begins(tenant: &Tenant, start: &str) -> String {
    let table = tenant.directory().users();
    let key = PropertyKey::Known(property(SubjectKind::User, "displayName").unwrap().id);
    let Some(column) = table.column(&key) else {
        return String::new();
    };
    let found: Vec<(Row, &str)> = column.beginning(start).collect();
    let is_so = |row: &Row| {
        let name = tenant.directory().display_name(ObjectRef::User(*row));
        name.is_some_and(|name| name.to_lowercase().starts_with(&start.to_lowercase()))
    };
    let mut rows: Vec<Row> = found.iter().map(|(row, _)| *row).collect();
    rows.sort_unstable();
    let wanted: Vec<Row> = table.rows().filter(is_so).collect();
    assert_eq!(rows, wanted, "whose name begins with {start:?}");
    format!("{found:?}")
}
