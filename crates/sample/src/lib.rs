//! A believable bilingual customer book from a seed.
