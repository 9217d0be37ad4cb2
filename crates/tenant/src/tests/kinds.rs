//! What groups refuse that are kept elsewhere: synchronised ones and those of Exchange (1.6, `OP-6`, N-30).

use std::collections::BTreeSet;

use ingroup_directory::{GroupFacts, GroupType};
use ingroup_schema::ObjectId;

use super::fixture::*;
use super::people::*;
use crate::{Command, GroupChanges, Tenant};

const SYNCHRONISED: &str = "Unable to update the specified properties for on-premises mastered Directory Sync \
                            objects or objects currently undergoing migration.";
const EXCHANGE: &str = "Cannot Update a mail-enabled security groups and or distribution list.";

/// Contoso with a group as an import finds it; adele is in it and owns it.
fn with_group(facts: GroupFacts) -> (Tenant, ObjectId) {
    let mut tenant = contoso();
    let group = ObjectId::derive(ObjectId::NIL, "test", "group", "");
    let adele = id_of(&tenant, "adele");
    let directory = &mut tenant.directory;
    let facts = GroupFacts {
        display_name: "Found".into(),
        mail_nickname: Some("found".into()),
        ..facts
    };
    let mut changes = Vec::new();
    directory.create_group(group, facts, &mut changes).unwrap();
    directory.add_member(group, adele, &mut changes).unwrap();
    directory.add_owner(group, adele, &mut changes).unwrap();
    (tenant, group)
}

fn rename(group: ObjectId) -> Command {
    let changes = GroupChanges {
        display_name: Some("Other".to_owned()),
        ..GroupChanges::default()
    };
    Command::UpdateGroup { group, changes }
}

fn to_dynamic(group: ObjectId) -> Command {
    let changes = GroupChanges {
        group_types: Some(BTreeSet::from([GroupType::DynamicMembership])),
        membership_rule: Some("user.department -eq \"Sales\"".to_owned()),
        ..GroupChanges::default()
    };
    Command::UpdateGroup { group, changes }
}

/// Everything that changes members and owners of the group.
fn people(tenant: &Tenant, group: ObjectId) -> [Command; 4] {
    let (adele, alex) = (id_of(tenant, "adele"), id_of(tenant, "alex"));
    [
        Command::AddMembers {
            group,
            members: vec![alex],
        },
        Command::RemoveMember {
            group,
            member: adele,
        },
        Command::AddOwner { group, owner: alex },
        Command::RemoveOwner {
            group,
            owner: adele,
        },
    ]
}

/// Holds a command to be refused with the service's sentence, and without a trace.
fn assert_refused(tenant: &mut Tenant, command: Command, says: Option<&str>) {
    let before = tenant.directory.clone();
    let refused = tenant.execute(command).unwrap_err();
    let answer = refused.service();
    let said = answer.as_ref().and_then(|answer| answer.message.as_deref());
    assert_eq!(said, says, "{refused}");
    assert!(*tenant.directory() == before);
}

#[test]
fn n_30_a_synchronised_group_is_changed_elsewhere_and_never_dynamic() {
    let (mut tenant, group) = with_group(GroupFacts {
        security_enabled: true,
        on_premises_sync_enabled: Some(true),
        ..GroupFacts::default()
    });
    let people = people(&tenant, group);
    let others = [
        rename(group),
        to_dynamic(group),
        Command::DeleteGroup { group },
    ];
    for command in others.into_iter().chain(people) {
        assert_refused(&mut tenant, command, Some(SYNCHRONISED));
    }
}

#[test]
fn groups_of_exchange_are_changed_there_and_never_dynamic() {
    for security_enabled in [true, false] {
        let (mut tenant, group) = with_group(GroupFacts {
            mail_enabled: true,
            security_enabled,
            ..GroupFacts::default()
        });
        let people = people(&tenant, group);
        for command in [rename(group)].into_iter().chain(people) {
            assert_refused(&mut tenant, command, Some(EXCHANGE));
        }
        let before = tenant.directory.clone();
        let refused = tenant.execute(to_dynamic(group)).unwrap_err();
        assert!(
            refused
                .to_string()
                .ends_with("cannot have dynamic membership."),
            "{refused}"
        );
        assert!(*tenant.directory() == before);
    }
}
