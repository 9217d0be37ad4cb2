//! Stored tenants that somebody may not write, or not even read.

use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::program::{Ended, snapshot};

/// Somebody who owns nothing.
const NOBODY: u32 = 65_534;

/// Runs the program as somebody whom the modes of files bind.
struct Somebody {
    program: PathBuf,
    here: PathBuf,
}

impl Somebody {
    fn new(here: &Path) -> Self {
        allow(here, 0o755);
        let program = here.join("ingroup");
        // It may be built where nobody else comes.
        fs::copy(env!("CARGO_BIN_EXE_ingroup"), &program).expect("a copy");
        Self {
            program,
            here: here.to_owned(),
        }
    }

    fn run(&self, options: &[&str]) -> Ended {
        let mut command = Command::new(&self.program);
        command.args(options).current_dir(&self.here);
        command.env("NO_COLOR", "1");
        if is_root(&self.here) {
            command.uid(NOBODY).gid(NOBODY);
        }
        let mut ended: Ended = command.output().expect("runs").into();
        let here = self.here.canonicalize().expect("a place");
        ended.err = ended.err.replace(&here.display().to_string(), "HERE");
        ended
    }
}

/// Whether no mode binds whoever runs the tests.
fn is_root(here: &Path) -> bool {
    let closed = here.join("closed");
    fs::create_dir_all(&closed).expect("a folder");
    allow(&closed, 0o555);
    fs::create_dir(closed.join("within"))
        .and_then(|()| fs::remove_dir(closed.join("within")))
        .is_ok()
}

fn allow(path: &Path, mode: u32) {
    fs::set_permissions(path, Permissions::from_mode(mode)).expect("a mode");
}

#[test]
fn where_nothing_may_be_written_that_is_said() {
    let place = tempfile::tempdir().expect("a folder");
    let here = place.path();
    let home = here.join("contoso.ingroup");
    let somebody = Somebody::new(here);
    let made = Command::new(&somebody.program)
        .args([
            "--now",
            "2026-11-21T09:00:00Z",
            "-c",
            "New-Tenant contoso.ingroup | Out-Null",
        ])
        .current_dir(here)
        .status();
    assert!(made.expect("runs").success());
    let open = ["--tenant", "contoso.ingroup", "-c", "(Get-Tenant).Users"];
    let files = ["tenant.db", "lock"].map(|name| home.join(name));
    let modes = |folder: u32, record: u32, lock: u32| {
        allow(&files[0], record);
        allow(&files[1], lock);
        allow(&home, folder);
    };
    let mut told = String::new();
    let mut tell = |about: &str, ended: Ended| {
        assert_eq!(ended.code, 1, "{about}");
        told.push_str(&format!("{about}\n{}\n", ended.err));
    };
    modes(0o700, 0o666, 0o666);
    tell("The folder is somebody else's.", somebody.run(&open));
    modes(0o555, 0o444, 0o444);
    tell("Everything in it may only be read.", somebody.run(&open));
    modes(0o777, 0o444, 0o666);
    let change = "New-User -DisplayName Adele -UserPrincipalName adele@contoso.com";
    let change = somebody.run(&["--tenant", "contoso.ingroup", "-c", change]);
    assert_eq!(change.out, "", "nothing is shown that is not kept");
    tell("The record may only be read.", change);
    modes(0o777, 0o600, 0o666);
    tell("The record is somebody else's.", somebody.run(&open));
    allow(here, 0o555);
    let new = somebody.run(&["-c", "New-Tenant new.ingroup"]);
    tell("Nothing may be made there.", new);
    let copy = somebody.run(&["-c", "Backup-Tenant new.ingroup"]);
    tell("Nothing may be copied there.", copy);
    allow(here, 0o755);
    modes(0o777, 0o666, 0o666);
    snapshot("store-access", &told);
    let opened = somebody.run(&open);
    assert_eq!(
        (opened.code, opened.out.as_str()),
        (0, "0\n"),
        "{}",
        opened.err
    );
}
