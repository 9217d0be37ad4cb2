//! What the façade promises.

mod agreement;
mod alerts;
mod applications;
mod audit;
mod audit_deeds;
mod commands;
mod creation;
mod deletion;
mod devices;
mod fixture;
mod guests;
mod kinds;
mod model;
mod owners;
mod people;
mod plan;
mod processing;
mod quotas;
mod roles;
mod self_service;
mod settings;
mod sources;
mod teams;
mod time;
mod turning;
mod units;
