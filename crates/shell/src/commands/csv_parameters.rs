//! What the commands that write and read CSV have in common.

use crate::call::Call;
use crate::command::Done;
use crate::csv::{self, Quotes, Style};
use crate::error::{Category, ShellError};
use crate::parameter::Parameter;
use crate::value::{Text, Value};

/// The parameters that say how rows are written.
pub(super) fn writing() -> Vec<Parameter> {
    vec![
        delimiter(),
        Parameter::text("UseQuotes")
            .alias("uq")
            .choices(&["Always", "AsNeeded", "Never"])
            .help("Which fields stand in quotes; all without it."),
        Parameter::texts("QuoteFields")
            .alias("qf")
            .help("The only columns whose fields stand in quotes."),
        Parameter::switch("NoHeader").help("Leave out the line with the names."),
        Parameter::switch("IncludeTypeInformation")
            .alias("iti")
            .help("Begin with a line that names the type."),
        Parameter::switch("NoTypeInformation").alias("nti").help(
            "Accepted for old scripts; there is no line with the type unless you ask for one.",
        ),
        Parameter::switch("UseCulture").help(
            "Accepted for old scripts; the language is always the invariant one, with a comma.",
        ),
    ]
}

/// `-Delimiter`.
pub(super) fn delimiter() -> Parameter {
    Parameter::text("Delimiter")
        .position(1)
        .help("The character between fields; a comma without it.")
}

/// The parameters that say how rows are read.
pub(super) fn reading() -> Vec<Parameter> {
    vec![
        delimiter(),
        Parameter::texts("Header")
            .help("The names of the columns, when the text has no line with names."),
        Parameter::switch("UseCulture").help(
            "Accepted for old scripts; the language is always the invariant one, with a comma.",
        ),
    ]
}

/// The character of `-Delimiter`.
pub(super) fn read_delimiter<H: 'static>(call: &Call<'_, H>) -> Result<char, ShellError> {
    let Some(text) = call.text("Delimiter") else {
        return Ok(',');
    };
    let mut chars = text.chars();
    match (chars.next(), chars.next()) {
        (Some(delimiter), None) => Ok(delimiter),
        _ => Err(ShellError::new(format!("\"{text}\" is not one character."))
            .category(Category::InvalidArgument)
            .about("Delimiter")
            .help("Use -Delimiter ';', or -Delimiter \"`t\" for tabs.")),
    }
}

/// How the call wants its rows written.
pub(super) fn style<H: 'static>(call: &Call<'_, H>) -> Result<Style, ShellError> {
    let quoted = call.texts("QuoteFields");
    if quoted.is_some() && call.has("UseQuotes") {
        return Err(
            ShellError::new("-UseQuotes and -QuoteFields exclude each other.")
                .category(Category::InvalidArgument)
                .about("QuoteFields"),
        );
    }
    Ok(Style {
        delimiter: read_delimiter(call)?,
        quotes: match call.text("UseQuotes").as_deref() {
            Some("AsNeeded") => Quotes::AsNeeded,
            Some("Never") => Quotes::Never,
            _ => Quotes::Always,
        },
        quoted,
    })
}

/// The lines of the objects: the columns are the properties of the first one.
#[derive(Default)]
pub(super) struct Lines {
    columns: Option<Vec<Text>>,
}

impl Lines {
    /// Lines under columns that are known already, and are not named again.
    pub(super) fn under(columns: Vec<Text>) -> Lines {
        Lines {
            columns: Some(columns),
        }
    }

    /// The lines for one more object.
    pub(super) fn of<H: 'static>(
        &mut self,
        call: &Call<'_, H>,
        style: &Style,
        item: &Value,
    ) -> Vec<String> {
        let mut lines = Vec::new();
        let columns = self.columns.get_or_insert_with(|| {
            let columns = item.property_names();
            if call.switch("IncludeTypeInformation") {
                lines.push(format!("#TYPE {}", type_name(item)));
            }
            if !call.switch("NoHeader") {
                lines.push(style.header(&columns));
            }
            columns
        });
        lines.push(style.row(columns, item));
        lines
    }
}

fn type_name(item: &Value) -> String {
    match item.type_name().as_str() {
        "PSCustomObject" => "System.Management.Automation.PSCustomObject".to_owned(),
        name => match item {
            Value::Object(_) => name.to_owned(),
            _ => format!("System.{name}"),
        },
    }
}

/// Reads CSV and hands on its rows as objects.
pub(super) fn emit_rows<H: 'static>(call: &mut Call<'_, H>, text: &str) -> Done {
    let delimiter = read_delimiter(call)?;
    let text = match text.trim_start_matches('\u{feff}').strip_prefix("#TYPE") {
        Some(rest) => rest.split_once('\n').map_or("", |(_, rest)| rest),
        None => text,
    };
    let mut rows = csv::rows(text, delimiter).into_iter();
    let names = match call.texts("Header") {
        Some(names) => names,
        None => match rows.next() {
            Some(names) => names,
            None => return Ok(()),
        },
    };
    let header = csv::header(names)?;
    if header.unnamed > 0 {
        call.warn(
            "One or more headers were not specified. Default names starting with \"H\" have been used in place of \
             any missing headers.",
        )?;
    }
    for row in rows {
        call.emit(csv::object(&header.columns, &row))?;
    }
    Ok(())
}
