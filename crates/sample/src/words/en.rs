//! English names.

use super::{CHINESE_REGIONS, REGIONS};
use crate::choice;
use crate::people::Named;
use crate::random::Random;

static FEMALE: [&str; 30] = [
    "Alice",
    "Amelia",
    "Beatrice",
    "Charlotte",
    "Chloe",
    "Clara",
    "Daisy",
    "Eleanor",
    "Emily",
    "Emma",
    "Freya",
    "Grace",
    "Hannah",
    "Harriet",
    "Isabel",
    "Jessica",
    "Julia",
    "Laura",
    "Lily",
    "Lucy",
    "Margaret",
    "Martha",
    "Nora",
    "Olivia",
    "Priya",
    "Ruth",
    "Sarah",
    "Sophie",
    "Victoria",
    "Zoe",
];

static MALE: [&str; 30] = [
    "Adam",
    "Alexander",
    "Andrew",
    "Benjamin",
    "Charles",
    "Daniel",
    "David",
    "Edward",
    "Ethan",
    "Felix",
    "George",
    "Henry",
    "Hugo",
    "Jack",
    "James",
    "John",
    "Joseph",
    "Liam",
    "Lucas",
    "Marcus",
    "Matthew",
    "Michael",
    "Nathan",
    "Oliver",
    "Oscar",
    "Peter",
    "Samuel",
    "Thomas",
    "Theo",
    "William",
];

static SURNAMES: [&str; 48] = [
    "Adams", "Ahmed", "Allen", "Baker", "Barnes", "Bennett", "Brown", "Campbell", "Carter", "Clark", "Collins",
    "Cooper", "Davies", "Edwards", "Evans", "Foster", "Garcia", "Gray", "Green", "Hall", "Harris", "Hughes", "Jackson",
    "Johnson", "Jones", "Kelly", "Khan", "King", "Lewis", "Martin", "Mitchell", "Moore", "Morgan", "Murphy", "Nguyen",
    "Parker", "Patel", "Phillips", "Reed", "Roberts", "Shaw", "Singh", "Stewart", "Taylor", "Turner", "Walker",
    "Wilson", "Wright",
];

static FIRST: [&str; 28] = [
    "Harbour",
    "Lakeside",
    "Copper",
    "Willow",
    "Northgate",
    "Old Mill",
    "Juniper",
    "Hillside",
    "Blackbird",
    "Marlow",
    "Orchard",
    "Riverside",
    "Stonebridge",
    "Meadow",
    "Lantern",
    "Ashgrove",
    "Fox",
    "Linden",
    "Seaview",
    "Corner",
    "Market Street",
    "Elm",
    "Silver",
    "Brook",
    "Highfield",
    "Sunday",
    "Green Door",
    "Paper Lane",
];

static SECOND: [&str; 18] = [
    "Coffee",
    "Tea Room",
    "Provisions",
    "Bakery",
    "Kitchen",
    "Hotel",
    "Trading Ltd",
    "Foods",
    "Books & Café",
    "Catering",
    "Deli",
    "Hospitality Group",
    "Gifts",
    "Office Supply",
    "Stores",
    "Inn",
    "Wholesale Ltd",
    "Bistro",
];

/// An English-speaking region.
pub(crate) fn region(random: &mut Random) -> usize {
    let place = random.unit();
    CHINESE_REGIONS + ((place * (0.5 + 0.5 * place)) * (REGIONS.len() - CHINESE_REGIONS) as f64) as usize
}

/// `Emma Bennett`.
pub(crate) fn person(random: &mut Random) -> Named {
    let woman = random.chance(0.52);
    let given = random.of(if woman { &FEMALE } else { &MALE });
    let surname = random.of(&SURNAMES);
    Named {
        name: format!("{given} {surname}"),
        gender: Some(if woman { choice::FEMALE } else { choice::MALE }),
        mailbox: format!("{given}.{surname}").to_ascii_lowercase(),
    }
}

/// `Harbour Coffee`, `Linden & Fox Provisions`.
pub(crate) fn business(random: &mut Random) -> Named {
    let first = random.of(&FIRST);
    let second = random.of(&SECOND);
    let (partner, other) = (random.of(&SURNAMES), random.of(&SURNAMES));
    let name = match random.below(3) {
        0 if partner != other => format!("{partner} & {other} {second}"),
        1 => format!("{partner}'s {second}"),
        _ => format!("{first} {second}"),
    };
    let mailbox = name.chars().filter(char::is_ascii_alphabetic).map(|c| c.to_ascii_lowercase()).take(24).collect();
    Named { name, gender: None, mailbox }
}
