//! Look-up of objects by the names people use, whatever the case.

use std::sync::{Arc, LazyLock};

use ingroup_schema::{CATALOGUE, PropertyKey, SubjectKind, fold, property_by_id};

use crate::group::GroupFacts;
use crate::row::ObjectRef;
use crate::sharded::Sharded;

/// A kind of name by which objects are found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Name {
    /// The sign-in name of a user; unique.
    UserPrincipalName,
    /// The mail address of a user or group.
    Mail,
    /// The mail alias of a user or group.
    MailNickname,
    /// The name shown to people, of any object.
    DisplayName,
    /// The registration id of a device.
    DeviceId,
}

impl Name {
    /// All kinds of name, the most exact first.
    pub const ALL: [Self; 5] = [
        Self::UserPrincipalName,
        Self::Mail,
        Self::MailNickname,
        Self::DisplayName,
        Self::DeviceId,
    ];

    /// The properties that are this kind of name, users' before devices'.
    pub(crate) fn properties(self) -> &'static [(SubjectKind, PropertyKey)] {
        static PROPERTIES: LazyLock<[Vec<(SubjectKind, PropertyKey)>; Name::ALL.len()]> =
            LazyLock::new(|| {
                Name::ALL.map(|name| {
                    let all = CATALOGUE
                        .iter()
                        .map(|property| (property.subject, PropertyKey::Known(property.id)));
                    all.filter(|(_, key)| Name::of_property(key) == Some(name))
                        .collect()
                })
            });
        &PROPERTIES[self as usize]
    }

    /// The kind of name a property is, if it is one.
    pub(crate) fn of_property(property: &PropertyKey) -> Option<Self> {
        let PropertyKey::Known(id) = property else {
            return None;
        };
        let property = property_by_id(*id);
        match (property.subject, property.name) {
            (SubjectKind::User, "userPrincipalName") => Some(Self::UserPrincipalName),
            (SubjectKind::User, "mail") => Some(Self::Mail),
            (SubjectKind::User, "mailNickName") => Some(Self::MailNickname),
            (_, "displayName") => Some(Self::DisplayName),
            (SubjectKind::Device, "deviceId") => Some(Self::DeviceId),
            _ => None,
        }
    }
}

/// The names of a group.
pub(crate) fn group_names(facts: &GroupFacts) -> impl Iterator<Item = (Name, &str)> {
    let optional = [
        (Name::Mail, facts.mail.as_deref()),
        (Name::MailNickname, facts.mail_nickname.as_deref()),
    ];
    optional
        .into_iter()
        .filter_map(|(name, text)| text.map(|text| (name, text)))
        .chain([(Name::DisplayName, &*facts.display_name)])
}

/// For each kind of name: folded text to groups, contacts and the like, ascending. The names of
/// users and devices are found in their columns.
#[derive(Debug, Clone, Default)]
pub(crate) struct Names {
    maps: [Sharded<Arc<str>, Arc<Vec<ObjectRef>>>; Name::ALL.len()],
}

impl Names {
    pub(crate) fn find(&self, name: Name, folded: &str) -> &[ObjectRef] {
        match self.maps[name as usize].get(folded) {
            Some(objects) => objects,
            None => &[],
        }
    }

    pub(crate) fn add(&mut self, name: Name, text: &str, object: ObjectRef) {
        let key = fold(text);
        let map = &mut self.maps[name as usize];
        let Some(objects) = map.get_mut(key.as_str()) else {
            map.insert(key.into(), Arc::new(vec![object]));
            return;
        };
        if let Err(at) = objects.binary_search(&object) {
            Arc::make_mut(objects).insert(at, object);
        }
    }

    pub(crate) fn remove(&mut self, name: Name, text: &str, object: ObjectRef) {
        let key = fold(text);
        let map = &mut self.maps[name as usize];
        let Some(objects) = map.get_mut(key.as_str()) else {
            return;
        };
        if let Ok(at) = objects.binary_search(&object) {
            Arc::make_mut(objects).remove(at);
        }
        if objects.is_empty() {
            map.remove(key.as_str());
        }
    }
}
