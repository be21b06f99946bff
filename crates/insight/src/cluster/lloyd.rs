//! One run: Lloyd's iteration with Hamerly's bounds (2010), under which a point whose nearest centre cannot have changed is not looked at, and
//! Hartigan's exchange of single points.

use super::distance2;
use super::kmeans::Clusters;

/// Iterations after which a run ends.
pub(super) const ITERATIONS_MAX: usize = 300;
/// Passes of single exchanges after which a run ends.
pub(super) const EXCHANGES_MAX: usize = 200;

pub(super) struct Run {
    centres: Vec<f64>,
    sums: Vec<f64>,
    sizes: Vec<usize>,
    label: Vec<u32>,
    /// At least the distance to the own centre, less what that had wandered when the point was looked at: so nothing is written while it is not.
    upper: Vec<f64>,
    /// At most the distance to the second nearest, and what all had wandered then.
    lower: Vec<f64>,
    /// How far each centre has wandered since the beginning, and the farthest of each iteration added up.
    wandered: Vec<f64>,
    farthest_wandered: f64,
    pub(super) inertia: f64,
    /// Sums and sizes are those of the labels: from then on they follow the few points that change sides.
    summed: bool,
}

impl Run {
    #[inline(always)]
    pub(super) fn new(points: &[f64], d: usize, centres: Vec<f64>) -> Self {
        let (n, k) = (points.len() / d, centres.len() / d);
        let mut run = Self {
            centres,
            sums: vec![0.0; k * d],
            sizes: vec![0; k],
            label: vec![0; n],
            upper: vec![0.0; n],
            lower: vec![0.0; n],
            wandered: vec![0.0; k],
            farthest_wandered: 0.0,
            inertia: f64::INFINITY,
            summed: false,
        };
        for (i, p) in points.chunks_exact(d).enumerate() {
            run.look(i, p, d);
        }
        run
    }

    /// Finds the nearest two centres of a point.
    #[inline(always)]
    fn look(&mut self, i: usize, p: &[f64], d: usize) {
        let (mut first, mut second, mut label) = (f64::INFINITY, f64::INFINITY, 0);
        for (c, centre) in self.centres.chunks_exact(d).enumerate() {
            let gap = distance2(p, centre, d);
            if gap < first {
                (second, first, label) = (first, gap, c as u32);
            } else if gap < second {
                second = gap;
            }
        }
        self.label[i] = label;
        self.upper[i] = first.sqrt() - self.wandered[label as usize];
        self.lower[i] = second.sqrt() + self.farthest_wandered;
    }

    /// One iteration; whether the run ends with it: no centre moved, or all together by no more than `tolerance`.
    #[inline(always)]
    pub(super) fn iterate(&mut self, points: &[f64], d: usize, tolerance: f64) -> bool {
        let k = self.centres.len() / d;
        let mut half_gap = vec![0.0f64; k];
        let mut moved = vec![0.0f64; k];
        if !self.summed {
            self.add_up(points, d);
            self.summed = true;
        }
        self.place_centres(points, d, &mut moved);
        let widest = moved.iter().copied().fold(0.0, f64::max);
        let shift: f64 = moved.iter().map(|m| m * m).sum();
        if shift == 0.0 {
            // Without what was rounded on the way.
            self.update_centres(points, d, &mut moved);
            return true;
        }
        for (c, half_gap) in half_gap.iter_mut().enumerate() {
            let own = &self.centres[c * d..(c + 1) * d];
            let others = self.centres.chunks_exact(d).enumerate().filter(|(o, _)| *o != c);
            *half_gap = others.fold(f64::INFINITY, |low, (_, centre)| low.min(distance2(own, centre, d))).sqrt() / 2.0;
        }
        self.wandered.iter_mut().zip(&moved).for_each(|(all, moved)| *all += moved);
        self.farthest_wandered += widest;
        for (i, p) in points.chunks_exact(d).enumerate() {
            let label = self.label[i] as usize;
            let wandered = self.wandered[label];
            let bound = (self.lower[i] - self.farthest_wandered).max(half_gap[label]);
            // A hair is left for rounding.
            if (self.upper[i] + wandered) * (1.0 + 1e-12) < bound {
                continue;
            }
            let upper = distance2(p, &self.centres[label * d..(label + 1) * d], d).sqrt();
            self.upper[i] = upper - wandered;
            if upper * (1.0 + 1e-12) >= bound {
                self.look(i, p, d);
                self.change_sides(label, self.label[i] as usize, p, d);
            }
        }
        shift <= tolerance
    }

    /// Sums the squared distances of all points up.
    #[inline(always)]
    pub(super) fn measure(&mut self, points: &[f64], d: usize) {
        self.inertia = self.inertia_of(points, d);
    }

    #[inline(always)]
    fn inertia_of(&self, points: &[f64], d: usize) -> f64 {
        let own = |l: u32| &self.centres[l as usize * d..(l as usize + 1) * d];
        points.chunks_exact(d).zip(&self.label).map(|(p, &l)| distance2(p, own(l), d)).sum()
    }

    /// One pass that moves single points where that lowers the inertia (Hartigan 1975): `s_a/(s_a−1) · |p−a|²` saved against
    /// `s_b/(s_b+1) · |p−b|²` spent; whether nothing moved. Where many points are equal Lloyd's iteration ends in any of many places; this finds
    /// the way out of the worse ones.
    #[inline(always)]
    pub(super) fn exchange(&mut self, points: &[f64], d: usize) -> bool {
        let mut moved = vec![0.0; self.sizes.len()];
        self.update_centres(points, d, &mut moved);
        let mut settled = true;
        for (i, p) in points.chunks_exact(d).enumerate() {
            let from = self.label[i] as usize;
            let size = self.sizes[from] as f64;
            if size < 2.0 {
                continue;
            }
            let saved = size / (size - 1.0) * distance2(p, &self.centres[from * d..(from + 1) * d], d);
            let (mut spent, mut to) = (saved * (1.0 - 1e-9), from);
            for (c, centre) in self.centres.chunks_exact(d).enumerate() {
                let size = self.sizes[c] as f64;
                let cost = size / (size + 1.0) * distance2(p, centre, d);
                if cost < spent && c != from {
                    (spent, to) = (cost, c);
                }
            }
            if to != from {
                self.move_point(i, p, from, to, d);
                settled = false;
            }
        }
        settled
    }

    /// Ends a run: centres are the means of their points, to the last bit.
    #[inline(always)]
    pub(super) fn settle(&mut self, points: &[f64], d: usize) {
        let mut moved = vec![0.0; self.sizes.len()];
        self.update_centres(points, d, &mut moved);
        self.measure(points, d);
    }

    #[inline(always)]
    fn change_sides(&mut self, from: usize, to: usize, p: &[f64], d: usize) {
        if from == to {
            return;
        }
        self.sizes[from] -= 1;
        self.sizes[to] += 1;
        for (column, x) in p.iter().enumerate() {
            self.sums[from * d + column] -= x;
            self.sums[to * d + column] += x;
        }
    }

    #[inline(always)]
    fn move_point(&mut self, i: usize, p: &[f64], from: usize, to: usize, d: usize) {
        self.label[i] = to as u32;
        self.change_sides(from, to, p, d);
        for column in 0..d {
            self.centres[from * d + column] = self.sums[from * d + column] / self.sizes[from] as f64;
            self.centres[to * d + column] = self.sums[to * d + column] / self.sizes[to] as f64;
        }
    }

    #[inline(always)]
    fn update_centres(&mut self, points: &[f64], d: usize, moved: &mut [f64]) {
        self.add_up(points, d);
        self.place_centres(points, d, moved);
    }

    /// Centres become the means of their points; one without points takes the point farthest from its own.
    #[inline(always)]
    fn place_centres(&mut self, points: &[f64], d: usize, moved: &mut [f64]) {
        for (c, moved) in moved.iter_mut().enumerate() {
            let new: Vec<f64> = if self.sizes[c] > 0 {
                self.sums[c * d..(c + 1) * d].iter().map(|sum| sum / self.sizes[c] as f64).collect()
            } else {
                self.farthest(points, d)
            };
            let old = &mut self.centres[c * d..(c + 1) * d];
            *moved = distance2(old, &new, d).sqrt();
            old.copy_from_slice(&new);
        }
    }

    #[inline(always)]
    fn add_up(&mut self, points: &[f64], d: usize) {
        self.sums.fill(0.0);
        self.sizes.fill(0);
        for (p, &label) in points.chunks_exact(d).zip(&self.label) {
            let label = label as usize;
            self.sizes[label] += 1;
            for (sum, x) in self.sums[label * d..(label + 1) * d].iter_mut().zip(p) {
                *sum += x;
            }
        }
    }

    fn farthest(&mut self, points: &[f64], d: usize) -> Vec<f64> {
        let (mut far, mut at) = (-1.0, 0);
        for (i, p) in points.chunks_exact(d).enumerate() {
            let label = self.label[i] as usize;
            let gap = distance2(p, &self.centres[label * d..(label + 1) * d], d);
            if gap > far {
                (far, at) = (gap, i);
            }
        }
        points[at * d..(at + 1) * d].to_vec()
    }

    pub(super) fn sorted(self, d: usize) -> Clusters {
        let k = self.sizes.len();
        let centre = |c: usize| &self.centres[c * d..(c + 1) * d];
        let mut order: Vec<usize> = (0..k).collect();
        order.sort_by(|&p, &q| {
            let differ = centre(p).iter().zip(centre(q)).find(|(a, b)| a != b);
            differ.map_or(std::cmp::Ordering::Equal, |(a, b)| a.total_cmp(b))
        });
        let mut number = vec![0u32; k];
        for (new, &old) in order.iter().enumerate() {
            number[old] = new as u32;
        }
        let label: Vec<u32> = self.label.iter().map(|&l| number[l as usize]).collect();
        let mut sizes = vec![0; k];
        label.iter().for_each(|&l| sizes[l as usize] += 1);
        Clusters {
            d,
            centres: order.iter().flat_map(|&c| centre(c).to_vec()).collect(),
            label,
            sizes,
            inertia: self.inertia,
        }
    }
}
