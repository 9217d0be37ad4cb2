//! What the façade promises.
