//! B2: one value of one user is another, with all that follows: the facts, what the engine makes of it, the stored
//! memberships.

use std::collections::BTreeMap;

use ingroup_schema::Value;

use crate::digest::Digest;
use crate::figures::{Figures, Limit, Per};
use crate::job::{Failed, Job, Setting};
use crate::ours::Ours;
use crate::peers::Sample;
use crate::peers::naive::{LowerPerson, Naive};
use crate::peers::rival::rivals;
use crate::random::Random;
use crate::timing::{Stopwatch, spread};
use crate::workload::{Person, Size, Workload, attribute_named};

pub(super) const JOB: Job = Job {
    name: "B2",
    set: "membership",
    limits: &[Size::M, Size::R],
    run,
};

/// The attributes that change, and how often of a hundred in the mix.
const MIX: [(&str, usize); 14] = [
    ("department", 12),
    ("jobTitle", 12),
    ("physicalDeliveryOfficeName", 10),
    ("extensionAttribute1", 10),
    ("city", 8),
    ("country", 6),
    ("usageLocation", 4),
    ("accountEnabled", 8),
    ("companyName", 4),
    ("extensionAttribute4", 6),
    ("userType", 2),
    ("displayName", 6),
    ("userPrincipalName", 4),
    ("mobile", 8),
];

/// Why limits are missed, where they are.
const WHY: &str = "every step waits for memory: the lists of the rules, the clauses of those that are asked, then for each \
                   membership the group, its set, the block and the place in it; half of the time is for the rules";

/// How many changes of the mix; how many of each attribute; and after how many seconds no more.
const MIXED: usize = 20_000;
const EACH: usize = 2_000;
const LONG: f64 = 10.0;

/// How many of the users are compared with naive in the end.
const COMPARED: usize = 1_000;

/// Everything that has been changed.
struct Changed<'a> {
    workload: &'a Workload,
    ours: Ours,
    people: BTreeMap<usize, Person>,
    random: Random,
    editions: usize,
}

fn run(setting: &Setting) -> Result<Vec<Figures>, Failed> {
    let workload = setting.workload()?;
    let size = workload.size();
    let fewer_rules = match size {
        Size::R => Some(Changed::new(&Workload::new(Size::M)?)?.of_the_mix(setting)?),
        _ => None,
    };
    let mut changed = Changed::new(workload)?;
    let mixed = changed.of_the_mix(setting)?;
    let mut own = figures(workload, "one change, of the mix", &mixed);
    own.limit = (size == Size::M).then_some(Limit::P99(20.0));
    own.remark
        .push_str(&format!("; {}", changed.parts_of_the_mix(setting)?));
    let mut all = vec![own];
    if size == Size::M {
        let mut own = figures(workload, "one change, of the mix", &mixed);
        own.limit = Some(Limit::P50(6.5));
        all.push(own);
    }
    let p50 = spread(mixed.seconds.clone()).p50;
    if let Some(fewer) = &fewer_rules {
        all.push(Figures {
            ratio: Some(p50 / spread(fewer.seconds.clone()).p50),
            limit: Some(Limit::Ratio(3.0)),
            ..figures(workload, "the same, against M", &mixed)
        });
    }
    for mut rival in rivals(setting)? {
        let mut seconds = Vec::new();
        let watch = Stopwatch::start();
        for number in 0..setting.size(300, 50) {
            let person = workload.people().person(number);
            seconds.extend(rival.one_user(number, &person, size)?);
            if watch.is_past(LONG) {
                break;
            }
        }
        if seconds.is_empty() {
            continue;
        }
        let theirs = spread(seconds);
        all.push(Figures {
            what: "one user, all rules",
            engine: Some(rival.name()),
            workload: Some(size),
            ratio: Some(theirs.p50 / p50),
            spread: Some(theirs),
            limit: match (size, rival.name()) {
                (Size::M, "naive") => Some(Limit::AtLeast(100.0)),
                (Size::M, "a-tree") => Some(Limit::AtLeast(70.0)),
                _ => None,
            },
            reason: WHY,
            remark: rival.sampled(size),
            ..Figures::default()
        });
    }
    for (place, (name, _)) in MIX.iter().enumerate() {
        let done = changed.many(setting.size(EACH, 200), &mut |_| place)?;
        all.push(figures(workload, name, &done));
    }
    let compared = changed.compare(setting.size(COMPARED, 200))?;
    if let Some(first) = all.first_mut() {
        first.remark.push_str(&format!(
            "; after all changes {compared} of the users changed are as naive says"
        ));
    }
    Ok(all)
}

/// Changes that were made.
struct Done {
    seconds: Vec<f64>,
    moved: usize,
}

fn figures(workload: &Workload, what: &'static str, done: &Done) -> Figures {
    let count = done.seconds.len().max(1) as f64;
    let mean = done.seconds.iter().sum::<f64>() / count;
    Figures {
        what,
        engine: Some("ingroup"),
        workload: Some(workload.size()),
        per: Some(Per::nanoseconds("change", mean * 1e9)),
        spread: Some(spread(done.seconds.clone())),
        reason: WHY,
        remark: format!(
            "{} changes, {:.1} memberships changed by one",
            done.seconds.len(),
            done.moved as f64 / count
        ),
        ..Figures::default()
    }
}

impl<'a> Changed<'a> {
    /// With everybody and all rules.
    fn new(workload: &'a Workload) -> Result<Self, Failed> {
        let mut ours = Ours::loaded(workload)?;
        ours.follow()?;
        Ok(Self {
            workload,
            ours,
            people: BTreeMap::new(),
            random: Random::new(5),
            editions: 0,
        })
    }

    /// Changes of the mix, after some that do not count.
    fn of_the_mix(&mut self, setting: &Setting) -> Result<Done, Failed> {
        let weights = MIX.map(|(_, weight)| weight);
        let mut choose = |random: &mut Random| random.weighted(&weights);
        self.many(setting.size(500, 50), &mut choose)?;
        self.many(setting.size(MIXED, 2_000), &mut choose)
    }

    /// Where the time of more such changes goes.
    fn parts_of_the_mix(&mut self, setting: &Setting) -> Result<String, Failed> {
        let weights = MIX.map(|(_, weight)| weight);
        self.ours.look_at_parts();
        self.many(setting.size(EACH, 200), &mut |random| {
            random.weighted(&weights)
        })?;
        Ok(self.ours.parts().words())
    }

    /// Changes values of random users; which attribute is chosen by its place in the mix.
    fn many(
        &mut self,
        count: usize,
        choose: &mut dyn FnMut(&mut Random) -> usize,
    ) -> Result<Done, Failed> {
        let mut done = Done {
            seconds: Vec::with_capacity(count),
            moved: 0,
        };
        let watch = Stopwatch::start();
        while done.seconds.len() < count && !watch.is_past(LONG) {
            let name = MIX
                .get(choose(&mut self.random))
                .map_or("department", |(name, _)| *name);
            let attribute = attribute_named(name).ok_or("an attribute is not there")?;
            let people = self.workload.people();
            let user = self.random.below(people.count());
            let person = self
                .people
                .entry(user)
                .or_insert_with(|| people.person(user));
            self.editions += 1;
            let value = match person.value(attribute) {
                Value::Boolean(value) => Value::Boolean(!value),
                _ => people.another(attribute, user, self.editions, &mut self.random),
            };
            if *person.value(attribute) == value {
                continue;
            }
            let key = people.key(attribute).ok_or("an attribute is not there")?;
            let watch = Stopwatch::start();
            done.moved += self.ours.change(user, key, value.clone())?;
            done.seconds.push(watch.seconds());
            if let Some(place) = person.values.get_mut(attribute) {
                *place = value;
            }
        }
        Ok(done)
    }

    /// Holds the stored memberships of users that were changed against what naive says of them.
    fn compare(&self, most: usize) -> Result<usize, Failed> {
        let rules = self.workload.checked()?;
        let sample = Sample {
            users: 0,
            rules: rules.len(),
        };
        let naive = Naive::new(self.workload, &rules, sample)?;
        let step = (self.people.len() / most.max(1)).max(1);
        let mut compared = 0;
        for (user, person) in self.people.iter().step_by(step) {
            let expected = naive.digest_of(*user, &LowerPerson::of(person));
            let mut stored = Digest::default();
            for rule in (0..rules.len()).filter(|rule| self.ours.is_member(*rule, *user)) {
                stored.add(rule, *user);
            }
            if stored != expected {
                return Err(format!(
                    "after the changes user {user} has {stored}, and naive says {expected}"
                )
                .into());
            }
            compared += 1;
        }
        Ok(compared)
    }
}
