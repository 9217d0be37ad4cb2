//! `ConvertTo-Html`: objects as a page or a part of one.

use super::properties;
use crate::call::Call;
use crate::command::{Command, Done, Stage};
use crate::error::Halt;
use crate::parameter::Parameter;
use crate::value::{Text, Value};

pub(super) fn command<H: 'static>() -> Command<H> {
    Command::new("ConvertTo-Html", "Writes objects as a table in HTML.")
        .parameter(Parameter::values("Property").position(0).help("The columns; without it, the properties of the first object."))
        .parameter(Parameter::texts("Head").position(1).help("What stands in the head of the page, in place of the title."))
        .parameter(Parameter::text("Title").position(2).help("The title of the page."))
        .parameter(Parameter::texts("Body").position(3).help("Lines at the start of the page."))
        .parameter(Parameter::texts("PreContent").help("Lines before the table."))
        .parameter(Parameter::texts("PostContent").help("Lines after the table."))
        .parameter(Parameter::text("CssUri").help("The address of a style sheet."))
        .parameter(Parameter::text("As").choices(&["Table", "List"]).help("A table, or one row for each property."))
        .parameter(Parameter::switch("Fragment").help("Only the table."))
        .parameter(Parameter::value("InputObject").from_pipeline().help("The objects."))
        .example(
            "[pscustomobject]@{Name='R&D';Size=3} | ConvertTo-Html -Fragment",
            "Writes a table.",
        )
        .example(
            "[pscustomobject]@{Name='Sales';Size=3} | ConvertTo-Html Name -Title Groups -PreContent '<h1>Groups</h1>'",
            "Writes a page.",
        )
        .stage(Page::default)
}

#[derive(Default)]
struct Page {
    items: Vec<Value>,
}

impl<H: 'static> Stage<H> for Page {
    fn process(&mut self, _call: &mut Call<'_, H>, input: Value) -> Done {
        self.items.push(input);
        crate::value::check_size(self.items.len())?;
        Ok(())
    }

    fn end(&mut self, call: &mut Call<'_, H>) -> Done {
        let whole = !call.switch("Fragment");
        let mut lines: Vec<String> = Vec::new();
        if whole {
            head(call, &mut lines);
        }
        lines.extend(texts(call, "PreContent"));
        lines.push("<table>".to_owned());
        let rows = self.rows(call)?;
        match call.text("As").as_deref() {
            Some("List") => list(&rows, &mut lines),
            _ => table(&rows, &mut lines),
        }
        lines.push("</table>".to_owned());
        lines.extend(texts(call, "PostContent"));
        if whole {
            lines.push("</body></html>".to_owned());
        }
        lines.into_iter().try_for_each(|line| call.emit(line))
    }
}

type Row = Vec<(Text, Text)>;

impl Page {
    /// Names and values of every object; those of one without properties are its text.
    fn rows<H: 'static>(&self, call: &mut Call<'_, H>) -> Result<Vec<Row>, Halt> {
        let chosen = match call.values("Property") {
            Some(values) => properties::read(&values)?,
            None => {
                let names = self
                    .items
                    .first()
                    .map(Value::property_names)
                    .unwrap_or_default();
                let names: Vec<Value> = names.into_iter().map(Value::Text).collect();
                properties::read(&names)?
            }
        };
        let plain = !call.has("Property")
            && !matches!(self.items.first(), Some(Value::Object(_) | Value::Table(_)));
        self.items
            .iter()
            .map(|item| {
                if plain {
                    return Ok(vec![(Text::from("*"), item.to_text())]);
                }
                let mut row = Row::new();
                for one in &chosen {
                    for (name, value) in one.values(call, item)? {
                        row.push((name, value.to_text()));
                    }
                }
                Ok(row)
            })
            .collect()
    }
}

fn texts<H: 'static>(call: &Call<'_, H>, parameter: &str) -> Vec<String> {
    let given = call.texts(parameter).unwrap_or_default();
    given.iter().map(Text::to_string).collect()
}

fn head<H: 'static>(call: &Call<'_, H>, lines: &mut Vec<String>) {
    lines.push(
        "<!DOCTYPE html PUBLIC \"-//W3C//DTD XHTML 1.0 Strict//EN\"  \
         \"http://www.w3.org/TR/xhtml1/DTD/xhtml1-strict.dtd\">"
            .to_owned(),
    );
    lines.push("<html xmlns=\"http://www.w3.org/1999/xhtml\">".to_owned());
    lines.push("<head>".to_owned());
    match (call.has("Head"), call.text("Title")) {
        (true, None) => {}
        (_, title) => lines.push(format!(
            "<title>{}</title>",
            title.map_or_else(|| "HTML TABLE".to_owned(), |title| escaped(&title))
        )),
    }
    lines.extend(texts(call, "Head"));
    if let Some(sheet) = call.text("CssUri") {
        lines.push(format!(
            "<link rel=\"stylesheet\" type=\"text/css\" href=\"{}\" />",
            escaped(&sheet)
        ));
    }
    lines.push("</head><body>".to_owned());
    lines.extend(texts(call, "Body"));
}

fn table(rows: &[Row], lines: &mut Vec<String>) {
    let Some(first) = rows.first() else {
        return;
    };
    let wrapped = |tag: &str, texts: &mut dyn Iterator<Item = &Text>| {
        texts
            .map(|text| format!("<{tag}>{}</{tag}>", escaped(text)))
            .collect::<String>()
    };
    lines.push(format!(
        "<colgroup>{}</colgroup>",
        "<col/>".repeat(first.len())
    ));
    lines.push(format!(
        "<tr>{}</tr>",
        wrapped("th", &mut first.iter().map(|(name, _)| name))
    ));
    for row in rows {
        lines.push(format!(
            "<tr>{}</tr>",
            wrapped("td", &mut row.iter().map(|(_, value)| value))
        ));
    }
}

fn list(rows: &[Row], lines: &mut Vec<String>) {
    for (index, row) in rows.iter().enumerate() {
        if index > 0 {
            lines.push("<tr><td><hr></td></tr>".to_owned());
        }
        for (name, value) in row {
            lines.push(format!(
                "<tr><td>{}:</td><td>{}</td></tr>",
                escaped(name),
                escaped(value)
            ));
        }
    }
}

/// Text as .NET's `HtmlEncode` writes it.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            // The upper half of Latin-1 is written as numbers.
            '\u{a0}'..='\u{ff}' => out.push_str(&format!("&#{};", u32::from(c))),
            other => out.push(other),
        }
    }
    out
}
