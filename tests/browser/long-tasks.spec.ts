// The page stays quick while the worker works: no task of the page's thread takes so long that a tap would wait for it.
//
// What the browser calls a long task is one over 50 ms. Starting the program itself (compiling and running its wasm for the first time) is one or two of
// them in the build that tests use, 60 to 100 ms each on two busy cores, with an empty book as with a full one; so opening has a bound of its own.
import { expect, test, type Page } from '@playwright/test';
import { addSample, CDNOW, chooseFile, open, rows, scored } from './app';

// Times depend on what else the machine does: these are run by hand, on one that is quiet.
test.skip(!process.env.RAPPORT_TIMED, 'run with RAPPORT_TIMED=1 on a quiet machine');

/** Longest task of the page's thread while it starts. */
const START_MILLIS_MAX = 150;

declare global {
  interface Window {
    longTasks: number[];
  }
}

/** From now on, notes how long each long task took. Runs in the page. */
function watch() {
  window.longTasks = [];
  const note = (list: PerformanceObserverEntryList) => window.longTasks.push(...list.getEntries().map(({ duration }) => Math.round(duration)));
  new PerformanceObserver(note).observe({ type: 'longtask' });
}

const longTasks = (page: Page) => page.evaluate(() => window.longTasks);

test('an import leaves the page free', async ({ page }) => {
  await open(page, 'import');
  await expect(page.getByRole('button', { name: 'Choose a file' })).toBeVisible();
  await page.evaluate(watch);
  await chooseFile(page, CDNOW);
  await page.getByRole('button', { name: 'Check the whole file' }).click();
  await page.getByRole('main').getByRole('button', { name: 'Import', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Imported' })).toBeVisible({ timeout: 30_000 });
  expect(await longTasks(page)).toEqual([]);
});

test('adding 100,000 customers leaves the page free', async ({ page }) => {
  await open(page, 'import');
  const add = page.getByRole('main').getByRole('button', { name: '100,000 customers' });
  await expect(add).toBeVisible();
  await page.evaluate(watch);
  await add.click();
  await expect(page.getByText('Sample data added')).toBeVisible({ timeout: 60_000 });
  expect(await longTasks(page)).toEqual([]);
});

test('a book of 100,000 customers opens without holding up the page', async ({ page }) => {
  await addSample(page, '100,000');
  await page.addInitScript(watch);
  await open(page, 'customers');
  await scored(page);
  await expect(rows(page).first()).toBeVisible();
  const tasks = await longTasks(page);
  expect(Math.max(0, ...tasks), `${tasks.join(', ')} ms`).toBeLessThanOrEqual(START_MILLIS_MAX);
});
