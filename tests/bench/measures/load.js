// From an IndexedDB on disk to a book in memory. Every load has a fresh worker, as a start of the app has.
import { BOOK, BOOK_ROWS, DATABASE, benchPage, report, rounds, same, withBook } from '../browser.js';
import { withDexie } from '../dexie.js';

const ROUNDS = 7;

export async function measure(profile) {
  await withBook(profile);
  const dexie = await withDexie(profile);
  const sides = await rounds(ROUNDS, {
    async ours() {
      const { page, call } = await benchPage(profile.context);
      await call('ours.memoryBytes');
      const { ms } = await call('ours.load', DATABASE);
      const check = await call('ours.check');
      same('counts', check.slice(0, 3), [BOOK.customers, BOOK.orders, BOOK.activities]);
      await page.close();
      return ms;
    },
    async raw() {
      const { page, call } = await benchPage(profile.context);
      const { ms } = await call('raw.readSegments', DATABASE);
      await page.close();
      return ms;
    },
    async dexie() {
      const { page, call } = await benchPage(profile.context);
      const read = await call('dexie.toArray', 'bench-dexie');
      same('rows of Dexie', read.check, dexie.check);
      await page.close();
      return (read.rows / read.ms) * 1000;
    },
  });
  report('load', '', 'Dexie toArray', sides.ours.map((ms) => (BOOK_ROWS / ms) * 1000), sides.dexie);
  report('load', '', 'raw packed read', sides.ours, sides.raw);
}
