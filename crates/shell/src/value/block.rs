//! Script blocks: code as a value, with the library it was compiled into.

use std::rc::Rc;

use rhai::{AST, FnPtr};

use super::{Text, Value};
use crate::error::Place;

/// A piece of script that can be called, as often as wanted and after the line that made it has gone.
#[derive(Clone, Debug)]
pub struct ScriptBlock(Rc<Body>);

#[derive(Debug)]
pub(crate) struct Body {
    pub(crate) place: Place,
    pub(crate) attributes: Vec<Attribute>,
    pub(crate) parameters: Vec<BlockParameter>,
    pub(crate) begin: Option<FnPtr>,
    pub(crate) process: Option<FnPtr>,
    pub(crate) end: Option<FnPtr>,
    pub(crate) library: Rc<AST>,
    /// A function of a `.rhai` file takes the object as its argument.
    pub(crate) passing: Passing,
}

/// How a block is given the object at hand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Passing {
    /// As `$_`.
    Underscore,
    /// As the argument of a Rhai closure.
    Argument,
}

/// `[name(values, key = value)]` before a parameter or a block.
#[derive(Clone, Debug)]
pub(crate) struct Attribute {
    pub(crate) name: Text,
    pub(crate) values: Vec<Value>,
    pub(crate) named: Vec<(Text, Value)>,
}

/// A parameter that a `param(…)` declares.
#[derive(Clone, Debug)]
pub(crate) struct BlockParameter {
    pub(crate) name: Text,
    pub(crate) kind: Text,
    pub(crate) default: Option<FnPtr>,
    pub(crate) attributes: Vec<Attribute>,
    pub(crate) place: Place,
}

impl ScriptBlock {
    pub(crate) fn new(body: Body) -> ScriptBlock {
        ScriptBlock(Rc::new(body))
    }

    pub(crate) fn body(&self) -> &Body {
        &self.0
    }

    /// Whether its parameters are bound as strictly as a command's: it has `[CmdletBinding()]` or `[Parameter()]`.
    pub(crate) fn is_advanced(&self) -> bool {
        let own = self.0.attributes.iter();
        let of_parameters = self.0.parameters.iter().flat_map(|p| &p.attributes);
        own.chain(of_parameters).any(|a| {
            a.name.eq_ignore_ascii_case("CmdletBinding") || a.name.eq_ignore_ascii_case("Parameter")
        })
    }

    /// Where the block stands.
    pub fn place(&self) -> &Place {
        &self.0.place
    }

    /// The text between the braces.
    pub fn text(&self) -> &str {
        let text = self.0.place.text().trim();
        text.strip_prefix('{')
            .and_then(|t| t.strip_suffix('}'))
            .unwrap_or(text)
    }
}

/// Equal when they are the same block.
impl PartialEq for ScriptBlock {
    fn eq(&self, other: &ScriptBlock) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}
