//! The formats an import knows, by name.

use super::folder::{Language, Purpose};

/// Who writes files in a certain way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Microsoft Graph's answers as JSON, whatever saved them.
    Graph,
    /// The portal's lists.
    PortalCsv,
    /// EntraExporter's folders.
    EntraExporter,
    /// Microsoft365DSC's configurations.
    Microsoft365Dsc,
    /// Terraform's configurations and states.
    Terraform,
}

const FORMATS: [(Format, &str, &str); 5] = [
    (Format::Graph, "Graph", "Microsoft Graph"),
    (Format::PortalCsv, "PortalCsv", "the portal"),
    (Format::EntraExporter, "EntraExporter", "EntraExporter"),
    (
        Format::Microsoft365Dsc,
        "Microsoft365DSC",
        "Microsoft365DSC",
    ),
    (Format::Terraform, "Terraform", "Terraform"),
];

impl Format {
    /// The names of all formats.
    pub fn names() -> impl Iterator<Item = &'static str> {
        FORMATS.iter().map(|(_, name, _)| *name)
    }

    /// The format with this name, in any case.
    pub fn named(name: &str) -> Option<Self> {
        let mut formats = FORMATS.iter();
        let found = formats.find(|(_, known, _)| known.eq_ignore_ascii_case(name));
        found.map(|(format, _, _)| *format)
    }

    /// Who writes it, for a sentence.
    pub(crate) fn words(self) -> &'static str {
        let found = FORMATS.iter().find(|(format, _, _)| *format == self);
        found.map_or("", |(_, _, words)| words)
    }

    /// The format of a file whose inside said what it is for.
    pub(crate) fn of(purpose: Purpose) -> Self {
        match purpose {
            Purpose::List(_) | Purpose::Members(_) | Purpose::Owners(_) | Purpose::Of(..) => {
                Self::Graph
            }
            Purpose::PortalUsers | Purpose::PortalGroups | Purpose::MembersOfNamed => {
                Self::PortalCsv
            }
            Purpose::Blocks(Language::Dsc) => Self::Microsoft365Dsc,
            Purpose::Blocks(Language::Terraform | Language::TerraformState) => Self::Terraform,
        }
    }
}
