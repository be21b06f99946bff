// SQLite compiled to wasm with files of its own (the OPFS pool, which needs no special headers): prepared statements, one transaction.
import sqlite3InitModule from './peers/sqlite3.js';
import { columns } from './ours.js';
import { checkOf, countOf, rowsOf } from './rows.js';

let pool = null;
let rows = null;

const TABLES = {
  customers: ['id INTEGER PRIMARY KEY', 'name', 'phone', 'email', 'region', 'externalId', 'kind'],
  orders: ['id INTEGER PRIMARY KEY', 'number', 'customer', 'day', 'total', 'currency', 'status'],
  activities: ['id INTEGER PRIMARY KEY', 'kind', 'customer', 'at', 'text'],
};

export async function prepare(share) {
  const sqlite3 = await sqlite3InitModule({ print: () => {}, printErr: () => {} });
  pool = await sqlite3.installOpfsSAHPoolVfs({ name: 'bench', clearOnInit: true, initialCapacity: 8 });
  rows = rowsOf(columns(), share);
  return { rows: countOf(rows), check: checkOf(rows) };
}

export async function insert(file) {
  const database = new pool.OpfsSAHPoolDb(`/${file}.sqlite3`);
  for (const [table, fields] of Object.entries(TABLES)) database.exec(`CREATE TABLE ${table} (${fields.join(', ')})`);
  const begin = performance.now();
  database.transaction(() => {
    for (const [table, fields] of Object.entries(TABLES)) {
      const names = fields.map((field) => field.split(' ')[0]);
      const statement = database.prepare(`INSERT INTO ${table} VALUES (${names.map(() => '?').join(', ')})`);
      for (const row of rows[table]) {
        names.forEach((name, at) => statement.bind(at + 1, row[name]));
        statement.stepReset();
      }
      statement.finalize();
    }
  });
  const ms = performance.now() - begin;
  const one = (sql) => database.selectValue(sql);
  const check = [
    one('SELECT count(*) FROM customers'), one('SELECT count(*) FROM orders'), one('SELECT count(*) FROM activities'),
    Number(one('SELECT sum(total) FROM orders')), Number(one('SELECT sum(day) FROM orders')),
  ];
  database.close();
  pool.unlink(`/${file}.sqlite3`);
  return { ms, rows: countOf(rows), check };
}
