//! What the vocabulary promises.

use std::collections::BTreeSet;

use proptest::prelude::*;

use super::*;

#[test]
fn every_property_stands_at_its_place_under_a_name_of_its_own() {
    let mut names = BTreeSet::new();
    for (place, property) in CATALOGUE.iter().enumerate() {
        assert_eq!(property.id.index(), place, "{}", property.name);
        assert!(
            names.insert(property.full_name().to_lowercase()),
            "{} twice",
            property.name
        );
        assert!(
            property.example.contains("-"),
            "{} has no example",
            property.name
        );
    }
    assert_eq!(catalogue(SubjectKind::User).count(), 49);
    assert_eq!(catalogue(SubjectKind::Device).count(), 34);
}

#[test]
fn a_foreign_name_never_hides_a_property_of_the_same_kind() {
    for property in &CATALOGUE {
        for foreign in property.foreign_names {
            let hidden = super::property(property.subject, foreign.name);
            assert!(hidden.is_none(), "{} is a property itself", foreign.name);
        }
    }
    for row in UNSUPPORTED {
        assert!(
            super::property(row.subject, row.name).is_none(),
            "{} is supported",
            row.name
        );
    }
}

#[test]
fn case_is_folded_without_context_or_culture() {
    assert!(eq_folded("ΟΔΟΣ", &fold("οδος")));
    assert!(eq_folded("ÅNGSTRÖM", &fold("ångström")));
    assert!(fold_alike("Maß", "MAß"));
    assert!(fold_alike("ſ", "s"));
    assert!(!fold_alike("ſ", "z"));
    assert_eq!(fold("straße"), "STRAßE");
    assert_eq!(fold("ᾳ"), "ᾼ");
    assert!(contains_folded("Human Resources", &fold("RESO")));
    assert!(!contains_folded("Human", &fold("humane")));
}

#[test]
fn dates_say_what_they_left_out() {
    let date = Instant::read("2025-01-01").unwrap();
    assert!(date.without_time && date.without_zone);
    assert_eq!(date.instant.to_string(), "2025-01-01T00:00:00Z");
    let local = Instant::read("2018-01-01T06:00:00").unwrap();
    assert!(!local.without_time && local.without_zone);
    let zoned = Instant::read("2020-06-10T20:13:20.5+02:00").unwrap();
    assert_eq!(zoned.instant.to_string(), "2020-06-10T18:13:20.5Z");
    for wrong in [
        "value",
        "2020",
        "2025-13-01",
        "2025-01-01 x",
        "",
        "2025-01-01Z",
        "２０２５-01-01",
    ] {
        assert!(Instant::read(wrong).is_err(), "{wrong}");
    }
}

#[test]
fn durations_are_read_as_dotnet_reads_them() {
    let read = |text: &str| Duration::read(text).map(|(length, _)| length.to_string());
    assert_eq!(read("p1d").unwrap(), "P1D");
    assert_eq!(read("P7DT3H").unwrap(), "P7DT3H");
    assert_eq!(read("P1Y2M").unwrap(), "P425D");
    assert_eq!(read("-PT90M").unwrap(), "-PT1H30M");
    assert_eq!(read("PT0.25S").unwrap(), "PT0.25S");
    assert!(Duration::read("P1Y").unwrap().1);
    for wrong in [
        "P",
        "PT",
        "P1W",
        "1D",
        "P1",
        "PD",
        "P1D2Y",
        "P1.5D",
        "P1DT",
        "PT1S2M",
        "P9999999999D",
    ] {
        assert!(Duration::read(wrong).is_err(), "{wrong}");
    }
}

#[test]
fn extension_names_need_an_application_id_without_hyphens() {
    let name = "extension_c272a57b722d4eb29bfe327874ae79cb_OfficeNumber";
    let read = ExtensionName::read(name).unwrap();
    let application = "c272a57b-722d-4eb2-9bfe-327874ae79cb";
    assert_eq!(read.application().to_string(), application);
    assert_eq!(read, ExtensionName::read(&name.to_uppercase()).unwrap());
    assert_eq!(
        ExtensionName::read("extension_abc123_costCenter"),
        Err(ExtensionError::ApplicationId)
    );
    assert_eq!(
        ExtensionName::read("extension_c272a57b722d4eb29bfe327874ae79cb_"),
        Err(ExtensionError::Name)
    );
    assert_eq!(
        ExtensionName::read("extension_c272a57b722d4eb29bfe327874ae79cb_Office Number"),
        Err(ExtensionError::Name)
    );
    assert_eq!(
        ExtensionName::read("extensionAttribute1"),
        Err(ExtensionError::Prefix)
    );
}

#[test]
fn the_security_identifier_is_the_guid_in_four_words() {
    let id: ObjectId = "4bca21ca-8cbd-4835-969b-c4cd5db653d7".parse().unwrap();
    assert_eq!(
        id.security_identifier(),
        "S-1-12-1-1271538122-1211468989-3452214166-3612587613"
    );
}

#[test]
fn identifiers_follow_from_what_they_name() {
    let tenant = ObjectId::derive(ObjectId::NIL, "tenant", "contoso", "");
    let one = ObjectId::derive(tenant, "group", "sales", "1");
    assert_eq!(one, ObjectId::derive(tenant, "group", "sales", "1"));
    assert_ne!(one, ObjectId::derive(tenant, "group", "sales", "2"));
    assert!(
        "{4bca21ca-8cbd-4835-969b-c4cd5db653d7}"
            .parse::<ObjectId>()
            .is_err()
    );
}

proptest! {
    #[test]
    fn folded_searches_agree_with_searching_the_folded_text(
        text in prop_oneof![".{0,12}", "[aAbBsſıiéÉßǅⱯɐ]{0,8}", "[a-dA-D ]{0,8}"],
        part in prop_oneof![".{0,3}", "[aAbBsSiIéÉßǄⱯ]{0,3}", "[a-dA-D ]{0,3}"],
    ) {
        let (whole, wanted) = (fold(&text), fold(&part));
        prop_assert_eq!(contains_folded(&text, &wanted), whole.contains(&wanted));
        prop_assert_eq!(starts_with_folded(&text, &wanted), whole.starts_with(&wanted));
        prop_assert_eq!(ends_with_folded(&text, &wanted), whole.ends_with(&wanted));
        prop_assert_eq!(eq_folded(&text, &wanted), whole == wanted);
        prop_assert_eq!(fold_alike(&text, &part), whole == wanted);
        prop_assert!(fold_alike(&text, &whole));
    }

    #[test]
    fn a_list_of_texts_has_them_in_their_order(
        some in prop::collection::vec(prop_oneof![".{0,3}", "[a-c]{60,70}", "(äö){2050}"], 0..5),
        others in prop::collection::vec("[a-c]{0,2}", 0..3),
    ) {
        let (list, other): (TextList, TextList) = (some.iter().collect(), others.iter().collect());
        prop_assert!(list.iter().eq(some.iter()));
        prop_assert_eq!(list.is_empty(), some.is_empty());
        prop_assert_eq!(list.cmp(&other), some.cmp(&others));
        prop_assert_eq!(list == other, some == others);
        let written = list.items().written();
        prop_assert_eq!(TextItems::read(written).map(TextItems::to_list), Some(list.clone()));
        let lengths = some.iter().map(|text| head_length(text.len()) + text.len());
        prop_assert_eq!(lengths.sum::<usize>(), written.len());
    }

    #[test]
    fn any_text_may_be_read_as_a_list(text in prop_oneof![".{0,6}", "[\\x00-\\x7f]{0,20}"]) {
        let items: TextList = TextItems::of_written(&text).iter().collect();
        if let Some(read) = TextItems::read(&text) {
            prop_assert!(read.iter().eq(items.iter()));
        }
    }

    #[test]
    fn a_duration_survives_printing(nanoseconds in -1_000_000_000_000_000_000_i64..1_000_000_000_000_000_000) {
        let length = Duration::from_nanoseconds(nanoseconds.into());
        prop_assert_eq!(Duration::read(&length.to_string()).unwrap().0, length);
    }

    #[test]
    fn reading_never_panics(text in ".*") {
        let _ = Instant::read(&text);
        let _ = Duration::read(&text);
        let _ = ExtensionName::read(&text);
        let _ = text.parse::<ObjectId>();
    }
}
