// What a page on Dexie does when it opens: reads its rows, sorts the customers by what they bought, shows the first screen.
import { Dexie } from './peers/dexie.js';

const database = new Dexie('bench-dexie');
database.version(1).stores({ customers: 'id', orders: 'id', activities: 'id' });
const [customers, orders, activities] = await Promise.all(
  [database.customers, database.orders, database.activities].map((table) => table.toArray()),
);
const bought = new Map();
for (const order of orders) bought.set(order.customer, (bought.get(order.customer) ?? 0) + order.total);
customers.sort((a, b) => (bought.get(b.id) ?? 0) - (bought.get(a.id) ?? 0));
const list = document.querySelector('ol');
for (const customer of customers.slice(0, 40)) {
  list.append(Object.assign(document.createElement('li'), { textContent: `${customer.name} ${bought.get(customer.id) ?? 0}` }));
}
requestAnimationFrame(() => {
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = () => {
    window.shown = { ms: performance.now(), rows: customers.length + orders.length + activities.length };
  };
  port2.postMessage(null);
});
