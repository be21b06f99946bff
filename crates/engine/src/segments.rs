//! The groups of the book: RFM grid, segments, stages, concentration.

use crate::scoring::{ScoreSettings, Scores};
use crate::workspace::Workspace;
use insight::Model;
use model::schema::customer;
use protocol::{Group, ModelAnswer, ParetoAnswer, Segment, SegmentsAnswer, Stage};

/// The answer to `Query::Segments`. `working`: newer scores are being computed.
pub fn answer(
    workspace: &Workspace,
    scores: Option<&Scores>,
    settings: &ScoreSettings,
    working: bool,
) -> SegmentsAnswer {
    let mut answer = SegmentsAnswer {
        working,
        as_of: settings.as_of.day(),
        buyers: 0,
        currency: settings.currency,
        revenue: 0,
        grid: Default::default(),
        segments: Segment::ALL.iter().map(|&segment| (segment, Group::default())).collect(),
        stages: Vec::new(),
        stage_unknown: 0,
        pareto: None,
        model: None,
        unpaid_days: 0,
    };
    let (Some(scores), Some(table)) = (scores, workspace.table(customer::ID)) else { return answer };
    let book = &scores.book;
    answer.as_of = model::Day(book.as_of);
    answer.buyers = book.buyers as u32;
    answer.currency = scores.currency;
    let mut stages: Vec<(Stage, Group)> = Stage::ALL.iter().map(|&stage| (stage, Group::default())).collect();
    for row in table.alive_rows() {
        let revenue = scores.total(row);
        let add = |group: &mut Group| {
            group.customers += 1;
            group.revenue = group.revenue.saturating_add(revenue);
        };
        answer.revenue = answer.revenue.saturating_add(revenue);
        add(&mut answer.segments[scores.segment(row) as usize].1);
        match scores.stage(row) {
            Some(stage) => add(&mut stages[stage as usize].1),
            None => answer.stage_unknown += 1,
        }
        let at = row as usize;
        if let (Some(&r @ 1..=5), Some(&f @ 1..=5)) = (book.rfm.r.get(at), book.rfm.f.get(at)) {
            add(&mut answer.grid[r as usize - 1][f as usize - 1]);
        }
    }
    answer.stages = stages;
    answer.pareto = book.pareto.as_ref().map(|pareto| ParetoAnswer {
        top20: pareto.curve.get(20).copied().unwrap_or_default(),
        gini: pareto.gini,
        balance: pareto.balance,
        curve: pareto.curve.clone(),
        abc: pareto.abc,
        least: pareto.least,
        clipped: pareto.clipped as u32,
    });
    answer.unpaid_days = book.history.unpaid_days();
    answer.model = book.fit.chosen().map(|fit| ModelAnswer {
        modified: fit.model == Model::Mbg,
        parameters: [fit.params.r(), fit.params.alpha(), fit.params.a(), fit.params.b()],
        log_likelihood: fit.log_likelihood,
        prior_share: fit.prior_share,
        is_open: fit.se.is_none(),
        converged: fit.converged,
    });
    answer
}
