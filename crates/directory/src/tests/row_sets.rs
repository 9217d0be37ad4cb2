//! Sets of rows agree with plain sorted sets, in every form a block can have.

use std::collections::BTreeSet;

use proptest::collection::vec;
use proptest::prelude::*;

use crate::row::Row;
use crate::row_set::{BLOCK_ROWS, Container, ContainerView, LONGEST_LIST, RowSet};

/// What is done to a set: a run of rows goes in or out.
type Step = (bool, u32, u32, u32);

/// Runs from around the borders of blocks; lengths from around the border of list and bitmap.
fn steps() -> impl Strategy<Value = Vec<Step>> {
    let start = prop_oneof![0_u32..200, 65_400_u32..65_700, 131_000_u32..131_200];
    let length = prop_oneof![3 => 0_u32..50, 1 => 4_000_u32..4_200, 1 => Just(9_000_u32)];
    vec((prop::bool::weighted(0.7), start, length, 1_u32..4), 0..6)
}

fn carry_out(steps: &[Step]) -> (RowSet, BTreeSet<Row>) {
    let (mut set, mut plain) = (RowSet::new(), BTreeSet::new());
    for (into, start, length, stride) in steps {
        for row in (0..*length).map(|step| Row::new(start + step * stride)) {
            if *into {
                assert_eq!(set.insert(row), plain.insert(row));
            } else {
                assert_eq!(set.remove(row), plain.remove(&row));
            }
        }
    }
    (set, plain)
}

fn rows(set: &RowSet) -> Vec<Row> {
    set.iter().collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    /// Insertion and removal keep the set, its size, its order and its one form.
    #[test]
    fn a_set_is_a_sorted_set(steps in steps(), position in 0_usize..20_000) {
        let (set, plain) = carry_out(&steps);
        prop_assert_eq!(set.len(), plain.len());
        prop_assert_eq!(set.is_empty(), plain.is_empty());
        prop_assert_eq!(set.iter().len(), plain.len());
        let sorted: Vec<Row> = plain.iter().copied().collect();
        prop_assert_eq!(&rows(&set), &sorted);
        prop_assert_eq!(&RowSet::from_sorted(sorted.iter().copied()), &set);
        prop_assert_eq!(&sorted.iter().rev().copied().collect::<RowSet>(), &set);
        prop_assert_eq!(&RowSet::from_sorted(sorted.iter().rev().copied()), &set);
        let page = set.iter_from(position);
        prop_assert_eq!(page.len(), sorted.len().saturating_sub(position));
        prop_assert!(page.eq(sorted.iter().copied().skip(position)));
        for number in (0..140_000).step_by(97) {
            let row = Row::new(number);
            prop_assert_eq!(set.contains(row), plain.contains(&row));
        }
        for (_, block) in set.blocks() {
            let is_list = matches!(block.view(), ContainerView::List(_));
            prop_assert_eq!(is_list, block.len() <= LONGEST_LIST);
            prop_assert!(!block.is_empty());
        }
    }

    /// The operations on two sets, and what changes from one to the other.
    #[test]
    fn two_sets_against_each_other(left in steps(), right in steps(), shared in any::<bool>()) {
        let (left_set, left) = carry_out(&left);
        let (mut right_set, mut right) = carry_out(&right);
        if shared {
            right_set = right_set.union(&left_set);
            right = &right | &left;
        }
        let plain = |rows: BTreeSet<Row>| rows.into_iter().collect::<RowSet>();
        prop_assert_eq!(left_set.union(&right_set), plain(&left | &right));
        prop_assert_eq!(left_set.difference(&right_set), plain(&left - &right));
        prop_assert_eq!(left_set.intersect(&right_set), plain(&left & &right));
        let (leaves, joins) = left_set.changes_to(&right_set);
        prop_assert_eq!(leaves, (&left - &right).into_iter().collect::<Vec<_>>());
        prop_assert_eq!(joins, (&right - &left).into_iter().collect::<Vec<_>>());
    }
}

/// A block replaced as a whole: absent, list or bitmap.
#[test]
fn blocks_are_put_in_and_taken_out_whole() {
    let mut set = RowSet::new();
    set.put_block(2, Container::from_slice(&[1, 5]));
    set.put_block(0, Container::from_sorted((0..5_000).collect()));
    assert_eq!(set.len(), 5_002);
    assert_eq!(set.iter().last(), Some(Row::new(2 * 65_536 + 5)));
    assert!(set.block(1).is_none());
    let mut words = [0; BLOCK_ROWS / 64];
    words[1023] = 1 << 63;
    set.put_block(0, Container::from_words(&words));
    assert_eq!(set.iter().next(), Some(Row::new(65_535)));
    set.put_block(2, Container::from_slice(&[]));
    assert_eq!(set, RowSet::from_sorted([Row::new(65_535)]));
    set.put_block(0, Container::from_bitmap(Box::new([0; BLOCK_ROWS / 64])));
    assert_eq!(set, RowSet::new());
}

/// A clone and what is written to it: the other blocks stay the same ones.
#[test]
fn a_written_clone_leaves_the_original() {
    let rows = [Row::new(1), Row::new(70_000)];
    let set = RowSet::from_sorted(rows);
    let mut clone = set.clone();
    clone.insert(Row::new(2));
    assert_eq!(set.len(), 2);
    assert_eq!(clone.len(), 3);
    let (before, after) = (set.block(1).unwrap(), clone.block(1).unwrap());
    assert!(std::ptr::eq(before, after));
}
