//! The mails that the service sends, rendered from the journal: nobody keeps them (`PROC-20`, `OP-37`, `OP-39`).

use std::sync::Arc;

use ingroup_directory::Way;
use ingroup_schema::{Instant, ObjectId};

use crate::journal::{MailDue, Message, Names, Recipient, Record, Trace};
use crate::tenant::Tenant;

/// A mail that was sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mail {
    /// What kind of mail it is.
    pub kind: MailKind,
    /// When it was sent.
    pub at: Instant,
    /// To whom; none if it went to an address that is no user's.
    pub user: Option<ObjectId>,
    /// The user's sign-in name at the time; the name if there was none; or the address.
    pub to: Arc<str>,
    /// The group it is about.
    pub group: ObjectId,
    /// The group's name at the time.
    pub group_name: Arc<str>,
    /// Its subject.
    pub subject: String,
}

/// The kinds of mail.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MailKind {
    /// Somebody joined a Microsoft 365 group.
    Welcome,
    /// Somebody asks the owners to let them join.
    JoinRequest,
    /// An owner let somebody join.
    JoinApproved,
    /// An owner did not let somebody join.
    JoinRejected,
    /// A group expires.
    Expiration,
    /// A group has expired and was deleted.
    GroupDeleted,
}

impl MailKind {
    /// All kinds.
    pub const ALL: [Self; 6] = [
        Self::Welcome,
        Self::JoinRequest,
        Self::JoinApproved,
        Self::JoinRejected,
        Self::Expiration,
        Self::GroupDeleted,
    ];

    /// The word for lists.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Welcome => "Welcome",
            Self::JoinRequest => "JoinRequest",
            Self::JoinApproved => "JoinApproved",
            Self::JoinRejected => "JoinRejected",
            Self::Expiration => "Expiration",
            Self::GroupDeleted => "GroupDeleted",
        }
    }
}

/// The place of a mail: which record, which trace of it, which of its recipients.
#[derive(Clone, Copy)]
struct Place<'a> {
    record: &'a Record,
    trace: &'a Trace,
    recipient: usize,
}

impl Tenant {
    /// The mails of the time that the journal covers (`LOG-6`), oldest first. Each user who joins a Microsoft 365 group
    /// gets one, whoever or whatever added the user, and another one after a conversion (`PROC-20`, N-22).
    pub fn mails(&self) -> impl DoubleEndedIterator<Item = Mail> + '_ {
        let names = Names::new(&self.directory, &self.journal);
        let places = self.journal.records().flat_map(|record| {
            record.traces.iter().flat_map(move |trace| {
                (0..recipients(trace)).map(move |recipient| Place {
                    record,
                    trace,
                    recipient,
                })
            })
        });
        places.filter_map(move |place| self.mail(&names, place))
    }

    fn mail(&self, names: &Names<'_>, place: Place<'_>) -> Option<Mail> {
        let record = place.record;
        let named = |user: ObjectId| {
            let named = names.of(user, record.unit);
            let name = named.principal_name.clone().or(named.name.clone());
            name.unwrap_or_else(|| user.to_string().into())
        };
        let (kind, group, group_name, recipient, subject) = match place.trace {
            Trace::Moves(moves) => {
                let user = moves.objects.get(&self.directory, place.recipient)?;
                welcome(moves.holder, moves.name.clone(), user)
            }
            Trace::ObjectMoved(moved) => {
                let group = moved.welcome(&self.directory, place.recipient)?;
                let name = names.of(group, record.unit).name.unwrap_or_default();
                welcome(group, name, moved.object(&self.directory)?)
            }
            Trace::Mail(posted) => {
                let name = &posted.name;
                let (kind, subject) = match posted.message {
                    Message::Asked(requester) => {
                        let requester = names.of(requester, record.unit).name;
                        let requester = requester.unwrap_or_default();
                        let subject = format!("{requester} asks to join the {name} group");
                        (MailKind::JoinRequest, subject)
                    }
                    Message::Approved => (
                        MailKind::JoinApproved,
                        format!("Your request to join the {name} group was approved"),
                    ),
                    Message::Rejected => (
                        MailKind::JoinRejected,
                        format!("Your request to join the {name} group was not approved"),
                    ),
                    Message::Expires(at) => (
                        MailKind::Expiration,
                        format!("The {name} group expires on {}", day(at)),
                    ),
                    Message::Expired => (
                        MailKind::GroupDeleted,
                        format!("The {name} group has expired and was deleted"),
                    ),
                };
                let recipient = posted.to.get(place.recipient)?.clone();
                (kind, posted.group, name.clone(), recipient, subject)
            }
            Trace::Deed(_) | Trace::Updated(_) => return None,
        };
        let (user, to) = match recipient {
            Recipient::User(user) => (Some(user), named(user)),
            Recipient::Address(address) => (None, address),
        };
        Some(Mail {
            kind,
            at: record.at,
            user,
            to,
            group,
            group_name,
            subject,
        })
    }
}

fn recipients(trace: &Trace) -> usize {
    match trace {
        Trace::Moves(moves) if moves.mail == MailDue::Welcome && moves.way == Way::In => {
            moves.objects.len()
        }
        Trace::Mail(posted) => posted.to.len(),
        Trace::ObjectMoved(moved) => moved.welcomed.len(),
        Trace::Moves(_) | Trace::Deed(_) | Trace::Updated(_) => 0,
    }
}

/// The mail that welcomes a user to a group.
fn welcome(
    group: ObjectId,
    name: Arc<str>,
    user: ObjectId,
) -> (MailKind, ObjectId, Arc<str>, Recipient, String) {
    let subject = format!("You've joined the {name} group");
    (
        MailKind::Welcome,
        group,
        name,
        Recipient::User(user),
        subject,
    )
}

/// The day of an instant, in UTC.
fn day(at: Instant) -> String {
    let text = at.to_string();
    text.split_once('T')
        .map_or(text.clone(), |(day, _)| day.to_owned())
}
