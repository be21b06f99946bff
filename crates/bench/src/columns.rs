//! The reference book as plain JavaScript columns: what the peers make their rows from.

use js_sys::{Float64Array, Int32Array, Object, Reflect, Uint32Array};
use model::OptionId;
use sample::SampleBook;
use wasm_bindgen::JsValue;

/// Between two texts of one column; no sample text contains it.
const BREAK: &str = "\n";

fn put(object: &Object, name: &str, value: impl Into<JsValue>) {
    // Setting a field of a plain object does not fail.
    let _ = Reflect::set(object, &name.into(), &value.into());
}

fn numbers(options: &[OptionId]) -> Uint32Array {
    let numbers: Vec<u32> = options.iter().map(|option| option.0.into()).collect();
    Uint32Array::from(numbers.as_slice())
}

/// Customers, orders and activities, a typed array or a joined text a field.
pub fn of(book: &SampleBook) -> JsValue {
    let people = &book.customers;
    let customers = Object::new();
    let all = 0..people.len();
    put(&customers, "length", people.len() as u32);
    put(&customers, "name", people.name.join(BREAK));
    put(&customers, "phone", people.phone.join(BREAK));
    put(&customers, "email", people.email.join(BREAK));
    let region = |at: usize| people.regions()[people.region[at] as usize];
    put(&customers, "region", all.clone().map(region).collect::<Vec<_>>().join(BREAK));
    put(&customers, "externalId", all.map(|at| people.external_id(at)).collect::<Vec<_>>().join(BREAK));
    put(&customers, "kind", numbers(&people.kind));

    let orders = Object::new();
    put(&orders, "length", book.orders.len() as u32);
    put(&orders, "customer", Uint32Array::from(book.orders.customer.as_slice()));
    put(&orders, "day", Int32Array::from(book.orders.day.as_slice()));
    let totals: Vec<f64> = book.orders.total.iter().map(|&minor| minor as f64).collect();
    put(&orders, "total", Float64Array::from(totals.as_slice()));
    put(&orders, "status", numbers(&book.orders.status));

    let talks = &book.activities;
    let activities = Object::new();
    put(&activities, "length", talks.at.len() as u32);
    put(&activities, "customer", Uint32Array::from(talks.customer.as_slice()));
    put(&activities, "kind", numbers(&talks.kind));
    let instants: Vec<f64> = talks.at.iter().map(|&at| at as f64).collect();
    put(&activities, "at", Float64Array::from(instants.as_slice()));
    put(&activities, "text", talks.text.join(BREAK));

    let columns = Object::new();
    put(&columns, "customers", customers);
    put(&columns, "orders", orders);
    put(&columns, "activities", activities);
    columns.into()
}
