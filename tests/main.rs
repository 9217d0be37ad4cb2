//! End-to-end tests of the package: the house's own rules, and what a user of the program sees.

#![expect(
    clippy::expect_used,
    clippy::panic,
    reason = "a test that cannot go on says so and fails"
)]

mod check;
mod conformance;
mod house;
mod imports;
mod older_stores;
mod program;
#[cfg(unix)]
mod prompt;
mod readme;
mod replay;
mod rule_command;
mod scenarios;
mod scripts;
mod session;
mod snippets;
#[cfg(unix)]
mod store_access;
mod stores;
mod twins;
