//! Applications, what rules may read of them, and who reaches them (`1.12a`, N-27).

use std::collections::BTreeSet;

use ingroup_directory::{AccessThrough, RuleProcessing};
use ingroup_engine::{Fault, Status};
use ingroup_rule::{Code, Severity};
use ingroup_schema::{ObjectId, SubjectKind};

use super::fixture::*;
use super::people::*;
use crate::{
    Actor, ClockMode, Command, GroupChanges, NewApplication, NewExtensionProperty, NewGroup,
    Refusal, Role, Tenant, Wanted,
};

const OFFICE: &str = "extension_c272a57b722d4eb29bfe327874ae79cb_OfficeNumber";
const APP_ID: &str = "c272a57b-722d-4eb2-9bfe-327874ae79cb";
const SALES: &str = "user.department -eq \"Sales\"";

fn property(name: &str, targets: &[SubjectKind]) -> NewExtensionProperty {
    NewExtensionProperty {
        name: name.to_owned(),
        targets: targets.to_vec(),
    }
}

fn new_application(tenant: &mut Tenant, name: &str) -> ObjectId {
    let command = Command::CreateApplication(NewApplication {
        display_name: name.to_owned(),
        ..NewApplication::default()
    });
    tenant.execute(command).unwrap().created.unwrap()
}

fn hr(tenant: &mut Tenant) -> ObjectId {
    let command = Command::CreateApplication(NewApplication {
        display_name: "HR".to_owned(),
        app_id: Some(APP_ID.parse().unwrap()),
        extension_properties: vec![property("OfficeNumber", &[SubjectKind::User])],
    });
    tenant.execute(command).unwrap().created.unwrap()
}

/// The applications that a user reaches, each with the group through which, if it is through one.
fn access(tenant: &Tenant, name: &str) -> Vec<(String, Option<String>)> {
    let directory = tenant.directory();
    let user = directory.resolve(id_of(tenant, name)).unwrap();
    let applications = directory.applications();
    let access = applications.flat_map(|application| {
        let ways = directory.ways_to(application, user).into_iter();
        ways.map(move |way| (application, way))
    });
    access
        .map(|(application, through)| {
            let through = match through {
                AccessThrough::Assignment => None,
                AccessThrough::Group(group) => {
                    Some(directory.group(group).unwrap().display_name().to_owned())
                }
            };
            (application.facts().display_name.to_string(), through)
        })
        .collect()
}

#[test]
fn an_application_is_found_by_all_its_names_and_names_its_properties() {
    let mut tenant = contoso();
    let id = hr(&mut tenant);
    let application = tenant.directory().application(id).unwrap();
    assert_eq!(&*application.facts().extension_properties[0].name, OFFICE);
    for name in [&id.to_string(), APP_ID, "hr"] {
        assert_eq!(tenant.find_application(name).unwrap(), id);
    }
    let refused = tenant.find_application("Payroll").unwrap_err();
    assert_eq!(refused.to_string(), "There is no application \"Payroll\".");
    let add = |tenant: &mut Tenant, property| {
        let command = Command::AddExtensionProperty {
            application: id,
            property,
        };
        let done = tenant.execute(command);
        done.map(|_| ()).map_err(|refusal| refusal.to_string())
    };
    let both = [SubjectKind::User, SubjectKind::Device];
    add(&mut tenant, property("Floor", &both)).unwrap();
    for (name, reason) in [
        ("floor", "the application has it already"),
        (
            "7th floor",
            "a name has letters, digits and underscores, and begins with a letter",
        ),
    ] {
        let refused = add(&mut tenant, property(name, &both)).unwrap_err();
        assert_eq!(
            refused,
            format!("\"{name}\" is not valid for extensionProperty: {reason}.")
        );
    }
    let again = Command::CreateApplication(NewApplication {
        display_name: "HR again".to_owned(),
        app_id: Some(APP_ID.parse().unwrap()),
        ..NewApplication::default()
    });
    assert!(matches!(
        tenant.execute(again),
        Err(Refusal::InvalidValue { .. })
    ));
}

#[test]
fn n_27_a_rule_names_only_extensions_of_the_tenants_applications() {
    let mut tenant = contoso();
    let rule = format!("user.{OFFICE} -eq \"7\"");
    let create = |tenant: &mut Tenant, name: &str, rule: &str| {
        tenant.execute(Command::CreateGroup(dynamic(name, rule)))
    };
    // No application is known: taken, with a note.
    let outcome = create(&mut tenant, "Seventh", &rule).unwrap();
    let said: Vec<_> = outcome
        .diagnostics
        .iter()
        .map(|found| (found.code(), found.severity()))
        .collect();
    assert_eq!(said, [(Code::UnverifiedExtension, Severity::Info)]);
    // Another one is known, and this is not among its properties.
    let other = new_application(&mut tenant, "Payroll");
    let refused = create(&mut tenant, "Seventh too", &rule).unwrap_err();
    let service = refused.service().unwrap();
    assert_eq!(
        (service.status, service.code, &*service.message.unwrap()),
        (
            400,
            "DynamicGroupQueryParseError",
            &*format!("Unsupported property '{OFFICE}'")
        )
    );
    let sales = super::fixture::create(&mut tenant, dynamic("Sales", SALES));
    let changes = GroupChanges {
        membership_rule: Some(rule.clone()),
        ..GroupChanges::default()
    };
    let refused = change(&mut tenant, sales, changes.clone()).unwrap_err();
    assert!(matches!(refused, Refusal::InvalidRule { .. }));
    // A paused group keeps any rule, and says what is wrong with it (`OP-14`).
    pause(&mut tenant, sales, RuleProcessing::Paused);
    let outcome = change(&mut tenant, sales, changes.clone()).unwrap();
    let said = outcome.diagnostics.iter().map(|found| found.code());
    assert_eq!(said.collect::<Vec<_>>(), [Code::UnknownProperty]);
    pause(&mut tenant, sales, RuleProcessing::On);
    // Known: taken without a word. Devices do not have it.
    hr(&mut tenant);
    let outcome = change(&mut tenant, sales, changes).unwrap();
    assert_eq!(outcome.diagnostics, []);
    let on_devices = format!("device.{OFFICE} -eq \"7\"");
    assert!(create(&mut tenant, "Devices", &on_devices).is_err());
    tenant
        .execute(Command::DeleteApplication { application: other })
        .unwrap();
}

fn status_of(tenant: &Tenant, group: ObjectId) -> Status {
    tenant.engine().group(group).unwrap().status().clone()
}

#[test]
fn op_14_a_paused_rule_on_an_unknown_extension_fails_when_it_is_resumed() {
    let mut tenant = contoso();
    let payroll = new_application(&mut tenant, "Payroll");
    let rule = format!("user.{OFFICE} -ne \"7\"");
    let sales = create(&mut tenant, dynamic("Sales", SALES));
    let frozen = members(&tenant, sales);
    pause(&mut tenant, sales, RuleProcessing::Paused);
    let changes = GroupChanges {
        membership_rule: Some(rule.clone()),
        ..GroupChanges::default()
    };
    change(&mut tenant, sales, changes).unwrap();
    assert_eq!(status_of(&tenant, sales), Status::UpdatePaused);
    pause(&mut tenant, sales, RuleProcessing::On);
    let fails = |tenant: &Tenant| {
        let message = format!("No application of the tenant has the property \"{OFFICE}\".");
        let fault = Fault::InvalidRule(message);
        assert_eq!(status_of(tenant, sales), Status::ProcessingError(fault));
        assert_eq!(members(tenant, sales), frozen);
    };
    fails(&tenant);
    // It stays so, whatever happens to people, and in a tenant that comes back from its image.
    set(&mut tenant, "adele", &[("department", "Legal")]);
    fails(&tenant);
    let mut back = Tenant::thaw(&tenant.freeze().unwrap()).unwrap();
    fails(&back);
    // As soon as an application has the property, the rule is carried out.
    for tenant in [&mut tenant, &mut back] {
        let everybody = tenant.directory().users().len();
        let hr = hr(tenant);
        assert_eq!(status_of(tenant, sales), Status::UpdateComplete);
        assert_eq!(members(tenant, sales).len(), everybody);
        // What works goes on: whether it is still valid is asked when it is resumed.
        let delete = Command::DeleteApplication { application: hr };
        tenant.execute(delete).unwrap();
        assert_eq!(status_of(tenant, sales), Status::UpdateComplete);
        let back = Tenant::thaw(&tenant.freeze().unwrap()).unwrap();
        assert_eq!(status_of(&back, sales), Status::UpdateComplete);
        pause(tenant, sales, RuleProcessing::Paused);
        pause(tenant, sales, RuleProcessing::On);
        assert!(matches!(
            status_of(tenant, sales),
            Status::ProcessingError(Fault::InvalidRule(_))
        ));
        // Where no application is known, all are taken (N-27).
        let delete = Command::DeleteApplication {
            application: payroll,
        };
        tenant.execute(delete).unwrap();
        assert_eq!(status_of(tenant, sales), Status::UpdateComplete);
    }
}

#[test]
fn sc_26_access_follows_membership_and_a_conversion_leaves_a_gap() {
    let mut tenant = contoso();
    let salesforce = new_application(&mut tenant, "Salesforce");
    let (adele, grady) = (id_of(&tenant, "adele"), id_of(&tenant, "grady"));
    let staff = create(
        &mut tenant,
        NewGroup {
            members: vec![adele, grady],
            ..assigned("Staff")
        },
    );
    tenant
        .execute(Command::AssignAccess {
            application: salesforce,
            principal: staff,
        })
        .unwrap();
    let through_staff = [("Salesforce".to_owned(), Some("Staff".to_owned()))];
    assert_eq!(access(&tenant, "adele"), through_staff);
    assert_eq!(access(&tenant, "grady"), through_staff);
    tenant
        .execute(Command::SetClockMode {
            mode: ClockMode::Manual,
        })
        .unwrap();
    let to_dynamic = GroupChanges {
        group_types: dynamic("", "").group_types.into(),
        membership_rule: Some(SALES.to_owned()),
        ..GroupChanges::default()
    };
    change(&mut tenant, staff, to_dynamic).unwrap();
    for name in ["adele", "grady"] {
        assert_eq!(access(&tenant, name), []);
    }
    tenant.execute(Command::ProcessQueue).unwrap();
    assert_eq!(access(&tenant, "adele"), through_staff);
    assert_eq!(access(&tenant, "grady"), []);
}

#[test]
fn a_group_within_a_group_gives_no_access_and_assignments_are_taken_back() {
    let mut tenant = contoso();
    let mail = new_application(&mut tenant, "Mail");
    let adele = id_of(&tenant, "adele");
    let inner = create(
        &mut tenant,
        NewGroup {
            members: vec![adele],
            ..assigned("Inner")
        },
    );
    let outer = create(
        &mut tenant,
        NewGroup {
            members: vec![inner],
            ..assigned("Outer")
        },
    );
    let assign = |principal| Command::AssignAccess {
        application: mail,
        principal,
    };
    let take = |principal| Command::RemoveAccess {
        application: mail,
        principal,
    };
    tenant.execute(assign(outer)).unwrap();
    assert_eq!(access(&tenant, "adele"), []);
    tenant.execute(assign(adele)).unwrap();
    assert_eq!(access(&tenant, "adele"), [("Mail".to_owned(), None)]);
    let refused = tenant.execute(assign(adele)).unwrap_err();
    assert_eq!(refused.to_string(), "Mail is already assigned to adele.");
    tenant.execute(take(adele)).unwrap();
    let refused = tenant.execute(take(adele)).unwrap_err();
    assert_eq!(refused.to_string(), "Mail is not assigned to adele itself.");
    assert_eq!(access(&tenant, "adele"), []);
}

#[test]
fn application_administrators_manage_applications_and_owners_assign_to_their_groups() {
    let mut tenant = contoso();
    let mail = new_application(&mut tenant, "Mail");
    let desk = create(&mut tenant, assigned("Desk"));
    let alex = user(&tenant, "alex");
    own(&mut tenant, desk, alex.id().unwrap());
    let groups = admin(&mut tenant, "gr", Role::Groups);
    let applications = admin(&mut tenant, "ap", Role::Application);
    let new = Command::CreateApplication(NewApplication {
        display_name: "Wiki".to_owned(),
        ..NewApplication::default()
    });
    let assign = |principal| Command::AssignAccess {
        application: mail,
        principal,
    };
    let adele = id_of(&tenant, "adele");
    for actor in [alex, groups] {
        assert_denied(&mut tenant, actor, new.clone());
        assert_denied(&mut tenant, actor, assign(adele));
        let delete = Command::DeleteApplication { application: mail };
        assert_denied(&mut tenant, actor, delete);
    }
    assert_denied(&mut tenant, groups, assign(desk));
    tenant.execute_as(alex, assign(desk)).unwrap();
    tenant.execute_as(applications, assign(adele)).unwrap();
    tenant.execute_as(applications, new).unwrap();
    tenant
        .execute_as(Actor::BuiltIn, assign(id_of(&tenant, "grady")))
        .unwrap();
}

#[test]
fn an_application_acts_through_its_service_principal_as_long_as_it_is_there() {
    let mut tenant = contoso();
    let robot = new_application(&mut tenant, "Provisioning");
    let principal = tenant.find(Wanted::Principal, "provisioning").unwrap();
    let actor = Actor::ServicePrincipal(principal);
    let group = assigned("Made by a robot");
    tenant
        .execute_as(actor, Command::CreateGroup(group))
        .unwrap();
    let desk = create(&mut tenant, assigned("Desk"));
    for owner in [principal, id_of(&tenant, "alex")] {
        let command = Command::AddOwner { group: desk, owner };
        tenant.execute(command).unwrap();
    }
    let delete = Command::DeleteApplication { application: robot };
    tenant.execute(delete).unwrap();
    assert_eq!(tenant.directory().group(desk).unwrap().owner_count(), 1);
    assert_eq!(tenant.directory().others().count(), 0);
    let refused = tenant.execute_as(actor, Command::CreateGroup(assigned("More")));
    assert!(matches!(refused, Err(Refusal::NoSuchActor { .. })));
}

#[test]
fn an_application_is_another_than_one_of_its_name_that_was_imported() {
    let mut tenant = contoso();
    new_application(&mut tenant, "Payroll");
    let mut tenant = imported_again(&tenant);
    let second = new_application(&mut tenant, "Payroll");
    let known = tenant.directory().applications();
    let app_ids: BTreeSet<ObjectId> = known.map(|one| one.facts().app_id).collect();
    assert_eq!(app_ids.len(), 2);
    assert!(tenant.directory().application(second).is_some());
}
