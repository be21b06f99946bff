//! A short way past many places: from each of some beginnings always to the nearest, then with crossings taken out (2-opt) and single stops
//! put where they cost least, until nothing gets shorter.

use protocol::Position;

/// Beginnings that are tried; with more places than this the nearest ones to begin with.
const BEGINNINGS_MAX: usize = 16;

/// Distances, the beginning included where there is one.
struct Map {
    metres: Vec<Vec<u64>>,
    from: Option<Vec<u64>>,
}

impl Map {
    fn new(from: Option<Position>, places: &[Position]) -> Self {
        let to_all = |from: Position| places.iter().map(|to| u64::from(from.metres_to(*to))).collect();
        Map { metres: places.iter().map(|from| to_all(*from)).collect(), from: from.map(to_all) }
    }

    /// From the stop before (the beginning, where there is none) to a stop (nothing, where there is none).
    fn leg(&self, before: Option<usize>, to: Option<usize>) -> u64 {
        match (before, to, &self.from) {
            (Some(before), Some(to), _) => self.metres[before][to],
            (None, Some(to), Some(from)) => from[to],
            _ => 0,
        }
    }

    fn length(&self, way: &[usize]) -> u64 {
        let mut before = None;
        let mut length = 0;
        for &stop in way {
            length += self.leg(before, Some(stop));
            before = Some(stop);
        }
        length
    }
}

/// The order in which the places are passed, by their numbers. The way ends where it ends: nobody has to come back.
pub fn shortest(from: Option<Position>, places: &[Position]) -> Vec<usize> {
    let map = Map::new(from, places);
    let mut beginnings: Vec<usize> = (0..places.len()).collect();
    beginnings.sort_by_key(|&at| (map.leg(None, Some(at)), at));
    beginnings.truncate(BEGINNINGS_MAX);
    let ways = beginnings.into_iter().map(|first| {
        let mut way = nearest_first(&map, first, places.len());
        while uncross(&map, &mut way) || put_better(&map, &mut way) {}
        way
    });
    ways.min_by_key(|way| map.length(way)).unwrap_or_default()
}

fn nearest_first(map: &Map, first: usize, count: usize) -> Vec<usize> {
    let mut way = vec![first];
    let mut left: Vec<usize> = (0..count).filter(|&at| at != first).collect();
    while let Some(&last) = way.last()
        && !left.is_empty()
    {
        let next = (0..left.len()).min_by_key(|&at| (map.metres[last][left[at]], left[at])).unwrap_or_default();
        way.push(left.swap_remove(next));
    }
    way
}

/// Turns a part of the way around wherever that makes it shorter; true if it did.
fn uncross(map: &Map, way: &mut [usize]) -> bool {
    let mut better = false;
    for first in 0..way.len() {
        for last in first + 1..way.len() {
            let before = first.checked_sub(1).map(|at| way[at]);
            let after = way.get(last + 1).copied();
            let (a, b) = (way[first], way[last]);
            let now = map.leg(before, Some(a)) + map.leg(Some(b), after);
            let turned = map.leg(before, Some(b)) + map.leg(Some(a), after);
            if turned < now {
                way[first..=last].reverse();
                better = true;
            }
        }
    }
    better
}

/// Puts a stop, or two or three in a row, elsewhere where that makes the way shorter; true if it did.
fn put_better(map: &Map, way: &mut Vec<usize>) -> bool {
    let now = map.length(way);
    for many in 1..=3.min(way.len()) {
        for from in 0..=way.len() - many {
            let mut rest = way.clone();
            let part: Vec<usize> = rest.drain(from..from + many).collect();
            for to in 0..=rest.len() {
                let mut tried = rest.clone();
                tried.splice(to..to, part.iter().copied());
                if map.length(&tried) < now {
                    *way = tried;
                    return true;
                }
            }
        }
    }
    false
}
