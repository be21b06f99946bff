// One edit after the other, each durable before the next begins, in a book of the reference size.
import { BOOK, benchPage, report, rounds } from '../browser.js';

const ROUNDS = 7;
const EDITS = 100;
/** What the log entry of such an edit takes. */
const ENTRY_BYTES = 100;
const DATABASE = 'bench-edit';

const quantile = (times, share) => times.toSorted((a, b) => a - b)[Math.floor(times.length * share)];

export async function measure({ context }) {
  const { page, call } = await benchPage(context);
  await call('ours.generate', BOOK);
  await call('ours.importBook', DATABASE);
  await call('ours.forget');
  await call('ours.load', DATABASE);
  const times = await rounds(ROUNDS, {
    ours: (round) => call('ours.edits', EDITS, round),
    raw: () => call('raw.puts', EDITS, ENTRY_BYTES),
  });
  for (const [part, share] of [['p50', 0.5], ['p95', 0.95]]) {
    const of = (rounds) => rounds.map((round) => quantile(round, share));
    report('edit', part, 'raw strict put', of(times.ours), of(times.raw));
  }
  await call('ours.forget');
  await page.close();
}
