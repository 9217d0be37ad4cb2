//! What a script cannot do to the machine.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use super::{check, host, transcript_with, transcripts};
use crate::{Command, Echo, Limits, Outcome, Shell, Transcript, on_large_stack};

#[test]
fn budgets() {
    let small = Limits {
        operations: 20_000,
        ..Limits::default()
    };
    let text: String = [
        "try { while ($true) { } } catch { 'caught' }; 'after'",
        "1..100000 | ForEach-Object { $_ } | Out-Null",
        "'before'\n\nforeach ($i in 1..100000) {\n    $x = $i\n}",
    ]
    .iter()
    .map(|script| format!("{}\n", transcript_with(script, small)))
    .collect();
    check("limits_operations", &text);
}

#[test]
fn sizes() {
    check(
        "limits_sizes",
        &transcripts(&[
            "$a = @(1); while ($true) { $a += $a }",
            "$s = 'x'; while ($true) { $s += $s }",
            "'x' * 1000000000",
            "1..100000000",
            "function Deep { Deep }; Deep",
            "$l = [System.Collections.ArrayList]@(); [void]$l.Add($l); [void]$l.Add($l); \"$l\".Length -gt 0; $l.Nothing; $l -eq 1",
            "$h = @{}; $h.me = $h; $o = [pscustomobject]@{ a = 1 }; $o.a = $o; \"$o\".Length -gt 0; ($h | ConvertTo-Json -Depth 100 -Compress).Length",
        ]),
    );
}

#[test]
fn long_chains_and_deep_nesting() {
    let chain = format!("1{}", " + 1".repeat(999));
    let nested = format!("{}1{}", "(".repeat(100), ")".repeat(100));
    assert_eq!(super::printed(&format!("{chain}; {nested}")), "1000\n1\n");
}

#[test]
fn an_interruption_ends_the_run_and_not_the_shell() {
    let result = on_large_stack(|| {
        let flag = Arc::new(AtomicBool::new(false));
        let raised = Arc::clone(&flag);
        let output = Transcript::new();
        let mut shell = Shell::builder((), output.clone())
            .interrupt(flag)
            .commands([Command::new("Stop-Me", "Interrupts.").each(move |_| {
                raised.store(true, Ordering::Relaxed);
                Ok(())
            })])
            .build();
        let first = shell.run(
            "try { Stop-Me; while ($true) { } } catch { 'caught' }",
            "test",
            Echo::Off,
        );
        let second = shell.run("'still here'", "test", Echo::Off);
        (first, second, output.take())
    });
    assert_eq!(
        result.unwrap(),
        (
            Outcome::Interrupted,
            Outcome::Done,
            "still here\n".to_owned()
        )
    );
}

#[test]
fn nothing_outside_can_be_reached() {
    let text = on_large_stack(|| {
        let output = Transcript::new();
        let mut shell = host::shell(output.clone(), Limits::default());
        for script in ["eval(\"1\")", "import \"x\" as y;"] {
            assert_eq!(
                shell.run_rhai(script, "test.rhai", Echo::Off),
                Outcome::Failed
            );
        }
        output.take()
    });
    check("limits_outside", &text.unwrap());
}
