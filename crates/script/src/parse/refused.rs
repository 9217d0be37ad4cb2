//! What is not built, by name: each with what to do instead.

/// Statements that are refused, by the word they begin with.
pub(super) const STATEMENTS: &[(&str, &str)] = &[
    (
        "class",
        "Use [pscustomobject]@{ … } for data and functions for behaviour.",
    ),
    (
        "enum",
        "Use strings, and [ValidateSet()] where only some are allowed.",
    ),
    ("workflow", "Use a function."),
    (
        "parallel",
        "Use foreach: commands run one after the other here.",
    ),
    ("sequence", "Write the statements one after the other."),
    ("inlinescript", "Write the statements one after the other."),
    ("configuration", "Use a function."),
    ("data", "Assign the value to a variable."),
    ("trap", "Use try and catch."),
    (
        "using",
        "Write type names in full; nothing needs to be loaded.",
    ),
    ("dynamicparam", "Declare the parameters in param()."),
];

/// Commands that are refused, by name, because they leave what a script here can do.
pub(super) const COMMANDS: &[(&str, &str)] = &[
    (
        "add-type",
        "Types cannot be compiled here. Use [pscustomobject]@{ … } and functions.",
    ),
    (
        "start-job",
        "There are no jobs here. Run the commands one after the other.",
    ),
    (
        "start-threadjob",
        "There are no jobs here. Run the commands one after the other.",
    ),
    (
        "receive-job",
        "There are no jobs here. Run the commands one after the other.",
    ),
    (
        "wait-job",
        "There are no jobs here. Run the commands one after the other.",
    ),
    (
        "get-job",
        "There are no jobs here. Run the commands one after the other.",
    ),
    (
        "invoke-command",
        "There are no other machines here. Use & { … } to run a block.",
    ),
    (
        "new-pssession",
        "There are no other machines here. Leave the line out.",
    ),
    (
        "enter-pssession",
        "There are no other machines here. Leave the line out.",
    ),
    (
        "import-pssession",
        "There are no other machines here. Leave the line out.",
    ),
    (
        "remove-pssession",
        "There are no other machines here. Leave the line out.",
    ),
];

/// What to do instead of something refused.
pub(super) fn instead(table: &[(&str, &'static str)], name: &str) -> Option<&'static str> {
    table
        .iter()
        .find(|(refused, _)| refused.eq_ignore_ascii_case(name))
        .map(|(_, help)| *help)
}
