//! Scripts in Rhai: each command is a function.

use super::{check, finish, host};
use crate::{Echo, Limits, Transcript, on_large_stack};

#[test]
fn commands_are_functions() {
    let scripts = [
        "get_club_member(\"Ann\").Age",
        "let who = get_club_member(\"Bob\"); set_club_member(#{ identity: who.name, age: 45 }); get_club_member(\"Bob\")",
        "where_object(get_club_member(), #{ filter_script: |m| m.age > 30 })",
        "get_club_member().where_object(|m| m.Age < 40).for_each_object(|m| m.NAME.to_upper())",
        "let n = 0; for m in get_club_member() { n += m.Age; } n",
        "fn older(m) { m.Age > 40 } get_club_member().filter(|m| older(m))",
        "print(\"x\"); get_club_member(\"Zoe\")",
        "let text = \"\"; try { get_club_member(\"Zoe\"); } catch (e) { text = `caught: ${e} ${e.CategoryInfo.Category}`; } text",
        "let x = 1;\nlet y = x +;",
        "nope(1)",
        "get_club_membr(\"Ann\")",
        "get_club_member(1, 2, 3, 4, 5, 6, 7)",
        "\"a\".to_uper()",
        "set_club_member(#{ identity: \"Ann\", membership_state: \"Stopped\" })",
    ];
    let mut text = String::new();
    for script in scripts {
        let shown = on_large_stack(|| {
            let output = Transcript::new();
            let mut shell = host::shell(output.clone(), Limits::default());
            let outcome = shell.run_rhai(script, "test.rhai", Echo::Off);
            finish(output.take(), outcome)
        });
        text.push_str(&format!("{script}\n{}\n", shown.unwrap()));
    }
    check("rhai_commands", &text);
}
