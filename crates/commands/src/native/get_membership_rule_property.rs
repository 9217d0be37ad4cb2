//! `Get-MembershipRuleProperty`: what rules can read.

use ingroup_schema::{CATALOGUE, ObjectId, Operator, Property, PropertyType, SubjectKind};
use ingroup_shell::{Category, Command, Done, Object, Parameter, ShellError, Value};

use crate::applications;
use crate::request::{Request, native};
use crate::session::Session;

pub(super) fn command() -> Command<Session> {
    Command::new("Get-MembershipRuleProperty", "Lists the properties that rules can read.")
        .describe(
            "GraphName is what the property is called in Microsoft Graph, and so in Get-User and Get-Device; \
             Format-List shows its operators, its values and an example too.",
        )
        .parameter(
            Parameter::text("Name")
                .position(0)
                .help("A name, with or without its prefix; the name in Graph will do."),
        )
        .parameter(
            Parameter::text("Subject")
                .choices(&["User", "Device"])
                .help("Only the properties of users, or of devices."),
        )
        .parameter(
            Parameter::text("ApplicationId")
                .help("The extension properties of this application: an id, an application id or a display name."),
        )
        .example("Get-MembershipRuleProperty department | Format-List", "Shows one property.")
        .example(
            "Get-MembershipRuleProperty -Subject Device | Select-Object -First 5",
            "Shows properties of devices.",
        )
        .example(
            "$app = New-Application HR -AppId c272a57b-722d-4eb2-9bfe-327874ae79cb -ExtensionProperty OfficeNumber; Get-MembershipRuleProperty -ApplicationId HR -Subject User | Format-Table Name, Type",
            "Shows what an application adds to users.",
        )
        .each(native(get_membership_rule_property))
}

fn get_membership_rule_property(request: &mut Request<'_, '_>) -> Done {
    let subject = request.text("Subject").map(|word| match word.as_str() {
        "Device" => SubjectKind::Device,
        _ => SubjectKind::User,
    });
    let name = request.text("Name");
    if request.has("ApplicationId") {
        let application = applications::find(request, "ApplicationId")?;
        let rows = extensions(request, application, subject);
        let wanted = |row: &Object| {
            let own = row.get("GraphName").unwrap_or_default().to_text();
            name.as_deref().is_none_or(|name| {
                own.eq_ignore_ascii_case(name.rsplit('.').next().unwrap_or(name))
            })
        };
        return rows
            .into_iter()
            .filter(wanted)
            .try_for_each(|row| request.emit(row));
    }
    let of_subject = |property: &&Property| subject.is_none_or(|kind| property.subject == kind);
    let all = CATALOGUE.iter().filter(of_subject);
    let Some(name) = name else {
        return all.map(record).try_for_each(|row| request.emit(row));
    };
    let found: Vec<Object> = all
        .filter(|row| is_called(row, &name))
        .map(record)
        .collect();
    if found.is_empty() {
        return Err(ShellError::new(format!("Rules have no property \"{name}\"."))
            .category(Category::ObjectNotFound)
            .about("Name")
            .help("Get-MembershipRuleProperty lists them all; -ApplicationId lists directory extensions.")
            .into());
    }
    found.into_iter().try_for_each(|row| request.emit(row))
}

/// The extension properties of an application, once for each kind of object that has them.
fn extensions(
    request: &mut Request<'_, '_>,
    application: ObjectId,
    subject: Option<SubjectKind>,
) -> Vec<Object> {
    let session = request.session();
    let found = session.tenant().directory().application(application);
    let properties = found
        .into_iter()
        .flat_map(|one| &one.facts().extension_properties);
    let kinds = [("user", SubjectKind::User), ("device", SubjectKind::Device)];
    let rows = properties.flat_map(|property| {
        let has_it = |word: &str| {
            let mut targets = property.target_objects.iter();
            targets.any(|target| target.eq_ignore_ascii_case(word))
        };
        let kinds = kinds.into_iter().filter(move |(word, kind)| {
            has_it(word) && subject.is_none_or(|wanted| wanted == *kind)
        });
        kinds.map(|(word, _)| {
            let operators = PropertyType::String.operators().iter();
            Object::new("MembershipRuleProperty")
                .with("Name", format!("{word}.{}", property.name))
                .with("Type", PropertyType::String.words())
                .with("GraphName", &*property.name)
                .with("Nullable", true)
                .with(
                    "Operators",
                    Value::texts(operators.map(Operator::to_string)),
                )
                .with("Values", Value::texts([""; 0]))
                .with("Remark", "Directory extension.")
                .with("Example", format!("{word}.{} -eq \"value\"", property.name))
        })
    });
    rows.collect()
}

fn is_called(property: &Property, name: &str) -> bool {
    let full = property.full_name();
    let others = property.foreign_names.iter().map(|other| other.name);
    [full.as_str(), property.name, property.graph]
        .into_iter()
        .chain(others)
        .any(|own| own.eq_ignore_ascii_case(name))
}

fn record(property: &'static Property) -> Object {
    let operators = property.property_type.operators().iter();
    let quantifiers: &[&str] = match property.property_type {
        PropertyType::StringCollection | PropertyType::PlanCollection => &["-any", "-all"],
        PropertyType::GroupCollection => &["-any"],
        PropertyType::Boolean | PropertyType::String | PropertyType::DateTime => &[],
    };
    let all = operators
        .map(Operator::to_string)
        .chain(quantifiers.iter().map(|word| (*word).to_owned()));
    Object::new("MembershipRuleProperty")
        .with("Name", property.full_name())
        .with("Type", property.property_type.words())
        .with("GraphName", property.graph)
        .with("Nullable", property.nullable)
        .with("Operators", Value::texts(all))
        .with("Values", Value::texts(property.values.iter().copied()))
        .with("Remark", property.remark)
        .with("Example", property.example)
}
