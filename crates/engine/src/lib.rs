//! Dynamic membership: which change touches which rules, in what order and when.
