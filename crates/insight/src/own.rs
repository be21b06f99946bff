//! A history that follows changes of a few customers' orders, at the cost of these customers alone.

use crate::history::{History, Orders, saturating_sum};

/// Amounts below this are added up without an end of `i64` coming near.
const EXACT: u64 = 1 << 61;

/// The netted orders of one customer.
#[derive(Clone, Debug)]
pub(crate) struct Own {
    pub(crate) days: Vec<i32>,
    pub(crate) amounts: Vec<i64>,
    pub(crate) total: i64,
}

/// What became of the orders of one customer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// These (day, amount) are all of them now.
    All(Vec<(i32, i64)>),
    /// Each of these came to its day: an order, or what an order's amount grew by. Only where [`History::can_add`].
    More(Vec<(i32, i64)>),
}

impl History {
    /// Whether orders of customer `c` can be added to what is known: far from the ends of `i64`, where sums do not end early.
    #[must_use]
    pub fn can_add(&self, c: usize, more: &[(i32, i64)]) -> bool {
        let known = self.amounts(c);
        let all = known.iter().copied().chain(more.iter().map(|&(_, amount)| amount));
        all.map(i64::unsigned_abs).fold(0, u64::saturating_add) < EXACT
    }

    /// Takes over what became of the orders of some customers (each at most once) in a book of `n_customers`, not fewer than before. It is then equal to what
    /// [`History::build`] makes of all orders.
    pub fn change(&mut self, changes: &[(u32, Change)], n_customers: usize) {
        self.grow(n_customers);
        for (c, change) in changes.iter().filter(|(c, _)| (*c as usize) < n_customers) {
            let own = match change {
                Change::All(orders) => self.netted(orders),
                Change::More(more) => {
                    let (days, amounts) = (self.days(*c as usize), self.amounts(*c as usize));
                    let before = days.iter().copied().zip(amounts.iter().copied());
                    self.netted(&before.chain(more.iter().copied()).collect::<Vec<_>>())
                }
            };
            self.own.insert(*c, own);
        }
    }

    /// The same history with nothing beside its columns.
    #[must_use]
    pub fn settled(&self, n_customers: usize) -> Self {
        self.with(&[], &[], n_customers)
    }

    /// Customers that changed since the columns were made.
    #[must_use]
    pub fn changed(&self) -> usize {
        self.own.len()
    }

    fn netted(&self, orders: &[(i32, i64)]) -> Own {
        let (day, amount): (Vec<i32>, Vec<i64>) = orders.iter().copied().unzip();
        let one = History::build(Orders { customer: &vec![0; day.len()], day: &day, amount: &amount }, 1, self.as_of);
        let amounts = one.amounts(0).into_owned();
        Own { days: one.days(0).to_vec(), total: saturating_sum(amounts.iter().copied()), amounts }
    }
}
