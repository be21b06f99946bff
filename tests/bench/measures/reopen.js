// A visit after the first: from the navigation to real rows, and to rows with their scores, with the whole reference book.
import { DATABASE, SITE, report, rounds, same, withBook } from '../browser.js';
import { figuresKept, noteRows, offlineReady, openList } from '../app.js';
import { DEXIE_SHARE, withDexie } from '../dexie.js';

const ROUNDS = 7;

export async function measure(profile) {
  await withBook(profile);
  const dexie = await withDexie(profile);
  const { context } = profile;
  const first = await context.newPage();
  await first.addInitScript(noteRows);
  await openList(first);
  await offlineReady(first);
  await figuresKept(first, DATABASE);
  await first.close();
  const sides = await rounds(ROUNDS, {
    async ours() {
      const page = await context.newPage();
      await page.addInitScript(noteRows);
      const marks = await openList(page);
      await page.close();
      return marks;
    },
    async dexie() {
      const page = await context.newPage();
      await page.goto(`${SITE}bench/reopen.html`);
      await page.waitForFunction(() => window.shown, null, { polling: 50, timeout: 60_000 });
      const shown = await page.evaluate(() => window.shown);
      same('rows of Dexie', shown.rows, dexie.rows);
      await page.close();
      // A tenth of the rows takes a tenth of the time: reading objects is linear, and the fixed part is left in their favour.
      return shown.ms / DEXIE_SHARE;
    },
  });
  const of = (mark) => sides.ours.map((marks) => marks[mark]);
  report('reopen', 'first rows', 'Dexie toArray', of('rows'), sides.dexie);
  report('reopen', 'scores', 'Dexie toArray', of('scores'), sides.dexie);
}
