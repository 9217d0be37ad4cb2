//! A list with commas as it is: names of columns, and rows.

use std::path::Path;

use crate::error::ImportError;
use crate::failure::{Bad, Faults, LeftOut};
use crate::formats::Table;
use crate::tree::Tree;

/// A list that was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rows {
    /// The names of the columns.
    pub columns: Vec<String>,
    /// Each row with its line in the file.
    pub rows: Vec<(usize, Vec<String>)>,
    /// Rows that could not be read.
    pub left_out: Vec<LeftOut>,
}

/// Reads a list: commas, semicolons or tabs between the fields, in UTF-8 or UTF-16, packed or not.
pub fn read_rows(path: &Path, bad: Bad) -> Result<Rows, ImportError> {
    let tree = Tree::open(path)?;
    let [file] = tree.files.as_slice() else {
        return Err(ImportError::new(
            path,
            "This is not one file.",
            "Name the file that has the list.",
        ));
    };
    let mut faults = Faults::new(bad);
    let (columns, rows) = tree.read(file, |text| {
        let table = Table::open(text, file)?;
        let columns = table.headers.iter().map(str::to_owned).collect();
        let mut rows = Vec::new();
        let keep = |row: &csv::StringRecord, line| {
            rows.push((line, row.iter().map(str::to_owned).collect()));
            Ok(())
        };
        table.each(file, &mut faults, keep, &mut |_| {})?;
        Ok((columns, rows))
    })?;
    Ok(Rows {
        columns,
        rows,
        left_out: faults.left_out,
    })
}
