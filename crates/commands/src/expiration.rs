//! What the commands on the expiration of groups share.

use ingroup_directory::ManagedGroups;
use ingroup_schema::{ObjectId, ObjectKind};
use ingroup_shell::{Done, Halt, Object, Parameter};
use ingroup_tenant::{Command, Lifecycle, LifecycleChanges, Refusal, Tenant, Wanted};

use crate::effects::Follows;
use crate::groups::optional;
use crate::parameters::{named, shared};
use crate::records::{by_name, name_of};
use crate::request::Request;

/// The parameters that say what a policy is like.
pub(crate) fn parameters() -> [Parameter; 3] {
    [
        shared("GroupLifetimeInDays").position(0),
        shared("ManagedGroupTypes"),
        shared("AlternateNotificationEmails"),
    ]
}

/// The parameter of a command on groups that expire.
pub(crate) fn group() -> Parameter {
    named("Group", "Group")
        .alias("GroupId")
        .alias("Identity")
        .position(0)
        .mandatory()
        .from_pipeline()
        .from_property()
}

/// What the arguments say of a policy.
pub(crate) fn changes(request: &Request<'_, '_>) -> Result<LifecycleChanges, Halt> {
    let managed = "ManagedGroupTypes";
    let days = request.value("GroupLifetimeInDays");
    let days = days.filter(|value| !value.is_null());
    let days = days.map(|value| value.to_text().parse::<u32>().unwrap_or_default());
    let mails = request.texts("AlternateNotificationEmails").map(|texts| {
        let each = texts.iter().flat_map(|text| text.split([';', ',']));
        let each = each.map(|mail| mail.trim().to_owned());
        each.filter(|mail| !mail.is_empty()).collect()
    });
    Ok(LifecycleChanges {
        lifetime_days: days,
        managed: optional(
            request,
            managed,
            ManagedGroups::ALL,
            ManagedGroups::graph_name,
        )?,
        alternate_mails: mails,
    })
}

/// The name of the policy in PowerShell's sentences.
pub(crate) const POLICY: &str = "the expiration policy";

/// Refuses a policy id that is not that of the tenant's policy; the native commands name none.
pub(crate) fn check_policy(request: &mut Request<'_, '_>) -> Done {
    let Some(given) = request.text("PolicyId") else {
        return Ok(());
    };
    let known = policy_id(request.session().tenant()).map(|id| id.to_string());
    match known.is_some_and(|known| known.eq_ignore_ascii_case(given.trim())) {
        true => Ok(()),
        false => Err(Halt::Error(request.refused(&Refusal::NotFound {
            kind: ObjectKind::Group,
            identity: given,
        }))),
    }
}

fn policy_id(tenant: &Tenant) -> Option<ObjectId> {
    let policy = tenant.directory().lifecycle_policy();
    policy.map(|policy| policy.id)
}

/// Gives the policy, if there is one.
pub(crate) fn emit_policy(request: &mut Request<'_, '_>) -> Done {
    let found = record(request.session().tenant());
    match found {
        Some(found) => request.emit(found),
        None => Ok(()),
    }
}

/// Carries out something on the group that the argument names; says whether it was done.
pub(crate) fn change_group(
    request: &mut Request<'_, '_>,
    asked: fn(ObjectId) -> Lifecycle,
    follows: Follows,
) -> Result<bool, Halt> {
    let group = request.find(Wanted::Group, "Group")?;
    let name = name_of(request.session().tenant().directory(), group);
    let command = Command::Lifecycle(asked(group));
    let done = request.change(vec![command], &name, follows)?;
    Ok(done.is_some())
}

fn record(tenant: &Tenant) -> Option<Object> {
    let directory = tenant.directory();
    let policy = directory.lifecycle_policy()?;
    let selected = policy.selected.iter();
    let there = selected.filter_map(|id| directory.resolve(*id));
    let selected = by_name(directory, there);
    let names = selected.into_iter().map(|id| name_of(directory, id));
    let expiring = directory.groups();
    let expiring = expiring.filter(|group| group.facts().expires.is_some());
    Some(
        Object::new("ExpirationPolicy")
            .with("GroupLifetimeInDays", i64::from(policy.lifetime_days))
            .with("ManagedGroupTypes", policy.managed.graph_name())
            .with(
                "AlternateNotificationEmails",
                policy.alternate_mails.join(";"),
            )
            .with("ExpiringGroups", expiring.count())
            .with(
                "SelectedGroups",
                ingroup_shell::Value::texts(names.collect::<Vec<_>>().iter().map(String::as_str)),
            )
            .with("Id", policy.id.to_string()),
    )
}
