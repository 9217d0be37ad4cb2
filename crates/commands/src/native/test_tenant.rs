//! `Test-Tenant`: whether the tenant agrees with itself, and whether all members are those that the rules give.

use std::ops::ControlFlow;
use std::sync::atomic::Ordering;

use ingroup_directory::{Directory, Inconsistency};
use ingroup_insight::{MemberDifference, NotComparable, Verification, verify};
use ingroup_schema::ObjectId;
use ingroup_shell::{Category, Command, Done, Halt, Object, Parameter, ShellError, Value};
use ingroup_store::Verified;
use ingroup_tenant::Tenant;

use crate::progress::Progress;
use crate::records::name_of;
use crate::request::{Request, native};
use crate::session::Session;
use crate::stored;

/// How many members or groups the text names one by one.
const NAMED: usize = 5;

pub(super) fn command() -> Command<Session> {
    Command::new("Test-Tenant", "Says whether the tenant agrees with itself, and with its rules.")
        .describe(
            "Looks whether everything that is kept twice says the same both times: members and the groups they are \
             in, managers and their reports, names and ids, counts. With -Membership it computes the members of every \
             dynamic group and administrative unit anew and compares them with those that are there. Paused groups, \
             groups in error and memberOf groups that keep who left a source are named, not compared. Of a stored tenant \
             everything that is kept is compared with its checksums. Nothing is repaired. What does not agree is an error.",
        )
        .parameter(Parameter::switch("Membership").help("Compares all members with the rules, which takes a while in a large tenant."))
        .example("Test-Tenant", "Looks whether the tenant agrees with itself.")
        .example("Test-Tenant -Membership", "Compares all members with the rules too.")
        .example(
            "(Test-Tenant -Membership).NotComparable | Format-Table DisplayName, Reason",
            "Shows the groups whose members cannot be compared, and why.",
        )
        .each(native(test_tenant))
}

fn test_tenant(request: &mut Request<'_, '_>) -> Done {
    let compares = request.switch("Membership");
    let kept = stored::at_home(request, |keeper, _, watch| keeper.verify(watch))?;
    let kept = kept.map_err(|error| stored::failure(&error))?;
    let damages = kept.as_ref().map_or(0, |kept| kept.faults.len());
    let interruption = request.call.interruption();
    let (record, problems) = {
        let mut session = request.session();
        let (tenant, progress) = session.tenant_and_progress();
        let directory = tenant.directory();
        let mut told = |what: &str, done: usize, all: usize| {
            progress(Progress {
                what: what.to_owned(),
                done: done as u64,
                all: all as u64,
            });
            match interruption.load(Ordering::Relaxed) {
                true => ControlFlow::Break(()),
                false => ControlFlow::Continue(()),
            }
        };
        let found =
            directory.inconsistencies_watched(&mut |done, all| told("Comparing facts", done, all));
        let ControlFlow::Continue(found) = found else {
            // The bar goes away.
            let _ = told("", 1, 1);
            return Err(Halt::Interrupted);
        };
        let faults: Vec<String> = found
            .iter()
            .map(|found| sentence(directory, found))
            .collect();
        let policy = tenant.policy();
        let verified = match compares {
            true => {
                let context = tenant.context(&policy);
                let verified = verify(tenant.engine(), context, &mut |done, all| {
                    told("Comparing members", done, all)
                });
                let ControlFlow::Continue(verified) = verified else {
                    let _ = told("", 1, 1);
                    return Err(Halt::Interrupted);
                };
                Some(verified)
            }
            false => None,
        };
        let differences = verified.as_ref().map_or(0, |found| found.differences.len());
        let record = record(tenant, &faults, verified.as_ref(), kept.as_ref());
        (record, faults.len() + differences)
    };
    request.emit(record)?;
    if damages > 0 {
        return request.call.report(
            ShellError::new("What is kept of the tenant is damaged.")
                .category(Category::InvalidOperation)
                .help("Export-Tenant and Backup-Tenant save the tenant of now, elsewhere. Restore-Tenant -Intact takes what is good of the record."),
        );
    }
    match problems {
        0 => Ok(()),
        _ => request.call.report(
            ShellError::new("The tenant does not agree with itself.")
                .category(Category::InvalidOperation)
                .help("That is a fault of this program, not of the tenant. Export-Tenant saves the facts, and loading them again computes everything else anew."),
        ),
    }
}

/// What a person is to know of one disagreement.
fn sentence(directory: &Directory, found: &Inconsistency) -> String {
    let message = found.disagreement.message();
    match found.about {
        Some(id) => format!("\"{}\": {message}", name_of(directory, id)),
        None => message.to_owned(),
    }
}

/// The products of which other units are in use, as the files of an import said, than users hold.
fn notes(tenant: &Tenant) -> Vec<String> {
    let directory = tenant.directory();
    let products = directory.subscriptions().iter();
    let notes = products.filter_map(|one| {
        let held = directory.license_holder_count(one.sku_id);
        let used = one.consumed_units;
        (used as usize != held).then(|| {
            let name = tenant.product_name(one.sku_id);
            format!(
                "Of \"{name}\" {used} units are in use as the import said, and users who hold it here: {held}."
            )
        })
    });
    notes.collect()
}

fn record(
    tenant: &Tenant,
    faults: &[String],
    verified: Option<&Verification>,
    kept: Option<&Verified>,
) -> Object {
    let directory = tenant.directory();
    let damages = kept.map_or(&[][..], |kept| &kept.faults);
    let sound = faults.is_empty()
        && damages.is_empty()
        && verified.is_none_or(|found| found.differences.is_empty());
    let mut lines = match faults {
        [] => vec!["The tenant agrees with itself.".to_owned()],
        faults => faults.to_vec(),
    };
    let notes = notes(tenant);
    lines.extend(notes.iter().cloned());
    let differences = verified.map(|found| found.differences.iter());
    let not_comparable = verified.map(|found| found.not_comparable.iter());
    if let Some(found) = verified {
        lines.extend(compared(directory, found));
    }
    match (kept, damages) {
        (Some(kept), []) => lines.push(format!(
            "All that is kept is as it was written: units: {}, whole states: {}.",
            kept.units, kept.states
        )),
        _ => lines.extend(damages.iter().map(|fault| format!("Damaged: {fault}."))),
    }
    Object::new("TenantTest")
        .with("Sound", sound)
        .with("Faults", Value::texts(faults.iter().map(String::as_str)))
        .with("Notes", Value::texts(notes.iter().map(String::as_str)))
        .with("Damages", Value::texts(damages.iter().map(String::as_str)))
        .with("Compared", verified.map(|found| found.compared))
        .with(
            "Differences",
            differences
                .map(|all| Value::array(all.map(|one| difference(directory, one)).collect())),
        )
        .with(
            "NotComparable",
            not_comparable
                .map(|all| Value::array(all.map(|one| left_out(directory, *one)).collect())),
        )
        .with("Report", lines.join("\n"))
}

fn difference(directory: &Directory, found: &MemberDifference) -> Value {
    let names = |ids: &[ObjectId]| {
        let names: Vec<String> = ids.iter().map(|id| name_of(directory, *id)).collect();
        Value::texts(names.iter().map(String::as_str))
    };
    Value::Object(
        Object::new("MemberDifference")
            .with("DisplayName", name_of(directory, found.holder))
            .with("Missing", names(&found.missing))
            .with("TooMany", names(&found.too_many))
            .with("Id", found.holder.to_string()),
    )
}

fn left_out(directory: &Directory, (holder, why): (ObjectId, NotComparable)) -> Value {
    Value::Object(
        Object::new("NotComparable")
            .with("DisplayName", name_of(directory, holder))
            .with("Reason", why.reason())
            .with("Id", holder.to_string()),
    )
}

/// What the comparison has found, line by line.
fn compared(directory: &Directory, found: &Verification) -> Vec<String> {
    let agree = found.compared - found.differences.len();
    let mut lines = vec![match agree {
        1 => {
            "1 dynamic group or administrative unit has the members that its rule gives.".to_owned()
        }
        _ => format!(
            "{agree} dynamic groups and administrative units have the members that their rules give."
        ),
    }];
    lines.extend(found.differences.iter().map(|one| {
        format!(
            "\"{}\" has other members than its rule gives: {} missing{}, {} too many{}.",
            name_of(directory, one.holder),
            one.missing.len(),
            some_names(directory, &one.missing),
            one.too_many.len(),
            some_names(directory, &one.too_many),
        )
    }));
    let left_out = found.not_comparable.iter().take(NAMED);
    lines.extend(left_out.map(|(holder, why)| {
        let name = name_of(directory, *holder);
        format!("\"{name}\" was not compared ({}).", why.reason())
    }));
    match found.not_comparable.len().saturating_sub(NAMED) {
        0 => {}
        more => lines.push(format!("{more} more were not compared.")),
    }
    lines
}

fn some_names(directory: &Directory, ids: &[ObjectId]) -> String {
    if ids.is_empty() {
        return String::new();
    }
    let mut names: Vec<String> = ids
        .iter()
        .take(NAMED)
        .map(|id| name_of(directory, *id))
        .collect();
    if ids.len() > NAMED {
        names.push("…".to_owned());
    }
    format!(" ({})", names.join(", "))
}
