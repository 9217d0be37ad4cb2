//! What random tests share: a series of numbers from a seed, and what is there to draw from.
//!
//! Only tests use it. What a test draws follows from its seed alone, so that a case that failed once can be run again;
//! what the numbers mean is each test's own.

mod ids;
mod numbers;
mod seed;

pub use ids::Ids;
pub use numbers::Numbers;
pub use seed::asked_seed;
