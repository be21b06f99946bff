//! Visits and check-ins: questions, answers, deeds.

use super::talks::{FileAnswer, NewFile, Proof};
use model::{OptionId, RecordId};
use serde::{Deserialize, Serialize};

/// Mean radius of the earth.
const EARTH_METRES: f64 = 6_371_000.0;
/// Units of a [`Position`] in one degree.
const DEGREE: f64 = 1e6;

/// A place on the earth, in millionths of a degree: a tenth of a metre.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Position {
    /// North of the equator.
    pub lat_e6: i32,
    /// East of Greenwich.
    pub lng_e6: i32,
}

impl Position {
    /// From degrees; `None` for a place that is not on the earth.
    pub fn of_degrees(lat: f64, lng: f64) -> Option<Position> {
        let fits = lat.abs() <= 90.0 && lng.abs() <= 180.0;
        // Bounds were checked, and "not a number" fits no bounds.
        fits.then(|| Position { lat_e6: (lat * DEGREE).round() as i32, lng_e6: (lng * DEGREE).round() as i32 })
    }

    /// Reads "31.2304,121.4737" as people and maps write it: latitude first; a comma, a semicolon or blanks between.
    pub fn parse(text: &str) -> Option<Position> {
        let between = |c: char| c.is_whitespace() || matches!(c, ',' | '，' | ';' | '；');
        let mut numbers = text.split(between).filter(|part| !part.is_empty()).map(|part| {
            let plain = part.len() <= 16 && part.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | '-' | '+'));
            if plain { part.parse::<f64>().ok() } else { None }
        });
        match (numbers.next(), numbers.next(), numbers.next()) {
            (Some(Some(lat)), Some(Some(lng)), None) => Position::of_degrees(lat, lng),
            _ => None,
        }
    }

    /// As it stands in a field: "31.230400,121.473700".
    pub fn text(self) -> String {
        let degrees = |e6: i32| {
            let sign = if e6 < 0 { "-" } else { "" };
            format!("{sign}{}.{:06}", e6.unsigned_abs() / 1_000_000, e6.unsigned_abs() % 1_000_000)
        };
        format!("{},{}", degrees(self.lat_e6), degrees(self.lng_e6))
    }

    /// As the crow flies (haversine).
    pub fn metres_to(self, other: Position) -> u32 {
        let radians = |e6: i32| (f64::from(e6) / DEGREE).to_radians();
        let (from, to) = (radians(self.lat_e6), radians(other.lat_e6));
        let half_lat = ((to - from) / 2.0).sin();
        let half_lng = ((radians(other.lng_e6) - radians(self.lng_e6)) / 2.0).sin();
        let h = half_lat * half_lat + from.cos() * to.cos() * half_lng * half_lng;
        (2.0 * EARTH_METRES * h.sqrt().min(1.0).asin()).round() as u32
    }
}

/// Which customers come first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum NearOrder {
    /// The nearest.
    Distance,
    /// Those whose turn for a contact is longest past.
    Overdue,
}

/// A question.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum FieldQuery {
    /// Customers to choose visits from.
    Near {
        /// Where the distance is counted from.
        from: Option<Position>,
        /// Who comes first.
        order: NearOrder,
        /// Only of this region.
        region: Option<String>,
        /// Most of them.
        limit: u32,
    },
    /// A way past some customers, and when one is where.
    Route(Route),
    /// Check-ins, newest first.
    CheckIns {
        /// Most of them.
        limit: u32,
    },
}

/// A way that is to be found.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Route {
    /// Where it begins.
    pub from: Option<Position>,
    /// Customers.
    pub stops: Vec<RecordId>,
    /// In the order given, instead of the shortest that is found.
    pub as_given: bool,
    /// When the first visit begins.
    pub start: i64,
    /// How long each takes.
    pub minutes: u32,
}

/// Its answer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum FieldAnswer {
    /// To [`FieldQuery::Near`].
    Near(Near),
    /// To [`FieldQuery::Route`].
    Route(Way),
    /// To [`FieldQuery::CheckIns`].
    CheckIns(Vec<CheckInAnswer>),
}

/// Customers to choose visits from.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Near {
    /// The first of them.
    pub customers: Vec<NearCustomer>,
    /// How many there are to choose from.
    pub total: u32,
    /// Regions, the largest first, and how many customers are there.
    pub regions: Vec<(String, u32)>,
    /// Customers in the book.
    pub all: u32,
    /// Of these, how many have a place.
    pub placed: u32,
    /// Customers whose place cannot be read.
    pub unreadable: u32,
}

/// A customer to visit.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct NearCustomer {
    /// Who.
    pub id: RecordId,
    /// Their name.
    pub name: String,
    /// Where they are, in words.
    pub region: String,
    /// Where they are.
    pub position: Option<Position>,
    /// How far away.
    pub metres: Option<u32>,
    /// Days since they were last talked with; `None`: never.
    pub silent_days: Option<u32>,
    /// Days by which their turn for a contact is past, or is still to come (negative).
    pub overdue_days: Option<i32>,
    /// How much attention they get.
    pub level: Option<OptionId>,
}

/// A way past customers.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Way {
    /// One after the other.
    pub stops: Vec<Stop>,
    /// All of it, as the crow flies.
    pub metres: u64,
    /// How many stops have no place, and so stand at the end.
    pub unplaced: u32,
}

/// A stop on it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Stop {
    /// Who.
    pub customer: RecordId,
    /// Their name.
    pub name: String,
    /// Their address.
    pub address: String,
    /// Where.
    pub position: Option<Position>,
    /// From the one before.
    pub metres: Option<u32>,
    /// When the visit begins.
    pub starts: i64,
    /// When it ends.
    pub ends: i64,
}

/// A check-in.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CheckInAnswer {
    /// Which.
    pub id: RecordId,
    /// When.
    pub at: i64,
    /// At whose.
    pub customer: Option<(RecordId, String)>,
    /// Where.
    pub position: Option<Position>,
    /// By how much that may be wrong.
    pub accuracy_m: Option<u32>,
    /// What was noted.
    pub note: String,
    /// From where the customer is.
    pub metres_off: Option<u32>,
    /// Farther away than accuracy explains.
    pub far: bool,
    /// Whether it is as it was.
    pub proof: Proof,
    /// Photos.
    pub files: Vec<FileAnswer>,
}

/// That somebody is at a customer's.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct NewCheckIn {
    /// At whose.
    pub customer: Option<RecordId>,
    /// Where; `None` where the device could not tell.
    pub position: Option<Position>,
    /// By how much that may be wrong.
    pub accuracy_m: Option<u32>,
    /// When.
    pub at: i64,
    /// What is noted.
    pub note: String,
    /// Photos.
    pub files: Vec<NewFile>,
    /// Who sits at this device.
    pub owner: Option<RecordId>,
    /// The place becomes the customer's.
    pub keep_position: bool,
}

/// A step.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum FieldDeed {
    /// Visits become events of the agenda.
    PlanVisits {
        /// The way.
        route: Route,
        /// What an event is called; `{name}` stands for the customer.
        title: String,
        /// Who sits at this device.
        owner: Option<RecordId>,
    },
    /// Check in.
    CheckIn(Box<NewCheckIn>),
}
