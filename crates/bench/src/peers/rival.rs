//! A peer in a run: what it was given, what it has shown so far, and that it gives the same answers.

use ingroup_rule::Rule;

use super::{Peer, PeerKind, Sample};
use crate::digest::Digest;
use crate::job::{Failed, Setting};
use crate::ours::Ours;
use crate::timing::median;
use crate::workload::{Person, Size};

/// A peer in a run.
pub(crate) struct Rival {
    kind: &'static PeerKind,
    sample: Sample,
    peer: Box<dyn Peer>,
    seconds: Vec<f64>,
    digest: Option<Digest>,
}

/// The peers that were asked for, made ready.
pub(crate) fn rivals(setting: &Setting) -> Result<Vec<Rival>, Failed> {
    if setting.peers().is_empty() {
        return Ok(Vec::new());
    }
    let workload = setting.workload()?;
    let rules = workload.checked()?;
    let mut all = Vec::new();
    for kind in setting.peers() {
        let sample = kind.sample(workload.size(), setting.scale());
        all.push(Rival {
            kind,
            sample,
            peer: kind.make(workload, &rules, sample)?,
            seconds: Vec::new(),
            digest: None,
        });
    }
    Ok(all)
}

impl Rival {
    /// What it is called.
    pub(crate) fn name(&self) -> &'static str {
        self.kind.name
    }

    /// What it was given.
    pub(crate) fn sample(&self) -> Sample {
        self.sample
    }

    /// What its memberships came to.
    pub(crate) fn digest(&self) -> Option<Digest> {
        self.digest
    }

    /// What it was given, if that is not everything.
    pub(crate) fn sampled(&self, size: Size) -> String {
        match self.sample == Sample::everybody(size) {
            true => String::new(),
            false => format!(
                "on {} users and {} rules",
                self.sample.users, self.sample.rules
            ),
        }
    }

    /// Lets it evaluate everything, unless it has taken longer than `long` at that already. Other memberships than
    /// the engine's are an error.
    pub(crate) fn everything(&mut self, ours: &Ours, long: f64) -> Result<(), Failed> {
        if self.seconds.iter().sum::<f64>() > long {
            return Ok(());
        }
        let done = self.peer.everything()?;
        self.seconds.push(done.seconds);
        self.digest = Some(done.digest);
        let own = ours.digest(self.sample);
        if own == done.digest {
            return Ok(());
        }
        let name = self.name();
        Err(format!(
            "{name} finds {}, the engine {own}{}",
            done.digest,
            self.first_difference(ours)
        )
        .into())
    }

    /// The seconds for one pair of a rule and a user: the median.
    pub(crate) fn seconds_for_a_pair(&self) -> f64 {
        median(self.seconds.clone()) / self.sample.pairs().max(1.0)
    }

    /// The seconds for all rules over somebody changed, as if it had been given all rules.
    pub(crate) fn one_user(
        &mut self,
        number: usize,
        person: &Person,
        size: Size,
    ) -> Result<Option<f64>, Failed> {
        let share = size.rules() as f64 / self.sample.rules.max(1) as f64;
        let seconds = self.peer.one_user(number, person)?;
        Ok(seconds.map(|seconds| seconds * share))
    }

    /// The seconds for a new rule over everybody, as if it had been given everybody.
    pub(crate) fn one_rule(&mut self, rule: &Rule, size: Size) -> Result<Option<f64>, Failed> {
        let share = size.users() as f64 / self.sample.users.max(1) as f64;
        let seconds = self.peer.one_rule(rule)?;
        Ok(seconds.map(|seconds| seconds * share))
    }

    fn first_difference(&self, ours: &Ours) -> String {
        for rule in 0..self.sample.rules {
            for user in 0..self.sample.users {
                let (own, other) = (ours.is_member(rule, user), self.peer.takes(rule, user));
                if other.is_some_and(|other| other != own) {
                    return format!(
                        "; first at rule {rule} and user {user}: the engine says {own}"
                    );
                }
            }
        }
        String::new()
    }
}
