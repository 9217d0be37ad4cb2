//! The ids of users as a property that rules read.

use ingroup_schema::{PropertyKey, Value, ValueRef, fold};

use super::{id, user_key};
use crate::{Directory, DynamicGroups, Row, UserFacts};

#[test]
fn ids_are_values_before_and_after_somebody_asked_for_all_of_them() {
    let mut directory = Directory::default();
    let key = user_key("objectId");
    assert_eq!(directory.users().properties().count(), 0);
    assert!(directory.users().column(&key).is_none());
    let mut changes = Vec::new();
    for number in [1, 2] {
        let facts = UserFacts::default();
        directory
            .create_user(id(number), Vec::new(), facts, &mut changes)
            .unwrap();
    }
    let text = |number| Value::text(&id(number).to_string());
    let properties: Vec<PropertyKey> = directory.users().properties().collect();
    assert_eq!(properties, std::slice::from_ref(&key));
    assert_eq!(directory.users().owned(Row::new(1), &key), text(2));
    let rows_of = |directory: &Directory, number: u8| {
        let column = directory.users().column(&key).unwrap();
        let found = column.find(&fold(&id(number).to_string()));
        found.map(Row::get).collect::<Vec<_>>()
    };
    assert_eq!(rows_of(&directory, 2), [1]);
    directory
        .create_user(id(3), Vec::new(), UserFacts::default(), &mut changes)
        .unwrap();
    directory
        .delete_subject(id(1), DynamicGroups::Scanned, &mut changes)
        .unwrap();
    assert_eq!(rows_of(&directory, 3), [2]);
    assert!(rows_of(&directory, 1).is_empty());
    let users = directory.users();
    assert_eq!(users.value(Row::new(2), &key).to_value(), text(3));
    assert_eq!(users.value(Row::new(0), &key), ValueRef::Null);
    assert_eq!(users.owned(Row::new(0), &key), Value::Null);
}
