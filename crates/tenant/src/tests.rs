//! What the façade promises.

mod agreement;
mod commands;
mod fixture;
mod time;
