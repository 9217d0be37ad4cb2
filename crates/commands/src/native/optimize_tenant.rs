//! `Optimize-Tenant`: puts a stored tenant in order.

use ingroup_schema::Duration;
use ingroup_shell::{Category, Command, Done, Object, ShellError};

use crate::request::{Request, native};
use crate::session::Session;
use crate::stored;

pub(super) fn command() -> Command<Session> {
    Command::new("Optimize-Tenant", "Makes a stored tenant quick to open, and gives back room that it does not need.")
        .describe(
            "The state of now is kept for a quick start. What is older than the setting HistoryRetentionDays says is \
             dropped: the tenant as it was then cannot be seen any more; 0, the default, keeps everything. A change takes \
             about 500 bytes, states on the way included. Ctrl-C ends it, and then everything is as it was.",
        )
        .what_if()
        .example("Optimize-Tenant -WhatIf", "Says what would be done.")
        .example("Set-Tenant -HistoryRetentionDays 365; (Get-Tenant).HistoryRetentionDays", "Says how much history is to be kept.")
        .each(native(optimize_tenant))
}

fn optimize_tenant(request: &mut Request<'_, '_>) -> Done {
    let (target, since) = {
        let session = request.session();
        let days = session
            .tenant()
            .directory()
            .settings()
            .history_retention_days;
        let length = Duration::from_days(days.into()).negated();
        let since = (days > 0).then(|| session.now().saturating_add(length));
        let condition = session.keeper().condition();
        let condition = condition.map_err(|error| stored::failure(&error))?;
        (condition.map(|home| home.path.display().to_string()), since)
    };
    let action = request.call.name().to_owned();
    if !request
        .call
        .should_process(target.as_deref().unwrap_or("the tenant"), &action)?
    {
        return Ok(());
    }
    let done = stored::at_home(request, |keeper, tenant, watch| {
        keeper.optimize(tenant, since, watch)
    })?;
    let done = done.map_err(|error| stored::failure(&error))?;
    let Some(done) = done else {
        return Err(ShellError::new(
            "The tenant at hand is only in memory, so there is nothing to put in order.",
        )
        .category(Category::InvalidOperation)
        .help("Backup-Tenant -Path stores it.")
        .into());
    };
    request.emit(
        Object::new("OptimizedTenant")
            .with("DroppedUnits", done.dropped.cast_signed())
            .with("BytesBefore", done.before.cast_signed())
            .with("BytesAfter", done.after.cast_signed()),
    )
}
