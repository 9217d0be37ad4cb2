//! What a rule asks of the object it is evaluated for.

use ingroup_schema::{ObjectId, PropertyKey, SubjectKind, ValueRef};

/// A user or a device, as far as a rule can see it.
pub trait Subject {
    /// Which of the two it is. A rule for the other kind does not take it.
    fn kind(&self) -> SubjectKind;

    /// The value of a property; [`ValueRef::Null`] if there is none. Collections without items may
    /// be null or empty. An empty text is null (LANG 3.2).
    fn value(&self, property: &PropertyKey) -> ValueRef<'_>;

    /// The user's manager, for direct-reports rules.
    fn manager(&self) -> Option<ObjectId>;

    /// Whether it is a direct member of the group, for memberOf rules.
    fn is_member_of(&self, group: ObjectId) -> bool;
}
