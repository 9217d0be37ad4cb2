//! What is wrong with a filter, and where.

use std::ops::Range;

use ingroup_shell::{Category, Inner, ServiceAnswer, ShellError};

/// What is wrong with a filter, a search or an order.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Fault {
    /// Our sentence.
    pub(super) message: String,
    /// The bytes that are to blame.
    pub(super) place: Range<usize>,
    /// What to do next.
    pub(super) help: Vec<String>,
    /// The service's code and text.
    pub(super) service: Option<(&'static str, String)>,
}

impl Fault {
    pub(super) fn new(message: impl Into<String>, place: Range<usize>) -> Fault {
        Fault {
            message: message.into(),
            place,
            help: Vec::new(),
            service: None,
        }
    }

    pub(super) fn help(mut self, line: impl Into<String>) -> Fault {
        self.help.push(line.into());
        self
    }

    pub(super) fn service(mut self, code: &'static str, text: impl Into<String>) -> Fault {
        self.service = Some((code, text.into()));
        self
    }

    /// The error of the shell, with the text underlined. A module's command says it as the service does, a native
    /// one as we do.
    pub(crate) fn error(self, parameter: &str, text: &str, speaks: Speaks) -> ShellError {
        let service = self.service.filter(|_| speaks == Speaks::AsService);
        let mut error = match &service {
            Some((_, answer)) => ShellError::new(answer.clone()),
            None => ShellError::new(self.message.clone()),
        };
        error = error
            .category(Category::InvalidArgument)
            .about(parameter)
            .inner(Inner {
                title: parameter.to_lowercase(),
                text: text.to_owned(),
                range: self.place,
                label: self.message,
            });
        if let Some((code, answer)) = service {
            error = error.id(code).service(ServiceAnswer {
                status: 400,
                code: code.to_owned(),
                text: Some(answer),
            });
        }
        self.help.into_iter().fold(error, ShellError::help)
    }
}

/// Whose words an error uses.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Speaks {
    /// The service's.
    AsService,
    /// Ours.
    Plainly,
}
