//! Why bytes are no image that can be read.

/// Why bytes are no image that this program can read, or something could not be written to one.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ImageError {
    /// They do not begin as an image does.
    #[error("These bytes are not the image of a tenant.")]
    NotAnImage,
    /// They are of a format that came later.
    #[error(
        "The image of the tenant has format {found}, and this program knows formats up to {known}: a newer version of \
         the program wrote it."
    )]
    Newer {
        /// The number of its format.
        found: u32,
        /// The newest that is known here.
        known: u32,
    },
    /// They are of a format that nobody reads any more.
    #[error(
        "The image of the tenant has format {found}, which this program no longer reads; it reads formats from {known} on."
    )]
    Older {
        /// The number of its format.
        found: u32,
        /// The oldest that is known here.
        known: u32,
    },
    /// They end too early or late, or the list of their sections is not what was written.
    #[error("The image of the tenant is damaged: the table of its sections cannot be read.")]
    Table,
    /// A section is not what was written.
    #[error("The image of the tenant is damaged: its section \"{section}\" has another checksum.")]
    Damaged {
        /// The name of the section.
        section: String,
    },
    /// A section is not there.
    #[error("The image of the tenant has no section \"{section}\".")]
    Missing {
        /// The name of the section.
        section: &'static str,
    },
    /// A section is as it was written, and says what cannot be.
    #[error("The section \"{section}\" of the tenant's image cannot be read: {reason}.")]
    Wrong {
        /// The name of the section.
        section: &'static str,
        /// What is wrong, in a few words.
        reason: String,
    },
}
