//! The nearest centres of several points at once. Every lane does what one point alone would, in the same order: the bits are the same, whatever
//! registers a machine has.

use super::distance2;
use super::pair::Pair;

/// Points looked at together: two numbers share a wide register of the browser's, and two such chains are under way.
const LANES: usize = 4;

/// Finds the nearest centre of every point; `moved` hears of those that had another label, and of both. Points of few columns are looked at a few at
/// once, all the same way: the nearest is chosen without a branch, so the time does not depend on what the points are.
pub(super) fn look(
    points: &[f64],
    centres: &[f64],
    d: usize,
    label: &mut [u32],
    mut moved: impl FnMut(&[f64], usize, usize),
) {
    match d {
        1 => look_at_groups::<1>(points, centres, label, moved),
        2 => look_at_groups::<2>(points, centres, label, moved),
        3 => look_at_groups::<3>(points, centres, label, moved),
        4 => look_at_groups::<4>(points, centres, label, moved),
        5 => look_at_groups::<5>(points, centres, label, moved),
        _ => look_at_each(points, centres, d, label, &mut moved),
    }
}

#[inline(never)]
fn look_at_groups<const D: usize>(
    points: &[f64],
    centres: &[f64],
    label: &mut [u32],
    mut moved: impl FnMut(&[f64], usize, usize),
) {
    let centres: &[[f64; D]] = centres.as_chunks().0;
    let (groups, last) = points.as_chunks::<D>().0.as_chunks::<LANES>();
    let (labels, last_labels) = label.as_chunks_mut::<LANES>();
    for (group, labels) in groups.iter().zip(labels) {
        let found = nearest_of_each(group, centres);
        if found != *labels {
            for lane in 0..LANES {
                if found[lane] != labels[lane] {
                    moved(&group[lane], labels[lane] as usize, found[lane] as usize);
                }
            }
            *labels = found;
        }
    }
    look_at_each(last.as_flattened(), centres.as_flattened(), D, last_labels, &mut moved);
}

fn look_at_each(
    points: &[f64],
    centres: &[f64],
    d: usize,
    label: &mut [u32],
    moved: &mut impl FnMut(&[f64], usize, usize),
) {
    for (p, label) in points.chunks_exact(d).zip(label) {
        let found = nearest(p, centres, d);
        if found != *label {
            moved(p, *label as usize, found as usize);
            *label = found;
        }
    }
}

/// The nearest centre of `p`; the first of those that are equally near.
fn nearest(p: &[f64], centres: &[f64], d: usize) -> u32 {
    let (mut least, mut label) = (f64::INFINITY, 0);
    for (c, centre) in centres.chunks_exact(d).enumerate() {
        let gap = distance2(p, centre, d);
        if gap < least {
            (least, label) = (gap, c as u32);
        }
    }
    label
}

/// Added to a small whole number it leaves that in the lowest bits.
const WHOLE: f64 = 4_503_599_627_370_496.0;

/// [`nearest`] of each point of a group. Labels are floats here: so they are chosen in the same registers as what they are chosen by.
#[inline(always)]
fn nearest_of_each<const D: usize>(group: &[[f64; D]; LANES], centres: &[[f64; D]]) -> [u32; LANES] {
    let [p, q, r, s] = group;
    let (mut first, mut second) = ([Pair::both(0.0); D], [Pair::both(0.0); D]);
    for column in 0..D {
        first[column] = Pair::of(p[column], q[column]);
        second[column] = Pair::of(r[column], s[column]);
    }
    let (mut least, mut also_least) = (Pair::both(f64::INFINITY), Pair::both(f64::INFINITY));
    let (mut label, mut also_label) = (Pair::both(WHOLE), Pair::both(WHOLE));
    let mut number = WHOLE;
    for centre in centres {
        let c = Pair::both(number);
        let (mut gap, mut also_gap) = (Pair::both(0.0), Pair::both(0.0));
        for column in 0..D {
            let x = Pair::both(centre[column]);
            gap = gap.plus_square(first[column], x);
            also_gap = also_gap.plus_square(second[column], x);
        }
        Pair::less(&mut least, &mut label, gap, c);
        Pair::less(&mut also_least, &mut also_label, also_gap, c);
        number += 1.0;
    }
    let ([p, q], [r, s]) = (label.numbers(), also_label.numbers());
    [p.to_bits() as u32, q.to_bits() as u32, r.to_bits() as u32, s.to_bits() as u32]
}
