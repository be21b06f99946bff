//! The pipeline that a book begins with. Its records have the same ids everywhere: two devices that make it make the same one.

use crate::{Decimal, OptionId, RecordId};

/// The pipeline.
pub const DEFAULT: RecordId = RecordId(0x7261_7070_6f72_8000_8000_7069_7065_0000);

/// Stands in `pipeline_stage.outcome`: goes on. So does a stage without an outcome.
pub const OPEN: OptionId = OptionId(1);
/// Stands in `pipeline_stage.outcome`: won.
pub const WON: OptionId = OptionId(2);
/// Stands in `pipeline_stage.outcome`: lost.
pub const LOST: OptionId = OptionId(3);

/// A stage of the pipeline that a book begins with.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Stage {
    /// Its record.
    pub id: RecordId,
    /// Its name in English and in Chinese; from then on it is the workspace's.
    pub name: [&'static str; 2],
    /// Probability in per cent.
    pub percent: i64,
    /// What it means to stand there.
    pub outcome: OptionId,
    /// Its colour.
    pub colour: OptionId,
    /// Days after which an opportunity in it is rotting; 0: never.
    pub rotting_days: i64,
}

/// The name of the pipeline in English and in Chinese.
pub const NAME: [&str; 2] = ["Sales", "销售"];

const fn stage(
    n: u128,
    name: [&'static str; 2],
    percent: i64,
    outcome: OptionId,
    colour: u16,
    rotting_days: i64,
) -> Stage {
    Stage { id: RecordId(DEFAULT.0 + n), name, percent, outcome, colour: OptionId(colour), rotting_days }
}

/// Its stages, in their order.
pub const STAGES: [Stage; 7] = [
    stage(1, ["Prospecting", "初步接洽"], 10, OPEN, 1, 21),
    stage(2, ["Qualification", "验证客户"], 20, OPEN, 6, 21),
    stage(3, ["Needs analysis", "需求分析"], 30, OPEN, 7, 21),
    stage(4, ["Proposal", "方案/报价"], 50, OPEN, 8, 14),
    stage(5, ["Negotiation", "商务谈判"], 80, OPEN, 3, 14),
    stage(6, ["Won", "赢单"], 100, WON, 5, 0),
    stage(7, ["Lost", "输单"], 0, LOST, 2, 0),
];

impl Stage {
    /// Its probability as the field holds it.
    pub fn probability(&self) -> Decimal {
        Decimal(self.percent * Decimal::ONE)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::options::DEAL_OUTCOME;

    #[test]
    fn outcomes_are_those_of_the_list() {
        for (id, name) in [(OPEN, "open"), (WON, "won"), (LOST, "lost")] {
            assert_eq!(DEAL_OUTCOME.id(name), Some(id));
        }
        assert!(STAGES.iter().zip(&STAGES[1..]).all(|(a, b)| a.id < b.id));
    }
}
