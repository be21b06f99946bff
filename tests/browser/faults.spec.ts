// What browsers and clocks do to a book, and what the page says then: nothing acknowledged is lost, nothing is half done, and it is said in plain words.
import { expect, test, type Page } from '@playwright/test';
import { addSample, customersInBook, listCount, open, ROOT, rows, scored, toast } from './app';
import { wipe } from './backup';
import { editFact, openCustomer } from './customer';

const ORIGIN = new URL(ROOT).origin;

/** From the next visit on, the worker runs this first. */
async function before(page: Page, script: string) {
  await page.route(/\/worker[^/]*\.js$/, async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: `${script}\n${await response.text()}` });
  });
}

test.describe('with a full disk', () => {
  // Scripts are changed on their way.
  test.use({ serviceWorkers: 'block' });

  test('where there is no room for an import, it says so and adds nothing', async ({ page }) => {
    await addSample(page, '200');
    await before(page, 'navigator.storage.estimate = async () => ({ quota: 12e6, usage: 1e6 });');
    await open(page, 'import');
    await page.getByRole('main').getByRole('button', { name: '100,000 customers' }).click();
    const problem = page.getByRole('main').getByRole('alert');
    await expect(problem).toContainText(/Not enough room: [\d.]+ [kM]?B needed.*Nothing was changed/, { timeout: 30_000 });
    expect(await customersInBook(page)).toBe(200);
    await page.unroute(/\/worker[^/]*\.js$/);
    await addSample(page, '5,000');
    expect(await customersInBook(page)).toBe(5_200);
  });

  test('where there is no room for an edit, it says so, and the old value stands', async ({ page }) => {
    await addSample(page, '200');
    await openCustomer(page);
    await editFact(page, 'WeChat', 'before');
    // What a browser says when the disk is full at the moment of writing.
    await before(page, "IDBObjectStore.prototype.add = () => { throw new DOMException('full', 'QuotaExceededError'); };");
    await page.reload();
    await page.getByTitle('Change WeChat').click();
    await page.getByRole('textbox', { name: 'WeChat' }).fill('no-room-for-this');
    await page.getByRole('textbox', { name: 'WeChat' }).press('Enter');
    await expect(page.getByText(/Not enough room: .* needed.*Nothing was changed/).first()).toBeVisible();
    await page.unroute(/\/worker[^/]*\.js$/);
    await page.reload();
    await expect(page.getByRole('button', { name: 'before', exact: true })).toBeVisible();
    await editFact(page, 'WeChat', 'room-again');
    await page.reload();
    await expect(page.getByRole('button', { name: 'room-again' })).toBeVisible();
  });
});

test('a book that is removed while it is open is not written to any more, and the page says so at once and after a reload', async ({ page }) => {
  await addSample(page, '200');
  await openCustomer(page);
  const session = await page.context().newCDPSession(page);
  await session.send('Storage.clearDataForOrigin', { origin: ORIGIN, storageTypes: 'indexeddb' });
  await page.getByRole('button', { name: 'Note', exact: true }).click();
  await page.getByRole('textbox', { name: 'Note' }).fill('into nothing');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  const alert = page.getByRole('alert');
  await expect(alert.filter({ hasText: 'The browser has removed the book from this device while it was open' })).toBeVisible();
  await page.reload();
  await expect(alert.filter({ hasText: 'This book held 200 customers when you were last here, and is empty now' })).toBeVisible();
  await expect(alert.getByRole('link', { name: 'Restore a backup' })).toBeVisible();
});

test('a book that the browser cleared between two visits is missed', async ({ page }) => {
  await addSample(page, '200');
  await wipe(page);
  await open(page);
  await expect(page.getByRole('alert').filter({ hasText: 'This book held 200 customers' })).toBeVisible();
});

test('a database that another tab keeps from opening is named, and opens once it is free', async ({ page, context }) => {
  await addSample(page, '200');
  await page.close();
  // A tab that holds the database and does not let go, and a change that waits for it: whoever comes after waits, too.
  const holder = await context.newPage();
  await holder.goto(`${ROOT}manifest.webmanifest`);
  await holder.evaluate(
    () =>
      new Promise<void>((done, failed) => {
        const request = indexedDB.open('rapport-1');
        request.onerror = () => failed(request.error);
        request.onsuccess = () => {
          (window as unknown as { held: IDBDatabase }).held = request.result;
          indexedDB.open('rapport-1', 2).onblocked = () => done();
        };
      }),
  );
  const late = await context.newPage();
  await late.goto(ROOT);
  await expect(late.getByRole('alert')).toContainText('Another tab holds the book open', { timeout: 30_000 });
});

test('two tabs that add at the same moment both add all of theirs', async ({ page, context }) => {
  const other = await context.newPage();
  for (const tab of [page, other]) await open(tab, 'import');
  const add = (tab: Page) => tab.getByRole('main').getByRole('button', { name: '5,000 customers' }).click();
  await Promise.all([add(page), add(other)]);
  for (const tab of [page, other]) await expect(tab.getByText('Sample data added')).toBeVisible({ timeout: 60_000 });
  for (const tab of [page, other]) expect(await customersInBook(tab)).toBe(10_000);
});

test.describe('with a clock that is set back a year', () => {
  test.use({ serviceWorkers: 'block' });

  /** From the next visit on, page and worker read another time. */
  async function setBack(page: Page, days: number) {
    const shift = `{ const now = Date.now; Date.now = () => now() - ${days * 24 * 3600 * 1000}; }\n`;
    await page.addInitScript(shift);
    await before(page, shift);
  }

  test('a later edit still wins, the history keeps its order, and scores stay', async ({ page }) => {
    await addSample(page, '200');
    const customer = await openCustomer(page);
    await editFact(page, 'WeChat', 'before');
    await setBack(page, 365);
    await page.reload();
    await editFact(page, 'WeChat', 'with-the-clock-set-back');
    await page.reload();
    await expect(page.getByRole('button', { name: 'with-the-clock-set-back' })).toBeVisible();
    await open(page, 'customers');
    await scored(page);
    await expect(listCount(page)).toHaveText('200');
    await expect(rows(page).getByRole('link', { name: customer, exact: true }).first()).toBeVisible();
    // No reminder of a backup either: the clock is wrong, not the backup old.
    await expect(page.getByText('There is no backup of this book yet')).toBeHidden();
    await page.keyboard.press('Control+z');
    await expect(toast(page, 'Undid: Changed WeChat')).toBeVisible();
    await openCustomer(page);
    await expect(page.getByRole('button', { name: 'before', exact: true })).toBeVisible();
  });
});
