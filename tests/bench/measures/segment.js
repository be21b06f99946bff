// How many customers a rule of five tests holds for, as its preview asks while the rule is being written: each time with another amount.
import { report, rounds, same } from '../browser.js';
import { withScores } from '../insight.js';

const ROUNDS = 7;
/** Asked so often a round, since the clock ticks coarsely. */
const QUESTIONS = 20;
/** In danger, or at risk; by the numbers of stages and segments. Regions whose name holds an "on". */
const QUESTION = {
  stage: 5, segment: 8, before: 20_400, region: 'on', values: Array.from({ length: QUESTIONS }, (_, at) => 50_000 + at * 5_000),
};

export async function measure(profile) {
  const { page, call } = await withScores(profile);
  await call('byHand.prepare');
  await call('duckdb.prepareCustomers');
  const sides = { ours: () => call('ours.segments', QUESTION), duckdb: () => call('duckdb.segments', QUESTION), hand: () => call('byHand.segments', QUESTION) };
  const { counts } = await sides.ours();
  if (counts.some((count) => count === 0)) throw new Error('the rule holds for nobody: nothing is measured');
  const results = await rounds(ROUNDS, sides);
  for (const result of Object.values(results).flat()) same('customers counted', result.counts, counts);
  const of = (side) => results[side].map(({ ms }) => ms);
  report('segment', '', 'DuckDB-wasm', of('ours'), of('duckdb'));
  report('segment', '', 'loop by hand', of('ours'), of('hand'));
  await page.close();
}
