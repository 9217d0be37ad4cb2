//! What the functions of licensing say.

mod groups;
mod people;
mod world;
