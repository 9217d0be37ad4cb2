//! What the engine is held against, in the same process and the same run.
//!
//! Peers get every fairness: lower-cased values, compiled expressions, indexes, and the operators that they lack.
//! A slow one is given the first people and the first rules only; ratios are by the nanoseconds for a pair.

#[cfg(feature = "peer-a-tree")]
mod a_tree;
#[cfg(feature = "peer-roaring")]
mod bitmaps;
#[cfg(feature = "peer-differential")]
mod differential;
#[cfg(feature = "peer-roaring")]
mod indexed;
pub(crate) mod journals;
pub(crate) mod naive;
pub(crate) mod rival;
#[cfg(feature = "peer-roaring")]
mod roaring;
pub(crate) mod sql;
#[cfg(feature = "peer-sqlite")]
mod sqlite;
#[cfg(feature = "peer-roaring")]
mod textbook;

use ingroup_rule::Rule;

use crate::digest::Digest;
use crate::job::{Failed, Scale};
use crate::workload::{Person, Size, Workload};

/// One that can do some of what the engine does.
pub(crate) trait Peer {
    /// Every rule of the sample over everybody of the sample.
    fn everything(&mut self) -> Result<Everything, Failed>;

    /// The seconds for all rules over somebody with other values than before; nothing if that is not its trade.
    fn one_user(&mut self, number: usize, person: &Person) -> Result<Option<f64>, Failed>;

    /// The seconds for a rule that it has not seen over everybody; nothing if that is not its trade.
    fn one_rule(&mut self, rule: &Rule) -> Result<Option<f64>, Failed>;

    /// Whether a rule takes somebody, both of the sample: to find where answers differ.
    fn takes(&self, rule: usize, user: usize) -> Option<bool>;
}

/// What came of everything.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Everything {
    /// How long it took.
    pub(crate) seconds: f64,
    /// The memberships.
    pub(crate) digest: Digest,
}

/// The first people and the first rules of a workload.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Sample {
    /// How many people.
    pub(crate) users: usize,
    /// How many rules.
    pub(crate) rules: usize,
}

impl Sample {
    /// All of them.
    pub(crate) fn everybody(size: Size) -> Self {
        Self {
            users: size.users(),
            rules: size.rules(),
        }
    }

    /// How many pairs.
    pub(crate) fn pairs(self) -> f64 {
        self.users as f64 * self.rules as f64
    }
}

type Make = fn(&Workload, &[Rule], Sample) -> Result<Box<dyn Peer>, Failed>;

/// A peer by name, and what it is given.
pub(crate) struct PeerKind {
    /// What it is called on the command line.
    pub(crate) name: &'static str,
    /// A workload of so many pairs it is given whole.
    whole: f64,
    /// Of a larger one it is given these.
    part: Sample,
    /// What it is given where little is measured.
    quick: Sample,
    make: Make,
}

const ALL: usize = usize::MAX;

/// The pairs of M.
const MIDDLE: f64 = 1.5e9;

/// All rules over the first users.
const fn first(users: usize) -> Sample {
    Sample { users, rules: ALL }
}

/// Every peer that this program was built with.
const PEERS: &[PeerKind] = &[
    PeerKind {
        name: "naive",
        whole: MIDDLE,
        part: first(20_000),
        quick: first(2_000),
        make: |workload, rules, sample| Ok(Box::new(naive::Naive::new(workload, rules, sample)?)),
    },
    #[cfg(feature = "peer-roaring")]
    PeerKind {
        name: "roaring",
        whole: f64::INFINITY,
        part: first(ALL),
        quick: first(ALL),
        make: roaring::made,
    },
    #[cfg(feature = "peer-roaring")]
    PeerKind {
        name: "textbook",
        whole: MIDDLE,
        part: first(20_000),
        quick: first(2_000),
        make: textbook::made,
    },
    #[cfg(feature = "peer-a-tree")]
    PeerKind {
        name: "a-tree",
        whole: 0.0,
        part: first(2_000),
        quick: first(1_000),
        make: |workload, rules, sample| Ok(Box::new(a_tree::Tree::new(workload, rules, sample)?)),
    },
    #[cfg(feature = "peer-differential")]
    PeerKind {
        name: "differential",
        whole: 0.0,
        part: first(5_000),
        quick: first(1_000),
        make: |workload, rules, sample| {
            Ok(Box::new(differential::Differential::new(
                workload, rules, sample,
            )?))
        },
    },
    #[cfg(feature = "peer-sqlite")]
    PeerKind {
        name: "sqlite",
        whole: 0.0,
        part: Sample {
            users: 20_000,
            rules: 300,
        },
        quick: Sample {
            users: 2_000,
            rules: 100,
        },
        make: |workload, rules, sample| Ok(Box::new(sqlite::Sqlite::new(workload, rules, sample)?)),
    },
];

impl PeerKind {
    /// What it is given.
    pub(crate) fn sample(&self, size: Size, scale: Scale) -> Sample {
        let all = Sample::everybody(size);
        let most = match scale {
            Scale::Quick => self.quick,
            Scale::Full if all.pairs() <= self.whole => all,
            Scale::Full => self.part,
        };
        Sample {
            users: most.users.min(all.users),
            rules: most.rules.min(all.rules),
        }
    }

    /// The peer, made ready.
    pub(crate) fn make(
        &self,
        workload: &Workload,
        rules: &[Rule],
        sample: Sample,
    ) -> Result<Box<dyn Peer>, Failed> {
        (self.make)(workload, rules, sample)
    }
}

/// Those of the names that are of peers this program was built with.
pub(crate) fn known_of(names: &[&str]) -> Vec<String> {
    let known = PEERS.iter().filter(|peer| names.contains(&peer.name));
    known.map(|peer| peer.name.to_owned()).collect()
}

/// The peers that are named; `none` names nobody, `all` everybody.
pub(crate) fn choose(wanted: &[String]) -> Result<Vec<&'static PeerKind>, Failed> {
    let is = |name: &str, known: &str| name.eq_ignore_ascii_case(known);
    let known = |name: &str| PEERS.iter().any(|peer| is(name, peer.name));
    if let Some(unknown) = wanted
        .iter()
        .find(|name| !known(name) && !is(name, "all") && !is(name, "none"))
    {
        let names: Vec<&str> = PEERS.iter().map(|peer| peer.name).collect();
        return Err(format!(
            "there is no peer \"{unknown}\" in this build; there are {}, and those behind the features peer-…",
            names.join(", ")
        )
        .into());
    }
    let chosen = |peer: &&PeerKind| {
        wanted
            .iter()
            .any(|name| is(name, "all") || is(name, peer.name))
    };
    Ok(PEERS.iter().filter(chosen).collect())
}
