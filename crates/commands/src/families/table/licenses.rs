//! Products and licences in the words of the modules for Graph, of Microsoft.Entra, AzureAD and MSOnline.

use super::super::row::{Row, Take, group, renamed, row, take, user};
use super::super::shapes::{
    AZURE_AD_LICENSE_DETAIL, AZURE_AD_SKU, AZURE_AD_USER, MG_GROUP, MG_LICENSE_DETAIL, MG_MEMBER,
    MG_SKU, MG_USER, MG_WHOLE_USER, MSOL_SKU, MSOL_USER,
};
use crate::native::work::{
    get_subscription, license_details, members_with_license_errors, set_group_license,
    set_user_license, update_user_license,
};
use crate::request::Body;

const GROUPS: &str = "Microsoft.Graph.Groups";
const USERS: &str = "Microsoft.Graph.Users";
const ACTIONS: &str = "Microsoft.Graph.Users.Actions";
const DIRECTORY: &str = "Microsoft.Graph.Identity.DirectoryManagement";
const ENTRA: &str = "Microsoft.Entra";
const AZURE_AD: &str = "AzureAD";
const MSOL: &str = "MSOnline";

/// What Graph's action takes.
const ASSIGN: &[&str] = &["addLicenses", "removeLicenses"];

const fn sku(name: &'static str) -> Take {
    renamed(name, "Product", "Product")
}

const fn add() -> Take {
    renamed("AddLicenses", "AddLicense", "AddLicense")
}

const fn remove() -> Take {
    renamed("RemoveLicenses", "RemoveLicense", "RemoveLicense")
}

#[rustfmt::skip] // a row, a few lines
pub(super) static ROWS: &[Row] = &[
    row(DIRECTORY, "Get-MgSubscribedSku", "Shows the products that the tenant owns in the shape of Microsoft Graph.", get_subscription, &MG_SKU)
        .takes(&[sku("SubscribedSkuId"), take("Property").aliases(&["Select"]), take("All")])
        .shows("Get-MgSubscribedSku -All | Where-Object SkuPartNumber -eq 'SPE_E5' | Select-Object SkuPartNumber, ConsumedUnits, @{ Name = 'Bought'; Expression = { $_.PrepaidUnits.Enabled } }", "Shows one product."),
    row(GROUPS, "Set-MgGroupLicense", "Gives licences to the members of a group, and takes others.", set_group_license, &MG_GROUP)
        .takes(&[group("GroupId").mandatory(), add(), remove()]).body(Body::Keys(ASSIGN)).changes()
        .shows("$sku = Get-MgSubscribedSku -All | Where-Object SkuPartNumber -eq 'EMS'; Set-MgGroupLicense -GroupId 'Works council' -AddLicenses @(@{ SkuId = $sku.SkuId }) -RemoveLicenses @() | Select-Object DisplayName; Get-GroupLicense 'Works council'", "Gives a product to a group."),
    row(GROUPS, "Get-MgGroupMemberWithLicenseError", "Shows the members of a group for whom its licences do not work.", members_with_license_errors, &MG_MEMBER)
        .takes(&[group("GroupId").mandatory(), take("All")])
        .shows("Set-GroupLicense 'Fire wardens' -AddLicense STANDARDPACK; (Get-MgGroupMemberWithLicenseError -GroupId 'Fire wardens' -All).Count", "Counts them."),
    row(ACTIONS, "Set-MgUserLicense", "Gives a user licences directly, and takes others.", set_user_license, &MG_USER)
        .takes(&[user("UserId").mandatory(), add(), remove()]).body(Body::Keys(ASSIGN)).changes()
        .shows("Set-MgUserLicense -UserId diego@contoso.com -AddLicenses @{ SkuId = 'efccb6f7-5641-4e0e-bd10-b4976e1bf68e' } -RemoveLicenses @() | Select-Object DisplayName; (Get-MgUserLicenseDetail -UserId diego@contoso.com).SkuPartNumber", "Gives a product to a user."),
    row(ACTIONS, "Invoke-MgLicenseUser", "Works the licences of a user out again.", update_user_license, &MG_USER)
        .takes(&[user("UserId").mandatory()]).changes()
        .shows("Invoke-MgLicenseUser -UserId adele@contoso.com | Select-Object DisplayName", "Reprocesses a user."),
    row(USERS, "Get-MgUserLicenseDetail", "Shows the products that a user has, with their service plans.", license_details, &MG_LICENSE_DETAIL)
        .takes(&[user("UserId").mandatory(), take("All")])
        .shows("Get-MgUserLicenseDetail -UserId adele@contoso.com | Select-Object SkuPartNumber, SkuId", "Shows the products of a user."),
    row(ENTRA, "Get-EntraSubscribedSku", "Shows the products that the tenant owns.", get_subscription, &MG_SKU)
        .takes(&[sku("SubscribedSkuId"), take("All")])
        .shows("Get-EntraSubscribedSku | Select-Object SkuPartNumber, ConsumedUnits", "Shows all products."),
    row(ENTRA, "Set-EntraUserLicense", "Gives a user licences directly, and takes others.", set_user_license, &MG_WHOLE_USER)
        .takes(&[user("UserId").aliases(&["ObjectId"]).mandatory(), take("AssignedLicenses").mandatory()]).changes()
        .shows("Set-EntraUserLicense -UserId diego@contoso.com -AssignedLicenses @{ AddLicenses = @{ SkuId = 'efccb6f7-5641-4e0e-bd10-b4976e1bf68e' }; RemoveLicenses = @() } | Out-Null; (Get-EntraUserLicenseDetail -UserId diego@contoso.com).SkuPartNumber", "Gives a product to a user."),
    row(ENTRA, "Get-EntraUserLicenseDetail", "Shows the products that a user has, with their service plans.", license_details, &MG_LICENSE_DETAIL)
        .takes(&[user("UserId").aliases(&["ObjectId"]).mandatory()])
        .shows("Get-EntraUserLicenseDetail -UserId adele@contoso.com | Select-Object SkuPartNumber", "Shows the products of a user."),
    row(AZURE_AD, "Get-AzureADSubscribedSku", "Shows the products that the tenant owns in the shape of the AzureAD module.", get_subscription, &AZURE_AD_SKU)
        .takes(&[sku("ObjectId")])
        .shows("Get-AzureADSubscribedSku | Select-Object SkuPartNumber, ConsumedUnits", "Shows all products."),
    row(AZURE_AD, "Set-AzureADUserLicense", "Gives a user licences directly, and takes others.", set_user_license, &AZURE_AD_USER)
        .takes(&[user("ObjectId").mandatory(), take("AssignedLicenses").mandatory()]).changes()
        .shows("$licenses = @{ AddLicenses = @{ SkuId = (Get-AzureADSubscribedSku | Where-Object SkuPartNumber -eq 'EMS').SkuId } }; Set-AzureADUserLicense -ObjectId diego@contoso.com -AssignedLicenses $licenses; (Get-AzureADUserLicenseDetail -ObjectId diego@contoso.com).SkuPartNumber", "Gives a product to a user."),
    row(AZURE_AD, "Get-AzureADUserLicenseDetail", "Shows the products that a user has, with their service plans.", license_details, &AZURE_AD_LICENSE_DETAIL)
        .takes(&[user("ObjectId").mandatory()])
        .shows("Get-AzureADUserLicenseDetail -ObjectId adele@contoso.com | Select-Object SkuPartNumber", "Shows the products of a user."),
    row(MSOL, "Get-MsolAccountSku", "Shows the products that the tenant owns in the shape of the MSOnline module.", get_subscription, &MSOL_SKU)
        .shows("Get-MsolAccountSku", "Shows all products."),
    row(MSOL, "Set-MsolUserLicense", "Gives a user licences directly, and takes others.", set_user_license, &MSOL_USER)
        .takes(&[user("UserPrincipalName").aliases(&["ObjectId"]).mandatory(), add(), remove()]).changes()
        .shows("Set-MsolUserLicense -UserPrincipalName diego@contoso.com -AddLicenses 'contoso:EMS'; Get-UserLicense diego@contoso.com", "Gives a product to a user."),
];
