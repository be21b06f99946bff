// The browser that is measured in, the server it asks, and how rounds are run.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { chromium } from 'playwright-core';

const PORT = 4187;
export const SITE = `http://127.0.0.1:${PORT}/`;
/** Where the app keeps its book; measures that need the whole product use the same. */
export const DATABASE = 'rapport-1';
/** The reference workload: see docs/PERFORMANCE.md. */
export const BOOK = { customers: 100_000, orders: 1_000_000, activities: 200_000, seed: 7 };
export const BOOK_ROWS = BOOK.customers + BOOK.orders + BOOK.activities;

const ARGS = ['--no-sandbox', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run'];

export const say = (text) => process.stderr.write(`${text}\n`);

/** Serves the site until `stop` is called. */
export async function serve() {
  const server = spawn(process.env.RAPPORT_XTASK, ['serve', process.env.RAPPORT_SITE, '--port', String(PORT)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  for await (const line of createInterface({ input: server.stdout })) {
    if (line.startsWith('http://')) return { stop: () => server.kill() };
  }
  throw new Error('the site could not be served');
}

/** A browser with a profile of its own; `close` removes it. */
export async function launch(options = {}) {
  const profile = mkdtempSync(join(tmpdir(), 'rapport-bench-'));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: process.env.CHROME, args: ARGS, locale: 'en-GB', viewport: { width: 1440, height: 900 }, ...options,
  });
  const close = async () => {
    await context.close();
    rmSync(profile, { recursive: true, force: true });
  };
  return { context, close };
}

/** A fresh measuring page: a fresh worker, so a fresh wasm memory. */
export async function benchPage(context) {
  const page = await context.newPage();
  await page.goto(`${SITE}bench/index.html`);
  await page.waitForFunction(() => window.bench);
  const call = (name, ...args) => page.evaluate(([name, args]) => window.bench(name, ...args), [name, args]);
  return { page, call };
}

/** Puts the reference book where the app finds it, once for the profile. */
export async function withBook(profile) {
  if (profile.hasBook) return;
  say('making the reference book');
  const { page, call } = await benchPage(profile.context);
  await call('ours.generate', BOOK);
  await call('ours.importBook', DATABASE);
  await page.close();
  profile.hasBook = true;
}

/** Runs all sides so many times, every second time in reverse: what drifts, drifts for all. Returns a list of results a side. */
export async function rounds(count, sides) {
  const results = Object.fromEntries(Object.keys(sides).map((side) => [side, []]));
  for (let round = 0; round < count; round += 1) {
    const order = Object.keys(sides);
    if (round % 2 === 1) order.reverse();
    for (const side of order) results[side].push(await sides[side](round));
    say(`  round ${round + 1} of ${count}`);
  }
  return results;
}

/** Stops everything where two that should hold the same do not. */
export function same(what, ours, theirs) {
  if (JSON.stringify(ours) !== JSON.stringify(theirs)) {
    throw new Error(`${what} differ: ${JSON.stringify(ours)} and ${JSON.stringify(theirs)}`);
  }
}

/** Hands a row of figures on. */
export function report(name, part, peer, ours, theirs = []) {
  process.stdout.write(`${[name, part, peer, ours.join(' '), theirs.join(' ')].join('\t')}\n`);
}
