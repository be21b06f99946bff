// 100,000 customers in three numbers, five groups, from the same centres, 25 iterations.
import { report, rounds } from '../browser.js';
import { withScores } from '../insight.js';

const ROUNDS = 7;
const [K, ITERATIONS] = [5, 25];
const ALIKE = 1e-9;

export async function measure(profile) {
  const { page, call } = await withScores(profile);
  const { rows, centres } = await call('kmeans.prepare', K);
  if (rows !== 100_000 || centres !== K) throw new Error(`${rows} points and ${centres} centres are not what is to be measured`);
  const results = await rounds(ROUNDS, { ours: () => call('kmeans.byUs', ITERATIONS), peer: () => call('kmeans.byThem', ITERATIONS) });
  for (const { inertia } of results.ours) {
    const theirs = results.peer[0].inertia;
    if (!(Math.abs(inertia - theirs) <= ALIKE * theirs)) throw new Error(`inertias differ: ${inertia} and ${theirs}`);
  }
  report('kmeans', '', 'ml-kmeans', results.ours.map(({ ms }) => ms), results.peer.map(({ ms }) => ms));
  await page.close();
}
