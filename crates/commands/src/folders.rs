//! Which files a script may touch: those in its own folder, and those in the folders given to the program.

use std::path::{Component, Path, PathBuf};

use ingroup_shell::{Category, ShellError};

/// The folders whose files may be touched.
#[derive(Debug)]
pub(crate) enum Folders {
    /// These.
    Open(Open),
    /// None, for good.
    Closed,
}

impl Default for Folders {
    fn default() -> Self {
        Self::Open(Open::default())
    }
}

/// The open folders, each without links in its path.
#[derive(Debug, Default)]
pub(crate) struct Open {
    script: Option<PathBuf>,
    given: Vec<PathBuf>,
    /// Files that may be read and not written, whatever lies beside them.
    files: Vec<PathBuf>,
}

/// What a path is wanted for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Use {
    /// To read what is there.
    Read,
    /// To write what may not be there yet.
    Write,
}

impl Folders {
    /// Opens a folder, unless all are closed.
    pub(crate) fn allow(&mut self, folder: &Path) -> std::io::Result<()> {
        let folder = existing(folder)?;
        if let Self::Open(open) = self
            && !open.given.contains(&folder)
        {
            open.given.push(folder);
        }
        Ok(())
    }

    /// Opens a file for reading, and nothing beside it, unless all are closed.
    pub(crate) fn allow_file(&mut self, file: &Path) -> std::io::Result<()> {
        let file = file.canonicalize()?;
        if let Self::Open(open) = self
            && !open.files.contains(&file)
        {
            open.files.push(file);
        }
        Ok(())
    }

    /// Opens the script's folder, unless all are closed.
    pub(crate) fn set_script(&mut self, folder: Option<&Path>) -> std::io::Result<()> {
        if let Self::Open(open) = self {
            open.script = folder.map(existing).transpose()?;
        }
        Ok(())
    }

    /// The folder of the running script.
    pub(crate) fn script(&self) -> Option<&Path> {
        match self {
            Self::Open(open) => open.script.as_deref(),
            Self::Closed => None,
        }
    }

    /// The real path that `text` means. Links are followed first, so one that leads out of the folders is refused.
    pub(crate) fn resolve(&self, text: &str, wanted: Use) -> Result<PathBuf, ShellError> {
        match self {
            Self::Open(open) => open.resolve(text, wanted),
            Self::Closed => Err(refused(format!(
                "\"{text}\" cannot be used: this session touches no files."
            ))
            .help("It was started with --safe, and nothing can take that back.")),
        }
    }
}

impl Open {
    /// Where relative paths begin.
    fn base(&self) -> Option<&Path> {
        let folder = self.script.as_ref().or(self.given.first());
        let beside = || self.files.first().and_then(|file| file.parent());
        folder.map(PathBuf::as_path).or_else(beside)
    }

    fn resolve(&self, text: &str, wanted: Use) -> Result<PathBuf, ShellError> {
        let Some(base) = self.base() else {
            return Err(
                refused(format!("\"{text}\" cannot be used: no folder is open."))
                    .help("Start the program with --folder and the folder of your files."),
            );
        };
        let path = match windows(text) {
            Windows::Absolute(name) => base.join(name),
            Windows::Relative(path) => base.join(path),
            Windows::No => base.join(text),
        };
        let real = real_path(&path).ok_or_else(|| {
            refused(format!(
                "\"{text}\" cannot be used: the path leads nowhere."
            ))
        })?;
        let allowed = self.script.iter().chain(&self.given);
        let is_given = wanted == Use::Read && self.files.contains(&real);
        if !is_given && !allowed.clone().any(|folder| real.starts_with(folder)) {
            let parent = real.parent().filter(|_| !real.is_dir());
            let folder = shown(parent.unwrap_or(&real));
            let open: Vec<String> = allowed.map(|folder| shown(folder)).collect();
            return Err(refused(format!(
                "\"{text}\" is outside of the folders that may be touched."
            ))
            .help(format!("Open so far: {}.", open.join(", ")))
            .help(format!(
                "Start the program with --folder {folder} to open that folder too."
            )));
        }
        if wanted == Use::Read && !real.exists() {
            return Err(
                ShellError::new(format!("There is no file or folder \"{text}\"."))
                    .category(Category::ObjectNotFound)
                    .id("PathNotFound")
                    .help(format!("It was looked for in {}.", shown(base))),
            );
        }
        Ok(real)
    }
}

fn refused(message: String) -> ShellError {
    ShellError::new(message)
        .category(Category::PermissionDenied)
        .id("PathOutsideFolder")
}

fn existing(folder: &Path) -> std::io::Result<PathBuf> {
    let real = folder.canonicalize()?;
    match real.is_dir() {
        true => Ok(real),
        false => Err(std::io::ErrorKind::NotADirectory.into()),
    }
}

fn shown(path: &Path) -> String {
    let text = path.display().to_string();
    match text.contains(' ') {
        true => format!("\"{text}\""),
        false => text,
    }
}

/// The path without links and `..`. What does not exist yet stands below what does.
fn real_path(path: &Path) -> Option<PathBuf> {
    let mut missing = Vec::new();
    let mut known = path.to_path_buf();
    let mut real = loop {
        if let Ok(real) = known.canonicalize() {
            break real;
        }
        // A link whose end is missing could be pointed anywhere later.
        if known.is_symlink() {
            return None;
        }
        missing.push(known.components().next_back()?.as_os_str().to_owned());
        known = known.parent()?.to_path_buf();
    };
    for name in missing.iter().rev() {
        let part = Path::new(name);
        match part.components().next() {
            Some(Component::Normal(_)) => real.push(part),
            Some(Component::CurDir) => {}
            _ => return None,
        }
    }
    Some(real)
}

/// A path as Windows writes it.
enum Windows {
    /// With a drive or a server: the folders do not exist here, so its last part is looked for.
    Absolute(String),
    /// With backslashes.
    Relative(String),
    No,
}

fn windows(text: &str) -> Windows {
    let mut letters = text.chars();
    let drive =
        letters.next().is_some_and(|c| c.is_ascii_alphabetic()) && letters.next() == Some(':');
    let server = text.starts_with("\\\\");
    let name = || text.rsplit(['\\', '/', ':']).find(|part| !part.is_empty());
    match name() {
        Some(name) if drive || server => Windows::Absolute(name.to_owned()),
        _ if text.contains('\\') => Windows::Relative(text.replace('\\', "/")),
        _ => Windows::No,
    }
}
