//! The syntax of the command language: PowerShell text to a tree to Rhai text.
