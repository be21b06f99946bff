//! Order of a few things, and a few things by their keys.

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

/// A few things by their keys, in their order. Each pair of types that the library's ordered map is used for costs the first load a kilobyte; this costs a
/// tenth. Not for many thousands: what is put between others moves all that come after.
#[derive(Clone, Debug, PartialEq)]
pub struct Few<K, V = ()>(Vec<(K, V)>);

impl<K, V> Default for Few<K, V> {
    fn default() -> Self {
        Few(Vec::new())
    }
}

impl<K: Ord, V> Few<K, V> {
    fn place(&self, key: &K) -> Result<usize, usize> {
        self.0.binary_search_by(|(known, _)| known.cmp(key))
    }

    /// What stands under a key.
    pub fn get(&self, key: &K) -> Option<&V> {
        self.place(key).ok().map(|at| &self.0[at].1)
    }

    /// The same, to be changed.
    pub fn get_mut(&mut self, key: &K) -> Option<&mut V> {
        self.place(key).ok().map(|at| &mut self.0[at].1)
    }

    /// Whether something stands under a key.
    pub fn contains(&self, key: &K) -> bool {
        self.place(key).is_ok()
    }

    /// What stands under a key, made where there is nothing.
    pub fn get_or(&mut self, key: K, make: impl FnOnce() -> V) -> &mut V {
        let at = self.place(&key).unwrap_or_else(|at| {
            self.0.insert(at, (key, make()));
            at
        });
        &mut self.0[at].1
    }

    /// Puts something under a key, in the place of what stood there.
    pub fn put(&mut self, key: K, value: V) {
        match self.place(&key) {
            Ok(at) => self.0[at].1 = value,
            Err(at) => self.0.insert(at, (key, value)),
        }
    }

    /// Takes away what stands under a key.
    pub fn remove(&mut self, key: &K) {
        if let Ok(at) = self.place(key) {
            self.0.remove(at);
        }
    }

    /// All of them, by their keys.
    pub fn iter(&self) -> std::slice::Iter<'_, (K, V)> {
        self.0.iter()
    }

    /// All keys.
    pub fn keys(&self) -> impl Iterator<Item = &K> {
        self.0.iter().map(|(key, _)| key)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeMap;

    #[test]
    fn a_few_are_kept_as_by_the_library() {
        let (mut ours, mut theirs, mut state) = (Few::default(), BTreeMap::new(), 7_u32);
        for step in 0..2_000 {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            let key = state >> 27;
            match state >> 8 & 3 {
                0 => {
                    ours.remove(&key);
                    theirs.remove(&key);
                }
                1 => {
                    *ours.get_or(key, || 7) += 1;
                    *theirs.entry(key).or_insert(7) += 1;
                }
                _ => {
                    ours.put(key, step);
                    theirs.insert(key, step);
                }
            }
            assert_eq!(ours.contains(&key), theirs.contains_key(&key));
            assert_eq!(ours.get(&key).copied(), theirs.get(&key).copied());
            assert_eq!(ours.get_mut(&key).copied(), theirs.get(&key).copied());
            assert!(ours.keys().eq(theirs.keys()));
        }
        assert!(ours.iter().map(|(key, value)| (key, value)).eq(&theirs));
    }

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
