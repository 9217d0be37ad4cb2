//! The folders that EntraExporter writes: one file for each object, in a folder of its own.
//!
//! `Groups/<id>/<id>.json` is a group, `Groups/<id>/Members/<id>/<id>.json` one of its members.
//! Each file is read as a page of the list it belongs to.

use super::folder::{Part, Piece, Purpose, id_of};

/// Folders of objects, in small letters.
const LISTS: [(&str, Part); 9] = [
    ("users", Part::Users),
    ("devices", Part::Devices),
    ("groups", Part::Groups),
    ("subscribedskus", Part::SubscribedSkus),
    ("directoryroles", Part::DirectoryRoles),
    ("administrativeunits", Part::Units),
    ("applications", Part::Applications),
    ("serviceprincipals", Part::ServicePrincipals),
    ("groupsettings", Part::Settings),
];

/// Files that hold one object and stand alone.
const SINGLE: [(&str, &str, Part); 2] = [
    ("organization", "organization.json", Part::Organization),
    ("groupsettings", "groupsettings.json", Part::Settings),
];

/// Folders below an object's own, in small letters.
const PIECES: [(&str, &str, Piece); 5] = [
    ("directoryroles", "members", Piece::RoleMembers),
    ("administrativeunits", "members", Piece::UnitMembers),
    ("administrativeunits", "scopedrolemembers", Piece::UnitRoles),
    ("applications", "extensionproperties", Piece::Extensions),
    ("serviceprincipals", "approleassignedto", Piece::Assignments),
];

/// What a file is for, by its way from the root in small letters.
pub(super) fn purpose_of(parts: &[String]) -> Option<Purpose> {
    match parts {
        [folder, file] => SINGLE
            .iter()
            .find(|(of, name, _)| of == folder && name == file)
            .map(|(_, _, part)| Purpose::List(*part)),
        [folder, id, file] if is_named_after(file, id) => LISTS
            .iter()
            .find(|(name, _)| name == folder)
            .map(|(_, part)| Purpose::List(*part)),
        [folder, id, links, linked, file] if is_named_after(file, linked) => {
            let id = id_of(id)?;
            match (folder.as_str(), links.as_str()) {
                ("groups", "members") => Some(Purpose::Members(id)),
                ("groups", "owners") => Some(Purpose::Owners(id)),
                _ => PIECES
                    .iter()
                    .find(|(of, name, _)| of == folder && name == links)
                    .map(|(_, _, piece)| Purpose::Of(*piece, id)),
            }
        }
        _ => None,
    }
}

fn is_named_after(file: &str, folder: &str) -> bool {
    file.strip_suffix(".json") == Some(folder)
}
