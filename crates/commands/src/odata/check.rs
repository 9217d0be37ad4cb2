//! Whether a filter asks for what there is and, in the modules, for what the service grants.

use ingroup_shell::{Value, is_like};

use super::error::Fault;
use super::opath;
use super::parse::parse;
use super::properties::{self, Kind, Property, Resource};
use super::tokens::Quotes;
use super::tree::{Comparison, Count, Filter, Literal, Path, TextFunction};

/// The language of a filter, and who grants what.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Dialect {
    /// OData with everything, over our own names and Graph's.
    Native,
    /// OData as Graph grants it.
    Graph(Advanced),
    /// The older OData of the AzureAD module: eq, ge, le, startsWith, and, or.
    AzureAd,
    /// Exchange's OPATH.
    Opath,
}

/// Whether a request says what Graph wants to hear before it carries out an advanced query.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Advanced {
    /// `-ConsistencyLevel eventual` and `-CountVariable`.
    Yes,
    /// One of them is missing.
    No,
}

/// A filter that may be carried out. `shaped` are the names that the objects of the module have; of natives and of
/// Graph the table knows them.
pub(crate) fn checked(
    text: &str,
    resource: Resource,
    dialect: Dialect,
    shaped: &[&str],
) -> Result<Filter, Fault> {
    let filter = match dialect {
        Dialect::Opath => opath::parse(text)?,
        Dialect::Native => parse(text, Quotes::Typographic)?,
        Dialect::Graph(_) | Dialect::AzureAd => parse(text, Quotes::Single)?,
    };
    let check = Check {
        resource,
        dialect,
        shaped,
    };
    check.filter(&filter, None)?;
    Ok(filter)
}

struct Check<'s> {
    resource: Resource,
    dialect: Dialect,
    shaped: &'s [&'s str],
}

/// The items that a lambda speaks of.
struct Item<'f> {
    name: &'f str,
    of: Property,
    path: &'f Path,
}

impl Check<'_> {
    fn filter(&self, filter: &Filter, item: Option<&Item<'_>>) -> Result<(), Fault> {
        match filter {
            Filter::And(all) | Filter::Or(all) => {
                all.iter().try_for_each(|one| self.filter(one, item))
            }
            Filter::Not(inner) => {
                self.filter(inner, item)?;
                self.grants_words(inner, "not", item)
            }
            Filter::Compare(path, how, literal) => {
                let property = self.property(path, item)?;
                self.type_fits(path, &property, *how, literal)?;
                if path.count == Count::Yes {
                    self.granted(path, &property, "count", item)?;
                    return self.advanced(path, "$count");
                }
                self.granted(path, &property, how.word(), item)?;
                if literal.value.is_null() && self.is_service() && !property.grants("null") {
                    return Err(self.not_granted(path, &property, "null", item));
                }
                match how {
                    Comparison::NotEqual => self.advanced(path, how.word()),
                    _ => Ok(()),
                }
            }
            Filter::In(path, literals) => {
                let property = self.property(path, item)?;
                for literal in literals {
                    self.type_fits(path, &property, Comparison::Equal, literal)?;
                }
                self.granted(path, &property, "in", item)
            }
            Filter::Text(path, function, text) => {
                let property = self.property(path, item)?;
                if property.kind != Kind::Text || !matches!(text.value, Value::Text(_)) {
                    return Err(no_text(path, *function, &property));
                }
                self.granted(path, &property, function.word(), item)?;
                match function {
                    TextFunction::EndsWith => self.advanced(path, function.word()),
                    TextFunction::StartsWith | TextFunction::Contains => Ok(()),
                }
            }
            Filter::Like(path, _) => self.property(path, item).map(|_| ()),
            Filter::Lambda(path, _, inner) => {
                let property = self.property(path, item)?;
                if !matches!(property.kind, Kind::Texts | Kind::Objects) {
                    let fault = Fault::new(
                        format!(
                            "\"{}\" has one value; any and all are for lists.",
                            path.text()
                        ),
                        path.place.clone(),
                    );
                    return Err(fault.service(
                        "BadRequest",
                        "Invalid filter clause: Any/All may only be used following a collection.",
                    ));
                }
                if self.dialect == Dialect::AzureAd {
                    return Err(self.unsupported(path).help(
                        "The AzureAD module knows no any and all; Get-AzureADMSGroup and Get-MgGroup do.",
                    ));
                }
                if self.is_service() && property.granted().is_empty() {
                    return Err(self.not_granted(path, &property, "any", item));
                }
                let Some(inner) = inner else {
                    return Ok(());
                };
                let item = Item {
                    name: &inner.name,
                    of: property,
                    path,
                };
                self.filter(&inner.filter, Some(&item))
            }
            Filter::Is(path) => {
                let property = self.property(path, item)?;
                if property.kind != Kind::Bool {
                    return Err(Fault::new(
                        format!("\"{}\" is not compared with anything.", path.text()),
                        path.place.clone(),
                    )
                    .help(format!("An operator and a value are missing: {} eq 'Sales'.", path.text()))
                    .service(
                        "BadRequest",
                        "Invalid filter clause: The $filter expression must evaluate to a single boolean value.",
                    ));
                }
                self.granted(path, &property, "eq", item)
            }
        }
    }

    fn is_service(&self) -> bool {
        matches!(self.dialect, Dialect::Graph(_) | Dialect::AzureAd)
    }

    /// What the path means.
    fn property(&self, path: &Path, item: Option<&Item<'_>>) -> Result<Property, Fault> {
        if let Some(item) = item.filter(|item| path.head() == item.name) {
            let kind = match (item.of.kind, path.segments.len()) {
                (Kind::Texts, 1) => Kind::Text,
                (Kind::Objects, 2) => Kind::Text,
                _ => {
                    return Err(Fault::new(
                        format!(
                            "The items of \"{}\" have no \"{}\".",
                            item.path.text(),
                            path.text()
                        ),
                        path.place.clone(),
                    ));
                }
            };
            return Ok(Property { kind, ..item.of });
        }
        match self.dialect {
            Dialect::Native | Dialect::Graph(_) => self.known(path),
            Dialect::AzureAd | Dialect::Opath => self.of_shape(path),
        }
    }

    fn known(&self, path: &Path) -> Result<Property, Fault> {
        let found = properties::property(self.resource, path.head());
        let is_service = self.is_service();
        let found = found.filter(|property| !is_service || property.is_the_services());
        let Some(property) = found else {
            let all = properties::all(self.resource);
            let names = all.filter(|own| !is_service || own.is_the_services());
            return Err(self.unknown(path, names.map(|own| own.name).collect()));
        };
        match (path.segments.as_slice(), property.kind) {
            ([_], Kind::Nested) => Err(Fault::new(
                format!(
                    "\"{}\" is an object; one of its properties is missing.",
                    path.text()
                ),
                path.place.clone(),
            )
            .help(format!(
                "For example {}/extensionAttribute1 eq 'x'.",
                path.text()
            ))),
            ([_], _) => Ok(property),
            ([_, inner], Kind::Nested) if is_like(inner, "extensionAttribute*") => Ok(Property {
                kind: Kind::Text,
                ..property
            }),
            _ => Err(self.unknown(path, Vec::new())),
        }
    }

    /// A property of a module's own object; what the service grants is known by the native name.
    fn of_shape(&self, path: &Path) -> Result<Property, Fault> {
        let own = self.shaped.iter();
        let known = own
            .into_iter()
            .any(|name| name.eq_ignore_ascii_case(path.head()));
        if !known || path.segments.len() > 1 {
            return Err(self.unknown(path, self.shaped.to_vec()));
        }
        let named = properties::property(self.resource, path.head());
        Ok(named.unwrap_or(Property {
            name: "",
            kind: Kind::Text,
            grants: "eq ge le startsWith",
        }))
    }

    fn unknown(&self, path: &Path, names: Vec<&str>) -> Fault {
        let text = path.text();
        let fault = Fault::new(
            format!("{} have no property \"{text}\".", self.plural()),
            path.place.clone(),
        )
        .service(
            "BadRequest",
            format!(
                "Invalid filter clause: Could not find a property named '{text}' on type '{}'.",
                self.resource.graph_type()
            ),
        );
        let start = |name: &str| name.get(..3.min(name.len())).unwrap_or(name).to_lowercase();
        let close: Vec<&str> = names
            .into_iter()
            .filter(|name| start(name) == start(&text))
            .collect();
        match close.is_empty() {
            true => fault,
            false => fault.help(format!("Properties that begin so: {}.", close.join(", "))),
        }
    }

    fn plural(&self) -> &'static str {
        match self.resource {
            Resource::User => "Users",
            Resource::Group => "Groups",
            Resource::Device => "Devices",
            Resource::Unit => "Administrative units",
            Resource::Audit => "Entries of the audit log",
        }
    }

    fn type_fits(
        &self,
        path: &Path,
        property: &Property,
        how: Comparison,
        literal: &Literal,
    ) -> Result<(), Fault> {
        let kind = match path.count {
            Count::Yes => Kind::Number,
            Count::No => property.kind,
        };
        // OPATH and the older OData write every value as a text.
        let loose = matches!(self.dialect, Dialect::Opath | Dialect::AzureAd);
        let fits = match (&literal.value, kind) {
            (_, Kind::Texts | Kind::Objects | Kind::Nested) => false,
            (Value::Null, _) => true,
            (Value::Text(_), Kind::Text) | (Value::Bool(_), Kind::Bool) => true,
            (Value::Int(_), Kind::Number) | (Value::Time(_), Kind::Time) => true,
            (_, Kind::Text | Kind::Bool | Kind::Number | Kind::Time) => loose,
        };
        if fits || self.dialect == Dialect::Opath && matches!(kind, Kind::Texts) {
            return Ok(());
        }
        let fault = Fault::new(
            format!("\"{}\" cannot be compared with this.", path.text()),
            literal.place.clone(),
        )
        .service(
            "BadRequest",
            format!(
                "Invalid filter clause: A binary operator with incompatible types was detected. Found operand types '{}' and '{}' for operator kind '{}'.",
                kind.edm(),
                edm_of(&literal.value),
                how.kind_name()
            ),
        );
        Err(match kind {
            Kind::Texts | Kind::Objects | Kind::Nested => fault.help(format!(
                "It is a list: {}/any(c:c {} 'Unified').",
                path.text(),
                how.word()
            )),
            Kind::Bool => fault.help("It is true or false, without quotes."),
            Kind::Time => fault.help("It is a date without quotes: 2026-01-31T00:00:00Z."),
            Kind::Number => fault.help("It is a number without quotes."),
            Kind::Text => fault.help("It is a text and stands in single quotes: 'Sales'."),
        })
    }

    /// Fails if the service does not grant the property this operator.
    fn granted(
        &self,
        path: &Path,
        property: &Property,
        word: &str,
        item: Option<&Item<'_>>,
    ) -> Result<(), Fault> {
        let granted = match self.dialect {
            Dialect::Native | Dialect::Opath => true,
            Dialect::Graph(_) => property.grants(word),
            Dialect::AzureAd => {
                ["eq", "ge", "le", "startsWith"].contains(&word) && property.grants(word)
            }
        };
        match granted {
            true => Ok(()),
            false => Err(self.not_granted(path, property, word, item)),
        }
    }

    fn not_granted(
        &self,
        path: &Path,
        property: &Property,
        word: &str,
        item: Option<&Item<'_>>,
    ) -> Fault {
        let own = item.filter(|item| path.head() == item.name);
        let fault = self.unsupported(own.map_or(path, |item| item.path));
        let text = own.map_or(path, |item| item.path).text();
        let granted = match self.dialect {
            Dialect::AzureAd => vec!["eq", "ge", "le", "startsWith"],
            _ => property.granted(),
        };
        let fault = match granted.as_slice() {
            [] => fault.help(format!("The service grants no filter by {text}.")),
            words => fault.help(format!(
                "For {text} it grants {}, and not {word}.",
                words.join(", ")
            )),
        };
        fault.help("Where-Object filters what has arrived by anything; Get-Group, Get-User and Get-Device take every -Filter.")
    }

    fn unsupported(&self, path: &Path) -> Fault {
        let text = format!(
            "Unsupported or invalid query filter clause specified for property '{}' of resource '{}'.",
            path.text(),
            self.resource.name()
        );
        Fault::new(
            "The service does not grant this filter.".to_owned(),
            path.place.clone(),
        )
        .service("Request_UnsupportedQuery", text)
    }

    /// Fails if an advanced query is not announced as Graph wants it.
    fn advanced(&self, path: &Path, word: &str) -> Result<(), Fault> {
        match self.dialect {
            Dialect::Graph(Advanced::No) => Err(not_announced(word, path)),
            _ => Ok(()),
        }
    }

    /// `not` needs its grant from every property in it.
    fn grants_words(
        &self,
        filter: &Filter,
        word: &str,
        item: Option<&Item<'_>>,
    ) -> Result<(), Fault> {
        match filter {
            Filter::And(all) | Filter::Or(all) => all
                .iter()
                .try_for_each(|one| self.grants_words(one, word, item)),
            Filter::Not(inner) => self.grants_words(inner, word, item),
            Filter::Compare(path, ..)
            | Filter::In(path, _)
            | Filter::Text(path, ..)
            | Filter::Like(path, _)
            | Filter::Lambda(path, ..)
            | Filter::Is(path) => {
                let property = self.property(path, item)?;
                self.granted(path, &property, word, item)?;
                self.advanced(path, word)
            }
        }
    }
}

fn no_text(path: &Path, function: TextFunction, property: &Property) -> Fault {
    let fault = Fault::new(
        format!("{} takes a property that is a text, and a text.", function.word()),
        path.place.clone(),
    )
    .service(
        "BadRequest",
        format!(
            "Invalid filter clause: No function signature for the function with name '{}' matches the specified arguments.",
            function.word().to_lowercase()
        ),
    );
    match property.kind {
        Kind::Texts => fault.help(format!(
            "It is a list: {}/any(p:{}(p,'x')).",
            path.text(),
            function.word()
        )),
        _ => fault,
    }
}

fn not_announced(word: &str, path: &Path) -> Fault {
    Fault::new(
        "This is an advanced query.",
        path.place.clone(),
    )
    .help("Add -ConsistencyLevel eventual -CountVariable count.")
    .service(
        "Request_UnsupportedQuery",
        format!(
            "Operator '{word}' is not supported because the required parameters might be missing. Try adding $count=true query parameter and ConsistencyLevel:eventual header. Refer to https://aka.ms/graph-docs/advanced-queries for more information"
        ),
    )
}

fn edm_of(value: &Value) -> &'static str {
    match value {
        Value::Bool(_) => "Edm.Boolean",
        Value::Int(_) => "Edm.Int32",
        Value::Time(_) => "Edm.DateTimeOffset",
        _ => "Edm.String",
    }
}
