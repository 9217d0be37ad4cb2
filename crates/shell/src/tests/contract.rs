//! The contract with the lowering: every function it may call is there, with each number of parameters.

use crate::{Limits, Transcript};

#[test]
fn every_function_of_the_contract_is_registered() {
    let shell = super::host::shell(Transcript::new(), Limits::default());
    let known: Vec<String> = shell.signatures();
    let has = |name: &str, count: usize| known.iter().any(|k| k == &format!("{name}/{count}"));
    let mut missing = Vec::new();
    for function in ingroup_script::RUNTIME {
        for form in function.parameters.split('|') {
            // Brackets alone mean a list, brackets after a comma inside them an optional parameter.
            let (least, most) = counts(form.trim());
            for count in least..=most {
                if !has(function.name, count) {
                    missing.push(format!("{}/{count}", function.name));
                }
            }
        }
    }
    assert_eq!(missing, Vec::<String>::new());
}

/// How many parameters a form has at least and at most: `loc, name[, value]` has two or three.
fn counts(form: &str) -> (usize, usize) {
    let optional = form.matches("[,").count();
    let (mut depth, mut commas) = (0, 0);
    for c in form.chars() {
        match c {
            '[' => depth += 1,
            ']' => depth -= 1,
            ',' if depth == 0 => commas += 1,
            _ => {}
        }
    }
    (commas + 1, commas + 1 + optional)
}
