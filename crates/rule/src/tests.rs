//! The crate's tests, by subject.

mod builder;
mod corpus;
mod damaged;
mod evaluation;
mod gallery;
mod lints;
mod mistakes;
mod person;
mod properties;
