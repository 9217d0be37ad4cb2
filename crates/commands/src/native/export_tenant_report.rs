//! `Export-TenantReport`: writes a report on the tenant to a file.

use ingroup_exchange::{ReportFormat, report};
use ingroup_shell::{Category, Command, Done, Halt, Parameter, ShellError};

use crate::request::{Request, native};
use crate::session::Session;
use crate::writing::write_text;

pub(super) fn command() -> Command<Session> {
    Command::new("Export-TenantReport", "Writes a report on the tenant to a file: one page to read, print and keep.")
        .describe(
            "What there is, what needs looking at, licences, limits, what depends on what, and every group with its rule, \
             its size, its status and what is to be said about its rule. A file that ends in .md is Markdown; all \
             others are a page for a browser, which has pictures and whose tables are sorted by a click on a heading. It \
             loads nothing from elsewhere. The same tenant at the same time gives the same file.",
        )
        .parameter(Parameter::text("Path").position(0).mandatory().help("The file."))
        .parameter(
            Parameter::text("Format")
                .choices(&["Html", "Markdown"])
                .help("What is written, whatever the file is called."),
        )
        .parameter(Parameter::switch("Force").help("Replaces the file if it is there already."))
        .what_if()
        .example("Export-TenantReport report.html -WhatIf", "Says which file would be written.")
        .example("Export-TenantReport -Path report.md -Force -WhatIf", "The same for a text, in place of an older one.")
        .each(native(export_tenant_report))
}

fn export_tenant_report(request: &mut Request<'_, '_>) -> Done {
    let path = request.text("Path").unwrap_or_default().to_lowercase();
    let format = match request.text("Format").map(|format| format.to_lowercase()) {
        Some(format) if format == "markdown" => ReportFormat::Markdown,
        Some(_) => ReportFormat::Html,
        None if path.ends_with(".md") || path.ends_with(".markdown") => ReportFormat::Markdown,
        None if path.ends_with(".html") || path.ends_with(".htm") => ReportFormat::Html,
        None => {
            return Err(Halt::Error(
                ShellError::new("The name of the file does not say what the report is to be.")
                    .category(Category::InvalidArgument)
                    .about("Path")
                    .help("Let it end in .html or .md, or say it with -Format."),
            ));
        }
    };
    write_text(request, |request| {
        report(request.session().tenant(), format)
    })
}
