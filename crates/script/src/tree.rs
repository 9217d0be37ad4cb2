//! The tree of a script: every node with the place it stands at.

use crate::span::Span;

/// A list of statements: the inside of braces, of `$(…)`, or a part of a script.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Body {
    /// From the first character inside to the last.
    pub span: Span,
    /// The statements in order.
    pub statements: Vec<Statement>,
}

/// A script, a function's body or `{ … }`.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct ScriptBlock {
    /// With its braces, when it has some.
    pub span: Span,
    /// What stands before `param`, such as `[CmdletBinding()]`.
    pub attributes: Vec<Attribute>,
    /// `param(…)`; `None` when the block does not have one.
    pub parameters: Option<Vec<Parameter>>,
    /// From the first attribute to the parenthesis that closes `param(…)`, when there is one.
    pub head: Option<Span>,
    /// `begin { … }`.
    pub begin: Option<Body>,
    /// `process { … }`.
    pub process: Option<Body>,
    /// `end { … }`, or the statements of a block without named parts.
    pub end: Option<Body>,
}

/// One parameter of a function or a script.
#[derive(Debug, Clone, PartialEq)]
pub struct Parameter {
    /// From its first attribute to its default.
    pub span: Span,
    /// Its name without `$`.
    pub name: String,
    /// Its type as written, when it has one.
    pub type_name: Option<String>,
    /// Its attributes.
    pub attributes: Vec<Attribute>,
    /// What it is when no argument is given.
    pub default: Option<Expr>,
}

/// `[Name(1, Key = 2)]` before a parameter.
#[derive(Debug, Clone, PartialEq)]
pub struct Attribute {
    /// With its brackets.
    pub span: Span,
    /// Its name as written.
    pub name: String,
    /// The values by position.
    pub values: Vec<Expr>,
    /// The values by name; one without value is true.
    pub named: Vec<(String, Option<Expr>)>,
}

/// A statement.
#[derive(Debug, Clone, PartialEq)]
pub struct Statement {
    /// From its first character to its last.
    pub span: Span,
    /// What it is.
    pub kind: StatementKind,
}

/// The kinds of statements.
#[derive(Debug, Clone, PartialEq)]
pub enum StatementKind {
    /// Commands and values joined by `|`.
    Pipeline(Pipeline),
    /// Pipelines joined by `&&` and `||`.
    Chain {
        /// The first.
        first: Pipeline,
        /// The others, each with what stands before it.
        rest: Vec<(Join, Pipeline)>,
    },
    /// `target op value`.
    Assign {
        /// A variable, member, index, static member, cast of a variable, or a list of these.
        target: Box<Expr>,
        /// Nothing for `=`, else `+`, `-`, `*`, `/`, `%` or `??`.
        operator: Option<&'static str>,
        /// What is assigned: any statement that has a value.
        value: Box<Statement>,
    },
    /// `if`, `elseif`, `else`.
    If {
        /// Conditions and what they lead to.
        clauses: Vec<(Statement, Body)>,
        /// `else`.
        otherwise: Option<Body>,
    },
    /// `foreach ($variable in items) { body }`.
    ForEach {
        /// The loop's label, when it has one.
        label: Option<String>,
        /// The variable's name without `$`.
        variable: String,
        /// What is walked over.
        items: Box<Statement>,
        /// What is done.
        body: Body,
    },
    /// `for (start; test; step) { body }`.
    For {
        /// The loop's label, when it has one.
        label: Option<String>,
        /// Before the loop.
        start: Option<Box<Statement>>,
        /// Before each turn.
        test: Option<Box<Statement>>,
        /// After each turn.
        step: Option<Box<Statement>>,
        /// What is done.
        body: Body,
    },
    /// `while (test) { body }`.
    While {
        /// The loop's label, when it has one.
        label: Option<String>,
        /// Before each turn.
        test: Box<Statement>,
        /// What is done.
        body: Body,
    },
    /// `do { body } while (test)` and `do { body } until (test)`.
    Do {
        /// The loop's label, when it has one.
        label: Option<String>,
        /// What is done.
        body: Body,
        /// After each turn.
        test: Box<Statement>,
        /// Whether the test says to go on or to stop.
        until: Until,
    },
    /// `switch -mode (value) { pattern { body } }`.
    Switch(Switch),
    /// `try { } catch { } finally { }`.
    Try {
        /// What may fail.
        body: Body,
        /// What catches it, tried in order.
        catches: Vec<Catch>,
        /// What is done in any case.
        finally: Option<Body>,
    },
    /// `break` with its label.
    Break(Option<String>),
    /// `continue` with its label.
    Continue(Option<String>),
    /// `return` with its value.
    Return(Option<Box<Statement>>),
    /// `throw` with its value.
    Throw(Option<Box<Statement>>),
    /// `exit` with its value.
    Exit(Option<Box<Statement>>),
    /// `function name { … }` and `filter name { … }`.
    Function {
        /// Its name as written, with its scope.
        name: String,
        /// Where the name stands.
        name_span: Span,
        /// What it does.
        block: Box<ScriptBlock>,
    },
    /// Something that could not be read; the reason is among the errors.
    Missing,
}

/// How two pipelines are joined.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Join {
    /// `&&`: the next runs when the last succeeded.
    OnSuccess,
    /// `||`: the next runs when the last failed.
    OnFailure,
}

/// What the test of `do` means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Until {
    /// `while`: go on while it holds.
    Fails,
    /// `until`: go on until it holds.
    Holds,
}

/// A `switch` statement.
#[derive(Debug, Clone, PartialEq)]
pub struct Switch {
    /// Its label, when it has one.
    pub label: Option<String>,
    /// How patterns are compared.
    pub mode: SwitchMode,
    /// Whether case counts.
    pub case: Case,
    /// What is looked at.
    pub value: Box<Statement>,
    /// Patterns and what they lead to.
    pub clauses: Vec<(Expr, Body)>,
    /// `default`.
    pub default: Option<Body>,
}

/// How the patterns of a `switch` are compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SwitchMode {
    /// As `-eq`.
    Exact,
    /// As `-like`.
    Wildcard,
    /// As `-match`.
    Regex,
}

/// Whether upper and lower case are the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Case {
    /// They are.
    Ignored,
    /// They are not.
    Minded,
}

/// One `catch`.
#[derive(Debug, Clone, PartialEq)]
pub struct Catch {
    /// From `catch` to its closing brace.
    pub span: Span,
    /// The types it catches; none catches everything.
    pub types: Vec<String>,
    /// What is done.
    pub body: Body,
}

/// Commands and values joined by `|`.
#[derive(Debug, Clone, PartialEq)]
pub struct Pipeline {
    /// From its first character to its last.
    pub span: Span,
    /// Its stages, at least one.
    pub stages: Vec<Stage>,
}

/// One stage of a pipeline.
#[derive(Debug, Clone, PartialEq)]
pub enum Stage {
    /// A value; only the first stage can be one.
    Value {
        /// The value.
        value: Expr,
        /// `>` and its like.
        redirections: Vec<Argument>,
    },
    /// A command.
    Command(Command),
}

/// A command with its arguments.
#[derive(Debug, Clone, PartialEq)]
pub struct Command {
    /// From its name, or the `&` before it, to its last argument.
    pub span: Span,
    /// How it is called.
    pub invocation: Invocation,
    /// Its name, or after `&` and `.` any value.
    pub name: Box<Expr>,
    /// Its arguments in order.
    pub arguments: Vec<Argument>,
}

/// How a command is called.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Invocation {
    /// By its name.
    Name,
    /// `& value`.
    Call,
    /// `. value`: in the caller's scope.
    Dot,
}

/// One argument of a command.
#[derive(Debug, Clone, PartialEq)]
pub struct Argument {
    /// With its dash, when it has one.
    pub span: Span,
    /// What it is.
    pub kind: ArgumentKind,
}

/// The kinds of arguments.
#[derive(Debug, Clone, PartialEq)]
pub enum ArgumentKind {
    /// Text without quotes, and the number it is when it is one.
    Word(String, Option<Number>),
    /// A value.
    Value(Expr),
    /// `-name`, or `-name:value`.
    Parameter(String, Option<Expr>),
    /// `@name`.
    Splat(String),
    /// `>`, `2>&1` and their like, with a target when there is one.
    Redirection(String, Option<Expr>),
}

/// A number.
#[derive(Debug, Clone, PartialEq)]
pub enum Number {
    /// A whole one.
    Whole(i64),
    /// Another one.
    Float(f64),
    /// One with the suffix `d`, as its digits.
    Decimal(String),
}

/// A value.
#[derive(Debug, Clone, PartialEq)]
pub struct Expr {
    /// From its first character to its last.
    pub span: Span,
    /// What it is.
    pub kind: ExprKind,
}

/// The kinds of values.
#[derive(Debug, Clone, PartialEq)]
pub enum ExprKind {
    /// A number.
    Number(Number),
    /// A string without variables.
    Text(String),
    /// A string with variables.
    Interpolated(Vec<TextPart>),
    /// A variable by its name without `$`; `$true`, `$false` and `$null` too.
    Variable(String),
    /// `a, b`, or `, a`.
    List(Vec<Expr>),
    /// `@( … )`.
    Array(Body),
    /// `$( … )`.
    Sub(Body),
    /// `( … )`.
    Paren(Box<Statement>),
    /// `@{ … }`.
    Table(Vec<(Expr, Statement)>),
    /// `{ … }`.
    Block(Box<ScriptBlock>),
    /// `[name]`, with the name's blanks taken out.
    Type(String),
    /// `[name] value`.
    Cast(String, Box<Expr>),
    /// `left op right`; the name is the one in `OPERATORS`.
    Binary(&'static str, Box<Expr>, Box<Expr>),
    /// `op value`.
    Unary(Unary, Box<Expr>),
    /// `++` or `--`.
    Step(Step, Box<Expr>),
    /// `test ? yes : no`.
    Conditional(Box<Expr>, Box<Expr>, Box<Expr>),
    /// `object.name` or `[type]::name`.
    Member(Access, Box<Expr>, Box<Expr>),
    /// `object.name(values)` or `[type]::name(values)`.
    Call(Access, Box<Expr>, Box<Expr>, Vec<Expr>),
    /// `object[index]`.
    Index(Access, Box<Expr>, Box<Expr>),
}

/// A part of a string.
#[derive(Debug, Clone, PartialEq)]
pub enum TextPart {
    /// Characters.
    Text(String),
    /// A value.
    Value(Expr),
}

/// The operators before a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unary {
    /// `!` and `-not`.
    Not,
    /// `-`.
    Minus,
    /// `+`.
    Plus,
    /// `-bnot`.
    BitNot,
    /// `-join`.
    Join,
    /// `-split`, `-isplit`.
    Split,
    /// `-csplit`.
    CaseSplit,
}

/// The four ways to count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// `++$x`.
    IncrementBefore,
    /// `--$x`.
    DecrementBefore,
    /// `$x++`.
    IncrementAfter,
    /// `$x--`.
    DecrementAfter,
}

/// How a member is reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// `.`, or `[` for an index.
    Instance,
    /// `?.` or `?[`: nothing when the object is `$null`.
    NullSafe,
    /// `::`.
    Static,
}
