//! Seconds actually watched, as merged intervals.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Two stretches this close, in seconds, are one: players tell their time about four times a second.
const JOIN: f64 = 0.5;

/// Disjoint stretches `[from, to]` in seconds of video, in order, further than half a second apart.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, TS)]
#[serde(transparent)]
#[ts(type = "[number, number][]")]
pub struct Intervals(Vec<(f64, f64)>);

impl Intervals {
    /// Adds a stretch. One that is empty, backwards or not a number changes nothing.
    pub fn add(&mut self, from: f64, to: f64) {
        if !(from.is_finite() && to.is_finite() && from < to) {
            return;
        }
        let before = self.0.partition_point(|(_, end)| *end < from - JOIN);
        let after = self.0.partition_point(|(start, _)| *start <= to + JOIN);
        let joined = self.0[before..after]
            .iter()
            .fold((from, to), |(start, end), (s, e)| (start.min(*s), end.max(*e)));
        self.0.splice(before..after, [joined]);
    }

    /// Seconds watched at least once.
    #[must_use]
    pub fn total(&self) -> f64 {
        self.0.iter().fold(0.0, |total, (from, to)| total + (to - from))
    }

    /// The stretches in order.
    pub fn iter(&self) -> impl Iterator<Item = (f64, f64)> {
        self.0.iter().copied()
    }
}

impl FromIterator<(f64, f64)> for Intervals {
    fn from_iter<T: IntoIterator<Item = (f64, f64)>>(stretches: T) -> Self {
        let mut intervals = Self::default();
        for (from, to) in stretches {
            intervals.add(from, to);
        }
        intervals
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn merged(stretches: &[(f64, f64)]) -> Vec<(f64, f64)> {
        stretches.iter().copied().collect::<Intervals>().0
    }

    #[test]
    fn stretches_merge() {
        for (stretches, expected) in [
            (&[(0.0, 5.0), (5.0, 10.0)][..], &[(0.0, 10.0)][..]),
            (&[(0.0, 5.0), (5.4, 10.0)], &[(0.0, 10.0)]),
            (&[(0.0, 5.0), (6.0, 10.0)], &[(0.0, 5.0), (6.0, 10.0)]),
            (&[(6.0, 10.0), (0.0, 5.0)], &[(0.0, 5.0), (6.0, 10.0)]),
            (&[(0.0, 10.0), (2.0, 3.0)], &[(0.0, 10.0)]),
            (&[(2.0, 3.0), (0.0, 10.0)], &[(0.0, 10.0)]),
            (&[(0.0, 1.0), (4.0, 5.0), (8.0, 9.0), (0.5, 8.5)], &[(0.0, 9.0)]),
            (&[(3.0, 3.0), (5.0, 4.0), (f64::NAN, 1.0), (0.0, f64::INFINITY)], &[]),
        ] {
            assert_eq!(merged(stretches), expected, "{stretches:?}");
        }
    }

    mod properties {
        use super::*;

        proptest! {
            /// Against the plainest model: a second (here a half) was watched or it was not.
            #[test]
            fn as_many_seconds_as_a_list_of_watched_halves(
                stretches in prop::collection::vec((0_u16..400, 1_u16..60), 0..40)
            ) {
                let mut halves = vec![false; 1000];
                for (from, length) in &stretches {
                    halves[usize::from(*from) * 2..usize::from(*from + *length) * 2].fill(true);
                }
                let intervals: Intervals = stretches
                    .iter()
                    .map(|(from, length)| (f64::from(*from), f64::from(from + length)))
                    .collect();
                let count = u32::try_from(halves.iter().filter(|watched| **watched).count()).expect("at most 1,000");
                prop_assert!((intervals.total() - f64::from(count) / 2.0).abs() < 1e-9);
                prop_assert!(intervals.0.windows(2).all(|pair| pair[0].1 + JOIN < pair[1].0), "ordered and apart");
            }

            #[test]
            fn the_order_of_stretches_does_not_matter(
                (stretches, shuffled) in prop::collection::vec((0_u16..400, 1_u16..60), 0..20)
                    .prop_flat_map(|list| (Just(list.clone()), Just(list).prop_shuffle()))
            ) {
                let make = |list: &[(u16, u16)]| list
                    .iter()
                    .map(|(from, length)| (f64::from(*from), f64::from(from + length)))
                    .collect::<Intervals>();
                prop_assert_eq!(make(&stretches), make(&shuffled));
            }
        }
    }
}
