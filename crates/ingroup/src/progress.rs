//! The bar that shows how far long work is, on a terminal only.

use std::io::IsTerminal;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use ingroup_commands::Progress;

/// A bar on standard error that appears when work takes more than a blink; it draws nothing if that is no terminal.
pub(crate) struct Bar(ProgressBar);

impl Bar {
    /// A bar that nobody sees yet.
    pub(crate) fn new() -> Self {
        if !std::io::stderr().is_terminal() {
            return Self(ProgressBar::hidden());
        }
        let bar = ProgressBar::with_draw_target(Some(0), ProgressDrawTarget::stderr_with_hz(10));
        let style = ProgressStyle::with_template("{msg:30} {wide_bar} {percent:>3}%");
        Self(bar.with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar())))
    }

    /// Shows how far work is, and goes away when it is over.
    pub(crate) fn show(&self, progress: Progress) {
        if progress.is_over() {
            return self.0.finish_and_clear();
        }
        // Before the bar comes back, so that it does not tell of the work before.
        self.0.set_message(progress.what);
        if self.0.is_finished() {
            self.0.reset();
        }
        self.0.set_length(progress.all);
        self.0.set_position(progress.done);
    }
}
