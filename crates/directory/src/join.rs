//! Who may join a group without an owner's doing, and the requests of those who have to ask (`1.7`, `1.12`).

use std::collections::BTreeSet;
use std::sync::Arc;

use ingroup_schema::{Instant, ObjectId};
use serde::{Deserialize, Serialize};

use crate::change::Change;
use crate::chunked::Chunked;
use crate::directory::Directory;
use crate::error::IntegrityError;
use crate::sharded::Sharded;

/// Who may join a group without an owner's doing (`1.7`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum JoinPolicy {
    /// Everybody joins at once.
    Open,
    /// Everybody may ask, and one of the owners decides.
    OwnerApproval,
    /// Nobody: owners add members.
    Closed,
}

impl JoinPolicy {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Open, Self::OwnerApproval, Self::Closed];

    /// The word for lists and files.
    pub fn name(self) -> &'static str {
        match self {
            Self::Open => "Open",
            Self::OwnerApproval => "OwnerApproval",
            Self::Closed => "Closed",
        }
    }
}

/// Why a group is outside self-service (2.6).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum OutsideSelfService {
    /// It is a security group with a mail address.
    MailEnabledSecurity,
    /// It is a distribution list.
    Distribution,
    /// It is mastered in another directory.
    Synchronised,
    /// A rule gives its members.
    Dynamic,
    /// Directory roles can be given to it.
    RoleAssignable,
}

/// A request to join a group (`1.12`).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct JoinRequest {
    /// Its id.
    pub id: ObjectId,
    /// The group.
    pub group: ObjectId,
    /// Who asks.
    pub requester: ObjectId,
    /// Why, in their words.
    pub justification: Option<Arc<str>>,
    /// When it was made.
    pub created: Instant,
    /// How it stands.
    pub state: RequestState,
    /// Who settled it, if that was an object of the directory.
    pub decided_by: Option<ObjectId>,
    /// When it was settled.
    pub decided: Option<Instant>,
}

/// How a request stands; all but the first are its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum RequestState {
    /// Nobody has decided.
    Pending,
    /// The requester was let in.
    Approved,
    /// The requester was not let in.
    Rejected,
    /// The requester took it back.
    Cancelled,
    /// Somebody else took it away, or what it was about.
    Deleted,
}

impl RequestState {
    /// All of them.
    pub const ALL: [Self; 5] = [
        Self::Pending,
        Self::Approved,
        Self::Rejected,
        Self::Cancelled,
        Self::Deleted,
    ];

    /// The word for lists and files.
    pub fn name(self) -> &'static str {
        match self {
            Self::Pending => "Pending",
            Self::Approved => "Approved",
            Self::Rejected => "Rejected",
            Self::Cancelled => "Cancelled",
            Self::Deleted => "Deleted",
        }
    }
}

/// All requests, and which of them are pending.
#[derive(Debug, Clone, Default)]
pub(crate) struct JoinRequests {
    /// In the order in which they were made.
    all: Chunked<Arc<JoinRequest>>,
    places: Sharded<ObjectId, usize>,
    /// Group, requester and request: one at most for the two.
    pending: Arc<BTreeSet<(ObjectId, ObjectId, ObjectId)>>,
}

impl JoinRequests {
    /// Keeps a request behind all others.
    pub(crate) fn keep(&mut self, request: Arc<JoinRequest>) {
        if request.state == RequestState::Pending {
            let key = (request.group, request.requester, request.id);
            Arc::make_mut(&mut self.pending).insert(key);
        }
        self.places.insert(request.id, self.all.len());
        self.all.push(request);
    }
}

impl Directory {
    /// The requests to join groups, in the order in which they were made.
    pub fn join_requests(&self) -> impl Iterator<Item = &JoinRequest> {
        self.join_requests.all.iter().map(Arc::as_ref)
    }

    /// The request with this id.
    pub fn join_request(&self, id: ObjectId) -> Option<&Arc<JoinRequest>> {
        let place = self.join_requests.places.get(&id)?;
        self.join_requests.all.get(*place)
    }

    /// The pending requests as group, requester and request, by their ids.
    pub fn pending_requests(
        &self,
    ) -> impl Iterator<Item = (ObjectId, ObjectId, ObjectId)> + use<'_> {
        self.join_requests.pending.iter().copied()
    }

    /// The pending request of this user to join this group.
    pub fn pending_request(&self, group: ObjectId, requester: ObjectId) -> Option<ObjectId> {
        let first = (group, requester, ObjectId::NIL);
        let (of, by, id) = self.join_requests.pending.range(first..).next()?;
        ((*of, *by) == (group, requester)).then_some(*id)
    }

    /// Keeps a request.
    pub fn add_join_request(
        &mut self,
        request: JoinRequest,
        changes: &mut Vec<Change>,
    ) -> Result<(), IntegrityError> {
        let requests = &mut self.join_requests;
        if requests.places.get(&request.id).is_some() {
            return Err(IntegrityError::IdInUse(request.id));
        }
        let request = Arc::new(request);
        requests.keep(request.clone());
        changes.push(Change::JoinRequested { request });
        Ok(())
    }

    /// Puts other requests in the place of all that there are, as an export without names has them.
    pub fn replace_join_requests(&mut self, requests: Vec<JoinRequest>) {
        self.join_requests = JoinRequests::default();
        for request in requests {
            // Of two with one id the first is kept.
            let _ = self.add_join_request(request, &mut Vec::new());
        }
    }

    /// Ends a pending request in this state.
    pub fn settle_join_request(
        &mut self,
        id: ObjectId,
        state: RequestState,
        by: Option<ObjectId>,
        at: Instant,
        changes: &mut Vec<Change>,
    ) -> Result<(), IntegrityError> {
        let requests = &mut self.join_requests;
        let place = requests.places.get(&id).copied();
        let request = place
            .and_then(|place| requests.all.get_mut(place))
            .filter(|request| request.state == RequestState::Pending)
            .ok_or(IntegrityError::UnknownObject(id))?;
        let settled = Arc::make_mut(request);
        settled.state = state;
        settled.decided_by = by;
        settled.decided = Some(at);
        let key = (settled.group, settled.requester, id);
        let request = request.clone();
        Arc::make_mut(&mut requests.pending).remove(&key);
        changes.push(Change::JoinRequestSettled { request });
        Ok(())
    }
}
