//! The audit log as Graph lists it: the newest entry first.

use ingroup_shell::{Category, Done, Halt, Object, ShellError};
use ingroup_tenant::AuditQuery;

use crate::listing::emit_records;
use crate::odata::Resource;
use crate::records;
use crate::request::Request;

/// Shows the entries that are wanted, or the one with the id that is given.
pub(super) fn get(request: &mut Request<'_, '_>) -> Done {
    let id = request.text("Identity");
    let found: Vec<Object> = {
        let session = request.session();
        let entries = session.tenant().audit(AuditQuery::default()).rev();
        let wanted = entries.filter(|entry| {
            let is = |id: &String| entry.id.to_string().eq_ignore_ascii_case(id);
            id.as_ref().is_none_or(is)
        });
        wanted.map(|entry| records::audit(&entry)).collect()
    };
    if let (Some(id), []) = (id, found.as_slice()) {
        let error = ShellError::new(format!("The audit log has no entry \"{id}\"."))
            .category(Category::ObjectNotFound)
            .about(request.name_of("Identity"))
            .help("Get-MgAuditLogDirectoryAudit -Top 10 shows the newest entries with their ids.");
        return Err(Halt::Error(error));
    }
    emit_records(request, found, Resource::Audit)
}
