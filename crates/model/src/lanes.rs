//! Things that last, side by side where they overlap: how the hours of a day are drawn.

use std::cmp::Reverse;

/// Where something stands beside what overlaps it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lane {
    /// Its place from the beginning of the line, 0 first.
    pub at: u32,
    /// How many stand side by side there.
    pub of: u32,
}

/// A lane for each span `from..to`, in their order. Those that overlap, also through others between them, share the room alike.
pub fn lanes(spans: &[(u32, u32)]) -> Vec<Lane> {
    let mut order: Vec<usize> = (0..spans.len()).collect();
    order.sort_by_key(|&at| (spans[at].0, Reverse(spans[at].1), at));
    let mut lanes = vec![Lane { at: 0, of: 1 }; spans.len()];
    // When each lane of the group is free again, and who is in the group.
    let (mut free, mut group): (Vec<u32>, Vec<usize>) = (Vec::new(), Vec::new());
    for at in order {
        let (from, to) = spans[at];
        if free.iter().all(|end| *end <= from) {
            close(&mut lanes, &group, free.len());
            (free, group) = (Vec::new(), Vec::new());
        }
        let lane = free.iter().position(|end| *end <= from).unwrap_or(free.len());
        match free.get_mut(lane) {
            Some(end) => *end = to,
            None => free.push(to),
        }
        lanes[at].at = lane as u32;
        group.push(at);
    }
    close(&mut lanes, &group, free.len());
    lanes
}

fn close(lanes: &mut [Lane], group: &[usize], of: usize) {
    for at in group {
        lanes[*at].of = of as u32;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn places(spans: &[(u32, u32)]) -> Vec<(u32, u32)> {
        lanes(spans).into_iter().map(|lane| (lane.at, lane.of)).collect()
    }

    #[test]
    fn what_overlaps_stands_side_by_side() {
        assert_eq!(places(&[]), []);
        assert_eq!(places(&[(540, 600), (600, 660)]), [(0, 1), (0, 1)]);
        assert_eq!(places(&[(540, 600), (570, 630)]), [(0, 2), (1, 2)]);
        // The third takes the room that the first left; all three share it alike.
        assert_eq!(places(&[(540, 600), (570, 660), (600, 630)]), [(0, 2), (1, 2), (0, 2)]);
        // The longer one of two that begin together comes first.
        assert_eq!(places(&[(540, 570), (540, 720)]), [(1, 2), (0, 2)]);
        assert_eq!(places(&[(0, 10), (5, 20), (8, 9), (30, 40)]), [(0, 3), (1, 3), (2, 3), (0, 1)]);
    }

    #[test]
    fn nothing_ever_covers_anything() {
        let mut state = 11_u64;
        let mut next = |below: u32| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (state >> 33) as u32 % below
        };
        for _ in 0..2_000 {
            let spans: Vec<(u32, u32)> = (0..next(12))
                .map(|_| {
                    let from = next(1_400);
                    (from, from + 1 + next(200))
                })
                .collect();
            let lanes = lanes(&spans);
            for (a, one) in lanes.iter().enumerate() {
                assert!(one.at < one.of);
                for (b, other) in lanes.iter().enumerate().skip(a + 1) {
                    if spans[a].0 < spans[b].1 && spans[b].0 < spans[a].1 {
                        assert!(one.at != other.at && one.of == other.of, "{spans:?}");
                    }
                }
            }
        }
    }
}
