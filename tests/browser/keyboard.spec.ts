// Everything by hand on the keys: search, list, customer, back, undo.
import { expect, test } from '@playwright/test';
import { addSample, listCount, open, rows, scored } from './app';
import { editFact, openCustomer } from './customer';

test.beforeEach(async ({ page }) => {
  await addSample(page, '200');
  await open(page, 'customers');
  await scored(page);
});

test('/ goes to the search, typing narrows the list, Escape empties it', async ({ page }) => {
  await page.keyboard.press('/');
  const search = page.getByRole('searchbox');
  await expect(search).toBeFocused();
  await page.keyboard.type('C000123');
  await expect(rows(page)).toHaveCount(1);
  await page.keyboard.press('Escape');
  await expect(search).toHaveValue('');
  await expect(listCount(page)).toHaveText('200');
});

test('/ typed into a field is a letter', async ({ page }) => {
  await page.keyboard.press('/');
  await page.keyboard.type('a/b');
  await expect(page.getByRole('searchbox')).toHaveValue('a/b');
});

test('Tab reaches the list, arrows move, Enter opens, Escape returns', async ({ page }) => {
  const grid = page.getByRole('grid');
  for (let presses = 0; presses < 40 && !(await grid.evaluate((node) => node === document.activeElement)); presses++) {
    await page.keyboard.press('Tab');
  }
  await expect(grid).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  const second = rows(page).nth(1);
  await expect(grid).toHaveAttribute('aria-activedescendant', 'row-1');
  await expect(second).toHaveAttribute('id', 'row-1');
  const name = await second.getByRole('link').innerText();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/id=[0-9a-f]{32}/);
  await expect(page.getByRole('heading', { name, exact: true }).first()).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page).not.toHaveURL(/id=/);
  await expect(grid).toBeVisible();
});

test('J and K go from customer to customer while one is open beside the list', async ({ page }) => {
  const [first, second] = await Promise.all([0, 1].map((nth) => rows(page).nth(nth).getByRole('link').innerText()));
  await openCustomer(page);
  await page.keyboard.press('j');
  await expect(page.getByRole('heading', { name: second, exact: true }).first()).toBeVisible();
  await page.keyboard.press('k');
  await expect(page.getByRole('heading', { name: first, exact: true }).first()).toBeVisible();
});

test('a word of two keys goes to a page', async ({ page }) => {
  for (const [key, heading] of [
    ['s', 'Segments'],
    ['i', 'Import'],
    ['c', 'Customers'],
  ]) {
    await page.keyboard.press('g');
    await page.keyboard.press(key);
    await expect(page.getByRole('heading', { level: 1, name: heading })).toBeVisible();
  }
});

test('? lists the keys in a dialog that Escape closes', async ({ page }) => {
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
});

test('Escape leaves a fact as it was', async ({ page }) => {
  await openCustomer(page);
  await page.getByTitle('Change Region').click();
  const input = page.getByRole('textbox', { name: 'Region' });
  await expect(input).toBeFocused();
  await input.fill('never saved');
  await page.keyboard.press('Escape');
  await expect(page.getByTitle('Change Region')).toBeVisible();
  await expect(page.getByText('never saved')).toHaveCount(0);
});

test('Ctrl+Z outside a field takes back the newest change, inside a field only typing', async ({ page }) => {
  await openCustomer(page);
  await editFact(page, 'WeChat', 'to-be-undone');
  await page.getByTitle('Change Region').click();
  const input = page.getByRole('textbox', { name: 'Region' });
  await input.pressSequentially('Atlantis');
  await input.press('Control+z');
  await expect(page.getByRole('button', { name: 'to-be-undone', exact: true })).toBeVisible();
  await input.press('Escape');
  await expect(input).toHaveCount(0);
  await page.keyboard.press('Control+z');
  await expect(page.getByRole('button', { name: 'to-be-undone', exact: true })).toHaveCount(0);
});

test('Ctrl+Z steps back through the changes of one fact, Ctrl+Shift+Z steps forward again', async ({ page }) => {
  await openCustomer(page);
  for (const text of ['first', 'second', 'third']) await editFact(page, 'WeChat', text);
  const shows = (text: string) => expect(page.getByRole('button', { name: text, exact: true })).toBeVisible();
  for (const text of ['second', 'first']) {
    await page.keyboard.press('Control+z');
    await shows(text);
  }
  for (const text of ['second', 'third']) {
    await page.keyboard.press('Control+Shift+z');
    await shows(text);
  }
  await page.keyboard.press('Control+y');
  await expect(page.getByText('There is nothing to bring back')).toBeVisible();
  await page.keyboard.press('Control+z');
  await shows('second');
});
