// The connection to the database breaks, and the clock goes back: nothing that was saved is lost, and what could not be saved waits where it was typed.
import { expect, test } from '@playwright/test';
import { addSample, open } from './app';
import { editFact, openCustomer } from './customer';
import { HEARS, inWorker, tell } from './worker';

/** Closes all connections when told 'break', and keeps new ones from opening until told 'mend'. */
const BREAKABLE = `
const opened = [];
let broken = false;
const openIt = IDBFactory.prototype.open;
IDBFactory.prototype.open = function (...all) {
  if (broken) throw new DOMException('Internal error opening backing store for indexedDB.open.', 'UnknownError');
  const request = openIt.apply(this, all);
  request.addEventListener('success', () => opened.push(request.result));
  return request;
};
self.told = (what) => {
  broken = what === 'break for good';
  if (what !== 'mend') opened.splice(0).forEach((database) => database.close());
};
${HEARS}`;

test('a connection that the browser drops is opened again, and the edit is saved', async ({ page }) => {
  await inWorker(page, BREAKABLE);
  await addSample(page, '200');
  await openCustomer(page);
  await tell(page, 'break');
  await editFact(page, 'WeChat', 'saved-all-the-same');
  await tell(page, 'break');
  await page.keyboard.press('Control+z');
  await expect(page.getByRole('button', { name: 'saved-all-the-same' })).toHaveCount(0);
  await page.keyboard.press('Control+Shift+z');
  await expect(page.getByRole('button', { name: 'saved-all-the-same' })).toBeVisible();
  await page.reload();
  await expect(page.getByRole('button', { name: 'saved-all-the-same' })).toBeVisible();
});

test('one that cannot be opened again is told, and what was typed waits until it can', async ({ page }) => {
  await inWorker(page, BREAKABLE);
  await addSample(page, '200');
  await openCustomer(page);
  await editFact(page, 'WeChat', 'saved-before');
  await tell(page, 'break for good');
  await page.getByTitle('Change WeChat').click();
  const wechat = page.getByRole('textbox', { name: 'WeChat' });
  await wechat.fill('typed-meanwhile');
  await wechat.press('Enter');
  await expect(page.locator('.toast.problem')).toBeVisible();
  await expect(wechat).toHaveValue('typed-meanwhile');
  await tell(page, 'mend');
  await wechat.press('Enter');
  await expect(page.getByRole('button', { name: 'typed-meanwhile' })).toBeVisible();
  await page.reload();
  await expect(page.getByRole('button', { name: 'typed-meanwhile' })).toBeVisible();
});

test('after the clock went back a year, what is written later still wins, and can be undone', async ({ page }) => {
  await inWorker(page, `
let shift = 0;
const now = Date.now.bind(Date);
Date.now = () => now() + shift;
self.told = (millis) => (shift = millis);
${HEARS}`);
  await addSample(page, '200');
  await openCustomer(page);
  await editFact(page, 'WeChat', 'this-year');
  await tell(page, -365 * 24 * 3600 * 1000);
  await editFact(page, 'WeChat', 'a-year-before');
  await page.keyboard.press('Control+z');
  await expect(page.getByRole('button', { name: 'this-year' })).toBeVisible();
  await page.keyboard.press('Control+Shift+z');
  await expect(page.getByRole('button', { name: 'a-year-before' })).toBeVisible();
  const customer = page.url();
  await open(page, 'history');
  await expect(page.getByRole('main').getByRole('listitem').first()).toContainText('WeChat');
  await page.goto(customer);
  await expect(page.getByRole('button', { name: 'a-year-before' })).toBeVisible();
});

test('when a day ends while the book is open, what is said of today follows', async ({ page }) => {
  await inWorker(page, `
let shift = 0;
const now = Date.now.bind(Date);
Date.now = () => now() + shift;
const waiting = [];
const later = self.setTimeout.bind(self);
self.setTimeout = (act, millis, ...all) => (millis === 60000 ? waiting.push(act) : later(act, millis, ...all));
self.told = (millis) => {
  shift = millis;
  waiting.splice(0).forEach((act) => act());
};
${HEARS}`);
  await addSample(page, '200');
  await open(page, 'overview');
  const asOf = page.getByRole('main').getByText(/^As of /).first();
  const today = (await asOf.textContent()) ?? '';
  expect(today).toMatch(/^As of \d/);
  await tell(page, 24 * 3600 * 1000);
  await expect(asOf).not.toHaveText(today);
});
