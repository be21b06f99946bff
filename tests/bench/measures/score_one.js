// One new order: its customer's figures, scores, stage and segment. Ours does what the worker does between the disk and the page, DuckDB an insert and a question.
import { BOOK, benchPage, report, rounds, same } from '../browser.js';

const ROUNDS = 7;
const ORDERS = 40;
const PEERS = 5;
const MINOR = 12_345;
const STEP = 37;

export async function measure({ context }) {
  const { page, call } = await benchPage(context);
  await call('ours.generate', BOOK);
  await call('duckdb.prepareOrders');
  await call('ours.openInMemory');
  const [day, ...cuts] = await call('ours.cuts');
  let last = 0;
  const next = () => {
    last += STEP;
    return last % BOOK.customers;
  };
  const rowsOf = (count) => Array.from({ length: count }, next);
  const order = (row) => call('duckdb.orderOne', { row, day, minor: MINOR, cuts });
  for (const row of rowsOf(10)) {
    await call('ours.ordersOf', [row], MINOR);
    const [scores, ours] = [(await order(row)).scores, await call('ours.scoresOf', row)];
    same('figures and scores of a customer', ours.slice(0, scores.length), scores);
  }
  const median = (times) => times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)];
  const times = await rounds(ROUNDS, {
    ours: () => call('ours.ordersOf', rowsOf(ORDERS), MINOR),
    async duckdb() {
      const taken = [];
      for (const row of rowsOf(PEERS)) taken.push((await order(row)).ms);
      return median(taken);
    },
  });
  report('score_one', '', 'DuckDB-wasm', times.ours, times.duckdb);
  await page.close();
}
