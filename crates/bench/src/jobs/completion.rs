//! S4: what a Tab costs in a large tenant.

use crate::figures::{Figures, Limit};
use crate::job::{Failed, Job, Setting};
use crate::people::tenant;
use crate::random::Random;
use crate::session::Running;
use crate::timing::{spread, timed};
use crate::workload::Size;

pub(super) const JOB: Job = Job {
    name: "S4",
    set: "shell",
    limits: &[Size::M],
    run,
};

/// What is measured, what stands before the word, and the words of which some letters are typed.
const KINDS: &[(&str, &str, &[&str])] = &[
    (
        "Tab on a name after -Identity",
        "Get-User -Identity '",
        &["Adele Vance", "Grady Archie", "user1234", "Raul Razo", "zz"],
    ),
    (
        "Tab on a value in a rule",
        "New-Group Sales -MembershipRule 'user.department -eq \"",
        &["Sales", "Human Resources", "Engineering", "zz"],
    ),
    (
        "Tab on a command",
        "Get-User | ",
        &["Get-Group", "Set-User", "Where-Object", "zz"],
    ),
];

fn run(setting: &Setting) -> Result<Vec<Figures>, Failed> {
    let users = setting.size(100_000, 2_000);
    let running = Running::on(tenant(users)?);
    let mut random = Random::new(2);
    let mut all = Vec::new();
    for (what, before, words) in KINDS {
        let mut seconds = Vec::new();
        for _ in 0..setting.size(300, 20) {
            let word = random.pick(words).copied().unwrap_or_default();
            let typed = word.get(..random.below(word.len() + 1)).unwrap_or_default();
            let text = format!("{before}{typed}");
            let (found, one) = timed(|| Ok(running.shell.complete(&text, text.len())))?;
            // A Tab that offers nothing is quick: only letters that nothing begins with may give nothing.
            if found.candidates.is_empty() && !typed.starts_with('z') {
                return Err(format!("a Tab behind \"{text}\" offers nothing").into());
            }
            seconds.push(one);
        }
        all.push(Figures {
            what,
            size: users,
            spread: Some(spread(seconds)),
            limit: Some(Limit::P99(20_000.0)),
            ..Figures::default()
        });
    }
    Ok(all)
}
