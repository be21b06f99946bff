//! Small, portable randomness: xoshiro256++ (Blackman & Vigna 2019) seeded by splitmix64, and the few distributions the process needs.
//! All functions of real numbers come from `libm`, so every machine draws the same numbers.

/// A stream of random numbers.
#[derive(Clone, Debug)]
pub(crate) struct Random([u64; 4]);

impl Random {
    pub(crate) fn new(seed: u64) -> Self {
        let mut state = seed;
        Random([(); 4].map(|()| {
            state = state.wrapping_add(0x9E37_79B9_7F4A_7C15);
            let z = (state ^ state >> 30).wrapping_mul(0xBF58_476D_1CE4_E5B9);
            let z = (z ^ z >> 27).wrapping_mul(0x94D0_49BB_1331_11EB);
            z ^ z >> 31
        }))
    }

    fn next(&mut self) -> u64 {
        let s = &mut self.0;
        let result = s[0].wrapping_add(s[3]).rotate_left(23).wrapping_add(s[0]);
        let t = s[1] << 17;
        s[2] ^= s[0];
        s[3] ^= s[1];
        s[1] ^= s[2];
        s[0] ^= s[3];
        s[2] ^= t;
        s[3] = s[3].rotate_left(45);
        result
    }

    /// In [0, 1).
    pub(crate) fn unit(&mut self) -> f64 {
        (self.next() >> 11) as f64 * (1.0 / (1u64 << 53) as f64)
    }

    /// True with this probability.
    pub(crate) fn chance(&mut self, probability: f64) -> bool {
        self.unit() < probability
    }

    /// Below `n`; 0 for `n` = 0.
    pub(crate) fn below(&mut self, n: usize) -> usize {
        ((u128::from(self.next()) * n as u128) >> 64) as usize
    }

    /// In `low..=high` (in either order).
    pub(crate) fn between(&mut self, low: i32, high: i32) -> i32 {
        let (low, high) = (low.min(high), low.max(high));
        low.saturating_add(self.below(high.abs_diff(low) as usize + 1) as i32)
    }

    /// One of a list; the list's default for an empty one.
    pub(crate) fn of<T: Copy + Default>(&mut self, list: &[T]) -> T {
        list.get(self.below(list.len())).copied().unwrap_or_default()
    }

    /// Index drawn in proportion to `weights`.
    pub(crate) fn weighted(&mut self, weights: &[u32]) -> usize {
        let mut left = self.below(weights.iter().sum::<u32>() as usize) as u32;
        for (index, &weight) in weights.iter().enumerate() {
            if left < weight {
                return index;
            }
            left -= weight;
        }
        0
    }

    /// Exponential with mean 1.
    pub(crate) fn exponential(&mut self) -> f64 {
        -libm::log(1.0 - self.unit())
    }

    /// Standard normal, by Marsaglia's polar method.
    fn normal(&mut self) -> f64 {
        loop {
            let (u, v) = (2.0 * self.unit() - 1.0, 2.0 * self.unit() - 1.0);
            let s = u * u + v * v;
            if s > 0.0 && s < 1.0 {
                return u * libm::sqrt(-2.0 * libm::log(s) / s);
            }
        }
    }

    /// Gamma with this shape and mean `shape` (Marsaglia & Tsang 2000).
    pub(crate) fn gamma(&mut self, shape: f64) -> f64 {
        if shape < 1.0 {
            return self.gamma(shape + 1.0) * libm::pow(1.0 - self.unit(), 1.0 / shape);
        }
        let d = shape - 1.0 / 3.0;
        let c = 1.0 / libm::sqrt(9.0 * d);
        loop {
            let x = self.normal();
            let v = 1.0 + c * x;
            if v > 0.0 {
                let v = v * v * v;
                if libm::log(1.0 - self.unit()) < 0.5 * x * x + d * (1.0 - v + libm::log(v)) {
                    return d * v;
                }
            }
        }
    }

    /// Beta.
    pub(crate) fn beta(&mut self, a: f64, b: f64) -> f64 {
        let (x, y) = (self.gamma(a), self.gamma(b));
        if x + y > 0.0 { x / (x + y) } else { 0.5 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Mean and variance of 100,000 draws.
    fn moments(mut draw: impl FnMut(&mut Random) -> f64) -> (f64, f64) {
        let mut random = Random::new(7);
        let (mut sum, mut squares) = (0.0, 0.0);
        for _ in 0..100_000 {
            let value = draw(&mut random);
            sum += value;
            squares += value * value;
        }
        let mean = sum / 1e5;
        (mean, squares / 1e5 - mean * mean)
    }

    #[test]
    fn distributions_have_their_moments() {
        let close = |(mean, variance): (f64, f64), m: f64, v: f64| {
            assert!(
                (mean - m).abs() < 0.02 * (1.0 + m) && (variance - v).abs() < 0.05 * (1.0 + v),
                "{mean} {variance}"
            );
        };
        close(moments(Random::unit), 0.5, 1.0 / 12.0);
        close(moments(Random::exponential), 1.0, 1.0);
        close(moments(Random::normal), 0.0, 1.0);
        close(moments(|random| random.gamma(0.5)), 0.5, 0.5);
        close(moments(|random| random.gamma(3.0)), 3.0, 3.0);
        close(moments(|random| random.beta(1.0, 4.0)), 0.2, 4.0 / 150.0);
    }

    #[test]
    fn the_stream_is_the_published_one() {
        // First output for state 1, 2, 3, 4 of the reference implementation.
        let mut random = Random([1, 2, 3, 4]);
        assert_eq!([random.next(), random.next()], [41_943_041, 58_720_359]);
    }

    #[test]
    fn bounds_hold() {
        let mut random = Random::new(0);
        assert_eq!(random.below(0), 0);
        assert_eq!(random.of::<u8>(&[]), 0);
        assert_eq!(random.weighted(&[]), 0);
        for _ in 0..1000 {
            assert!((-3..=2).contains(&random.between(2, -3)));
            assert!(random.weighted(&[0, 5, 0]) == 1);
        }
    }
}
