//! Any bytes as a rule: reading and checking never panic, places lie in the text, and canonical
//! text means the same. Run with `cargo +nightly fuzz run analyse` in the folder above.

#![no_main]

use ingroup_rule::{LONGEST_RULE, analyse, print};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let text = String::from_utf8_lossy(data);
    let analysis = analyse(&text, None);
    let length = text.chars().count();
    for found in &analysis.diagnostics {
        assert!(found.span().end() <= length);
        if let Some(fix) = found.fix() {
            let _ = analyse(&fix.apply(&text), None);
        }
    }
    if let Some(rule) = analysis.rule {
        let canonical = print(&rule);
        if canonical.encode_utf16().count() <= LONGEST_RULE {
            assert_eq!(analyse(&canonical, None).rule, Some(rule), "{canonical}");
        }
    }
});
