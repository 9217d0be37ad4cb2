//! What a file is, by what is inside, and why it is taken for that.

use std::io::{Cursor, Read};

use ingroup_schema::ObjectId;

use crate::error::ImportError;
use crate::failure::{Failure, Faults};
use crate::formats::{Language, Part, Purpose, headers, portal_list};
use crate::pages::{Given, Sink, read_objects};
use crate::tree::{Entry, Tree};

/// What an import can be made of, for whoever gave something else.
pub(crate) const UNDERSTOOD: &str = "An export is a folder, or a zip of one, with users.json, devices.json and groups.json as Microsoft Graph gives them, what EntraExporter writes, or the portal's CSV lists; or one file: JSON of Microsoft Graph or of Get-MgUser | ConvertTo-Json, a CSV list, groups of Microsoft365DSC (.ps1) or of Terraform (.tf, .tfstate), each as it is or in gzip.";

/// What is inside of a file.
pub(crate) enum Inside {
    /// Something of an export.
    Known(Found),
    /// A list whose columns are not those of any list of the portal.
    Columns(Vec<String>),
    /// Nothing of an export.
    Other,
}

impl From<Option<Found>> for Inside {
    fn from(found: Option<Found>) -> Self {
        found.map_or(Self::Other, Self::Known)
    }
}

/// What a file is for, and why.
pub(crate) struct Found {
    pub(crate) purpose: Purpose,
    /// As the end of a sentence: "its objects have \"userPrincipalName\"".
    pub(crate) because: String,
}

/// So much of the beginning is looked at.
const BEGINNING: u64 = 64 * 1024;

/// So much is read of a file that may hold code.
const LONGEST_CODE: u64 = 64 * 1024 * 1024;

/// Properties that only one kind of object has.
const SIGNS: [(&str, Part); 9] = [
    ("userPrincipalName", Part::Users),
    ("deviceId", Part::Devices),
    ("operatingSystem", Part::Devices),
    ("groupTypes", Part::Groups),
    ("membershipRule", Part::Groups),
    ("skuPartNumber", Part::SubscribedSkus),
    ("verifiedDomains", Part::Organization),
    ("roleTemplateId", Part::DirectoryRoles),
    ("isMemberManagementRestricted", Part::Units),
];

/// Words by which groups as code are known.
const CODE: [(&str, Language); 2] = [
    ("AADGroup", Language::Dsc),
    ("azuread_group", Language::Terraform),
];

/// Looks into a file.
pub(crate) fn look_inside(tree: &Tree, file: &Entry) -> Result<Inside, ImportError> {
    tree.read(file, |text| {
        let cannot = |error| ImportError::of_io(&file.path, &error, "Check the file.");
        let mut start = Vec::new();
        let read = (&mut *text).take(BEGINNING).read_to_end(&mut start);
        read.map_err(cannot)?;
        let first = start.iter().find(|byte| !byte.is_ascii_whitespace());
        match first {
            Some(b'{' | b'[') => {
                if let Some(found) = by_context(&start) {
                    return Ok(Inside::Known(found));
                }
                let mut whole = Cursor::new(start).chain(text);
                Ok(by_keys(&mut whole, file)?.into())
            }
            Some(_) => {
                let rest = (&mut *text).take(LONGEST_CODE).read_to_end(&mut start);
                rest.map_err(cannot)?;
                let text = String::from_utf8_lossy(&start);
                let code = CODE.iter().find(|(word, _)| text.contains(word));
                Ok(match code {
                    Some((word, language)) => Inside::Known(Found {
                        purpose: Purpose::Blocks(*language),
                        because: format!("it speaks of {word}"),
                    }),
                    None => list(&text, file),
                })
            }
            None => Ok(Inside::Other),
        }
    })
}

/// A list with commas, if the file is one.
fn list(text: &str, file: &Entry) -> Inside {
    let names = headers(text);
    match portal_list(&names) {
        Some(found) => Inside::Known(found),
        None if file
            .parts()
            .last()
            .is_some_and(|name| name.ends_with(".csv")) =>
        {
            Inside::Columns(names)
        }
        None => Inside::Other,
    }
}

/// What a page says of itself: `"@odata.context": "…/$metadata#users(id,displayName)"`.
fn by_context(start: &[u8]) -> Option<Found> {
    const MARK: &[u8] = b"$metadata#";
    let at = memchr::memmem::find(start, MARK)? + MARK.len();
    let rest = String::from_utf8_lossy(start.get(at..)?);
    let told = rest.split(['"', '\\', '\n']).next()?;
    let list = told.split(['(', '/']).next()?;
    let because = format!("it says \"#{}\" of itself", shortened(told));
    let links = told
        .strip_prefix("groups('")
        .and_then(|rest| rest.split_once("')/"));
    if let Some((id, links)) = links {
        let id: ObjectId = id.parse().ok()?;
        let purpose = match links.split(['(', '/']).next()? {
            "members" => Purpose::Members(id),
            "owners" => Purpose::Owners(id),
            _ => return None,
        };
        return Some(Found { purpose, because });
    }
    Part::named(list).map(|part| Found {
        purpose: Purpose::List(part),
        because,
    })
}

fn shortened(text: &str) -> String {
    match text.char_indices().nth(40) {
        Some((at, _)) => format!("{}…", text.get(..at).unwrap_or_default()),
        None => text.to_owned(),
    }
}

fn by_keys(text: &mut dyn Read, file: &Entry) -> Result<Option<Found>, ImportError> {
    let mut keys = Keys::default();
    let read = read_objects(text, file, &mut keys, &mut Faults::default(), &mut |_| {});
    if keys.names.is_empty() {
        return read.map(|_| None);
    }
    let has = |wanted: &str| {
        let mut names = keys.names.iter();
        names.any(|name| name.eq_ignore_ascii_case(wanted))
    };
    if has("terraform_version") {
        return Ok(Some(Found {
            purpose: Purpose::Blocks(Language::TerraformState),
            because: "it has \"terraform_version\"".into(),
        }));
    }
    let sign = SIGNS.iter().find(|(name, _)| has(name));
    Ok(sign.map(|(name, part)| Found {
        purpose: Purpose::List(*part),
        because: format!("its objects have \"{name}\""),
    }))
}

/// The names of the properties of the first object.
#[derive(Default)]
struct Keys {
    names: Vec<String>,
}

impl Sink for Keys {
    fn property(&mut self, _: &str, _: Given<'_>) -> Result<(), Failure> {
        Ok(())
    }

    fn wants(&mut self, name: &str) -> bool {
        self.names.push(name.to_owned());
        false
    }

    /// One object is enough: reading ends with this failure, which nobody sees.
    fn finish(&mut self) -> Result<(), Failure> {
        Err(Failure::new("", ""))
    }

    fn forget(&mut self) {}

    fn label(&self) -> String {
        String::new()
    }
}
