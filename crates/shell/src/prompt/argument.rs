//! Which parameter a word that is being typed belongs to: the binder's rules on a line that is not finished.

use crate::bind::all_parameters;
use crate::command::Command;
use crate::parameter::{Kind, Parameter, Rest};

use super::fit::begins;
use super::found::{Form, Word};

/// The words of a command before the one that is being typed, given to parameters.
pub(super) struct Arguments<'c> {
    /// The parameters that have their name on the line.
    pub(super) named: Vec<&'c Parameter>,
    /// The parameter that takes the next word.
    pub(super) next: Option<&'c Parameter>,
}

/// Gives words to the parameters of a command. `joined` says that the next word follows a comma.
pub(super) fn arguments<'c, H>(
    command: &'c Command<H>,
    text: &str,
    words: &[Word],
    joined: bool,
) -> Arguments<'c> {
    let mut named = Vec::new();
    for word in words.iter().filter(|word| word.form == Form::Parameter) {
        named.extend(find(command, name_of(text, word)));
    }
    let mut positional: Vec<&Parameter> = command
        .parameter_list()
        .iter()
        .filter(|parameter| parameter.position.is_some())
        .filter(|parameter| !named.iter().any(|given| given.name() == parameter.name()))
        .collect();
    positional.sort_by_key(|parameter| parameter.position);
    let mut positional = positional.into_iter().peekable();
    let mut expected: Option<&Parameter> = None;
    let mut last: Option<&Parameter> = None;
    let mut next_positional = || match positional.peek() {
        Some(parameter) if parameter.rest == Rest::All => Some(*parameter),
        _ => positional.next(),
    };
    for word in words {
        if word.form == Form::Parameter {
            let parameter = find(command, name_of(text, word));
            let by_colon = text
                .get(word.span.end..)
                .is_some_and(|t| t.starts_with(':'));
            expected = parameter.filter(|parameter| parameter.kind() != Kind::Switch || by_colon);
            last = expected;
        } else if !word.joined {
            last = expected.take().or_else(&mut next_positional);
        }
    }
    let next = match joined {
        true => last,
        false => expected.or_else(next_positional),
    };
    Arguments { named, next }
}

/// The name of a parameter as typed, without its dash.
pub(super) fn name_of<'t>(text: &'t str, word: &Word) -> &'t str {
    let typed = text.get(word.span.clone()).unwrap_or("");
    let mut letters = typed.chars();
    letters.next();
    letters.as_str()
}

/// The parameter that a name means: in full, an alias, or a beginning that fits only one.
fn find<'c, H>(command: &'c Command<H>, name: &str) -> Option<&'c Parameter> {
    if let Some(parameter) = all_parameters(command).find(|one| one.is_called(name)) {
        return Some(parameter);
    }
    let mut fitting = all_parameters(command).filter(|one| begins(one.name(), name));
    fitting.next().filter(|_| fitting.next().is_none())
}
