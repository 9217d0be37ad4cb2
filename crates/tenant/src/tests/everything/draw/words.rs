//! What values and rules of random commands are made of.

use ingroup_directory::SettingKind;
use ingroup_schema::{Duration, ExtensionName, PropertyKey, SubjectKind, Value};

use super::{Draw, known};

/// Few texts, so that comparisons often hold; some fold in a way of their own.
pub(super) const WORDS: [&str; 12] = [
    "",
    "Sales",
    "SALES",
    "HR",
    "Germany",
    "İstanbul",
    "istanbul",
    "ıstanbul",
    "Straße",
    "STRASSE",
    "e\u{301}",
    "\u{212a}",
];

/// An extension property that users and devices may have.
pub(super) const EXTENSION: &str = "extension_0123456789abcdef0123456789abcdef_team";

pub(super) const RULES: [&str; 30] = [
    "user.department -eq \"Sales\"",
    "user.department -ne \"Sales\"",
    "user.department -in [\"Sales\",\"İstanbul\",\"e\u{301}\"] -and user.country -eq \"Germany\"",
    "user.country -contains \"an\" -or user.department -match \"^(s|ı)\"",
    "user.department -startsWith \"i\" -or user.city -endsWith \"e\"",
    "user.displayName -startsWith \"person1\" -and user.department -ne null",
    "user.displayName -contains \"sal\" -or user.mail -eq \"k\"",
    "user.mail -ne null -and user.mail -notMatch \"^s\"",
    "user.mobile -in [\"hr\",\"germany\",\"\u{212a}\"]",
    "user.userPrincipalName -endsWith \"7@contoso.com\"",
    "user.employeeHireDate -le system.now",
    "user.employeeHireDate -ge system.now -minus P3D -and user.employeeHireDate -le system.now -plus P3D",
    "user.employeeHireDate -ge system.now -and user.department -eq \"Sales\"",
    "user.accountEnabled -eq true -and user.department -ne null",
    "user.objectId -ne null",
    "user.objectId -startsWith \"1\" -or user.objectId -endsWith \"a\"",
    "user.userType -eq \"Guest\"",
    "user.userType -ne \"Guest\" -and user.country -ne null",
    "user.proxyAddresses -any (_ -contains \"sales\")",
    "user.proxyAddresses -all (_ -ne \"HR\") -and user.city -eq \"straße\"",
    "user.otherMails -any (_ -startsWith \"s\" -and _ -notContains \"ß\")",
    "user.assignedPlans -any (assignedPlan.service -eq \"exchange\" -and assignedPlan.capabilityStatus -eq \"Enabled\")",
    "user.assignedPlans -all (assignedPlan.capabilityStatus -ne \"Enabled\") -and user.department -eq \"HR\"",
    "user.extension_0123456789abcdef0123456789abcdef_team -eq \"hr\"",
    "user.extensionAttribute1 -eq null -and user.city -ne null",
    "device.deviceModel -ne \"Germany\" -and device.accountEnabled -eq true",
    "device.displayName -startsWith \"device\" -or device.deviceOSType -eq \"hr\"",
    "device.devicePhysicalIds -any (_ -eq \"sales\")",
    "user.nonsense -eq \"x\"",
    "user.department -match \"^(a|aa)+(?=b)$\" -or user.city -eq \"HR\"",
];

const TEXTS_OF_USERS: [&str; 9] = [
    "department",
    "department",
    "country",
    "city",
    "mail",
    "mobile",
    "displayName",
    "extensionAttribute1",
    "userType",
];

const TEXTS_OF_DEVICES: [&str; 3] = ["deviceModel", "deviceOSType", "displayName"];

impl Draw {
    /// A value of some property.
    pub(super) fn value(&mut self, kind: SubjectKind) -> (PropertyKey, Value) {
        let (texts, collections): (&[&str], &[&str]) = match kind {
            SubjectKind::User => (&TEXTS_OF_USERS, &["proxyAddresses", "otherMails"]),
            SubjectKind::Device => (&TEXTS_OF_DEVICES, &["devicePhysicalIds"]),
        };
        match self.below(16) {
            0 => (
                known(kind, "accountEnabled"),
                Value::Boolean(self.once_in(2)),
            ),
            1 => {
                let items: Vec<&str> = (0..self.below(3)).map(|_| self.word()).collect();
                let items: Vec<&str> = items.into_iter().filter(|item| !item.is_empty()).collect();
                (known(kind, self.any(collections)), Value::texts(&items))
            }
            2 => {
                let extension = ExtensionName::read(EXTENSION).unwrap();
                (PropertyKey::Extension(extension), self.text())
            }
            3 | 4 if kind == SubjectKind::User => {
                let hours = self.below(400) as i64 - 100;
                let at = super::super::super::fixture::start();
                let at = at.saturating_add(Duration::from_seconds(hours * 3600));
                (known(kind, "employeeHireDate"), Value::Instant(at))
            }
            5 | 6 if kind == SubjectKind::User => {
                let country = self.any(&["US", "DE", "NG", ""]);
                (known(kind, "usageLocation"), Value::text(country))
            }
            _ => match self.any(texts) {
                "userType" => {
                    let word = self.any(&["Guest", "Member", "guest"]);
                    (known(kind, "userType"), Value::text(word))
                }
                name => (known(kind, name), self.text()),
            },
        }
    }

    fn text(&mut self) -> Value {
        match self.once_in(8) {
            true => Value::Null,
            false => Value::text(self.word()),
        }
    }

    /// A text for a setting of a kind, mostly one that it takes.
    pub(super) fn setting(&mut self, kind: SettingKind) -> String {
        let number = self.below(40).to_string();
        match kind {
            SettingKind::Flag => self.any(&["true", "false"]).to_owned(),
            SettingKind::Number => number,
            SettingKind::Hours => self.any(&["never", "atOnce", "0", "6", "24"]).to_owned(),
            SettingKind::Text(_) => self.any(&["", "", "", "words,other"]).to_owned(),
            SettingKind::Duration => self.any(&["PT0S", "PT15M", "P1D"]).to_owned(),
            SettingKind::Period => self.any(&["", "PT6H", "P1D"]).to_owned(),
            SettingKind::Instant => self
                .any(&["", "", "2025-01-20T00:00:00Z", "2030-01-01T00:00:00Z"])
                .to_owned(),
            SettingKind::Id => String::new(),
            SettingKind::Choice(words) => self.any(words).to_owned(),
        }
    }
}
