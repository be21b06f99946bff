// Two groups side by side: what they hold is what their lists hold, and which differences are clear is said in words.
import { readFileSync } from 'node:fs';
import { expect, test, type Page } from '@playwright/test';
import { addSample, goTo, listCount, open, speakChinese } from './app';

const row = (page: Page, name: string) =>
  page.getByRole('group', { name: 'Side by side' }).getByRole('row').filter({ has: page.getByRole('rowheader', { name, exact: true }) });

test('two stages are compared, and each leads to its list', async ({ page }) => {
  await addSample(page, '200');
  await goTo(page, 'Insight', 'Segments');
  await page.getByRole('navigation', { name: 'Insight' }).getByRole('link', { name: 'Compare' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Compare' })).toBeVisible();
  await expect(page.getByText('Nobody is in both groups.')).toBeVisible();
  // Whoever is in danger is in danger, and nobody in maturity is.
  await expect(row(page, 'In danger or ended')).toContainText('0%');
  await expect(row(page, 'In danger or ended')).toContainText('clearly higher: Danger');
  await expect(row(page, 'Net promoter score')).toContainText('too few to tell');

  const size = page.getByRole('listitem').filter({ has: page.getByRole('link', { name: 'Danger', exact: true }) });
  const n = ((await size.textContent()) ?? '').match(/([\d,]+) customers?/)?.[1] ?? '';
  await size.getByRole('link').click();
  await expect(listCount(page)).toHaveText(`${n} of 200`);
});

test('with all customers the overlap is told, and the figures are a file', async ({ page }) => {
  await addSample(page, '200');
  await open(page, 'compare');
  await page.getByRole('combobox', { name: 'Second group' }).selectOption('All customers');
  await expect(page.getByText(/customers? (is|are) in both groups; in the tests they count with Maturity only\./)).toBeVisible();
  await expect(page.getByRole('listitem').filter({ hasText: '200 customers' })).toBeVisible();
  const coming = page.waitForEvent('download');
  await page.getByRole('button', { name: 'CSV' }).click();
  const lines = readFileSync((await (await coming).path()) ?? '', 'utf8').trim().split('\r\n');
  expect(lines).toHaveLength(9);
  expect(lines[0]).toContain('All customers');
  await page.getByRole('combobox', { name: 'First group' }).selectOption('All customers');
  await expect(row(page, 'Amount a customer')).toContainText('too few to tell');
});

test('a comparison in Chinese, and without orders', async ({ page }) => {
  await open(page, 'compare');
  await expect(page.getByRole('heading', { name: 'No orders yet' })).toBeVisible();
  await addSample(page, '200');
  await speakChinese(page);
  await open(page, 'compare');
  await expect(page.getByRole('heading', { name: '并排对比' })).toBeVisible();
  await expect(page.getByText('没有客户同时在两组中。')).toBeVisible();
});
