//! What names products, or bears tags, that are to be deleted.

use super::super::Context;
use super::super::owned::meant;
use crate::catalogue;
use crate::ids::Handle;
use crate::table::Table;
use crate::workspace::Workspace;
use hashbrown::HashSet;
use model::schema::{ALL, Key, opportunity_line, order_line, tag};
use model::{CollectionId, FieldId, Kind, RecordId, Value};
use protocol::Target;
use protocol::money::ProductUse;

/// In how many living orders and opportunities products are named, or on how many living records tags are.
pub(super) fn in_use(context: &Context<'_>, what: &Target) -> ProductUse {
    match meant(context, what) {
        Ok((tag::ID, tags)) => borne(context.workspace, &tags.into_iter().collect()),
        Ok((_, products)) => named(context.workspace, products),
        Err(_) => ProductUse::default(),
    }
}

fn named(workspace: &Workspace, products: Vec<RecordId>) -> ProductUse {
    let products: HashSet<Handle> = products.into_iter().filter_map(|product| workspace.ids.find(product)).collect();
    let mut used = HashSet::new();
    let mut named_in = |of: CollectionId, product: Key<RecordId>, whole: Key<RecordId>| {
        let mut wholes = HashSet::new();
        let table = workspace.table(of);
        let column = |key: Key<RecordId>| table.and_then(|table| table.column(key.id));
        let (named, belongs) = (column(product), column(whole));
        for row in table.into_iter().flat_map(Table::alive_rows) {
            let product = named.and_then(|named| named.reference(row)).filter(|product| products.contains(product));
            used.extend(product);
            wholes.extend(product.and_then(|_| belongs?.reference(row)));
        }
        wholes.len() as u32
    };
    let orders = named_in(order_line::ID, order_line::PRODUCT, order_line::ORDER);
    let deals = named_in(opportunity_line::ID, opportunity_line::PRODUCT, opportunity_line::OPPORTUNITY);
    ProductUse { used: used.len() as u32, orders, deals, records: 0 }
}

/// Each record counts once, whatever number of the tags it has and in whichever of its fields.
fn borne(workspace: &Workspace, tags: &HashSet<RecordId>) -> ProductUse {
    let own = catalogue::fields(workspace).into_iter().map(|field| (field.of, field.field));
    let own = own.filter(|&(of, field)| catalogue::kind(workspace, of, field) == Some(Kind::References(tag::ID)));
    let declared = ALL.iter().flat_map(|of| of.fields.iter().map(|field| (of.id, field)));
    let declared = declared.filter(|(_, field)| field.kind == Kind::References(tag::ID));
    let fields: HashSet<(CollectionId, FieldId)> = declared.map(|(of, field)| (of, field.id)).chain(own).collect();
    let (mut used, mut records) = (HashSet::new(), HashSet::new());
    for (of, field) in fields {
        let Some(table) = workspace.table(of) else { continue };
        let held = |value: &Value| match value {
            Value::References(ids) => {
                let held: Vec<RecordId> = ids.iter().copied().filter(|id| tags.contains(id)).collect();
                (!held.is_empty()).then_some(held)
            }
            _ => None,
        };
        table.rows_of(field, held, |row, held| {
            if table.is_alive(row) {
                used.extend(held.iter().copied());
                records.insert((of, row));
            }
            true
        });
    }
    ProductUse { used: used.len() as u32, records: records.len() as u32, ..ProductUse::default() }
}
