//! Groups that are written as code, in blocks of names and values.
//!
//! Microsoft365DSC and Terraform differ in quotes, comments and names; the shape is one. Values
//! that are worked out when the code runs cannot be known here and are named as such.

use std::collections::BTreeSet;

use ingroup_directory::{GroupType, RuleProcessing, Visibility};
use ingroup_schema::ObjectId;
use serde_json::Value as Json;

use super::code_words::{Reader, Token, Word};
use super::folder::Language;
use crate::codec::Graph;
use crate::error::{ImportError, Place};
use crate::failure::{Failure, Faults};
use crate::tree::Entry;

/// A group as code has it; what is not said stays as it is.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CodedGroup {
    /// The file.
    pub file: String,
    /// The line where it begins; none in a list of facts.
    pub line: Option<usize>,
    /// The id, if the code has it.
    pub id: Option<ObjectId>,
    /// The display name.
    pub display_name: String,
    /// The mail nickname.
    pub mail_nickname: Option<String>,
    /// The description.
    pub description: Option<String>,
    /// What decides its kind and membership type.
    pub group_types: Option<BTreeSet<GroupType>>,
    /// The rule of a dynamic group.
    pub membership_rule: Option<String>,
    /// Whether the rule is on.
    pub processing: Option<RuleProcessing>,
    /// Whether it can be granted access.
    pub security_enabled: Option<bool>,
    /// Whether it has a mailbox or address.
    pub mail_enabled: Option<bool>,
    /// Whether roles can be assigned to it.
    pub is_assignable_to_role: Option<bool>,
    /// Who sees it.
    pub visibility: Option<Visibility>,
    /// The members.
    pub members: Vec<CodedName>,
    /// The owners.
    pub owners: Vec<CodedName>,
    /// Whether the code wants the group to be gone.
    pub ensure: Ensure,
    /// Names of what is worked out when the code runs, and is not known.
    pub worked_out: Vec<&'static str>,
    /// What else the code gives the group, and nobody takes, in words.
    pub passed_over: BTreeSet<&'static str>,
}

/// Whom code has in a group.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CodedName {
    /// A name or an id.
    Whole(String),
    /// What stands before the `@` of a sign-in name in the tenant's own domain.
    OwnDomain(String),
}

/// Whether code wants a group.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Ensure {
    /// It is to be there.
    #[default]
    Present,
    /// It is to be gone.
    Absent,
}

/// A value in code.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Coded {
    Text(String),
    Flag(bool),
    List(Vec<Coded>),
    Nothing,
    /// It is worked out when the code runs.
    WorkedOut,
    /// A sign-in name in the tenant's own domain, up to the `@`.
    OwnDomain(String),
}

/// What a name in code stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Field {
    Id,
    DisplayName,
    MailNickname,
    Description,
    GroupTypes,
    Rule,
    Processing,
    SecurityEnabled,
    MailEnabled,
    IsAssignableToRole,
    Visibility,
    Members,
    Owners,
    Ensure,
}

/// The fields by their names in Graph, in Microsoft365DSC and in Terraform.
const FIELDS: [(Field, &str, &str, &str); 15] = [
    (Field::Id, "id", "Id", "object_id"),
    (
        Field::DisplayName,
        "displayName",
        "DisplayName",
        "display_name",
    ),
    (
        Field::MailNickname,
        "mailNickname",
        "MailNickname",
        "mail_nickname",
    ),
    (
        Field::Description,
        "description",
        "Description",
        "description",
    ),
    (Field::GroupTypes, "groupTypes", "GroupTypes", "types"),
    (Field::Rule, "membershipRule", "MembershipRule", "rule"),
    (
        Field::Processing,
        "membershipRuleProcessingState",
        "MembershipRuleProcessingState",
        "enabled",
    ),
    (
        Field::SecurityEnabled,
        "securityEnabled",
        "SecurityEnabled",
        "security_enabled",
    ),
    (
        Field::MailEnabled,
        "mailEnabled",
        "MailEnabled",
        "mail_enabled",
    ),
    (
        Field::IsAssignableToRole,
        "isAssignableToRole",
        "IsAssignableToRole",
        "assignable_to_role",
    ),
    (Field::Visibility, "visibility", "Visibility", "visibility"),
    (Field::Members, "members", "Members", "members"),
    // Newer configurations have groups apart from people.
    (Field::Members, "members", "GroupAsMembers", "members"),
    (Field::Owners, "owners", "Owners", "owners"),
    (Field::Ensure, "ensure", "Ensure", "ensure"),
];

/// What groups have beside themselves, by its names in Microsoft365DSC and in Terraform.
const PASSED_OVER: [(&str, &str); 4] = [
    ("licences", "AssignedLicenses"),
    ("memberships in other groups", "MemberOf"),
    ("roles", "AssignedToRole"),
    ("administrative units", "administrative_unit_ids"),
];

const CORRECT: &str = "Correct the value in the file.";

impl CodedGroup {
    /// The group for people.
    pub fn label(&self) -> String {
        match (self.display_name.as_str(), self.line) {
            ("", Some(line)) => format!("the group of line {line}"),
            (name, _) => format!("group \"{name}\""),
        }
    }

    /// Takes a value; names that stand for nothing here are passed over.
    pub(super) fn take(
        &mut self,
        language: Language,
        name: &str,
        value: Coded,
    ) -> Result<(), Failure> {
        let own = |(_, _, dsc, terraform): &&(Field, &str, &str, &'static str)| {
            name.eq_ignore_ascii_case(match language {
                Language::Dsc => dsc,
                Language::Terraform | Language::TerraformState => terraform,
            })
        };
        let Some((field, graph, ..)) = FIELDS.iter().find(own) else {
            let is_there = match &value {
                Coded::List(items) => !items.is_empty(),
                Coded::Text(text) => !text.is_empty(),
                Coded::Nothing => false,
                Coded::Flag(_) | Coded::WorkedOut | Coded::OwnDomain(_) => true,
            };
            let mut known = PASSED_OVER
                .iter()
                .filter(|(_, own)| own.eq_ignore_ascii_case(name));
            if let (Some((words, _)), true) = (known.next(), is_there) {
                self.passed_over.insert(words);
            }
            return Ok(());
        };
        let wrong =
            |expected: &str| Failure::new(format!("\"{name}\" must be {expected}."), CORRECT);
        let links = matches!(field, Field::Members | Field::Owners);
        match value {
            Coded::WorkedOut | Coded::OwnDomain(_) => {
                self.worked_out.push(graph);
                return Ok(());
            }
            Coded::Nothing => return Ok(()),
            Coded::List(items) if links => {
                let mut names = Vec::new();
                for item in items {
                    match item {
                        Coded::Text(name) => names.push(CodedName::Whole(name)),
                        Coded::OwnDomain(name) => names.push(CodedName::OwnDomain(name)),
                        _ if !self.worked_out.contains(graph) => self.worked_out.push(graph),
                        _ => {}
                    }
                }
                match field {
                    Field::Members => self.members.extend(names),
                    _ => self.owners.extend(names),
                }
                return Ok(());
            }
            _ => {}
        }
        let text = |value: &Coded| match value {
            Coded::Text(text) => Ok(text.clone()),
            _ => Err(wrong("text")),
        };
        let flag = |value: &Coded| match value {
            Coded::Flag(flag) => Ok(Some(*flag)),
            Coded::Text(text) => text
                .to_ascii_lowercase()
                .parse()
                .map(Some)
                .map_err(|_| wrong("true or false")),
            _ => Err(wrong("true or false")),
        };
        match field {
            Field::Id => {
                let text = text(&value)?;
                self.id = match text.is_empty() {
                    true => None,
                    false => Some(text.parse().map_err(|_| wrong("an id"))?),
                };
            }
            Field::DisplayName => self.display_name = text(&value)?,
            Field::MailNickname => {
                self.mail_nickname = Some(text(&value)?).filter(|text| !text.is_empty())
            }
            Field::Description => {
                self.description = Some(text(&value)?).filter(|text| !text.is_empty())
            }
            Field::Rule => {
                self.membership_rule = Some(text(&value)?).filter(|text| !text.is_empty())
            }
            Field::GroupTypes => {
                let Coded::List(items) = &value else {
                    return Err(wrong("a list"));
                };
                let types = items.iter().map(|item| {
                    let text = text(item)?;
                    GroupType::read(Json::from(text))
                        .map_err(|_| wrong("\"Unified\" or \"DynamicMembership\""))
                });
                self.group_types = Some(types.collect::<Result<_, _>>()?);
            }
            Field::Processing => {
                self.processing = Some(match &value {
                    Coded::Flag(true) => RuleProcessing::On,
                    Coded::Flag(false) => RuleProcessing::Paused,
                    Coded::Text(text) => RuleProcessing::read(Json::from(text.as_str()))
                        .map_err(|_| wrong("\"On\" or \"Paused\""))?,
                    _ => return Err(wrong("\"On\" or \"Paused\"")),
                });
            }
            Field::SecurityEnabled => self.security_enabled = flag(&value)?,
            Field::MailEnabled => self.mail_enabled = flag(&value)?,
            Field::IsAssignableToRole => self.is_assignable_to_role = flag(&value)?,
            Field::Visibility => {
                let text = text(&value)?;
                if !text.is_empty() {
                    self.visibility =
                        Some(Visibility::read(Json::from(text)).map_err(|_| {
                            wrong("\"Public\", \"Private\" or \"HiddenMembership\"")
                        })?);
                }
            }
            Field::Ensure => {
                self.ensure = match text(&value)?.eq_ignore_ascii_case("Absent") {
                    true => Ensure::Absent,
                    false => Ensure::Present,
                };
            }
            Field::Members | Field::Owners => return Err(wrong("a list")),
        }
        Ok(())
    }

    /// Whether a group can be made of it.
    pub(super) fn check(&self) -> Result<(), Failure> {
        const HELP: &str = "Import the state of Terraform (.tfstate), or write the value out.";
        let needed = [
            ("displayName", "display name"),
            ("membershipRule", "rule"),
            ("groupTypes", "types"),
        ];
        if let Some((_, words)) = needed
            .iter()
            .find(|(name, _)| self.worked_out.contains(name))
        {
            return Err(Failure::new(
                format!("Its {words} is worked out when the code runs, so it is not known here."),
                HELP,
            ));
        }
        match self.display_name.is_empty() {
            true => Err(Failure::new("The group has no display name.", CORRECT)),
            false => Ok(()),
        }
    }
}

/// Reads all groups of a text.
pub(crate) fn read(
    text: &str,
    language: Language,
    entry: &Entry,
    faults: &mut Faults,
) -> Result<Vec<CodedGroup>, ImportError> {
    let mut reader = Reader::new(text, language);
    let mut groups = Vec::new();
    let mut index = 0;
    loop {
        let at = |line| Some(Place { line, column: 1 });
        let token = match reader.next() {
            Ok(Some(token)) => token,
            Ok(None) => return Ok(groups),
            Err(failure) => {
                faults.meet(entry, Some(index + 1), failure.at(entry, at(reader.line())))?;
                return Ok(groups);
            }
        };
        if !begins(&token, &mut reader, language) {
            continue;
        }
        index += 1;
        let mut group = CodedGroup {
            file: entry.name.clone(),
            line: Some(token.line),
            ..CodedGroup::default()
        };
        let read = block(&mut reader, language, &mut group).and_then(|()| group.check());
        match read {
            Ok(()) => groups.push(group),
            Err(failure) => {
                let mut error = failure.at(entry, at(reader.line()));
                error.object = Some(group.label().into());
                error.id = group.id;
                faults.meet(entry, Some(index), error)?;
            }
        }
    }
}

/// Whether a group begins with this word; then the reader stands behind its opening brace.
fn begins(token: &Token, reader: &mut Reader<'_>, language: Language) -> bool {
    let Word::Name(word) = &token.word else {
        return false;
    };
    let names = match language {
        Language::Dsc => word.eq_ignore_ascii_case("AADGroup"),
        Language::Terraform | Language::TerraformState => {
            word == "resource"
                && matches!(reader.after_blank(), Ok(Some(Token { word: Word::Text(kind), .. })) if kind == "azuread_group")
        }
    };
    // After the kind comes the block's own name, which says nothing, and the brace.
    names
        && matches!(
            reader.after_blank(),
            Ok(Some(Token {
                word: Word::Text(_) | Word::Name(_) | Word::WorkedOut | Word::OwnDomain(_),
                ..
            }))
        )
        && matches!(
            reader.after_blank(),
            Ok(Some(Token {
                word: Word::Sign('{'),
                ..
            }))
        )
}

/// Reads names and values up to the closing brace; those of blocks inside too.
fn block(
    reader: &mut Reader<'_>,
    language: Language,
    group: &mut CodedGroup,
) -> Result<(), Failure> {
    let mut inner = 0;
    // The first thing that is wrong is told, once the whole block is read.
    let mut wrong = Ok(());
    while let Some(token) = reader.next()? {
        match token.word {
            Word::Sign('{') => inner += 1,
            Word::Sign('}') if inner == 0 => return wrong,
            Word::Sign('}') => inner -= 1,
            Word::Name(name) => match reader.after_blank()? {
                Some(Token {
                    word: Word::Sign('='),
                    ..
                }) => {
                    let value = value(reader)?;
                    if wrong.is_ok() {
                        wrong = group.take(language, &name, value);
                    }
                }
                // A block inside: Terraform has the rule in one of its own.
                Some(Token {
                    word: Word::Sign('{'),
                    ..
                }) => inner += 1,
                Some(Token {
                    word: Word::Sign('}'),
                    ..
                }) if inner == 0 => return wrong,
                Some(Token {
                    word: Word::Sign('}'),
                    ..
                }) => inner -= 1,
                _ => {}
            },
            _ => {}
        }
    }
    Err(Failure::new(
        "The file ends in the middle of a group: a closing brace is missing.",
        "Copy the whole file.",
    ))
}

/// The value at the place of the reader, up to the end of its line.
fn value(reader: &mut Reader<'_>) -> Result<Coded, Failure> {
    let Some(token) = reader.after_space()? else {
        return Ok(Coded::Nothing);
    };
    let value = simple(reader, token)?;
    // What follows in the line makes it something that is worked out.
    let mut value = value;
    let mut depth = 0_usize;
    loop {
        match reader.peek()? {
            None | Some(Word::Line) if depth == 0 => return Ok(value),
            Some(Word::Sign('}' | ';')) if depth == 0 => return Ok(value),
            None => return Ok(value),
            Some(Word::Sign('(' | '[' | '{')) => depth += 1,
            Some(Word::Sign(')' | ']' | '}')) => depth = depth.saturating_sub(1),
            Some(_) => {}
        }
        reader.next()?;
        value = Coded::WorkedOut;
    }
}

fn simple(reader: &mut Reader<'_>, token: Token) -> Result<Coded, Failure> {
    Ok(match token.word {
        Word::Text(text) => Coded::Text(text),
        Word::Name(word) => match word.trim_start_matches('$').to_ascii_lowercase().as_str() {
            "true" => Coded::Flag(true),
            "false" => Coded::Flag(false),
            "null" => Coded::Nothing,
            _ => Coded::WorkedOut,
        },
        Word::Sign(open @ ('[' | '(')) => {
            let close = if open == '[' { ']' } else { ')' };
            let mut items = Vec::new();
            while let Some(token) = reader.after_blank()? {
                match token.word {
                    Word::Sign(sign) if sign == close => break,
                    Word::Sign(',') | Word::Line => {}
                    Word::Sign('{') => skip(reader)?,
                    _ => items.push(simple(reader, token)?),
                }
            }
            Coded::List(items)
        }
        Word::Sign('{') => {
            skip(reader)?;
            Coded::WorkedOut
        }
        Word::OwnDomain(name) => Coded::OwnDomain(name),
        Word::Sign(_) | Word::Line | Word::WorkedOut => Coded::WorkedOut,
    })
}

/// Leaves a block behind whose brace was read.
fn skip(reader: &mut Reader<'_>) -> Result<(), Failure> {
    let mut depth = 1;
    while let Some(token) = reader.next()? {
        match token.word {
            Word::Sign('{') => depth += 1,
            Word::Sign('}') => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            break;
        }
    }
    Ok(())
}
