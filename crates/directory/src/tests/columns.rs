//! Columns at their borders: full blocks, many values, texts that come and go.

use ingroup_schema::{PropertyKey, Value, ValueRef, fold};

use super::user_key;
use crate::{BLOCK, Code, Codes, Column, Name, Row};

fn column(name: &str) -> Column {
    Column::new(&user_key(name))
}

fn row(number: usize) -> Row {
    Row::new(u32::try_from(number).unwrap())
}

fn number(number: usize) -> Value {
    Value::text(&format!("Value {number}"))
}

/// A dictionary in which the first rows have as many different values.
fn of_values(count: usize) -> Column {
    let mut column = column("department");
    for place in 0..count {
        column.set(row(place), &number(place));
    }
    column
}

#[test]
fn a_block_ends_after_65_536_rows() {
    for rows in [BLOCK - 1, BLOCK, BLOCK + 1] {
        let mut column = column("city");
        for place in 0..rows {
            column.set(row(place), &number(place % 3));
        }
        let lengths = |block| match column.codes(block) {
            Codes::Absent => 0,
            Codes::Narrow(codes) => codes.len(),
            other => panic!("{rows} rows: {other:?}"),
        };
        assert_eq!(lengths(0), rows.min(BLOCK));
        assert_eq!(lengths(1), rows.saturating_sub(BLOCK));
        assert_eq!(lengths(2), 0);
        for place in [0, 1, rows - 2, rows - 1] {
            assert_eq!(column.value(row(place)).to_value(), number(place % 3));
        }
        assert_eq!(column.value(row(rows)), ValueRef::Null);
    }
}

#[test]
fn codes_need_32_bits_where_a_row_has_a_greater_one() {
    // The missing value has a code too: the 65,535th value has the last code of 16 bits.
    for values in [BLOCK - 1, BLOCK, BLOCK + 1] {
        let mut column = of_values(values);
        assert_eq!(column.code_count(), values + 1);
        let is_wide = matches!(column.codes(0), Codes::Wide(_));
        assert_eq!(is_wide, values == BLOCK || values == BLOCK + 1);
        for place in (0..values).step_by(997).chain([values - 1]) {
            assert_eq!(column.value(row(place)).to_value(), number(place));
            assert_eq!(
                column.code_of(&number(place)),
                Some(column.code(row(place)))
            );
        }
        // Another block with small codes stays narrow.
        column.set(row(2 * BLOCK), &number(5));
        assert_eq!(column.codes(2), Codes::Narrow(&[6]));
    }
}

#[test]
fn rows_after_the_last_value_need_no_room() {
    let mut column = column("city");
    column.set(row(3), &number(1));
    column.set(row(900), &Value::Null);
    column.set(row(3 * BLOCK), &Value::Null);
    assert_eq!(column.codes(0), Codes::Narrow(&[0, 0, 0, 1]));
    assert_eq!(column.codes(1), Codes::Absent);
    assert_eq!(column.codes(3), Codes::Absent);
    column.set(row(BLOCK), &number(1));
    assert_eq!(column.codes(1), Codes::Narrow(&[1]));
    assert_eq!(column.value(row(901)), ValueRef::Null);
}

#[test]
fn a_clone_keeps_its_codes_when_the_block_widens() {
    let narrow = of_values(BLOCK - 1);
    let mut wide = narrow.clone();
    wide.set(row(7), &number(BLOCK));
    assert!(matches!(narrow.codes(0), Codes::Narrow(_)));
    assert!(matches!(wide.codes(0), Codes::Wide(_)));
    assert_eq!(narrow.value(row(7)).to_value(), number(7));
    assert_eq!(wide.value(row(7)).to_value(), number(BLOCK));
    assert_eq!(wide.value(row(8)), narrow.value(row(8)));
}

#[test]
fn spellings_of_a_text_are_found_together() {
    let mut column = column("department");
    for (place, text) in ["Sales", "Straße", "SALES", "sales", "STRAßE", "12"]
        .into_iter()
        .enumerate()
    {
        column.set(row(place), &Value::text(text));
    }
    let codes = |text: &str| -> Vec<u32> {
        let codes = column.codes_of_folded(&fold(text));
        codes.map(Code::get).collect()
    };
    assert_eq!(codes("sAlEs"), [1, 3, 4]);
    assert_eq!(codes("straße"), [2, 5]);
    assert_eq!(codes("12"), [6]);
    assert!(codes("sale").is_empty());
    assert!(codes("").is_empty());
    let folded = |code| column.folded(Code::new(code));
    assert_eq!(
        [folded(1), folded(3), folded(6), folded(0), folded(7)],
        [Some("SALES"), Some("SALES"), Some("12"), None, None]
    );
    assert_eq!(column.code_of(&Value::text("sales")), Some(Code::new(4)));
    assert_eq!(column.code_of(&Value::text("sAles")), None);
    assert_eq!(column.code_of(&Value::Null), Some(Code::MISSING));
    assert_eq!(column.find("SALES").count(), 0);
}

#[test]
fn a_name_that_all_have_is_found_at_all_of_them() {
    let mut column = column("displayName");
    let rows = 20_000;
    for place in 0..rows {
        let text = ["Test User", "test user"][place % 2];
        column.set(row(place), &Value::text(text));
    }
    let found: Vec<Row> = column.find("TEST USER").collect();
    assert_eq!(found, (0..rows).map(row).collect::<Vec<_>>());
    for place in (0..rows).filter(|place| place % 1000 != 0) {
        column.set(row(place), &number(place));
    }
    let found: Vec<Row> = column.find("TEST USER").collect();
    assert_eq!(found, (0..20).map(|k| row(k * 1000)).collect::<Vec<_>>());
    for place in 0..rows {
        column.set(row(place), &Value::Null);
    }
    assert_eq!(column.find("TEST USER").count(), 0);
    assert_eq!(column.find("VALUE 17").count(), 0);
}

#[test]
fn texts_that_begin_so_come_in_the_order_of_people() {
    let mut column = column("displayName");
    let names = [
        "Zoë",
        "adele vance",
        "Adele Vance",
        "Émile",
        "ADAM",
        "a",
        "émile",
        "Ad_",
        "Vance",
        "a name of more than sixteen letters: 2",
        "A name of more than sixteen letters: 1",
    ];
    for (place, name) in names.iter().enumerate() {
        column.set(row(place), &Value::text(name));
    }
    let found = |column: &Column, start: &str| -> Vec<String> {
        let found = column.beginning(start);
        found.map(|(_, text)| text.to_owned()).collect()
    };
    assert_eq!(
        found(&column, "AD"),
        ["Ad_", "ADAM", "adele vance", "Adele Vance"]
    );
    assert_eq!(found(&column, "É"), ["Émile", "émile"]);
    assert_eq!(found(&column, "x"), [""; 0]);
    assert_eq!(found(&column, "").len(), names.len());

    // Few writes are carried over, many make the order anew; a clone keeps its own.
    let before = column.clone();
    for round in 0..700 {
        let name = format!("{} {round}", names[round % names.len()]);
        let place = round * 7 % 40;
        match round % 5 {
            0 => column.set(row(place), &Value::Null),
            _ => column.set(row(place), &Value::text(&name)),
        };
        let mut fresh = Column::new(&user_key("displayName"));
        for place in 0..40 {
            fresh.set(row(place), &column.value(row(place)).to_value());
        }
        for start in ["", "a", "adele v", "ém"] {
            assert!(
                column.beginning(start).eq(fresh.beginning(start)),
                "{round} {start}"
            );
        }
    }
    assert_eq!(found(&before, "v"), ["Vance"]);
}

#[test]
fn replaced_texts_are_forgotten() {
    let mut column = column("mail");
    let write = |column: &mut Column, round: usize| {
        for place in 0..50 {
            let text = format!("{}{place}@contoso.com", "long.".repeat(round % 40));
            column.set(row(place), &Value::text(&text));
        }
    };
    write(&mut column, 39);
    assert_eq!(column.find("0@CONTOSO.COM").count(), 0);
    let once = format!("{column:?}").len();
    for round in 0..400 {
        write(&mut column, round);
    }
    write(&mut column, 39);
    // What a column holds is what it prints.
    let often = format!("{column:?}").len();
    assert!(often < 2 * once, "{often} bytes instead of {once}");
    for place in 0..50 {
        let text = format!("{}{place}@contoso.com", "long.".repeat(39));
        assert_eq!(column.value(row(place)), ValueRef::Text(&text));
        assert!(column.find(&fold(&text)).eq([row(place)]));
    }
}

#[test]
fn texts_of_every_length_are_read_as_they_were_written() {
    let mut column = column("mail");
    let text = |length: usize| "ä".repeat(length / 2) + &"x".repeat(length % 2);
    let lengths = [1, 62, 63, 64, 65, 4094, 4095, 4096, 4097, 300_000];
    for (place, length) in lengths.into_iter().enumerate() {
        column.set(row(place), &Value::text(&text(length)));
    }
    for (place, length) in lengths.into_iter().enumerate() {
        assert_eq!(column.value(row(place)), ValueRef::Text(&text(length)));
        assert!(column.find(&fold(&text(length))).eq([row(place)]));
    }
}

#[test]
fn every_kind_of_name_is_found_in_its_columns() {
    for name in Name::ALL {
        assert!(!name.properties().is_empty());
        for (_, key) in name.properties() {
            assert!(!Column::new(key).is_dictionary(), "{key}");
        }
    }
    let extension = "extension_c272a57b722d4eb29bfe327874ae79cb_OfficeNumber";
    let extension = ingroup_schema::ExtensionName::read(extension).unwrap();
    assert!(Column::new(&PropertyKey::Extension(extension)).is_dictionary());
}

#[test]
fn a_part_is_found_wherever_it_lies() {
    let mut column = column("displayName");
    let text = |place: usize| match place % 7 {
        0 => format!("Ada {place} Lovelace"),
        1 => format!("lovelace, ADA {place}"),
        // Texts of 32 to 63 bytes have a head that looks like a sign or a digit.
        2 => format!("{place} {}", "1".repeat(40)),
        3 => format!("Straße {place}"),
        4 => format!("{} {place}", "ab".repeat(48)),
        5 if place > 5000 => format!("ſusı {place}"),
        _ => format!("{place}"),
    };
    let rows = 10_000;
    for place in 0..rows {
        column.set(row(place), &Value::text("Lovelace before"));
        column.set(row(place), &Value::text(&text(place)));
    }
    column.set(row(14), &Value::Null);
    for part in [
        "LOVELACE", "ADA 1", "99", "11", "STRA", "ßE", "SUSI", "SU", "I 4", "", "QQ",
    ] {
        let there = (0..rows).filter(|place| *place != 14 && fold(&text(*place)).contains(part));
        let there: Vec<Row> = there.map(row).collect();
        assert_eq!(column.containing(part), there, "{part}");
    }
    assert!(self::column("department").containing("A").is_empty());
}

#[test]
fn collections_that_hardly_repeat_are_kept_and_found() {
    let mut column = column("proxyAddresses");
    assert!(!column.is_dictionary());
    let addresses = |place: usize| {
        let own = [
            format!("SMTP:user{place}@contoso.com"),
            format!("smtp:ŭ{place}@fabrikam.com"),
        ];
        Value::texts(own.iter().take(place % 3))
    };
    let none = Value::texts::<[&str; 0], &str>([]);
    // More than one chunk of texts, and written over so often that what nobody refers to has to go.
    for round in 0..3 {
        for place in (0..9_000).filter(|place| round == 0 || *place % 2 == 0) {
            column.set(row(place), &addresses(place + round));
        }
    }
    let now = |place: usize| addresses(place + if place.is_multiple_of(2) { 2 } else { 0 });
    for place in 0..9_001 {
        let expected = if place < 9_000 {
            now(place)
        } else {
            none.clone()
        };
        assert_eq!(column.value(row(place)).to_value(), expected);
        assert_eq!(column.owned(row(place)), expected);
    }
    let with = |part: &str| -> Vec<usize> {
        let is_in = |place: &usize| match now(*place) {
            Value::Texts(items) => items.iter().any(|item| fold(item).contains(part)),
            _ => false,
        };
        (0..9_000).filter(is_in).collect()
    };
    for part in ["USER8001@", "Ŭ89", "@FABRIKAM.COM", "SMTP:USER77"] {
        let found = column.containing(part);
        let found: Vec<usize> = found.iter().map(|row| row.index()).collect();
        assert_eq!(found, with(part), "{part}");
    }
    assert_eq!(column.set(row(1), &Value::Null), Some(addresses(1)));
    assert_eq!(column.set(row(1), &none), None);
}
