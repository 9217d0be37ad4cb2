//! The README's console blocks are what the program prints.

use std::path::Path;
use std::process::Command;

use crate::program::root;

/// One command of a block, as typed after `$ `, and the lines printed below it.
struct Shown {
    typed: String,
    printed: String,
}

fn shown(readme: &str) -> Vec<Shown> {
    let mut all: Vec<Shown> = Vec::new();
    let blocks = readme
        .split("```console\n")
        .skip(1)
        .filter_map(|rest| rest.split("```").next());
    for line in blocks.flat_map(str::lines) {
        match (line.strip_prefix("$ "), all.last_mut()) {
            (Some(typed), _) => all.push(Shown {
                typed: typed.to_owned(),
                printed: String::new(),
            }),
            (None, Some(last)) => last.printed += &format!("{line}\n"),
            (None, None) => panic!("a console block begins with a command: {line}"),
        }
    }
    all
}

#[cfg(unix)]
#[test]
fn the_readme_shows_what_the_program_prints() {
    let readme = std::fs::read_to_string(root().join("README.md")).expect("a README");
    let folder = Path::new(env!("CARGO_BIN_EXE_ingroup"))
        .parent()
        .expect("a folder")
        .to_owned();
    let path = std::env::var("PATH").unwrap_or_default();
    let all = shown(&readme);
    assert!(!all.is_empty());
    for Shown { typed, printed } in all {
        let output = Command::new("sh")
            .args(["-c", &typed])
            .current_dir(root())
            .env("PATH", format!("{}:{path}", folder.display()))
            .env("NO_COLOR", "1")
            .output()
            .expect("sh runs");
        let text = String::from_utf8(output.stdout).expect("UTF-8");
        assert_eq!(
            text.trim_end(),
            printed.trim_end(),
            "$ {typed}\n{}",
            String::from_utf8_lossy(&output.stderr)
        );
    }
}

#[test]
fn the_readme_has_exactly_two_commands_to_set_up_and_test() {
    let readme = std::fs::read_to_string(root().join("README.md")).expect("a README");
    let commands: Vec<&str> = readme
        .lines()
        .filter(|line| line.starts_with("cargo "))
        .collect();
    assert_eq!(
        commands,
        ["cargo run --release -- run scripts/tour.ps1", "cargo test"]
    );
}
