//! The words that values are made of, and the values by number.
//!
//! Every function gives another text for every number below the count that its attribute asks for.

#[rustfmt::skip]
const AREAS: [&str; 20] = [
    "Global", "Nordic", "Iberian", "Central", "Western", "Eastern", "Corporate", "Digital", "Retail", "Industrial",
    "Consumer", "Public", "Strategic", "Regional", "Field", "Inside", "Technical", "Clinical", "Marine", "Urban",
];

#[rustfmt::skip]
const FUNCTIONS: [&str; 20] = [
    "Sales", "Marketing", "Engineering", "Finance", "Support", "Human Resources", "Legal", "Procurement", "Logistics",
    "Research", "Quality", "Security", "Operations", "Treasury", "Audit", "Facilities", "Training", "Design",
    "Planning", "Communications",
];

#[rustfmt::skip]
const LEVELS: [&str; 10] = [
    "Junior", "Associate", "Senior", "Principal", "Lead", "Chief", "Deputy", "Assistant", "Interim", "Staff",
];

#[rustfmt::skip]
const FIELDS: [&str; 30] = [
    "Payroll", "Data", "Software", "Hardware", "Network", "Account", "Contract", "Risk", "Tax", "Product", "Project",
    "Process", "Supply", "Fleet", "Energy", "Safety", "Media", "Brand", "Event", "Credit", "Claims", "Policy", "Test",
    "Release", "Storage", "Cloud", "Mobile", "Web", "Print", "Travel",
];

#[rustfmt::skip]
const ROLES: [&str; 10] = [
    "Analyst", "Engineer", "Manager", "Consultant", "Architect", "Coordinator", "Specialist", "Officer", "Planner",
    "Administrator",
];

#[rustfmt::skip]
const COUNTRIES: [&str; 60] = [
    "Germany", "United States", "France", "United Kingdom", "Japan", "Spain", "Italy", "Netherlands", "Poland",
    "Sweden", "Norway", "Denmark", "Finland", "Austria", "Switzerland", "Belgium", "Portugal", "Ireland", "Greece",
    "Czechia", "Hungary", "Romania", "Bulgaria", "Croatia", "Slovenia", "Slovakia", "Estonia", "Latvia", "Lithuania",
    "Luxembourg", "Canada", "Mexico", "Brazil", "Argentina", "Chile", "Peru", "Colombia", "India", "China",
    "Singapore", "Malaysia", "Thailand", "Vietnam", "Indonesia", "Philippines", "Australia", "New Zealand",
    "South Africa", "Kenya", "Nigeria", "Egypt", "Morocco", "Tunisia", "Türkiye", "Israel", "Jordan", "Qatar",
    "Kuwait", "Iceland", "Malta",
];

#[rustfmt::skip]
const CITY_STARTS: [&str; 40] = [
    "Oak", "Ash", "Elm", "Birch", "Stone", "Clear", "Spring", "Summer", "Winter", "North", "South", "East", "West",
    "King", "Queen", "Bishop", "Mill", "Fox", "Wolf", "Bear", "Eagle", "Silver", "Gold", "Iron", "Copper", "Red",
    "White", "Black", "Green", "Blue", "Münster", "Rose", "Lake", "River", "Hill", "Glen", "Bridge", "Castle",
    "Church", "Market",
];

#[rustfmt::skip]
const CITY_ENDS: [&str; 20] = [
    "ford", "ton", "ham", "burg", "stadt", "ville", "field", "wood", "haven", "port", "mouth", "bury", "by", "dale",
    "wick", "gate", "bach", "heim", "feld", "borough",
];

#[rustfmt::skip]
const COMPANIES: [&str; 8] = [
    "Contoso", "Fabrikam", "Northwind", "Tailspin", "Adatum", "Litware", "Proseware", "Wingtip",
];

const LEGAL_FORMS: [&str; 5] = ["GmbH", "Ltd", "Inc", "AG", "SA"];

#[rustfmt::skip]
const GIVEN_STARTS: [&str; 25] = [
    "Ad", "Al", "An", "Be", "Car", "Chris", "Da", "Di", "El", "Fran", "Ge", "Han", "Is", "Jo", "Ka", "Le", "Lin",
    "Mar", "Me", "Nes", "Pat", "Ra", "Sa", "The", "Vi",
];

#[rustfmt::skip]
const GIVEN_ENDS: [&str; 20] = [
    "a", "ele", "ex", "go", "na", "ne", "ton", "ia", "ika", "o", "er", "mund", "tor", "ta", "line", "rik", "mina",
    "win", "bert", "ulf",
];

#[rustfmt::skip]
const SURNAME_STARTS: [&str; 50] = [
    "Van", "Wil", "Sic", "Arch", "Lang", "Lor", "Hol", "Rob", "Bow", "Fern", "Raz", "Ack", "Bau", "Camp", "Dre",
    "Eng", "Fisch", "Gard", "Hart", "Irv", "Jans", "Kel", "Lam", "Mor", "Nor", "Ost", "Pet", "Quin", "Rich", "Schu",
    "Thom", "Ull", "Vog", "Wag", "Yat", "Zim", "Bran", "Crow", "Dun", "Ever", "Falk", "Grim", "Hag", "Kirch",
    "Lind", "Mead", "Nyg", "Oliv", "Pala", "Stor",
];

#[rustfmt::skip]
const SURNAME_ENDS: [&str; 40] = [
    "ce", "ber", "iliani", "ie", "er", "enz", "loway", "bins", "en", "andez", "o", "ley", "mann", "sen", "son",
    "ström", "quist", "berg", "feld", "wood", "ford", "ton", "ham", "by", "stein", "bach", "wick", "ard", "ini",
    "elli", "ova", "ski", "ic", "aki", "moto", "ard-Jones", "dorf", "lund", "holm", "gren",
];

fn word(of: &[&'static str], place: usize) -> &'static str {
    of.get(place % of.len().max(1)).copied().unwrap_or_default()
}

pub(super) fn department(number: usize) -> String {
    // The two halves move together, so that the frequent departments are not all of one area.
    let area = number + number / FUNCTIONS.len();
    format!("{} {}", word(&AREAS, area), word(&FUNCTIONS, number))
}

pub(super) fn job_title(number: usize) -> String {
    let field = number / ROLES.len();
    let level = number + field / FIELDS.len();
    format!(
        "{} {} {}",
        word(&LEVELS, level),
        word(&FIELDS, field),
        word(&ROLES, number)
    )
}

pub(super) fn country(number: usize) -> String {
    word(&COUNTRIES, number).to_owned()
}

pub(super) fn country_code(number: usize) -> String {
    let letter = |place: usize| char::from(b'A' + (place % 26) as u8);
    format!("{}{}", letter(number / 3), letter(number * 7 + number / 26))
}

pub(super) fn city(number: usize) -> String {
    let start = number + number / CITY_STARTS.len();
    format!(
        "{}{}",
        word(&CITY_STARTS, number),
        word(&CITY_ENDS, start / 2 + number / 40)
    )
}

pub(super) fn state(number: usize) -> String {
    format!("{} County {}", word(&CITY_STARTS, number), number / 40 + 1)
}

pub(super) fn office(number: usize) -> String {
    format!("Building {}/{}", number / 10 + 1, number % 10 + 1)
}

pub(super) fn street(number: usize) -> String {
    format!("{} {}street", number / 40 + 1, word(&CITY_STARTS, number))
}

pub(super) fn postal_code(number: usize) -> String {
    format!("{:05}", 10_000 + number * 13)
}

pub(super) fn company(number: usize) -> String {
    format!(
        "{} {}",
        word(&COMPANIES, number),
        word(&LEGAL_FORMS, number / COMPANIES.len())
    )
}

pub(super) fn language(number: usize) -> String {
    format!(
        "{}-{}",
        country_code(number).to_lowercase(),
        country_code(number)
    )
}

pub(super) fn password_policy(number: usize) -> String {
    let policies = ["None", "DisablePasswordExpiration", "DisableStrongPassword"];
    word(&policies, number).to_owned()
}

pub(super) fn user_type(number: usize) -> String {
    word(&["Member", "Guest"], number).to_owned()
}

pub(super) fn given_name(number: usize) -> String {
    let start = number / GIVEN_ENDS.len();
    format!(
        "{}{}",
        word(&GIVEN_STARTS, start),
        word(&GIVEN_ENDS, number)
    )
}

pub(super) fn surname(number: usize) -> String {
    let start = number / SURNAME_ENDS.len();
    format!(
        "{}{}",
        word(&SURNAME_STARTS, start),
        word(&SURNAME_ENDS, number)
    )
}

pub(super) fn cost_center(number: usize) -> String {
    format!("CC-{}", 1_000 + number)
}

pub(super) fn division(number: usize) -> String {
    format!("Division {}", word(&AREAS, number))
}

pub(super) fn project(number: usize) -> String {
    format!(
        "{}-{}",
        word(&FIELDS, number),
        word(&CITY_STARTS, number / 30)
    )
}

pub(super) fn badge(number: usize) -> String {
    format!("Badge {}", word(&LEVELS, number))
}

pub(super) fn contract(number: usize) -> String {
    format!("Contract {}{:02}", word(&COMPANIES, number), number / 8)
}

/// The service plans: the name of the service and the plan's identifier.
pub(super) fn plan(number: usize) -> (&'static str, String) {
    let services = [
        "exchange",
        "SharePoint",
        "MicrosoftOffice",
        "TeamsSpace",
        "PowerBI",
        "Deskless",
        "SCO",
        "AADPremiumService",
    ];
    let id = format!(
        "{:08x}-0000-4000-8000-{:012x}",
        0x00ef_b875_u64 + number as u64 * 7_919,
        number
    );
    (word(&services, number), id)
}
