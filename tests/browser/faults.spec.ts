// What browsers and clocks do to a book, and what the page says then: nothing acknowledged is lost, nothing is half done, and it is said in plain words.
import { expect, test, type Page } from '@playwright/test';
import { addSample, customersInBook, open, ROOT } from './app';
import { wipe } from './backup';
import { openCustomer } from './customer';

const ORIGIN = new URL(ROOT).origin;

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
  await expect(alert.filter({ hasText: /This book held [\d,]+ records when you were last here, and is empty now/ })).toBeVisible();
  await expect(alert.getByRole('link', { name: 'Restore a backup' })).toBeVisible();
});

test('a book that the browser cleared between two visits is missed', async ({ page }) => {
  await addSample(page, '200');
  await wipe(page);
  await open(page);
  await expect(page.getByRole('alert').filter({ hasText: /This book held [\d,]+ records/ })).toBeVisible();
});

test('a book of nothing but leads is missed, too', async ({ page }) => {
  await open(page, 'leads');
  const line = page.getByRole('textbox', { name: 'New lead in one line' });
  await line.fill('Ada Lovelace, 020 7946 0000');
  await line.press('Enter');
  const who = page.getByRole('dialog', { name: 'Who are you?' });
  await who.getByRole('textbox', { name: 'Your name' }).fill('Mo');
  await who.getByRole('button', { name: 'Add me' }).click();
  await expect(page.getByRole('main').getByText('Ada Lovelace').first()).toBeVisible();
  // How many records there are is told a moment after they are shown.
  await expect.poll(() => page.evaluate(() => Number(localStorage.getItem('rapport.sentinel')))).toBeGreaterThan(0);
  await wipe(page);
  await open(page);
  await expect(page.getByRole('alert').filter({ hasText: /This book held \d+ records? when/ })).toBeVisible();
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
