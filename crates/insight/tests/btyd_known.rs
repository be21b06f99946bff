//! Fits that are known are taken over only where the purchases and the way of fitting are the same.
#![allow(clippy::unwrap_used)]

mod support;

use insight::btyd::FITTING;
use insight::{Book, FitState, Fits, History, Progress, Run, Settings};
use support::{cdnow_sample, day};

fn history() -> History {
    cdnow_sample().history(day(1998, 6, 30))
}

/// The book, and in how many steps it was scored.
fn scored(history: History, known: Option<Fits>) -> (Book, u32) {
    let mut run = Run::new(history, Settings::default(), Vec::new(), Vec::new()).knowing(known);
    let mut steps = 1;
    while run.step() != Progress::Done {
        steps += 1;
    }
    (run.finish(), steps)
}

#[test]
fn a_known_fit_gives_the_same_book_without_fitting() {
    let (first, steps) = scored(history(), None);
    let kept = Fits::from_bytes(&first.fits().to_bytes().unwrap()).unwrap();
    assert_eq!(kept, first.fits());
    let (again, fewer) = scored(history(), Some(kept));
    assert!(again == first && fewer < steps, "{fewer} of {steps}");
}

#[test]
fn a_fit_of_other_purchases_is_not_taken_over() {
    let (earlier, _) = scored(cdnow_sample().history(day(1998, 6, 29)), None);
    let (new, _) = scored(history(), None);
    assert!(scored(history(), Some(earlier.fits())).0 == new);
}

#[test]
fn bytes_that_are_no_fits_are_none() {
    let bytes = scored(history(), None).0.fits().to_bytes().unwrap();
    assert_eq!(Fits::from_bytes(&[]), None);
    // A book whose spend could not be fitted has the first part alone.
    let without_spend = bytes.len() - 22 * 8;
    for end in (0..bytes.len()).filter(|&end| end != without_spend) {
        assert_eq!(Fits::from_bytes(&bytes[..end]), None, "cut at {end}");
    }
    assert_eq!(Fits::from_bytes(&[&bytes[..], &[0]].concat()), None);
}

/// A change of the way of fitting that moves any bit needs another [`FITTING`]: then the numbers here are changed together.
#[test]
fn another_way_of_fitting_has_another_number() {
    let FitState::Fitted { bg, mbg, .. } = scored(history(), None).0.fit else { panic!("fitted") };
    let bits = [bg, mbg].map(|fit| fit.params.to_array().map(f64::to_bits));
    let expected = [
        [4_598_239_371_634_738_455, 4_617_819_085_145_459_718, 4_603_645_880_948_960_478, 4_613_143_460_900_293_185],
        [4_603_740_257_541_230_062, 4_621_063_053_457_934_915, 4_603_142_914_642_891_482, 4_607_223_217_569_206_087],
    ];
    assert_eq!((FITTING, bits), (4, expected));
}

/// Amounts that changed alone are fitted anew; the purchases, whose days are the same, are not.
#[test]
fn spend_is_fitted_anew_where_an_amount_changed() {
    let log = cdnow_sample();
    let mut other = log.clone();
    other.amount.iter_mut().for_each(|amount| *amount += 1);
    let (first, steps) = scored(history(), None);
    let (new, _) = scored(other.history(day(1998, 6, 30)), None);
    let (known, fewer) = scored(other.history(day(1998, 6, 30)), Some(first.fits()));
    assert!(known == new && fewer < steps && new.fit == first.fit);
    assert!(new.spend != first.spend);
}
