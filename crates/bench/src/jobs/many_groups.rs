//! S5: as many dynamic groups as a tenant may have, by a script, against the same through the façade.

use std::collections::BTreeSet;

use ingroup_directory::GroupType;
use ingroup_tenant::{Command, NewGroup, Tenant};

use crate::figures::{Figures, Per};
use crate::job::{Failed, Job, Setting};
use crate::people::tenant;
use crate::session::Running;
use crate::timing::timed;

pub(super) const JOB: Job = Job {
    name: "S5",
    set: "shell",
    limits: &[],
    run,
};

/// How many people the rules look at.
const USERS: usize = 1_000;

fn run(setting: &Setting) -> Result<Vec<Figures>, Failed> {
    let groups = setting.size(15_000, 300);
    let tenant = tenant(USERS)?;
    let mut plain = tenant.clone();
    let (_, facade) = timed(|| create_all(&mut plain, groups))?;
    let script = format!(
        "foreach ($number in 1..{groups}) {{ $null = New-Group \"Group $number\" -MembershipRule \"user.department -eq `\"Sales`\" -and user.city -eq `\"City $number`\"\" }}"
    );
    let mut running = Running::on(tenant);
    let (_, shell) = timed(|| running.run(&script))?;
    let made = running.shell.host().tenant().directory().groups().count();
    if made != groups {
        return Err(format!("{made} groups of {groups} were made").into());
    }
    let figures = |what, seconds: f64| Figures {
        what,
        size: groups,
        seconds: Some(seconds),
        per: Some(Per::nanoseconds("group", seconds * 1e9 / groups as f64)),
        ..Figures::default()
    };
    Ok(vec![
        figures("dynamic groups through the façade", facade),
        Figures {
            ratio: Some(shell / facade),
            ..figures("New-Group in a foreach", shell)
        },
    ])
}

fn create_all(tenant: &mut Tenant, groups: usize) -> Result<(), Failed> {
    for number in 1..=groups {
        let rule = format!("user.department -eq \"Sales\" -and user.city -eq \"City {number}\"");
        let group = NewGroup {
            display_name: format!("Group {number}"),
            security_enabled: true,
            group_types: BTreeSet::from([GroupType::DynamicMembership]),
            membership_rule: Some(rule),
            ..NewGroup::default()
        };
        tenant
            .execute(Command::CreateGroup(group))
            .map_err(|refusal| refusal.to_string())?;
    }
    Ok(())
}
