//! Words: places, trades, tags, telephone numbers.

pub(crate) mod en;
pub(crate) mod talk;
pub(crate) mod zh;

/// Cities: first the Chinese ones, then the English-speaking ones.
pub(crate) static REGIONS: [&str; 32] = [
    "上海",
    "北京",
    "杭州",
    "广州",
    "深圳",
    "成都",
    "苏州",
    "南京",
    "武汉",
    "西安",
    "厦门",
    "重庆",
    "昆明",
    "福州",
    "青岛",
    "长沙",
    "London",
    "Manchester",
    "Edinburgh",
    "Bristol",
    "Leeds",
    "Birmingham",
    "Sydney",
    "Melbourne",
    "Brisbane",
    "New York",
    "San Francisco",
    "Seattle",
    "Chicago",
    "Boston",
    "Washington",
    "Los Angeles",
];

/// How many of [`REGIONS`] are Chinese.
pub(crate) const CHINESE_REGIONS: usize = 16;

/// Whether people of a region write Chinese.
pub(crate) fn is_chinese(region: u8) -> bool {
    usize::from(region) < CHINESE_REGIONS
}

/// How many industries and how many occupations there are, each in both languages.
pub(crate) const TRADES: usize = 10;

/// Industries: Chinese at even places, English at odd ones.
pub(crate) static INDUSTRIES: [&str; 2 * TRADES] = [
    "餐饮",
    "Restaurants",
    "酒店",
    "Hotels",
    "零售",
    "Retail",
    "办公服务",
    "Office services",
    "教育",
    "Education",
    "医疗健康",
    "Health care",
    "旅游",
    "Travel",
    "文化传媒",
    "Media",
    "房地产",
    "Real estate",
    "信息技术",
    "Software",
];

/// Occupations: Chinese at even places, English at odd ones.
pub(crate) static OCCUPATIONS: [&str; 2 * TRADES] = [
    "教师",
    "Teacher",
    "医生",
    "Doctor",
    "工程师",
    "Engineer",
    "设计师",
    "Designer",
    "会计",
    "Accountant",
    "店主",
    "Shop owner",
    "律师",
    "Lawyer",
    "公务员",
    "Civil servant",
    "自由职业",
    "Freelancer",
    "退休",
    "Retired",
];

/// Tags in both languages.
pub(crate) static TAGS: [&str; 8] = [
    "VIP",
    "批发 Wholesale",
    "茶友 Tea lover",
    "咖啡 Coffee",
    "节日礼品 Gifts",
    "月结 Monthly account",
    "新客 Newcomer",
    "展会 Trade show",
];

/// Telephone ranges of the English-speaking regions that are kept for fiction (Ofcom's drama numbers, 555-0100 to 555-0199 of the North
/// American plan, ACMA's fictitious numbers): what stands before the digits, and how many digits follow.
const EXCHANGES: [(&str, usize); 16] = [
    ("+44 20 7946 0", 3),
    ("+44 161 496 0", 3),
    ("+44 131 496 0", 3),
    ("+44 117 496 0", 3),
    ("+44 113 496 0", 3),
    ("+44 121 496 0", 3),
    ("+61 2 5550 ", 4),
    ("+61 3 5550 ", 4),
    ("+61 7 5550 ", 4),
    ("+1 212 555 01", 2),
    ("+1 415 555 01", 2),
    ("+1 206 555 01", 2),
    ("+1 312 555 01", 2),
    ("+1 617 555 01", 2),
    ("+1 202 555 01", 2),
    ("+1 213 555 01", 2),
];

/// A region's telephone number with this running number; a large book runs out of fiction and starts over.
pub(crate) fn phone(region: usize, line: u32) -> String {
    let (prefix, digits) = match region.checked_sub(CHINESE_REGIONS) {
        None => ("138 0000 ", 4),
        Some(region) => EXCHANGES.get(region).copied().unwrap_or(EXCHANGES[0]),
    };
    let numbers = 10_u32.pow(digits as u32);
    // A step prime to ten scatters neighbours.
    let number = line.wrapping_mul(37).wrapping_add(11) % numbers;
    format!("{prefix}{number:0digits$}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn numbers_repeat_only_when_a_range_is_used_up() {
        let numbers: HashSet<String> = (0..10_000).map(|line| phone(3, line)).collect();
        assert_eq!(numbers.len(), 10_000);
        assert_eq!((phone(30, 0), phone(16, 1)), ("+1 202 555 0111".to_owned(), "+44 20 7946 0048".to_owned()));
    }
}
