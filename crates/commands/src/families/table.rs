//! The tables of the modules' commands, a file for each module.

mod azure_ad;
mod azure_ad_preview;
mod directory_settings;
mod entra;
mod entra_people;
mod exchange;
mod graph_directory;
mod graph_groups;
mod graph_reports;
mod graph_users;
mod licenses;
mod lifecycle;
mod msol;
mod teams;

use super::row::{Row, Take, renamed, take};

/// All rows.
pub(super) fn rows() -> impl Iterator<Item = &'static Row> {
    let tables: [&'static [Row]; 14] = [
        azure_ad::ROWS,
        azure_ad_preview::ROWS,
        directory_settings::ROWS,
        entra::ROWS,
        entra_people::ROWS,
        exchange::ROWS,
        graph_directory::ROWS,
        graph_groups::ROWS,
        graph_reports::ROWS,
        graph_users::ROWS,
        licenses::ROWS,
        lifecycle::ROWS,
        msol::ROWS,
        teams::ROWS,
    ];
    tables.into_iter().flatten()
}

/// What the lists of Graph's modules take.
const GRAPH_LIST: &[Take] = &[
    take("Filter"),
    take("Search"),
    take("Sort").aliases(&["OrderBy"]),
    take("Property").aliases(&["Select"]),
    take("ExpandProperty").aliases(&["Expand"]),
    take("Top").aliases(&["Limit"]),
    take("All"),
    take("PageSize"),
    take("ConsistencyLevel"),
    take("CountVariable").aliases(&["CV"]),
];

/// What Graph's modules take for objects that belong to another.
const GRAPH_RELATED: &[Take] = &[
    take("Property").aliases(&["Select"]),
    take("Top").aliases(&["Limit"]),
    take("All"),
    take("PageSize"),
    take("ConsistencyLevel"),
    take("CountVariable").aliases(&["CV"]),
];

/// What the lists of Microsoft.Entra take.
const ENTRA_LIST: &[Take] = &[
    take("Filter"),
    take("SearchString"),
    take("Property").aliases(&["Select"]),
    take("Top").aliases(&["Limit"]),
    take("All"),
];

/// What Microsoft.Entra takes for objects that belong to another.
const ENTRA_RELATED: &[Take] = &[
    take("Property").aliases(&["Select"]),
    take("Top").aliases(&["Limit"]),
    take("All"),
];

/// What the lists of the AzureAD modules take.
const AZURE_LIST: &[Take] = &[
    take("Filter"),
    take("SearchString"),
    take("Top"),
    take("All"),
];

/// What the AzureAD modules take for objects that belong to another.
const AZURE_RELATED: &[Take] = &[take("Top"), take("All")];

/// What Graph's commands take that add by reference: an address in Graph, as `-OdataId` or in the hashtable.
const fn reference(native: &'static str) -> Take {
    renamed("OdataId", native, "OdataId")
}

/// The properties of a new group.
const NEW_GROUP: &[&str] = &[
    "displayName",
    "description",
    "groupTypes",
    "isAssignableToRole",
    "mailEnabled",
    "mailNickname",
    "membershipRule",
    "membershipRuleProcessingState",
    "securityEnabled",
    "visibility",
    "resourceBehaviorOptions",
    "members@odata.bind",
    "owners@odata.bind",
];

/// The properties of a group that can be changed.
const CHANGED_GROUP: &[&str] = &[
    "displayName",
    "description",
    "groupTypes",
    "isAssignableToRole",
    "mailNickname",
    "membershipRule",
    "membershipRuleProcessingState",
    "visibility",
];

/// The properties of an administrative unit.
const UNIT: &[&str] = &[
    "displayName",
    "description",
    "membershipType",
    "membershipRule",
    "membershipRuleProcessingState",
    "visibility",
];

/// A reference to an object.
const REFERENCE: &[&str] = &["@odata.id"];
