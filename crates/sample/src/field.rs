//! Where customers are, and who was there.

use crate::book::{Activities, CheckIns, Customers};
use crate::random::Random;
use crate::words;
use crate::{LINES_FOR_ALL_MAX, choice};

/// Share of customers whose place is known.
const PLACED: f64 = 0.45;
/// Share of visits to them that were checked in.
const CHECKED_IN: f64 = 0.9;
/// Share of check-ins that were made somewhere else, as happens.
const ELSEWHERE: f64 = 0.08;
/// How far customers live from the middle of their city, in millionths of a degree.
const AROUND_E6: i32 = 60_000;
/// How far from the door one checks in.
const DOOR_E6: i32 = 900;

/// The middle of each city of `words::REGIONS`, in millionths of a degree.
static CITIES: [(i32, i32); 32] = [
    (31_230_400, 121_473_700),
    (39_904_200, 116_407_400),
    (30_274_100, 120_155_100),
    (23_129_100, 113_264_400),
    (22_543_100, 114_057_900),
    (30_572_800, 104_066_800),
    (31_298_900, 120_585_300),
    (32_060_300, 118_796_900),
    (30_592_800, 114_305_500),
    (34_341_600, 108_939_800),
    (24_479_800, 118_089_400),
    (29_563_000, 106_551_600),
    (25_038_900, 102_718_300),
    (26_074_500, 119_296_500),
    (36_067_100, 120_382_600),
    (28_228_200, 112_938_800),
    (51_507_400, -127_800),
    (53_480_800, -2_242_600),
    (55_953_300, -3_188_300),
    (51_454_500, -2_587_900),
    (53_800_800, -1_549_100),
    (52_486_200, -1_890_400),
    (-33_868_800, 151_209_300),
    (-37_813_600, 144_963_100),
    (-27_469_800, 153_025_100),
    (40_712_800, -74_006_000),
    (37_774_900, -122_419_400),
    (47_606_200, -122_332_100),
    (41_878_100, -87_629_800),
    (42_360_100, -71_058_900),
    (38_907_200, -77_036_900),
    (34_052_200, -118_243_700),
];

static NOTES: [(&str, &str); 4] = [
    ("见到了负责人，看了货架。", "Met the owner, looked at the shelves."),
    ("店里忙，约好下周再来。", "Busy day there; back next week."),
    ("送了新茶样品。", "Left samples of the new tea."),
    ("", ""),
];

fn near(middle: i32, by: i32, random: &mut Random) -> i32 {
    middle + random.between(-by, by)
}

/// Where each customer is, in millionths of a degree; of a large book only the first.
pub(crate) fn positions(customers: &Customers, random: &mut Random) -> Vec<Option<(i32, i32)>> {
    let place = |(at, region): (usize, &u8)| {
        let known = at < LINES_FOR_ALL_MAX as usize && random.chance(PLACED);
        let (lat, lng) = CITIES.get(usize::from(*region)).copied().filter(|_| known)?;
        Some((near(lat, AROUND_E6, random), near(lng, AROUND_E6, random)))
    };
    customers.region.iter().enumerate().map(place).collect()
}

/// Visits that were checked in at the door.
pub(crate) fn check_ins(customers: &Customers, talks: &Activities, random: &mut Random) -> CheckIns {
    let mut all = CheckIns::default();
    for (at, kind) in talks.kind.iter().enumerate() {
        let customer = talks.customer[at] as usize;
        let Some((lat, lng)) = customers.position.get(customer).copied().flatten() else { continue };
        if *kind != choice::VISIT || !random.chance(CHECKED_IN) {
            continue;
        }
        let by = if random.chance(ELSEWHERE) { AROUND_E6 } else { DOOR_E6 };
        all.activity.push(at as u32);
        all.position.push((near(lat, by, random), near(lng, by, random)));
        all.accuracy_m.push(random.between(4, 60) as u32);
        let (zh, en) = NOTES[random.below(NOTES.len())];
        let chinese = words::is_chinese(customers.region.get(customer).copied().unwrap_or(0));
        all.note.push(if chinese { zh } else { en });
    }
    all
}
