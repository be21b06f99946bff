//! Recommendations: what is bought together, what goes with a product, what to offer to whom and why.
//!
//! A basket is an order that counts, whoever ordered, with the products of its lines. An item stands for a product that is not in the trash.

mod candidates;
mod gather;
mod ground;
mod groups;
mod items;
mod one;
mod owners;
mod rules;

pub use candidates::OfProduct;
pub use ground::Similar;
pub use groups::Groups;
pub use one::One;
pub use rules::Rules;

use crate::records::name_at;
use crate::workspace::Workspace;
use insight::baskets::{Offer, Offers, Owned, Similarity};
use items::Items;
use model::schema::product;
use model::{Day, RecordId};
use protocol::{OfferReason, ProductRow};

/// The id and the name of a product.
fn named(workspace: &Workspace, items: &Items, item: u32) -> Option<(RecordId, String)> {
    let (products, row) = (workspace.table(product::ID)?, items.row(item)?);
    Some((workspace.ids.id(products.handle(row)), name_at(workspace, products, row)))
}

/// A product with the orders that hold it.
fn row(workspace: &Workspace, items: &Items, item: u32, orders: u32) -> Option<ProductRow> {
    let (id, name) = named(workspace, items, item)?;
    Some(ProductRow { id, name, orders })
}

/// Whether a product may be offered: it is sold unless somebody said no.
fn is_sold(workspace: &Workspace, items: &Items, item: u32) -> bool {
    const NO: i64 = 1;
    let found = workspace.table(product::ID).zip(items.row(item));
    found.filter(|(products, row)| products.is_alive(*row)).is_some_and(|(products, row)| {
        let active = products.column(product::ACTIVE.id).and_then(|column| column.ints());
        active.and_then(|active| active.find(row)) != Some(NO)
    })
}

/// What to offer a customer who bought these items on these days, products that are no longer sold included.
fn offers(similarity: &Similarity, bought: &mut Vec<(u32, i32)>, as_of: i32) -> Offers {
    bought.sort_unstable();
    bought.dedup();
    let days: Vec<i32> = bought.iter().map(|(_, day)| *day).collect();
    let mut rest = days.as_slice();
    let owned: Vec<Owned<'_>> = bought
        .chunk_by(|one, next| one.0 == next.0)
        .filter_map(|same| {
            let (own, behind) = rest.split_at_checked(same.len())?;
            rest = behind;
            Some(Owned { item: same.first()?.0, days: own })
        })
        .collect();
    Offers::of(similarity, &owned, as_of, usize::MAX)
}

/// Why, in a customer's own purchases, which are sorted.
fn reason(workspace: &Workspace, items: &Items, offer: &Offer, bought: &[(u32, i32)]) -> Option<OfferReason> {
    let on = bought.iter().rfind(|(item, _)| *item == offer.because_of)?.1;
    let (_, name) = named(workspace, items, offer.because_of)?;
    Some(OfferReason { bought: name, on: Day(on), share: offer.share, together: offer.together })
}
