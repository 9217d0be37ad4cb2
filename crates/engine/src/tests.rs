//! What the engine promises on its own; that members always agree with rules is tested through the tenant.

mod agreement;
mod faults;
mod matcher;
mod phases;
mod policy;
mod queue;
mod slot_lists;
mod time;
mod world;
