//! The same tenant through every door that holds everything; and what is lost through the one that does not.

use std::path::Path;

use ingroup_directory::{Directory, RuleProcessing};
use ingroup_schema::{ObjectId, SubjectKind};
use serde_json::{Map, Value as Json, json};

use super::contoso;
use super::damage::both_ways;
use super::doors::{gzipped, zipped};
use super::exports::odd_directory;
use crate::{Overwrite, export_csv, export_folder, import_folder};

/// The files of an export, with the ways to them.
fn exported(directory: &Directory) -> Vec<(String, String)> {
    let place = tempfile::tempdir().unwrap();
    export_folder(directory, place.path(), Overwrite::Refuse).unwrap();
    let mut files = Vec::new();
    collect(place.path(), "", &mut files);
    files.sort();
    files
}

fn collect(folder: &Path, before: &str, files: &mut Vec<(String, String)>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let entry = entry.unwrap();
        let name = format!("{before}{}", entry.file_name().to_string_lossy());
        match entry.path().is_dir() {
            true => collect(&entry.path(), &format!("{name}/"), files),
            false => files.push((name, std::fs::read_to_string(entry.path()).unwrap())),
        }
    }
}

/// The objects of a file, if it is a list of them.
fn list(text: &str) -> Option<Vec<Json>> {
    let json: Json = serde_json::from_str(text).unwrap();
    json.get("value")?.as_array().cloned()
}

fn lines(objects: &[Json]) -> String {
    objects.iter().map(|one| format!("{one}\n")).collect()
}

/// As `Get-MgUser | ConvertTo-Json` has it: capitals, and what is not of the type beside.
fn pascal(json: &Json) -> Json {
    match json {
        Json::Array(items) => items.iter().map(pascal).collect(),
        Json::Object(parts) => {
            let mut made = Map::new();
            let mut beside = Map::new();
            for (name, value) in parts {
                if name.starts_with("extension_") || name.starts_with('@') {
                    beside.insert(name.clone(), value.clone());
                    continue;
                }
                let mut letters = name.chars();
                let first = letters.next().unwrap().to_ascii_uppercase();
                made.insert(
                    letters.fold(first.to_string(), |mut all, one| {
                        all.push(one);
                        all
                    }),
                    pascal(value),
                );
            }
            if !beside.is_empty() {
                made.insert("AdditionalProperties".into(), Json::Object(beside));
            }
            Json::Object(made)
        }
        other => other.clone(),
    }
}

type Shape = (&'static str, fn(&str, &str) -> Vec<(String, Vec<u8>)>);

/// What becomes of one file; files that are no lists stay.
fn as_list(
    name: &str,
    text: &str,
    ending: &str,
    write: impl Fn(&[Json]) -> String,
) -> Vec<(String, Vec<u8>)> {
    // An empty file of lines would be no list.
    match list(text).filter(|objects| !objects.is_empty()) {
        Some(objects) => {
            let name = format!("{}{ending}", name.trim_end_matches(".json"));
            vec![(name, write(&objects).into_bytes())]
        }
        None => vec![(name.to_owned(), text.as_bytes().to_vec())],
    }
}

/// Every shape that holds all that the files of an export hold.
const SHAPES: &[Shape] = &[
    ("as it is", |name, text| vec![(name.into(), text.into())]),
    ("a bare array", |name, text| {
        as_list(name, text, ".json", |all| json!(all).to_string())
    }),
    ("lines", |name, text| as_list(name, text, ".jsonl", lines)),
    ("lines that end in CR LF", |name, text| {
        as_list(name, text, ".ndjson", |all| {
            lines(all).replace('\n', "\r\n")
        })
    }),
    ("pages in one file", |name, text| {
        as_list(name, text, ".json", |all| {
            let pages: Vec<Json> = all.chunks(2).map(|page| json!({ "value": page })).collect();
            json!(pages).to_string()
        })
    }),
    ("pages one after the other", |name, text| {
        as_list(name, text, ".json", |all| {
            let pages: Vec<Json> = all.chunks(2).map(|page| json!({ "value": page })).collect();
            lines(&pages)
        })
    }),
    ("pages in files", |name, text| match list(text) {
        // What is named after an object has one file.
        Some(objects) if !name.contains('/') && objects.len() > 1 => {
            let stem = name.trim_end_matches(".json");
            let page = |(number, page): (usize, &[Json])| {
                let text = json!({ "value": page }).to_string();
                (format!("{stem}.{}.json", number + 1), text.into_bytes())
            };
            objects.chunks(1).enumerate().map(page).collect()
        }
        _ => vec![(name.into(), text.into())],
    }),
    ("in gzip", |name, text| {
        vec![(format!("{name}.gz"), gzipped(text.as_bytes()))]
    }),
    ("UTF-8 with a mark", |name, text| {
        vec![(name.into(), format!("\u{feff}{text}").into_bytes())]
    }),
    ("UTF-16", |name, text| {
        let text = format!("\u{feff}{text}");
        let bytes = text.encode_utf16().flat_map(u16::to_le_bytes);
        vec![(name.into(), bytes.collect())]
    }),
    ("names as PowerShell has them", |name, text| {
        as_list(name, text, ".json", |all| pascal(&json!(all)).to_string())
    }),
];

fn written(folder: &Path, files: &[(String, Vec<u8>)]) {
    for (name, bytes) in files {
        let path = folder.join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, bytes).unwrap();
    }
}

#[test]
fn every_shape_of_the_same_export_is_the_same_tenant() {
    let sample = import_folder(&contoso(), &mut |_| {}).unwrap().directory;
    for (whose, directory) in [("odd", odd_directory()), ("sample", sample)] {
        let files = exported(&directory);
        for (shape, write) in SHAPES {
            let place = tempfile::tempdir().unwrap();
            let made: Vec<_> = files
                .iter()
                .flat_map(|(name, text)| write(name, text))
                .collect();
            written(place.path(), &made);
            let again = import_folder(place.path(), &mut |_| {});
            let again = again.unwrap_or_else(|error| panic!("{whose}, {shape}: {error}"));
            assert!(again.directory == directory, "{whose}, {shape}");
            assert_eq!(again.notes, [], "{whose}, {shape}");
            let pack = place.path().join("export.zip");
            std::fs::write(&pack, zipped(&made)).unwrap();
            let packed = import_folder(&pack, &mut |_| {}).unwrap();
            assert!(packed.directory == directory, "{whose}, {shape}, in a zip");
            assert_eq!(
                packed.coverage, again.coverage,
                "{whose}, {shape}, in a zip"
            );
        }
    }
}

/// Lists as the portal has them: what they hold comes back, and what they do not hold is named.
#[test]
fn lists_of_the_portal_lose_what_they_say_that_they_lose() {
    let directory = import_folder(&contoso(), &mut |_| {}).unwrap().directory;
    let place = tempfile::tempdir().unwrap();
    let lost = export_csv(&directory, place.path(), Overwrite::Refuse).unwrap();
    let again = import_folder(place.path(), &mut |_| {}).unwrap();
    let again = again.directory;
    let (own, theirs) = (directory.users(), again.users());
    assert_eq!(own.len(), theirs.len());
    let mut compared = 0;
    for key in theirs.properties() {
        compared += 1;
        for row in own.rows() {
            let id = own.id(row).unwrap();
            let there = theirs.row(id).unwrap();
            assert_eq!(
                own.owned(row, &key),
                theirs.owned(there, &key),
                "{}",
                key.name()
            );
        }
    }
    assert!(compared > 15, "{compared}");
    for group in directory.groups() {
        let other = again.group(group.id()).unwrap();
        let told = |facts: &ingroup_directory::GroupFacts| {
            (
                facts.display_name.clone(),
                facts.description.clone(),
                facts.mail_nickname.clone(),
                facts.membership_rule.clone(),
                facts.rule_processing.unwrap_or(RuleProcessing::On),
                facts.kind(),
                facts.is_dynamic(),
                facts.visibility,
            )
        };
        assert_eq!(told(group.facts()), told(other.facts()));
        let ids = |of: &Directory, id| -> Vec<ObjectId> {
            let members = of.group(id).unwrap().members().iter();
            let mut ids: Vec<ObjectId> = members
                .filter(|one| !matches!(one.as_subject(), Some((SubjectKind::Device, _))))
                .filter_map(|one| of.id_of(one))
                .collect();
            ids.sort();
            ids
        };
        assert_eq!(ids(&directory, group.id()), ids(&again, group.id()));
    }
    let mut said = lost;
    said.extend(export_csv(&odd_directory(), place.path(), Overwrite::ReplaceExport).unwrap());
    said.sort_unstable();
    said.dedup();
    assert_eq!(
        said,
        [
            "administrative units",
            "applications",
            "contacts and service principals",
            "deleted objects",
            "devices",
            "directory extensions",
            "directory roles",
            "facts of users that no rule reads",
            "further facts of groups",
            "join requests",
            "licences",
            "managers",
            "owners of groups",
            "settings",
            "the expiration policy",
            "the organisation",
        ]
    );
}

/// Every value of every list is other than it should be, one at a time.
#[test]
fn a_wrong_value_anywhere_is_told_or_left_out() {
    let files = exported(&odd_directory());
    let place = tempfile::tempdir().unwrap();
    let bytes = |text: &str| text.as_bytes().to_vec();
    let all: Vec<_> = files
        .iter()
        .map(|(name, text)| (name.clone(), bytes(text)))
        .collect();
    written(place.path(), &all);
    let wrong = [
        json!(null),
        json!(7),
        json!("x"),
        json!(true),
        json!([]),
        json!({}),
        json!([1]),
        json!({"id": 1}),
    ];
    let mut turn = 0;
    for (name, text) in &files {
        let path = place.path().join(name);
        let clean: Json = serde_json::from_str(text).unwrap();
        let mut ways = Vec::new();
        each_place(&clean, &mut Vec::new(), &mut ways);
        for way in ways {
            turn += 1;
            let mut json = clean.clone();
            *at(&mut json, &way) = wrong[turn % wrong.len()].clone();
            std::fs::write(&path, json.to_string()).unwrap();
            both_ways(place.path());
        }
        std::fs::write(&path, text).unwrap();
    }
    assert!(turn > 500, "{turn}");
}

#[derive(Debug, Clone)]
enum Step {
    Name(String),
    Number(usize),
}

fn each_place(json: &Json, way: &mut Vec<Step>, ways: &mut Vec<Vec<Step>>) {
    let inner: Vec<(Step, &Json)> = match json {
        Json::Array(items) => {
            let items = items.iter().enumerate();
            items.map(|(at, item)| (Step::Number(at), item)).collect()
        }
        Json::Object(parts) => {
            let parts = parts.iter();
            parts
                .map(|(name, part)| (Step::Name(name.clone()), part))
                .collect()
        }
        _ => Vec::new(),
    };
    for (step, part) in inner {
        way.push(step);
        ways.push(way.clone());
        each_place(part, way, ways);
        way.pop();
    }
}

fn at<'a>(json: &'a mut Json, way: &[Step]) -> &'a mut Json {
    way.iter().fold(json, |json, step| match step {
        Step::Name(name) => &mut json[name.as_str()],
        Step::Number(number) => &mut json[*number],
    })
}
