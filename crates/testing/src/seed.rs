//! Seeds of other histories than the usual ones.

/// Where the seed is taken from.
const VARIABLE: &str = "INGROUP_SEED";

/// The seed that `INGROUP_SEED` asks for, if it is a number.
pub fn asked_seed() -> Option<u64> {
    std::env::var(VARIABLE).ok()?.parse().ok()
}
