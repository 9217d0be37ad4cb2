//! The one façade of the model: commands in, events out.
//!
//! Whatever changes a tenant is a [`Command`]; prompt, script and import all end here. [`Tenant::execute_as`] keeps
//! the order: authorise, validate, hold against the quotas, apply to the directory, tell the engine, and, as the
//! clock's mode says, carry out what waits. All checks come before the first change, so a refused command leaves no
//! trace.
//!
//! Each unit of work that writes leaves one compact record; the audit log, the welcome mails and the rosters of teams are
//! worked out from these when somebody asks.
//!
//! The tenant reads no clock and no file: time comes with [`Command::SetClock`], facts with [`Command::Import`].
//! A clone is cheap, which is how a change is tried out before it is made.

mod actor;
mod alerts;
mod applications;
mod authorise;
mod behavior;
mod capability;
mod channel;
mod clock;
mod command;
mod compliance;
mod conversion;
mod counts;
mod deletion;
mod devices;
mod eligibility;
mod expiration;
mod extensions;
mod groups;
mod groups_of;
mod identity;
mod image;
mod import;
mod journal;
mod licensing;
mod lifecycle;
mod mails;
mod member_of;
mod members;
mod names;
mod naming;
mod owners;
mod processing;
mod quota;
mod refusal;
mod role_members;
mod roles;
mod rules;
mod self_service;
mod settings;
mod subject_values;
mod switches;
mod target;
mod teams;
mod tenant;
mod units;
mod users;

#[cfg(test)]
mod tests;

pub use actor::{Actor, Initiator, SystemActor};
pub use alerts::{Alert, AlertKind, Severity, top_reason};
pub use applications::{NewApplication, NewExtensionProperty};
pub use behavior::ResourceBehavior;
pub use capability::{Capability, Everybody, On, Owners, Scope};
pub use channel::Channel;
pub use clock::{Clock, ClockMode};
pub use command::{
    Command, Difference, Event, Facts, GroupChanges, ImportReport, NewDevice, NewGroup, NewTeam,
    NewUnit, NewUser, Outcome, Replace, UnitChanges, UnitMembership, UserChanges,
};
pub use compliance::{Compliance, FeatureNeed, LicensedFeature};
pub use deletion::restorable_until;
pub use eligibility::{Eligibility, Feature, eligibility};
pub use identity::{Wanted, find};
pub use import::{Coverage, FactList};
pub use ingroup_engine::Watch;
pub use ingroup_image::ImageError;
pub use journal::{
    Activity, AuditCategory, AuditEntry, AuditInitiator, AuditQuery, AuditResult, AuditTarget,
    ModifiedProperty, TargetType, group_field, unit_field, value_text,
};
pub use licensing::{
    ForecastFailure, GroupLicenseReport, LicenseChanges, LicenseForecast, LicenseLoop,
    LicenseProcessing, LicenseQueueEntry, LicenseReportStatus, LicenseTask, NewServicePlan,
    NewSubscription, ProductForecast, ProductMoves, ProductUse, SubscriptionChanges,
    UserLicenseFailure,
};
pub use lifecycle::{Lifecycle, LifecycleChanges};
pub use mails::{Mail, MailKind};
pub use processing::{FaultInjection, FaultPlace, Processing};
pub use quota::{Quota, QuotaUse, Room};
pub use refusal::{LicenseRefusal, Refusal, ServiceAnswer, kind_words};
pub use role_members::HeldRole;
pub use roles::{Reach, Role};
pub use self_service::Decision;
pub use settings::OrganizationChanges;
pub use target::About;
pub use teams::{Team, TeamManagement, TeamMember, TeamRole};
pub use tenant::Tenant;
