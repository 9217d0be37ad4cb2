//! `Test-MembershipRule`: whether a rule is valid, whom it takes and why, and what it would do to a group.

use ingroup_directory::{ObjectRef, RuleBuilderSubjects};
use ingroup_engine::SubjectView;
use ingroup_insight::preview;
use ingroup_rule::{
    Analysis, Color, DeviceRules, Joiner, Kind, Rule, Trace, analyse, builder_view, print, render,
    trace, words,
};
use ingroup_schema::{ObjectId, SubjectKind};
use ingroup_shell::{Category, Command, Done, Halt, Object, Parameter, ShellError, Value};
use ingroup_tenant::{Refusal, Wanted};

use crate::effects::all_members;
use crate::parameters::{named, rule};
use crate::records::{self, name_of};
use crate::request::{Request, native};
use crate::session::Session;
use crate::tracing;

/// How many names a preview's text lists.
const NAMED: usize = 10;

pub(super) fn command() -> Command<Session> {
    Command::new("Test-MembershipRule", "Says whether a rule is valid, whom it takes, and what it would do.")
        .describe(
            "With the rule alone it says what is to be said about its text. With -User or -Device it says whether \
             they match, and why, part by part; not for a memberOf rule. With -Group and -Preview it says who would join \
             and leave, with -Builder how the portal's rule builder shows the rule, or why it cannot. Nothing is \
             changed. Without a rule it is the group's own that is looked at.",
        )
        .parameter(rule().position(0))
        .parameter(named("User", "User").help("The user to test the rule on."))
        .parameter(named("Device", "Device").help("The device to test the rule on."))
        .parameter(named("Group", "Group").help("The group or administrative unit whose rule it is or would be."))
        .parameter(Parameter::switch("Preview").help("Says who would join, leave and stay."))
        .parameter(Parameter::switch("ShowMembers").help("As -Preview, and names everybody whom it counts, those who stay too."))
        .parameter(Parameter::switch("Privileged").help("The group gives access: names what people may change about themselves. By itself if -Group has access to an application."))
        .parameter(Parameter::switch("Builder").help("Shows the rows of the portal's rule builder."))
        .example(
            "Test-MembershipRule 'user.departmnt -eq \"Sales\"'",
            "Says what is wrong with a rule.",
        )
        .example(
            "Test-MembershipRule '(user.department -eq \"Sales\") -and (user.country -ne \"Germany\")' -User diego@contoso.com",
            "Says why somebody matches a rule or not.",
        )
        .example(
            "Test-MembershipRule 'user.department -eq \"Sales\"' -Group Sales -Preview",
            "Says what converting a group would do.",
        )
        .example(
            "(Test-MembershipRule 'user.city -eq \"Lagos\"' -Preview).Joins.Count",
            "Counts whom a rule takes.",
        )
        .example(
            "Test-MembershipRule -Group Macs -Builder",
            "Shows a group's rule as the rule builder does.",
        )
        .example(
            "(Test-MembershipRule 'user.jobTitle -eq \"Auditor\"' -Privileged).Findings | Format-List Code, Message, Help",
            "Looks at the rule of a group that gives access.",
        )
        .each(native(test_membership_rule))
}

fn test_membership_rule(request: &mut Request<'_, '_>) -> Done {
    let group = match request.has("Group") {
        true => Some(request.find_holder("Group")?),
        false => None,
    };
    let text = match request.text("MembershipRule") {
        Some(text) => text,
        None => rule_of(request, group)?,
    };
    let analysis = analyse(&text, None);
    let analysis = match request.switch("Privileged") || gives_access(&request.session(), group) {
        true => analysis.for_access(),
        false => analysis,
    };
    let kinds = [(Wanted::User, "User"), (Wanted::Device, "Device")];
    let tested = kinds
        .into_iter()
        .find(|(_, parameter)| request.has(parameter));
    let previews = request.switch("Preview") || request.switch("ShowMembers");
    if tested.is_none() && !previews && !request.switch("Builder") {
        return request.emit(finding(&text, &analysis));
    }
    let Some(rule) = analysis.rule else {
        let refusal = Refusal::InvalidRule {
            rule: text,
            diagnostics: analysis.diagnostics,
        };
        return Err(Halt::Error(request.refused(&refusal)));
    };
    if let Some((wanted, parameter)) = tested {
        takes_names(&rule, parameter)?;
        let object = request.find(wanted, parameter)?;
        let record = traced(&request.session(), &rule, object);
        if let Some(record) = record {
            request.emit(record)?;
        }
    }
    if request.switch("Builder") {
        let devices = device_rules(&request.session());
        request.emit(built(&rule, devices))?;
    }
    match previews {
        true => previewed(request, group, &rule),
        false => Ok(()),
    }
}

/// Whether the members of a group have access to an application by it.
fn gives_access(session: &Session, group: Option<ObjectId>) -> bool {
    let directory = session.tenant().directory();
    let mut assigned = directory.applications().flat_map(|one| one.assignments());
    group.is_some_and(|group| assigned.any(|id| id == group))
}

/// The service's own test of a rule on named objects does not take memberOf rules (`OP-21`).
fn takes_names(rule: &Rule, parameter: &'static str) -> Result<(), ShellError> {
    match rule.kind() {
        Kind::MemberOf(_) => Err(ShellError::new(
            "A memberOf rule cannot be tested on somebody by name: the service does not do it either.",
        )
        .category(Category::InvalidOperation)
        .about(parameter)
        .help(
            "Test-MembershipRule with -Preview says who would be in a group; Get-MembershipReason says why somebody \
             is in one.",
        )),
        _ => Ok(()),
    }
}

fn rule_of(request: &mut Request<'_, '_>, group: Option<ObjectId>) -> Result<String, ShellError> {
    let Some(group) = group else {
        return Err(ShellError::new("There is no rule to test.")
            .category(Category::InvalidArgument)
            .help("Give a rule, or a -Group that has one."));
    };
    let session = request.session();
    let directory = session.tenant().directory();
    let rule = directory
        .rule_holder(group)
        .and_then(|holder| holder.rule());
    rule.map(|rule| rule.to_string()).ok_or_else(|| {
        ShellError::new(format!(
            "\"{}\" has no membership rule.",
            name_of(directory, group)
        ))
        .category(Category::InvalidArgument)
        .about("Group")
        .help("Give the rule with -MembershipRule.")
    })
}

/// What is to be said about the text of a rule.
fn finding(text: &str, analysis: &Analysis) -> Object {
    let subject = analysis.subject.map(|subject| match subject {
        SubjectKind::User => "User",
        SubjectKind::Device => "Device",
    });
    let findings = analysis.diagnostics.iter().map(|found| {
        Value::Object(
            Object::new("MembershipRuleFinding")
                .with("Code", found.code().name())
                .with("Severity", found.severity().name())
                .with("Message", found.message())
                .with("Text", found.span().of(text))
                .with("Help", found.help())
                .with("Fix", found.fix().map(|fix| fix.apply(text))),
        )
    });
    let mut parts = vec![match &analysis.rule {
        Some(rule) => format!("The rule is valid.\n{}", words(rule)),
        None => "The rule is not valid.".to_owned(),
    }];
    let pictures = analysis.diagnostics.iter();
    parts.extend(pictures.map(|found| render(found, text, "rule", Color::Plain)));
    Object::new("MembershipRuleTest")
        .with("MembershipRule", text)
        .with("Valid", analysis.rule.is_some())
        .with("Subject", subject)
        .with("Canonical", analysis.rule.as_ref().map(print))
        .with("Meaning", analysis.rule.as_ref().map(words))
        .with("Findings", Value::array(findings.collect()))
        .with("Report", parts.join("\n\n"))
}

/// Whether a user or device matches, part by part; nothing if it is gone.
fn traced(session: &Session, rule: &Rule, id: ObjectId) -> Option<Object> {
    let tenant = session.tenant();
    let directory = tenant.directory();
    let (kind, row) = directory.resolve(id).and_then(ObjectRef::as_subject)?;
    let name = name_of(directory, id);
    let record = Object::new("MembershipRuleTest")
        .with("MembershipRule", rule.text())
        .with("Valid", true)
        .with("Object", name.as_str())
        .with("ObjectId", id.to_string());
    if kind != rule.subject() {
        let about = rule.subject().plural();
        return Some(record.with("Matches", false).with(
            "Report",
            format!("{name} does not match: the rule is about {about}, and this is a {kind}."),
        ));
    }
    let trace = trace(
        rule,
        &SubjectView::new(directory, kind, row),
        tenant.clock().now(),
    );
    let verdict = match &trace.result {
        Ok(true) => format!("{name} matches."),
        Ok(false) => format!("{name} does not match."),
        Err(fault) => format!("Whether {name} matches is not known: {fault}"),
    };
    Some(
        record
            .with("Matches", trace.result.clone().ok())
            .with("Details", tracing::record(&trace))
            .with("Report", with_trace(verdict, &trace)),
    )
}

fn with_trace(verdict: String, trace: &Trace) -> String {
    let lines = [
        Some(verdict),
        Some(tracing::text(trace)),
        tracing::failing(trace),
    ];
    lines.into_iter().flatten().collect::<Vec<_>>().join("\n")
}

/// Whether the tenant's rule builder makes rules about devices (`C-28`).
fn device_rules(session: &Session) -> DeviceRules {
    let settings = session.tenant().directory().settings();
    match settings.rule_builder_subjects {
        RuleBuilderSubjects::UsersAndDevices => DeviceRules::Shown,
        RuleBuilderSubjects::Users => DeviceRules::Hidden,
    }
}

/// How the portal's rule builder shows a rule, or why it cannot.
fn built(rule: &Rule, devices: DeviceRules) -> Object {
    let record = |shown: bool| {
        Object::new("MembershipRuleBuilder")
            .with("MembershipRule", rule.text())
            .with("Shown", shown)
    };
    match builder_view(rule, devices) {
        Ok(view) => {
            let rows = view.rows().iter().map(|row| {
                Value::Object(
                    Object::new("MembershipRuleBuilderRow")
                        .with("AndOr", row.joiner().map(Joiner::word))
                        .with("Property", row.property())
                        .with("Operator", row.operator())
                        .with("Value", row.value()),
                )
            });
            record(true)
                .with("Rows", Value::array(rows.collect()))
                .with("BuilderRule", view.text())
                .with("Report", view.to_string())
        }
        Err(not_shown) => {
            let reasons = not_shown.obstacles().iter();
            let reasons = reasons.map(|reason| Value::from(reason.message(rule.text())));
            record(false)
                .with("Reasons", Value::array(reasons.collect()))
                .with("Report", not_shown.to_string())
        }
    }
}

/// Who would join, leave and stay.
fn previewed(request: &mut Request<'_, '_>, group: Option<ObjectId>, rule: &Rule) -> Done {
    let everybody = request.switch("ShowMembers");
    let record = {
        let session = request.session();
        let tenant = session.tenant();
        let directory = tenant.directory();
        let preview = preview(tenant, group, rule).map_err(|fault| {
            ShellError::new(fault.message()).category(Category::InvalidOperation)
        })?;
        let mut lines = Vec::new();
        let (joins, leaves, stays) = (
            preview.joins.len(),
            preview.leaves.len(),
            preview.stays.len(),
        );
        lines.push(format!(
            "{joins} would join, {leaves} would leave, {stays} would stay."
        ));
        if preview.empties_first {
            let all = all_members(leaves + stays);
            lines.push(format!(
                "The group is assigned today: converting it takes {all} out at once, and the rule brings {stays} of \
                 them back."
            ));
        }
        let named = if everybody { usize::MAX } else { NAMED };
        let stays_named = if everybody { named } else { 0 };
        for (title, ids, named) in [
            ("Would join", &preview.joins, named),
            ("Would leave", &preview.leaves, named),
            ("Would stay", &preview.stays, stays_named),
        ] {
            lines.extend(listed(title, ids, named, |id| name_of(directory, id)));
        }
        let members = |ids: &[ObjectId]| {
            let records = ids.iter().map(|id| records::member(directory, *id));
            Value::array(records.map(Value::Object).collect())
        };
        Object::new("MembershipPreview")
            .with("Group", group.map(|id| name_of(directory, id)))
            .with("MembershipRule", rule.text())
            .with("Joins", members(&preview.joins))
            .with("Leaves", members(&preview.leaves))
            .with("Stays", members(&preview.stays))
            .with("EmptiesFirst", preview.empties_first)
            .with("Report", lines.join("\n"))
    };
    request.emit(record)
}

/// The first `named` of a list; nothing if none are to be named.
fn listed(
    title: &str,
    ids: &[ObjectId],
    named: usize,
    name: impl Fn(ObjectId) -> String,
) -> Vec<String> {
    if ids.is_empty() || named == 0 {
        return Vec::new();
    }
    let mut lines = vec![format!("{title}:")];
    lines.extend(ids.iter().take(named).map(|id| format!("  {}", name(*id))));
    if ids.len() > named {
        lines.push(format!("  and {} more", ids.len() - named));
    }
    lines
}
