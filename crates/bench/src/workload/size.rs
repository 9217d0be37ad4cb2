//! The sizes.

use std::fmt;
use std::str::FromStr;

/// How many users, how many rules.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Size {
    /// For a first look and for continuous integration.
    S,
    /// The one that is spoken of.
    M,
    /// Ten times the users.
    L,
    /// Four times the rules.
    R,
}

/// Name, users, rules.
const SIZES: [(Size, &str, usize, usize); 4] = [
    (Size::S, "S", 10_000, 1_500),
    (Size::M, "M", 100_000, 15_000),
    (Size::L, "L", 1_000_000, 15_000),
    (Size::R, "R", 100_000, 60_000),
];

impl Size {
    /// What it is called.
    pub(crate) fn name(self) -> &'static str {
        self.row().1
    }

    /// How many users.
    pub(crate) fn users(self) -> usize {
        self.row().2
    }

    /// How many rules.
    pub(crate) fn rules(self) -> usize {
        self.row().3
    }

    fn row(self) -> (Size, &'static str, usize, usize) {
        let [s, m, l, r] = SIZES;
        match self {
            Self::S => s,
            Self::M => m,
            Self::L => l,
            Self::R => r,
        }
    }
}

impl FromStr for Size {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let wanted =
            |(_, name, _, _): &&(Size, &str, usize, usize)| name.eq_ignore_ascii_case(text);
        let found = SIZES.iter().find(wanted).map(|(size, ..)| *size);
        found.ok_or_else(|| format!("there is no size \"{text}\"; there are S, M, L and R"))
    }
}

impl fmt::Display for Size {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
