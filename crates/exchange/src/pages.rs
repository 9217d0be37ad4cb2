//! The objects of a JSON file, in whatever envelope: a page of Graph, a list, a list of pages,
//! one object, or one after another.

use std::fmt;

use serde::de::{DeserializeSeed, MapAccess, SeqAccess, Visitor};
use serde_json::{Deserializer, Value as Json};

use crate::error::{ImportError, Place};
use crate::source::Source;

/// Takes the properties of one object after the other.
pub(crate) trait Sink {
    /// Takes a property of the current object.
    fn property(&mut self, name: &str, value: Json) -> Result<(), Failure>;
    /// The current object is complete; the next property begins another.
    fn finish(&mut self) -> Result<(), Failure>;
    /// The current object for people, as far as it is known.
    fn label(&self) -> String;
}

/// Why an object is refused, and what to do.
#[derive(Debug, Clone)]
pub(crate) struct Failure {
    pub(crate) reason: String,
    pub(crate) help: String,
}

impl Failure {
    pub(crate) fn new(reason: impl Into<String>, help: impl Into<String>) -> Self {
        Self {
            reason: reason.into(),
            help: help.into(),
        }
    }
}

impl From<crate::codec::Mismatch> for Failure {
    fn from(mismatch: crate::codec::Mismatch) -> Self {
        Self::new(
            mismatch.sentence(),
            "Correct the value in the file, or export it again.",
        )
    }
}

/// What a file held.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Held {
    /// How many objects.
    pub(crate) objects: usize,
    /// Whether the last page names a next one.
    pub(crate) names_next_page: bool,
}

/// Hands all objects of a file to the sink; `counted` is told how many there were so far.
pub(crate) fn read_objects(
    source: &Source,
    sink: &mut dyn Sink,
    counted: &mut dyn FnMut(usize),
) -> Result<Held, ImportError> {
    let mut reading = Reading {
        sink,
        counted,
        held: Held::default(),
        inside: Inside::Nothing,
        failure: None,
    };
    if source.text.trim().is_empty() {
        return Err(ImportError::new(
            &source.path,
            "The file is empty.",
            "Export it again, or remove it from the folder.",
        ));
    }
    let mut json = Deserializer::from_str(&source.text);
    loop {
        if let Err(error) = Item(&mut reading).deserialize(&mut json) {
            return Err(explain(source, &reading, &error));
        }
        if json.end().is_ok() {
            return Ok(reading.held);
        }
    }
}

/// Every so many objects the count is told.
const STEP: usize = 5_000;

struct Reading<'a> {
    sink: &'a mut dyn Sink,
    counted: &'a mut dyn FnMut(usize),
    held: Held,
    inside: Inside,
    failure: Option<Failure>,
}

/// Whether the place of an error is inside an object.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Inside {
    Nothing,
    Object,
}

impl Reading<'_> {
    fn stop<E: serde::de::Error>(&mut self, failure: Failure) -> E {
        self.failure = Some(failure);
        E::custom("")
    }
}

fn explain(source: &Source, reading: &Reading<'_>, error: &serde_json::Error) -> ImportError {
    let failure = reading.failure.clone().unwrap_or_else(|| {
        if error.is_eof() {
            return Failure::new(
                "The file ends in the middle: its end is missing.",
                "Export it again, or copy the whole file.",
            );
        }
        let text = error.to_string();
        let what = text.split(" at line ").next().unwrap_or_default();
        Failure::new(
            format!("This is not JSON: {what}."),
            "Export it again as JSON, or correct this place.",
        )
    });
    ImportError {
        path: source.path.clone(),
        place: Some(Place {
            line: error.line(),
            column: error.column(),
        }),
        object: (reading.inside == Inside::Object).then(|| reading.sink.label()),
        reason: failure.reason,
        help: failure.help,
    }
}

/// An object, a page, or a list of these.
struct Item<'a, 'b>(&'a mut Reading<'b>);

impl<'de> DeserializeSeed<'de> for Item<'_, '_> {
    type Value = ();

    fn deserialize<D: serde::Deserializer<'de>>(self, json: D) -> Result<(), D::Error> {
        json.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Item<'_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object or a list of objects")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<(), A::Error> {
        while items.next_element_seed(Item(&mut *self.0))?.is_some() {}
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut parts: A) -> Result<(), A::Error> {
        let reading = self.0;
        let (mut is_page, mut names_next) = (false, false);
        while let Some(name) = parts.next_key::<String>()? {
            if name.eq_ignore_ascii_case("value") && reading.inside == Inside::Nothing {
                is_page = true;
                parts.next_value_seed(Item(&mut *reading))?;
                continue;
            }
            let value: Json = parts.next_value()?;
            match name.as_str() {
                "@odata.nextLink" | "odata.nextLink" => names_next = !value.is_null(),
                "@odata.context" | "@odata.count" | "@odata.deltaLink" => {}
                "error" if value.get("code").is_some() => {
                    return Err(reading.stop(answer_of_refusal(&value)));
                }
                _ => {
                    reading.inside = Inside::Object;
                    if let Err(failure) = reading.sink.property(&name, value) {
                        return Err(reading.stop(failure));
                    }
                }
            }
        }
        if is_page {
            reading.inside = Inside::Nothing;
            reading.held.names_next_page = names_next;
            return Ok(());
        }
        reading.inside = Inside::Object;
        if let Err(failure) = reading.sink.finish() {
            return Err(reading.stop(failure));
        }
        reading.inside = Inside::Nothing;
        reading.held.objects += 1;
        if reading.held.objects.is_multiple_of(STEP) {
            (reading.counted)(reading.held.objects);
        }
        Ok(())
    }

    fn visit_unit<E: serde::de::Error>(self) -> Result<(), E> {
        Ok(())
    }

    fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<(), E> {
        let found = Json::String(text.into());
        Err(self.0.stop(not_an_object(&found)))
    }

    fn visit_bool<E: serde::de::Error>(self, value: bool) -> Result<(), E> {
        Err(self.0.stop(not_an_object(&Json::Bool(value))))
    }

    fn visit_u64<E: serde::de::Error>(self, number: u64) -> Result<(), E> {
        Err(self.0.stop(not_an_object(&Json::from(number))))
    }

    fn visit_i64<E: serde::de::Error>(self, number: i64) -> Result<(), E> {
        Err(self.0.stop(not_an_object(&Json::from(number))))
    }

    fn visit_f64<E: serde::de::Error>(self, number: f64) -> Result<(), E> {
        Err(self.0.stop(not_an_object(&Json::from(number))))
    }
}

fn not_an_object(found: &Json) -> Failure {
    let found = match found {
        Json::String(_) => "a text",
        Json::Bool(_) => "true or false",
        _ => "a number",
    };
    Failure::new(
        format!("An object is expected here, not {found}."),
        "The file must hold objects as Microsoft Graph gives them.",
    )
}

fn answer_of_refusal(error: &Json) -> Failure {
    let message = error.get("message").and_then(Json::as_str);
    let message = message.unwrap_or("no message").trim_end_matches('.');
    Failure::new(
        format!("The file holds an error that Microsoft Graph answered: \"{message}\"."),
        "Repeat the export with an account that may read these objects.",
    )
}
