//! The facts of a tenant, stored by columns, and the events that say what changed.
