//! Runs the built program as a user does.

use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

/// The root of the project, which is also where the program runs.
pub(crate) fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// The program with these arguments, ready to run in the project's root.
pub(crate) fn ingroup<I: IntoIterator<Item = S>, S: AsRef<std::ffi::OsStr>>(
    arguments: I,
) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_ingroup"));
    command
        .args(arguments)
        .current_dir(root())
        .env("NO_COLOR", "1")
        .stdin(Stdio::null());
    command
}

/// What the program prints and how it ends.
pub(crate) struct Ended {
    pub(crate) code: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl From<Output> for Ended {
    fn from(output: Output) -> Self {
        Self {
            code: output.status.code().unwrap_or(-1),
            out: String::from_utf8(output.stdout).expect("standard output is UTF-8"),
            err: String::from_utf8(output.stderr).expect("standard error is UTF-8"),
        }
    }
}

/// Runs the program to its end.
pub(crate) fn run<const N: usize>(arguments: [&str; N]) -> Ended {
    ingroup(arguments)
        .output()
        .expect("the program starts")
        .into()
}

/// Runs the program with this text on standard input.
pub(crate) fn run_with<const N: usize>(arguments: [&str; N], input: &[u8]) -> Ended {
    let mut child = ingroup(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    let mut pipe = child.stdin.take().expect("a pipe");
    // The program may end without reading everything, which closes the pipe: no fault of the test.
    let _ = pipe.write_all(input);
    drop(pipe);
    child.wait_with_output().expect("the program ends").into()
}

/// Snapshots of the end-to-end tests stand at the top of `snapshots/`, under their own names.
pub(crate) fn snapshot(name: &str, text: &str) {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(root().join("snapshots"));
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!(name, text));
}
