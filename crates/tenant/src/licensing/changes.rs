//! What somebody wants of the licences of a group or user, in one request.

use ingroup_directory::AssignedLicense;
use ingroup_schema::ObjectId;
use serde::{Deserialize, Serialize};

/// Licences to be given and taken in one go; a product in both is exchanged (`LIC-10`).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct LicenseChanges {
    /// Products with the plans that are to be off. A product that is there already gets these disabled plans
    /// (`OP-51`).
    pub add: Vec<AssignedLicense>,
    /// Products to be taken away, by id.
    pub remove: Vec<ObjectId>,
}

impl LicenseChanges {
    /// The same with each product named once: of what is given the last word counts.
    pub(crate) fn each_once(&self) -> Self {
        let mut once = Self::default();
        for license in &self.add {
            once.add.retain(|known| known.sku_id != license.sku_id);
            once.add.push(license.clone());
        }
        for sku in &self.remove {
            if !once.remove.contains(sku) {
                once.remove.push(*sku);
            }
        }
        once
    }
}
