//! Words of PowerShell and of other shells that are refused by name, each with what to do instead.

use crate::error::{Category, ShellError};

const NETWORK: &str =
    "Nothing leaves this machine. Leave the line out, or work on the tenant with its own commands.";
const OTHER_CODE: &str =
    "Write the commands themselves, call a function, or use & { … } to run a block.";
const LEAVING: &str = "exit or Ctrl-D ends the session.";
const PROGRAMS: &str = "No other program is started from here. Do this before or after the script.";

/// Names and aliases, and what to do instead.
const REFUSED: &[(&str, &str)] = &[
    ("Invoke-RestMethod", NETWORK),
    ("irm", NETWORK),
    ("Invoke-WebRequest", NETWORK),
    ("iwr", NETWORK),
    ("curl", NETWORK),
    ("wget", NETWORK),
    ("Send-MailMessage", NETWORK),
    ("Test-Connection", NETWORK),
    ("Start-BitsTransfer", NETWORK),
    ("quit", LEAVING),
    ("logout", LEAVING),
    ("bye", LEAVING),
    ("Invoke-Expression", OTHER_CODE),
    ("iex", OTHER_CODE),
    ("Start-Process", PROGRAMS),
    ("saps", PROGRAMS),
    ("Invoke-Item", PROGRAMS),
    ("powershell", PROGRAMS),
    ("pwsh", PROGRAMS),
    (
        "Remove-Item",
        "Files are never deleted from here. Delete them before or after the script.",
    ),
    (
        "Get-WmiObject",
        "There are no other machines here. Get-Device shows the devices of the tenant.",
    ),
    (
        "Get-CimInstance",
        "There are no other machines here. Get-Device shows the devices of the tenant.",
    ),
    (
        "Register-ScheduledTask",
        "There is no scheduler here. Step-Clock lets time pass.",
    ),
];

/// The refusal of a command that PowerShell has and the shell has not, if `name` is one.
pub(crate) fn refusal(name: &str) -> Option<ShellError> {
    let (_, instead) = REFUSED
        .iter()
        .find(|(refused, _)| refused.eq_ignore_ascii_case(name))?;
    Some(
        ShellError::new(format!("\"{name}\" is not supported."))
            .category(Category::InvalidOperation)
            .id("CommandNotFoundException")
            .target(name)
            .help(*instead),
    )
}
