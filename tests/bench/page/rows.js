// The reference book as the rows that other stores take: plain objects.

/** The first `share` of every collection, as objects with the fields that our segments hold. */
export function rowsOf(columns, share) {
  const { customers, orders, activities } = columns;
  const count = (length) => Math.round(length * share);
  const texts = (text) => text.split('\n');
  const [names, phones, emails, regions, externalIds] = [
    customers.name, customers.phone, customers.email, customers.region, customers.externalId,
  ].map(texts);
  const said = texts(activities.text);
  const many = (length, make) => Array.from({ length: count(length) }, (_, at) => make(at));
  return {
    customers: many(customers.length, (at) => ({
      id: at + 1, name: names[at], phone: phones[at], email: emails[at], region: regions[at],
      externalId: externalIds[at], kind: customers.kind[at],
    })),
    orders: many(orders.length, (at) => ({
      id: at + 1, number: `SO-${String(at + 1).padStart(6, '0')}`, customer: orders.customer[at] + 1,
      day: orders.day[at], total: orders.total[at], currency: 'CNY', status: orders.status[at],
    })),
    activities: many(activities.length, (at) => ({
      id: at + 1, kind: activities.kind[at], customer: activities.customer[at] + 1, at: activities.at[at], text: said[at],
    })),
  };
}

export const countOf = (rows) => rows.customers.length + rows.orders.length + rows.activities.length;

/** The same figures as `check` in crates/bench: three counts, the sum of totals and of days. */
export const checkOf = (rows) => {
  const sum = (field) => rows.orders.reduce((all, order) => all + order[field], 0);
  return [rows.customers.length, rows.orders.length, rows.activities.length, sum('total'), sum('day')];
};
