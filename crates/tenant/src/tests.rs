//! What the façade promises.

mod agreement;
mod commands;
mod fixture;
mod model;
mod people;
mod processing;
mod quotas;
mod roles;
mod time;
