//! `Import-Tenant`: loads a tenant from the files of an export.

use ingroup_exchange::{Bad, CodedGroup, Import, LeftOut, Read};
use ingroup_insight::compare;
use ingroup_shell::{Category, Command, Done, Halt, Object, Parameter, ShellError};
use ingroup_tenant::{Facts, Replace};

use crate::coded_groups::bring_in;
use crate::comparing::{comparison_record, comparison_text};
use crate::import_report;
use crate::reading::{self, read_anything};
use crate::request::{Request, native};
use crate::session::Session;

pub(super) fn command() -> Command<Session> {
    Command::new("Import-Tenant", "Loads a tenant from the files of an export.")
        .describe(
            "The path is a folder, a zip of one, or a single file, each as it is or in gzip. What a file is, is found \
             out: what Microsoft Graph answers, saved as JSON in one piece, in pages or in lines (users.json, \
             devices.json, groups.json and so on, with members/<group id>.json and owners/<group id>.json); what \
             Get-MgUser | ConvertTo-Json makes of it; the folders of EntraExporter; the portal's CSV lists of users, \
             groups and members, in the language of whoever saved them. Groups that Microsoft365DSC (.ps1) or Terraform \
             (.tf, .tfstate) have as code come into the tenant that is loaded: new ones are created, known ones get \
             the rule and the names that the code has. Facts are taken as found. The report says what \
             does not fit together. With -Update the tenant becomes \
             what a newer export of it says: objects are known by their ids, what the export has no more is deleted and \
             can be restored where the service lets it, and the answer says what changed and who moved because of it. \
             Lists and properties that the export does not have stay as they are. With -Merge what is new is added, \
             what is there stays as it is, and two objects with one name are refused. Either is done whole or not at \
             all.",
        )
        .parameter(Parameter::text("Path").position(0).mandatory().help("The folder or file."))
        .parameters(reading::parameters())
        .parameter(Parameter::switch("Force").help("Replaces the tenant that is loaded."))
        .parameter(Parameter::switch("Update").help("Makes the tenant what this newer export of it says."))
        .parameter(Parameter::switch("Merge").help("Adds what the export has beside what is there."))
        .what_if()
        .example("Import-Tenant contoso -Force", "Loads the sample tenant.")
        .example(
            "Import-Tenant contoso/exportUsers.csv -Format PortalCsv -SkipBad -Force",
            "Loads the users that the portal's list has, without those that cannot be read.",
        )
        .example(
            "Import-Tenant groups.tf -WhatIf",
            "Says what groups that Terraform has as code would change here.",
        )
        .example("Import-Tenant groups.dsc", "Brings the groups of Microsoft365DSC in.")
        .example(
            "Set-User diego@contoso.com -Department Marketing; Remove-Group Macs; Import-Tenant contoso -Update",
            "Takes over what an export says, here what has been changed since.",
        )
        .example("Import-Tenant contoso -Update -WhatIf", "Says what that would change; here, nothing.")
        .example("Import-Tenant contoso -Merge", "Adds what an export has; here, everything is there.")
        .each(native(import_tenant))
}

fn import_tenant(request: &mut Request<'_, '_>) -> Done {
    let path = request.text("Path").unwrap_or_default();
    let how = how(request)?;
    let options = reading::options(request);
    if how == How::Update && options.bad == Bad::LeaveOut {
        return Err(Halt::Error(
            ShellError::new("-SkipBad and -Update exclude each other.")
                .category(Category::InvalidArgument)
                .help("What is left out of an update would be deleted; mend the files, or use -Merge."),
        ));
    }
    let import = match read_anything(request, &path, "Path", &options)? {
        Read::Tenant(import) => *import,
        Read::Groups { groups, left_out } => {
            return import_groups(request, &path, how, options.bad, groups, left_out);
        }
    };
    let Import {
        directory,
        listed_members,
        absent,
        notes,
        coverage,
        left_out,
    } = import;
    let replace = match how {
        How::Empty => Replace::Refuse,
        How::Force => Replace::Allow,
        How::Update => Replace::Update(Box::new(coverage)),
        How::Merge => Replace::Merge,
    };
    let facts = Facts {
        directory,
        listed_members,
        replace,
    };
    let action = request.call.name().to_owned();
    let interruption = request.call.interruption();
    if request.call.is_what_if() {
        let tried = request.session().try_import(facts, &interruption);
        let after = tried.map_err(|refusal| reading::ended(request, &refusal))?;
        request.call.should_process(&path, &action)?;
        if matches!(how, How::Update | How::Merge) {
            let found = compare(request.session().tenant().directory(), after.directory());
            let head = "What if: this would change:";
            return request
                .call
                .write_host(&comparison_text(&found, after.directory(), head));
        }
        let directory = after.directory();
        request.call.write_host(&format!(
            "What if: {} users, {} devices and {} groups would be loaded.",
            directory.users().len(),
            directory.devices().len(),
            directory.group_count()
        ))?;
        return reading::count_left_out(&left_out)
            .into_iter()
            .try_for_each(|line| request.call.warn(line));
    }
    if !request.call.should_process(&path, &action)? {
        return Ok(());
    }
    let before = request.session().tenant().clone();
    let outcome = request.session().import(facts, &interruption);
    let outcome = outcome.map_err(|refusal| reading::ended(request, &refusal))?;
    if matches!(how, How::Update | How::Merge) && before.directory().object_count() > 0 {
        let record = {
            let session = request.session();
            let after = session.tenant();
            let found = compare(before.directory(), after.directory());
            comparison_record(&found, after.directory(), "This has changed:")
        };
        request.emit(record)?;
        for one in &left_out {
            request.emit(reading::left_out(one))?;
        }
        let notes = notes.iter().map(ToString::to_string);
        return notes
            .chain(reading::count_left_out(&left_out))
            .try_for_each(|line| request.call.warn(line));
    }
    drop(before);
    let (record, warnings) = {
        let session = request.session();
        let tenant = session.tenant();
        let directory = tenant.directory();
        let record = Object::new("TenantImport")
            .with("Tenant", directory.organization().display_name.as_deref())
            .with("Users", directory.users().len())
            .with("Devices", directory.devices().len())
            .with("Groups", directory.group_count())
            .with("DynamicGroups", tenant.engine().groups().count());
        let report = outcome.import.unwrap_or_default();
        (
            record,
            import_report::warnings(tenant, &report, &absent, &notes),
        )
    };
    request.emit(record)?;
    for one in &left_out {
        request.emit(reading::left_out(one))?;
    }
    warnings
        .into_iter()
        .chain(reading::count_left_out(&left_out))
        .try_for_each(|line| request.call.warn(line))
}

/// Brings groups that are written as code into the tenant that is loaded.
fn import_groups(
    request: &mut Request<'_, '_>,
    path: &str,
    how: How,
    bad: Bad,
    groups: Vec<CodedGroup>,
    mut left_out: Vec<LeftOut>,
) -> Done {
    if how == How::Force {
        return Err(Halt::Error(
            ShellError::new("-Force replaces the tenant, and this has groups as code and nobody who could be in them.")
                .category(Category::InvalidArgument)
                .about("Force")
                .help("Without -Force the groups come into the tenant that is loaded."),
        ));
    }
    let there = bring_in(request, path, groups, bad, &mut left_out)?;
    request.emit_each(there.unwrap_or_default())?;
    for one in &left_out {
        request.emit(reading::left_out(one))?;
    }
    reading::count_left_out(&left_out)
        .into_iter()
        .try_for_each(|line| request.call.warn(line))
}

/// What is to be done with what is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum How {
    Empty,
    Force,
    Update,
    Merge,
}

fn how(request: &Request<'_, '_>) -> Result<How, Halt> {
    let choices = [
        ("Force", How::Force),
        ("Update", How::Update),
        ("Merge", How::Merge),
    ];
    let mut chosen = choices.into_iter().filter(|(name, _)| request.switch(name));
    match (chosen.next(), chosen.next()) {
        (None, _) => Ok(How::Empty),
        (Some((_, how)), None) => Ok(how),
        (Some((one, _)), Some((other, _))) => Err(Halt::Error(
            ShellError::new(format!("-{one} and -{other} exclude each other."))
                .category(Category::InvalidArgument)
                .help("-Force replaces the tenant, -Update makes it what a newer export says, -Merge adds to it."),
        )),
    }
}
