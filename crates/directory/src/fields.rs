//! Fields of records that can change: their names, and in which of them two versions differ.

/// Declares a field enum of a record: for each field its name in Graph and the fact it stands for.
macro_rules! fact_fields {
    ($fields:ident of $facts:ident, $what:literal;
     $($(#[$doc:meta])* $variant:ident, $graph:literal, $fact:ident;)*) => {
        #[doc = concat!("A fact of ", $what, " that can change.")]
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $fields { $($(#[$doc])* $variant,)* }

        impl $fields {
            /// All fields, in the order of the service's documents.
            pub const ALL: [Self; [$(stringify!($variant)),*].len()] = [$(Self::$variant),*];

            /// The name in Graph.
            pub fn graph_name(self) -> &'static str {
                match self { $(Self::$variant => $graph,)* }
            }

            /// Gives one version this fact of another.
            pub fn copy(self, from: &$facts, to: &mut $facts) {
                match self { $(Self::$variant => to.$fact.clone_from(&from.$fact),)* }
            }

            fn differs(self, one: &$facts, other: &$facts) -> bool {
                match self { $(Self::$variant => one.$fact != other.$fact,)* }
            }
        }

        impl $facts {
            /// The fields in which another version differs, in the order of the service's
            /// documents.
            pub fn differences(&self, other: &Self) -> Vec<$fields> {
                $fields::ALL
                    .into_iter()
                    .filter(|field| field.differs(self, other))
                    .collect()
            }
        }
    };
}
pub(crate) use fact_fields;
