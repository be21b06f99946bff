//! Why a step of selling cannot be done. The words are labels of the group `problem`.

use model::Money;
use serde::{Deserialize, Serialize};

macro_rules! codes {
    ($( $(#[$doc:meta])* $variant:ident $key:literal; )*) => {
        /// Which problem.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
        pub enum ProblemCode { $( $(#[$doc])* $variant ),* }

        impl ProblemCode {
            /// All of them.
            pub const ALL: &[ProblemCode] = &[ $( ProblemCode::$variant ),* ];

            /// Its key among the labels.
            pub fn name(self) -> &'static str {
                match self { $( ProblemCode::$variant => $key ),* }
            }
        }
    };
}

codes! {
    /// A quantity below nothing.
    NegativeQuantity "negative_quantity";
    /// Amounts in more than one currency where one sum is needed.
    MixedCurrencies "mixed_currencies";
    /// An end before its beginning.
    EndBeforeStart "end_before_start";
    /// A target below nothing.
    NegativeTarget "negative_target";
    /// A report without a name.
    NamelessReport "nameless_report";
}

/// A problem with what its words tell.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Problem {
    /// Which.
    pub code: ProblemCode,
    /// `{n}` of its words.
    pub n: u32,
    /// `{amount}` of its words.
    pub amount: Option<Money>,
    /// `{name}` of its words.
    pub name: String,
}

impl Problem {
    /// A problem that tells nothing more.
    pub fn plain(code: ProblemCode) -> Self {
        Self { code, n: 0, amount: None, name: String::new() }
    }
}
