//! How the directory's objects are shown when nobody asks for anything else.

use ingroup_shell::{Column, Object, Value, View};

use crate::families::VIEWS;

/// The tables of native types, with their columns.
#[rustfmt::skip] // one type, one row
const TABLES: &[(&str, &[&str])] = &[
    ("AuditLogEntry", &["Time", "Activity", "By", "Target", "Detail"]),
    ("Checkpoint", &["Name", "Time", "Users", "Groups", "ActsAs", "Changes"]),
    ("Group", &["DisplayName", "MembershipType", "MemberCount", "Status", "LastMembershipChange"]),
    ("User", &["DisplayName", "UserPrincipalName", "Department", "JobTitle", "AccountEnabled"]),
    ("Device", &["DisplayName", "OperatingSystem", "OperatingSystemVersion", "TrustType", "DeviceOwnership", "AccountEnabled"]),
    ("GroupOf", &["DisplayName", "MembershipType", "Through", "Since", "Member"]),
    ("AdministrativeUnit", &["DisplayName", "MembershipType", "MemberCount", "Status", "LastMembershipChange"]),
    ("DeletedObject", &["DisplayName", "ObjectType", "DeletedDateTime", "RestorableUntil", "Id"]),
    ("GroupOwner", &["DisplayName", "ObjectType", "UserPrincipalName", "Id"]),
    ("Application", &["DisplayName", "AppId", "AssignedTo", "ExtensionProperties"]),
    ("Access", &["Application", "DisplayName", "UserPrincipalName", "Through", "Remark"]),
    ("TenantSetting", &["Name", "Value", "Default", "Meaning"]),
    ("GroupHistoryEntry", &["Time", "Unit", "By", "Joined", "Left", "What", "Who"]),
    ("GroupMember", &["DisplayName", "ObjectType", "UserPrincipalName", "Id"]),
    ("JoinRequest", &["Group", "User", "State", "CreatedDateTime", "Justification", "DecidedBy"]),
    ("EligibleGroup", &["DisplayName", "Kind", "Eligible", "Reason"]),
    ("ExpirationPolicy", &["GroupLifetimeInDays", "ManagedGroupTypes", "AlternateNotificationEmails", "ExpiringGroups", "SelectedGroups"]),
    ("GroupLicense", &["Group", "Product", "State", "UsersInError", "TopReason"]),
    ("GroupLicenseError", &["DisplayName", "UserPrincipalName", "Product", "Reason", "Detail"]),
    ("UserLicense", &["DisplayName", "Product", "Source", "State", "Reason"]),
    ("UserService", &["Service", "ServicePlan", "Products", "Sources", "Status"]),
    ("Subscription", &["Product", "SkuPartNumber", "CapabilityStatus", "Units", "ConsumedUnits", "FreeUnits"]),
    ("LicenseForecast", &["Product", "Units", "ConsumedUnits", "ConsumedAfter", "FreeAfter", "WouldFail"]),
    ("Mail", &["Time", "Kind", "To", "Group", "Subject"]),
    ("Team", &["DisplayName", "MembersManagedBy", "RosterSize", "Roster", "UpToDateAt"]),
    ("TeamMember", &["DisplayName", "UserPrincipalName", "Role", "Since"]),
    ("MembershipRuleProperty", &["Name", "Type", "GraphName", "Remark"]),
    ("ActingPrincipal", &["DisplayName", "Roles"]),
    ("WaitingWork", &["Position", "Phase", "Cause", "DisplayName", "QueuedAt", "ExpectedFinish"]),
    ("MembershipMove", &["At", "DisplayName", "Joined", "Left", "Cause"]),
    ("Quota", &["Name", "Used", "Limit", "Note"]),
    ("Role", &["DisplayName", "Holders", "Purpose", "Reach"]),
    ("RoleGrant", &["Who", "Objects", "Deed"]),
    ("RoleMember", &["Role", "DisplayName", "ObjectType", "AdministrativeUnit", "Through"]),
    ("ProcessedGroup", &["DisplayName", "Joined", "Left"]),
    ("TenantDifference", &["Change", "ObjectType", "DisplayName", "Property", "Old", "New"]),
    ("LeftOut", &["File", "Line", "Index", "Object", "Reason"]),
    ("UserImport", &["Created", "Updated", "Unchanged", "LeftOut"]),
    ("StoredTenant", &["Path", "Users", "Devices", "Groups", "Units"]),
    ("OptimizedTenant", &["DroppedUnits", "BytesBefore", "BytesAfter"]),
    ("TenantImport", &["Tenant", "Users", "Devices", "Groups", "DynamicGroups"]),
];

/// What is shown as a list: sentences, and types that carry more.
#[rustfmt::skip] // one type, one row
const LISTS: &[(&str, &[&str])] = &[
    ("Alert", &["Severity", "Subject", "Text", "WhatToDo", "Kind", "ObjectId"]),
    ("Tenant", &["DisplayName", "Id", "Country", "VerifiedDomains", "Users", "Devices", "Groups", "DynamicGroups", "LicencesRequired", "LicencesOwned", "Applications", "WaitingWork", "Now", "ClockMode", "ChangedSettings", "StoredIn", "StoredUnits", "StoredBytes"]),
];

/// Types that are shown as a text of several lines, which they carry as `Report`.
const REPORTS: &[&str] = &[
    "MembershipRuleTest",
    "MembershipRuleBuilder",
    "MembershipPreview",
    "MembershipReason",
    "TenantComparison",
    "TenantTest",
];

/// The native types that have a view of their own.
pub(crate) fn kinds() -> impl Iterator<Item = &'static str> {
    TABLES.iter().chain(LISTS).map(|(kind, _)| *kind)
}

/// How the types that the commands give are shown: the name of each and its view.
pub fn views() -> Vec<(&'static str, View)> {
    let natives = TABLES.iter().copied();
    let shaped = VIEWS.iter().map(|shape| shape.view());
    let tables = natives
        .chain(shaped)
        .map(|(kind, columns)| (kind, View::table(columns)));
    let reports = REPORTS.iter().map(|kind| {
        let report = |object: &Object| object.get("Report").unwrap_or(Value::Null);
        (*kind, View::Line(Column::computed("Report", report)))
    });
    let lists = LISTS
        .iter()
        .map(|(kind, properties)| (*kind, View::list(properties)));
    tables.chain(lists).chain(reports).collect()
}
