//! The arithmetic behind the pictures: shares, heat, the path of the curve.

use protocol::{Group, ParetoAnswer, SegmentsAnswer, Stage};

/// Steps of the heat ramp, besides the empty cell: the style sheet has a token for each.
pub(super) const HEAT_STEPS: u32 = 5;

/// `part` of `all`, 0–1; nothing of nothing is 0.
pub(super) fn share(part: u32, all: u32) -> f64 {
    if all == 0 { 0.0 } else { f64::from(part) / f64::from(all) }
}

/// Share of revenue, 0–1; 0 where there is no positive revenue to have a share in.
pub(super) fn revenue_share(part: i64, all: i64) -> f64 {
    if all <= 0 { 0.0 } else { part as f64 / all as f64 }
}

/// The step of the heat ramp for `count`, with `max` as the darkest; nobody is step 0, and anybody at least step 1.
pub(super) fn heat(count: u32, max: u32) -> u32 {
    if count == 0 || max == 0 {
        return 0;
    }
    let part = share(count, max) * f64::from(HEAT_STEPS);
    (part.ceil() as u32).clamp(1, HEAT_STEPS)
}

/// The fullest cell of the grid.
pub(super) fn fullest(grid: &[[Group; 5]; 5]) -> u32 {
    grid.iter().flatten().map(|group| group.customers).max().unwrap_or(0)
}

/// All customers that the segments count, prospects included.
pub(super) fn customers(answer: &SegmentsAnswer) -> u32 {
    answer.segments.iter().map(|(_, group)| group.customers).sum()
}

/// The six stages in their order, those that the answer leaves out as empty.
pub(super) fn stages(answer: &SegmentsAnswer) -> Vec<(Stage, Group)> {
    let of =
        |stage| answer.stages.iter().find(|(other, _)| *other == stage).map_or(Group::default(), |(_, group)| *group);
    Stage::ALL.iter().map(|&stage| (stage, of(stage))).collect()
}

/// Share of revenue that the best `percent` of buyers bring.
pub(super) fn brings(pareto: &ParetoAnswer, percent: usize) -> f64 {
    match percent {
        20 => pareto.top20,
        _ => pareto.curve.get(percent).or(pareto.curve.last()).copied().unwrap_or(0.0),
    }
}

/// Of each class the share of buyers and of revenue that it and those before it have.
pub(super) fn classes(pareto: &ParetoAnswer) -> [(f64, f64); 3] {
    let all: u32 = pareto.abc.iter().sum();
    let mut upto = 0;
    pareto.abc.map(|n| {
        upto += n;
        let x = share(upto, all);
        // Between two points of the curve it is a straight line.
        let (whole, rest) = ((x * 100.0).floor(), (x * 100.0).fract());
        let at = |percent: usize| pareto.curve.get(percent).or(pareto.curve.last()).copied().unwrap_or(0.0);
        let (from, to) = (at(whole as usize), at(whole as usize + 1));
        (x, from + (to - from) * rest)
    })
}

/// Length of a side of the curve's square: whole numbers suffice for its coordinates, and formatting them is cheap.
pub(super) const SIDE: u32 = 10_000;

/// The curve as an SVG path in the square, origin at the top left; with `closed` as an area down to the axis.
pub(super) fn path(curve: &[f64], closed: bool) -> String {
    use std::fmt::Write;
    let mut path = String::new();
    let last = curve.len().saturating_sub(1).max(1) as f64;
    for (index, share) in curve.iter().enumerate() {
        let at = |part: f64| (part * f64::from(SIDE)).round() as u32;
        let (x, y) = (at(index as f64 / last), at(1.0 - share.clamp(0.0, 1.0)));
        // Writing to a String cannot fail.
        let _ = write!(path, "{}{x} {y}", if index == 0 { "M" } else { "L" });
    }
    if closed && !path.is_empty() {
        let _ = write!(path, "L{SIDE} {SIDE}L0 {SIDE}Z");
    }
    path
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_an_empty_cell_has_no_heat() {
        assert_eq!(heat(0, 100), 0);
        assert_eq!(heat(1, 1_000_000), 1);
        assert_eq!(heat(100, 100), HEAT_STEPS);
        assert_eq!(heat(25, 100), 2);
        assert_eq!(heat(0, 0), 0);
    }

    #[test]
    fn shares_of_nothing_are_nothing() {
        assert_eq!(share(0, 0), 0.0);
        assert_eq!(revenue_share(5, 0), 0.0);
        assert_eq!(revenue_share(5, -5), 0.0);
        assert_eq!(revenue_share(-1, 4), -0.25);
    }

    #[test]
    fn the_curve_runs_from_the_origin_to_the_far_corner() {
        assert_eq!(path(&[0.0, 0.8, 1.0], false), "M0 10000L5000 2000L10000 0");
        assert!(path(&[0.0, 1.0], true).ends_with("L10000 10000L0 10000Z"));
        assert_eq!(path(&[], true), "");
    }

    #[test]
    fn classes_end_on_the_curve() {
        let curve = (0..=100).map(|percent| (f64::from(percent) / 50.0).min(1.0)).collect();
        let (abc, least) = ([41, 9, 50], [None; 2]);
        let pareto = ParetoAnswer { top20: 0.4, gini: 0.5, balance: 0.33, curve, abc, least, clipped: 0 };
        let near = |a: f64, b: f64| (a - b).abs() < 1e-9;
        let [a, b, c] = classes(&pareto);
        assert!(near(a.0, 0.41) && near(a.1, 0.82));
        assert!(near(b.0, 0.5) && near(b.1, 1.0));
        assert!(near(c.0, 1.0) && near(c.1, 1.0));
    }

    #[test]
    fn the_measured_fifth_is_not_read_off_the_curve() {
        let (top20, gini, balance, curve) = (0.678, 0.63, 0.258, vec![0.0; 101]);
        let (abc, least) = ([5, 3, 2], [Some(90), Some(20)]);
        let pareto = ParetoAnswer { top20, gini, balance, curve, abc, least, clipped: 0 };
        assert_eq!(brings(&pareto, 20), 0.678);
        assert_eq!(brings(&pareto, 30), 0.0);
    }
}
