//! The table of everything that can be said about a rule: code, severity, and the service's own words.

/// How bad a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// The rule is refused.
    Error,
    /// The rule is taken, and may not do what is meant.
    Warning,
    /// The rule is taken; it could be said better.
    Info,
}

impl Severity {
    /// `error`, `warning` or `info`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Info => "info",
        }
    }
}

/// What the service says of an error. `{name}` stands for the name that is in question.
///
/// Only the answers about properties and objects were observed on a tenant; for the others the API
/// is taken to repeat the portal's text under the code of its rule reader.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Service {
    pub(crate) portal: &'static str,
    pub(crate) status: u16,
    pub(crate) api_code: &'static str,
    pub(crate) api_text: &'static str,
}

const READER: &str = "DynamicGroupQueryParseError";

/// An answer whose API text is the portal's.
const fn same(portal: &'static str) -> Service {
    Service {
        portal,
        status: 400,
        api_code: READER,
        api_text: portal,
    }
}

const COMPILATION: Service = same("Query compilation error");
const BINARY: Service = same("Binary expression is not in right format");
const STRAY: Service = same("Invalid characters found in the rule: {name}");
const OPERANDS: Service = same("Invalid operands found for operator.");
const NOT: Service =
    same("Invalid operands found for operator.Invalid operands found for operator -not");
const QUANTIFIER: Service =
    same("Invalid operands found for operator.Invalid operands found for operator -{name}");
const VALUE: Service = same("Value can't be applied to property.");
const OPERATOR: Service = same("Operator isn't supported on attribute.");
const APPLIED: Service = same("Wrong property applied.");
const PROPERTY: Service = Service {
    portal: "Attribute not supported.",
    status: 400,
    api_code: READER,
    api_text: "Unsupported property '{name}'",
};
const NO_OBJECT: Service = Service {
    portal: "Invalid object type.",
    status: 400,
    api_code: "InvalidObjectTypeException",
    api_text: "No object type",
};
const OBJECT_TYPE: Service = Service {
    portal: "Invalid object type.",
    status: 400,
    api_code: "InvalidObjectTypeException",
    api_text: "Invalid object type.",
};
const INVALID_VALUE: Service = Service {
    portal: "Unknown error occurred during setting up dynamic memberships.",
    status: 400,
    api_code: "Request_BadRequest",
    api_text: "One or more property values specified are invalid.",
};

/// One finding's row: its stable name, its severity, for errors the service's words, and what it is about.
struct Row {
    code: Code,
    name: &'static str,
    severity: Severity,
    service: Option<Service>,
    about: &'static str,
}

const fn error(code: Code, name: &'static str, service: Service, about: &'static str) -> Row {
    Row {
        code,
        name,
        severity: Severity::Error,
        service: Some(service),
        about,
    }
}

const fn warning(code: Code, name: &'static str, about: &'static str) -> Row {
    Row {
        code,
        name,
        severity: Severity::Warning,
        service: None,
        about,
    }
}

const fn info(code: Code, name: &'static str, about: &'static str) -> Row {
    Row {
        code,
        name,
        severity: Severity::Info,
        service: None,
        about,
    }
}

/// One line per finding; adding one is adding a line here and a variant of [`Code`].
#[rustfmt::skip]
const TABLE: &[Row] = &[
    error(Code::RuleTooLong, "rule-too-long", INVALID_VALUE, "the text is longer than 3,072 characters"),
    error(Code::EmptyRule, "empty-rule", COMPILATION, "there is no condition at all"),
    error(Code::NestedTooDeeply, "nested-too-deeply", COMPILATION, "more parentheses or `-not` inside one another than are read"),
    error(Code::UnterminatedString, "unterminated-string", COMPILATION, "a quotation mark without its partner"),
    error(Code::CurlyQuotes, "curly-quotes", BINARY, "typographic quotation marks around a value"),
    error(Code::StrayCharacters, "stray-characters", STRAY, "characters that mean nothing in a rule"),
    error(Code::Comment, "comment", STRAY, "a comment; the language has none"),
    error(Code::LooseHyphen, "loose-hyphen", STRAY, "a hyphen that stands before no operator"),
    error(Code::BlankInName, "blank-in-name", COMPILATION, "a blank beside the dot of a name"),
    error(Code::UnbalancedParenthesis, "unbalanced-parenthesis", COMPILATION, "a parenthesis without its partner"),
    error(Code::UnclosedList, "unclosed-list", COMPILATION, "a list whose closing bracket is missing"),
    error(Code::ListBrackets, "list-brackets", OPERANDS, "a list in parentheses, or without commas"),
    error(Code::MissingJoiner, "missing-joiner", COMPILATION, "two conditions with neither `-and` nor `-or` between"),
    error(Code::UnexpectedText, "unexpected-text", COMPILATION, "something left over where nothing can follow"),
    error(Code::MissingCondition, "missing-condition", COMPILATION, "a condition is expected and missing"),
    error(Code::MissingOperator, "missing-operator", BINARY, "a property with no operator behind it"),
    error(Code::MissingValue, "missing-value", BINARY, "an operator with no value behind it"),
    error(Code::UnquotedValue, "unquoted-value", BINARY, "a bare word where a quoted text must stand"),
    error(Code::MisplacedNot, "misplaced-not", NOT, "`-not` between a property and its value"),
    error(Code::QuotedCondition, "quoted-condition", OPERANDS, "the condition of `-any` or `-all` stands in quotation marks"),
    error(Code::DateArithmetic, "date-arithmetic", VALUE, "arithmetic on `system.now` that the service does not take"),
    error(Code::BadDuration, "bad-duration", VALUE, "a duration that is missing or not ISO 8601"),
    error(Code::DirectReportsAlone, "direct-reports-alone", COMPILATION, "a direct-reports rule with something beside it"),
    error(Code::DirectReportsForm, "direct-reports-form", COMPILATION, "a direct-reports rule in other words than the ones that are read"),
    error(Code::NotAnObjectId, "not-an-object-id", VALUE, "a text where an object identifier must stand"),
    error(Code::MissingPrefix, "missing-prefix", NO_OBJECT, "a property without `user.` or `device.` before it"),
    error(Code::UnknownObject, "unknown-object", NO_OBJECT, "an object other than `user` and `device`"),
    error(Code::UnknownProperty, "unknown-property", PROPERTY, "a property that rules do not have"),
    error(Code::ExtensionName, "extension-name", PROPERTY, "a directory extension whose name is not of the right form"),
    error(Code::WrongElement, "wrong-element", APPLIED, "a name that does not belong where it stands"),
    error(Code::MixedSubjects, "mixed-subjects", OBJECT_TYPE, "users and devices in one rule"),
    error(Code::WrongSubject, "wrong-subject", OBJECT_TYPE, "a rule for users where devices are expected, or the reverse"),
    error(Code::UnknownOperator, "unknown-operator", COMPILATION, "an operator that the language does not have"),
    error(Code::OperatorNotSupported, "operator-not-supported", OPERATOR, "an operator that the property does not take"),
    error(Code::QuantifierOnScalar, "quantifier-on-scalar", QUANTIFIER, "`-any` or `-all` on a property with one value"),
    error(Code::CollectionNeedsAny, "collection-needs-any", OPERATOR, "a collection of objects compared as a whole"),
    error(Code::NestedQuantifier, "nested-quantifier", QUANTIFIER, "`-any` or `-all` inside another"),
    error(Code::ValueType, "value-type", VALUE, "a value of another type than the property"),
    error(Code::NullOperator, "null-operator", OPERANDS, "`null` behind an operator other than `-eq` and `-ne`"),
    error(Code::ListExpected, "list-expected", VALUE, "`-in` or `-notIn` without a list"),
    error(Code::ListNotExpected, "list-not-expected", VALUE, "a list behind an operator that takes one value"),
    error(Code::EmptyList, "empty-list", VALUE, "a list with nothing in it"),
    error(Code::ListItem, "list-item", VALUE, "something in a list that is neither text nor number"),
    error(Code::BadDate, "bad-date", VALUE, "a text that is no date where a date must stand"),
    error(Code::BadPattern, "bad-pattern", COMPILATION, "a regular expression that cannot be read"),
    error(Code::MemberOfForm, "memberof-form", APPLIED, "a memberOf condition in another form than the one that is allowed"),
    error(Code::MemberOfAlone, "memberof-alone", APPLIED, "a memberOf condition with something beside it"),
    error(Code::TooManySources, "too-many-sources", VALUE, "a memberOf list with more than 50 groups"),
    warning(Code::MissingBlank, "missing-blank", "no blank between a property and its operator"),
    warning(Code::TypographicDash, "typographic-dash", "a long dash where a hyphen is meant"),
    warning(Code::LoneApostrophe, "lone-apostrophe", "an apostrophe that is not doubled"),
    warning(Code::QuotedBoolean, "quoted-boolean", "`true` or `false` in quotation marks"),
    warning(Code::DateWithoutZone, "date-without-zone", "a date without a time or a time zone"),
    warning(Code::CalendarDuration, "calendar-duration", "years or months in a duration"),
    warning(Code::InOnCollection, "in-on-collection", "`-in` or `-notIn` on a collection"),
    warning(Code::CollectionNull, "collection-null", "a collection compared with `null`"),
    info(Code::ShortAny, "short-any", "a condition without parentheses behind `-any` or `-all`"),
    warning(Code::ShortAnyJoined, "short-any-joined", "a condition without parentheses behind `-any` or `-all`, and a joiner behind it"),
    info(Code::PropertyCase, "property-case", "a name in another spelling than the catalogue's"),
    warning(Code::MatchLiteral, "match-literal", "`-match` with a pattern that is a plain text"),
    warning(Code::MatchPrefix, "match-prefix", "`-match` with a pattern that is a plain beginning"),
    warning(Code::MatchSuffix, "match-suffix", "`-match` with a pattern that is a plain ending"),
    info(Code::Contains, "contains", "`-contains`, which costs the service more than a beginning or an ending"),
    info(Code::OrToIn, "or-to-in", "a chain of `-eq` that one `-in` says"),
    info(Code::AndNeToNotIn, "and-ne-to-notin", "a chain of `-ne` that one `-notIn` says"),
    warning(Code::Redundant, "redundant", "a condition that changes nothing"),
    warning(Code::MixedAndOr, "mixed-and-or", "`-and` and `-or` without parentheses"),
    info(Code::NullNegative, "null-negative", "a negative operator that takes objects without a value too"),
    warning(Code::NullText, "null-text", "`null` in quotation marks, or the empty text"),
    warning(Code::NeverMatches, "never-matches", "a condition that nothing can satisfy"),
    warning(Code::MemberOfRetiring, "memberof-retiring", "memberOf, which the service gives up"),
    info(Code::UnverifiedExtension, "unverified-extension", "a directory extension, where nothing is known of the tenant's applications"),
    warning(Code::DateEquality, "date-equality", "`-eq` or `-ne` on a date, which compares the full time"),
    warning(Code::ZtdidPrefix, "ztdid-prefix", "`-contains` with a tag of Autopilot, which takes longer tags too"),
    warning(Code::UserWritable, "user-writable", "a property that people may change themselves, in the rule of a group that gives access"),
    warning(Code::Vocab, "vocab", "a value that another product uses for the same thing"),
];

impl Code {
    /// All findings, in the order of the table.
    pub fn all() -> impl Iterator<Item = Code> {
        TABLE.iter().map(|row| row.code)
    }

    /// The finding of that name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Code> {
        TABLE
            .iter()
            .find(|row| row.name == name)
            .map(|row| row.code)
    }

    /// The stable name, such as `unknown-property`.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.row().name
    }

    /// How bad it is.
    #[must_use]
    pub fn severity(self) -> Severity {
        self.row().severity
    }

    /// What it is about, half a sentence.
    #[must_use]
    pub fn about(self) -> &'static str {
        self.row().about
    }

    pub(crate) fn service(self) -> Option<&'static Service> {
        self.row().service.as_ref()
    }

    /// The enum and the table have the same order; a test holds it.
    fn row(self) -> &'static Row {
        &TABLE[self as usize]
    }
}

/// Which finding; the documentation of each is its line in the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[expect(missing_docs, reason = "each variant is told by its row in the table")]
#[rustfmt::skip]
pub enum Code {
    RuleTooLong, EmptyRule, NestedTooDeeply, UnterminatedString, CurlyQuotes, StrayCharacters,
    Comment, LooseHyphen, BlankInName, UnbalancedParenthesis, UnclosedList, ListBrackets, MissingJoiner,
    UnexpectedText, MissingCondition, MissingOperator, MissingValue, UnquotedValue, MisplacedNot,
    QuotedCondition, DateArithmetic, BadDuration, DirectReportsAlone, DirectReportsForm, NotAnObjectId,
    MissingPrefix, UnknownObject, UnknownProperty, ExtensionName, WrongElement, MixedSubjects,
    WrongSubject, UnknownOperator, OperatorNotSupported, QuantifierOnScalar, CollectionNeedsAny,
    NestedQuantifier, ValueType, NullOperator, ListExpected, ListNotExpected, EmptyList, ListItem,
    BadDate, BadPattern, MemberOfForm, MemberOfAlone, TooManySources, MissingBlank,
    TypographicDash, LoneApostrophe, QuotedBoolean, DateWithoutZone, CalendarDuration,
    InOnCollection, CollectionNull, ShortAny, ShortAnyJoined, PropertyCase, MatchLiteral,
    MatchPrefix, MatchSuffix, Contains, OrToIn, AndNeToNotIn, Redundant, MixedAndOr, NullNegative,
    NullText, NeverMatches, MemberOfRetiring, UnverifiedExtension, DateEquality,
    ZtdidPrefix, UserWritable, Vocab,
}
