//! Licences of groups and users, as the scenarios tell them (4.6).

mod cascade;
mod clock;
mod found;
mod groups;
mod model;
mod narrowed;
mod people;
mod subscriptions;
mod world;
