//! `Get-AuditLog`: who did what when.

use ingroup_schema::ObjectId;
use ingroup_shell::{Category, Command, Done, Halt, Object, Parameter, ShellError, is_like};
use ingroup_tenant::{AuditCategory, AuditEntry, AuditQuery, Refusal, Wanted};

use crate::parameters::named;
use crate::records;
use crate::request::{Request, native};
use crate::session::Session;

pub(super) fn command() -> Command<Session> {
    Command::new("Get-AuditLog", "Shows who did what when, oldest first.")
        .describe(
            "Each membership that was added or removed has an entry of its own; those of one piece of work share a \
             CorrelationId. What was refused, what an import brought and what happened before it is not in the log. \
             Entries are kept for 30 days, and for 7 in a tenant that owns no paid plan. Format-List shows \
             everything about an entry, InitiatedBy and TargetResources as the service has them.",
        )
        .parameter(
            Parameter::texts("Activity")
                .position(0)
                .help("Only these activities, such as 'Add member to group'; * stands for any text."),
        )
        .parameter(
            Parameter::texts("Category")
                .choices(&AuditCategory::ALL.map(AuditCategory::name))
                .help("Only these categories."),
        )
        .parameter(
            Parameter::text("InitiatedBy")
                .help("Only what this user or application did: a name, a sign-in name or an id; * stands for any text."),
        )
        .parameter(
            Parameter::text("Target")
                .help("Only what was done to this: a name, a sign-in name or an id; * stands for any text."),
        )
        .parameter(named("Group", "Group"))
        .parameter(named("User", "User"))
        .parameter(Parameter::text("CorrelationId").help("Only the entries of this piece of work."))
        .parameter(Parameter::time("After").help("Only what happened then or later."))
        .parameter(Parameter::time("Before").help("Only what happened then or earlier."))
        .parameter(Parameter::int("First").help("How many entries at most, from the oldest."))
        .parameter(Parameter::int("Last").help("How many entries at most, up to the newest."))
        .example(
            "Set-User diego@contoso.com -Department Legal; Get-AuditLog",
            "Shows what a change of a user brought about.",
        )
        .example(
            "Set-User diego@contoso.com -Department Legal; Get-AuditLog 'Remove member*' -Group 'Sales in Germany' | Format-List",
            "Shows everything about who left a group.",
        )
        .example(
            "Remove-Group Macs; Get-AuditLog -Category GroupManagement -Last 1 | Format-Table Time, Activity, By, Target",
            "Shows what was done last with a group.",
        )
        .each(native(get_audit_log))
}

/// What the arguments ask for beside what the tenant can look up by itself.
struct Filter {
    activities: Option<Vec<String>>,
    categories: Option<Vec<String>>,
    by: Option<String>,
    targets: Vec<String>,
}

fn get_audit_log(request: &mut Request<'_, '_>) -> Done {
    let (first, last) = (number(request, "First")?, number(request, "Last")?);
    if first.is_some() && last.is_some() {
        return Err(ShellError::new("-First and -Last exclude each other.")
            .category(Category::InvalidArgument)
            .help("Give one of them.")
            .into());
    }
    let mut filter = Filter {
        activities: request.texts("Activity"),
        categories: request.texts("Category"),
        by: request.text("InitiatedBy"),
        targets: request.text("Target").into_iter().collect(),
    };
    let mut gone = Vec::new();
    let query = AuditQuery {
        from: request.time("After"),
        to: request.time("Before"),
        correlation: correlation(request)?,
        group: object(request, Wanted::Group, "Group", &mut filter, &mut gone)?,
        object: object(request, Wanted::User, "User", &mut filter, &mut gone)?,
    };
    let records: Vec<Object> = {
        let session = request.session();
        let wanted = |entry: &AuditEntry| filter.takes(entry);
        let entries = session.tenant().audit(query).filter(wanted);
        match (first, last) {
            (Some(first), _) => entries
                .take(first)
                .map(|entry| records::audit(&entry))
                .collect(),
            (None, Some(last)) => {
                let newest = entries.rev().take(last).map(|entry| records::audit(&entry));
                let mut newest: Vec<Object> = newest.collect();
                newest.reverse();
                newest
            }
            (None, None) => entries.map(|entry| records::audit(&entry)).collect(),
        }
    };
    if records.is_empty()
        && let Some(refused) = gone.pop()
    {
        return Err(refused);
    }
    records
        .into_iter()
        .try_for_each(|record| request.emit(record))
}

impl Filter {
    fn takes(&self, entry: &AuditEntry) -> bool {
        let like_any = |patterns: &Option<Vec<String>>, text: &str| {
            let patterns = patterns.as_ref();
            patterns.is_none_or(|all| all.iter().any(|pattern| is_like(text, pattern)))
        };
        like_any(&self.activities, entry.activity.name())
            && like_any(&self.categories, entry.category().name())
            && self.by.as_ref().is_none_or(|by| is_by(entry, by))
            && self.targets.iter().all(|target| is_about(entry, target))
    }
}

fn is_by(entry: &AuditEntry, pattern: &str) -> bool {
    let by = &entry.initiated_by;
    let id = by.id().map(|id| id.to_string());
    is_named(&by.name(), pattern) || id.is_some_and(|id| is_like(&id, pattern))
}

/// Whether the name is like the pattern; of a sign-in name the part before the @ will do, as everywhere.
fn is_named(name: &str, pattern: &str) -> bool {
    let nickname = name.split_once('@').map(|(nickname, _)| nickname);
    is_like(name, pattern) || nickname.is_some_and(|nickname| is_like(nickname, pattern))
}

/// Whether one of the targets has this name or id, or is what somebody came to or left.
fn is_about(entry: &AuditEntry, pattern: &str) -> bool {
    let is = |name: &str| is_named(name, pattern);
    let holder = entry.joined_or_left().is_some_and(is);
    holder
        || entry.targets.iter().any(|target| {
            let id = target.id.map(|id| id.to_string());
            let names = [
                id.as_deref(),
                target.display_name.as_deref(),
                target.principal_name.as_deref(),
            ];
            names.into_iter().flatten().any(is)
        })
}

/// The object that the argument names. One that is gone is looked for in the log by the names it had; its refusal
/// is given if the log knows nothing of it either.
fn object(
    request: &mut Request<'_, '_>,
    wanted: Wanted,
    native: &str,
    filter: &mut Filter,
    gone: &mut Vec<Halt>,
) -> Result<Option<ObjectId>, Halt> {
    let Some(identity) = request.text(native) else {
        return Ok(None);
    };
    let found = request.session().find(wanted, &identity);
    match found {
        Ok(id) => Ok(Some(id)),
        Err(refusal @ Refusal::NotFound { .. }) => {
            let error = request.refused(&refusal).about(native.to_owned());
            gone.push(Halt::Error(error.target(identity.as_str())));
            filter.targets.push(identity);
            Ok(None)
        }
        Err(refusal) => {
            let error = request.refused(&refusal).about(native.to_owned());
            Err(Halt::Error(error.target(identity)))
        }
    }
}

fn correlation(request: &Request<'_, '_>) -> Result<Option<ObjectId>, Halt> {
    let Some(text) = request.text("CorrelationId") else {
        return Ok(None);
    };
    text.parse().map(Some).map_err(|_| {
        Halt::Error(
            ShellError::new(format!("\"{text}\" is not a correlation id."))
                .category(Category::InvalidArgument)
                .about("CorrelationId")
                .help("Take it from an entry: Get-AuditLog -Last 1 | Format-List."),
        )
    })
}

fn number(request: &Request<'_, '_>, native: &'static str) -> Result<Option<usize>, Halt> {
    let Some(value) = request.value(native) else {
        return Ok(None);
    };
    let number = value.to_number().and_then(|number| number.round_to_int());
    let number = number.and_then(|number| usize::try_from(number).ok());
    number.map(Some).ok_or_else(|| {
        Halt::Error(
            ShellError::new(format!("-{native} takes a whole number from 0 up."))
                .category(Category::InvalidArgument)
                .about(native),
        )
    })
}
