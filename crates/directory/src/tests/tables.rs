//! Random histories of a table leave every column as a plain list of maps says, in every clone.

use std::collections::BTreeMap;

use ingroup_schema::{
    ExtensionName, Instant, ObjectId, PropertyKey, SubjectKind, Value, ValueRef, fold,
};
use proptest::prelude::*;

use super::user_key;
use crate::table::Table;
use crate::{BLOCK, Codes, Column, Row};

/// The same facts without any cleverness: per row whether the object is there, and its values.
type Model = Vec<(bool, BTreeMap<PropertyKey, Value>)>;

#[derive(Debug, Clone)]
enum Step {
    Append,
    Set(usize, PropertyKey, Value),
    Delete(usize),
    Revive(usize),
    /// Somebody looks for a name, which makes the index; what follows must keep it right.
    Find,
    Clone,
}

fn keys() -> Vec<PropertyKey> {
    let extension = "extension_c272a57b722d4eb29bfe327874ae79cb_OfficeNumber";
    let known = [
        "department",
        "displayName",
        "mail",
        "accountEnabled",
        "employeeHireDate",
        "otherMails",
        "proxyAddresses",
    ];
    let extension = PropertyKey::Extension(ExtensionName::read(extension).unwrap());
    known.into_iter().map(user_key).chain([extension]).collect()
}

fn texts() -> impl Strategy<Value = String> {
    const SPELLED: [&str; 7] = ["Sales", "SALES", "sales", "Straße", "STRAßE", "ſales", "x"];
    prop_oneof![
        8 => prop::sample::select(&SPELLED[..]).prop_map(str::to_owned),
        2 => "[a-cA-C]{1,3}",
        1 => "[aä]{60,70}",
    ]
}

fn value_of(key: &PropertyKey) -> BoxedStrategy<Value> {
    let value = match key.name() {
        "accountEnabled" => any::<bool>().prop_map(Value::Boolean).boxed(),
        "employeeHireDate" => (0..4_u8)
            .prop_map(|day| {
                Value::Instant(Instant::from_unix_nanoseconds(i128::from(day)).unwrap())
            })
            .boxed(),
        "otherMails" | "proxyAddresses" => prop::collection::vec(texts(), 0..3)
            .prop_map(Value::texts)
            .boxed(),
        _ => texts().prop_map(|text| Value::text(&text)).boxed(),
    };
    prop_oneof![1 => Just(Value::Null), 5 => value].boxed()
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let set = (0..64_usize, prop::sample::select(keys()))
        .prop_flat_map(|(row, key)| (Just(row), Just(key.clone()), value_of(&key)))
        .prop_map(|(row, key, value)| Step::Set(row, key, value));
    let step = prop_oneof![
        6 => Just(Step::Append),
        30 => set,
        3 => (0..64_usize).prop_map(Step::Delete),
        2 => (0..64_usize).prop_map(Step::Revive),
        1 => Just(Step::Find),
        1 => Just(Step::Clone),
    ];
    prop::collection::vec(step, 0..200)
}

fn id(row: usize) -> ObjectId {
    let mut bytes = [7; 16];
    bytes[8..].copy_from_slice(&row.to_be_bytes());
    ObjectId::from_bytes(bytes)
}

fn row(number: usize) -> Row {
    Row::new(u32::try_from(number).unwrap())
}

fn work(table: &mut Table, model: &mut Model, step: Step) {
    let pick = |number: usize, there: bool| {
        let fitting: Vec<usize> = (0..model.len())
            .filter(|row| model[*row].0 == there)
            .collect();
        (!fitting.is_empty()).then(|| fitting[number % fitting.len()])
    };
    match step {
        Step::Append => {
            assert_eq!(table.append(id(model.len())), row(model.len()));
            model.push((true, BTreeMap::new()));
        }
        Step::Set(number, key, value) => {
            let Some(at) = pick(number, true) else { return };
            let old = expected(model, at, &key);
            let said = table.set(row(at), &key, &value);
            model[at].1.insert(key.clone(), value);
            let new = expected(model, at, &key);
            assert_eq!(said, (old != new).then_some(old));
        }
        Step::Delete(number) => {
            let Some(at) = pick(number, true) else { return };
            table.delete(row(at));
            model[at] = (false, BTreeMap::new());
        }
        Step::Revive(number) => {
            let Some(at) = pick(number, false) else {
                return;
            };
            table.revive(row(at));
            model[at].0 = true;
        }
        Step::Find => {
            let columns = keys().into_iter().filter_map(|key| table.column(&key));
            assert!(
                columns
                    .map(|column| column.find("A").count())
                    .sum::<usize>()
                    <= model.len() * 2
            );
        }
        Step::Clone => {}
    }
}

fn missing(key: &PropertyKey) -> Value {
    match key.name() {
        "otherMails" | "proxyAddresses" => Value::texts([""]),
        _ => Value::Null,
    }
}

fn expected(model: &Model, row: usize, key: &PropertyKey) -> Value {
    match model[row].1.get(key) {
        None | Some(Value::Null) => missing(key),
        Some(value) => value.clone(),
    }
}

fn agree(table: &Table, model: &Model) {
    assert_eq!(table.row_count(), model.len());
    let there = (0..model.len()).filter(|at| model[*at].0);
    assert!(table.rows().eq(there.clone().map(row)));
    assert_eq!(table.len(), there.count());
    for (at, (is_there, _)) in model.iter().enumerate() {
        assert_eq!(table.row(id(at)), is_there.then(|| row(at)));
        assert_eq!(table.id(row(at)), Some(id(at)));
        for key in keys() {
            let value = expected(model, at, &key);
            assert_eq!(table.value(row(at), &key), value.as_ref());
            assert_eq!(table.owned(row(at), &key), value);
        }
    }
    for key in keys() {
        if let Some(column) = table.column(&key) {
            agree_on_column(column, model, &key);
        }
    }
}

fn agree_on_column(column: &Column, model: &Model, key: &PropertyKey) {
    let codes = column.codes(0);
    assert_eq!(codes == Codes::Rows, !column.is_dictionary());
    assert_eq!(column.codes(1) == Codes::Rows, !column.is_dictionary());
    assert!(model.len() < BLOCK);
    for at in 0..model.len() {
        let code = column.code(row(at));
        let in_block = match codes {
            Codes::Absent => Some(0),
            Codes::Narrow(codes) => Some(codes.get(at).copied().map_or(0, u32::from)),
            Codes::Wide(codes) => Some(codes.get(at).copied().unwrap_or(0)),
            Codes::Rows => None,
        };
        assert_eq!(in_block.unwrap_or(row(at).get()), code.get());
        let value = expected(model, at, key);
        assert_eq!(column.value_of(code), value.as_ref());
        let own_code = column.is_dictionary().then_some(code);
        assert_eq!(column.code_of(&value), own_code);
        if let Value::Text(text) = &value {
            let folded = fold(text);
            let alike = (0..model.len()).filter(|other| {
                matches!(expected(model, *other, key), Value::Text(other) if fold(&other) == folded)
            });
            match column.is_dictionary() {
                true => {
                    assert_eq!(column.folded(code), Some(folded.as_str()));
                    let codes: Vec<_> = column.codes_of_folded(&folded).collect();
                    assert!(codes.is_sorted());
                    assert!(alike.map(row).all(|row| codes.contains(&column.code(row))));
                }
                false => {
                    assert!(column.find(&folded).eq(alike.map(row)));
                    let part: String = folded.chars().skip(1).take(2).collect();
                    let containing = (0..model.len()).filter(|other| {
                        matches!(expected(model, *other, key), Value::Text(other) if fold(&other).contains(&part))
                    });
                    let containing: Vec<_> = containing.map(row).collect();
                    assert_eq!(column.containing(&part), containing, "{part}");
                }
            }
        }
    }
    if *key == user_key("displayName") || *key == user_key("mail") {
        let there = (0..model.len()).map(|at| (row(at), expected(model, at, key)));
        let there = there.filter(|(_, value)| *value != Value::Null);
        let mut texts: Vec<_> = column.beginning("").collect();
        assert!(texts.is_sorted_by_key(|(row, text)| (text.to_lowercase(), *row)));
        texts.sort();
        let texts = texts
            .into_iter()
            .map(|(row, text)| (row, Value::text(text)));
        assert!(texts.eq(there));
    }
    let values: Vec<_> = column.values().collect();
    assert_eq!(values.len(), column.code_count());
    for (place, (code, value)) in values.into_iter().enumerate() {
        assert_eq!(code.index(), place);
        assert_eq!(column.value_of(code), value);
        if let (true, ValueRef::Text(text)) = (column.is_dictionary(), value) {
            let mut spellings = column.codes_of_folded(&fold(text));
            assert!(spellings.any(|own| own == code));
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn a_table_is_what_a_list_of_maps_says(steps in steps()) {
        let (mut table, mut model) = (Table::new(SubjectKind::User), Model::new());
        let mut kept = Vec::new();
        for step in steps {
            if matches!(step, Step::Clone) {
                kept.push((table.clone(), model.clone()));
            }
            work(&mut table, &mut model, step);
        }
        kept.push((table, model));
        // Clones that were written to since, and clones of these.
        for (table, model) in &kept {
            agree(table, model);
        }
        if let Some((mut table, mut model)) = kept.into_iter().next() {
            for at in 0..8 {
                let value = Value::text(&format!("Later {at}"));
                work(&mut table, &mut model, Step::Append);
                work(&mut table, &mut model, Step::Set(at, user_key("displayName"), value));
            }
            agree(&table, &model);
        }
    }
}
