// Who they are: groups of customers by trait, and the way from each figure to its customers.
import { readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { addSample, listCount, open, speakChinese } from './app';

test('groups tell how many and lead to as many', async ({ page }) => {
  await addSample(page, '200');
  await open(page, 'people');
  await expect(page.getByText('· 200 customers')).toBeVisible();
  await page.getByRole('combobox', { name: 'By' }).selectOption('Kind');
  const table = page.getByRole('group', { name: 'Customers by trait' });
  const people = table.getByRole('row').filter({ has: page.getByRole('rowheader', { name: /^Person/ }) });
  const n = (await people.getByRole('cell').first().textContent()) ?? '';
  expect(Number(n)).toBeGreaterThan(0);
  // What a customer brings and the share of those who leave have their intervals.
  await expect(people.getByRole('cell').nth(3)).toHaveText(/^\S+\s+\S+ to \S+$/);
  await expect(people.getByRole('cell').nth(4)).toHaveText(/^\d+% \(\d+% to \d+%\)\s+\d+ of \d+ past exploration$/);
  await expect(people.getByRole('cell').nth(5)).toHaveText(/^[\d.]+\s+[\d.]+ to [\d.]+ · n \d+$/);
  await people.getByRole('button', { name: 'Person: show these customers' }).click();
  await expect(listCount(page)).toHaveText(`${n} of 200`);
  // What was filtered by stands in the list, not in the URL.
  await expect(page).toHaveURL(/\/customers$/);

  // A cell leads to its customers, too: of a fifth, and of a stage.
  for (const [crossed, column] of [
    ['Fifths of value', 'Top fifth'],
    ['Life-cycle stages', 'Danger'],
  ] as const) {
    await open(page, 'people');
    await page.getByRole('combobox', { name: 'By' }).selectOption('Kind');
    await page.getByRole('combobox', { name: 'Crossed with' }).selectOption(crossed);
    const cell = page.getByRole('button', { name: new RegExp(`, 95 % interval \\d+% to \\d+%\\): Person, ${column}, show these customers$`) });
    const [count] = ((await cell.textContent()) ?? '').split(' ');
    await cell.click();
    await expect(listCount(page)).toHaveText(`${count} of 200`);
  }
});

test('ages are groups with birthdays, and the figures are a file', async ({ page }) => {
  await addSample(page, '200');
  await open(page, 'people');
  await page.getByRole('combobox', { name: 'By' }).selectOption('Age group');
  const table = page.getByRole('group', { name: 'Customers by trait' });
  await expect(table.getByRole('rowheader', { name: /^Not said/ })).toBeVisible();
  const row = table.getByRole('row').filter({ has: page.getByRole('rowheader', { name: /^35–44/ }) });
  const n = (await row.getByRole('cell').first().textContent()) ?? '';
  const frame = page.locator('section').filter({ has: page.getByRole('heading', { name: 'Customers by trait' }) });
  const coming = page.waitForEvent('download');
  await frame.getByRole('button', { name: 'CSV' }).click();
  const lines = readFileSync((await (await coming).path()) ?? '', 'utf8').trim().split('\r\n');
  expect(lines.shift()).toContain('A customer,"A customer, from (95 %)","A customer, to (95 %)",');
  expect(lines.find((line) => line.startsWith('35–44'))?.split(',')[1]).toBe(n);
  expect(lines.map((line) => Number(line.split(',')[1])).reduce((sum, more) => sum + more, 0)).toBe(200);
  await row.getByRole('button').click();
  await expect(listCount(page)).toHaveText(`${n} of 200`);
});

test('the page speaks Chinese', async ({ page }) => {
  await addSample(page, '200');
  await speakChinese(page);
  await open(page, 'people');
  await page.getByRole('combobox', { name: '按' }).selectOption('年龄段');
  await expect(page.getByRole('rowheader', { name: /^35–44 岁/ }).first()).toBeVisible();
});
