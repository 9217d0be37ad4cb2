//! From the tree to Rhai text: one registered call for each PowerShell operation.
//!
//! ```text
//! $g = Get-Group sales -All | Where-Object { $_.Members.Count -gt 3 }
//! foreach ($m in $g.Members) { if ($m.Name -eq 'x') { continue }; "user $($m.Name)" }
//! ```
//! becomes, with line ends added for the reader,
//! ```text
//! ps_set(0, "g", ps_collect(1, [
//!     ps_cmd(2, "Get-Group", [ps_word(3, "sales"), ps_param(4, "All")]),
//!     ps_cmd(5, "Where-Object", [ps_arg(6, ps_block(6, || {
//!         ps_out(7, ps_binary(8, "gt", ps_member(9, ps_member(10, ps_get(11, "_"), "Members"), "Count"), 3)); }))])]));
//!
//! for t1 in ps_each(12, ps_member(12, ps_get(13, "g"), "Members")) {
//!     ps_set(14, "m", t1);
//!     if ps_true(15, ps_binary(15, "eq", ps_member(16, ps_get(17, "m"), "Name"), "x")) { continue; }
//!     ps_out(18, ps_text(18, ["user ", ps_member(19, ps_get(20, "m"), "Name")])); }
//! ```
//! - **Output.** A statement's value goes to the current sink (`ps_out`, `ps_run`). Where a statement stands for a
//!   value (`$x = if …`, `$(…)`, `@(…)`), the text is a block: `{ ps_begin(l); …; ps_end(l) }`. It is a block and not
//!   a closure because Rhai cannot `break` out of a closure: a `continue` inside `$x = if …` must reach its loop.
//! - **Jumps.** The lowering knows which sinks, catches and `finally` blocks lie between a jump and where it goes, and
//!   writes their ends before it: `ps_discard(l, 1); continue;`.
//! - **Loops.** `for` and `do` become `loop` with the step or the test at its head, because `continue` must reach it.
//!   `switch` becomes `for`, whose `break` and `continue` mean what they mean in PowerShell.
//! - **Errors.** `try` becomes `{ let m1 = ps_mark(l); try { … } catch (e1) { ps_caught(l, m1, e1); …; ps_unwind(l, m1); } }`.
//!   `finally` becomes a closure that is run on every way out.
//! - **Values in arguments.** `-Param value` stays two arguments: which parameters are switches, only the runtime knows.
