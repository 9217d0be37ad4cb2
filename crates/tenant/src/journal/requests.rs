//! Requests to join groups: their entries and the mails about them (`1.12`, `LOG-2`, `OP-37`, `OP-39`).

use std::sync::Arc;

use ingroup_directory::{Directory, JoinRequest, ObjectRef, RequestState};
use ingroup_schema::ObjectId;

use super::activity::Activity;
use super::aim::aim_at;
use super::facts::created;
use super::record::{Deed, Message, Posted, Recipient, Trace};

/// What is kept of somebody asking: the entry, and the mail to all owners.
pub(super) fn requested(directory: &Directory, request: &JoinRequest) -> Vec<Trace> {
    let deed = deed(directory, request, Activity::RequestToJoin);
    let owners = owners(directory, request.group);
    let message = Message::Asked(request.requester);
    vec![deed, mail(directory, request, message, owners)]
}

/// What is kept of the end of a request: the entry, and the mail to who asked if an owner has decided.
pub(super) fn settled(directory: &Directory, request: &JoinRequest) -> Vec<Trace> {
    let (activity, message) = match request.state {
        RequestState::Approved => (Activity::ApproveRequest, Some(Message::Approved)),
        RequestState::Rejected => (Activity::RejectRequest, Some(Message::Rejected)),
        RequestState::Cancelled => (Activity::CancelRequest, None),
        RequestState::Deleted => (Activity::DeleteRequest, None),
        RequestState::Pending => return Vec::new(),
    };
    let requester = vec![Recipient::User(request.requester)];
    let mail = message.map(|message| mail(directory, request, message, requester));
    let deed = deed(directory, request, activity);
    std::iter::once(deed).chain(mail).collect()
}

/// The users who own a group.
pub(crate) fn owners(directory: &Directory, group: ObjectId) -> Vec<Recipient> {
    let Some(group) = directory.group(group) else {
        return Vec::new();
    };
    let users = group.owners().filter_map(|owner| match owner {
        ObjectRef::User(row) => directory.users().id(row),
        _ => None,
    });
    users.map(Recipient::User).collect()
}

fn deed(directory: &Directory, request: &JoinRequest, activity: Activity) -> Trace {
    let reason = created("Justification".into(), request.justification.clone());
    let modified = match activity {
        Activity::RequestToJoin => reason.into_iter().collect(),
        _ => Vec::new(),
    };
    Trace::Deed(Box::new(Deed {
        activity,
        targets: vec![
            aim_at(directory, request.group),
            aim_at(directory, request.requester),
        ],
        modified,
        failure: None,
    }))
}

fn mail(
    directory: &Directory,
    request: &JoinRequest,
    message: Message,
    to: Vec<Recipient>,
) -> Trace {
    let name = aim_at(directory, request.group).name;
    Trace::Mail(Box::new(Posted {
        group: request.group,
        name: name.unwrap_or_else(|| Arc::from("")),
        message,
        to,
    }))
}
