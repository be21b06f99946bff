// A new build arrives: it waits until a person accepts it in one tab, then every tab shows it. Nothing reloads by itself.
import { expect, test, type Page } from '@playwright/test';
import { spawn, type ChildProcess } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const PORT = 4175;
const URL_SITE = `http://127.0.0.1:${PORT}/`;

let site: string;
let server: ChildProcess;

test.beforeAll(async ({ request }) => {
  site = mkdtempSync(join(tmpdir(), 'rapport-update-'));
  cpSync(process.env.RAPPORT_SITE!, site, { recursive: true });
  server = spawn(process.env.RAPPORT_XTASK!, ['serve', site, '--port', String(PORT)], { stdio: 'ignore' });
  const answers = () => request.get(URL_SITE).then((response) => response.ok(), () => false);
  await expect.poll(answers).toBe(true);
});

test.afterAll(() => {
  server?.kill();
  rmSync(site, { recursive: true, force: true });
});

/** Publishes the same app under another build id, whole or with its index.html left behind. The service worker's script comes last:
 * a browser may look at any moment, and would find half of a build. */
function publish(id: string, files = ['index.html', '404.html', 'sw.js']) {
  const old = /name="rapport-build" content="(\w+)"/.exec(readFileSync(join(site, '404.html'), 'utf8'))![1];
  for (const name of files) {
    const path = join(site, name);
    writeFileSync(path, readFileSync(path, 'utf8').replaceAll(old, id));
  }
}

const build = (page: Page) => page.evaluate(() => (window as any).rapportBoot?.build as string);
const controlled = (page: Page) => page.evaluate(() => navigator.serviceWorker.controller !== null);
const updateReady = (page: Page) => page.evaluate(() => (window as any).rapportBoot.updateReady as boolean);
const lookForUpdate = (page: Page) =>
  page.evaluate(async () => {
    const registration = await navigator.serviceWorker.ready;
    await registration.update().catch(() => {});
  });
/** What is fetched ahead of its use, by the page a second after the book is open and then by the worker, the last of each. */
const AHEAD = ['palette', 'customer', 'talks', 'answers', 'commands', 'scoring', 'search'];
/** The page and its workers are loaded: nothing is under way to the service worker any more. Chromium lets a new one take over only when
 * the old one is idle, and waits half a minute longer where a request reached it just then. */
async function quiet(page: Page) {
  await expect(page.getByRole('heading', { name: 'Your customer book is empty' })).toBeVisible();
  const fetched = () => performance.getEntriesByType('resource').map(({ name }) => name);
  const missing = async () => {
    const names = await Promise.all([page.evaluate(fetched), ...page.workers().map((worker) => worker.evaluate(fetched))]);
    return AHEAD.filter((part) => !names.flat().some((name) => name.includes(`_split_${part}-`)));
  };
  await expect.poll(missing).toEqual([]);
}
/** Gone after any reload. */
const mark = (page: Page) => page.evaluate(() => void ((window as any).marked = true));
const marked = (page: Page) => page.evaluate(() => (window as any).marked === true);

test('an update waits, then all tabs change over together', async ({ context }) => {
  const [one, two] = [await context.newPage(), await context.newPage()];
  await one.goto(URL_SITE);
  await mark(one);
  await expect.poll(() => controlled(one)).toBe(true);
  await two.goto(URL_SITE);
  await mark(two);
  expect(await marked(one), 'a first installation reloads nothing').toBe(true);
  const first = await build(one);

  publish('1111111111111111');
  await lookForUpdate(one);
  await expect.poll(() => updateReady(one)).toBe(true);
  expect(await marked(one)).toBe(true);
  await two.reload();
  expect(await build(two), 'a reload alone does not change the build').toBe(first);
  await mark(two);
  for (const page of [one, two]) await quiet(page);

  await one.getByRole('status').getByRole('button', { name: 'Reload' }).click();
  for (const page of [one, two]) {
    await expect.poll(() => build(page).catch(() => ''), { timeout: 20_000 }).toBe('1111111111111111');
    expect(await marked(page)).toBe(false);
  }
  const caches = await one.evaluate(() => window.caches.keys());
  expect(caches).toEqual(['rapport-/-1111111111111111']);
});

test('a half-published build changes nothing', async ({ page }) => {
  await page.goto(URL_SITE);
  await expect.poll(() => controlled(page)).toBe(true);
  const before = await build(page);
  publish('2222222222222222', ['sw.js']);
  await lookForUpdate(page);
  await expect
    .poll(() => page.evaluate(async () => (await navigator.serviceWorker.ready).installing?.state ?? 'none'))
    .toBe('none');
  expect(await updateReady(page)).toBe(false);
  await page.reload();
  expect(await build(page)).toBe(before);
});
