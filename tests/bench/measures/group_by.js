// Revenue of a million orders by month and status.
import { report, rounds, same } from '../browser.js';
import { withOrders } from '../insight.js';

const ROUNDS = 7;

export async function measure(profile) {
  const { page, call } = await withOrders(profile);
  same('sums by month and status', await call('ours.groups'), await call('duckdb.groups'));
  const times = await rounds(ROUNDS, { ours: () => call('ours.groupBy'), duckdb: () => call('duckdb.groupBy') });
  report('group_by', '', 'DuckDB-wasm', times.ours, times.duckdb);
  await page.close();
}
