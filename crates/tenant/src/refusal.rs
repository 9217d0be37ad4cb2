//! Why a command was refused: one variant per reason, with its data.
//!
//! Each reason is a sentence for a person, most have a next step beside it, and where the service's own
//! answer is known ([`Refusal::service`]) scripts that look for its code or text find it.

mod help;
mod licensing;
mod service;
mod words;

use ingroup_directory::{
    Group, GroupKind, IntegrityError, ManagedGroups, OutsideSelfService, RequestState,
};
use ingroup_rule::Diagnostic;
use ingroup_schema::{Instant, ObjectId, ObjectKind, SubjectKind};

use crate::capability::Capability;
use crate::quota::Quota;

pub use licensing::LicenseRefusal;
pub use service::ServiceAnswer;
pub use words::kind_words;

use words::{about, affixes, capital, objects, with_article};

/// A command that was not carried out. The tenant is as it was before.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// Nothing has this identity.
    #[error("There is no {kind} \"{identity}\".")]
    NotFound {
        /// What was looked for.
        kind: ObjectKind,
        /// How it was named.
        identity: String,
    },
    /// Who is to act is not there, or is something else.
    #[error("{actor} is to act and is not in the tenant.")]
    NoSuchActor {
        /// The name that a deleted actor had, else the id.
        actor: String,
    },
    /// Several objects have this name.
    #[error("\"{identity}\" names {} {kind}s.", candidates.len())]
    Ambiguous {
        /// What was looked for.
        kind: ObjectKind,
        /// How it was named.
        identity: String,
        /// The objects that fit, each as `name (id)`.
        candidates: Vec<String>,
    },
    /// Several deleted objects have this name.
    #[error("\"{identity}\" names {} deleted objects.", candidates.len())]
    AmbiguousDeleted {
        /// How it was named.
        identity: String,
        /// The objects that fit, each as `id (kind, deleted when)`.
        candidates: Vec<String>,
    },
    /// A membership rule has errors (`OP-14`).
    #[error("The membership rule is not valid.")]
    InvalidRule {
        /// The text of the rule.
        rule: String,
        /// What is to be said about it; at least one error.
        diagnostics: Vec<Diagnostic>,
    },
    /// The members of a dynamic group come from its rule alone (`OP-11`).
    #[error("{group} is a dynamic group: its members come from the rule `{rule}`.")]
    DynamicMembership {
        /// The group's display name.
        group: String,
        /// Its rule.
        rule: String,
    },
    /// The members of the team of a dynamic group come from the group's rule alone (`OP-33`).
    #[error("{team} is the team of a dynamic group: its members come from the rule `{rule}`.")]
    DynamicTeam {
        /// The display name of the group and the team.
        team: String,
        /// The group's rule.
        rule: String,
    },
    /// The object is a member already (`OP-10`).
    #[error("{member} is already a member of {group}.")]
    AlreadyMember {
        /// Who.
        member: String,
        /// Of what.
        group: String,
    },
    /// The object is no member (`OP-12`).
    #[error("{member} is not a member of {group}.")]
    NotMember {
        /// Who.
        member: String,
        /// Its id.
        id: ObjectId,
        /// Of what.
        group: String,
    },
    /// A guest cannot be added by somebody without a role, because the tenant or the group says so (1.2).
    #[error("{guest} is a guest, and guests may not be added to {group}.")]
    GuestMember {
        /// Who.
        guest: String,
        /// To what.
        group: String,
    },
    /// The object is an owner already (`OP-13`).
    #[error("{owner} already owns {group}.")]
    AlreadyOwner {
        /// Who.
        owner: String,
        /// What.
        group: String,
    },
    /// The object is no owner (`OP-13`).
    #[error("{owner} does not own {group}.")]
    NotOwner {
        /// Who.
        owner: String,
        /// Its id.
        id: ObjectId,
        /// What.
        group: String,
    },
    /// Such an object cannot own a group (1.5).
    #[error("A {kind} cannot own a group.")]
    OwnerKind {
        /// The kind of the object.
        kind: ObjectKind,
    },
    /// Guests own groups only if the tenant says so (1.2).
    #[error("{guest} is a guest, and guests may not own groups here.")]
    GuestOwner {
        /// Who.
        guest: String,
    },
    /// The last user among the owners of a group stays (`OP-13`).
    #[error("{owner} is the last user who owns {group} and cannot be removed as its owner.")]
    LastOwner {
        /// Who.
        owner: String,
        /// What.
        group: String,
    },
    /// No application has this identity.
    #[error("There is no application \"{identity}\".")]
    UnknownApplication {
        /// How it was named.
        identity: String,
    },
    /// The application is assigned already.
    #[error("{application} is already assigned to {principal}.")]
    AccessHeld {
        /// The application's display name.
        application: String,
        /// To whom.
        principal: String,
    },
    /// The application is not assigned.
    #[error("{application} is not assigned to {principal} itself.")]
    AccessNotHeld {
        /// The application's display name.
        application: String,
        /// To whom.
        principal: String,
    },
    /// A group of this kind does not take such members (1.6).
    #[error("A {} cannot have a {member_kind} as member.", kind_words(*group_kind))]
    MemberKind {
        /// The kind of the group.
        group_kind: GroupKind,
        /// The kind of the object.
        member_kind: ObjectKind,
    },
    /// A role-assignable group holds no groups (`OP-5`).
    #[error("{group} is role-assignable, so it cannot have another group as member.")]
    NestedInRoleAssignable {
        /// The group's display name.
        group: String,
    },
    /// The group's members are kept in Exchange (1.6).
    #[error("{group} is a {}: its members are managed in Exchange.", kind_words(*kind))]
    ManagedInExchange {
        /// The group's display name.
        group: String,
        /// Its kind.
        kind: GroupKind,
    },
    /// The object comes from the directory on premises (1.6, `OP-6`).
    #[error(
        "{object} is synchronised from on-premises Active Directory and cannot be changed here."
    )]
    Synchronised {
        /// Its display name.
        object: String,
    },
    /// Another object has this value (`OP-4`).
    #[error("Another {kind} already has the {property} \"{value}\".")]
    NotUnique {
        /// The kind of both objects.
        kind: ObjectKind,
        /// The property, by its Graph name.
        property: &'static str,
        /// The value.
        value: String,
    },
    /// A property that an object must have is missing or empty.
    #[error("{} needs a {property}.", capital(&with_article(*kind)))]
    Missing {
        /// The kind of the object.
        kind: ObjectKind,
        /// The property, by its Graph name.
        property: &'static str,
    },
    /// A value that a property cannot take.
    #[error("\"{value}\" is not valid for {property}: {reason}.")]
    InvalidValue {
        /// The property.
        property: String,
        /// The value as text.
        value: String,
        /// What it must be, as the end of a sentence.
        reason: String,
    },
    /// A property that nobody sets.
    #[error("{property} cannot be set: {reason}.")]
    ReadOnly {
        /// The property.
        property: String,
        /// Who sets it, as the end of a sentence.
        reason: String,
    },
    /// The domain of a sign-in name is not the tenant's (1.1).
    #[error("\"{domain}\" is not a verified domain of this tenant.")]
    UnverifiedDomain {
        /// The domain.
        domain: String,
        /// The tenant's domains.
        verified: Vec<String>,
    },
    /// A group of this kind is never dynamic (1.6, `OP-16`).
    #[error("A {} cannot have dynamic membership.", kind_words(*kind))]
    NeverDynamic {
        /// The kind of the group.
        kind: GroupKind,
    },
    /// Role-assignable groups are never dynamic (`OP-5`).
    #[error(
        "{group} is role-assignable, and a role-assignable group cannot have dynamic membership."
    )]
    RoleAssignable {
        /// The group's display name.
        group: String,
    },
    /// Microsoft 365 groups hold users only (`OBJ-6`).
    #[error("A Microsoft 365 group holds users only, and this rule is about {}.", subject.plural())]
    SubjectOfMicrosoft365 {
        /// What the rule is about.
        subject: SubjectKind,
    },
    /// A dynamic group or administrative unit without a rule.
    #[error("Dynamic membership needs a membership rule.")]
    RuleMissing,
    /// A rule for a group that is not dynamic.
    #[error("{group} has assigned membership, so it takes no membership rule.")]
    RuleOnAssigned {
        /// The group's display name.
        group: String,
    },
    /// A rule or a state for an administrative unit that is not dynamic.
    #[error("{unit} has assigned membership, so it takes no membership rule.")]
    RuleOnAssignedUnit {
        /// The unit's display name.
        unit: String,
    },
    /// A rule that is not about what was asked for (`OBJ-5`).
    #[error("Members were to be {}, and this rule is about {}.", wanted.plural(), subject.plural())]
    SubjectOfRule {
        /// What the members were to be.
        wanted: SubjectKind,
        /// What the rule is about.
        subject: SubjectKind,
    },
    /// The members of a dynamic administrative unit come from its rule alone, whoever asks (`OP-71`).
    #[error("{unit} is a dynamic administrative unit: its members come from the rule `{rule}`.")]
    DynamicUnit {
        /// The unit's display name.
        unit: String,
        /// Its rule.
        rule: String,
    },
    /// Administrative units hold users, devices and groups, and no other units (1.10).
    #[error("An administrative unit cannot have {} as member.", with_article(*member_kind))]
    UnitMemberKind {
        /// The kind of the object.
        member_kind: ObjectKind,
    },
    /// Nothing that is deleted and can be restored has this identity (`OP-8`).
    #[error("There is no deleted object \"{identity}\" that can be restored.")]
    NotDeleted {
        /// How it was named.
        identity: String,
    },
    /// Only a dynamic group or administrative unit has processing that can fail.
    #[error("{group} has assigned membership: there is no rule to process.")]
    NotDynamic {
        /// Its display name, or its id.
        group: String,
    },
    /// Members given for a group whose members come from a rule (`OP-1`).
    #[error("A dynamic group is created without members: its rule finds them.")]
    MembersOfDynamic,
    /// The kind of a group never changes (`OBJ-4`).
    #[error("The type of a group cannot be changed after it was created.")]
    KindIsFixed,
    /// The group has no team (1.8).
    #[error("{group} has no team.")]
    NoTeam {
        /// The group's display name.
        group: String,
    },
    /// The group has a team already (1.8).
    #[error("{group} has a team already.")]
    TeamExists {
        /// The group's display name.
        group: String,
    },
    /// Only Microsoft 365 groups have teams (`OP-30`).
    #[error("{group} is a {}: only a Microsoft 365 group can have a team.", kind_words(*kind))]
    NeverTeam {
        /// The group's display name.
        group: String,
        /// Its kind.
        kind: GroupKind,
    },
    /// No team is dynamic from the start (`OP-32`).
    #[error("The team \"{team}\" cannot be created with a membership rule.")]
    TeamWithRule {
        /// The name it was to have.
        team: String,
    },
    /// The group is outside self-service (2.6).
    #[error("{group} is outside self-service: it is {}.", crate::self_service::outside_words(*why))]
    OutsideSelfService {
        /// The group's display name.
        group: String,
        /// Why.
        why: OutsideSelfService,
    },
    /// Only owners add members (`OP-38`).
    #[error("{group} is closed: only its owners add members.")]
    ClosedGroup {
        /// The group's display name.
        group: String,
    },
    /// Joining takes an owner's approval (`OP-37`).
    #[error("{group} takes an owner's approval.")]
    ApprovalNeeded {
        /// The group's display name.
        group: String,
    },
    /// There is nothing to ask for: everybody may join (`OP-36`).
    #[error("{group} is open to all: there is nobody to ask.")]
    OpenGroup {
        /// The group's display name.
        group: String,
    },
    /// A Microsoft 365 group cannot be closed (1.7).
    #[error("{group} is a Microsoft 365 group, which is open to all or takes an owner's approval.")]
    NeverClosed {
        /// The group's display name.
        group: String,
    },
    /// Nobody joins for somebody else (2.6).
    #[error("{actor} may not join groups for {user}.")]
    NotYourself {
        /// Who wanted it.
        actor: String,
        /// For whom.
        user: String,
    },
    /// A pending request is there already (`OP-37`).
    #[error("{user} has asked to join {group} already.")]
    AlreadyRequested {
        /// Who.
        user: String,
        /// What.
        group: String,
    },
    /// No request has this identity.
    #[error("There is no request to join a group \"{identity}\".")]
    UnknownRequest {
        /// How it was named.
        identity: String,
    },
    /// The first decision stands (`OP-39`).
    #[error("The request is not pending any more: it was {}.", state.name().to_lowercase())]
    RequestSettled {
        /// How it ended.
        state: RequestState,
    },
    /// The tenant does not let owners decide requests (1.1).
    #[error("Owners do not decide requests to join their groups in this tenant.")]
    RequestsOff,
    /// The tenant does not let people use the groups features of the panel (1.1).
    #[error(
        "People without a role cannot use the groups features of the access panel in this tenant."
    )]
    PanelRestricted,
    /// The tenant has no plan with approval by owners (2.6, N-27).
    #[error(
        "None of the tenant's subscriptions contains Microsoft Entra ID P1, which approval by owners takes."
    )]
    SelfServicePlanMissing,
    /// The naming policy wants names to begin and end otherwise (`OP-62`).
    #[error("The naming policy wants {} to {}.", properties.join(" and "), affixes(prefix, suffix))]
    MissingPrefixSuffix {
        /// The properties, by their Graph names.
        properties: Vec<&'static str>,
        /// What the display name must begin with; may be empty.
        prefix: String,
        /// What it must end with; may be empty.
        suffix: String,
    },
    /// The naming policy blocks the name (`OP-61`).
    #[error("The naming policy blocks the word \"{word}\" as {property}.")]
    BlockedWord {
        /// The property, by its Graph name.
        property: &'static str,
        /// The word as the policy has it.
        word: String,
    },
    /// Only Microsoft 365 groups expire (1.11).
    #[error("{group} is a {}: only Microsoft 365 groups expire.", kind_words(*kind))]
    NeverExpires {
        /// The group's display name.
        group: String,
        /// Its kind.
        kind: GroupKind,
    },
    /// A tenant has one expiration policy at most (1.11).
    #[error("The tenant has an expiration policy already.")]
    LifecyclePolicyExists,
    /// A new expiration policy without a lifetime (`OP-65`).
    #[error("A new expiration policy says after how many days groups expire.")]
    LifetimeMissing,
    /// There is no expiration policy (1.11).
    #[error("The tenant has no expiration policy.")]
    NoLifecyclePolicy,
    /// The expiration policy is not for selected groups (1.11).
    #[error("The expiration policy is for {} and not for selected ones.", match managed {
        ManagedGroups::All => "all groups",
        ManagedGroups::Selected | ManagedGroups::None => "no groups",
    })]
    NotForSelected {
        /// Which groups it is for.
        managed: ManagedGroups,
    },
    /// The tenant has no plan with expiration (2.8).
    #[error(
        "None of the tenant's subscriptions contains Microsoft Entra ID P1, which an expiration policy takes."
    )]
    LifecyclePlanMissing,
    /// A product licence is assigned to the group (`OP-7`).
    #[error("{group} has a product licence assigned, and a licensed group cannot be deleted.")]
    Licensed {
        /// The group's display name.
        group: String,
    },
    /// Licences are not changed (2.7).
    #[error(transparent)]
    License(LicenseRefusal),
    /// The actor may not do this (1.13, `OP-2`).
    #[error("{actor} may not {deed}.")]
    Denied {
        /// Who wanted it: a sign-in name, or the name of an application.
        actor: String,
        /// What, with the object's name.
        deed: String,
        /// Which row of the table of capabilities refused it.
        capability: Capability,
        /// The roles that the actor holds for administrative units alone, each with its unit, in words.
        for_units: Vec<String>,
    },
    /// There would be more of something than the service allows (2.11).
    #[error("That would make {wanted} {}{}; the limit is {limit}.", quota.counted(), about(of))]
    OverQuota {
        /// Which limit.
        quota: Quota,
        /// How many there would be.
        wanted: usize,
        /// How many there may be.
        limit: usize,
        /// Whose, where each group, user or object has its own limit.
        of: Option<String>,
    },
    /// A memberOf group cannot feed another one (`OP-27` d).
    #[error(
        "{group} cannot have its members from {source_group}, because a memberOf group cannot feed another one."
    )]
    MemberOfChain {
        /// The group that would be the source.
        source_group: String,
        /// The memberOf group.
        group: String,
    },
    /// The tenant has no plan with dynamic membership (`OP-45`, N-27).
    #[error("None of the tenant's subscriptions contains dynamic membership.")]
    PlanMissing,
    /// Whether roles can be assigned to a group is decided when it is created (`OP-5`).
    #[error("Whether roles can be assigned to {group} cannot be changed.")]
    RoleAssignableFixed {
        /// The group's display name.
        group: String,
    },
    /// The role is held already.
    #[error("{holder} already holds the role {role} there.")]
    RoleHeld {
        /// Who.
        holder: String,
        /// Which.
        role: &'static str,
    },
    /// The role is not held.
    #[error("{holder} does not hold the role {role} there.")]
    RoleNotHeld {
        /// Who.
        holder: String,
        /// Which, by name or else by template id.
        role: String,
    },
    /// The facts would contradict each other.
    #[error("{message}")]
    Integrity {
        /// What is wrong, one sentence.
        message: String,
    },
    /// The clock only goes forwards.
    #[error("The clock stands at {now} and cannot be set back to {to}.")]
    ClockBackwards {
        /// The tenant's time.
        now: Instant,
        /// The time asked for.
        to: Instant,
    },
    /// An import would replace what the tenant holds.
    #[error("The tenant already holds {objects} objects.")]
    TenantNotEmpty {
        /// How many there are, deleted ones that can be restored included.
        objects: usize,
    },
    /// An update with the export of another tenant would delete everything.
    #[error("The export is not one of the tenant \"{name}\".")]
    OtherTenant {
        /// The tenant that is there.
        name: String,
    },
    /// Objects of an export cannot be added beside what is there.
    #[error("{} of the export cannot be added: names or ids are in use here.", objects(conflicts.len()))]
    MergeConflicts {
        /// A sentence for each of them; at least one.
        conflicts: Vec<String>,
    },
    /// Whoever waited for it did not want to wait any more.
    #[error("The work was stopped.")]
    Stopped,
    /// The change could not be made durable, where the tenant is kept.
    #[error("The change was not kept: {why}.")]
    NotKept {
        /// Why.
        why: String,
        /// What to do.
        help: String,
    },
}

impl Refusal {
    /// What the directory refuses after all checks: a value of the wrong type, say.
    pub(crate) fn unexpected(error: &IntegrityError) -> Self {
        Self::Integrity {
            message: error.to_string(),
        }
    }

    /// The refusal to change the members of a dynamic group by hand (`OP-11`).
    pub(crate) fn of_dynamic(group: &Group) -> Self {
        let rule = group.facts().membership_rule.as_deref();
        Self::DynamicMembership {
            group: group.display_name().to_owned(),
            rule: rule.unwrap_or_default().to_owned(),
        }
    }
}
