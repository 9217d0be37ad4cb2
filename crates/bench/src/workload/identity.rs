//! Values that belong to one person.

/// Who somebody is: what the values that nobody else has are made of.
pub(crate) struct Identity {
    /// The person's number.
    pub(crate) number: usize,
    /// The given name.
    pub(crate) given_name: String,
    /// The surname.
    pub(crate) surname: String,
    /// The department's number among departments.
    pub(crate) unit: usize,
    /// Grows when something of the person is made anew.
    pub(crate) edition: usize,
}

const DOMAINS: [&str; 6] = [
    "contoso.com",
    "fabrikam.com",
    "emea.contoso.com",
    "apac.contoso.com",
    "northwind.example",
    "partners.contoso.com",
];

impl Identity {
    fn domain(&self) -> &'static str {
        // The first domain has half of the people.
        let place = (self.number % 10).saturating_sub(4);
        DOMAINS.get(place).copied().unwrap_or("contoso.com")
    }

    /// The part before the at sign.
    fn local(&self) -> String {
        let edition = match self.edition {
            0 => String::new(),
            edition => format!("-{edition}"),
        };
        let name = format!("{}.{}", self.given_name, self.surname).to_lowercase();
        let ascii: String = name.chars().filter(char::is_ascii).collect();
        format!("{ascii}{}{edition}", self.number)
    }
}

pub(super) fn given_name(of: &Identity) -> String {
    of.given_name.clone()
}

pub(super) fn surname(of: &Identity) -> String {
    of.surname.clone()
}

pub(super) fn display_name(of: &Identity) -> String {
    match of.edition {
        0 => format!("{} {}", of.given_name, of.surname),
        edition => format!("{} {} ({edition})", of.given_name, of.surname),
    }
}

pub(super) fn principal_name(of: &Identity) -> String {
    format!("{}@{}", of.local(), of.domain())
}

pub(super) fn mail(of: &Identity) -> String {
    format!("{}@mail.{}", of.local(), of.domain())
}

pub(super) fn nickname(of: &Identity) -> String {
    of.local()
}

pub(super) fn employee_id(of: &Identity) -> String {
    format!("E{:07}", of.number + of.edition * 1_000_000)
}

pub(super) fn telephone(of: &Identity) -> String {
    format!("+49 30 {:07}-{}", of.number, of.edition)
}

pub(super) fn mobile(of: &Identity) -> String {
    format!("+49 171 {:07}-{}", of.number, of.edition)
}

pub(super) fn distinguished_name(of: &Identity) -> String {
    format!(
        "CN={} {} {},OU=Unit {},OU=People,DC={}",
        of.given_name,
        of.surname,
        of.number + of.edition * 1_000_000,
        of.unit % 40,
        of.domain().replace('.', ",DC=")
    )
}

/// The addresses of a person, the primary one first.
pub(super) fn addresses(of: &Identity, more: usize) -> Vec<String> {
    let mut all = vec![
        format!("SMTP:{}@mail.{}", of.local(), of.domain()),
        format!("smtp:{}@contoso.onmicrosoft.com", of.local()),
    ];
    all.extend((0..more).map(|extra| format!("smtp:{}{extra}@alias.{}", of.local(), of.domain())));
    all
}
