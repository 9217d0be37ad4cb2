//! The rule builder's view of rules, as the tenant's settings have it.

use ingroup_directory::{Directory, RuleBuilderSubjects, Settings};
use ingroup_shell::Echo;
use ingroup_tenant::{Command, Facts, Replace, Tenant};

use super::{check, empty_session, instant, run_on, transcripts};
use crate::session::Session;

/// A session with a tenant whose builder makes rules about users only.
fn builder_for_users() -> Session {
    let settings = Settings {
        rule_builder_subjects: RuleBuilderSubjects::Users,
        ..Settings::default()
    };
    let mut directory = Directory::default();
    directory.set_settings(settings, &mut Vec::new());
    let mut tenant = Tenant::new(instant("2026-11-21T09:00:00Z"));
    let facts = Facts {
        directory,
        listed_members: Default::default(),
        replace: Replace::Refuse,
    };
    tenant.execute(Command::Import(Box::new(facts))).unwrap();
    empty_session().with_tenant(tenant)
}

/// C-28.
#[test]
fn c_28_the_builder_shows_rows_or_says_why_it_cannot() {
    let devices = "Test-MembershipRule 'device.isRooted -eq true' -Builder\n";
    let mut seen = transcripts(&[
        devices,
        "(Test-MembershipRule 'user.city -eq \"Lagos\" or user.city -ne \"Rome\"' -Builder).Rows | Format-Table",
        "Test-MembershipRule -Group 'Reports of a director' -Builder | Format-List Shown, Reasons",
        "Test-MembershipRule 'user.city' -Builder",
        "Test-MembershipRule '(user.city -contains \"a\" or user.mail -eq null) and user.city -ne \"b\"' -Builder",
    ]);
    seen += &run_on(builder_for_users, devices, Echo::Statements);
    check("builder", &seen);
}
