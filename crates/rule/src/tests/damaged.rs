//! Damaged rules, hundreds of thousands of them: what the fuzz target demands of any bytes, for machines without a
//! fuzzer.

use super::corpus::corpus;
use crate::{LONGEST_RULE, analyse, print};

/// The series of numbers of xorshift.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % limit.max(1) as u64) as usize
    }

    fn pick<'a>(&mut self, texts: &'a [String]) -> &'a str {
        &texts[self.below(texts.len())]
    }
}

/// Pieces on which readers of rules stumble.
const PIECES: [&str; 30] = [
    "(",
    ")",
    "[",
    "]",
    "\"",
    "'",
    "`",
    "\\",
    "-",
    "-not ",
    " -and ",
    " -or ",
    "-any",
    "-all",
    "_",
    "null",
    "true",
    "user.",
    "device.",
    "memberOf",
    "-match",
    "(?<=",
    "{2,",
    "*",
    "\u{0}",
    "\u{2028}",
    "ß",
    "İ",
    "😀",
    "system.now",
];

fn damage(random: &mut Random, rules: &[String]) -> String {
    let mut letters: Vec<char> = random.pick(rules).chars().collect();
    for _ in 0..=random.below(6) {
        let at = random.below(letters.len() + 1);
        let end = (at + random.below(8)).min(letters.len());
        match random.below(5) {
            0 => drop(letters.drain(at..end)),
            1 => drop(letters.splice(at..at, PIECES[random.below(PIECES.len())].chars())),
            2 => {
                let again: Vec<char> = letters[at..end].to_vec();
                drop(letters.splice(at..at, again));
            }
            3 => {
                let other: Vec<char> = random.pick(rules).chars().collect();
                let from = random.below(other.len() + 1);
                letters.truncate(at);
                letters.extend(&other[from..]);
            }
            _ if at < letters.len() => {
                letters[at] = char::from_u32(random.below(0x2500) as u32).unwrap_or('\u{fffd}');
            }
            _ => {}
        }
    }
    letters.into_iter().collect()
}

/// Reading and checking never panic, places lie in the text, fixes can be applied, and canonical text means the same.
fn look_at(text: &str) {
    let analysis = analyse(text, None);
    let length = text.chars().count();
    for found in &analysis.diagnostics {
        assert!(found.span().end() <= length, "{text:?}");
        if let Some(fix) = found.fix() {
            let _ = analyse(&fix.apply(text), None);
        }
    }
    if let Some(rule) = analysis.rule {
        let canonical = print(&rule);
        if canonical.encode_utf16().count() <= LONGEST_RULE {
            let again = analyse(&canonical, None).rule;
            assert_eq!(again, Some(rule), "{text:?} is {canonical:?}");
        }
    }
}

fn look_at_many(seed: u64, count: usize) {
    let rules: Vec<String> = corpus().into_iter().map(|entry| entry.rule).collect();
    let mut random = Random(seed.max(1));
    for _ in 0..count {
        look_at(&damage(&mut random, &rules));
    }
}

#[test]
fn damaged_rules_are_read_to_their_end() {
    look_at_many(1, 500);
}

/// `INGROUP_SEED`, a number, draws other ones.
#[test]
#[ignore = "takes a minute"]
fn very_many_damaged_rules_are_read_to_their_end() {
    look_at_many(ingroup_testing::asked_seed().unwrap_or(2), 300_000);
}
