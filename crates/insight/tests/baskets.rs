//! Frequent sets, rules, similar items and offers on generated baskets, against counting by hand.
#![allow(clippy::unwrap_used)]

mod support;

use insight::baskets::{Baskets, Likeness, Offers, Owned, Share, Similarity, TooMany, frequent_sets, rules};
use support::{Dice, assert_rel};

/// Baskets in which some items draw others.
fn generated(seed: u64, n: usize, items: u64) -> Vec<Vec<u32>> {
    let mut dice = Dice(seed);
    let one = |dice: &mut Dice| {
        let size = 1 + dice.below(6);
        let mut basket: Vec<u32> = (0..size).map(|_| (dice.below(items) * dice.below(items) / items) as u32).collect();
        if basket.contains(&0) && dice.unit() < 0.8 {
            basket.push(1);
        }
        basket
    };
    (0..n).map(|_| one(&mut dice)).collect()
}

fn baskets(lists: &[Vec<u32>], items: usize) -> Baskets {
    Baskets::new(items, lists.iter().map(Vec::as_slice))
}

fn count(lists: &[Vec<u32>], set: &[u32]) -> u32 {
    lists.iter().filter(|basket| set.iter().all(|i| basket.contains(i))).count() as u32
}

#[test]
fn every_frequent_set_is_found_with_its_count() {
    let lists = generated(1, 400, 12);
    let all = baskets(&lists, 12);
    let found = frequent_sets(&all, Share::new(0.02).unwrap(), usize::MAX).unwrap();
    let mut expected = 0;
    for bits in 1u32..1 << 12 {
        let set: Vec<u32> = (0..12).filter(|i| bits >> i & 1 == 1).collect();
        let n = count(&lists, &set);
        if n >= 8 {
            expected += 1;
            let hit = found.iter().find(|s| s.items == set).unwrap();
            assert_eq!(hit.count, n);
        }
    }
    assert_eq!(found.len(), expected);
    assert!(found.iter().any(|s| s.items.len() >= 3), "the search went deep");
    let short = frequent_sets(&all, Share::new(0.02).unwrap(), 2).unwrap();
    assert_eq!(short.len(), found.iter().filter(|s| s.items.len() <= 2).count());
}

#[test]
fn rules_hold_as_often_as_they_say() {
    let lists = generated(2, 500, 15);
    let all = baskets(&lists, 15);
    let sets = frequent_sets(&all, Share::new(0.01).unwrap(), usize::MAX).unwrap();
    let found = rules(&sets, all.len(), Share::new(0.5).unwrap());
    let expected: usize = sets
        .iter()
        .filter(|s| s.items.len() > 1)
        .map(|s| {
            let holds = |i: usize| {
                let lhs: Vec<u32> = s.items.iter().enumerate().filter(|(j, _)| *j != i).map(|(_, x)| *x).collect();
                2 * s.count >= count(&lists, &lhs)
            };
            (0..s.items.len()).filter(|i| holds(*i)).count()
        })
        .sum();
    assert_eq!(found.len(), expected);
    assert!(found.iter().any(|rule| rule.lhs == [0] && rule.rhs == 1), "the planted rule");
    assert!(found.is_sorted_by(|p, q| p.lift() >= q.lift() - 1e-12));
    for rule in found {
        assert_eq!((rule.count_lhs, rule.count_rhs), (count(&lists, &rule.lhs), count(&lists, &[rule.rhs])));
        assert_rel(rule.lift(), rule.confidence() / (f64::from(rule.count_rhs) / 500.0), 1e-12, "lift");
        assert_eq!(rule.conviction().is_none(), rule.count == rule.count_lhs);
    }
}

#[test]
fn shares_are_exact_where_floats_are_not() {
    // 4 of 5 is .8 and 8 of 10 too, whatever the floats say.
    let share = Share::new(0.8).unwrap();
    assert!(share.is_met(4, 5) && share.is_met(8, 10) && share.is_met(28, 35) && !share.is_met(27, 35));
    assert_eq!(Share::new(0.001).unwrap().count_of(9_835), 10);
    assert_eq!(Share::new(0.001).unwrap().count_of(10_000), 10);
    assert_eq!(Share::new(0.006).unwrap().count_of(9_835), 60);
    assert_eq!(Share::new(0.0).unwrap().count_of(100), 1);
    assert_eq!((Share::new(1.1), Share::new(f64::NAN)), (None, None));
}

#[test]
fn the_order_of_baskets_and_repetitions_do_not_matter() {
    let lists = generated(3, 300, 10);
    let mut other: Vec<Vec<u32>> = lists.iter().rev().map(|b| b.iter().rev().chain(b).copied().collect()).collect();
    other.push(vec![99]);
    other.push(vec![]);
    let support = Share::new(0.05).unwrap();
    let p = frequent_sets(&baskets(&lists, 10), support, 9).unwrap();
    let least = support.count_of(302);
    let q = frequent_sets(&baskets(&other, 10), support, 9).unwrap();
    assert_eq!(p.iter().filter(|s| s.count >= least).cloned().collect::<Vec<_>>(), q);
    assert_eq!(frequent_sets(&Baskets::default(), support, 9), Ok(vec![]));
    let dense: Vec<Vec<u32>> = vec![(0..25).collect(); 3];
    assert!(matches!(frequent_sets(&baskets(&dense, 25), Share::new(1.0).unwrap(), 99), Err(TooMany { .. })));
}

#[test]
fn likeness_of_items_as_printed() {
    // Dunning (1993): k11 = 110, k12 = 2442, k21 = 111, k22 = 29114 gives 270.72.
    assert_rel(Likeness::LogLikelihood.of(110, 110 + 2442, 110 + 111, 31_777), 270.72, 1e-4, "G²");
    assert_rel(Likeness::Cosine.of(6, 9, 16, 100), 0.5, 1e-15, "cosine");
    assert_rel(Likeness::Jaccard.of(5, 10, 15, 100), 0.25, 1e-15, "Jaccard");
    assert_rel(Likeness::Lift.of(5, 10, 10, 100), 5.0, 1e-15, "lift");
    assert_eq!(Likeness::LogLikelihood.of(1, 50, 50, 100), 0.0, "less often than by chance");
    assert_eq!(Likeness::Cosine.of(0, 0, 0, 0), 0.0);
}

#[test]
fn offers_name_their_reason() {
    let lists = generated(5, 800, 12);
    let similarity = Similarity::of(&baskets(&lists, 12), Likeness::LogLikelihood, 5);
    assert_eq!(similarity.neighbours(0)[0].item, 1);
    assert_eq!(similarity.neighbours(0)[0].together, count(&lists, &[0, 1]));
    let owned = [
        Owned { item: 0, days: &[990] },
        Owned { item: 7, days: &[700, 730, 760, 790] },
        Owned { item: 9, days: &[5_000] },
    ];
    let offers = Offers::of(&similarity, &owned, 1_000, 3);
    let first = offers.new[0];
    assert_eq!((first.item, first.because_of), (1, 0));
    assert_rel(first.share, f64::from(count(&lists, &[0, 1])) / f64::from(count(&lists, &[0])), 1e-12, "share");
    assert!(offers.new.iter().all(|o| o.item != 0 && o.item != 7) && offers.new.len() <= 3);
    let again = offers.again[0];
    assert_eq!((again.item, again.interval_days, again.since_days), (7, 30, 210));
    assert_eq!(Offers::of(&similarity, &[], 1_000, 3), Offers::default());
}
