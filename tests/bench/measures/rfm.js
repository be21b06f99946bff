// R, F and M of everybody, from the orders in memory. Scores by quintiles of ours, by NTILE of DuckDB's; both by NTILE to check that they hold the same.
import { report, rounds, same, say } from '../browser.js';
import { withOrders } from '../insight.js';

const ROUNDS = 7;

export async function measure(profile) {
  const { page, call } = await withOrders(profile);
  await call('duckdb.rfm');
  same('histograms of scores', await call('ours.rfmByNtile'), await call('duckdb.rfmByNtile'));
  const netted = [];
  const times = await rounds(ROUNDS, {
    async ours() {
      netted.push(await call('ours.history'));
      return call('ours.rfm');
    },
    duckdb: () => call('duckdb.rfm'),
  });
  say(`  of ours, netting by customer and day: ${netted.map((ms) => ms.toFixed(1)).join(' ')} ms`);
  report('rfm', '', 'DuckDB-wasm', times.ours, times.duckdb);
  await page.close();
}
