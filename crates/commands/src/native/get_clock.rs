//! `Get-Clock`: the tenant's time.

use ingroup_shell::{Command, Done, Object};

use crate::records::time;
use crate::request::{Request, native};
use crate::session::Session;

pub(super) fn command() -> Command<Session> {
    Command::new("Get-Clock", "Shows the tenant's time, how it passes, and what waits for it.")
        .describe(
            "NextChange is the next instant at which the passing of time alone changes the members of a group, \
             because its rule asks for a date.",
        )
        .example("Get-Clock", "Shows the time.")
        .each(native(get_clock))
}

fn get_clock(request: &mut Request<'_, '_>) -> Done {
    let record = {
        let session = request.session();
        let tenant = session.tenant();
        Object::new("Clock")
            .with("Now", time(tenant.clock().now()))
            .with("Mode", tenant.clock().mode().name())
            .with("NextChange", tenant.next_event().map(time))
            .with("WaitingWork", tenant.engine().waiting())
    };
    request.emit(record)
}
