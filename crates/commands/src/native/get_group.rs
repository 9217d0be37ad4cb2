//! `Get-Group`: shows groups.

use ingroup_directory::{Group, ObjectRef};
use ingroup_engine::Status;
use ingroup_schema::ObjectId;
use ingroup_shell::{Command, Done, Object, Parameter, is_like};
use ingroup_tenant::{Eligibility, Feature, Tenant, Wanted, eligibility, kind_words};

use crate::groups::optional;
use crate::listing::{emit_listed, listed};
use crate::odata::Resource;
use crate::parameters::{self, by_name};
use crate::past::looking_back;
use crate::records;
use crate::request::Request;
use crate::session::Session;

pub(super) fn command() -> Command<Session> {
    let command = Command::new("Get-Group", "Shows groups.")
        .describe(
            "Without -Identity it shows every group, in the order of their names. The status is the one the portal \
             shows; Format-List shows everything that is known, the reason of a processing error too.",
        )
        .parameter(parameters::identity("Group").alias("ObjectId"))
        .parameter(by_name("groups"))
        .parameter(
            Parameter::text("MembershipType")
                .choices(&records::MEMBERSHIP_TYPES)
                .help("Only groups of this membership type."),
        )
        .parameter(
            Parameter::text("Status")
                .choices(&Status::PORTAL_TEXTS)
                .help("Only dynamic groups whose processing stands so."),
        )
        .parameter(parameters::shared("Filter"))
        .parameter(
            Parameter::text("Eligible")
                .choices(&Feature::ALL.map(Feature::name))
                .help("Says of each group whether it can take part in this, and why."),
        )
        .example("Get-Group Sales", "Shows one group.")
        .example(
            "Get-Group -Filter \"groupTypes/any(c:c eq 'Unified') and memberCount gt 20 and not contains(displayName,'team')\"",
            "Shows the groups of which all this is true.",
        )
        .example(
            "Get-Group -MembershipType 'Dynamic Device' | Select-Object -First 3",
            "Shows the first dynamic groups of devices.",
        )
        .example(
            "Get-Group -DisplayName 's*' -MembershipType Assigned",
            "Shows the assigned groups whose names begin with S.",
        )
        .example(
            "Get-Group 'Old contractors' | Format-List",
            "Shows everything about a group.",
        )
        .example(
            "Get-Group -Eligible SelfService | Group-Object Reason | Format-Table Count, Name",
            "Shows whether people can join groups by themselves, and why not.",
        )
        .example(
            "Get-Group -DisplayName 'd*' -Eligible Licensing",
            "Shows whether the members of groups would inherit licences.",
        );
    looking_back(command, get_group)
}

/// Gives the group that `-Identity` names, or all: those whose name begins with `-SearchString`, if that is given.
/// The filters apply to both.
pub(crate) fn get_group(request: &mut Request<'_, '_>) -> Done {
    let filter = Filter {
        name: request.text("DisplayName"),
        membership_type: request.text("MembershipType"),
        status: request.text("Status"),
    };
    let ids = if request.has("Identity") {
        vec![request.find(Wanted::Group, "Identity")?]
    } else {
        let start = request
            .text("SearchString")
            .unwrap_or_default()
            .to_lowercase();
        let session = request.session();
        let directory = session.tenant().directory();
        let wanted = |group: &&Group| begins(group, &start);
        let groups = directory.groups().filter(wanted);
        records::by_name(directory, groups.map(|group| ObjectRef::Group(group.row())))
    };
    let wanted: Vec<_> = {
        let session = request.session();
        let takes = |id: &ObjectId| filter.takes(session.tenant(), *id);
        ids.into_iter().filter(takes).collect()
    };
    let feature = optional(request, "Eligible", Feature::ALL, Feature::name)?;
    match feature {
        Some(feature) => emit_eligible(request, wanted, feature),
        None => emit_listed(request, wanted, Resource::Group),
    }
}

/// Gives, of the groups that are wanted, whether they can take part in something.
fn emit_eligible(request: &mut Request<'_, '_>, ids: Vec<ObjectId>, feature: Feature) -> Done {
    let wanted = listed(request, ids, Resource::Group)?;
    for id in wanted {
        let found = {
            let session = request.session();
            let group = session.tenant().directory().group(id);
            group.map(|group| eligible(group, feature))
        };
        if let Some(found) = found {
            request.emit(found)?;
        }
    }
    Ok(())
}

fn eligible(group: &Group, feature: Feature) -> Object {
    let (is_eligible, reason) = match eligibility(group, feature) {
        Eligibility::Yes(reason) => (true, reason),
        Eligibility::No(reason) => (false, reason),
    };
    Object::new("EligibleGroup")
        .with("DisplayName", group.display_name())
        .with("Kind", kind_words(group.kind()))
        .with("Feature", feature.name())
        .with("Eligible", is_eligible)
        .with("Reason", reason)
        .with("Id", group.id().to_string())
}

/// Whether the name begins with this text in small letters, or the address or nickname is it.
fn begins(group: &Group, start: &str) -> bool {
    let is = |text: &Option<std::sync::Arc<str>>| {
        text.as_ref()
            .is_some_and(|text| text.to_lowercase() == start)
    };
    let facts = group.facts();
    group.display_name().to_lowercase().starts_with(start)
        || is(&facts.mail)
        || is(&facts.mail_nickname)
}

/// Which groups are wanted; what is not given is not asked.
struct Filter {
    name: Option<String>,
    membership_type: Option<String>,
    status: Option<String>,
}

impl Filter {
    fn takes(&self, tenant: &Tenant, id: ObjectId) -> bool {
        let Some(group) = tenant.directory().group(id) else {
            return false;
        };
        let status = tenant.engine().group(id).map(|known| known.status());
        let name = self.name.as_ref();
        name.is_none_or(|name| is_like(group.display_name(), name))
            && is_or_any(
                &self.membership_type,
                Some(records::membership_type(tenant, group)),
            )
            && is_or_any(&self.status, status.map(Status::portal_text))
    }
}

fn is_or_any(wanted: &Option<String>, is: Option<&str>) -> bool {
    let Some(wanted) = wanted else {
        return true;
    };
    is.is_some_and(|is| is.eq_ignore_ascii_case(wanted))
}
