//! The one façade of the model: commands in, events out.
