//! The products as baskets hold them: by their ids, so that what is decided by their order is the same on every device.

use crate::ids::Handle;
use crate::table::Table;
use crate::workspace::Workspace;
use model::schema::product;

/// Which item a product is, and which product an item.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Items {
    /// The rows of the products, by their ids.
    rows: Vec<u32>,
    /// The item of each row.
    items: Vec<u32>,
}

impl Items {
    /// All that there are, those in the trash among them.
    pub fn of(workspace: &Workspace) -> Items {
        let Some(products) = workspace.table(product::ID) else { return Items::default() };
        let mut rows: Vec<u32> = (0..products.len()).collect();
        rows.sort_by_cached_key(|&row| workspace.ids.id(products.handle(row)));
        let mut items = vec![0; rows.len()];
        for (item, &row) in (0..).zip(&rows) {
            if let Some(place) = items.get_mut(row as usize) {
                *place = item;
            }
        }
        Items { rows, items }
    }

    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// The row of an item's product.
    pub fn row(&self, item: u32) -> Option<u32> {
        self.rows.get(item as usize).copied()
    }

    /// The item of the product in a row.
    pub fn at(&self, row: u32) -> Option<u32> {
        self.items.get(row as usize).copied()
    }

    /// The item that a cell of a line names, if the product is not in the trash.
    pub fn sold(&self, cell: i64, workspace: &Workspace, products: &Table) -> Option<u32> {
        let row = workspace.ids.row(Handle(u32::try_from(cell).ok()?), product::ID)?;
        self.at(row).filter(|_| products.is_alive(row))
    }
}
