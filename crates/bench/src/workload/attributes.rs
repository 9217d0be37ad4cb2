//! The table of the attributes: what they are called, what their values are like, and how often rules name them.

use super::identity::{self, Identity};
use super::pool::Spread;
use super::words;

/// An attribute of the workload.
pub(crate) struct Attribute {
    /// As the catalogue calls it.
    pub(crate) name: &'static str,
    /// What the values are like.
    pub(crate) shape: Shape,
    /// How often rules compare it for equality, against the others.
    pub(crate) named: usize,
    /// How many of a hundred people have no value.
    pub(crate) missing: usize,
}

/// What the values of an attribute are like.
#[derive(Clone, Copy)]
pub(crate) enum Shape {
    /// True for so many of a hundred who have a value.
    Flag(usize),
    /// One of so many texts.
    Pool(usize, Spread, fn(usize) -> String),
    /// A text that hardly anybody else has.
    Own(fn(&Identity) -> String),
    /// `proxyAddresses`.
    Addresses,
    /// `assignedPlans`.
    Plans,
}

const fn row(name: &'static str, named: usize, missing: usize, shape: Shape) -> Attribute {
    Attribute {
        name,
        shape,
        named,
        missing,
    }
}

use Shape::{Addresses, Flag, Own, Plans, Pool};
use Spread::{Even, Zipf};

/// How many service plans there are.
pub(crate) const PLANS: usize = 120;

/// All attributes: thirty with single values, two with several.
#[rustfmt::skip] // one attribute, one row
pub(crate) const ATTRIBUTES: [Attribute; 32] = [
    row("accountEnabled",               80,  0, Flag(94)),
    row("dirSyncEnabled",               20, 40, Flag(100)),
    row("department",                  200,  3, Pool(400, Zipf, words::department)),
    row("jobTitle",                    150,  5, Pool(3_000, Zipf, words::job_title)),
    row("country",                     120,  2, Pool(60, Zipf, words::country)),
    row("city",                        100,  4, Pool(800, Zipf, words::city)),
    row("state",                        20, 20, Pool(200, Zipf, words::state)),
    row("physicalDeliveryOfficeName",   80,  8, Pool(1_500, Even, words::office)),
    row("streetAddress",                 5, 10, Pool(1_500, Even, words::street)),
    row("postalCode",                   10, 10, Pool(5_000, Even, words::postal_code)),
    row("companyName",                  50,  6, Pool(40, Zipf, words::company)),
    row("usageLocation",                50,  2, Pool(60, Zipf, words::country_code)),
    row("preferredLanguage",            10, 30, Pool(25, Zipf, words::language)),
    row("passwordPolicies",              3, 70, Pool(3, Zipf, words::password_policy)),
    row("userType",                     40,  3, Pool(2, Zipf, words::user_type)),
    row("givenName",                     5,  0, Own(identity::given_name)),
    row("surname",                      10,  0, Own(identity::surname)),
    row("extensionAttribute1",         100,  5, Pool(2_000, Even, words::cost_center)),
    row("extensionAttribute2",          30, 80, Pool(100, Zipf, words::contract)),
    row("extensionAttribute3",          20, 95, Pool(10, Zipf, words::badge)),
    row("extensionAttribute4",          40, 15, Pool(12, Zipf, words::division)),
    row("extensionAttribute5",          30, 60, Pool(900, Even, words::project)),
    row("displayName",                   5,  0, Own(identity::display_name)),
    row("userPrincipalName",             5,  0, Own(identity::principal_name)),
    row("mail",                          5,  4, Own(identity::mail)),
    row("mailNickName",                  3,  0, Own(identity::nickname)),
    row("employeeId",                   10,  6, Own(identity::employee_id)),
    row("telephoneNumber",               2, 20, Own(identity::telephone)),
    row("mobile",                        0, 30, Own(identity::mobile)),
    row("onPremisesDistinguishedName",   2, 40, Own(identity::distinguished_name)),
    row("proxyAddresses",                0,  4, Addresses),
    row("assignedPlans",                 0,  8, Plans),
];

/// The place of an attribute.
pub(crate) fn attribute_named(name: &str) -> Option<usize> {
    ATTRIBUTES
        .iter()
        .position(|attribute| attribute.name == name)
}

/// What the attribute at a place is called.
pub(crate) fn attribute_name(place: usize) -> &'static str {
    ATTRIBUTES.get(place).map_or("", |row| row.name)
}
