//! Names of things: records, devices, and the stamp that says when and where a cell was written.

use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// Names one record for ever. New records get a time-ordered UUID (version 7); imported rows without an id of
/// their own get one derived from their content, so the same row has the same id on every device.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct RecordId(pub u128);

impl fmt::Display for RecordId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:032x}", self.0)
    }
}

impl FromStr for RecordId {
    type Err = std::num::ParseIntError;

    /// Reads the 32 hexadecimal digits that `Display` writes (as they stand in a URL).
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        u128::from_str_radix(text, 16).map(RecordId)
    }
}

/// One browser profile (or server) that writes. Random, made once per installation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct DeviceId(pub u64);

/// A hybrid logical clock reading: 48 bits of milliseconds since 1970, 16 bits of counter, 64 bits of device.
/// Comparing two stamps as integers decides which of two writes to the same cell is the later one.
/// Source: Kulkarni, Demirbas et al., "Logical Physical Clocks", 2014.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Stamp(pub u128);

impl Stamp {
    /// Earlier than every real stamp.
    pub const ZERO: Stamp = Stamp(0);

    /// Packs the three parts; milliseconds beyond 48 bits are cut off (the year 10889).
    pub fn new(millis: u64, counter: u16, device: DeviceId) -> Self {
        let millis = (millis & 0xFFFF_FFFF_FFFF) as u128;
        Stamp(millis << 80 | (counter as u128) << 64 | device.0 as u128)
    }

    /// Milliseconds since 1970-01-01 UTC.
    pub fn millis(self) -> u64 {
        (self.0 >> 80) as u64
    }

    /// Distinguishes stamps of the same millisecond.
    pub fn counter(self) -> u16 {
        (self.0 >> 64) as u16
    }

    /// Who wrote.
    pub fn device(self) -> DeviceId {
        DeviceId(self.0 as u64)
    }
}
