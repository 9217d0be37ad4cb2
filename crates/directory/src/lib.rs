//! The facts of a tenant, stored by columns, and the events that say what changed.
//!
//! A [`Directory`] holds what a tenant *is*: its users and devices as two [`Table`]s of columns,
//! its groups and administrative units with their members, its subscriptions, applications, roles,
//! settings and organisation, and what was deleted and can be restored. It knows the text of a
//! membership rule and nothing of its meaning, and it refuses only what would break its own
//! indexes; policy belongs to whoever calls it.
//!
//! A clone is cheap: everything large is in chunks that are shared until one side writes. Every
//! change appends [`Change`]s that say what was and what is now. The rules of behaviour that the
//! model follows, with the tests that show them, are listed in `SEMANTICS.md`.
//!
//! Nothing here reads a file or a clock, and nothing depends on the order of a hash map.

mod application;
mod change;
mod chunked;
mod codes;
mod column;
mod cores;
mod deleted;
mod deleted_changes;
mod delta;
mod dictionary;
mod directory;
mod equal;
mod error;
mod facts;
mod fields;
mod group;
mod group_changes;
mod groups_of;
mod hashing;
mod holder;
mod image;
mod index;
mod integrity;
mod join;
mod licenses;
mod lifecycle;
mod links;
mod loader;
mod member_changes;
mod membership;
mod moved;
mod names;
mod order;
mod organization;
mod provenance;
mod roles;
mod row;
mod row_list;
mod row_set;
mod settings;
mod sharded;
mod subject_changes;
mod table;
mod texts;
mod unit;
mod unit_changes;

#[cfg(test)]
mod tests;

pub use application::{AccessThrough, Application, ApplicationFacts, ExtensionProperty};
pub use change::Change;
pub use chunked::Chunked;
pub use codes::{BLOCK, Blocks, Code, Codes};
pub use column::Column;
pub use cores::{on_all_cores, while_all_cores};
pub use deleted::{DeletedFacts, DeletedObject, Link};
pub use delta::{Delta, Moves, ObjectMoves};
pub use directory::Directory;
pub use error::IntegrityError;
pub use facts::{
    AssignedLicense, DeviceFacts, LicenseAssignmentState, LicenseError, LicenseState, OtherObject,
    UserFacts,
};
pub use group::{Group, GroupFacts, GroupField, GroupKind, GroupType, RuleProcessing, Visibility};
pub use groups_of::DynamicGroups;
pub use hashing::of_bytes as hash_of_bytes;
pub use holder::{HolderRow, RuleHolder};
pub use index::Index as ValueIndex;
pub use integrity::{Disagreement, Inconsistency};
pub use join::{JoinPolicy, JoinRequest, OutsideSelfService, RequestState};
pub use licenses::effective_licenses;
pub use lifecycle::{LifecyclePolicy, ManagedGroups, Renewal};
pub use loader::{Loader, Newcomer};
pub use membership::Membership;
pub use moved::{GroupMove, MembershipChange, Moved, Way};
pub use names::Name;
pub use organization::{
    Organization, PlanRelations, PrepaidUnits, ServicePlan, Subscription, VerifiedDomain,
};
pub use provenance::Existence;
pub use roles::{DirectoryRole, RoleAssignment, RoleScope};
pub use row::{GroupRow, ObjectRef, Row, UnitRow};
pub use row_list::RowList;
pub use row_set::{
    BLOCK_ROWS, Bitmap, Container, ContainerView, LONGEST_LIST, Positions, RowSet, Rows,
};
pub use settings::{
    LicenseSweep, MemberOfRole, ProcessingDelay, RuleBuilderSubjects, SETTINGS, Setting,
    SettingArea, SettingError, SettingKind, SettingValue, Settings,
};
pub use sharded::Sharded;
pub use table::Table;
pub use unit::{AdministrativeUnit, MembershipType, UnitFacts, UnitField};
