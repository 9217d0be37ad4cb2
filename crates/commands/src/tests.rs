//! What the commands promise.
