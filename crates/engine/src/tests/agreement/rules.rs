//! Random rules of the whole grammar, and the texts that they and the values are made of.

use proptest::prelude::*;
use proptest::sample::select;

/// Few texts, so that comparisons often hold; some that differ in case or fold in a way of their own.
pub(super) const TEXTS: [&str; 19] = [
    "",
    "Sales",
    "SALES",
    "sal",
    "es",
    "Pre-Sales",
    "pre",
    "a",
    "aa",
    "Σας",
    "ΣΑΣ",
    "ß",
    "SS",
    "İ",
    "ı",
    "ſ",
    "K",
    "ᾳ",
    "日本",
];

/// A text at which [`HOSTILE`] is given up.
pub(super) const LONG: &str = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";

/// A pattern that takes too many steps on [`LONG`].
const HOSTILE: &str = "^(a|aa)+(?=b)$";

const PATTERNS: [&str; 11] = [
    "^sal", "es$", "a.*s", "^(?!pre)", "σ", "^.$", "[^a]", "(a)\\1", "k|ß", "^\\w+$", "",
];

/// The properties that rules read and histories write, by type.
pub(super) struct Names {
    pub(super) prefix: &'static str,
    pub(super) texts: &'static [&'static str],
    pub(super) flags: &'static [&'static str],
    pub(super) dates: &'static [&'static str],
    pub(super) collections: &'static [&'static str],
    pub(super) plans: &'static [&'static str],
}

pub(super) const USER: Names = Names {
    prefix: "user",
    texts: &[
        "department",
        "city",
        "extensionAttribute1",
        "displayName",
        "mail",
        "extension_0123456789abcdef0123456789abcdef_team",
    ],
    flags: &["accountEnabled", "dirSyncEnabled"],
    dates: &["employeeHireDate"],
    collections: &["otherMails", "proxyAddresses"],
    plans: &["assignedPlans"],
};

pub(super) const DEVICE: Names = Names {
    prefix: "device",
    texts: &["deviceModel", "displayName", "extensionAttribute1"],
    flags: &["accountEnabled", "isRooted"],
    dates: &[],
    collections: &["devicePhysicalIds", "systemLabels"],
    plans: &[],
};

/// A rule, as far as it can be written without knowing who is there.
#[derive(Debug, Clone)]
pub(super) enum Draft {
    /// Conditions.
    Text(String),
    /// The reports of one of the users.
    Reports(u16),
    /// The members of some of the groups; devices if true.
    MemberOf(Vec<u16>, bool),
}

pub(super) fn draft() -> impl Strategy<Value = Draft> {
    let invalid = Just(Draft::Text("user.nothing -eq 1".to_owned()));
    let sources = proptest::collection::vec(any::<u16>(), 1..4);
    prop_oneof![
        24 => expression(&USER).prop_map(Draft::Text),
        8 => expression(&DEVICE).prop_map(Draft::Text),
        2 => any::<u16>().prop_map(Draft::Reports),
        3 => (sources, any::<bool>()).prop_map(|(groups, devices)| Draft::MemberOf(groups, devices)),
        1 => invalid,
    ]
}

/// Joiners and negations over conditions.
fn expression(names: &'static Names) -> impl Strategy<Value = String> {
    condition(names).prop_recursive(4, 12, 4, |inner| {
        let parts = proptest::collection::vec(inner.clone(), 2..4);
        prop_oneof![
            parts
                .clone()
                .prop_map(|parts| format!("({})", parts.join(" -and "))),
            parts
                .clone()
                .prop_map(|parts| format!("({})", parts.join(" -or "))),
            // Without parentheses, so that precedence decides.
            parts.prop_map(|parts| parts.join(" or ")),
            (inner.clone(), inner.clone(), inner.clone())
                .prop_map(|(a, b, c)| format!("{a} -and ({b} -or {c})")),
            inner.clone().prop_map(|inner| format!("-not {inner}")),
            inner.prop_map(|inner| format!("-not ({inner})")),
        ]
    })
}

fn condition(names: &'static Names) -> BoxedStrategy<String> {
    let prefix = names.prefix;
    let compared = (select(names.texts), comparison())
        .prop_map(move |(name, rest)| format!("{prefix}.{name} {rest}"));
    let lifted = (select(names.collections), comparison())
        .prop_map(move |(name, rest)| format!("{prefix}.{name} {rest}"));
    let flag =
        (select(names.flags), any::<bool>(), any::<bool>()).prop_map(move |(name, equal, flag)| {
            format!(
                "{prefix}.{name} -{} {flag}",
                if equal { "eq" } else { "ne" }
            )
        });
    let items = quantified(names.collections, prefix, &["_"]);
    let everybody = Just(format!("{prefix}.objectId -ne null"));
    let by_id = ("[0-9a-f]", any::<bool>()).prop_map(move |(digit, starts)| {
        format!(
            "{prefix}.objectId -{} \"{digit}\"",
            if starts { "startsWith" } else { "endsWith" }
        )
    });
    let of_users = prop_oneof![
        1 => date(),
        1 => quantified(
            USER.plans,
            "user",
            &["assignedPlan.servicePlanId", "assignedPlan.capabilityStatus", "assignedPlan.service"],
        ),
    ];
    let of_all = prop_oneof![
        10 => compared, 3 => lifted, 3 => flag, 3 => items, 1 => everybody, 1 => by_id,
    ];
    match names.dates.is_empty() {
        true => of_all.boxed(),
        false => prop_oneof![21 => of_all, 4 => of_users].boxed(),
    }
}

/// An operator on texts with its value, either sign.
fn comparison() -> impl Strategy<Value = String> {
    let text = select(&TEXTS[..]);
    let plain = (
        select(&["eq", "startsWith", "endsWith", "contains"][..]),
        text.clone(),
    )
        .prop_map(|(operator, text)| (operator, quoted(text)));
    let pattern = prop_oneof![12 => select(&PATTERNS[..]), 1 => Just(HOSTILE)]
        .prop_map(|pattern| ("match", quoted(pattern)));
    let list = proptest::collection::vec(text, 1..5).prop_map(|items| {
        let items: Vec<String> = items.into_iter().map(quoted).collect();
        ("in", format!("[{}]", items.join(", ")))
    });
    let null = Just(("eq", "null".to_owned()));
    let positive = prop_oneof![8 => plain, 2 => pattern, 3 => list, 1 => null];
    (positive, prop::bool::weighted(0.3)).prop_map(|((operator, value), negative)| {
        let operator = match (negative, operator) {
            (false, operator) => operator.to_owned(),
            (true, "eq") => "ne".to_owned(),
            (true, "in") => "notIn".to_owned(),
            (true, other) => format!("not{other}"),
        };
        format!("-{operator} {value}")
    })
}

fn quantified(
    properties: &'static [&'static str],
    prefix: &'static str,
    elements: &'static [&'static str],
) -> impl Strategy<Value = String> {
    let one =
        || (select(elements), comparison()).prop_map(|(element, rest)| format!("{element} {rest}"));
    let body = prop_oneof![
        2 => one(),
        1 => one().prop_map(|one| format!("-not ({one})")),
        2 => (one(), one(), select(&["-and", "-or"][..]))
            .prop_map(|(first, second, joiner)| format!("{first} {joiner} {second}")),
    ];
    (select(properties), select(&["any", "all"][..]), body)
        .prop_map(move |(name, quantifier, body)| format!("{prefix}.{name} -{quantifier} ({body})"))
}

fn date() -> impl Strategy<Value = String> {
    let moving = (select(&["ge", "le"][..]), -90_i64..90).prop_map(|(operator, hours)| {
        let sign = if hours < 0 { "-minus" } else { "-plus" };
        format!(
            "user.employeeHireDate -{operator} (system.now {sign} PT{}H)",
            hours.abs()
        )
    });
    let fixed = (select(&["ge", "le", "eq", "ne"][..]), 1_u8..28).prop_map(|(operator, day)| {
        format!("user.employeeHireDate -{operator} \"2025-01-{day:02}T00:00:00Z\"")
    });
    prop_oneof![4 => moving, 1 => fixed]
}

fn quoted(text: &str) -> String {
    ingroup_rule::quoted(text)
}
