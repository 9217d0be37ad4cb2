//! The contract between lowered text and whoever runs it: every function the text may call.
//!
//! The lowered text calls nothing else, and Rhai's own operators only where the meaning is the same (`&&`, `||`, `!`
//! on the Booleans that `ps_true` gives). The names carry a prefix because a function defined in a `.rhai` file would
//! otherwise shadow ours without a word.
//!
//! What holds for all of them:
//! - The first argument, `loc`, is a location number: an index into [`Lowered::locations`](crate::Lowered), counted
//!   from [`LowerOptions::first_location`](crate::LowerOptions), so that a prompt can keep one table for all lines.
//! - Names of variables, members, parameters, types and commands arrive as typed; comparing them in any case is the
//!   runtime's work. A variable's name may carry its scope or drive: `script:total`, `global:x`, `env:USERNAME`.
//! - `$null` is `()`, `$true` and `$false` are Rhai's, whole numbers are `INT`, others `FLOAT`, strings are Rhai's.
//!   Every other value is the runtime's own; `[…]` in a call is a Rhai array that only carries arguments.
//! - A closure (`|| …`) takes no argument and captures nothing; what it returns is ignored, its output goes to the
//!   current sink. `return` leaves it.
//! - Errors are Rhai runtime errors that `try` can catch; `ps_exit` and `ps_halt` raise one that it cannot.
//!
//! Variables are not Rhai variables: PowerShell's are found in the *caller's* scope and in any case, script blocks
//! read and write them after the line that made them has gone, and a prompt keeps them between compilations. A Rhai
//! closure would capture them by sharing, at the time it is made. So the runtime owns a stack of scopes; a `.rhai`
//! file reaches the same variables through it. The few Rhai variables in lowered text (`m3`, `e3`, `f3`, `j3`, `t3`) are
//! never seen by a script and never captured.

/// One function that lowered text may call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RuntimeFunction {
    /// The Rhai name.
    pub name: &'static str,
    /// The parameters, as documentation; an optional one stands in brackets.
    pub parameters: &'static str,
    /// What it does and gives.
    pub purpose: &'static str,
}

const fn f(name: &'static str, parameters: &'static str, purpose: &'static str) -> RuntimeFunction {
    RuntimeFunction {
        name,
        parameters,
        purpose,
    }
}

/// Every function that lowered text may call, grouped by theme.
#[rustfmt::skip]
pub const RUNTIME: &[RuntimeFunction] = &[
    // Variables.
    f("ps_get", "loc, name", "The value of a variable, `()` when there is none."),
    f("ps_set", "loc, name, value", "`$name = value`; gives nothing. The name `null` throws the value away."),
    f("ps_set_typed", "loc, name, type, value", "`[type]$name = value`: converts, and keeps converting later ones."),
    f("ps_update", "loc, name, op, value", "`$name op= value` with op one of `+ - * / % ??`; may work in place."),
    f("ps_ref", "loc, name", "`[ref]$name`: a reference to the variable itself."),
    // Members.
    f("ps_member", "loc, object, name", "`object.name`; on a collection without such a member, of every element."),
    f("ps_set_member", "loc, object, name, value", "`object.name = value`."),
    f("ps_update_member", "loc, object, name, op, value", "`object.name op= value`."),
    f("ps_index", "loc, object, index", "`object[index]`; the index may be a list."),
    f("ps_set_index", "loc, object, index, value", "`object[index] = value`."),
    f("ps_update_index", "loc, object, index, op, value", "`object[index] op= value`."),
    f("ps_call", "loc, object, name, [values]", "`object.name(values)`; a method without result gives the value that prints nothing."),
    f("ps_type", "loc, type", "`[type]` as a value."),
    f("ps_static", "loc, type, name", "`[type]::name`; `type` is a name, or the value of an expression."),
    f("ps_set_static", "loc, type, name, value", "`[type]::name = value`."),
    f("ps_static_call", "loc, type, name, [values]", "`[type]::name(values)`."),
    // Values.
    f("ps_text", "loc, [parts]", "A double-quoted string: the parts as text, one after the other."),
    f("ps_list", "loc, [values]", "`a, b`: an array of exactly these values."),
    f("ps_to_array", "loc, value", "`@(expression)`: the elements of the value as an array; a value that prints nothing gives none."),
    f("ps_table", "loc, [key, value, …]", "`@{…}`: keys and values in turn, order kept for `[ordered]` and `[pscustomobject]`."),
    f("ps_cast", "loc, type, value", "`[type]value`."),
    f("ps_binary", "loc, op, left, right", "An operator by its name in `OPERATORS`."),
    f("ps_unary", "loc, op, value", "`-` `+` `bnot` `join` `split` `csplit` before a value."),
    f("ps_true", "loc, value", "PowerShell's truth of a value, as a Rhai Boolean."),
    f("ps_is_null", "loc, value", "Whether the value is `$null`, as a Rhai Boolean."),
    f("ps_spread", "loc, value, count", "For `$a, $b = value`: a Rhai array of `count` values, the last takes the rest."),
    f("ps_each", "loc, value", "What `foreach` walks over: a Rhai array."),
    f("ps_switch_items", "loc, value", "What `switch` walks over: a Rhai array, `$null` is one element."),
    f("ps_switch_is", "loc, mode, item, pattern", "Whether a clause applies, as a Rhai Boolean; mode is `exact`, `wildcard`, `regex`, or one of these after `case-`. A block as pattern is run with `$_` set."),
    // Output.
    f("ps_out", "loc, value", "Writes the value to the current sink, element by element."),
    f("ps_begin", "loc", "Opens a sink on top of the current one."),
    f("ps_end", "loc", "Closes it: nothing gives the value that prints nothing, one value itself, more an array."),
    f("ps_end_array", "loc", "Closes it: always an array."),
    f("ps_discard", "loc, count", "Closes that many sinks and forgets what they hold: a jump leaves them."),
    // Pipelines. `ps_value`, `ps_cmd` and `ps_dot` describe a stage, and run nothing.
    f("ps_run", "loc, [stages]", "Runs a pipeline, its output goes to the current sink; gives nothing."),
    f("ps_collect", "loc, [stages]", "Runs a pipeline and gives its output as `ps_end` does."),
    f("ps_value", "loc, value[, [redirections]]", "A stage that is a value; only the first can be one."),
    f("ps_cmd", "loc, command, [arguments]", "A stage that is a command: a name, or after `&` any value (name, script block)."),
    f("ps_dot", "loc, command, [arguments]", "The same, run in the caller's scope: `. command`."),
    f("ps_arg", "loc, value", "An argument that is a value."),
    f("ps_word", "loc, text[, number]", "An argument without quotes; a number keeps its text beside it. In a list, a plain string or number."),
    f("ps_param", "loc, name[, value]", "`-name`, whose value is the next argument or none as the command says; `-name:value`."),
    f("ps_splat", "loc, value", "`@name`: a table's entries as named arguments, a list's as positional ones."),
    f("ps_redirect", "loc, op[, target]", "Among the arguments: `>` `>>` `2>` `3>>` `*>` … with a target, which `()` throws away; `2>&1` and its like without."),
    f("ps_succeeded", "loc", "Whether the last pipeline succeeded (`$?`), as a Rhai Boolean."),
    // Script blocks and functions.
    f("ps_block", "loc, closure  |  loc, [attributes], [parameters], begin, process, end", "A script block; a part that is missing is `()`. Its text is the text at `loc`."),
    f("ps_parameter", "loc, name, type, default, [attributes]", "A parameter; no type is `\"\"`, the default is a closure that writes it, or `()`."),
    f("ps_attribute", "loc, name, [values], [key, value, …]", "`[name(values, key = value)]`; a key alone is `true`."),
    f("ps_function", "loc, name, block", "Defines a function; it exists from here on."),
    f("ps_script_parameters", "loc, [attributes], [parameters]", "`param(…)` at the head of a script: binds the script's own arguments."),
    // Control.
    f("ps_throw", "loc[, value]", "`throw value`; without one, the error at hand again."),
    f("ps_exit", "loc[, value]", "`exit value`: ends the whole run with this code; `try` cannot catch it."),
    f("ps_halt", "loc", "`return` outside any block, `break` outside any loop: ends this script; `try` cannot catch it."),
    f("ps_mark", "loc", "How many sinks and scopes are open, and `$_`: an opaque value for the three below."),
    f("ps_unwind", "loc, mark", "Goes back to a mark: closes what was opened since, and gives `$_` its value back."),
    f("ps_caught", "loc, mark, error", "Goes back to the mark, notes the error in `$Error`, and makes it `$_`."),
    f("ps_catches", "loc, error, [types]", "Whether a typed catch takes the error, as a Rhai Boolean."),
    f("ps_rethrow", "loc, error", "Raises a caught error again, unchanged."),
    f("ps_finally", "loc, closure", "Runs a `finally` block; its output goes to the current sink."),
    // Rhai files, whose PowerShell is run by `ps_share "name,name" { … }`, a syntax that hands variables over.
    f("ps_rhai", "loc, value", "A value in the form that Rhai works with: an array is Rhai's own."),
    f("ps_step", "number", "The statement at the top of this number begins."),
];
