// A book of 1.3 million rows written and durable; the peers write as many of them as they can in a few seconds.
import { BOOK, BOOK_ROWS, benchPage, report, rounds, same } from '../browser.js';

const ROUNDS = 7;
const DEXIE_SHARE = 1 / 50;
const SQLITE_SHARE = 1 / 10;

export async function measure({ context }) {
  const ours = await benchPage(context);
  await ours.call('ours.generate', BOOK);
  const dexie = await benchPage(context);
  await dexie.call('ours.generate', BOOK);
  await dexie.call('dexie.prepare', DEXIE_SHARE);
  const sqlite = await benchPage(context);
  await sqlite.call('ours.generate', BOOK);
  const { check } = await sqlite.call('sqlite.prepare', SQLITE_SHARE);

  const speed = await rounds(ROUNDS, {
    async ours(round) {
      const database = `bench-import-${round}`;
      const { ms, result } = await ours.call('ours.importBook', database);
      same('rows written', result, BOOK_ROWS);
      await ours.call('ours.remove', database);
      return (result / ms) * 1000;
    },
    async dexie(round) {
      const { ms, rows } = await dexie.call('dexie.bulkPut', `bench-import-dexie-${round}`);
      await dexie.call('dexie.remove', `bench-import-dexie-${round}`);
      return (rows / ms) * 1000;
    },
    async sqlite(round) {
      const done = await sqlite.call('sqlite.insert', `round-${round}`);
      same('rows of SQLite', done.check, check);
      return (done.rows / done.ms) * 1000;
    },
  });
  report('import', '', 'Dexie bulkPut', speed.ours, speed.dexie);
  report('import', '', 'sqlite-wasm OPFS', speed.ours, speed.sqlite);
  for (const { page } of [ours, dexie, sqlite]) await page.close();
}
