// What the worker's wasm has taken after the book was opened, scored and asked fifty times; beside the same rows as objects.
import { BOOK, SITE, launch, report, rounds, same, withBook } from '../browser.js';
import { noteRows, openList } from '../app.js';

const ROUNDS = 3;
const QUERIES = 50;
const MB = 1 << 20;

/** The start file keeps what the wasm exports, so that its memory can be asked for. */
async function showMemory(route) {
  const response = await route.fetch();
  const body = (await response.text()).replace('await init(', 'self.wasm = await init(');
  await route.fulfill({ response, body });
}

async function ourBytes(context) {
  const page = await context.newPage();
  await page.route('**/worker_start*.js', showMemory);
  await page.addInitScript(noteRows);
  await openList(page);
  const search = page.getByRole('searchbox').first();
  for (let query = 0; query < QUERIES; query += 1) await search.fill('an'.slice(0, query % 3) + String.fromCharCode(97 + (query % 26)));
  const worker = page.workers().find((worker) => worker.url().includes('worker_start'));
  const bytes = await worker.evaluate(() => self.wasm.memory.buffer.byteLength);
  await page.close();
  return bytes / MB;
}

async function objectBytes(context) {
  const page = await context.newPage();
  await page.goto(`${SITE}bench/memory.html`);
  const devtools = await context.newCDPSession(page);
  const used = async () => {
    await devtools.send('HeapProfiler.collectGarbage');
    return (await devtools.send('Runtime.getHeapUsage')).usedSize;
  };
  const before = await used();
  same('orders held', await page.evaluate((book) => window.hold(book), BOOK), BOOK.orders);
  const bytes = (await used()) - before;
  await page.close();
  return bytes / MB;
}

export async function measure() {
  // Without a service worker, so that the start file can be exchanged.
  const profile = await launch({ serviceWorkers: 'block' });
  await withBook(profile);
  const sides = await rounds(ROUNDS, { ours: () => ourBytes(profile.context), objects: () => objectBytes(profile.context) });
  report('memory', '', 'JS objects', sides.ours, sides.objects);
  await profile.close();
}
