//! What the façade promises.

mod agreement;
mod alerts;
mod audit;
mod commands;
mod creation;
mod deletion;
mod devices;
mod fixture;
mod model;
mod people;
mod plan;
mod processing;
mod quotas;
mod roles;
mod time;
mod units;
