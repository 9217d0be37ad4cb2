//! The membership-rule language: lex, parse, check against the catalogue, evaluate one subject, trace, print, lint.
