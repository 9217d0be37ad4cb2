//! The crate's tests, by subject.

mod corpus;
