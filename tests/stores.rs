//! Stored tenants as a user has them: made, opened again, copied, killed in the middle of work.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};

use tempfile::TempDir;

use crate::program::{Ended, ingroup, snapshot};

const NOW: &str = "2026-11-21T09:00:00Z";

/// A folder to work in, whose name in messages is HERE.
struct Place(TempDir);

impl Place {
    fn new() -> Self {
        Self(tempfile::tempdir().expect("a folder"))
    }

    fn path(&self) -> &Path {
        self.0.path()
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = ingroup(arguments);
        command.current_dir(self.path());
        command
    }

    fn run(&self, arguments: &[&str]) -> Ended {
        let mut ended: Ended = self.command(arguments).output().expect("runs").into();
        let here = self.path().canonicalize().expect("a place");
        let here = here.display().to_string();
        ended.out = ended.out.replace(&here, "HERE");
        ended.err = ended.err.replace(&here, "HERE");
        ended
    }

    /// What is printed, which must be no error.
    fn told(&self, arguments: &[&str]) -> String {
        let ended = self.run(arguments);
        assert_eq!(ended.code, 0, "{arguments:?}: {}{}", ended.out, ended.err);
        ended.out
    }
}

/// Everything on it is a stored tenant with one user and one group.
fn made(place: &Place, name: &str) {
    let text = format!(
        "New-Tenant '{name}' | Out-Null; New-User -DisplayName Adele -UserPrincipalName adele@contoso.com -Department \
         Sales | Out-Null; New-Group Sales -MembershipRule 'user.department -eq \"Sales\"' | Out-Null"
    );
    place.told(&["--now", NOW, "-c", &text]);
}

#[test]
fn a_stored_tenant_is_there_again() {
    let place = Place::new();
    made(&place, "contoso.ingroup");
    let open = ["--tenant", "contoso.ingroup", "-c"];
    let mut told = String::new();
    for text in [
        "Get-GroupMember Sales | Format-Table DisplayName",
        "Set-Clock -Advance 1d; Set-User adele@contoso.com -Department HR",
        "Get-GroupMember Sales; (Get-Clock).Now",
        "Checkpoint-Tenant before | Out-Null; Remove-Group Sales -Confirm:$false; Undo-Tenant",
        "(Get-Group Sales).MembershipRule; (Get-Tenant).StoredUnits; (Get-Tenant).StoredIn",
        "(Test-Tenant -Membership).Report",
        "Backup-Tenant copy.ingroup",
        "Restore-Tenant contoso.ingroup -From copy.ingroup",
        "Use-Tenant copy.ingroup | Out-Null; New-User -DisplayName Alex -UserPrincipalName alex@contoso.com | Out-Null",
        "(Get-Tenant).Users; Use-Tenant copy.ingroup | Out-Null; (Get-Tenant).Users",
        "Use-Tenant nothing.ingroup",
        "New-Tenant contoso.ingroup",
        "Optimize-Tenant | Format-List DroppedUnits; Get-GroupMember Sales",
    ] {
        let ended = place.run(&[&open[..], &[text]].concat());
        told.push_str(&format!("PS> {text}\n{}{}\n", ended.out, ended.err));
    }
    snapshot("stores", &told);
}

#[test]
fn a_path_may_have_blanks_and_any_letters() {
    let place = Place::new();
    let name = "Büro  'München' 日本";
    made(&place, &name.replace('\'', "''"));
    let members = [
        "--tenant",
        name,
        "-c",
        "(Get-GroupMember Sales).DisplayName",
    ];
    assert_eq!(place.told(&members), "Adele\n");
}

#[test]
fn an_export_is_loaded_and_not_kept() {
    let place = Place::new();
    let export = crate::program::root().join("scripts/data/contoso");
    let export = export.display().to_string();
    let count = [
        "--now",
        NOW,
        "--tenant",
        &export,
        "-c",
        "(Get-Tenant).Users",
    ];
    let users: u32 = place.told(&count).trim().parse().expect("a number");
    assert!(users > 10, "{users}");
    let refused = place.run(&["--tenant", "nothing", "-c", "1"]);
    assert_eq!(refused.code, 1);
    assert!(
        refused
            .err
            .contains("the folder \"nothing\" cannot be used"),
        "{}",
        refused.err
    );
}

#[test]
fn the_time_of_a_stored_tenant_goes_on_and_never_back() {
    let place = Place::new();
    made(&place, "contoso.ingroup");
    let time = |now: &str| {
        let clock = "'{0:u}' -f (Get-Clock).Now";
        place.run(&["--tenant", "contoso.ingroup", "--now", now, "-c", clock])
    };
    assert_eq!(time("2026-12-01T00:00:00Z").out, "2026-12-01 00:00:00Z\n");
    let back = time("2026-11-30T00:00:00Z");
    assert_eq!(back.code, 1);
    assert!(back.err.contains("cannot be set back"), "{}", back.err);
}

#[test]
fn nobody_else_acts_for_who_is_not_in_a_stored_tenant() {
    let place = Place::new();
    made(&place, "contoso.ingroup");
    let open = ["--tenant", "contoso.ingroup", "--as"];
    let refused = place.run(&[&open[..], &["nobody", "-c", "Write-Output done"]].concat());
    assert_eq!((refused.code, refused.out.as_str()), (1, ""));
    let said = "error: nobody called \"nobody\" is in the tenant";
    assert!(refused.err.starts_with(said), "{}", refused.err);
    let done = place.told(&[&open[..], &["Adele", "-c", "Write-Output done"]].concat());
    assert_eq!(done, "done\n");
}

/// A program that makes one user after the other and says which it has made.
fn busy(place: &Place) -> (Child, impl Iterator<Item = u32> + use<>) {
    let text = "for ($i = [int](Get-Tenant).Users + 1; $true; $i++) { New-User -DisplayName \"u$i\" -UserPrincipalName \
                \"u$i@contoso.com\" -Department Sales | Out-Null; if ($i % 3 -eq 0) { Write-Host $i } }";
    let arguments = [
        "--tenant",
        "contoso.ingroup",
        "--max-operations",
        "100000000",
        "-c",
        text,
    ];
    let mut child = place
        .command(&arguments)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("starts");
    let out = BufReader::new(child.stdout.take().expect("a pipe"));
    let lines = out.lines().map_while(Result::ok);
    (child, lines.filter_map(|line| line.parse().ok()))
}

#[test]
fn a_second_program_is_told_who_has_it() {
    let place = Place::new();
    made(&place, "contoso.ingroup");
    let (mut child, mut lines) = busy(&place);
    assert!(lines.next().is_some());
    let refused = place.run(&["--tenant", "contoso.ingroup", "-c", "1"]);
    let process = child.id();
    child.kill().expect("killed");
    child.wait().expect("ends");
    assert_eq!(refused.code, 1);
    let said =
        format!("error: \"contoso.ingroup\" is in use by ingroup (process {process}, since 20");
    assert!(refused.err.starts_with(&said), "{}", refused.err);
    place.told(&["--tenant", "contoso.ingroup", "-c", "1"]);
}

/// Kills a busy program so many times; what it has said it made is there, with its memberships.
fn killed(times: u32) {
    let place = Place::new();
    made(&place, "contoso.ingroup");
    let count = "$t = Get-Tenant; $m = @(Get-GroupMember Sales).Count; $l = $t.Users - 1; \
                 $last = if ($l -gt 0) { (Get-User \"u$($l + 1)@contoso.com\").DisplayName }; \
                 \"$($t.Users) $m $last $((Test-Tenant).Sound)\"";
    let mut seed = 7u64;
    for _ in 0..times {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        let (mut child, mut lines) = busy(&place);
        let wanted = usize::try_from(seed >> 60).unwrap_or_default();
        let acknowledged = lines.nth(wanted).expect("works");
        child.kill().expect("killed");
        // What was printed before it was killed counts, too.
        let acknowledged = lines.last().unwrap_or(acknowledged);
        child.wait().expect("ends");
        let told = place.told(&["--tenant", "contoso.ingroup", "-c", count]);
        let words: Vec<&str> = told.split_whitespace().collect();
        let [users, members, last, sound] = words[..] else {
            panic!("{told}");
        };
        let users: u32 = users.parse().expect("a number");
        assert!(
            users >= acknowledged,
            "{acknowledged} was acknowledged: {told}"
        );
        assert_eq!(
            (members, last, sound),
            (
                users.to_string().as_str(),
                format!("u{users}").as_str(),
                "True"
            )
        );
    }
}

#[test]
fn a_killed_program_leaves_all_that_it_has_told() {
    killed(4);
}

#[test]
#[ignore = "hundreds of processes: run in release"]
fn a_program_killed_hundreds_of_times_leaves_all_that_it_has_told() {
    killed(300);
}
