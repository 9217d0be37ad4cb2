//! The vocabulary of the model: object kinds, the catalogue of rule properties, identifiers, values, instants, durations.
