//! The binary operators: how they are spelled, how tightly they bind, and their names in lowered text.

/// One binary operator of the language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Operator {
    /// The spelling; a word stands without its dash.
    pub spelling: &'static str,
    /// The name that `ps_binary` is given.
    pub name: &'static str,
    /// The name of the form that minds case (`-ceq`), when there is one.
    pub case_name: Option<&'static str>,
    /// How tightly it binds: a higher level binds tighter; all are left-associative.
    pub level: u8,
}

const fn plain(spelling: &'static str, name: &'static str, level: u8) -> Operator {
    Operator {
        spelling,
        name,
        case_name: None,
        level,
    }
}

const fn cased(name: &'static str, case_name: &'static str) -> Operator {
    Operator {
        spelling: name,
        name,
        case_name: Some(case_name),
        level: COMPARISON,
    }
}

const LOGICAL: u8 = 1;
const BITWISE: u8 = 2;
const COMPARISON: u8 = 3;
const COALESCE: u8 = 4;
const ADDITIVE: u8 = 5;
const MULTIPLICATIVE: u8 = 6;
const FORMAT: u8 = 7;
const RANGE: u8 = 8;

/// Every binary operator. `and`, `or` and `??` are lowered to Rhai's own branches and never reach `ps_binary`.
pub const OPERATORS: &[Operator] = &[
    plain("and", "and", LOGICAL),
    plain("or", "or", LOGICAL),
    plain("xor", "xor", LOGICAL),
    plain("band", "band", BITWISE),
    plain("bor", "bor", BITWISE),
    plain("bxor", "bxor", BITWISE),
    plain("shl", "shl", BITWISE),
    plain("shr", "shr", BITWISE),
    cased("eq", "ceq"),
    cased("ne", "cne"),
    cased("gt", "cgt"),
    cased("ge", "cge"),
    cased("lt", "clt"),
    cased("le", "cle"),
    cased("like", "clike"),
    cased("notlike", "cnotlike"),
    cased("match", "cmatch"),
    cased("notmatch", "cnotmatch"),
    cased("contains", "ccontains"),
    cased("notcontains", "cnotcontains"),
    cased("in", "cin"),
    cased("notin", "cnotin"),
    cased("replace", "creplace"),
    cased("split", "csplit"),
    plain("join", "join", COMPARISON),
    plain("is", "is", COMPARISON),
    plain("isnot", "isnot", COMPARISON),
    plain("as", "as", COMPARISON),
    plain("??", "??", COALESCE),
    plain("+", "+", ADDITIVE),
    plain("-", "-", ADDITIVE),
    plain("*", "*", MULTIPLICATIVE),
    plain("/", "/", MULTIPLICATIVE),
    plain("%", "%", MULTIPLICATIVE),
    plain("f", "format", FORMAT),
    plain("..", "range", RANGE),
];

/// The operator of a spelling, and the name of the form meant: `CEQ` is `eq`'s, named `ceq`; `ieq` is plain `eq`.
pub(crate) fn find(spelling: &str) -> Option<(&'static Operator, &'static str)> {
    let word = spelling.to_ascii_lowercase();
    if let Some(operator) = OPERATORS.iter().find(|operator| operator.spelling == word) {
        return Some((operator, operator.name));
    }
    if let Some(operator) = OPERATORS
        .iter()
        .find(|operator| operator.case_name == Some(word.as_str()))
    {
        return operator.case_name.map(|name| (operator, name));
    }
    let bare = word.strip_prefix('i')?;
    let operator = OPERATORS
        .iter()
        .find(|operator| operator.case_name.is_some() && operator.spelling == bare)?;
    Some((operator, operator.name))
}
