//! What the answers promise.
