//! `Get-Quota`: how much a tenant may hold, and how much it does.

use ingroup_shell::{Command, Done, Object};

use crate::request::{Request, native};
use crate::session::Session;

pub(super) fn command() -> Command<Session> {
    Command::new("Get-Quota", "Shows the limits of the tenant, and what is used of each.")
        .describe(
            "An import is not limited, so more may be used than is allowed; then nothing of that kind can be added. \
             Where each group, user or object has its own limit, Used is the most that one of them has.",
        )
        .example("Get-Quota | Format-Table Name, Used, Limit", "Shows all limits.")
        .each(native(get_quota))
}

fn get_quota(request: &mut Request<'_, '_>) -> Done {
    let rows: Vec<Object> = {
        let session = request.session();
        session
            .tenant()
            .quotas()
            .into_iter()
            .map(|row| {
                Object::new("Quota")
                    .with("Id", row.quota.id())
                    .with("Name", row.quota.counted())
                    .with("Used", row.used)
                    .with("Limit", row.limit)
                    .with("Most", row.most)
                    .with("Note", row.quota.note())
            })
            .collect()
    };
    rows.into_iter().try_for_each(|row| request.emit(row))
}
