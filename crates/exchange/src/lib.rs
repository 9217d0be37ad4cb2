//! Files in and out: Graph JSON folders to facts and back.
