//! The byte form of a tenant: named sections with checksums, and what lies in them.
//!
//! An image is one piece of bytes: a head with the number of the format, sections one after the other, and a table that
//! names them with their lengths and checksums. What a section holds is known to the crate that writes and reads it:
//! numbers of fixed width, least byte first, in flat arrays that are copied as wholes; texts end to end; and for the
//! small rest values in the compact form of `postcard`.
//!
//! Whoever reads trusts nothing: checksums are looked at before anything else, lengths before they are used, and what
//! cannot be is an [`ImageError`] that says where. Nothing here opens a file.

mod error;
mod image;
mod read;
mod write;

#[cfg(test)]
mod tests;

pub use error::ImageError;
pub use image::{Image, VERSION};
pub use read::Reader;
pub use write::{ImageWriter, Writer};
