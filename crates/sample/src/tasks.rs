//! What is to be done around the day on which the book is opened, and what was done lately.

use crate::book::{Customers, Tasks};
use crate::random::Random;
use crate::{Plan, words};
use model::moments::weekday;
use model::{Day, OptionId};

/// Tasks for so many customers, and at most.
const SHARE: f64 = 0.27;
const MOST: usize = 6_000;
const DAY_MILLIS: i64 = 86_400_000;
const MINUTE_MILLIS: i64 = 60_000;
/// Quarters of an hour after midnight UTC between which people work in China and in Europe alike.
const HOURS: (i32, i32) = (27, 41);

const NOT_STARTED: OptionId = OptionId(1);
const IN_PROGRESS: OptionId = OptionId(2);
const COMPLETED: OptionId = OptionId(3);
const EVENT: OptionId = OptionId(2);

/// Subjects of tasks, events and reminders in Chinese and in English.
const SUBJECTS: [[&[&str]; 2]; 3] = [
    [
        &[
            "电话回访",
            "发送报价单",
            "寄样品",
            "核对对账单",
            "确认送货时间",
            "跟进合同",
            "补发破损商品",
            "整理客户需求",
            "更新客户资料",
        ],
        &[
            "Call back",
            "Send the quote",
            "Send samples",
            "Check the statement",
            "Confirm the delivery",
            "Follow up on the contract",
            "Replace the damaged parcel",
            "Write down what they need",
            "Update the customer’s data",
        ],
    ],
    [
        &["上门拜访", "新品品鉴会", "视频会议", "到店看货", "季度回顾会"],
        &["Visit", "Tasting of new products", "Video call", "Showroom visit", "Quarterly review"],
    ],
    [
        &["提醒：货款到期", "提醒：节前问候", "提醒：样品反馈"],
        &["Reminder: payment due", "Reminder: greeting before the holidays", "Reminder: feedback on samples"],
    ],
];

/// What comes back: subject, kind, how often, how many days from today, and the quarter of an hour, if any.
const SERIES: [(&str, OptionId, u16, i32, Option<i32>); 5] = [
    ("团队周会 Team meeting", EVENT, 3, 2, Some(32)),
    ("盘点库存 Count the stock", OptionId(1), 5, 6, None),
    ("月度销售报告 Monthly sales report", OptionId(1), 5, -1, None),
    ("查看来件 Look through the post", OptionId(3), 2, 0, Some(30)),
    ("续订车位 Renew the parking space", OptionId(1), 7, 41, None),
];

/// Draws the tasks.
pub(crate) fn tasks(plan: &Plan, customers: &Customers, random: &mut Random) -> Tasks {
    let mut all: Vec<One> = Vec::new();
    let n = customers.len();
    for _ in 0..((n as f64 * SHARE + 0.5) as usize).min(MOST) {
        // Newer customers keep one busier; who left has no tasks.
        let at = random.below(n).max(random.below(n));
        if customers.ended_at.get(at).is_none_or(Option::is_none) {
            all.push(one(plan, customers, at, random));
        }
    }
    if n > 0 {
        all.extend(SERIES.map(|series| repeated(plan, series)));
    }
    all.sort_by_key(|task| task.due);
    let mut tasks = Tasks::default();
    for task in all {
        tasks.name.push(task.name.to_owned());
        tasks.kind.push(task.kind);
        tasks.due.push(task.due);
        tasks.ends.push(task.ends);
        tasks.all_day.push(task.whole);
        tasks.status.push(task.status);
        tasks.done_at.push((task.status == COMPLETED).then_some(task.due + 30 * MINUTE_MILLIS));
        tasks.priority.push(task.priority);
        tasks.repeat.push(task.repeat);
        tasks.customer.push(task.customer);
    }
    tasks
}

struct One {
    name: &'static str,
    kind: OptionId,
    due: i64,
    ends: Option<i64>,
    whole: bool,
    status: OptionId,
    priority: OptionId,
    repeat: Option<OptionId>,
    customer: Option<u32>,
}

/// A moment of a day, or its noon for the whole of it.
fn moment(day: i32, quarter: Option<i32>) -> i64 {
    i64::from(day) * DAY_MILLIS + quarter.map_or(DAY_MILLIS / 2, |quarter| i64::from(quarter) * 15 * MINUTE_MILLIS)
}

/// The nearest working day.
fn working(day: i32) -> i32 {
    day - (weekday(Day(day)) - 4).max(0)
}

fn one(plan: &Plan, customers: &Customers, at: usize, random: &mut Random) -> One {
    let chinese = words::is_chinese(customers.region.get(at).copied().unwrap_or(0));
    let kind = random.weighted(&[60, 27, 13]);
    let name = random.of(SUBJECTS[kind][usize::from(!chinese)]);
    // Done, late, today, to come.
    let day = plan.today.0
        + match random.weighted(&[36, 8, 9, 47]) {
            0 => -random.between(1, 45),
            1 => -random.between(1, 12),
            2 => 0,
            _ => random.between(1, 28),
        };
    let late = random.chance(0.16);
    let day = if day == plan.today.0 { day } else { working(day) };
    let whole = kind == 0 && random.chance(0.45);
    let quarter = random.between(HOURS.0, HOURS.1);
    let due = moment(day, (!whole).then_some(quarter));
    let status = match day.cmp(&plan.today.0) {
        std::cmp::Ordering::Less if !late || kind == 1 => COMPLETED,
        std::cmp::Ordering::Less => NOT_STARTED,
        _ if random.chance(0.12) => IN_PROGRESS,
        _ => NOT_STARTED,
    };
    let length = i64::from(random.between(2, 6)) * 15 * MINUTE_MILLIS;
    One {
        name,
        kind: OptionId(kind as u16 + 1),
        due,
        ends: (kind == 1).then_some(due + length),
        whole,
        status,
        priority: OptionId(random.weighted(&[12, 66, 17, 5]) as u16 + 1),
        repeat: None,
        customer: Some(at as u32),
    }
}

fn repeated(plan: &Plan, (name, kind, repeat, days, quarter): (&'static str, OptionId, u16, i32, Option<i32>)) -> One {
    let due = moment(working(plan.today.0 + days), quarter);
    One {
        name,
        kind,
        due,
        ends: (kind == EVENT).then_some(due + 60 * MINUTE_MILLIS),
        whole: quarter.is_none(),
        status: NOT_STARTED,
        priority: OptionId(2),
        repeat: Some(OptionId(repeat)),
        customer: None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::{Currency, options};

    #[test]
    fn tasks_lie_around_the_day_of_the_book() {
        let today = Day(20_786);
        let book = crate::generate(&Plan { customers: 200, seed: 1, today, currency: Currency::CNY });
        let tasks = &book.tasks;
        let n = tasks.due.len();
        assert!((45..=65).contains(&n), "{n}");
        assert!(tasks.due.is_sorted());
        let day = |at: usize| Day::of_instant(tasks.due[at], 0);
        let open = |at: &usize| tasks.status[*at] != COMPLETED;
        assert!((0..n).filter(open).filter(|at| day(*at) < today).count() >= 2, "some are late");
        assert!((0..n).filter(open).filter(|at| day(*at) == today).count() >= 2, "some are today");
        assert!((0..n).filter(open).filter(|at| day(*at) > today).count() >= 10, "some are to come");
        for at in 0..n {
            assert!(options::TASK_KIND.value(tasks.kind[at]).is_some());
            assert!(options::PRIORITY.value(tasks.priority[at]).is_some());
            assert_eq!(tasks.done_at[at].is_some(), tasks.status[at] == COMPLETED);
            assert!(tasks.ends[at].is_none_or(|ends| ends > tasks.due[at]));
            let ended = tasks.customer[at].and_then(|customer| book.customers.ended_at[customer as usize]);
            assert_eq!(ended, None);
        }
        assert_eq!(
            crate::generate(&Plan { customers: 0, seed: 1, today, currency: Currency::CNY }).tasks,
            Tasks::default()
        );
    }
}
