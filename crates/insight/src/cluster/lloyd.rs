//! One run: Lloyd's iteration and Hartigan's exchange of single points.

use super::distance2;
use super::kmeans::Clusters;
use super::lanes::look;

/// Iterations after which a run ends.
pub(super) const ITERATIONS_MAX: usize = 300;
/// Passes of single exchanges after which a run ends.
pub(super) const EXCHANGES_MAX: usize = 200;

pub(super) struct Run {
    centres: Vec<f64>,
    /// Those of the labels: they follow the points that change sides.
    sums: Vec<f64>,
    sizes: Vec<usize>,
    label: Vec<u32>,
    pub(super) inertia: f64,
}

impl Run {
    #[inline(always)]
    pub(super) fn new(points: &[f64], d: usize, centres: Vec<f64>) -> Self {
        let (n, k) = (points.len() / d, centres.len() / d);
        let mut label = vec![0; n];
        look(points, &centres, d, &mut label, |_, _, _| ());
        let mut run = Self { centres, sums: vec![0.0; k * d], sizes: vec![0; k], label, inertia: f64::INFINITY };
        run.add_up(points, d);
        run
    }

    /// One iteration; whether the run ends with it: no centre moved, or all together by no more than `tolerance`.
    #[inline(always)]
    pub(super) fn iterate(&mut self, points: &[f64], d: usize, tolerance: f64) -> bool {
        let shift = self.place_centres(points, d);
        if shift == 0.0 {
            // Without what was rounded on the way.
            self.update_centres(points, d);
            return true;
        }
        let (sums, sizes) = (&mut self.sums, &mut self.sizes);
        look(points, &self.centres, d, &mut self.label, |p, from, to| change_sides(sums, sizes, p, from, to));
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
        self.update_centres(points, d);
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
        self.update_centres(points, d);
        self.measure(points, d);
    }

    #[inline(always)]
    fn move_point(&mut self, i: usize, p: &[f64], from: usize, to: usize, d: usize) {
        self.label[i] = to as u32;
        change_sides(&mut self.sums, &mut self.sizes, p, from, to);
        for column in 0..d {
            self.centres[from * d + column] = self.sums[from * d + column] / self.sizes[from] as f64;
            self.centres[to * d + column] = self.sums[to * d + column] / self.sizes[to] as f64;
        }
    }

    #[inline(always)]
    fn update_centres(&mut self, points: &[f64], d: usize) {
        self.add_up(points, d);
        self.place_centres(points, d);
    }

    /// Centres become the means of their points; one without points takes the point farthest from its own. How far they moved: the squares, added up.
    #[inline(always)]
    fn place_centres(&mut self, points: &[f64], d: usize) -> f64 {
        let mut shift = 0.0;
        for c in 0..self.sizes.len() {
            let new: Vec<f64> = if self.sizes[c] > 0 {
                self.sums[c * d..(c + 1) * d].iter().map(|sum| sum / self.sizes[c] as f64).collect()
            } else {
                self.farthest(points, d)
            };
            let old = &mut self.centres[c * d..(c + 1) * d];
            shift += distance2(old, &new, d);
            old.copy_from_slice(&new);
        }
        shift
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

/// Takes `p` from the sum and the size of one cluster to those of another.
#[inline(always)]
fn change_sides(sums: &mut [f64], sizes: &mut [usize], p: &[f64], from: usize, to: usize) {
    let d = p.len();
    sizes[from] -= 1;
    sizes[to] += 1;
    for (column, x) in p.iter().enumerate() {
        sums[from * d + column] -= x;
        sums[to * d + column] += x;
    }
}
