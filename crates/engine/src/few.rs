//! Order of a few things.

/// Puts a few things in order, equal ones as they stood. Each type that the library's sort is used for costs the first load three kilobytes; this costs a
/// hundred bytes. Not for more than some hundreds: it takes the square of their number.
pub fn sort_few<T>(few: &mut [T], mut is_less: impl FnMut(&T, &T) -> bool) {
    for end in 1..few.len() {
        let mut at = end;
        while at > 0 && is_less(&few[at], &few[at - 1]) {
            few.swap(at, at - 1);
            at -= 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_few_are_sorted_as_by_the_library() {
        let mut state = 7_u32;
        for len in 0..40 {
            let few: Vec<(u32, usize)> = (0..len)
                .map(|at| {
                    state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                    (state >> 29, at)
                })
                .collect();
            let (mut ours, mut theirs) = (few.clone(), few);
            sort_few(&mut ours, |a, b| a.0 < b.0);
            theirs.sort_by_key(|one| one.0);
            assert_eq!(ours, theirs);
        }
    }
}
