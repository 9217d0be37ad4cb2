//! S3: many changes by a script, against the same changes through the façade.
//!
//! No rule reads the property, so what is measured is the way of a command and not its consequences.

use ingroup_tenant::{Command, Tenant, UserChanges, Wanted};

use crate::figures::{Figures, Limit, Per};
use crate::job::{Failed, Job, Setting};
use crate::people::{address, attribute, tenant};
use crate::session::Running;
use crate::timing::{median, timed};
use crate::workload::Size;

pub(super) const JOB: Job = Job {
    name: "S3",
    set: "shell",
    limits: &[Size::M],
    run,
};

fn run(setting: &Setting) -> Result<Vec<Figures>, Failed> {
    let users = setting.size(100_000, 2_000);
    let tenant = tenant(users)?;
    let last = users.saturating_sub(1);
    let script = format!(
        "foreach ($number in 0..{last}) {{ Set-User \"user$number@contoso.com\" -JobTitle \"Title $number\" }}"
    );
    let (mut by_script, mut direct, mut ratios) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..setting.size(3, 1) {
        let mut plain = tenant.clone();
        let (_, facade) = timed(|| change_all(&mut plain, users))?;
        let mut running = Running::on(tenant.clone());
        let (_, shell) = timed(|| running.run(&script))?;
        direct.push(facade);
        by_script.push(shell);
        ratios.push(shell / facade);
    }
    let figures = |what, seconds: f64| Figures {
        what,
        size: users,
        seconds: Some(seconds),
        per: Some(Per::nanoseconds("change", seconds * 1e9 / users as f64)),
        ..Figures::default()
    };
    Ok(vec![
        figures("changes through the façade", median(direct)),
        Figures {
            ratio: Some(median(ratios)),
            limit: Some(Limit::Ratio(3.0)),
            ..figures("Set-User in a foreach", median(by_script))
        },
    ])
}

fn change_all(tenant: &mut Tenant, users: usize) -> Result<(), Failed> {
    for number in 0..users {
        let user = tenant
            .find(Wanted::User, &address(number))
            .map_err(|refusal| refusal.to_string())?;
        let changes = UserChanges {
            attributes: vec![attribute("jobTitle", &format!("Title {number}"))?],
            manager: None,
        };
        tenant
            .execute(Command::UpdateUser { user, changes })
            .map_err(|refusal| refusal.to_string())?;
    }
    Ok(())
}
