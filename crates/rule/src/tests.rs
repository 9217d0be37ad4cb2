//! The crate's tests, by subject.

mod corpus;
mod evaluation;
mod gallery;
mod person;
mod properties;
