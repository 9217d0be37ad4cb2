//! Images are read as they were written, and what was not written is told.

use proptest::prelude::*;

use crate::{Image, ImageError, ImageWriter, VERSION};

fn sample() -> Vec<u8> {
    let mut image = ImageWriter::new();
    image
        .section("numbers", |section| {
            section.u8(7);
            section.u32(70_000);
            section.u64(u64::MAX);
            section.size(3);
            section.u16s(&[1, 2, 65_535]);
            section.u32s(&[4, 5]);
            section.u64s(&[6]);
            Ok(())
        })
        .unwrap();
    image.section("nothing", |_| Ok(())).unwrap();
    image
        .section("texts", |section| {
            section.text("Zürich");
            section.part(|part| part.value(&vec![Some("one"), None]))?;
            section.value(&(1_u8, -3_i64))
        })
        .unwrap();
    image.finish()
}

#[test]
fn what_was_written_is_read() {
    let bytes = sample();
    let image = Image::open(&bytes).unwrap();
    let names: Vec<&str> = image.sections().map(|(name, _)| name).collect();
    assert_eq!(names, ["numbers", "nothing", "texts"]);
    let mut numbers = image.section("numbers").unwrap();
    assert_eq!(numbers.u8().unwrap(), 7);
    assert_eq!(numbers.u32().unwrap(), 70_000);
    assert_eq!(numbers.u64().unwrap(), u64::MAX);
    let count = numbers.count(2).unwrap();
    assert_eq!(numbers.u16s(count).unwrap(), [1, 2, 65_535]);
    assert_eq!(numbers.u32s(2).unwrap(), [4, 5]);
    assert_eq!(numbers.u64s(1).unwrap(), [6]);
    numbers.end().unwrap();
    image.section("nothing").unwrap().end().unwrap();
    let mut texts = image.section("texts").unwrap();
    assert_eq!(texts.text().unwrap(), "Zürich");
    let mut part = texts.part().unwrap();
    let words: Vec<Option<String>> = part.value().unwrap();
    assert_eq!(words, [Some("one".to_owned()), None]);
    part.end().unwrap();
    assert_eq!(texts.value::<(u8, i64)>().unwrap(), (1, -3));
    texts.end().unwrap();
}

#[test]
fn what_is_missing_left_over_or_too_long_is_told() {
    let bytes = sample();
    let image = Image::open(&bytes).unwrap();
    let missing = image.section("groups").unwrap_err();
    assert_eq!(
        missing.to_string(),
        "The image of the tenant has no section \"groups\"."
    );
    let numbers = image.section("numbers").unwrap();
    assert_eq!(
        numbers.end().unwrap_err().to_string(),
        "The section \"numbers\" of the tenant's image cannot be read: 43 bytes are left at its end."
    );
    let mut numbers = image.section("numbers").unwrap();
    numbers.bytes(5).unwrap();
    assert!(numbers.count(1).is_err());
    assert!(numbers.u64s(usize::MAX).is_err());
    assert!(numbers.text_of(usize::MAX).is_err());
    let mut nothing = image.section("nothing").unwrap();
    assert!(nothing.u8().is_err());
    assert!(nothing.value::<u8>().is_err());
}

#[test]
fn another_format_is_refused_with_its_number() {
    let mut bytes = sample();
    bytes[8] = 9;
    let error = Image::open(&bytes).unwrap_err();
    assert_eq!(
        error,
        ImageError::Newer {
            found: 9,
            known: VERSION
        }
    );
    bytes[8] = 0;
    let error = Image::open(&bytes).unwrap_err();
    assert_eq!(error, ImageError::Older { found: 0, known: 1 });
    assert_eq!(
        Image::open(b"{\"users\": []}").unwrap_err(),
        ImageError::NotAnImage
    );
}

#[test]
fn each_byte_is_watched() {
    let bytes = sample();
    for place in 0..bytes.len() {
        for bit in 0..8 {
            let mut damaged = bytes.clone();
            damaged[place] ^= 1 << bit;
            assert!(Image::open(&damaged).is_err(), "bit {bit} of byte {place}");
        }
        assert!(Image::open(&bytes[..place]).is_err(), "{place} bytes");
    }
    let longer = [&bytes[..], &[0]].concat();
    assert_eq!(Image::open(&longer).unwrap_err(), ImageError::Table);
}

proptest! {
    #[test]
    fn any_bytes_are_refused_without_panic(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let head = &sample()[..16];
        prop_assert!(Image::open(&bytes).is_err());
        prop_assert!(Image::open(&[head, &bytes].concat()).is_err());
    }
}
