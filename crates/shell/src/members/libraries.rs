//! `[regex]::`, `[convert]::`, `[System.Text.Encoding]::`, `[System.IO.Path]::`: parts of .NET that scripts use.

use super::statics::unknown;
use crate::compare::Case;
use crate::error::{Category, ShellError};
use crate::functions::texts::match_object;
use crate::pattern::{self, Pattern};
use crate::value::{Number, Object, Value};

/// The type name of what `[System.Text.Encoding]::UTF8` gives.
pub(super) const ENCODING: &str = "UTF8Encoding";

/// The type name of what `[regex]'…'` gives.
pub(crate) const REGEX: &str = "Regex";

/// `[regex]'…'`, with the options of `[regex]::new`.
pub(crate) fn make_regex(pattern: &str, options: &str) -> Value {
    let pattern = match options.to_lowercase().contains("ignorecase") {
        true => format!("(?i){pattern}"),
        false => pattern.to_owned(),
    };
    Value::Object(Object::new(REGEX).with("OriginalString", pattern))
}

/// A method of a regular expression; `None` if it has none of this name.
pub(super) fn call_regex(
    expression: &Object,
    name: &str,
    arguments: &[Value],
) -> Result<Option<Value>, ShellError> {
    if !matches!(name, "ismatch" | "match" | "matches" | "replace" | "split") {
        return Ok(None);
    }
    let mut all = arguments.to_vec();
    let at = all.len().min(1);
    all.insert(at, expression.get("OriginalString").unwrap_or_default());
    regex(name, &all).map(Some)
}

const BASE64: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// `[regex]::name(text, pattern, …)`.
pub(super) fn regex(name: &str, arguments: &[Value]) -> Result<Value, ShellError> {
    let first = arguments.first().map(Value::to_text).unwrap_or_default();
    if name == "escape" {
        return Ok(Value::from(pattern::escape(&first)));
    }
    let expression = arguments.get(1).map(Value::to_text).unwrap_or_default();
    let options = arguments.last().map(Value::to_text).unwrap_or_default();
    let case = match arguments.len() > 2 && options.to_lowercase().contains("ignorecase") {
        true => Case::Ignored,
        false => Case::Minded,
    };
    let pattern: Pattern = pattern::regex_with(&expression, case)?;
    Ok(match name {
        "ismatch" => Value::Bool(pattern.is_match(&first)),
        "replace" => {
            let with = arguments.get(2).map(Value::to_text).unwrap_or_default();
            Value::from(pattern.replace(&first, &with))
        }
        "matches" => Value::array(pattern.all(&first).iter().map(match_object).collect()),
        "match" => match pattern.all(&first).first() {
            Some(found) => match_object(found),
            None => Value::Object(
                Object::new("Match")
                    .with("Groups", Value::array(Vec::new()))
                    .with("Success", false)
                    .with("Value", ""),
            ),
        },
        "split" => Value::texts(pattern.split(&first, 0)),
        _ => return Err(unknown("regex", name)),
    })
}

/// `[convert]::name(value, …)`.
pub(super) fn convert(name: &str, arguments: &[Value]) -> Result<Value, ShellError> {
    let first = arguments.first().cloned().unwrap_or_default();
    let base = arguments
        .get(1)
        .and_then(Value::to_number)
        .and_then(Number::round_to_int)
        .and_then(|base| u32::try_from(base).ok())
        .filter(|base| matches!(base, 2 | 8 | 10 | 16));
    match (name, base) {
        ("toint32" | "toint64" | "tobyte", Some(base)) => {
            let text = first.to_text();
            let digits = text.strip_prefix("0x").unwrap_or(&text);
            i64::from_str_radix(digits, base)
                .map(Value::Int)
                .map_err(|_| {
                    ShellError::new(format!("\"{text}\" is not a number to the base {base}."))
                        .category(Category::InvalidArgument)
                        .id("FormatException")
                })
        }
        ("tostring", Some(base)) => {
            let number = first.clone().cast("long")?.to_number();
            let number = number.and_then(Number::round_to_int).unwrap_or(0);
            Ok(Value::from(match base {
                2 => format!("{number:b}"),
                8 => format!("{number:o}"),
                16 => format!("{number:x}"),
                _ => number.to_string(),
            }))
        }
        ("toint32", None) => first.cast("int"),
        ("toint64", None) => first.cast("long"),
        ("todouble" | "todecimal", _) => first.cast("double"),
        ("toboolean", _) => first.cast("bool"),
        ("todatetime", _) => first.cast("datetime"),
        ("tostring", None) => Ok(Value::Text(first.to_text())),
        ("tobase64string", _) => Ok(Value::from(to_base64(&bytes(&first)?))),
        ("frombase64string", _) => {
            let text = first.to_text();
            let read = from_base64(&text).ok_or_else(|| {
                ShellError::new("The text is not base 64.")
                    .category(Category::InvalidArgument)
                    .id("FormatException")
            })?;
            Ok(Value::array(
                read.into_iter().map(|b| Value::Int(b.into())).collect(),
            ))
        }
        _ => Err(unknown("convert", name)),
    }
}

/// A method of an encoding; `None` if it has none of this name. Every one of them is UTF-8.
pub(super) fn encoding(name: &str, arguments: &[Value]) -> Result<Option<Value>, ShellError> {
    let first = arguments.first().cloned().unwrap_or_default();
    Ok(Some(match name {
        "getbytes" => {
            let text = first.to_text();
            Value::array(text.bytes().map(|b| Value::Int(b.into())).collect())
        }
        "getstring" => Value::from(String::from_utf8_lossy(&bytes(&first)?).into_owned()),
        "getbytecount" => Value::from(first.to_text().len()),
        _ => return Ok(None),
    }))
}

/// `[System.IO.Path]::name(path, …)`.
pub(super) fn path(name: &str, arguments: &[Value]) -> Result<Value, ShellError> {
    let text = arguments.first().map(Value::to_text).unwrap_or_default();
    let (folder, file) = text.rsplit_once(['/', '\\']).unwrap_or(("", &text));
    let (base, extension) = match file.rfind('.') {
        Some(at) => file.split_at(at),
        None => (file, ""),
    };
    Ok(Value::from(match name {
        "getfilename" => file,
        "getfilenamewithoutextension" => base,
        "getextension" => extension,
        "getdirectoryname" => folder,
        "combine" => {
            let texts: Vec<String> = arguments
                .iter()
                .map(|part| part.to_text().trim_end_matches('/').to_owned())
                .collect();
            return Ok(Value::from(texts.join("/")));
        }
        _ => return Err(unknown("System.IO.Path", name)),
    }))
}

fn bytes(value: &Value) -> Result<Vec<u8>, ShellError> {
    let items = value.clone().elements();
    items
        .iter()
        .map(|item| {
            let number = item.to_number().and_then(Number::round_to_int);
            number.and_then(|n| u8::try_from(n).ok()).ok_or_else(|| {
                ShellError::new(format!("\"{}\" is not a byte.", item.to_text()))
                    .category(Category::InvalidArgument)
            })
        })
        .collect()
}

fn to_base64(bytes: &[u8]) -> String {
    let mut text = String::new();
    for group in bytes.chunks(3) {
        let byte = |index: usize| u32::from(group.get(index).copied().unwrap_or(0));
        let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
        for place in 0..4 {
            let index = usize::try_from(bits >> (18 - 6 * place) & 63).unwrap_or(0);
            text.push(match (place as usize > group.len(), BASE64.get(index)) {
                (false, Some(letter)) => char::from(*letter),
                _ => '=',
            });
        }
    }
    text
}

fn from_base64(text: &str) -> Option<Vec<u8>> {
    let letters: Vec<u8> = text.bytes().filter(|b| !b.is_ascii_whitespace()).collect();
    if !letters.len().is_multiple_of(4) {
        return None;
    }
    let mut bytes = Vec::new();
    for group in letters.chunks(4) {
        let missing = group.iter().rev().take_while(|b| **b == b'=').count();
        let mut bits = 0_u32;
        for letter in group {
            let value = match letter {
                b'=' => 0,
                letter => BASE64.iter().position(|known| known == letter)?,
            };
            bits = bits << 6 | u32::try_from(value).ok()?;
        }
        let [_, first, second, third] = bits.to_be_bytes();
        bytes.extend(
            [first, second, third]
                .iter()
                .take(3_usize.checked_sub(missing)?),
        );
    }
    Some(bytes)
}
