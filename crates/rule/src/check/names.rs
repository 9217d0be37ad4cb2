//! Names: which property or element a name means, and what was meant by a name that is none.

use ingroup_schema::{
    ExtensionError, ExtensionName, Property, PropertyKey, PropertyType, SubjectKind, catalogue,
    property, unsupported,
};

use super::nearest::nearest;
use super::subject::kind_of_prefix;
use super::{Check, Since};
use crate::code::Code;
use crate::diagnostic::{Diagnostic, Effect, Fix};
use crate::logic::Element;
use crate::tree::{Name, Operand};

/// A property that exists.
pub(super) struct Resolved {
    pub(super) key: PropertyKey,
}

impl Resolved {
    pub(super) fn property_type(&self) -> PropertyType {
        self.key.property_type()
    }
}

/// What the items of the collection are, inside the condition of `-any` or `-all`.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Elements {
    Texts,
    Plans,
    /// The collection itself is wrong; any element may be meant.
    Unknown,
}

/// The property that rules once had, and that stored ones still name: the service does not recognise it, and takes
/// nobody (LANG 2.2).
const WITHDRAWN: (SubjectKind, &str) = (SubjectKind::Device, "organizationalUnit");

const INSIDE_ONLY: &str = "It stands only inside the condition of -any or -all, as in user.proxyAddresses -any (_ -contains \"contoso\").";

impl Check<'_> {
    /// The property that an operand outside any `-any` names.
    pub(super) fn property(&mut self, operand: &Operand) -> Option<Resolved> {
        let name = &operand.name;
        let Some(object) = &operand.object else {
            self.report(self.without_prefix(operand));
            return None;
        };
        let Some(kind) = kind_of_prefix(&object.text) else {
            self.report(self.other_object(operand, object));
            return None;
        };
        if let Some(row) = property(kind, &name.text) {
            let written = operand.span.of(self.tree.text()).split_once('.');
            let is_usual = written == Some((row.subject.prefix(), row.name));
            // Both spellings of memberOf are the service's own.
            if !is_usual && row.property_type != PropertyType::GroupCollection {
                self.spelling(operand, &row.full_name());
            }
            return Some(Resolved {
                key: PropertyKey::Known(row.id),
            });
        }
        let is_extension = name
            .text
            .get(..10)
            .is_some_and(|start| start.eq_ignore_ascii_case("extension_"));
        if is_extension {
            return match ExtensionName::read(&name.text) {
                Ok(extension) => Some(Resolved {
                    key: PropertyKey::Extension(extension),
                }),
                Err(error) => {
                    self.report(extension_name(name, error));
                    None
                }
            };
        }
        let (of, withdrawn) = WITHDRAWN;
        let is_withdrawn = kind == of && name.text.eq_ignore_ascii_case(withdrawn);
        if is_withdrawn && self.since == Since::Stored {
            self.withdrawn.get_or_insert(operand.span);
            return None;
        }
        self.report(unknown_property(kind, operand));
        None
    }

    fn without_prefix(&self, operand: &Operand) -> Diagnostic {
        let name = &operand.name.text;
        if name == "_" {
            return Diagnostic::new(
                Code::WrongElement,
                operand.span,
                "\"_\" stands for an item of a collection, and there is no collection here.",
            )
            .about("_")
            .with_help(INSIDE_ONLY);
        }
        if kind_of_prefix(name).is_some() {
            return Diagnostic::new(
                Code::MissingPrefix,
                operand.span,
                format!("The property is missing behind \"{name}\"."),
            )
            .about(name)
            .with_help("Write a dot and a property, such as user.department.");
        }
        let known = |kind: SubjectKind| property(kind, name);
        let row = match self.subject {
            Some(kind) => known(kind),
            None => SubjectKind::ALL.into_iter().find_map(known),
        };
        let diagnostic = Diagnostic::new(
            Code::MissingPrefix,
            operand.span,
            format!("\"{name}\" has no user. or device. before it."),
        )
        .about(name);
        match row {
            Some(row) => diagnostic
                .with_help(format!("Write {}.", row.full_name()))
                .with_fix(Fix::replace(
                    format!("Write {}", row.full_name()),
                    Effect::Equivalent,
                    operand.span,
                    row.full_name(),
                )),
            None => {
                diagnostic.with_help("Write the property with its prefix, such as user.department.")
            }
        }
    }

    fn other_object(&self, operand: &Operand, object: &Name) -> Diagnostic {
        let text = &object.text;
        let inside = ["assignedPlan", "group", "_"];
        if inside
            .iter()
            .any(|element| element.eq_ignore_ascii_case(text))
        {
            return Diagnostic::new(
                Code::WrongElement,
                operand.span,
                format!("\"{text}\" stands for an item of a collection, and there is no collection here."),
            )
            .about(&operand.name.text)
            .with_help("It stands only inside the condition of -any or -all, as in user.assignedPlans -any (assignedPlan.service -eq \"exchange\").");
        }
        let diagnostic = Diagnostic::new(
            Code::UnknownObject,
            object.span,
            format!("\"{text}\" is neither user nor device."),
        )
        .about(text);
        if text.eq_ignore_ascii_case("app") {
            return diagnostic.with_help(
                "app. belongs to Intune assignment filters; membership rules know user. and device. only.",
            );
        }
        match nearest(text, ["user", "device"]) {
            Some(meant) => diagnostic
                .with_help(format!("Write {meant}."))
                .with_fix(Fix::replace(
                    format!("Write {meant}"),
                    Effect::Equivalent,
                    object.span,
                    meant,
                )),
            None => diagnostic.with_help("Every property begins with user. or device."),
        }
    }

    /// The element that an operand inside a condition on items names.
    pub(super) fn element(&mut self, operand: &Operand, elements: Elements) -> Option<Element> {
        let object = operand.object.as_ref().map(|name| name.text.as_str());
        let name = operand.name.text.as_str();
        let is_plan = object.is_some_and(|object| object.eq_ignore_ascii_case("assignedPlan"));
        let is_item = object.is_none() && name == "_";
        if is_item && elements != Elements::Plans {
            return Some(Element::Item);
        }
        if is_plan && elements != Elements::Texts {
            let written = operand.span.of(self.tree.text());
            let found = Element::OF_A_PLAN
                .into_iter()
                .find(|element| element.name().eq_ignore_ascii_case(written));
            match found {
                Some(element) => self.spelling(operand, element.name()),
                None => self.report(unknown_plan_property(operand)),
            }
            return found;
        }
        let message = format!(
            "\"{}\" is not an item of this collection.",
            operand.span.of(self.tree.text())
        );
        let help = match elements {
            Elements::Plans => {
                "Write assignedPlan.servicePlanId, assignedPlan.service or assignedPlan.capabilityStatus."
            }
            Elements::Texts | Elements::Unknown => {
                "Write _ for the item, as in user.proxyAddresses -any (_ -contains \"contoso\")."
            }
        };
        self.report(
            Diagnostic::new(Code::WrongElement, operand.span, message)
                .about(name)
                .with_help(help),
        );
        None
    }
}

fn unknown_plan_property(operand: &Operand) -> Diagnostic {
    let name = &operand.name;
    let diagnostic = Diagnostic::new(
        Code::WrongElement,
        operand.span,
        format!("An assigned plan has no \"{}\".", name.text),
    )
    .about(&name.text);
    let short = |element: Element| element.name().trim_start_matches("assignedPlan.");
    match nearest(&name.text, Element::OF_A_PLAN.into_iter().map(short)) {
        Some(meant) => diagnostic
            .with_help(format!("Write assignedPlan.{meant}."))
            .with_fix(Fix::replace(
                format!("Write {meant}"),
                Effect::ChangesMembers,
                name.span,
                meant,
            )),
        None => diagnostic.with_help("It has servicePlanId, service and capabilityStatus."),
    }
}

fn extension_name(name: &Name, error: ExtensionError) -> Diagnostic {
    let text = &name.text;
    let message = match error {
        ExtensionError::ApplicationId | ExtensionError::Prefix => {
            format!("\"{text}\" does not hold the 32 hexadecimal digits of an application id.")
        }
        ExtensionError::Name => format!("\"{text}\" ends before the name of the extension."),
    };
    let diagnostic = Diagnostic::new(Code::ExtensionName, name.span, message)
        .about(text)
        .with_help("Write extension_{application id without hyphens}_{name of the extension}.");
    let digits = text.replace('-', "");
    match ExtensionName::read(&digits) {
        Ok(_) => diagnostic.with_fix(Fix::replace(
            "Remove the hyphens",
            Effect::Equivalent,
            name.span,
            digits,
        )),
        Err(_) => diagnostic,
    }
}

fn unknown_property(kind: SubjectKind, operand: &Operand) -> Diagnostic {
    let name = &operand.name;
    let text = name.text.as_str();
    if text.is_empty() {
        return Diagnostic::new(
            Code::UnknownProperty,
            operand.span,
            "The name of the property is missing behind the dot.",
        )
        .with_help(format!(
            "Write a property such as {}.displayName.",
            kind.prefix()
        ));
    }
    let diagnostic = Diagnostic::new(
        Code::UnknownProperty,
        name.span,
        format!("Rules for {} have no property \"{text}\".", kind.plural()),
    )
    .about(text);
    if let Some((row, source)) = foreign(kind, text) {
        return diagnostic
            .with_help(format!(
                "That is the name in {source}; rules call it {}.",
                row.name
            ))
            .with_fix(rename(name, row.name, Effect::Equivalent));
    }
    let first = text.split('.').next().unwrap_or(text);
    if let Some(row) = unsupported(kind, text).or_else(|| unsupported(kind, first)) {
        return diagnostic.with_help(row.instead);
    }
    if let Some(help) = extension_attribute(kind, text) {
        return diagnostic.with_help(help);
    }
    let other = match kind {
        SubjectKind::User => SubjectKind::Device,
        SubjectKind::Device => SubjectKind::User,
    };
    if let Some(row) = property(other, text) {
        return diagnostic.with_help(format!(
            "It is a property of {}: {}.",
            other.plural(),
            row.full_name()
        ));
    }
    match nearest(text, catalogue(kind).map(|row| row.name)) {
        Some(meant) => diagnostic
            .with_help(format!("Did you mean {meant}?"))
            .with_fix(rename(name, meant, Effect::ChangesMembers)),
        None => diagnostic
            .with_help("Copy the value to an extension attribute if rules are to read it."),
    }
}

fn rename(name: &Name, to: &str, effect: Effect) -> Fix {
    Fix::replace(format!("Write {to}"), effect, name.span, to)
}

/// The property that another product calls so.
fn foreign(kind: SubjectKind, name: &str) -> Option<(&'static Property, &'static str)> {
    catalogue(kind).find_map(|row| {
        let found = row
            .foreign_names
            .iter()
            .find(|foreign| foreign.name.eq_ignore_ascii_case(name));
        found.map(|foreign| (row, foreign.source.words()))
    })
}

/// `extensionAttribute16` and `onPremisesExtensionAttributes.extensionAttribute1`.
fn extension_attribute(kind: SubjectKind, name: &str) -> Option<String> {
    let lower = name.to_ascii_lowercase();
    let last = lower.rsplit('.').next().unwrap_or(&lower);
    let number = last.strip_prefix("extensionattribute")?;
    let number: u32 = number.parse().ok()?;
    Some(match number {
        1..=15 => format!("Write {}.extensionAttribute{number}.", kind.prefix()),
        _ => "Extension attributes are numbered from 1 to 15.".to_owned(),
    })
}
