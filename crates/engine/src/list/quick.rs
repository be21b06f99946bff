//! Rules asked of all records at once: piece by piece of the columns, so that what is looked at stays at hand, and of each piece the quick tests first. Only rows
//! that are left are asked the next.

use super::filter::Filter;
use super::later::is_computed;
use super::numbers::{self, Numbers};
use super::source::Source;
use super::texts::Texts;
use crate::dues::tracked;
use crate::few::sort_few;
use crate::figures::Figures;
use crate::ints::{PIECE_ROWS, Within};
use crate::left_out;
use crate::marks::Marks;
use crate::table::Table;
use model::Value;
use model::schema::{order, standing};

impl Filter {
    /// The living records that it holds for, in their order.
    pub(crate) fn rows(&self, source: &Source, table: &Table) -> Vec<u32> {
        let mut rows = Vec::new();
        self.pieces(source, table, |piece, marks| marks.each(|at| rows.push((piece * PIECE_ROWS + at) as u32)));
        rows
    }

    /// The same piece by piece of the table.
    pub(super) fn pieces(&self, source: &Source, table: &Table, mut with: impl FnMut(usize, &Marks)) {
        let (mut asked, all) = (Asked::of(self, source, table), table.len() as usize);
        for piece in 0..all.div_ceil(PIECE_ROWS) {
            let mut marks = Marks::first(all - piece * PIECE_ROWS);
            table.alive().keep(piece, &Within::only(1), &mut marks);
            asked.keep(piece, &mut marks);
            with(piece, &marks);
        }
    }
}

/// A rule with the columns that it is about.
pub(super) enum Asked<'a> {
    All(Vec<Asked<'a>>),
    Any(Vec<Asked<'a>>),
    Not(Box<Asked<'a>>),
    Numbers(Numbers<'a>),
    Texts(Texts<'a>),
    /// What is computed of orders, of which it tells something of few (their rows, first to last), and whether it holds for all others.
    Told(&'a Filter, &'a Source<'a>, &'a Table, Vec<u32>, bool),
    /// Anything else, of one record after the other.
    Each(&'a Filter, &'a Source<'a>, &'a Table),
}

impl<'a> Asked<'a> {
    fn of(filter: &'a Filter, source: &'a Source, table: &'a Table) -> Asked<'a> {
        let all = |rules: &'a [Filter]| -> Vec<Asked<'a>> {
            let mut rules: Vec<_> = rules.iter().map(|rule| Asked::of(rule, source, table)).collect();
            sort_few(&mut rules, |a, b| a.cost() < b.cost());
            rules
        };
        match filter {
            Filter::All(rules) => Asked::All(all(rules)),
            Filter::Any(rules) => Asked::Any(all(rules)),
            Filter::Not(rule) => Asked::Not(Box::new(Asked::of(rule, source, table))),
            Filter::Test(test) if table.collection() == order::ID && is_computed(order::ID, test.field) => {
                let told = match source.scores {
                    _ if test.field != standing::LEFT_OUT => tracked(table, &source.workspace.ledger()),
                    Some(Figures::Scored(scores)) => left_out::rows(source.workspace, scores),
                    _ => Vec::new(),
                };
                Asked::Told(filter, source, table, told, test.holds_of(Value::Empty, source))
            }
            Filter::Test(test) => {
                numbers::asked(test, source, table).unwrap_or_else(|| match table.texts(test.field) {
                    Some(texts) => Asked::Texts(Texts::new(test, texts, source, table)),
                    None => Asked::Each(filter, source, table),
                })
            }
            Filter::Related(related) => {
                related.asked(source, table).map_or(Asked::Each(filter, source, table), Asked::Numbers)
            }
        }
    }

    /// What a row costs, roughly.
    fn cost(&self) -> u32 {
        match self {
            Asked::All(rules) | Asked::Any(rules) => rules.iter().map(Asked::cost).sum(),
            Asked::Not(rule) => rule.cost(),
            Asked::Numbers(numbers) => numbers.cost(),
            Asked::Texts(_) | Asked::Told(..) => 20,
            Asked::Each(Filter::Related(_), ..) => 200,
            Asked::Each(..) => 100,
        }
    }

    /// Takes the marks from rows of a piece that it does not hold for.
    fn keep(&mut self, piece: usize, marks: &mut Marks) {
        if marks.is_empty() {
            return;
        }
        match self {
            Asked::All(rules) => rules.iter_mut().for_each(|rule| rule.keep(piece, marks)),
            // Any of nothing leaves nothing out.
            Asked::Any(rules) if rules.is_empty() => {}
            Asked::Any(rules) => {
                let mut left = marks.clone();
                for rule in rules {
                    let mut held = left.clone();
                    rule.keep(piece, &mut held);
                    left.take(&held);
                }
                marks.take(&left);
            }
            Asked::Not(rule) => {
                let mut held = marks.clone();
                rule.keep(piece, &mut held);
                marks.take(&held);
            }
            Asked::Numbers(numbers) => numbers.keep(piece, marks),
            Asked::Texts(texts) => texts.keep(piece, marks),
            Asked::Told(rule, source, table, told, others) => {
                let from = (piece * PIECE_ROWS) as u32;
                let begin = told.partition_point(|row| *row < from);
                let mut told = told.iter().copied().skip(begin).peekable();
                marks.retain(|at| {
                    let row = from + at as u32;
                    while told.next_if(|told| *told < row).is_some() {}
                    if told.peek() == Some(&row) { rule.holds(source, table, row) } else { *others }
                });
            }
            Asked::Each(rule, source, table) => {
                let from = piece * PIECE_ROWS;
                marks.retain(|at| rule.holds(source, table, (from + at) as u32));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Workspace, samples, scoring};
    use model::rule::{Op, Period, Rule, Test, Unit};
    use model::schema::{computed, customer};
    use model::{Cell, Currency, Day, Decimal, DeviceId, Label, Money, Operation, OptionId, Part, Stamp, Value};

    const TODAY: Day = Day(20_600);

    fn book() -> Workspace {
        let plan = sample::Plan { customers: 300, seed: 3, today: TODAY, currency: Currency::CNY };
        let mut workspace = Workspace::default();
        workspace
            .apply(&samples::operation(samples::pieces(&sample::generate(&plan), 7), Stamp::new(1, 0, DeviceId(1))));
        let table = workspace.table(customer::ID).expect("customers");
        let dead = [3, 40, 41].map(|row| workspace.ids.id(table.handle(row)));
        // A value of another kind than the column's stands beside it.
        let (record, value) = (workspace.ids.id(table.handle(7)), Value::Text("large".into()));
        let mut cells = vec![Cell { collection: customer::ID, record, field: customer::LEVEL.id, value }];
        let by = Value::Reference(workspace.ids.id(table.handle(5)));
        cells.extend([11, 12, 90].map(|row| {
            let record = workspace.ids.id(table.handle(row));
            Cell { collection: customer::ID, record, field: customer::REFERRED_BY.id, value: by.clone() }
        }));
        let parts =
            vec![Part::Alive { collection: customer::ID, records: dead.to_vec(), alive: false }, Part::Cells(cells)];
        workspace.apply(&Operation {
            stamp: Stamp::new(2, 0, DeviceId(1)),
            label: Label::Delete(customer::ID, 3),
            parts,
        });
        workspace
    }

    #[test]
    fn a_column_at_a_time_says_what_one_by_one_does() {
        let workspace = book();
        let settings = scoring::settings(&workspace, TODAY, Currency::CNY);
        let input = scoring::fingerprint(workspace.scored_version(), &settings);
        let (run, rest) = scoring::begin(&workspace, &settings, input, None, None);
        let scores = scoring::finish(run, rest);
        let figures = Some(Figures::Scored(&scores));
        let later = Some(crate::list::Later::new());
        let source = Source {
            workspace: &workspace,
            scores: figures,
            scores_version: 1,
            today: TODAY,
            zone: &protocol::GREENWICH,
            later,
        };
        let table = workspace.table(customer::ID).expect("customers");
        let declared = model::collection(customer::ID).map_or(&[][..], |collection| collection.fields);
        let money = |minor, currency| Value::Money(Money { minor, currency });
        let referred = table.value(11, customer::REFERRED_BY.id, &workspace.ids);
        let pairs = [
            vec![],
            vec![Value::Option(OptionId(2)), Value::Option(OptionId(5))],
            vec![Value::Option(OptionId(8))],
            vec![Value::Day(Day(20_100)), Value::Day(Day(20_400))],
            vec![Value::Day(Day(20_400)), Value::Day(Day(20_100))],
            vec![Value::Number(Decimal(3 * Decimal::ONE)), Value::Number(Decimal(4 * Decimal::ONE))],
            vec![money(40_000, Currency::CNY), money(400_000, Currency::CNY)],
            vec![money(40_000, Currency::USD)],
            vec![Value::Text("on".into())],
            vec![Value::Text("13".into())],
            vec![Value::Text("+86 1".into())],
            vec![Value::Bool(true)],
            vec![Value::Bool(false)],
            vec![referred, Value::Reference(model::RecordId(99))],
            vec![Value::Empty],
        ];
        let period = Period::Last(6, Unit::Month);
        let ops =
            [Op::Is, Op::IsNot, Op::Contains, Op::Below, Op::AtMost, Op::Above, Op::AtLeast, Op::Between, Op::AnyOf];
        let more = [
            Op::ContainsNot,
            Op::Begins,
            Op::Ends,
            Op::NoneOf,
            Op::Empty,
            Op::Filled,
            Op::Within(period),
            Op::NotWithin(period),
            Op::LongerAgo(90, Unit::Day),
        ];
        let (mut quick, mut some) = (0, 0);
        let mut tests = Vec::new();
        for field in declared.iter().chain(computed(customer::ID)).map(|field| field.id) {
            for &op in ops.iter().chain(&more) {
                for values in &pairs {
                    tests.push(Rule::Test(Test { field, op, values: values.clone() }));
                }
            }
        }
        let nested = tests.windows(3).step_by(7).map(|three| {
            let [a, b, c] = [0, 1, 2].map(|at| three[at].clone());
            Rule::All(vec![
                Rule::Any(vec![a, Rule::Not(Box::new(b.clone()))]),
                Rule::Not(Box::new(Rule::All(vec![b, c]))),
            ])
        });
        for rule in nested.collect::<Vec<_>>().iter().chain(&tests) {
            let filter = Filter::new(rule, TODAY);
            let one_by_one: Vec<u32> = table.alive_rows().filter(|&row| filter.holds(&source, table, row)).collect();
            assert_eq!(filter.rows(&source, table), one_by_one, "{rule:?}");
            quick += u32::from(Asked::of(&filter, &source, table).cost() < 20);
            some += u32::from(!one_by_one.is_empty() && one_by_one.len() < 297);
        }
        assert!(quick > 150 && some > 500, "{quick} {some}");
    }
}
