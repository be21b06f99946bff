// Questions typed key by key over 100,000 customers, answered with the first page of results; and names with one mistake found or not.
import { BOOK, DATABASE, benchPage, report, rounds, withBook } from '../browser.js';

const ROUNDS = 3;

export async function measure(profile) {
  await withBook(profile);
  const { page, call } = await benchPage(profile.context);
  await call('ours.generate', BOOK);
  await call('search.prepare');
  await call('ours.forget');
  await call('ours.load', DATABASE);
  await call('ours.score');
  await call('ours.index');
  await call('search.round');
  const { all } = await rounds(ROUNDS, { all: () => call('search.round') });
  for (const peer of ['uFuzzy', 'MiniSearch']) {
    report('search', 'p95', peer, all.map(({ p95 }) => p95.ours), all.map(({ p95 }) => p95[peer]));
    report('search', 'typo recall', peer, all.map(({ recall }) => recall.ours), all.map(({ recall }) => recall[peer]));
  }
  await page.close();
}
