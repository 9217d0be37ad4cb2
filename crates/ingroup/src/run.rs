//! Sessions of the command language.

use crate::arguments::{RunArguments, SessionArguments};
use crate::exit::{Exit, Failure};

pub(crate) fn scripts(_task: &RunArguments) -> Result<Exit, Failure> {
    Ok(Exit::Done)
}
pub(crate) fn text(_text: &str, _session: &SessionArguments) -> Result<Exit, Failure> {
    Ok(Exit::Done)
}
pub(crate) fn standard_input_or_prompt(_session: &SessionArguments) -> Result<Exit, Failure> {
    Ok(Exit::Done)
}
