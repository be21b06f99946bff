//! Rules asked of all records at once: a column at a time where it holds numbers, and one by one only of the records that are left.

use super::filter::{Filter, Ready};
use super::source::Source;
use crate::column::Column;
use crate::figures::Figures;
use crate::ints::{Ints, NO_INT, PIECE_ROWS};
use crate::scoring::Scores;
use crate::table::Table;
use crate::texts::{Piece, Text, Texts};
use hashbrown::HashMap;
use model::rule::Op;
use model::schema::score;
use model::{FieldId, Value};

/// Marks looked at together, since mostly none of them is set.
const TOGETHER: usize = 16;

impl Filter {
    /// The living records that it holds for, in their order.
    pub(crate) fn rows(&self, source: &Source, table: &Table) -> Vec<u32> {
        let mut rows = Vec::new();
        each(&mut self.marks(source, table), |row, _| rows.push(row as u32));
        rows
    }

    /// A mark for each living record that it holds for.
    pub(super) fn marks(&self, source: &Source, table: &Table) -> Vec<bool> {
        let all_alive = table.live() == table.len();
        let mut kept: Vec<bool> = match all_alive {
            true => vec![true; table.len() as usize],
            false => (0..table.len()).map(|row| table.is_alive(row)).collect(),
        };
        self.mark(source, table, &mut kept);
        kept
    }

    /// Takes the mark from living records that it does not hold for.
    fn mark(&self, source: &Source, table: &Table, kept: &mut [bool]) {
        match self {
            Filter::All(rules) => {
                // What is quick leaves little for what is not.
                let is_quick = |rule: &&Filter| rule.is_quick(source, table);
                rules.iter().filter(is_quick).for_each(|rule| rule.mark(source, table, kept));
                rules.iter().filter(|rule| !is_quick(rule)).for_each(|rule| rule.mark(source, table, kept));
            }
            Filter::Any(rules) if rules.is_empty() => {}
            Filter::Any(rules) => {
                let mut left = kept.to_vec();
                for rule in rules {
                    let mut held = left.clone();
                    rule.mark(source, table, &mut held);
                    left.iter_mut().zip(held).for_each(|(left, held)| *left &= !held);
                }
                kept.iter_mut().zip(left).for_each(|(kept, left)| *kept &= !left);
            }
            Filter::Not(rule) => {
                let mut held = kept.to_vec();
                rule.mark(source, table, &mut held);
                kept.iter_mut().zip(held).for_each(|(kept, held)| *kept &= !held);
            }
            Filter::Test(test) => match Quick::of(test, source, table) {
                Some(quick) => quick.mark(kept),
                None => match table.texts(test.field) {
                    Some(texts) => mark_texts(test, texts, source, kept),
                    None => each(kept, |row, kept| *kept = test.holds(source, table, row as u32)),
                },
            },
            Filter::Related(related) => each(kept, |row, kept| *kept = related.holds(source, table, row as u32)),
        }
    }

    fn is_quick(&self, source: &Source, table: &Table) -> bool {
        match self {
            Filter::All(rules) | Filter::Any(rules) => rules.iter().all(|rule| rule.is_quick(source, table)),
            Filter::Not(rule) => rule.is_quick(source, table),
            Filter::Test(test) => Quick::of(test, source, table).is_some(),
            Filter::Related(_) => false,
        }
    }
}

/// Answers remembered of texts that stand once for many rows.
const REMEMBERED_MAX: usize = 1_000;

/// Tests of texts: one that stands in many rows is looked at once.
fn mark_texts(test: &Ready, texts: &Texts, source: &Source, kept: &mut [bool]) {
    let mut answers: Vec<Option<bool>> = Vec::new();
    for (nth, marks) in kept.chunks_mut(PIECE_ROWS).enumerate() {
        match texts.pieces().get(nth).and_then(Piece::repeated) {
            // Few texts for many rows: each is looked at once.
            Some(repeated) => {
                answers.clear();
                answers.resize(repeated.bytes(), None);
                each(marks, |at, kept| {
                    let answer = repeated.start(at).and_then(|start| answers.get_mut(start));
                    let holds = || test.holds_text(&texts.get(nth * PIECE_ROWS + at), source);
                    *kept = match answer {
                        Some(answer) => *answer.get_or_insert_with(holds),
                        None => holds(),
                    };
                });
            }
            None => mark_piece(test, texts, nth * PIECE_ROWS, source, marks),
        }
    }
}

fn mark_piece(test: &Ready, texts: &Texts, from: usize, source: &Source, kept: &mut [bool]) {
    // By where they stand: the same place is the same text.
    let mut known: HashMap<(usize, usize), bool> = HashMap::new();
    each(kept, |row, kept| {
        *kept = match texts.get(from + row) {
            Text::Kept(text) => {
                let place = (text.as_ptr() as usize, text.len());
                let answer = known.get(&place).copied();
                answer.unwrap_or_else(|| {
                    let holds = test.holds_text(text, source);
                    if known.len() < REMEMBERED_MAX {
                        known.insert(place, holds);
                    }
                    holds
                })
            }
            made => test.holds_text(&made, source),
        };
    });
}

/// Calls `with` for every mark that is set.
fn each(kept: &mut [bool], mut with: impl FnMut(usize, &mut bool)) {
    for (nth, marks) in kept.chunks_mut(TOGETHER).enumerate() {
        if marks.iter().any(|&kept| kept) {
            let set = marks.iter_mut().enumerate().filter(|(_, kept)| **kept);
            set.for_each(|(at, kept)| with(nth * TOGETHER + at, kept));
        }
    }
}

/// Numbers that can be compared as they stand.
enum Numbers<'a> {
    Column(&'a Ints),
    Stages(&'a [Option<insight::Stage>]),
    Segments(&'a [insight::Segment]),
    Totals(&'a Scores),
    LastDays(&'a Scores),
}

/// A test of a number: from the least to the most, or everything else; and whether it holds where there is none.
struct Quick<'a> {
    numbers: Numbers<'a>,
    least: i64,
    most: i64,
    /// If there are any, only these between the least and the most.
    among: Vec<i64>,
    outside: bool,
    empty: bool,
}

impl<'a> Quick<'a> {
    /// `None` for tests that have to be asked of each record.
    fn of(test: &Ready, source: &Source<'a>, table: &'a Table) -> Option<Quick<'a>> {
        let numbers = numbers(test, source, table)?;
        let number = |value: &Value| number(value, source);
        let (first, second) = (test.values.first().and_then(number), test.values.get(1).and_then(number));
        let mut among = Vec::new();
        let days = (i64::from(test.days.0.0), i64::from(test.days.1.0));
        let is_day = test.values.is_empty();
        let (least, most, outside, empty) = match test.op {
            Op::Is => (first?, first?, false, false),
            Op::IsNot => (first?, first?, true, true),
            Op::Below => (NO_INT + 1, first?.checked_sub(1)?, false, false),
            Op::AtMost => (NO_INT + 1, first?, false, false),
            Op::Above => (first?.checked_add(1)?, i64::MAX, false, false),
            Op::AtLeast => (first?, i64::MAX, false, false),
            Op::Between => (first?, second?, false, false),
            Op::AnyOf | Op::NoneOf => {
                among = test.values.iter().map(number).collect::<Option<Vec<i64>>>()?;
                let none = test.op == Op::NoneOf;
                (*among.iter().min()?, *among.iter().max()?, none, none)
            }
            Op::Empty => (1, 0, false, true),
            Op::Filled => (1, 0, true, false),
            Op::Within(_) if is_day => (days.0, days.1, false, false),
            Op::NotWithin(_) if is_day => (days.0, days.1, true, true),
            Op::LongerAgo(..) if is_day => (days.0, days.1, false, true),
            _ => return None,
        };
        Some(Quick { numbers, least, most, among, outside, empty })
    }

    #[inline]
    fn holds(&self, number: i64) -> bool {
        let between = || self.least <= number && number <= self.most;
        let inside = || between() && (self.among.is_empty() || self.among.contains(&number));
        if number == NO_INT { self.empty } else { inside() != self.outside }
    }

    fn mark(&self, kept: &mut [bool]) {
        match &self.numbers {
            Numbers::Column(column) => {
                let mut cells = Vec::new();
                for (piece, kept) in kept.chunks_mut(PIECE_ROWS).enumerate() {
                    if kept.iter().any(|&kept| kept) {
                        column.read(piece, &mut cells);
                        cells.resize(kept.len(), NO_INT);
                        kept.iter_mut().zip(&cells).for_each(|(kept, &cell)| *kept &= self.holds(cell));
                    }
                }
            }
            Numbers::Stages(stages) => {
                let code = |stage: &Option<insight::Stage>| stage.map_or(0, |stage| stage as u8 + 1);
                self.mark_codes(kept, stages.iter().map(code));
            }
            Numbers::Segments(segments) => self.mark_codes(kept, segments.iter().map(|&segment| segment as u8 + 1)),
            // Whether somebody without orders has brought nothing or has no amount is the same to most tests.
            Numbers::Totals(scores)
                if self.holds(0) == self.empty
                    && let Some(totals) = scores.book.history.totals().filter(|totals| totals.len() >= kept.len()) =>
            {
                each(kept, |row, kept| *kept = self.holds(totals[row]));
            }
            Numbers::Totals(scores) => each(kept, |row, kept| {
                // Whoever has ordered nothing has brought nothing, too.
                let total = scores.total(row as u32);
                let none = total == 0 && scores.order_days(row as u32) == 0;
                *kept = self.holds(if none { NO_INT } else { total });
            }),
            Numbers::LastDays(scores) => each(kept, |row, kept| {
                *kept = self.holds(scores.last_order(row as u32).map_or(NO_INT, |day| day.0.into()));
            }),
        }
    }

    /// The same for option numbers of a byte, 0 where there is none.
    fn mark_codes(&self, kept: &mut [bool], codes: impl Iterator<Item = u8>) {
        if !self.among.is_empty() {
            let holds = |code: u8| self.holds(if code == 0 { NO_INT } else { code.into() });
            return kept.iter_mut().zip(codes).for_each(|(kept, code)| *kept &= holds(code));
        }
        let byte = |number: i64| number.clamp(0, 255) as u8;
        let (least, most) = (byte(self.least), byte(self.most));
        let none = self.least > 255 || self.most < 1 || self.least > self.most;
        let (outside, empty) = (self.outside, self.empty);
        for (kept, code) in kept.iter_mut().zip(codes) {
            let inside = !none & (least <= code) & (code <= most);
            *kept &= if code == 0 { empty } else { inside != outside };
        }
    }
}

/// A value as the number that stands for it in a column.
fn number(value: &Value, source: &Source) -> Option<i64> {
    Some(match value {
        Value::Number(number) => number.0,
        Value::Money(money) => money.minor,
        Value::Day(day) => day.0.into(),
        Value::Option(option) => option.0.into(),
        // What nothing refers to has no number: -1 is nobody's.
        Value::Reference(id) => source.workspace.ids.find(*id).map_or(-1, |handle| handle.0.into()),
        _ => return None,
    })
}

/// Where the numbers of a test's field stand, if its values are of the same kind.
fn numbers<'a>(test: &Ready, source: &Source<'a>, table: &'a Table) -> Option<Numbers<'a>> {
    let all = |is: fn(&Value) -> bool| test.values.iter().all(is);
    let options = || all(|value| matches!(value, Value::Option(_)));
    let days = || all(|value| matches!(value, Value::Day(_)));
    // Periods are of days alone.
    let of_days = matches!(test.op, Op::Within(_) | Op::NotWithin(_) | Op::LongerAgo(..));
    if (FieldId::COMPUTED..FieldId::CUSTOM).contains(&test.field) {
        let Some(Figures::Scored(scores)) = source.scores else { return None };
        let customers = table.len() as usize;
        // Who came after the scoring has figures, but no place in its columns.
        if scores.book.customers() < customers {
            return None;
        }
        let amounts = || {
            test.values.iter().all(|value| matches!(value, Value::Money(money) if money.currency == scores.currency))
        };
        return match test.field {
            score::LAST_ORDER if days() => Some(Numbers::LastDays(scores)),
            _ if of_days => None,
            score::STAGE if options() => Some(Numbers::Stages(&scores.book.stage)),
            score::SEGMENT if options() => Some(Numbers::Segments(&scores.book.rfm.segment)),
            score::VALUE if amounts() => Some(Numbers::Totals(scores)),
            _ => None,
        };
    }
    let column = table.numbers(test.field)?;
    let fits = match column {
        Column::Number(_) => all(|value| matches!(value, Value::Number(_))),
        Column::Day(_) => days(),
        Column::Option(_) => options(),
        // They have no order.
        Column::Reference(_) => {
            matches!(test.op, Op::AnyOf | Op::NoneOf) && all(|value| matches!(value, Value::Reference(_)))
        }
        Column::Money { currencies, .. } => match currencies.as_slice() {
            [one] => test.values.iter().all(|value| matches!(value, Value::Money(money) if money.currency == *one)),
            _ => false,
        },
        _ => false,
    };
    (fits && (!of_days || matches!(column, Column::Day(_)))).then(|| column.ints().map(Numbers::Column)).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scoring;
    use crate::{Workspace, samples};
    use model::rule::{Period, Rule, Test, Unit};
    use model::schema::{computed, customer};
    use model::{Cell, Currency, Day, Decimal, DeviceId, Label, Money, Operation, OptionId, Part, Stamp};

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
        let cells = vec![Cell { collection: customer::ID, record, field: customer::LEVEL.id, value }];
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
        let source = Source { workspace: &workspace, scores: figures, scores_version: 1, today: TODAY, later: None };
        let table = workspace.table(customer::ID).expect("customers");
        let declared = model::collection(customer::ID).map_or(&[][..], |collection| collection.fields);
        let money = |minor, currency| Value::Money(Money { minor, currency });
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
            vec![Value::Reference(workspace.ids.id(table.handle(11))), Value::Reference(model::RecordId(u128::MAX))],
            vec![Value::Empty],
        ];
        let period = Period::Last(6, Unit::Month);
        let ops =
            [Op::Is, Op::IsNot, Op::Contains, Op::Below, Op::AtMost, Op::Above, Op::AtLeast, Op::Between, Op::AnyOf];
        let more = [
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
            quick += u32::from(filter.is_quick(&source, table));
            some += u32::from(!one_by_one.is_empty() && one_by_one.len() < 297);
        }
        assert!(quick > 150 && some > 500, "{quick} {some}");
    }
}
