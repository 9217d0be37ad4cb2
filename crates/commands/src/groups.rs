//! The arguments of the commands that make and change groups, and what is to be said when a rule is set.

use std::collections::BTreeSet;

use ingroup_directory::{GroupType, JoinPolicy, RuleProcessing, Visibility};
use ingroup_rule::{Code, Diagnostic, Severity};
use ingroup_schema::ObjectId;
use ingroup_shell::{Category, Done, Halt, ShellError};
use ingroup_tenant::{Channel, GroupChanges, NewGroup, ResourceBehavior, Wanted};

use crate::membership_type::MembershipType;
use crate::request::Request;
use crate::session::Session;

/// The group that the arguments describe.
pub(crate) fn new_group(request: &mut Request<'_, '_>) -> Result<NewGroup, Halt> {
    let mut group_types = types(request)?.unwrap_or_default();
    let membership_rule = request.text("MembershipRule");
    // A native command that brings a rule can only mean a dynamic group; the service's must say it.
    if membership_rule.is_some() && request.is_native() {
        group_types.insert(GroupType::DynamicMembership);
    }
    if let Some(wanted) = MembershipType::wanted(request) {
        group_types = wanted.group_types(request, group_types, membership_rule.as_deref())?;
    }
    let unified = group_types.contains(&GroupType::Unified);
    Ok(NewGroup {
        display_name: request.text("DisplayName").unwrap_or_default(),
        description: request.text("Description"),
        mail_nickname: request.text("MailNickname"),
        mail_enabled: request.flag("MailEnabled").unwrap_or(unified),
        security_enabled: request.flag("SecurityEnabled").unwrap_or(!unified),
        group_types,
        visibility: visibility(request)?,
        is_assignable_to_role: request.switch("IsAssignableToRole"),
        membership_rule,
        processing_state: processing_state(request)?,
        members: request.find_each(Wanted::Member, "Members")?,
        owners: request.find_each(Wanted::Member, "Owners")?,
        allow_to_add_guests: request.flag("AllowToAddGuests"),
        resource_behavior_options: behavior(request)?,
        join_policy: join_policy(request)?,
        channel: channel(request)?,
    })
}

/// The changes of a group that the arguments describe.
pub(crate) fn changes(
    request: &mut Request<'_, '_>,
    group: ObjectId,
) -> Result<GroupChanges, Halt> {
    let cannot_be_empty = |request: &Request<'_, '_>, native: &str| {
        request.clearable(native).map(Option::unwrap_or_default)
    };
    Ok(GroupChanges {
        display_name: cannot_be_empty(request, "DisplayName"),
        description: request.clearable("Description"),
        mail_nickname: cannot_be_empty(request, "MailNickname"),
        visibility: visibility(request)?,
        is_assignable_to_role: request.flag("IsAssignableToRole"),
        group_types: changed_types(request, group)?,
        membership_rule: cannot_be_empty(request, "MembershipRule"),
        processing_state: processing_state(request)?,
        allow_to_add_guests: request.flag("AllowToAddGuests"),
        welcome_message_enabled: request.flag("WelcomeMessageEnabled"),
        join_policy: join_policy(request)?,
        channel: channel(request)?,
    })
}

/// The group types that a group is to have: as `-GroupTypes` and `-MembershipType` say together.
fn changed_types(
    request: &mut Request<'_, '_>,
    group: ObjectId,
) -> Result<Option<BTreeSet<GroupType>>, ShellError> {
    let given = types(request)?;
    let Some(wanted) = MembershipType::wanted(request) else {
        return Ok(given);
    };
    wanted.check_converts(request.session().tenant(), group)?;
    let facts = {
        let session = request.session();
        let group = session.tenant().directory().group(group);
        group.map(|group| group.facts().clone())
    };
    let stored = facts
        .as_ref()
        .and_then(|facts| facts.membership_rule.as_deref());
    let rule = request
        .text("MembershipRule")
        .or_else(|| stored.map(str::to_owned));
    let now = facts.as_ref().map(|facts| facts.group_types.clone());
    let types = given.or(now).unwrap_or_default();
    wanted
        .group_types(request, types, rule.as_deref())
        .map(Some)
}

fn types(request: &Request<'_, '_>) -> Result<Option<BTreeSet<GroupType>>, ShellError> {
    let Some(words) = request.texts("GroupTypes") else {
        return Ok(None);
    };
    let all = [GroupType::Unified, GroupType::DynamicMembership];
    words
        .iter()
        .map(|word| one_of(request, "GroupTypes", word, all, GroupType::graph_name))
        .collect::<Result<_, _>>()
        .map(Some)
}

/// Who sees it.
pub(crate) fn visibility(request: &Request<'_, '_>) -> Result<Option<Visibility>, ShellError> {
    let all = [
        Visibility::Public,
        Visibility::Private,
        Visibility::HiddenMembership,
    ];
    optional(request, "Visibility", all, Visibility::graph_name)
}

/// Who may join without an owner's doing.
fn join_policy(request: &Request<'_, '_>) -> Result<Option<JoinPolicy>, ShellError> {
    optional(request, "JoinPolicy", JoinPolicy::ALL, JoinPolicy::name)
}

/// Where it is created: what scripts for the modules create comes through the programming interface.
fn channel(request: &Request<'_, '_>) -> Result<Channel, ShellError> {
    let by_default = match request.is_native() {
        true => Channel::Portal,
        false => Channel::Graph,
    };
    let given = optional(request, "Channel", Channel::ALL, Channel::name)?;
    Ok(given.unwrap_or(by_default))
}

/// Whether its rule is followed.
pub(crate) fn processing_state(
    request: &Request<'_, '_>,
) -> Result<Option<RuleProcessing>, ShellError> {
    let all = [RuleProcessing::On, RuleProcessing::Paused];
    let name = "MembershipRuleProcessingState";
    optional(request, name, all, RuleProcessing::graph_name)
}

fn behavior(request: &Request<'_, '_>) -> Result<BTreeSet<ResourceBehavior>, ShellError> {
    let name = "ResourceBehaviorOptions";
    let words = request.texts(name).unwrap_or_default();
    let options = words.iter().map(|word| {
        one_of(
            request,
            name,
            word,
            ResourceBehavior::ALL,
            ResourceBehavior::graph_name,
        )
    });
    options.collect()
}

/// One of these values, if the argument was given.
pub(crate) fn optional<T: Copy, const N: usize>(
    request: &Request<'_, '_>,
    native: &str,
    all: [T; N],
    name: fn(T) -> &'static str,
) -> Result<Option<T>, ShellError> {
    let word = request.clearable(native).map(Option::unwrap_or_default);
    word.map(|word| one_of(request, native, &word, all, name))
        .transpose()
}

/// The value with this name. The binder has checked parameters already; words in a body come here as they are.
fn one_of<T: Copy, const N: usize>(
    request: &Request<'_, '_>,
    native: &str,
    word: &str,
    all: [T; N],
    name: fn(T) -> &'static str,
) -> Result<T, ShellError> {
    let found = all
        .into_iter()
        .find(|one| name(*one).eq_ignore_ascii_case(word));
    found.ok_or_else(|| {
        let names = all.map(name).join(", ");
        let parameter = match request.body() {
            Some(_) => "BodyParameter",
            None => request.name_of(native),
        };
        ShellError::new(format!(
            "\"{word}\" is not valid for {native}. Use one of: {names}."
        ))
        .category(Category::InvalidArgument)
        .about(parameter)
    })
}

/// From when on the tenant freezes memberOf groups, if it does.
fn member_of_ends(session: &Session, code: Code) -> Option<String> {
    let ends = session.tenant().policy().member_of_retirement;
    let ends = ends.filter(|_| code == Code::MemberOfRetiring)?;
    Some(format!(
        " In this tenant that is from {ends} on, by the setting memberOfRetirement."
    ))
}

/// Says what is to be said about a rule that was set: warnings as such, notes with `-Verbose`.
pub(crate) fn say(request: &mut Request<'_, '_>, diagnostics: &[Diagnostic]) -> Done {
    for found in diagnostics {
        let line = format!("{}: {}", found.code().name(), found.message());
        match found.severity() {
            // Only a paused group takes a rule with errors (OP-14).
            Severity::Error => request.call.warn(format!(
                "{line} The group is paused, so the rule is stored as it is; processing will fail."
            ))?,
            Severity::Warning => {
                let ends = member_of_ends(&request.session(), found.code());
                request
                    .call
                    .warn(line + ends.as_deref().unwrap_or_default())?;
            }
            Severity::Info => request.call.verbose(line)?,
        }
    }
    Ok(())
}

/// Warns that nobody decides who joins, where the owners of a group were to do so and may not in this tenant.
pub(crate) fn say_undecided(request: &mut Request<'_, '_>) -> Done {
    let asked = join_policy(request)? == Some(JoinPolicy::OwnerApproval);
    let session = request.session();
    let decide = session
        .tenant()
        .directory()
        .settings()
        .owners_can_manage_requests;
    drop(session);
    if asked && !decide {
        request.call.warn(
            "Nobody can ask to join yet: owners do not decide requests in this tenant. Set-Tenant \
             -OwnersCanManageRequests $true lets them.",
        )?;
    }
    Ok(())
}
