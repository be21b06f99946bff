//! Opportunities of a sample, with the pipeline that every book begins with.

use super::Maker;
use crate::packed::Packed;
use crate::rows::Rows;
use model::schema::{
    customer, opportunity, opportunity_line, pipeline, pipeline_stage, pipelines, product, stage_change,
};
use model::{Currency, Decimal, RecordId, Stamp, position};
use std::ops::Range;

/// The pipeline and its stages. The language is the one of the currency: a sample knows no other.
pub(super) fn pipeline(currency: Currency) -> [Rows; 2] {
    let lang = usize::from(currency == Currency::CNY);
    let stages = || pipelines::STAGES.iter();
    let days = |days: i64| (days > 0).then_some(days * Decimal::ONE);
    let first = Rows::new(pipeline::ID, Stamp::ZERO, [pipelines::DEFAULT])
        .with(pipeline::NAME.id, Packed::texts(std::iter::once(pipelines::NAME[lang])))
        .with(pipeline::POSITION.id, Packed::texts(std::iter::once(position::nth(0))));
    let stages = Rows::new(pipeline_stage::ID, Stamp::ZERO, stages().map(|stage| stage.id))
        .with(pipeline_stage::NAME.id, Packed::texts(stages().map(|stage| stage.name[lang])))
        .with(pipeline_stage::PIPELINE.id, Packed::references(stages().map(|_| Some(pipelines::DEFAULT))))
        .with(pipeline_stage::PROBABILITY.id, Packed::numbers(stages().map(|stage| Some(stage.probability().0))))
        .with(pipeline_stage::OUTCOME.id, Packed::options(stages().map(|stage| Some(stage.outcome))))
        .with(pipeline_stage::COLOUR.id, Packed::options(stages().map(|stage| Some(stage.colour))))
        .with(pipeline_stage::POSITION.id, Packed::texts((0..pipelines::STAGES.len()).map(position::nth)))
        .with(pipeline_stage::ROTTING_DAYS.id, Packed::numbers(stages().map(|stage| days(stage.rotting_days))));
    [first, stages]
}

fn stage(at: u8) -> Option<RecordId> {
    pipelines::STAGES.get(usize::from(at)).map(|stage| stage.id)
}

impl Maker<'_> {
    pub(super) fn deals(&self, range: Range<usize>) -> Rows {
        let deals = &self.book.deals;
        let each = || range.clone();
        self.rows(opportunity::ID, each())
            .with(opportunity::NAME.id, Packed::texts(each().map(|at| &deals.name[at])))
            .with(opportunity::CUSTOMER.id, self.references(customer::ID, each().map(|at| deals.customer[at] as usize)))
            .with(
                opportunity::OWNER.id,
                Packed::references(each().map(|at| self.owner_of(deals.customer[at] as usize))),
            )
            .with(opportunity::AMOUNT.id, self.money(each().map(|at| deals.amount[at])))
            .with(opportunity::STAGE.id, Packed::references(each().map(|at| stage(deals.stage[at]))))
            .with(opportunity::PIPELINE.id, Packed::references(each().map(|_| Some(pipelines::DEFAULT))))
            .with(opportunity::EXPECTED_CLOSE_DATE.id, Packed::days(each().map(|at| Some(deals.expected[at]))))
            .with(opportunity::OPENED_AT.id, Packed::days(each().map(|at| Some(deals.opened[at]))))
            .with(opportunity::CLOSED_AT.id, Packed::days(each().map(|at| deals.closed[at])))
            .with(opportunity::LOST_REASON.id, Packed::options(each().map(|at| deals.lost_reason[at])))
            .with(opportunity::COMPETITOR.id, Packed::texts(each().map(|at| deals.competitor[at])))
            .with(opportunity::NEXT_STEP.id, Packed::texts(each().map(|at| deals.next_step[at])))
            .with(opportunity::SOURCE.id, Packed::options(each().map(|at| Some(deals.source[at]))))
    }

    /// Each opportunity is about one product.
    pub(super) fn deal_lines(&self, range: Range<usize>) -> Rows {
        let deals = &self.book.deals;
        let each = || range.clone();
        let price = |at: usize| self.book.products.get(usize::from(deals.product[at])).map_or(0, |of| of.unit_price);
        let quantity = |at: usize| deals.quantity[at].saturating_mul(Decimal::ONE);
        self.rows(opportunity_line::ID, each())
            .with(opportunity_line::OPPORTUNITY.id, self.references(opportunity::ID, each()))
            .with(opportunity_line::PRODUCT.id, self.references(product::ID, each().map(|at| deals.product[at].into())))
            .with(opportunity_line::QUANTITY.id, Packed::numbers(each().map(|at| Some(quantity(at)))))
            .with(opportunity_line::UNIT_PRICE.id, self.money(each().map(price)))
            .with(opportunity_line::AMOUNT.id, self.money(each().map(|at| deals.amount[at])))
    }

    pub(super) fn stage_log(&self, range: Range<usize>) -> Rows {
        let deals = &self.book.deals;
        let each = || range.clone();
        self.rows(stage_change::ID, each())
            .with(
                stage_change::OPPORTUNITY.id,
                self.references(opportunity::ID, each().map(|at| deals.log_deal[at] as usize)),
            )
            .with(stage_change::FROM.id, Packed::references(each().map(|at| deals.log_from[at].and_then(stage))))
            .with(stage_change::TO.id, Packed::references(each().map(|at| stage(deals.log_to[at]))))
            .with(stage_change::AT.id, Packed::instants(each().map(|at| Some(deals.log_at[at]))))
    }
}
