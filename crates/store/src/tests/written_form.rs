//! Every command is the same after it was written and read.

use ingroup_tenant::{Command, Tenant};

use super::draw::{Draw, start};
use crate::effects::Effects;
use crate::history::Deed;

#[test]
fn a_command_is_the_same_after_it_was_written_and_read() {
    let mut draw = Draw::new(1);
    let mut tenant = Tenant::new(start());
    for _ in 0..2_000 {
        let command = draw.command(&tenant);
        let text = serde_json::to_string(&command).unwrap();
        let read: Command = serde_json::from_str(&text).unwrap();
        assert_eq!(format!("{read:?}"), format!("{command:?}"), "{text}");
        let _ = tenant.execute(command);
    }
}

#[test]
fn what_followed_is_the_same_after_it_was_written_and_read() {
    let mut draw = Draw::new(2);
    let mut tenant = Tenant::new(start());
    let mut moves = 0;
    for _ in 0..2_000 {
        let command = draw.command(&tenant);
        let Ok(outcome) = tenant.execute(command) else {
            continue;
        };
        let effects = Effects::of(&tenant, &outcome);
        moves += effects.moves.len();
        assert_eq!(Effects::bytes_of(&tenant, &outcome), effects.to_bytes());
        assert_eq!(Effects::from_bytes(&effects.to_bytes()), Some(effects));
    }
    assert!(moves > 500, "{moves}");
}

#[test]
fn bytes_that_are_no_effects_are_refused() {
    for bytes in [&[][..], &[0x80], &[1, 2, 3], &[0, 3, 1, 0], &[0, 0, 0xff]] {
        assert_eq!(Effects::from_bytes(bytes), None, "{bytes:?}");
    }
}

#[test]
fn what_is_no_command_has_a_written_form_too() {
    for (deed, text) in [
        (Deed::New, "\"New\""),
        (Deed::State, "{\"State\":{}}"),
        (Deed::ReturnTo(7), "{\"ReturnTo\":{\"unit\":7}}"),
    ] {
        assert_eq!(deed.text(), text);
        assert_eq!(Deed::read(text).unwrap().text(), text);
    }
}
