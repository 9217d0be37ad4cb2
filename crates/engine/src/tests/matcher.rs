//! What a matcher says of a value is what each of its predicates says when it is asked by itself.

use std::sync::Arc;

use ingroup_rule::{Condition, check, parse};
use ingroup_schema::{AssignedPlan, Instant, Value};

use crate::matcher::{Answer, Matcher};
use crate::predicate::PredicateId;

fn condition(text: &str) -> Arc<Condition> {
    let (tree, _) = parse(text);
    let rule = check(&tree, None).rule.expect(text);
    let mut found = None;
    let logic = rule.expression().expect(text);
    logic.each_leaf(&mut |leaf| found = Some(leaf.positive().0.into_owned()));
    Arc::new(found.expect(text))
}

fn agrees(texts: &[String], values: &[Value]) {
    let mut matcher = Matcher::default();
    let conditions: Vec<_> = texts.iter().map(|text| condition(text)).collect();
    let numbered = || (0..).map(PredicateId::new).zip(&conditions);
    for (id, condition) in numbered() {
        matcher.add(id, condition);
    }
    matcher.settle();
    let mut answer = Answer::default();
    for round in 0..2 {
        for value in values {
            matcher.ask(value.as_ref(), &mut answer);
            let expected: Vec<PredicateId> = numbered()
                .filter(|(id, condition)| {
                    (round == 0 || id.index() % 2 == 0)
                        && condition.holds(value.as_ref(), Instant::EPOCH) == Ok(true)
                })
                .map(|(id, _)| id)
                .collect();
            assert_eq!(answer.holds, expected, "{value:?} of {texts:?}");
        }
        for (id, condition) in numbered().filter(|(id, _)| id.index() % 2 == 1) {
            if round == 0 {
                matcher.remove(id, condition);
            }
        }
    }
}

#[test]
fn patterns_and_plain_operators_on_a_text() {
    let operands = [
        "-eq \"sales\"",
        "-in [\"Sales\", \"sales east\"]",
        "-startsWith \"sa\"",
        "-endsWith \"EAST\"",
        "-contains \"les e\"",
        "-eq null",
        "-match \"sales\"",
        "-match \"^sales$\"",
        "-match \"^.*east.*$\"",
        "-match \"east$\"",
        "-match \"^(sales|east)$\"",
        "-match \".*\"",
        "-match \"^s.*st$\"",
        "-match \"^s.*east[^x]?\"",
        "-match \"(north|sales).*(t|ſ)$\"",
        "-match \"(les|ost)$\"",
        "-match \"a[lx]es\"",
        "-match \"^[a-z]+$\"",
        "-match \"st.\"",
        "-match \"\\\\d\"",
        "-match \"e{2}\"",
        "-match \"ſ\"",
    ];
    let texts: Vec<String> = operands.map(|one| format!("user.department {one}")).into();
    let values = [
        "Sales",
        "sales east",
        "SALES\n",
        "sales\neast",
        "north\nsaleſ",
        "ost 7",
        "",
        "trees",
    ];
    let mut values: Vec<Value> = values.map(Value::text).into();
    values.push(Value::Null);
    agrees(&texts, &values);
}

#[test]
fn items_of_a_collection_of_texts() {
    let texts = [
        "user.proxyAddresses -any (_ -startsWith \"smtp:\")",
        "user.proxyAddresses -any (_ -endsWith \"@contoso.com\")",
        "user.proxyAddresses -any (_ -startsWith \"smtp:a\" -and _ -endsWith \"@contoso.com\")",
        "user.proxyAddresses -any (_ -contains \"ada\" -or _ -contains \"bob\")",
        "user.proxyAddresses -any (_ -notContains \"ada\")",
        "user.proxyAddresses -any (_ -match \"^smtp:b\")",
        "user.proxyAddresses -all (_ -startsWith \"smtp:\")",
        "user.proxyAddresses -contains \"ada\"",
        "user.proxyAddresses -any (_ -contains \"\")",
    ];
    let values = [
        Value::texts::<[&str; 0], &str>([]),
        Value::texts(["SMTP:ada@contoso.com"]),
        Value::texts(["smtp:bob@fabrikam.com", "x500:ada"]),
        Value::texts(["smtp:ab@fabrikam.com", "sip:bob@contoso.com"]),
    ];
    agrees(&texts.map(str::to_owned), &values);
}

#[test]
fn plans() {
    let texts = [
        "user.assignedPlans -any (assignedPlan.servicePlanId -eq \"efb87545-963c-4e0d-99df-69c6916d9eb0\" -and assignedPlan.capabilityStatus -eq \"Enabled\")",
        "user.assignedPlans -any (assignedPlan.service -eq \"SCO\" -and assignedPlan.capabilityStatus -ne \"Enabled\")",
        "user.assignedPlans -any (assignedPlan.capabilityStatus -eq \"Deleted\")",
        "user.assignedPlans -any (assignedPlan.service -eq null)",
        "user.assignedPlans -all (assignedPlan.capabilityStatus -eq \"Enabled\")",
    ];
    let plan = |service: Option<&str>, status: &str| AssignedPlan {
        assigned_date_time: None,
        service: service.map(Into::into),
        service_plan_id: Some("efb87545-963c-4e0d-99df-69c6916d9eb0".into()),
        capability_status: Some(status.into()),
    };
    let values = [
        Value::Plans(Arc::new([])),
        Value::Plans(Arc::new([plan(Some("sco"), "enabled")])),
        Value::Plans(Arc::new([
            plan(Some("SCO"), "Deleted"),
            plan(None, "Enabled"),
        ])),
    ];
    agrees(&texts.map(str::to_owned), &values);
}
