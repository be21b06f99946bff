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
    /// A lead that is a customer already.
    AlreadyConverted "already_converted";
    /// None of the leads stands in the public pool.
    NotInPool "not_in_pool";
    /// All of the leads stand in the public pool already, or are closed.
    InPool "in_pool";
    /// All of the records belong to that user already.
    NothingToTransfer "nothing_to_transfer";
    /// Nothing to call it by.
    NeedsName "needs_name";
    /// An opportunity that is lost without a reason.
    LostNeedsReason "lost_needs_reason";
    /// A stage that is not there (any more).
    NoSuchStage "no_such_stage";
    /// A stage is taken away while `{n}` opportunities stand in it; `{name}` is the stage.
    StageInUse "stage_in_use";
    /// A pipeline is deleted while `{n}` opportunities are in it; `{name}` is the pipeline.
    PipelineInUse "pipeline_in_use";
    /// A pipeline without a stage in which work goes on.
    NoOpenStage "no_open_stage";
    /// A pipeline or a stage without a name.
    StageUnnamed "stage_unnamed";
    /// A probability that is not between 0 and 100 per cent.
    NoProbability "no_probability";
    /// A payment above what is due, not said to be one.
    PaymentAboveDue "payment_above_due";
    /// More paid back than was paid.
    RefundAbovePaid "refund_above_paid";
    /// An amount that is not above nothing.
    NoAmount "no_amount";
    /// Instalments that do not come to the order's total.
    PlanNotTotal "plan_not_total";
    /// A conversation of which nothing is told.
    NothingSaid "nothing_said";
    /// A next step that lies in the past.
    NextInThePast "next_in_the_past";
    /// A check-in that neither says where nor at whose.
    Nowhere "nowhere";
    /// A target below nothing.
    NegativeTarget "negative_target";
    /// A report without a name.
    NamelessReport "nameless_report";
    /// What the book writes by itself is changed by hand.
    LogIsKept "log_is_kept";
    /// What was won or lost goes to a pipeline without a stage for it.
    NoSuchEnd "no_such_end";
    /// A lead is said to be converted without a conversion.
    ConvertedByHand "converted_by_hand";
    /// A lead that was converted is said not to be.
    StaysConverted "stays_converted";
    /// A large deal would begin below nothing.
    NegativeRule "negative_rule";
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
