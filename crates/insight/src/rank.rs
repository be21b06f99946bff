//! Order statistics by counting: sorting permutations, mid-rank shares, type-7 quantiles.

const DIGIT_BITS: u32 = 11;
const BUCKETS: usize = 1 << DIGIT_BITS;
/// Keys below this are counted.
const COUNTED_MAX: u64 = 1 << 16;

/// A signed integer as a key that sorts the same way.
#[must_use]
pub fn key_of_i64(value: i64) -> u64 {
    (value as u64) ^ (1 << 63)
}

/// A number that is not NaN and not negative as a key that sorts the same way.
#[must_use]
pub fn key_of_share(value: f64) -> u64 {
    value.max(0.0).to_bits()
}

/// The permutation that sorts `keys` ascending; equal keys keep their order. Least-significant-digit radix sort of what each is above the least one, skipping
/// digits all share.
#[must_use]
pub fn order_of(keys: &[u64]) -> Vec<u32> {
    let mut order: Vec<u32> = (0..keys.len().min(u32::MAX as usize) as u32).collect();
    let least = keys.iter().copied().min().unwrap_or(0);
    let differing = keys.iter().fold(0, |bits, key| bits | (key - least));
    let mut spare = vec![0u32; order.len()];
    let mut shift = 0;
    while shift < u64::BITS {
        if (differing >> shift) & (BUCKETS as u64 - 1) != 0 {
            let digit = |i: u32| ((keys[i as usize] - least) >> shift) as usize & (BUCKETS - 1);
            let mut ends = [0u32; BUCKETS];
            for &i in &order {
                ends[digit(i)] += 1;
            }
            let mut start = 0;
            for end in &mut ends {
                start += std::mem::replace(end, start);
            }
            for &i in &order {
                let slot = &mut ends[digit(i)];
                spare[*slot as usize] = i;
                *slot += 1;
            }
            std::mem::swap(&mut order, &mut spare);
        }
        shift += DIGIT_BITS;
    }
    order
}

/// Mid-rank share of each key, (rank − ½)/n in (0, 1), equal keys sharing their mean rank. `order` sorts `keys`.
#[must_use]
pub fn mid_rank_shares(keys: &[u64], order: &[u32]) -> Vec<f32> {
    let mut shares = vec![0.0; keys.len()];
    let n = order.len() as f64;
    let mut start = 0;
    for ties in order.chunk_by(|&i, &j| keys[i as usize] == keys[j as usize]) {
        let end = start + ties.len();
        let share = ((start + end) as f64 / 2.0 / n) as f32;
        for &i in ties {
            shares[i as usize] = share;
        }
        start = end;
    }
    shares
}

/// The four quintile cuts by type-7 quantiles (the default of R and numpy): `h = (n−1)p`, `v[⌊h⌋] + (h−⌊h⌋)(v[⌊h⌋+1] − v[⌊h⌋])`.
/// `sorted(i)` is the i-th smallest of `n` values; all 0 for no values.
#[must_use]
pub fn quintile_cuts(n: usize, sorted: impl Fn(usize) -> f64) -> [f64; 4] {
    let Some(last) = n.checked_sub(1) else { return [0.0; 4] };
    std::array::from_fn(|j| {
        // Fifths are taken in integers, so that a whole h is met exactly.
        let fifths = last as u128 * (j as u128 + 1);
        let (low, rest) = ((fifths / 5) as usize, (fifths % 5) as f64 / 5.0);
        let (v, w) = (sorted(low), sorted((low + 1).min(last)));
        if rest == 0.0 { v } else { v + rest * (w - v) }
    })
}

/// The same for keys in any order. Those that are small, as days and counts are, are counted instead of sorted.
#[must_use]
pub fn quintile_cuts_of(keys: &[u64]) -> [f64; 4] {
    let most = keys.iter().copied().max().unwrap_or(0);
    if most >= COUNTED_MAX {
        let order = order_of(keys);
        return quintile_cuts(keys.len(), |i| keys[order[i] as usize] as f64);
    }
    let mut up_to = vec![0u32; most as usize + 1];
    for &key in keys {
        up_to[key as usize] += 1;
    }
    let mut sum = 0;
    for count in &mut up_to {
        sum += *count;
        *count = sum;
    }
    quintile_cuts(keys.len(), |i| up_to.partition_point(|&up_to| up_to as usize <= i) as f64)
}

/// Type-7 quantile of `sorted` (ascending) at the share `p` in 0..1; 0 for no values.
#[must_use]
pub fn quantile(sorted: &[f64], p: f64) -> f64 {
    let Some(last) = sorted.len().checked_sub(1) else { return 0.0 };
    let h = last as f64 * p.clamp(0.0, 1.0);
    let low = (h as usize).min(last);
    let (v, w) = (sorted[low], sorted[(low + 1).min(last)]);
    let rest = h - low as f64;
    if rest == 0.0 { v } else { v + rest * (w - v) }
}

/// 1 + the number of cuts below `value`: 1 to 5, equal values always alike.
#[must_use]
pub fn quintile(value: f64, cuts: &[f64; 4]) -> u8 {
    1 + cuts.iter().filter(|&&cut| value > cut).count() as u8
}

/// Ranks from 1, equal values sharing their mean rank (values in any order, none NaN).
#[must_use]
pub fn mid_ranks(values: &[f64]) -> Vec<f64> {
    let mut order: Vec<u32> = (0..values.len() as u32).collect();
    order.sort_unstable_by(|&i, &j| values[i as usize].total_cmp(&values[j as usize]));
    let mut ranks = vec![0.0; values.len()];
    let mut start = 0;
    for ties in order.chunk_by(|&i, &j| values[i as usize] == values[j as usize]) {
        let end = start + ties.len();
        ties.iter().for_each(|&i| ranks[i as usize] = (start + end + 1) as f64 / 2.0);
        start = end;
    }
    ranks
}

/// Pearson's correlation; `None` where either column does not vary or the lengths differ.
#[must_use]
pub fn pearson(u: &[f64], v: &[f64]) -> Option<f64> {
    if u.len() != v.len() || u.is_empty() {
        return None;
    }
    let n = u.len() as f64;
    let mean = |w: &[f64]| w.iter().sum::<f64>() / n;
    let (mean_u, mean_v) = (mean(u), mean(v));
    let (mut uu, mut vv, mut uv) = (0.0, 0.0, 0.0);
    for (a, b) in u.iter().zip(v) {
        let (a, b) = (a - mean_u, b - mean_v);
        uu += a * a;
        vv += b * b;
        uv += a * b;
    }
    let r = uv / (uu.sqrt() * vv.sqrt());
    r.is_finite().then(|| r.clamp(-1.0, 1.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cuts_of_counted_and_of_sorted_keys_are_the_same() {
        let keys: Vec<u64> = (0..997_u64).map(|at| at * at * 7_919 % 1_009).collect();
        let sorted = |above: u64| {
            let keys: Vec<u64> = keys.iter().map(|key| key + above).collect();
            let order = order_of(&keys);
            assert!(order.windows(2).all(|two| (keys[two[0] as usize], two[0]) < (keys[two[1] as usize], two[1])));
            quintile_cuts(keys.len(), |at| keys[order[at] as usize] as f64)
        };
        assert_eq!(quintile_cuts_of(&keys), sorted(0));
        let far: Vec<u64> = keys.iter().map(|key| key + COUNTED_MAX).collect();
        assert_eq!(quintile_cuts_of(&far), sorted(COUNTED_MAX));
        sorted((1 << 63) - 500);
        assert_eq!((quintile_cuts_of(&[]), quintile_cuts_of(&[7])), ([0.0; 4], [7.0; 4]));
    }
}
