//! Files in and out: reads a purchase log of unknown shape, writes reports.
