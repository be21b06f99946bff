//! Two numbers in one wide register, where the compiler is told so; elsewhere in an array that it takes for one by itself. Each does what one number
//! alone would: the bits are the same.

#[cfg(all(target_arch = "wasm32", target_feature = "simd128"))]
pub(super) use wide::Pair;

#[cfg(not(all(target_arch = "wasm32", target_feature = "simd128")))]
pub(super) use plain::Pair;

#[cfg(all(target_arch = "wasm32", target_feature = "simd128"))]
mod wide {
    use core::arch::wasm32::{
        f64x2, f64x2_add, f64x2_extract_lane, f64x2_lt, f64x2_mul, f64x2_pmin, f64x2_splat, f64x2_sub, v128,
        v128_bitselect,
    };

    #[derive(Clone, Copy)]
    pub(in super::super) struct Pair(v128);

    impl Pair {
        #[inline(always)]
        pub(in super::super) fn of(a: f64, b: f64) -> Self {
            Self(f64x2(a, b))
        }

        #[inline(always)]
        pub(in super::super) fn both(x: f64) -> Self {
            Self(f64x2_splat(x))
        }

        /// With the square of the distance between two others added.
        #[inline(always)]
        pub(in super::super) fn plus_square(self, p: Self, q: Self) -> Self {
            let by = f64x2_sub(p.0, q.0);
            Self(f64x2_add(self.0, f64x2_mul(by, by)))
        }

        /// `gap` where it is less, and then `c` for `label`.
        #[inline(always)]
        pub(in super::super) fn less(least: &mut Self, label: &mut Self, gap: Self, c: Self) {
            label.0 = v128_bitselect(c.0, label.0, f64x2_lt(gap.0, least.0));
            least.0 = f64x2_pmin(least.0, gap.0);
        }

        #[inline(always)]
        pub(in super::super) fn numbers(self) -> [f64; 2] {
            [f64x2_extract_lane::<0>(self.0), f64x2_extract_lane::<1>(self.0)]
        }
    }
}

#[cfg(not(all(target_arch = "wasm32", target_feature = "simd128")))]
mod plain {
    #[derive(Clone, Copy)]
    pub(in super::super) struct Pair([f64; 2]);

    impl Pair {
        #[inline(always)]
        pub(in super::super) fn of(a: f64, b: f64) -> Self {
            Self([a, b])
        }

        #[inline(always)]
        pub(in super::super) fn both(x: f64) -> Self {
            Self([x, x])
        }

        /// With the square of the distance between two others added.
        #[inline(always)]
        pub(in super::super) fn plus_square(self, p: Self, q: Self) -> Self {
            let by = [p.0[0] - q.0[0], p.0[1] - q.0[1]];
            Self([self.0[0] + by[0] * by[0], self.0[1] + by[1] * by[1]])
        }

        /// `gap` where it is less, and then `c` for `label`.
        #[inline(always)]
        pub(in super::super) fn less(least: &mut Self, label: &mut Self, gap: Self, c: Self) {
            for lane in 0..2 {
                let less = gap.0[lane] < least.0[lane];
                label.0[lane] = if less { c.0[lane] } else { label.0[lane] };
                least.0[lane] = if less { gap.0[lane] } else { least.0[lane] };
            }
        }

        #[inline(always)]
        pub(in super::super) fn numbers(self) -> [f64; 2] {
            self.0
        }
    }
}
