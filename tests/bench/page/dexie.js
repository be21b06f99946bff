// Dexie, as its documentation shows: a table a collection, bulkPut and toArray.
import Dexie from './peers/dexie.js';
import { columns } from './ours.js';
import { checkOf, countOf, rowsOf } from './rows.js';

let rows = null;

export function prepare(share) {
  rows = rowsOf(columns(), share);
  return { rows: countOf(rows), check: checkOf(rows) };
}

export function connect(name) {
  const database = new Dexie(name);
  database.version(1).stores({ customers: 'id', orders: 'id', activities: 'id' });
  return database;
}

export async function bulkPut(name) {
  const database = connect(name);
  const begin = performance.now();
  await database.transaction('rw', database.tables, async () => {
    await Promise.all(Object.entries(rows).map(([table, all]) => database[table].bulkPut(all)));
  });
  const ms = performance.now() - begin;
  database.close();
  return { ms, rows: countOf(rows) };
}

export async function toArray(name) {
  const database = connect(name);
  const begin = performance.now();
  const [customers, orders, activities] = await Promise.all(
    [database.customers, database.orders, database.activities].map((table) => table.toArray()),
  );
  const ms = performance.now() - begin;
  database.close();
  const read = { customers, orders, activities };
  return { ms, rows: countOf(read), check: checkOf(read) };
}

export const remove = (name) => Dexie.delete(name);
