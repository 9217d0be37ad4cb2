//! Users that come at once are the same as users that come one by one.

use ingroup_schema::{ExtensionName, ObjectId, PropertyKey, Value};

use super::user_key;
use crate::{Directory, IntegrityError, Loader, Newcomer, UserFacts};

/// More than a chunk of texts, so that values are put into the columns on the way.
const MANY: u128 = 5000;

fn id(number: u128) -> ObjectId {
    ObjectId::from_bytes((number + 1).to_be_bytes())
}

/// What a user has: gaps, spellings, values given twice, collections, an extension of few.
fn values(number: u128) -> Vec<(PropertyKey, Value)> {
    let text = |name, text: String| (user_key(name), Value::text(&text));
    let mut values = vec![text("userPrincipalName", format!("u{number}@contoso.com"))];
    if !number.is_multiple_of(3) {
        values.push(text("department", format!("Sales {}", number % 7)));
        values.push(text("city", format!("{}", number % 3000)));
    }
    if number.is_multiple_of(5) {
        values.push(text("department", format!("SALES {}", number % 7)));
        values.push(text("mail", format!("M{number}@contoso.com")));
        values.push((
            user_key("accountEnabled"),
            Value::Boolean(number.is_multiple_of(2)),
        ));
        let addresses = [format!("smtp:{number}@contoso.com")];
        values.push((user_key("proxyAddresses"), Value::texts(addresses)));
    }
    if number.is_multiple_of(11) {
        values.push((user_key("state"), Value::Null));
    }
    if number > 4200 && number.is_multiple_of(100) {
        let name = ExtensionName::read("extension_0123456789abcdef0123456789abcdef_badge");
        let key = PropertyKey::Extension(name.expect("an extension"));
        values.push((key, Value::text(&format!("x{number}"))));
    }
    values
}

fn newcomer(values: Vec<(PropertyKey, Value)>) -> Newcomer {
    let mut newcomer = Newcomer::default();
    for (property, value) in values {
        newcomer.value(property, value);
    }
    newcomer
}

fn facts(number: u128) -> UserFacts {
    UserFacts {
        more_business_phones: match number % 4 {
            0 => vec![number.to_string().into()],
            _ => Vec::new(),
        },
        ..UserFacts::default()
    }
}

/// All of them, the first ones one by one.
fn loaded(first: u128) -> Directory {
    let mut directory = Directory::default();
    for number in 0..first {
        directory
            .create_user(id(number), values(number), facts(number), &mut Vec::new())
            .unwrap();
    }
    let mut loader = directory.loader();
    for number in first..MANY {
        let mut given = newcomer(values(number));
        let row = loader.create_user(id(number), &mut given, facts(number));
        assert_eq!(u128::from(row.unwrap().get()), number);
    }
    drop(loader);
    directory
}

#[test]
fn users_who_come_at_once_are_those_who_come_one_by_one() {
    let singly = loaded(MANY);
    for first in [0, 3] {
        let at_once = loaded(first);
        assert_eq!(at_once, singly);
        assert!(at_once.inconsistencies().is_empty());
        let keys = |directory: &Directory| directory.users().properties().collect::<Vec<_>>();
        assert_eq!(keys(&at_once), keys(&singly));
        for key in keys(&singly) {
            let column = at_once.users().column(&key).unwrap();
            let wanted = singly.users().column(&key).unwrap();
            assert!(column.values().eq(wanted.values()), "{key}");
        }
    }
}

fn refused(loader: &mut Loader<'_>, number: u128, given: Vec<(PropertyKey, Value)>) -> String {
    let count = given.len();
    let mut given = newcomer(given);
    let refused = loader.create_user(id(number), &mut given, UserFacts::default());
    assert_eq!(given.values().count(), count, "the values stay");
    match refused.unwrap_err() {
        IntegrityError::UserPrincipalNameInUse { by, .. } => format!("{by} has the name"),
        other => other.to_string(),
    }
}

#[test]
fn who_cannot_come_leaves_no_trace() {
    let mut directory = Directory::default();
    let mut loader = directory.loader();
    for number in 0..3 {
        loader
            .create_user(
                id(number),
                &mut newcomer(values(number)),
                UserFacts::default(),
            )
            .unwrap();
    }
    assert_eq!(
        refused(&mut loader, 1, values(9)),
        IntegrityError::IdInUse(id(1)).to_string()
    );
    let same_name = vec![(user_key("userPrincipalName"), Value::text("U2@CONTOSO.com"))];
    assert_eq!(
        refused(&mut loader, 7, same_name),
        format!("{} has the name", id(2))
    );
    let wrong = vec![(user_key("city"), Value::Boolean(true))];
    assert_eq!(
        refused(&mut loader, 7, wrong),
        IntegrityError::WrongType(user_key("city")).to_string()
    );
    let seen = loader.directory();
    assert_eq!(seen.users().len(), 3);
    let row = seen.users().row(id(2)).unwrap();
    let city = seen.users().value(row, &user_key("city"));
    assert_eq!(city.to_value(), Value::text("2"));
    drop(loader);
    assert!(directory.inconsistencies().is_empty());
}
