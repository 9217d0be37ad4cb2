//! The values that many people share, and how often each is drawn.

use std::sync::Arc;

use crate::random::Random;

/// How often the values of a pool are drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Spread {
    /// All alike.
    Even,
    /// The second half as often as the first, the third a third as often (Zipf).
    Zipf,
}

/// Values to draw from.
pub(crate) struct Pool {
    values: Vec<Arc<str>>,
    /// Up to which number, of 2³², each value is drawn.
    bounds: Vec<u32>,
}

impl Pool {
    /// So many values by number.
    pub(crate) fn new(count: usize, spread: Spread, value: fn(usize) -> String) -> Self {
        let weight = |place: usize| match spread {
            Spread::Even => 1.0,
            Spread::Zipf => 1.0 / (place + 1) as f64,
        };
        let all: f64 = (0..count).map(weight).sum();
        let mut before = 0.0;
        let bounds = (0..count)
            .map(|place| {
                before += weight(place) / all;
                (before * f64::from(u32::MAX)) as u32
            })
            .collect();
        Self {
            values: (0..count).map(|place| value(place).into()).collect(),
            bounds,
        }
    }

    /// The place of a value, drawn.
    pub(crate) fn draw(&self, random: &mut Random) -> usize {
        let drawn = (random.next() >> 32) as u32;
        let place = self.bounds.partition_point(|bound| *bound < drawn);
        place.min(self.values.len().saturating_sub(1))
    }

    /// The value at a place.
    pub(crate) fn value(&self, place: usize) -> &str {
        self.values.get(place).map_or("", |value| value)
    }

    /// How many values there are.
    pub(crate) fn len(&self) -> usize {
        self.values.len()
    }
}
