//! The table of settings: names, defaults, what is taken and what is refused.

use std::collections::BTreeSet;

use ingroup_schema::Duration;

use crate::{
    Change, Directory, MemberOfRole, ProcessingDelay, SETTINGS, Setting, SettingKind, SettingValue,
    Settings,
};

#[test]
fn every_setting_is_found_by_its_name_and_set_to_its_own_text() {
    let names: BTreeSet<_> = SETTINGS
        .iter()
        .map(|setting| setting.name.to_lowercase())
        .collect();
    assert_eq!(names.len(), SETTINGS.len());
    for setting in SETTINGS {
        assert_eq!(Setting::find(&setting.name.to_uppercase()), Some(setting));
        assert!(!setting.meaning.is_empty() && !setting.cites.is_empty());
        let mut settings = Settings::default();
        let text = setting.default_value().to_string();
        let set = settings.set(setting.name, SettingValue::Text(text.as_str().into()));
        assert_eq!(set, Ok(false), "{}", setting.name);
        assert_eq!(settings, Settings::default());
    }
}

#[test]
fn every_word_of_a_choice_can_be_set() {
    for setting in SETTINGS {
        let SettingKind::Choice(words) = setting.kind else {
            continue;
        };
        for word in words {
            let mut settings = Settings::default();
            let shouted = SettingValue::Text(word.to_uppercase().into());
            settings.set(setting.name, shouted).unwrap();
            let set = settings.get(setting.name).unwrap();
            assert_eq!(set.to_string(), *word);
        }
    }
}

#[test]
fn values_are_read_as_the_setting_needs_them() {
    let mut settings = Settings::default();
    let mut set = |name: &str, text: &str| settings.set(name, SettingValue::Text(text.into()));
    assert_eq!(set("enablegroupcreation", "FALSE"), Ok(true));
    assert_eq!(set("teamsRosterLag", "PT30M"), Ok(true));
    assert_eq!(set("dateRuleSweep", "PT4H"), Ok(true));
    assert_eq!(set("dateRuleSweep", ""), Ok(true));
    assert_eq!(set("memberOfRetirement", "2026-11-03T00:00:00Z"), Ok(true));
    assert_eq!(set("memberOfRoles", "groupsadministrator"), Ok(true));
    assert_eq!(set("processingDelay", "modelled"), Ok(true));
    assert_eq!(set("licenseSweepHours", "0"), Ok(true));
    let refusals = [
        ("EnableGroupCreation", "maybe"),
        ("licenseSweepHours", "-1"),
        ("dateRuleSweep", "PT0S"),
        ("GroupCreationAllowedGroupId", "Sales"),
        ("ruleBuilderSubjects", "groups"),
        ("GroupCreation", "true"),
    ];
    let said: Vec<_> = refusals
        .iter()
        .map(|(name, text)| set(name, text).unwrap_err().to_string())
        .collect();
    assert_eq!(
        said,
        [
            "EnableGroupCreation must be true or false, not \"maybe\".",
            "licenseSweepHours must be a whole number of hours, never or atOnce, not \"-1\".",
            "dateRuleSweep must be a length of time such as PT2H, or empty, not \"PT0S\".",
            "GroupCreationAllowedGroupId must be the id of an object, or empty, not \"Sales\".",
            "ruleBuilderSubjects must be one of usersAndDevices, users, not \"groups\".",
            "No setting is called \"GroupCreation\".",
        ]
    );
    assert!(!settings.enable_group_creation);
    assert_eq!(settings.teams_roster_lag, Duration::from_seconds(30 * 60));
    assert_eq!(settings.date_rule_sweep, None);
    assert_eq!(settings.member_of_roles, MemberOfRole::GroupsAdministrator);
    assert_eq!(settings.processing_delay, ProcessingDelay::Modelled);
    assert_eq!(settings.changed().count(), 6);
    assert_eq!(settings.reset("EnableGroupCreation"), Ok(true));
    assert_eq!(settings.reset("EnableGroupCreation"), Ok(false));
    let number = settings.set("AllowToAddGuests", SettingValue::Number(1));
    assert!(number.is_err());
}

#[test]
fn a_change_of_settings_tells_old_and_new() {
    let mut directory = Directory::default();
    let mut changes = Vec::new();
    let strict = Settings {
        allow_to_add_guests: false,
        ..Settings::default()
    };
    directory.set_settings(strict.clone(), &mut changes);
    directory.set_settings(strict.clone(), &mut changes);
    let [Change::SettingsChanged { old, new }] = &changes[..] else {
        panic!("{changes:?}");
    };
    assert_eq!(**old, Settings::default());
    assert_eq!((&**new, directory.settings()), (&strict, &strict));
}
