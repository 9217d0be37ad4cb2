//! How the directory's objects are shown when nobody asks for anything else.

use ingroup_shell::{Column, Object, Value, View, Views};

use crate::families::VIEWS;

/// The tables of native types, with their columns.
#[rustfmt::skip] // one type, one row
const TABLES: &[(&str, &[&str])] = &[
    ("Group", &["DisplayName", "MembershipType", "MemberCount", "Status", "LastMembershipChange"]),
    ("User", &["DisplayName", "UserPrincipalName", "Department", "JobTitle", "AccountEnabled"]),
    ("Device", &["DisplayName", "OperatingSystem", "OperatingSystemVersion", "TrustType", "DeviceOwnership", "AccountEnabled"]),
    ("GroupMember", &["DisplayName", "ObjectType", "UserPrincipalName", "Id"]),
    ("MembershipRuleProperty", &["Name", "Type", "GraphName", "Remark"]),
    ("ProcessedGroup", &["DisplayName", "Joined", "Left"]),
    ("TenantImport", &["Tenant", "Users", "Devices", "Groups", "DynamicGroups"]),
];

/// Types that are shown as a text of several lines, which they carry as `Report`.
const REPORTS: &[&str] = &["MembershipRuleTest", "MembershipPreview", "MembershipReason"];

/// The views of all types that the commands give.
pub fn views() -> Views {
    let mut views = Views::default();
    for (kind, columns) in TABLES.iter().copied().chain(VIEWS.iter().map(|shape| shape.view())) {
        views.set(kind, View::table(columns));
    }
    for kind in REPORTS {
        let report = |object: &Object| object.get("Report").unwrap_or(Value::Null);
        views.set(*kind, View::Line(Column::computed("Report", report)));
    }
    views
}
