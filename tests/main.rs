//! End-to-end tests of the package: the house's own rules, and what a user of the program sees.

mod conformance;
mod house;
mod imports;
mod program;
mod rule_command;
mod scripts;
mod session;
