//! Teams and welcome mails: what follows from the members of Microsoft 365 groups (2.5, 3.5).

use std::collections::BTreeSet;

use ingroup_directory::GroupType;
use ingroup_schema::{Duration, Instant, ObjectId};

use super::fixture::{
    assigned, change, contoso, create, dynamic, members, microsoft_365, new_user, set, start,
};
use crate::{
    Actor, AuditQuery, Command, GroupChanges, NewGroup, NewTeam, Refusal, ResourceBehavior,
    TeamManagement, TeamRole, Tenant, Wanted,
};

/// A dynamic Microsoft 365 group of everybody with this job.
fn of_job(name: &str, job: &str) -> NewGroup {
    NewGroup {
        group_types: BTreeSet::from([GroupType::Unified, GroupType::DynamicMembership]),
        membership_rule: Some(format!("user.jobTitle -eq \"{job}\"")),
        ..microsoft_365(name)
    }
}

fn team_of(tenant: &mut Tenant, group: ObjectId) -> Result<(), Refusal> {
    let team = Command::CreateTeam(NewTeam::OfGroup(group));
    tenant.execute(team).map(|_| ())
}

fn wait(tenant: &mut Tenant, minutes: i64) {
    let by = Duration::from_seconds(minutes * 60);
    let to = tenant.clock().now().saturating_add(by);
    tenant.execute(Command::SetClock { to }).unwrap();
}

/// The names on the roster, sorted.
fn roster(tenant: &Tenant, group: ObjectId) -> Vec<String> {
    let directory = tenant.directory();
    let team = tenant.team(group).unwrap();
    let objects = team
        .roster
        .iter()
        .map(|one| directory.resolve(one.id).unwrap());
    let mut names: Vec<String> = objects
        .map(|object| directory.display_name(object).unwrap().to_owned())
        .collect();
    names.sort();
    names
}

fn user(tenant: &Tenant, name: &str) -> ObjectId {
    tenant
        .find(Wanted::User, &format!("{name}@contoso.com"))
        .unwrap()
}

/// A hospital: a team of nurses n1 and n2, owned by alex.
fn hospital() -> (Tenant, ObjectId) {
    let mut tenant = contoso();
    for name in ["n1", "n2"] {
        new_user(&mut tenant, name, &[("jobTitle", "Nurse")]).unwrap();
    }
    let alex = user(&tenant, "alex");
    let group = NewGroup {
        owners: vec![alex],
        ..of_job("Nurses", "Nurse")
    };
    let nurses = create(&mut tenant, group);
    team_of(&mut tenant, nurses).unwrap();
    (tenant, nurses)
}

#[test]
fn sc_28_a_temporary_nurse_comes_and_goes_within_the_lag() {
    let (mut tenant, nurses) = hospital();
    assert_eq!(roster(&tenant, nurses), ["alex", "n1", "n2"]);
    wait(&mut tenant, 24 * 60);
    new_user(&mut tenant, "t1", &[("jobTitle", "Nurse")]).unwrap();
    let joined = tenant.clock().now();
    assert_eq!(members(&tenant, nurses), ["n1", "n2", "t1"]);
    assert_eq!(roster(&tenant, nurses), ["alex", "n1", "n2"]);
    let team = tenant.team(nurses).unwrap();
    assert_eq!((team.coming, team.going), (1, 0));
    let shown = joined.saturating_add(Duration::from_seconds(2 * 60 * 60));
    assert_eq!(team.settled_at, Some(shown));
    wait(&mut tenant, 119);
    assert_eq!(roster(&tenant, nurses), ["alex", "n1", "n2"]);
    wait(&mut tenant, 1);
    assert_eq!(roster(&tenant, nurses), ["alex", "n1", "n2", "t1"]);
    let team = tenant.team(nurses).unwrap();
    assert_eq!((team.coming, team.going, team.settled_at), (0, 0, None));
    let t1 = user(&tenant, "t1");
    let since = |id: ObjectId| team.roster.iter().find(|one| one.id == id).unwrap().since;
    assert_eq!(since(t1), Some(shown));
    assert_eq!(since(user(&tenant, "n1")), Some(start()));
    wait(&mut tenant, 4 * 24 * 60);
    set(&mut tenant, "t1", &[("jobTitle", "")]);
    assert_eq!(members(&tenant, nurses), ["n1", "n2"]);
    assert_eq!(tenant.team(nurses).unwrap().going, 1);
    wait(&mut tenant, 120);
    assert_eq!(roster(&tenant, nurses), ["alex", "n1", "n2"]);
}

#[test]
fn sc_31_and_32_nobody_manages_or_leaves_the_team_of_a_dynamic_group() {
    let (mut tenant, nurses) = hospital();
    let (alex, grady, n1) = (
        user(&tenant, "alex"),
        user(&tenant, "grady"),
        user(&tenant, "n1"),
    );
    let refused = |refusal: Refusal| {
        assert!(
            matches!(refusal, Refusal::DynamicMembership { .. }),
            "{refusal}"
        )
    };
    let add = Command::AddMembers {
        group: nurses,
        members: vec![grady],
    };
    refused(tenant.execute_as(Actor::User(alex), add).unwrap_err());
    let out = Command::RemoveMember {
        group: nurses,
        member: n1,
    };
    refused(
        tenant
            .execute_as(Actor::User(alex), out.clone())
            .unwrap_err(),
    );
    refused(tenant.execute_as(Actor::User(n1), out).unwrap_err());
    assert_eq!(members(&tenant, nurses), ["n1", "n2"]);
    let team = tenant.team(nurses).unwrap();
    assert_eq!(team.managed, TeamManagement::Rule);
    assert_eq!(
        team.hidden_options(),
        [
            "Add member",
            "Edit role",
            "Send join request",
            "Approve join request",
            "Leave"
        ]
    );
}

#[test]
fn sc_33_rules_never_make_owners() {
    let (mut tenant, nurses) = hospital();
    let alex = user(&tenant, "alex");
    for job in ["Manager", "Nurse", ""] {
        set(&mut tenant, "alex", &[("jobTitle", job)]);
        wait(&mut tenant, 120);
        let team = tenant.team(nurses).unwrap();
        let mut owners = team.roster.iter().filter(|one| one.role == TeamRole::Owner);
        assert_eq!(owners.next().map(|one| one.id), Some(alex));
        assert_eq!(owners.next(), None);
    }
}

#[test]
fn sc_34_a_team_is_made_of_a_group_and_never_dynamic_from_the_start() {
    let mut tenant = contoso();
    let sales = create(
        &mut tenant,
        dynamic("Sales", "user.department -eq \"Sales\""),
    );
    let refusal = team_of(&mut tenant, sales).unwrap_err();
    assert_eq!(
        refusal.to_string(),
        "Sales is a security group: only a Microsoft 365 group can have a team."
    );
    let nurses = create(&mut tenant, of_job("Nurses", "Nurse"));
    assert_eq!(
        tenant.team(nurses).unwrap_err().to_string(),
        "Nurses has no team."
    );
    team_of(&mut tenant, nurses).unwrap();
    let again = team_of(&mut tenant, nurses).unwrap_err();
    assert_eq!(again.to_string(), "Nurses has a team already.");
    let before = tenant.audit(AuditQuery::default()).count();
    let direct = NewTeam::WithGroup(Box::new(of_job("Doctors", "Doctor")));
    let refusal = tenant.execute(Command::CreateTeam(direct)).unwrap_err();
    assert_eq!(
        refusal.help().unwrap(),
        "Create the group with the rule first, then its team: New-Group 'Doctors' -GroupTypes Unified \
         -MembershipRule '…', then New-Team -Group 'Doctors'."
    );
    let plain = NewTeam::WithGroup(Box::new(assigned("Plain")));
    let refusal = tenant.execute(Command::CreateTeam(plain)).unwrap_err();
    assert_eq!(
        refusal.to_string(),
        "Plain is a security group: only a Microsoft 365 group can have a team."
    );
    assert_eq!(tenant.audit(AuditQuery::default()).count(), before);
    let scratch = NewTeam::WithGroup(Box::new(microsoft_365("Project")));
    let made = tenant.execute(Command::CreateTeam(scratch)).unwrap();
    assert_eq!(
        tenant.team(made.created.unwrap()).unwrap().managed,
        TeamManagement::Owners
    );
}

#[test]
fn sc_35_the_group_of_a_team_becomes_dynamic() {
    let mut tenant = contoso();
    let (adele, alex, grady) = (
        user(&tenant, "adele"),
        user(&tenant, "alex"),
        user(&tenant, "grady"),
    );
    let group = NewGroup {
        members: vec![adele, grady],
        owners: vec![alex],
        ..microsoft_365("Project")
    };
    let project = create(&mut tenant, group);
    team_of(&mut tenant, project).unwrap();
    wait(&mut tenant, 120);
    let types = BTreeSet::from([GroupType::Unified, GroupType::DynamicMembership]);
    let changes = GroupChanges {
        group_types: Some(types),
        membership_rule: Some("user.department -eq \"Sales\"".to_owned()),
        ..GroupChanges::default()
    };
    change(&mut tenant, project, changes).unwrap();
    assert_eq!(members(&tenant, project), ["adele", "diego"]);
    assert_eq!(roster(&tenant, project), ["adele", "alex", "grady"]);
    wait(&mut tenant, 120);
    assert_eq!(roster(&tenant, project), ["adele", "alex", "diego"]);
}

#[test]
fn proc_21_who_is_deleted_is_out_of_the_team_at_once() {
    let (mut tenant, nurses) = hospital();
    wait(&mut tenant, 24 * 60);
    let n1 = user(&tenant, "n1");
    tenant.execute(Command::DeleteUser { user: n1 }).unwrap();
    assert_eq!(roster(&tenant, nurses), ["alex", "n2"]);
}

/// When mails were sent, to whom and about which group.
fn mails(tenant: &Tenant) -> Vec<(Instant, String, String)> {
    let mails = tenant.mails();
    mails
        .map(|mail| (mail.at, mail.to.to_string(), mail.group_name.to_string()))
        .collect()
}

#[test]
fn proc_20_whoever_joins_a_microsoft_365_group_is_welcomed() {
    let mut tenant = contoso();
    let (adele, grady) = (user(&tenant, "adele"), user(&tenant, "grady"));
    let group = NewGroup {
        members: vec![adele],
        ..microsoft_365("Project")
    };
    let project = create(&mut tenant, group);
    wait(&mut tenant, 1);
    let add = Command::AddMembers {
        group: project,
        members: vec![grady],
    };
    tenant.execute(add).unwrap();
    wait(&mut tenant, 1);
    create(&mut tenant, of_job("Nurses", "Nurse"));
    set(&mut tenant, "diego", &[("jobTitle", "Nurse")]);
    let minute = |count: i64| start().saturating_add(Duration::from_seconds(60 * count));
    let sent = |at: i64, to: &str, group: &str| {
        (minute(at), format!("{to}@contoso.com"), group.to_owned())
    };
    let first = [
        sent(0, "adele", "Project"),
        sent(1, "grady", "Project"),
        sent(2, "diego", "Nurses"),
    ];
    assert_eq!(mails(&tenant), first);
    assert_eq!(
        tenant.mails().next().unwrap().subject,
        "You've joined the Project group"
    );

    // Neither a security group nor one that is told not to writes to anybody.
    create(
        &mut tenant,
        dynamic("Sales", "user.department -eq \"Sales\""),
    );
    create(
        &mut tenant,
        NewGroup {
            members: vec![adele],
            resource_behavior_options: BTreeSet::from([ResourceBehavior::WelcomeEmailDisabled]),
            ..microsoft_365("Quiet")
        },
    );
    assert_eq!(mails(&tenant), first);

    let changes = GroupChanges {
        welcome_message_enabled: Some(false),
        ..GroupChanges::default()
    };
    let nurses = tenant.find(Wanted::Group, "Nurses").unwrap();
    change(&mut tenant, nurses, changes).unwrap();
    set(&mut tenant, "isaiah", &[("jobTitle", "Nurse")]);
    assert_eq!(mails(&tenant), first);

    // A mail has the name that the group had, whatever it is called later.
    let changes = GroupChanges {
        display_name: Some("Carers".to_owned()),
        ..GroupChanges::default()
    };
    change(&mut tenant, nurses, changes).unwrap();
    assert_eq!(mails(&tenant), first);

    // Who stays through a change of the rule gets nothing; who is out and in again by a conversion does (N-22).
    let changes = GroupChanges {
        group_types: Some(of_job("", "").group_types),
        membership_rule: Some("user.department -eq \"Sales\"".to_owned()),
        ..GroupChanges::default()
    };
    change(&mut tenant, project, changes).unwrap();
    let changes = GroupChanges {
        membership_rule: Some("user.department -contains \"Sales\"".to_owned()),
        ..GroupChanges::default()
    };
    change(&mut tenant, project, changes).unwrap();
    let later = mails(&tenant).split_off(first.len());
    assert_eq!(
        later,
        [sent(2, "adele", "Project"), sent(2, "diego", "Project")]
    );
}
