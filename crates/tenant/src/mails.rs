//! The mails that the service sends, rendered from the journal: nobody keeps them (`PROC-20`).

use std::sync::Arc;

use ingroup_directory::Way;
use ingroup_schema::{Instant, ObjectId};

use crate::journal::{MailDue, Moves, Names, Record, Trace};
use crate::tenant::Tenant;

/// A mail that was sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mail {
    /// What kind of mail it is.
    pub kind: MailKind,
    /// When it was sent.
    pub at: Instant,
    /// To whom.
    pub user: ObjectId,
    /// The user's sign-in name at the time; the name if there was none.
    pub to: Arc<str>,
    /// The group it is about.
    pub group: ObjectId,
    /// The group's name at the time.
    pub group_name: Arc<str>,
}

/// The kinds of mail.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MailKind {
    /// Somebody joined a Microsoft 365 group.
    Welcome,
}

impl MailKind {
    /// All kinds.
    pub const ALL: [Self; 1] = [Self::Welcome];

    /// The word for lists.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Welcome => "Welcome",
        }
    }
}

impl Mail {
    /// Its subject.
    pub fn subject(&self) -> String {
        match self.kind {
            MailKind::Welcome => format!("You've joined the {} group", self.group_name),
        }
    }
}

impl Tenant {
    /// The mails of the time that the journal covers (`LOG-6`), oldest first: each user who joins a Microsoft 365
    /// group gets one, whoever or whatever added the user, and another one after a conversion (`PROC-20`, N-22).
    pub fn mails(&self) -> impl DoubleEndedIterator<Item = Mail> + '_ {
        let names = Arc::new(Names::new(&self.directory, &self.journal));
        let welcomes = self.journal.records().flat_map(|record| {
            let traces = record.traces.iter();
            traces.filter_map(move |trace| match trace {
                Trace::Moves(moves) if moves.mail == MailDue::Welcome && moves.way == Way::In => {
                    Some((record, &**moves))
                }
                Trace::Moves(_) | Trace::Deed(_) => None,
            })
        });
        welcomes.flat_map(move |(record, moves)| {
            let names = names.clone();
            let users = moves.objects.ids(&self.directory);
            users.map(move |user| welcome(&names, record, moves, user))
        })
    }
}

fn welcome(names: &Names<'_>, record: &Record, moves: &Moves, user: ObjectId) -> Mail {
    let named = names.of(user, record.unit);
    let to = named.principal_name.or(named.name);
    Mail {
        kind: MailKind::Welcome,
        at: record.at,
        user,
        to: to.unwrap_or_else(|| user.to_string().into()),
        group: moves.holder,
        group_name: moves.name.clone(),
    }
}
