//! Exponential and logarithm without branches, which a compiler can work out for several numbers at once. The formulas are those of libm (FreeBSD).

const LN2_HI: f64 = 6.931_471_803_691_238e-1;
const LN2_LO: f64 = 1.908_214_929_270_587_7e-10;
/// 1.5 · 2^52: added to a number it leaves the nearest whole number in the lowest bits.
const WHOLE: f64 = 6_755_399_441_055_744.0;
/// Below, eˣ is as good as nothing: 10^−304.
const LOWEST: f64 = -700.0;

/// eˣ for x ≤ 0; what is below −700 counts as −700.
#[inline(always)]
pub(crate) fn exp_down(x: f64) -> f64 {
    let x = if x < LOWEST { LOWEST } else { x };
    // x = n ln 2 + r.
    let shifted = x * std::f64::consts::LOG2_E + WHOLE;
    let n = shifted - WHOLE;
    let (high, low) = (x - n * LN2_HI, n * LN2_LO);
    let r = high - low;
    let rr = r * r;
    let series = rr * (-1.653_390_220_546_525_2e-6 + rr * 4.138_136_797_057_238_5e-8);
    let series = rr * (-2.777_777_777_701_559_3e-3 + rr * (6.613_756_321_437_934e-5 + series));
    let c = r - rr * (1.666_666_666_666_660_2e-1 + series);
    let power = f64::from_bits((shifted.to_bits() << 52).wrapping_add(1023 << 52));
    (1.0 + (r * c / (2.0 - c) - low + high)) * power
}

/// ln x for a normal x > 0: the bits of [`libm::log`].
#[inline(always)]
pub(crate) fn ln_normal(x: f64) -> f64 {
    /// √½, its upper half.
    const ROOT_HALF: u64 = 0x3fe6_a09e << 32;
    const ONE: u64 = 0x3ff0_0000 << 32;
    const TWO_TO_52: u64 = 0x4330_0000 << 32;
    // x = 2^k (1 + f), √½ < 1 + f < √2.
    let bits = x.to_bits().wrapping_add(ONE - ROOT_HALF);
    let k = f64::from_bits((bits >> 52) | TWO_TO_52) - (4_503_599_627_370_496.0 + 1023.0);
    let f = f64::from_bits((bits & ((1 << 52) - 1)).wrapping_add(ROOT_HALF)) - 1.0;
    let half_square = 0.5 * f * f;
    let s = f / (2.0 + f);
    let z = s * s;
    let w = z * z;
    let even = w * (3.999_999_999_940_942e-1 + w * (2.222_219_843_214_978_4e-1 + w * 1.531_383_769_920_937_3e-1));
    let odd = 1.818_357_216_161_805e-1 + w * 1.479_819_860_511_658_6e-1;
    let odd = z * (6.666_666_666_666_735e-1 + w * (2.857_142_874_366_239e-1 + w * odd));
    s * (half_square + (odd + even)) + k * LN2_LO - half_square + f + k * LN2_HI
}

#[cfg(test)]
mod tests {
    use super::{exp_down, ln_normal};

    #[test]
    fn logarithms_have_the_bits_of_libm() {
        let mut x = 1e-7;
        while x < 1e9 {
            assert_eq!(ln_normal(x).to_bits(), libm::log(x).to_bits(), "{x}");
            x *= 1.000_37;
        }
        assert_eq!(ln_normal(1.0).to_bits(), 0);
    }

    #[test]
    fn exponentials_are_right_to_the_last_digits() {
        for i in 0..=700_000 {
            let x = -f64::from(i) / 1_000.0;
            let exact = libm::exp(x);
            assert!((exp_down(x) - exact).abs() <= 2.3e-16 * exact, "{x}");
        }
        assert_eq!(exp_down(-0.0), 1.0);
        assert!(exp_down(-1e9) < 1e-300 && exp_down(f64::NAN).is_nan());
    }
}
