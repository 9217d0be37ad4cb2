//! Hands the objects of a JSON file to whoever takes them, property by property.

use std::borrow::Cow;
use std::fmt;
use std::io::Read;

use ingroup_schema::ObjectId;
use serde::Deserialize;
use serde::de::value::{MapAccessDeserializer, SeqAccessDeserializer};
use serde::de::{DeserializeSeed, Deserializer as _, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::{Deserializer, Value as Json};

use crate::error::{ImportError, Place};
use crate::failure::{Bad, Failure, Faults};
use crate::frames::{Frame, Frames, Stop};
use crate::tree::Entry;

/// Takes the properties of one object after the other.
pub(crate) trait Sink {
    /// Takes a property of the current object.
    fn property(&mut self, name: &str, value: Given<'_>) -> Result<(), Failure>;
    /// The current object is complete; the next property begins another.
    fn finish(&mut self) -> Result<(), Failure>;
    /// Forgets the current object.
    fn forget(&mut self);
    /// The current object for people, as far as it is known.
    fn label(&self) -> String;
    /// The id of the current object, if it was read.
    fn id(&self) -> Option<ObjectId> {
        None
    }
    /// Whether the value of a property is of any use.
    fn wants(&mut self, _name: &str) -> bool {
        true
    }
    /// Whether each property stands for itself, so that a bad one leaves the others good.
    fn is_list_of_properties(&self) -> bool {
        false
    }
}

/// The value of a property: texts come as they stand in the file.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Given<'a> {
    Text(Cow<'a, str>),
    Json(Json),
}

impl Given<'_> {
    pub(crate) fn json(self) -> Json {
        match self {
            Self::Text(text) => Json::String(text.into_owned()),
            Self::Json(json) => json,
        }
    }

    /// Whether nothing is lost with it: null, empty, or an object that has only such values, as
    /// PowerShell makes of null.
    pub(crate) fn is_nothing(&self) -> bool {
        fn is_nothing(json: &Json) -> bool {
            match json {
                Json::Null => true,
                Json::Bool(_) | Json::Number(_) => false,
                Json::String(text) => text.is_empty(),
                Json::Array(items) => items.iter().all(is_nothing),
                Json::Object(parts) => parts.values().all(is_nothing),
            }
        }
        match self {
            Self::Text(text) => text.is_empty(),
            Self::Json(json) => is_nothing(json),
        }
    }
}

impl From<Json> for Given<'_> {
    fn from(json: Json) -> Self {
        Self::Json(json)
    }
}

/// What a file held.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Held {
    /// Whether the last page names a next one.
    pub(crate) names_next_page: bool,
}

/// Every so many objects the count is told.
const STEP: usize = 5_000;

/// Hands all objects of a file to the sink; `counted` is told how many there were so far.
pub(crate) fn read_objects(
    text: &mut dyn Read,
    entry: &Entry,
    sink: &mut dyn Sink,
    faults: &mut Faults,
    counted: &mut dyn FnMut(usize),
) -> Result<Held, ImportError> {
    let mut frames = Frames::new(text);
    let mut objects = 0;
    loop {
        let frame = match frames.next() {
            Ok(Some(frame)) => frame,
            Ok(None) => break,
            Err(stop) => {
                let is_of_text = matches!(stop, Stop::Text(_));
                let error = stopped(entry, frames.place(), stop);
                objects += 1;
                faults.meet(entry, Some(objects), error)?;
                if is_of_text && frames.next_line().unwrap_or(false) {
                    continue;
                }
                break;
            }
        };
        objects += 1;
        let mut of_properties = Vec::new();
        let read = read_object(&frames, frame, sink, faults.bad, &mut of_properties);
        for (object, failure) in of_properties {
            let mut error = failure.at(entry, Some(frames.place()));
            error.object = Some(object.into());
            faults.meet(entry, Some(objects), error)?;
        }
        if let Err(NotTaken {
            place,
            failure,
            inside,
            kind,
        }) = read
        {
            let mut error = failure.at(entry, Some(place));
            error.object = (inside == Inside::Object).then(|| sink.label().into());
            error.id = sink.id();
            sink.forget();
            faults.meet(entry, Some(objects), error)?;
            if let (Kind::Text, Some(bytes)) = (kind, frames.broken_off(frame)) {
                frames.pass(bytes);
                frames.forget();
                continue;
            }
        }
        if !frame.is_whole {
            break;
        }
        frames.pass(frame.bytes);
        if objects.is_multiple_of(STEP) {
            counted(objects);
        }
    }
    Ok(Held {
        names_next_page: frames.names_next_page,
    })
}

pub(crate) fn stopped(entry: &Entry, place: Place, stop: Stop) -> ImportError {
    match stop {
        Stop::System(error) => ImportError {
            place: Some(place),
            ..ImportError::of_io(&entry.path, &error, "Check the file and import again.")
        },
        Stop::Text(failure) => {
            let is_empty = failure.reason == "The file is empty.";
            failure.at(entry, (!is_empty).then_some(place))
        }
    }
}

/// An object that was not taken.
struct NotTaken {
    place: Place,
    failure: Failure,
    inside: Inside,
    kind: Kind,
}

/// What is wrong with an object.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// It is not JSON, so it may end elsewhere.
    Text,
    /// It is not what it should be.
    Facts,
}

/// Whether anything of an object was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Inside {
    Nothing,
    Object,
}

fn read_object(
    frames: &Frames<'_>,
    frame: Frame,
    sink: &mut dyn Sink,
    bad: Bad,
    of_properties: &mut Vec<(String, Failure)>,
) -> Result<(), NotTaken> {
    let start = frames.place();
    let at = |line: usize, column: usize| Place {
        line: start.line + line - 1,
        column: match line {
            1 => start.column + column.max(1) - 1,
            _ => column.max(1),
        },
    };
    let bytes = frames.bytes(frame);
    let text = std::str::from_utf8(bytes).map_err(|error| {
        let before = bytes.get(..error.valid_up_to()).unwrap_or_default();
        let line = 1 + memchr::memchr_iter(b'\n', before).count();
        let last = memchr::memrchr(b'\n', before).map_or(0, |last| last + 1);
        let failure = Failure::new(
            "There is a byte that is not UTF-8.",
            "Save the file as UTF-8 and import again.",
        );
        NotTaken {
            place: at(line, 1 + before.len() - last),
            failure,
            inside: Inside::Nothing,
            kind: Kind::Facts,
        }
    })?;
    let (mut failed, mut inside) = (None, Inside::Nothing);
    let object = Object {
        sink,
        bad,
        failed: &mut failed,
        inside: &mut inside,
        of_properties,
    };
    let mut json = Deserializer::from_str(text);
    let read = json.deserialize_map(object);
    read.map_err(|error| NotTaken {
        place: at(error.line(), error.column()),
        kind: failed.as_ref().map_or(Kind::Text, |_| Kind::Facts),
        failure: failed.unwrap_or_else(|| Failure::of_json(&error)),
        inside,
    })
}

/// One object on its way into a sink.
struct Object<'a> {
    sink: &'a mut dyn Sink,
    bad: Bad,
    failed: &'a mut Option<Failure>,
    inside: &'a mut Inside,
    of_properties: &'a mut Vec<(String, Failure)>,
}

impl<'de> Visitor<'de> for Object<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut parts: A) -> Result<(), A::Error> {
        let stop = |failed: &mut Option<Failure>, failure| {
            *failed = Some(failure);
            serde::de::Error::custom("")
        };
        while let Some(name) = parts.next_key_seed(Name)? {
            match &*name {
                "@odata.nextLink" | "odata.nextLink" | "@odata.context" | "@odata.count"
                | "@odata.deltaLink" => {
                    let _: IgnoredAny = parts.next_value()?;
                    continue;
                }
                "error" => {
                    let value: Json = parts.next_value()?;
                    if value.get("code").is_some() {
                        return Err(stop(self.failed, answer_of_refusal(&value)));
                    }
                    let given = self.sink.property(&name, Given::Json(value));
                    given.map_err(|failure| stop(self.failed, failure))?;
                    continue;
                }
                _ => {}
            }
            *self.inside = Inside::Object;
            if !self.sink.wants(&name) {
                let _: IgnoredAny = parts.next_value()?;
                continue;
            }
            let value = parts.next_value_seed(Value)?;
            match self.sink.property(&name, value) {
                Ok(()) => {}
                Err(failure) if self.bad == Bad::LeaveOut && self.sink.is_list_of_properties() => {
                    self.of_properties.push((name.into_owned(), failure));
                }
                Err(failure) => return Err(stop(self.failed, failure)),
            }
        }
        *self.inside = Inside::Object;
        let finished = self.sink.finish();
        finished.map_err(|failure| stop(self.failed, failure))
    }
}

/// A name, as it stands in the text if that can be.
struct Name;

impl<'de> DeserializeSeed<'de> for Name {
    type Value = Cow<'de, str>;

    fn deserialize<D: serde::Deserializer<'de>>(self, json: D) -> Result<Self::Value, D::Error> {
        json.deserialize_str(self)
    }
}

impl<'de> Visitor<'de> for Name {
    type Value = Cow<'de, str>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a text")
    }

    fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Self::Value, E> {
        Ok(Cow::Borrowed(text))
    }

    fn visit_str<E>(self, text: &str) -> Result<Self::Value, E> {
        Ok(Cow::Owned(text.to_owned()))
    }
}

/// A value: texts as they stand in the file if that can be.
struct Value;

impl<'de> DeserializeSeed<'de> for Value {
    type Value = Given<'de>;

    fn deserialize<D: serde::Deserializer<'de>>(self, json: D) -> Result<Given<'de>, D::Error> {
        json.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Value {
    type Value = Given<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Given<'de>, E> {
        Ok(Given::Text(Cow::Borrowed(text)))
    }

    fn visit_str<E>(self, text: &str) -> Result<Given<'de>, E> {
        Ok(Given::Text(Cow::Owned(text.to_owned())))
    }

    fn visit_unit<E>(self) -> Result<Given<'de>, E> {
        Ok(Given::Json(Json::Null))
    }

    fn visit_bool<E>(self, value: bool) -> Result<Given<'de>, E> {
        Ok(Given::Json(value.into()))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Given<'de>, E> {
        Ok(Given::Json(number.into()))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Given<'de>, E> {
        Ok(Given::Json(number.into()))
    }

    fn visit_f64<E>(self, number: f64) -> Result<Given<'de>, E> {
        Ok(Given::Json(number.into()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, items: A) -> Result<Given<'de>, A::Error> {
        Json::deserialize(SeqAccessDeserializer::new(items)).map(Given::Json)
    }

    fn visit_map<A: MapAccess<'de>>(self, parts: A) -> Result<Given<'de>, A::Error> {
        Json::deserialize(MapAccessDeserializer::new(parts)).map(Given::Json)
    }
}

fn answer_of_refusal(error: &Json) -> Failure {
    let message = error.get("message").and_then(Json::as_str);
    let message = message.unwrap_or("no message").trim_end_matches('.');
    Failure::new(
        format!("The file holds an error that Microsoft Graph answered: \"{message}\"."),
        "Repeat the export with an account that may read these objects.",
    )
}
