//! Products and licences as the modules show them.

use ingroup_shell::{Object, Value};

use super::super::shape::Source::{Made, Same};
use super::super::shape::{Shape, Speech, same, shape};

/// `Get-MgSubscribedSku`, `Get-EntraSubscribedSku`.
pub(in crate::families) static MG_SKU: Shape = shape(
    "Microsoft.Graph.PowerShell.Models.MicrosoftGraphSubscribedSku",
    Speech::Graph,
    &[
        same("AccountId"),
        same("AccountName"),
        same("AppliesTo"),
        same("CapabilityStatus"),
        same("ConsumedUnits"),
        same("Id"),
        same("PrepaidUnits"),
        same("ServicePlans"),
        same("SkuId"),
        same("SkuPartNumber"),
        same("SubscriptionIds"),
    ],
    &[
        "Id",
        "AppliesTo",
        "CapabilityStatus",
        "ConsumedUnits",
        "SkuId",
        "SkuPartNumber",
    ],
);

/// `Get-MgUserLicenseDetail`, `Get-EntraUserLicenseDetail`.
pub(in crate::families) static MG_LICENSE_DETAIL: Shape = shape(
    "Microsoft.Graph.PowerShell.Models.MicrosoftGraphLicenseDetails",
    Speech::Graph,
    &[
        same("Id"),
        same("ServicePlans"),
        same("SkuId"),
        same("SkuPartNumber"),
    ],
    &["Id", "SkuId", "SkuPartNumber"],
);

/// `Get-AzureADSubscribedSku`.
pub(in crate::families) static AZURE_AD_SKU: Shape = shape(
    "Microsoft.Open.AzureAD.Model.SubscribedSku",
    Speech::AzureAd,
    &[
        ("ObjectId", Same("Id")),
        same("AppliesTo"),
        same("CapabilityStatus"),
        same("ConsumedUnits"),
        same("PrepaidUnits"),
        same("ServicePlans"),
        same("SkuId"),
        same("SkuPartNumber"),
    ],
    &["ObjectId", "SkuPartNumber", "ConsumedUnits", "PrepaidUnits"],
);

/// `Get-AzureADUserLicenseDetail`.
pub(in crate::families) static AZURE_AD_LICENSE_DETAIL: Shape = shape(
    "Microsoft.Open.AzureAD.Model.LicenseDetail",
    Speech::AzureAd,
    &[
        ("ObjectId", Same("Id")),
        same("ServicePlans"),
        same("SkuId"),
        same("SkuPartNumber"),
    ],
    &["ObjectId", "ServicePlans", "SkuId", "SkuPartNumber"],
);

/// `Get-MsolAccountSku`.
pub(in crate::families) static MSOL_SKU: Shape = shape(
    "Microsoft.Online.Administration.AccountSkuDetails",
    Speech::Msol,
    &[
        same("AccountSkuId"),
        ("AccountName", Same("AccountName")),
        ("ActiveUnits", Made(|sku| units(sku, "Enabled"))),
        ("WarningUnits", Made(|sku| units(sku, "Warning"))),
        ("SuspendedUnits", Made(|sku| units(sku, "Suspended"))),
        ("LockedOutUnits", Made(|sku| units(sku, "LockedOut"))),
        same("ConsumedUnits"),
        same("SkuId"),
        same("SkuPartNumber"),
        ("ServiceStatus", Same("ServicePlans")),
        ("TargetClass", Same("AppliesTo")),
    ],
    &[
        "AccountSkuId",
        "ActiveUnits",
        "WarningUnits",
        "ConsumedUnits",
    ],
);

fn units(sku: &Object, state: &str) -> Value {
    match sku.get("PrepaidUnits") {
        Some(Value::Object(units)) => units.get(state).unwrap_or_default(),
        _ => Value::Null,
    }
}
