//! The parameters that several commands share, as a table: natives and families take them from here.

use ingroup_shell::{Kind, Parameter};

use crate::attributes;
use crate::records::MEMBERSHIP_TYPES;

/// One parameter, by its native name.
struct Field {
    name: &'static str,
    kind: Kind,
    choices: &'static [&'static str],
    help: &'static str,
}

const fn field(kind: Kind, name: &'static str, help: &'static str) -> Field {
    Field {
        name,
        kind,
        choices: &[],
        help,
    }
}

impl Field {
    const fn choices(mut self, choices: &'static [&'static str]) -> Field {
        self.choices = choices;
        self
    }
}

#[rustfmt::skip] // one parameter, one row
const FIELDS: &[Field] = &[
    field(Kind::Text, "Group", "The group: an id, a mail address, a nickname or a display name that is unique."),
    field(Kind::Texts, "DynamicGroups", "The dynamic groups: ids, mail addresses, nicknames or display names that are unique."),
    field(Kind::Texts, "DynamicUnits", "The dynamic administrative units: ids or display names that are unique."),
    field(Kind::Text, "User", "The user: an id, a sign-in name, a mail address or a display name that is unique."),
    field(Kind::Text, "Device", "The device: an id, a registration id or a display name that is unique."),
    field(Kind::Text, "AdministrativeUnit", "The administrative unit: an id or a display name that is unique."),
    field(Kind::Text, "DeletedObject", "The deleted object: its id, or the sign-in name, nickname or display name that it had, if it is unique."),
    field(Kind::Text, "DisplayName", "The name that people see."),
    field(Kind::Text, "Description", "A longer text; $null clears it."),
    field(Kind::Text, "MailNickname", "The part of the address before the @; made from the display name if it is not given."),
    field(Kind::Bool, "MailEnabled", "Whether it takes mail: true for Microsoft 365 groups, false for security groups."),
    field(Kind::Bool, "SecurityEnabled", "Whether it can be given access."),
    field(Kind::Texts, "GroupTypes", "Unified for a Microsoft 365 group, DynamicMembership for members by rule; an empty list for neither.").choices(&["Unified", "DynamicMembership"]),
    field(Kind::Text, "MembershipType", "The portal's words: Assigned, or whom the rule takes. On a group that is of another type it converts.").choices(&MEMBERSHIP_TYPES),
    field(Kind::Text, "MembershipRule", "The rule that says who the members are, kept byte for byte."),
    field(Kind::Text, "UnitMembershipType", "The portal's words: whether people give the members, or whom the rule takes.").choices(&MEMBERSHIP_TYPES),
    field(Kind::Text, "MembershipRuleProcessingState", "On follows the rule; Paused leaves the members as they are.").choices(&["On", "Paused"]),
    field(Kind::Text, "Visibility", "Who sees the group and its members.").choices(&["Public", "Private", "HiddenMembership"]),
    field(Kind::Text, "JoinPolicy", "Who joins without an owner's doing: all (Open), who asks an owner (OwnerApproval), nobody (Closed). Of a Microsoft 365 group the visibility says it.").choices(&["Open", "OwnerApproval", "Closed"]),
    field(Kind::Text, "Channel", "Where the group is created, which says what it is like by default.").choices(&["Portal", "Graph", "MyGroups"]),
    field(Kind::Int, "GroupLifetimeInDays", "After how many days without renewal a group expires: 30 at least."),
    field(Kind::Text, "ManagedGroupTypes", "Which Microsoft 365 groups expire: all, those that are added, or none.").choices(&["All", "Selected", "None"]),
    field(Kind::Texts, "AlternateNotificationEmails", "Who is told of groups without owners: addresses, also in one text with semicolons."),
    field(Kind::Value, "Values", "The values: hashtables with name and value."),
    field(Kind::Text, "TemplateId", "The id of the template: 62375ab9-6b52-47ed-826b-58e47e0e304b for Microsoft 365 groups."),
    field(Kind::Text, "DirectorySetting", "The id of the settings, or of their template."),
    field(Kind::Text, "LifecyclePolicy", "The id of the tenant's expiration policy."),
    field(Kind::Text, "AuditEntry", "The id of the entry."),
    field(Kind::Bool, "BlockCredential", "Whether the account is disabled: user.accountEnabled in rules, the other way round."),
    field(Kind::Text, "JoinRequest", "The request: its id, or what Get-JoinRequest gives."),
    field(Kind::Text, "UnitVisibility", "Who sees the members: everybody, or only the members themselves.").choices(&["Public", "HiddenMembership"]),
    field(Kind::Bool, "IsAssignableToRole", "Whether directory roles can be given to it; only when it is created, and never with a rule."),
    field(Kind::Bool, "AllowToAddGuests", "Whether guests may be added to a Microsoft 365 group; the tenant's setting comes first."),
    field(Kind::Bool, "WelcomeMessageEnabled", "Whether a Microsoft 365 group welcomes new members by mail."),
    field(Kind::Texts, "ResourceBehaviorOptions", "What a Microsoft 365 group does in mail; only when it is created.").choices(&["AllowOnlyMembersToPost", "HideGroupInOutlook", "SubscribeNewGroupMembers", "WelcomeEmailDisabled"]),
    field(Kind::Texts, "Members", "The first members of an assigned group."),
    field(Kind::Texts, "Owners", "The owners."),
    field(Kind::Texts, "Owner", "Whom: ids, sign-in names, mail addresses or display names that are unique."),
    field(Kind::Text, "Application", "The application: an id, an application id or a display name that is unique."),
    field(Kind::Texts, "TargetObjects", "Which objects have the extension properties: User, Device or both, as it is if nothing is said.").choices(&["User", "Device"]),
    field(Kind::Texts, "Member", "Whom or what: ids, sign-in names, mail addresses or display names that are unique."),
    field(Kind::Text, "TeamRole", "Only those with this role in the team.").choices(&["Owner", "Member", "Guest"]),
    field(Kind::Text, "NewTeamRole", "As what; Member if nothing is said.").choices(&["Member", "Owner"]),
    field(Kind::Text, "Role", "The directory role: a name that Get-Role shows, with or without the word Administrator, or its id in every tenant."),
    field(Kind::Texts, "RoleHolder", "Who: users, service principals or role-assignable groups, by id, sign-in name, mail address or display name that is unique."),
    field(Kind::Text, "Product", "The product: a short name such as SPE_E5, a name such as 'Microsoft 365 E5', or its id."),
    field(Kind::Values, "AddLicense", "The products to give, by short name, name or id; or hashtables @{ SkuId = …; DisabledPlans = … }. One that is there already gets other disabled plans."),
    field(Kind::Values, "RemoveLicense", "The products to take away, by short name, name or id; taken and given in one go, a product is exchanged."),
    field(Kind::Value, "AssignedLicenses", "What is given and taken: an object or a hashtable with AddLicenses, each with SkuId and DisabledPlans, and RemoveLicenses."),
    field(Kind::Texts, "DisabledPlan", "The service plans that are to be off in what -AddLicense gives, by short name, name or id; all others are on."),
    field(Kind::Values, "ServicePlans", "Service plans: short names of known ones, or hashtables with Name and, as wanted, Id, DependsOnAny, ExclusiveWith, Unique, ProhibitedLocations, UsesExchange."),
    field(Kind::Switch, "All", "All of them, and not only the first page."),
    field(Kind::Text, "SearchString", "Only those whose name begins with this text."),
    field(Kind::Text, "Filter", "Only those of which this is true: displayName eq 'Sales', startsWith(mail,'a'), groupTypes/any(c:c eq 'Unified'), joined by and, or and not."),
    field(Kind::Text, "OpathFilter", "Only those of which this is true, such as {DisplayName -like 'Sales*'}."),
    field(Kind::Text, "Search", "Only those found by their words: '\"displayName:sales\"', joined by AND and OR. Needs -ConsistencyLevel eventual."),
    field(Kind::Texts, "Sort", "In this order: displayName, or displayName desc."),
    field(Kind::Texts, "ExpandProperty", "What stands beside the object and is to come with it, 20 at most: members or owners of groups, the manager of users."),
    field(Kind::Text, "GraphMembershipType", "Dynamic for members by rule, Assigned for members by hand.").choices(&["Assigned", "Dynamic"]),
    field(Kind::Text, "AccessType", "Who may join and see what is in it.").choices(&["Public", "Private"]),
    field(Kind::Text, "LinkType", "Which people. Of those that Exchange knows, members and owners are modelled.").choices(&["Members", "Owners", "Subscribers", "Aggregators"]),
    field(Kind::Text, "ScopedRoleMembership", "The id of who holds which role: Get-MgDirectoryAdministrativeUnitScopedRoleMember has it."),
    field(Kind::Text, "OdataId", "The object's address in Graph: https://graph.microsoft.com/v1.0/directoryObjects/ and its id."),
    field(Kind::Value, "PasswordProfile", "Taken so that scripts run as they are; nobody signs in here, so it does nothing."),
    field(Kind::Switch, "Force", "Nothing is asked anyway, so it does nothing."),
    field(Kind::Text, "GroupMemberType", "What the member is; the id says it anyway, so it does nothing.").choices(&["User", "Group"]),
    field(Kind::Text, "DataType", "The type of the values. Rules read texts only, so every property holds texts, and this does nothing."),
    field(Kind::Texts, "ExtensionName", "Names of letters, digits and underscores."),
    field(Kind::Texts, "Property", "The properties that have a value; the others are empty."),
    field(Kind::Text, "Top", "At most so many."),
    field(Kind::Text, "PageSize", "How many the service would send at once; here nothing is sent, so it does nothing."),
    field(Kind::Text, "ConsistencyLevel", "eventual is what the service wants to hear before advanced queries.").choices(&["eventual"]),
    field(Kind::Text, "CountVariable", "The name of a variable that gets the number of all that were found."),
    field(Kind::Text, "ResultSize", "How many at most: a number, or Unlimited; 1000 if nothing is said."),
    field(Kind::Table, "BodyParameter", "The properties as a hashtable, by their Graph names."),
    field(Kind::Table, "OnPremisesExtensionAttributes", "Extension attributes, such as @{ extensionAttribute1 = 'x' }."),
];

/// The parameter with this native name, under the name `name`.
pub(crate) fn named(native: &str, name: &'static str) -> Parameter {
    let Some(field) = FIELDS.iter().find(|field| field.name == native) else {
        return attributes::renamed(native, name).unwrap_or_else(|| Parameter::text(name));
    };
    let parameter = Parameter::new(field.kind, name)
        .help(field.help)
        .means(field.name);
    match field.choices {
        [] => parameter,
        choices => parameter.choices(choices),
    }
}

/// The parameter with this native name.
pub(crate) fn shared(native: &'static str) -> Parameter {
    named(native, native)
}

/// `-Identity` of a native command: the first argument, and what the pipeline brings.
pub(crate) fn identity(what: &'static str) -> Parameter {
    named(what, "Identity")
        .alias("Id")
        .position(0)
        .from_pipeline()
        .from_property()
}

/// `-MembershipRule` of a native command, with its short name.
pub(crate) fn rule() -> Parameter {
    shared("MembershipRule").alias("Rule")
}

/// `-DisplayName` of a command that shows objects: a search by name.
pub(crate) fn by_name(objects: &str) -> Parameter {
    Parameter::text("DisplayName").help(format!(
        "Only {objects} with this name; * stands for any text, ? for one character."
    ))
}
