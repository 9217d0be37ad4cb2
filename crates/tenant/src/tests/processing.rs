//! The worker at the tenant's hand, and what follows from one piece of work.

use ingroup_directory::ProcessingDelay;
use ingroup_engine::Status;
use ingroup_schema::{Duration, Instant, ObjectId};

use super::fixture::*;
use crate::{
    Activity, AuditQuery, ClockMode, Command, FaultInjection, FaultPlace, Outcome, Processing,
    Refusal, Tenant,
};

const SALES: &str = "user.department -eq \"Sales\"";

fn ask(tenant: &mut Tenant, asked: Processing) -> Outcome {
    tenant.execute(Command::Processing(asked)).unwrap()
}

fn status(tenant: &Tenant, group: ObjectId) -> Status {
    tenant.engine().group(group).unwrap().status().clone()
}

fn pass(tenant: &mut Tenant, seconds: i64) -> Outcome {
    let to = tenant
        .clock()
        .now()
        .saturating_add(Duration::from_seconds(seconds));
    tenant.execute(Command::SetClock { to }).unwrap()
}

#[test]
fn a_new_group_is_seen_in_each_of_its_states() {
    let mut tenant = contoso();
    tenant
        .execute(Command::SetClockMode {
            mode: ClockMode::Manual,
        })
        .unwrap();
    let sales = create(&mut tenant, dynamic("Sales", SALES));
    let mut seen = vec![status(&tenant, sales)];
    for _ in 0..3 {
        ask(&mut tenant, Processing::Advance);
        seen.push(status(&tenant, sales));
    }
    assert_eq!(
        seen,
        [
            Status::NotStarted,
            Status::Evaluating,
            Status::Processing,
            Status::UpdateComplete
        ]
    );
    assert_eq!(members(&tenant, sales), ["adele", "diego"]);
}

#[test]
fn a_suspended_worker_lets_work_wait_in_every_mode() {
    let mut tenant = contoso();
    ask(&mut tenant, Processing::Suspend);
    let sales = create(&mut tenant, dynamic("Sales", SALES));
    tenant.execute(Command::ProcessQueue).unwrap();
    assert_eq!(status(&tenant, sales), Status::NotStarted);
    let waits: Vec<_> = tenant.queue().iter().map(|entry| entry.object).collect();
    assert_eq!(waits, [Some(sales)]);
    ask(&mut tenant, Processing::Resume);
    assert_eq!(members(&tenant, sales), ["adele", "diego"]);
}

#[test]
fn an_injected_fault_is_the_groups_alone_and_ends_with_its_rule() {
    let mut tenant = contoso();
    let sales = create(&mut tenant, dynamic("Sales", SALES));
    let text = "Busy.".to_owned();
    ask(
        &mut tenant,
        Processing::InjectFault(FaultInjection::Rule { group: sales, text }),
    );
    set(&mut tenant, "alex", &[("department", "Sales")]);
    assert!(status(&tenant, sales).fault().is_some());
    ask(&mut tenant, Processing::ClearFault(FaultPlace::Rule(sales)));
    set(&mut tenant, "alex", &[("department", "HR")]);
    assert_eq!(status(&tenant, sales), Status::UpdateComplete);
    let crew = create(&mut tenant, assigned("Crew"));
    let refused = tenant
        .execute(Command::Processing(Processing::ClearFault(
            FaultPlace::Rule(crew),
        )))
        .unwrap_err();
    assert!(matches!(refused, Refusal::NotDynamic { group } if group == "Crew"));
}

#[test]
fn the_tenant_is_told_after_strictly_more_than_24_hours() {
    let mut tenant = contoso();
    ask(&mut tenant, Processing::InjectFault(FaultInjection::Worker));
    create(&mut tenant, dynamic("Sales", SALES));
    set(&mut tenant, "alex", &[("department", "Sales")]);
    let alert = |tenant: &Tenant| tenant.engine().alert(tenant.clock().now());
    pass(&mut tenant, 24 * 3600);
    assert_eq!(alert(&tenant), None);
    pass(&mut tenant, 60);
    assert_eq!(alert(&tenant).unwrap().since, start());
    ask(&mut tenant, Processing::ClearFault(FaultPlace::Worker));
    assert_eq!(alert(&tenant), None);
}

#[test]
fn all_moves_of_one_change_share_a_correlation_id() {
    let mut tenant = contoso();
    create(&mut tenant, dynamic("Sales", SALES));
    create(&mut tenant, dynamic("HR", "user.department -eq \"HR\""));
    let outcome = set(&mut tenant, "adele", &[("department", "HR")]);
    let ids: Vec<Option<ObjectId>> = outcome
        .events
        .iter()
        .map(|event| event.correlation)
        .collect();
    assert_eq!(ids.len(), 2, "the change itself, and where it leads");
    assert_eq!(ids[0], None);
    assert!(ids[1].is_some());
    let moves = AuditQuery {
        correlation: ids[1],
        ..AuditQuery::default()
    };
    let told: Vec<Activity> = tenant.audit(moves).map(|entry| entry.activity).collect();
    let expected = [Activity::AddMemberToGroup, Activity::RemoveMemberFromGroup];
    assert_eq!(told, expected);
}

#[test]
fn with_the_delay_model_time_does_the_work_in_its_order() {
    let mut tenant = contoso();
    let mut settings = tenant.directory().settings().clone();
    settings.processing_delay = ProcessingDelay::Modelled;
    let mut changes = Vec::new();
    tenant.directory.set_settings(settings, &mut changes);
    tenant.wrote(changes, &mut Outcome::default());
    let sales = create(&mut tenant, dynamic("Sales", SALES));
    set(&mut tenant, "alex", &[("department", "Sales")]);
    assert_eq!(status(&tenant, sales), Status::Evaluating);
    let expected: Vec<Option<Instant>> = tenant
        .queue()
        .iter()
        .map(|entry| entry.expected_finish)
        .collect();
    let outcome = pass(&mut tenant, 300);
    let mut moments: Vec<Instant> = outcome.events.iter().map(|event| event.at).collect();
    moments.dedup();
    assert_eq!(moments, [expected[0].unwrap()], "alex was seen by the run");
    assert_eq!(members(&tenant, sales), ["adele", "alex", "diego"]);
    assert_eq!(tenant.engine().waiting(), 0);
}
