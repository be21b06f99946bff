//! The hybrid logical clock.

use model::{DeviceId, Stamp};

/// A hybrid logical clock: its stamps never run backwards, whatever the wall clock does, and stay close to it
/// while it behaves. Source: Kulkarni, Demirbas et al., "Logical Physical Clocks", 2014.
#[derive(Clone, Copy, Debug)]
pub struct Clock {
    device: DeviceId,
    last: Stamp,
}

impl Clock {
    /// A clock that has seen nothing yet.
    pub fn new(device: DeviceId) -> Self {
        Clock { device, last: Stamp::ZERO }
    }

    /// A stamp for an event here and now; later than every stamp made or observed before. `now_millis` counts
    /// from 1970-01-01 UTC.
    pub fn tick(&mut self, now_millis: u64) -> Stamp {
        let (last_millis, last_counter) = (self.last.millis(), self.last.counter());
        let (millis, counter) = if now_millis > last_millis {
            (now_millis, 0)
        } else if let Some(counter) = last_counter.checked_add(1) {
            (last_millis, counter)
        } else {
            (last_millis + 1, 0)
        };
        self.last = Stamp::new(millis, counter, self.device);
        self.last
    }

    /// The latest stamp made or observed.
    pub fn last(&self) -> Stamp {
        self.last
    }

    /// Takes note of a stamp made elsewhere: ours will be later.
    pub fn observe(&mut self, stamp: Stamp) {
        self.last = self.last.max(stamp);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stamps_rise_while_the_wall_clock_stands_still_or_falls_back() {
        let mut clock = Clock::new(DeviceId(7));
        let mut last = Stamp::ZERO;
        for now in [1000, 1000, 999, 5, 1001].into_iter().chain(std::iter::repeat_n(3, 70_000)) {
            let stamp = clock.tick(now);
            assert!(stamp > last);
            assert_eq!(stamp.device(), DeviceId(7));
            last = stamp;
        }
        assert!(last.millis() < 1010, "70,000 events in one millisecond borrow at most one more");
    }

    #[test]
    fn what_was_observed_lies_before() {
        let mut clock = Clock::new(DeviceId(1));
        let far = Stamp::new(9_999_999, 3, DeviceId(u64::MAX));
        clock.observe(far);
        assert!(clock.tick(5) > far);
    }
}
