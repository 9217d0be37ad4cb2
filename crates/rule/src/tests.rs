//! The crate's tests, by subject.

mod corpus;
mod gallery;
