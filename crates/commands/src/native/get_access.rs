//! `Get-Access`: who reaches which application, and through what.

use ingroup_directory::{AccessThrough, Application, ObjectRef};
use ingroup_schema::ObjectId;
use ingroup_shell::{Command, Done, Object};
use ingroup_tenant::{Tenant, Wanted};

use crate::applications;
use crate::parameters::shared;
use crate::records::name_of;
use crate::request::{Request, native};
use crate::session::Session;

pub(super) fn command() -> Command<Session> {
    Command::new("Get-Access", "Shows who reaches which application, and through what.")
        .describe(
            "One row for each way: an assignment of the person's own, or direct membership of an assigned group. \
             Remark says when a group does not follow its rule at the moment: it is paused, in error, or waits to be \
             filled after a conversion; an assigned group with nobody in it has a row without a person.",
        )
        .parameter(
            shared("User")
                .alias("Id")
                .position(0)
                .from_pipeline()
                .from_property(),
        )
        .parameter(shared("Application").alias("AppId"))
        .parameter(shared("Group").alias("GroupId"))
        .example(
            "$app = New-Application Salesforce; Add-ApplicationAssignment Salesforce -Group Sales; Get-GroupMember Sales | Select-Object -First 1 | Get-Access",
            "Shows what somebody reaches.",
        )
        .example(
            "$app = New-Application Salesforce; Add-ApplicationAssignment Salesforce -Group 'Paused: remote'; Get-Access -Application Salesforce | Select-Object -First 2",
            "Shows who reaches an application.",
        )
        .each(native(get_access))
}

/// Which rows are wanted.
#[derive(Default)]
struct Wish {
    user: Option<ObjectId>,
    application: Option<ObjectId>,
    group: Option<ObjectId>,
}

fn get_access(request: &mut Request<'_, '_>) -> Done {
    let mut wish = Wish::default();
    if request.has("User") {
        wish.user = Some(request.find(Wanted::User, "User")?);
    }
    if request.has("Application") {
        wish.application = Some(applications::find(request, "Application")?);
    }
    if request.has("Group") {
        wish.group = Some(request.find(Wanted::Group, "Group")?);
    }
    let rows = rows(request.session().tenant(), &wish);
    rows.into_iter().try_for_each(|row| request.emit(row))
}

/// The rows, by application, then by way, the person's own first, then by person.
fn rows(tenant: &Tenant, wish: &Wish) -> Vec<Object> {
    let directory = tenant.directory();
    let mut rows = Vec::new();
    for application in directory.applications() {
        if wish.application.is_some_and(|id| id != application.id()) {
            continue;
        }
        for principal in application.assignments() {
            if wish.group.is_some_and(|group| group != principal) {
                continue;
            }
            let reach = applications::through(directory, principal);
            if reach.is_empty() && wish.user.is_none() {
                let way = AccessThrough::Group(principal);
                rows.push(row(tenant, application, None, way));
            }
            let wanted = |person: &ObjectId| wish.user.is_none_or(|user| user == *person);
            for (person, way) in reach.into_iter().filter(|(person, _)| wanted(person)) {
                rows.push(row(tenant, application, Some(person), way));
            }
        }
    }
    rows.sort_by(|(one, _), (other, _)| one.cmp(other));
    rows.into_iter().map(|(_, record)| record).collect()
}

/// A row and what it is sorted by.
fn row(
    tenant: &Tenant,
    application: &Application,
    person: Option<ObjectId>,
    way: AccessThrough,
) -> ([String; 4], Object) {
    let directory = tenant.directory();
    let (group, remark) = match way {
        AccessThrough::Assignment => (None, None),
        AccessThrough::Group(group) => (Some(group), applications::remark(tenant, group)),
    };
    let through = group.map(|group| name_of(directory, group));
    let name = person.map(|person| name_of(directory, person));
    let sign_in = match person.and_then(|person| directory.resolve(person)) {
        Some(ObjectRef::User(row)) => directory.user_principal_name(row),
        _ => None,
    };
    let text = |id: Option<ObjectId>| id.map(|id| id.to_string());
    let order = [
        application.facts().display_name.to_lowercase(),
        through.as_deref().unwrap_or_default().to_lowercase(),
        name.as_deref().unwrap_or_default().to_lowercase(),
        text(person).unwrap_or_default(),
    ];
    let record = Object::new("Access")
        .with("Application", &*application.facts().display_name)
        .with("DisplayName", name)
        .with("UserPrincipalName", sign_in)
        .with(
            "Through",
            through.unwrap_or_else(|| "own assignment".to_owned()),
        )
        .with("Remark", remark)
        .with("ApplicationId", application.id().to_string())
        .with("UserId", text(person))
        .with("GroupId", text(group));
    (order, record)
}
