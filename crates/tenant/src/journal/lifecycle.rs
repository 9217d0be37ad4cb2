//! The expiration of groups in the log (`LOG-2`).

use std::sync::Arc;

use ingroup_directory::{Directory, LifecyclePolicy, Renewal};
use ingroup_schema::ObjectId;

use super::activity::Activity;
use super::aim::{aim_at, plain_aim};
use super::facts::created;
use super::record::{Deed, Modified, TargetType, Trace};
use super::values::Shown;

/// The entry of a renewal: when the group expires now.
pub(super) fn renewed(directory: &Directory, group: ObjectId, by: Renewal) -> Trace {
    let activity = match by {
        Renewal::ByPerson => Activity::RenewGroup,
        Renewal::ByActivity => Activity::AutorenewGroup,
    };
    let expires = directory
        .group(group)
        .and_then(|group| group.facts().expires);
    let modified = created("ExpirationDateTime".into(), expires.shown());
    of_group(directory, activity, group, modified.into_iter().collect())
}

/// The entries of a change of the policy: one for each group that was added or taken out, one for all else.
pub(super) fn policy_changed(
    directory: &Directory,
    old: Option<&LifecyclePolicy>,
    new: Option<&LifecyclePolicy>,
) -> Vec<Trace> {
    let activity = match (old, new) {
        (None, Some(_)) => Activity::CreateLifecyclePolicy,
        (Some(_), None) => Activity::DeleteLifecyclePolicy,
        _ => Activity::UpdateLifecyclePolicy,
    };
    let values = |policy: Option<&LifecyclePolicy>| policy.map(shown).unwrap_or_default();
    let (before, now) = (values(old), values(new));
    let names = [
        "GroupLifetimeInDays",
        "ManagedGroupTypes",
        "AlternateNotificationEmails",
    ];
    let changed = names.into_iter().zip(before.into_iter().zip(now));
    let modified: Vec<Modified> = changed
        .filter(|(_, (before, now))| before != now)
        .map(|(name, (old, new))| Modified {
            property: name.into(),
            old,
            new,
        })
        .collect();
    let mut traces = Vec::new();
    let policy = new.or(old);
    if let (Some(policy), false) = (policy, modified.is_empty()) {
        let name = Arc::from("Expiration policy");
        traces.push(Trace::Deed(Box::new(Deed {
            activity,
            targets: vec![plain_aim(policy.id, TargetType::Policy, &name)],
            modified,
            failure: None,
        })));
    }
    if let (Some(old), Some(new)) = (old, new) {
        let added = new.selected.difference(&old.selected);
        let removed = old.selected.difference(&new.selected);
        let added = added.map(|group| (Activity::SelectGroup, *group));
        let removed = removed.map(|group| (Activity::DeselectGroup, *group));
        let moved = added.chain(removed);
        traces.extend(
            moved.map(|(activity, group)| of_group(directory, activity, group, Vec::new())),
        );
    }
    traces
}

fn shown(policy: &LifecyclePolicy) -> [Option<Arc<str>>; 3] {
    [
        Some(policy.lifetime_days.to_string().into()),
        Some(policy.managed.graph_name().into()),
        policy.alternate_mails.shown(),
    ]
}

fn of_group(
    directory: &Directory,
    activity: Activity,
    group: ObjectId,
    modified: Vec<Modified>,
) -> Trace {
    Trace::Deed(Box::new(Deed {
        activity,
        targets: vec![aim_at(directory, group)],
        modified,
        failure: None,
    }))
}
