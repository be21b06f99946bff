// BG/NBD fitted to the CDNOW sample: ours in the browser from the log, `lifetimes` in Python from its figures. And a whole scoring run, by itself.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { BOOK, DATABASE, benchPage, report, rounds, say, withBook } from '../browser.js';

const ROUNDS = 7;
/** Fits of ours a round, since one takes a few milliseconds. */
const FITS = 5;
const ALIKE = 1e-3;
const LOG = new URL('../../fixtures/CDNOW_sample.txt', import.meta.url);
const SCRIPT = new URL('../fit_lifetimes.py', import.meta.url).pathname;
/** Where the calibration of the published parameters ends. */
const UNTIL = '19970930';

const dayOf = (text) => Date.UTC(+text.slice(0, 4), +text.slice(4, 6) - 1, +text.slice(6)) / 86_400_000;

function purchases() {
  const rows = readFileSync(LOG, 'utf8').trim().split('\n').map((line) => line.trim().split(/\s+/));
  const numbers = new Map();
  const number = (id) => numbers.get(id) ?? numbers.set(id, numbers.size).get(id);
  const customers = rows.map(([id]) => number(id));
  return { customers, days: rows.map(([, , day]) => dayOf(day)), people: numbers.size, until: dayOf(UNTIL) };
}

function lifetimes(python, log) {
  const run = spawnSync(python, [SCRIPT], { input: JSON.stringify(log), encoding: 'utf8' });
  if (run.status !== 0) throw new Error(`lifetimes failed: ${run.stderr || run.error}`);
  return JSON.parse(run.stdout);
}

export async function measure(profile) {
  const { page, call } = await benchPage(profile.context);
  const log = purchases();
  const python = process.env.RAPPORT_LIFETIMES;
  const sides = { ours: () => call('ours.fitBg', log, FITS) };
  if (python) sides.peer = () => lifetimes(python, log);
  else say('  Python with `lifetimes` is not there: ours is measured alone');
  const results = await rounds(ROUNDS, sides);
  const [ours, theirs] = [results.ours[0].params, results.peer?.[0].params];
  if (theirs && ours.some((param, at) => !(Math.abs(param - theirs[at]) <= ALIKE * Math.abs(theirs[at])))) {
    throw new Error(`parameters differ: ${ours} and ${theirs}`);
  }
  report('clv_fit', 'CDNOW', 'lifetimes (Python)', results.ours.map(({ ms }) => ms), results.peer?.map(({ ms }) => ms));
  await page.close();

  await withBook(profile);
  const book = await benchPage(profile.context);
  await book.call('ours.load', DATABASE);
  const scored = await rounds(ROUNDS, { ours: async () => (await book.call('ours.scored')).ms });
  report('clv_fit', `score ${BOOK.customers / 1000}k`, '', scored.ours);
  await book.page.close();
}
