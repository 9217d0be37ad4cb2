//! The directory's commands, one file each, and the module families as a table.
