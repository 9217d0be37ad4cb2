//! What the lints say, and that their fixes keep their word.
