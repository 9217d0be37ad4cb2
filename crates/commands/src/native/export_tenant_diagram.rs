//! `Export-TenantDiagram`: writes what depends on what, for Graphviz.

use ingroup_exchange::dot;
use ingroup_shell::{Command, Done, Parameter};

use crate::request::{Request, native};
use crate::session::Session;
use crate::writing::write_text;

pub(super) fn command() -> Command<Session> {
    Command::new("Export-TenantDiagram", "Writes what depends on what to a file that Graphviz draws.")
        .describe(
            "Groups and administrative units that take their members from other groups (memberOf) or from a manager \
             (direct reports), groups in groups and units, and the products that groups give. `dot -Tsvg` makes a picture \
             of it. Groups that depend on nothing are not in it. Export-TenantReport has a picture of the same.",
        )
        .parameter(Parameter::text("Path").position(0).mandatory().help("The file, such as tenant.dot."))
        .parameter(Parameter::switch("Force").help("Replaces the file if it is there already."))
        .what_if()
        .example("Export-TenantDiagram tenant.dot -WhatIf", "Says which file would be written.")
        .example("Export-TenantDiagram -Path tenant.dot -Force -WhatIf", "The same, in place of an older one.")
        .each(native(export_tenant_diagram))
}

fn export_tenant_diagram(request: &mut Request<'_, '_>) -> Done {
    write_text(request, |request| dot(request.session().tenant()))
}
