//! The catalogue of rule properties: one row each (`LANG 2.1`, `LANG 2.2`, `LANG 2.3`).

use crate::kind::SubjectKind;
use crate::property::{ForeignName, NameSource, Property, PropertyId, PropertyType};

const USER: SubjectKind = SubjectKind::User;
const DEVICE: SubjectKind = SubjectKind::Device;

const GRAPH: NameSource = NameSource::Graph;
const POWERSHELL: NameSource = NameSource::PowerShell;
const INTUNE: NameSource = NameSource::IntuneFilter;

const NULL: bool = true;
const SET: bool = false;

/// A row whose place is not known yet.
const fn row(
    subject: SubjectKind,
    name: &'static str,
    property_type: PropertyType,
    nullable: bool,
    graph: &'static str,
) -> Property {
    Property {
        id: PropertyId(0),
        subject,
        name,
        property_type,
        nullable,
        graph,
        values: &[],
        foreign_names: &[],
        remark: "",
        example: "",
    }
}

impl Property {
    const fn values(mut self, values: &'static [&'static str]) -> Self {
        self.values = values;
        self
    }

    const fn called(mut self, foreign_names: &'static [ForeignName]) -> Self {
        self.foreign_names = foreign_names;
        self
    }

    const fn remark(mut self, remark: &'static str) -> Self {
        self.remark = remark;
        self
    }

    const fn example(mut self, example: &'static str) -> Self {
        self.example = example;
        self
    }
}

const fn at(name: &'static str, source: NameSource) -> ForeignName {
    ForeignName { name, source }
}

const fn numbered<const N: usize>(mut rows: [Property; N]) -> [Property; N] {
    let mut place = 0;
    while place < N {
        rows[place].id = PropertyId(place as u16);
        place += 1;
    }
    rows
}

/// Every property a rule can read, users' first, then devices'. Directory extensions are not
/// here: they belong to a tenant.
#[rustfmt::skip] // one property, one row
pub static CATALOGUE: [Property; 83] = numbered([
    row(USER, "accountEnabled", PropertyType::Boolean, SET, "accountEnabled").called(&[at("isEnabled", POWERSHELL)]).remark("Whether the account may sign in. Disabled accounts are members unless the rule tests this.").example("user.accountEnabled -eq true"),
    row(USER, "dirSyncEnabled", PropertyType::Boolean, NULL, "onPremisesSyncEnabled").called(&[at("onPremisesSyncEnabled", GRAPH)]).remark("True for synchronised accounts; accounts made in the cloud have no value, not false.").example("user.dirSyncEnabled -eq true"),
    row(USER, "employeeHireDate", PropertyType::DateTime, NULL, "employeeHireDate").called(&[at("hireDate", POWERSHELL)]).remark("Preview. Compared to the second; -eq to a date hardly ever holds.").example("user.employeeHireDate -ge system.now -plus P1D"),
    row(USER, "city", PropertyType::String, NULL, "city").called(&[at("l", POWERSHELL)]).example("user.city -eq \"value\""),
    row(USER, "country", PropertyType::String, NULL, "country").called(&[at("co", POWERSHELL), at("countryOrRegion", POWERSHELL)]).remark("Free text; usageLocation has the two letters.").example("user.country -eq \"value\""),
    row(USER, "companyName", PropertyType::String, NULL, "companyName").called(&[at("company", POWERSHELL)]).example("user.companyName -eq \"value\""),
    row(USER, "department", PropertyType::String, NULL, "department").called(&[at("departmentName", POWERSHELL)]).example("user.department -eq \"Sales\""),
    row(USER, "displayName", PropertyType::String, SET, "displayName").called(&[at("name", POWERSHELL)]).example("user.displayName -startsWith \"A\""),
    row(USER, "employeeId", PropertyType::String, NULL, "employeeId").called(&[at("employeeNumber", POWERSHELL)]).example("user.employeeId -ne null"),
    row(USER, "facsimileTelephoneNumber", PropertyType::String, NULL, "faxNumber").called(&[at("faxNumber", GRAPH), at("fax", POWERSHELL)]).example("user.facsimileTelephoneNumber -eq \"value\""),
    row(USER, "givenName", PropertyType::String, NULL, "givenName").called(&[at("firstName", POWERSHELL)]).example("user.givenName -eq \"value\""),
    row(USER, "jobTitle", PropertyType::String, NULL, "jobTitle").called(&[at("title", POWERSHELL)]).example("user.jobTitle -eq \"value\""),
    row(USER, "mail", PropertyType::String, NULL, "mail").called(&[at("email", POWERSHELL), at("emailAddress", POWERSHELL)]).remark("The SMTP address.").example("user.mail -eq \"value\""),
    row(USER, "mailNickName", PropertyType::String, SET, "mailNickname").called(&[at("alias", POWERSHELL)]).example("user.mailNickName -endsWith \"-vendor\""),
    row(USER, "mobile", PropertyType::String, NULL, "mobilePhone").called(&[at("mobilePhone", GRAPH)]).example("user.mobile -eq \"value\""),
    row(USER, "objectId", PropertyType::String, SET, "id").called(&[at("id", GRAPH)]).remark("The GUID as text; -ne null takes every user, guests included.").example("user.objectId -ne null"),
    row(USER, "onPremisesDistinguishedName", PropertyType::String, NULL, "onPremisesDistinguishedName").called(&[at("distinguishedName", POWERSHELL)]).remark("Only synchronised accounts have one.").example("user.onPremisesDistinguishedName -contains \"OU=Sales\""),
    row(USER, "onPremisesSecurityIdentifier", PropertyType::String, NULL, "onPremisesSecurityIdentifier").called(&[at("objectSid", POWERSHELL)]).remark("The account's own SID, not its groups.").example("user.onPremisesSecurityIdentifier -eq \"S-1-1-11-1111111111-1111111111-1111111111-1111111\""),
    row(USER, "passwordPolicies", PropertyType::String, NULL, "passwordPolicies").values(&["None", "DisableStrongPassword", "DisablePasswordExpiration", "DisablePasswordExpiration, DisableStrongPassword"]).example("user.passwordPolicies -eq \"DisableStrongPassword\""),
    row(USER, "physicalDeliveryOfficeName", PropertyType::String, NULL, "officeLocation").called(&[at("officeLocation", GRAPH), at("office", POWERSHELL)]).example("user.physicalDeliveryOfficeName -eq \"value\""),
    row(USER, "postalCode", PropertyType::String, NULL, "postalCode").called(&[at("zip", POWERSHELL)]).example("user.postalCode -eq \"value\""),
    row(USER, "preferredLanguage", PropertyType::String, NULL, "preferredLanguage").remark("ISO 639-1 with a region, such as en-US.").example("user.preferredLanguage -eq \"en-US\""),
    row(USER, "sipProxyAddress", PropertyType::String, NULL, "imAddresses[0]").called(&[at("imAddresses", GRAPH)]).example("user.sipProxyAddress -eq \"value\""),
    row(USER, "state", PropertyType::String, NULL, "state").called(&[at("stateOrProvince", POWERSHELL), at("st", POWERSHELL)]).example("user.state -eq \"value\""),
    row(USER, "streetAddress", PropertyType::String, NULL, "streetAddress").called(&[at("street", POWERSHELL)]).example("user.streetAddress -eq \"value\""),
    row(USER, "surname", PropertyType::String, NULL, "surname").called(&[at("lastName", POWERSHELL), at("sn", POWERSHELL)]).example("user.surname -eq \"value\""),
    row(USER, "telephoneNumber", PropertyType::String, NULL, "businessPhones[0]").called(&[at("businessPhones", GRAPH), at("phoneNumber", POWERSHELL)]).example("user.telephoneNumber -eq \"value\""),
    row(USER, "usageLocation", PropertyType::String, NULL, "usageLocation").remark("Two letters, ISO 3166.").example("user.usageLocation -eq \"US\""),
    row(USER, "userPrincipalName", PropertyType::String, SET, "userPrincipalName").called(&[at("upn", POWERSHELL)]).remark("The sign-in name; guests have #EXT# in it.").example("user.userPrincipalName -eq \"alias@domain\""),
    row(USER, "userType", PropertyType::String, NULL, "userType").values(&["Member", "Guest"]).remark("Old accounts may have no value.").example("user.userType -eq \"Member\""),
    row(USER, "otherMails", PropertyType::StringCollection, SET, "otherMails").called(&[at("alternateEmailAddresses", POWERSHELL), at("alternateEmailAddress", POWERSHELL)]).example("user.otherMails -startsWith \"alias@domain\""),
    row(USER, "proxyAddresses", PropertyType::StringCollection, SET, "proxyAddresses").called(&[at("emailAddresses", POWERSHELL)]).remark("SMTP: marks the primary address, smtp: the others; no blank after the colon.").example("user.proxyAddresses -any (_ -startsWith \"SMTP:\")"),
    row(USER, "assignedPlans", PropertyType::PlanCollection, SET, "assignedPlans").called(&[at("servicePlans", POWERSHELL)]).remark("Deleted plans stay with another status, so test capabilityStatus too.").example("user.assignedPlans -any (assignedPlan.servicePlanId -eq \"efb87545-963c-4e0d-99df-69c6916d9eb0\" -and assignedPlan.capabilityStatus -eq \"Enabled\")"),
    row(USER, "memberOf", PropertyType::GroupCollection, SET, "").called(&[at("groups", POWERSHELL)]).remark("Preview that ends on 2026-11-03: direct members of other groups; stands alone in a rule.").example("user.memberof -any (group.objectId -in ['4bca21ca-8cbd-4835-969b-c4cd5db653d7'])"),
    row(USER, "extensionAttribute1", PropertyType::String, NULL, "onPremisesExtensionAttributes.extensionAttribute1").called(&[at("customAttribute1", POWERSHELL)]).example("user.extensionAttribute1 -eq \"value\""),
    row(USER, "extensionAttribute2", PropertyType::String, NULL, "onPremisesExtensionAttributes.extensionAttribute2").called(&[at("customAttribute2", POWERSHELL)]).example("user.extensionAttribute2 -eq \"value\""),
    row(USER, "extensionAttribute3", PropertyType::String, NULL, "onPremisesExtensionAttributes.extensionAttribute3").called(&[at("customAttribute3", POWERSHELL)]).example("user.extensionAttribute3 -eq \"value\""),
    row(USER, "extensionAttribute4", PropertyType::String, NULL, "onPremisesExtensionAttributes.extensionAttribute4").called(&[at("customAttribute4", POWERSHELL)]).example("user.extensionAttribute4 -eq \"value\""),
    row(USER, "extensionAttribute5", PropertyType::String, NULL, "onPremisesExtensionAttributes.extensionAttribute5").called(&[at("customAttribute5", POWERSHELL)]).example("user.extensionAttribute5 -eq \"value\""),
    row(USER, "extensionAttribute6", PropertyType::String, NULL, "onPremisesExtensionAttributes.extensionAttribute6").called(&[at("customAttribute6", POWERSHELL)]).example("user.extensionAttribute6 -eq \"value\""),
    row(USER, "extensionAttribute7", PropertyType::String, NULL, "onPremisesExtensionAttributes.extensionAttribute7").called(&[at("customAttribute7", POWERSHELL)]).example("user.extensionAttribute7 -eq \"value\""),
    row(USER, "extensionAttribute8", PropertyType::String, NULL, "onPremisesExtensionAttributes.extensionAttribute8").called(&[at("customAttribute8", POWERSHELL)]).example("user.extensionAttribute8 -eq \"value\""),
    row(USER, "extensionAttribute9", PropertyType::String, NULL, "onPremisesExtensionAttributes.extensionAttribute9").called(&[at("customAttribute9", POWERSHELL)]).example("user.extensionAttribute9 -eq \"value\""),
    row(USER, "extensionAttribute10", PropertyType::String, NULL, "onPremisesExtensionAttributes.extensionAttribute10").called(&[at("customAttribute10", POWERSHELL)]).example("user.extensionAttribute10 -eq \"value\""),
    row(USER, "extensionAttribute11", PropertyType::String, NULL, "onPremisesExtensionAttributes.extensionAttribute11").called(&[at("customAttribute11", POWERSHELL)]).example("user.extensionAttribute11 -eq \"value\""),
    row(USER, "extensionAttribute12", PropertyType::String, NULL, "onPremisesExtensionAttributes.extensionAttribute12").called(&[at("customAttribute12", POWERSHELL)]).example("user.extensionAttribute12 -eq \"value\""),
    row(USER, "extensionAttribute13", PropertyType::String, NULL, "onPremisesExtensionAttributes.extensionAttribute13").called(&[at("customAttribute13", POWERSHELL)]).example("user.extensionAttribute13 -eq \"value\""),
    row(USER, "extensionAttribute14", PropertyType::String, NULL, "onPremisesExtensionAttributes.extensionAttribute14").called(&[at("customAttribute14", POWERSHELL)]).example("user.extensionAttribute14 -eq \"value\""),
    row(USER, "extensionAttribute15", PropertyType::String, NULL, "onPremisesExtensionAttributes.extensionAttribute15").called(&[at("customAttribute15", POWERSHELL)]).example("user.extensionAttribute15 -eq \"value\""),
    row(DEVICE, "accountEnabled", PropertyType::Boolean, SET, "accountEnabled").remark("Whether the device may sign in.").example("device.accountEnabled -eq true"),
    row(DEVICE, "isRooted", PropertyType::Boolean, NULL, "isRooted").remark("Rooted or jailbroken.").example("device.isRooted -eq true"),
    row(DEVICE, "deviceCategory", PropertyType::String, NULL, "deviceCategory").called(&[at("category", INTUNE)]).remark("The category's name from Intune.").example("device.deviceCategory -eq \"BYOD\""),
    row(DEVICE, "deviceId", PropertyType::String, SET, "deviceId").remark("The registration's GUID, not the object id; patterns on it make percentage rings.").example("device.deviceId -startsWith \"0\""),
    row(DEVICE, "deviceManagementAppId", PropertyType::String, NULL, "mdmAppId").called(&[at("mdmAppId", GRAPH)]).remark("0000000a-0000-0000-c000-000000000000 is Intune, 54b943f8-d761-4f8d-951e-9cea1846db5a is co-management.").example("device.deviceManagementAppId -ne null"),
    row(DEVICE, "deviceManufacturer", PropertyType::String, NULL, "manufacturer").called(&[at("manufacturer", GRAPH)]).example("device.deviceManufacturer -eq \"Dell Inc.\""),
    row(DEVICE, "deviceModel", PropertyType::String, NULL, "model").called(&[at("model", GRAPH)]).example("device.deviceModel -startsWith \"Virtual\""),
    row(DEVICE, "displayName", PropertyType::String, SET, "displayName").called(&[at("deviceName", INTUNE), at("name", POWERSHELL)]).example("device.displayName -startsWith \"PC-\""),
    row(DEVICE, "deviceOSType", PropertyType::String, NULL, "operatingSystem").values(&["Windows", "Windows Server", "iPad", "iPhone", "iOS", "AndroidForWork", "AndroidEnterprise", "Android", "MacMDM"]).called(&[at("operatingSystem", GRAPH), at("osType", POWERSHELL), at("os", POWERSHELL)]).example("device.deviceOSType -eq \"Windows\""),
    row(DEVICE, "deviceOSVersion", PropertyType::String, NULL, "operatingSystemVersion").called(&[at("operatingSystemVersion", GRAPH), at("osVersion", INTUNE)]).remark("Text: compare with -startsWith. 10.0.1 begins Windows 10, 10.0.2 Windows 11.").example("device.deviceOSVersion -startsWith \"10.0.2\""),
    row(DEVICE, "deviceOwnership", PropertyType::String, NULL, "deviceOwnership").values(&["Personal", "Company", "Unknown"]).called(&[at("ownership", POWERSHELL), at("managedDeviceOwnerType", GRAPH)]).remark("What Intune shows as Corporate is Company here.").example("device.deviceOwnership -eq \"Company\""),
    row(DEVICE, "devicePhysicalIds", PropertyType::StringCollection, SET, "physicalIds").called(&[at("physicalIds", GRAPH)]).example("device.devicePhysicalIds -any (_ -eq \"[OrderID]:179887111881\")"),
    row(DEVICE, "deviceTrustType", PropertyType::String, NULL, "trustType").values(&["AzureAD", "ServerAD", "Workplace"]).called(&[at("trustType", GRAPH)]).remark("AzureAD: joined; ServerAD: hybrid joined; Workplace: registered.").example("device.deviceTrustType -eq \"AzureAD\""),
    row(DEVICE, "enrollmentProfileName", PropertyType::String, NULL, "enrollmentProfileName").remark("The profile of Apple, Android dedicated or Autopilot enrolment.").example("device.enrollmentProfileName -eq \"DEP iPhones\""),
    row(DEVICE, "managementType", PropertyType::String, NULL, "managementType").values(&["MDM", "PC", "MicrosoftSense", "GoogleCloudDevice"]).example("device.managementType -eq \"MDM\""),
    row(DEVICE, "memberOf", PropertyType::GroupCollection, SET, "").remark("Preview that ends on 2026-11-03: direct members of other groups; stands alone in a rule.").example("device.memberof -any (group.objectId -in ['4bca21ca-8cbd-4835-969b-c4cd5db653d7'])"),
    row(DEVICE, "objectId", PropertyType::String, SET, "id").called(&[at("id", GRAPH)]).remark("The GUID as text; -ne null takes every device.").example("device.objectId -ne null"),
    row(DEVICE, "profileType", PropertyType::String, NULL, "profileType").values(&["RegisteredDevice", "SecureVM", "Printer", "Shared", "IoT"]).example("device.profileType -eq \"RegisteredDevice\""),
    row(DEVICE, "systemLabels", PropertyType::StringCollection, SET, "systemLabels").remark("Set by the service.").example("device.systemLabels -startsWith \"M365Managed\""),
    row(DEVICE, "extensionAttribute1", PropertyType::String, NULL, "extensionAttributes.extensionAttribute1").example("device.extensionAttribute1 -eq \"value\""),
    row(DEVICE, "extensionAttribute2", PropertyType::String, NULL, "extensionAttributes.extensionAttribute2").example("device.extensionAttribute2 -eq \"value\""),
    row(DEVICE, "extensionAttribute3", PropertyType::String, NULL, "extensionAttributes.extensionAttribute3").example("device.extensionAttribute3 -eq \"value\""),
    row(DEVICE, "extensionAttribute4", PropertyType::String, NULL, "extensionAttributes.extensionAttribute4").example("device.extensionAttribute4 -eq \"value\""),
    row(DEVICE, "extensionAttribute5", PropertyType::String, NULL, "extensionAttributes.extensionAttribute5").example("device.extensionAttribute5 -eq \"value\""),
    row(DEVICE, "extensionAttribute6", PropertyType::String, NULL, "extensionAttributes.extensionAttribute6").example("device.extensionAttribute6 -eq \"value\""),
    row(DEVICE, "extensionAttribute7", PropertyType::String, NULL, "extensionAttributes.extensionAttribute7").example("device.extensionAttribute7 -eq \"value\""),
    row(DEVICE, "extensionAttribute8", PropertyType::String, NULL, "extensionAttributes.extensionAttribute8").example("device.extensionAttribute8 -eq \"value\""),
    row(DEVICE, "extensionAttribute9", PropertyType::String, NULL, "extensionAttributes.extensionAttribute9").example("device.extensionAttribute9 -eq \"value\""),
    row(DEVICE, "extensionAttribute10", PropertyType::String, NULL, "extensionAttributes.extensionAttribute10").example("device.extensionAttribute10 -eq \"value\""),
    row(DEVICE, "extensionAttribute11", PropertyType::String, NULL, "extensionAttributes.extensionAttribute11").example("device.extensionAttribute11 -eq \"value\""),
    row(DEVICE, "extensionAttribute12", PropertyType::String, NULL, "extensionAttributes.extensionAttribute12").example("device.extensionAttribute12 -eq \"value\""),
    row(DEVICE, "extensionAttribute13", PropertyType::String, NULL, "extensionAttributes.extensionAttribute13").example("device.extensionAttribute13 -eq \"value\""),
    row(DEVICE, "extensionAttribute14", PropertyType::String, NULL, "extensionAttributes.extensionAttribute14").example("device.extensionAttribute14 -eq \"value\""),
    row(DEVICE, "extensionAttribute15", PropertyType::String, NULL, "extensionAttributes.extensionAttribute15").example("device.extensionAttribute15 -eq \"value\""),
]);

/// The rows of one kind of subject, in the catalogue's order.
pub fn catalogue(subject: SubjectKind) -> impl Iterator<Item = &'static Property> {
    CATALOGUE
        .iter()
        .filter(move |property| property.subject == subject)
}

/// The row with this name, in any case: the service's own pages spell names in several cases
/// (`LANG 1.4`).
pub fn property(subject: SubjectKind, name: &str) -> Option<&'static Property> {
    catalogue(subject).find(|property| property.name.eq_ignore_ascii_case(name))
}

/// The row at this place. Places come only from rows, so there always is one.
pub fn property_by_id(id: PropertyId) -> &'static Property {
    CATALOGUE.get(id.index()).unwrap_or(&CATALOGUE[0])
}
