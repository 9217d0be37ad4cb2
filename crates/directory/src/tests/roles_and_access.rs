//! Roles by scope, and access to applications by membership.

use ingroup_schema::{ExtensionName, ObjectKind};

use super::id;
use crate::{
    AccessThrough, ApplicationFacts, Change, Directory, DirectoryRole, GroupFacts, IntegrityError,
    ObjectRef, OtherObject, RoleAssignment, RoleScope, UnitFacts, UserFacts,
};

fn with_user() -> Directory {
    let mut directory = Directory::default();
    directory
        .create_user(id(1), Vec::new(), UserFacts::default(), &mut Vec::new())
        .unwrap();
    directory
}

#[test]
fn roles_are_held_for_the_tenant_or_for_a_unit() {
    let mut directory = with_user();
    let mut changes = Vec::new();
    directory
        .create_unit(id(5), UnitFacts::default(), &mut changes)
        .unwrap();
    let everywhere = RoleAssignment {
        scope: RoleScope::Tenant,
        role: id(51),
        principal: id(1),
    };
    let there = RoleAssignment {
        scope: RoleScope::Unit(id(5)),
        ..everywhere
    };
    assert_eq!(
        directory.assign_role(everywhere, &mut changes),
        Err(IntegrityError::UnknownRole(id(51)))
    );
    let role = DirectoryRole {
        id: id(50),
        template: id(51),
        display_name: "Groups Administrator".into(),
        description: None,
        members: Vec::new(),
    };
    assert!(directory.add_role(role.clone(), &mut changes));
    assert!(!directory.add_role(role, &mut changes));
    changes.clear();
    for (assignment, is_new) in [(everywhere, true), (there, true), (there, false)] {
        assert_eq!(directory.assign_role(assignment, &mut changes), Ok(is_new));
    }
    assert_eq!(
        directory.role_assignments().collect::<Vec<_>>(),
        [everywhere, there]
    );
    assert_eq!(directory.roles_of(id(1)).count(), 1);
    assert!(directory.unassign_role(everywhere, &mut changes));
    directory.delete_unit(id(5), &mut changes).unwrap();
    assert_eq!(directory.role_assignments().count(), 0);
    assert_eq!(
        changes[..4],
        [
            Change::RoleAssigned {
                assignment: everywhere
            },
            Change::RoleAssigned { assignment: there },
            Change::RoleUnassigned {
                assignment: everywhere
            },
            Change::RoleUnassigned { assignment: there },
        ]
    );
}

#[test]
fn access_comes_from_an_assignment_or_a_direct_membership() {
    let mut directory = with_user();
    let mut changes = Vec::new();
    let said = &mut changes;
    for group in [2, 3, 4] {
        directory
            .create_group(id(group), GroupFacts::default(), said)
            .unwrap();
    }
    // The user is in 2 and 3; 3 is in 4, which gives the user nothing.
    directory.add_member(id(2), id(1), said).unwrap();
    directory.add_member(id(3), id(1), said).unwrap();
    directory.add_member(id(4), id(3), said).unwrap();
    let identity = OtherObject {
        kind: ObjectKind::ServicePrincipal,
        display_name: Some("Payroll".into()),
    };
    directory.create_other(id(8), identity, said).unwrap();
    let payroll = ApplicationFacts {
        app_id: "c272a57b-722d-4eb2-9bfe-327874ae79cb".parse().unwrap(),
        display_name: "Payroll".into(),
        service_principal: Some(id(8)),
        extension_properties: Vec::new(),
    };
    directory
        .create_application(id(7), payroll.clone(), said)
        .unwrap();
    assert_eq!(
        directory.create_application(id(9), payroll.clone(), said),
        Err(IntegrityError::IdInUse(payroll.app_id))
    );
    let user = directory.resolve(id(1)).unwrap();
    let ways = |directory: &Directory, object: ObjectRef| -> Vec<AccessThrough> {
        directory.ways_to(directory.application(id(7)).unwrap(), object)
    };
    let access = |directory: &Directory| ways(directory, user);
    directory.assign_access(id(7), id(4), said).unwrap();
    assert_eq!(access(&directory), []);
    directory.assign_access(id(7), id(3), said).unwrap();
    assert_eq!(directory.assign_access(id(7), id(1), said), Ok(true));
    assert_eq!(
        access(&directory),
        [AccessThrough::Assignment, AccessThrough::Group(id(3))]
    );
    directory.delete_group(id(3), said).unwrap();
    assert_eq!(access(&directory), [AccessThrough::Assignment]);
    assert_eq!(ways(&directory, ObjectRef::Other(id(8))), []);

    let name = ExtensionName::read("extension_C272A57B722D4EB29BFE327874AE79CB_Office").unwrap();
    assert!(directory.application_of_extension(&name).is_some());
    directory.delete_application(id(7), said).unwrap();
    assert!(directory.application_of_extension(&name).is_none());
}
