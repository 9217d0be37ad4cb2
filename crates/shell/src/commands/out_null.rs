//! `Out-Null`: throws output away.

use crate::call::Call;
use crate::command::{Command, Done, Stage};
use crate::parameter::Parameter;
use crate::value::Value;

pub(super) fn command<H: 'static>() -> Command<H> {
    Command::new("Out-Null", "Throws output away.")
        .parameter(
            Parameter::value("InputObject")
                .from_pipeline()
                .help("The objects."),
        )
        .example("1..3 | Out-Null", "Shows nothing.")
        .stage(|| Nowhere)
}

struct Nowhere;

impl<H: 'static> Stage<H> for Nowhere {
    fn process(&mut self, _call: &mut Call<'_, H>, _input: Value) -> Done {
        Ok(())
    }
}
