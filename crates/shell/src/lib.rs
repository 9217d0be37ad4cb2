//! The command language at run time: values, operators, binder, pipelines, formatting, help and limits, on Rhai.
