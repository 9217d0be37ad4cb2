//! A tenant full of people.

use ingroup_schema::{Instant, PropertyKey, SubjectKind, Value, property};
use ingroup_tenant::{Command, NewUser, Tenant};

use crate::job::Failed;
use crate::random::Random;

const FIRST: [&str; 12] = [
    "Adele", "Alex", "Diego", "Grady", "Isaiah", "Johanna", "Lidia", "Lynne", "Megan", "Nestor",
    "Patti", "Raul",
];
const LAST: [&str; 12] = [
    "Vance",
    "Wilber",
    "Siciliani",
    "Archie",
    "Langer",
    "Lorenz",
    "Holloway",
    "Robbins",
    "Bowen",
    "Wilke",
    "Fernandez",
    "Razo",
];
const DEPARTMENTS: [&str; 6] = [
    "Sales",
    "Marketing",
    "Engineering",
    "Finance",
    "Support",
    "Human Resources",
];
const COUNTRIES: [&str; 4] = ["Germany", "France", "United States", "Japan"];

/// Where the tenants' clocks stand.
pub(crate) fn start() -> Instant {
    Instant::EPOCH
}

/// The sign-in name of a user, by number.
pub(crate) fn address(number: usize) -> String {
    format!("user{number}@contoso.com")
}

/// An attribute of a user.
pub(crate) fn attribute(name: &str, value: &str) -> Result<(PropertyKey, Value), Failed> {
    let property = property(SubjectKind::User, name).ok_or("a property is not there")?;
    Ok((PropertyKey::Known(property.id), Value::text(value)))
}

/// A tenant of so many users, no two of a name.
pub(crate) fn tenant(users: usize) -> Result<Tenant, Failed> {
    let mut tenant = Tenant::new(start());
    let mut random = Random::new(1);
    for number in 0..users {
        let mut pick = |from: &'static [&'static str]| random.pick(from).copied().unwrap_or("");
        let name = format!("{} {} {number}", pick(&FIRST), pick(&LAST));
        let attributes = vec![
            attribute("userPrincipalName", &address(number))?,
            attribute("displayName", &name)?,
            attribute("department", pick(&DEPARTMENTS))?,
            attribute("country", pick(&COUNTRIES))?,
        ];
        let user = NewUser {
            attributes,
            ..NewUser::default()
        };
        tenant
            .execute(Command::CreateUser(user))
            .map_err(|refusal| refusal.to_string())?;
    }
    Ok(tenant)
}
