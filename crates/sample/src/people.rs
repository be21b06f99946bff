//! Who the customers are.

use crate::book::Customers;
use crate::process::Fate;
use crate::random::Random;
use crate::words::{self, en, zh};
use crate::{Plan, choice};
use model::{Day, OptionId};

/// Share of Chinese customers; the others are English-speaking.
const CHINESE: f64 = 0.62;
/// Shares of customers whose telephone, e-mail, birthday and level are known.
const WITH_PHONE: f64 = 0.88;
const WITH_EMAIL: f64 = 0.72;
const WITH_BIRTHDAY: f64 = 0.65;
const WITH_LEVEL: f64 = 0.8;
/// Spend level from which a customer is a key account, and up to which it is of low priority.
const KEY_FROM: f64 = 6.0;
const LOW_UP_TO: f64 = 0.7;
/// Ages of persons in days: 19 to 74.
const AGE_DAYS: (i32, i32) = (19 * 365, 74 * 365);

/// A name, its gender if it is a person's, and the part of an e-mail address before the number.
pub(crate) struct Named {
    pub(crate) name: String,
    pub(crate) gender: Option<OptionId>,
    pub(crate) mailbox: String,
}

/// Gives every fate a face.
pub(crate) fn customers(plan: &Plan, fates: &[Fate], ended: &[Option<i32>], random: &mut Random) -> Customers {
    let mut all = Customers::default();
    // Next free telephone number of each region.
    let mut lines = vec![0u32; words::REGIONS.len()];
    for (index, (fate, ended)) in fates.iter().zip(ended).enumerate() {
        let chinese = random.chance(CHINESE);
        let region = if chinese { zh::region(random) } else { en::region(random) };
        let Named { name, gender, mailbox } = match (chinese, fate.business) {
            (true, true) => zh::business(words::REGIONS[region], random),
            (true, false) => zh::person(random),
            (false, true) => en::business(random),
            (false, false) => en::person(random),
        };
        let line = &mut lines[if chinese { 0 } else { region }];
        all.phone.push(if random.chance(WITH_PHONE) { words::phone(region, *line) } else { String::new() });
        *line += 1;
        all.email.push(if random.chance(WITH_EMAIL) {
            let host = if chinese {
                "example.cn"
            } else if fate.business {
                "example.com"
            } else {
                "example.org"
            };
            format!("{mailbox}{}@{host}", index + 1)
        } else {
            String::new()
        });
        all.name.push(name);
        all.kind.push(if fate.business { choice::BUSINESS } else { choice::PERSON });
        all.region.push(region as u8);
        all.gender.push(gender);
        let level = match fate.spend {
            spend if spend >= KEY_FROM => choice::KEY_A,
            spend if spend > LOW_UP_TO => choice::NORMAL_B,
            _ => choice::LOW_C,
        };
        all.level.push(random.chance(WITH_LEVEL).then_some(level));
        all.source.push(choice::nth(random.weighted(&choice::SOURCES)));
        let trade = random.below(words::TRADES) as u8 * 2 + u8::from(!chinese);
        all.industry.push(fate.business.then_some(trade));
        all.occupation.push((!fate.business).then_some(trade));
        all.size.push(
            fate.business
                .then(|| choice::nth(if fate.large { 2 + random.below(4) } else { random.weighted(&choice::SIZES) })),
        );
        let age = random.between(AGE_DAYS.0, AGE_DAYS.1);
        let known = !fate.business && random.chance(WITH_BIRTHDAY);
        all.birthday.push(known.then(|| Day((plan.today.0 - age).max(Day::MIN.0))));
        all.tags.push(tags(plan, fate, random));
        all.ended_at.push(ended.map(Day));
        let reason = choice::nth(random.weighted(&choice::END_REASONS));
        all.end_reason.push(ended.map(|_| reason));
    }
    all
}

/// Tags as bits, in the order of `words::TAGS`.
fn tags(plan: &Plan, fate: &Fate, random: &mut Random) -> u8 {
    let business = fate.business;
    let fresh = plan.today.0 - fate.joined < 90;
    let wanted = [
        (fate.spend >= KEY_FROM, 0.8),
        (business, 0.4),
        (true, 0.22),
        (true, 0.18),
        (!business, 0.2),
        (business, 0.25),
        (fresh, 0.7),
        (business, 0.2),
    ];
    let mut bits = 0;
    for (tag, (fits, share)) in wanted.into_iter().enumerate() {
        if random.chance(share) && fits {
            bits |= 1 << tag;
        }
    }
    bits
}
