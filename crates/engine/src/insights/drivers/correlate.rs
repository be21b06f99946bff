//! Correlations, two columns at a time.

use insight::rank::mid_ranks;
use insight::stats::pearson;
use protocol::CorrelationAnswer;

/// Correlations of all columns with one another.
pub(super) struct Correlations {
    /// The columns as they are compared: values, or ranks, which are made once.
    compared: Vec<Vec<f64>>,
    /// The next two.
    at: (usize, usize),
    /// By row and column.
    pub(super) told: Vec<Vec<Option<CorrelationAnswer>>>,
}

impl Correlations {
    /// None yet, of so many columns.
    pub(super) fn of(columns: usize) -> Correlations {
        Correlations { compared: Vec::new(), at: (0, 1), told: vec![vec![None; columns]; columns] }
    }

    /// Ranks one column, or correlates two; false where nothing is left. Spearman's is Pearson's of the ranks.
    pub(super) fn step(&mut self, columns: &[Vec<f64>], ranks: bool) -> bool {
        if let Some(column) = columns.get(self.compared.len()) {
            self.compared.push(if ranks { mid_ranks(column) } else { column.clone() });
            return true;
        }
        let (a, b) = self.at;
        let (Some(one), Some(other)) = (self.compared.get(a), self.compared.get(b)) else { return false };
        let known = pearson(one, other).ok();
        let told = known.map(|known| CorrelationAnswer { r: known.r, interval: known.ci, p: known.p });
        for (row, column) in [(a, b), (b, a)] {
            if let Some(cell) = self.told.get_mut(row).and_then(|cells| cells.get_mut(column)) {
                *cell = told;
            }
        }
        self.at = if b + 1 < self.compared.len() { (a, b + 1) } else { (a + 1, a + 2) };
        true
    }
}
