// Clusters: as many as are asked for, everybody in one of them, and a tag that lists can use.
import { readFileSync } from 'node:fs';
import { expect, test, type Page } from '@playwright/test';
import { addSample, goTo, open, speakChinese, toast } from './app';

const rows = (page: Page) => page.getByRole('group', { name: 'Customers who are alike' }).getByRole('row');

test('clusters are chosen by the data or by number, and lead to their customers', async ({ page }) => {
  await addSample(page, '200');
  await goTo(page, 'Insight', 'Segments');
  await page.getByRole('navigation', { name: 'Insight' }).getByRole('link', { name: 'Clusters' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Clusters' })).toBeVisible();
  await expect(page.getByText(/^\d clusters are the clearest of those tried\.$/)).toBeVisible();
  await page.getByText('How clear each number of clusters is').click();
  await expect(page.getByText(/2 clusters 0\.\d+, 3 clusters/)).toBeVisible();

  // A head, the clusters, and all.
  await page.getByRole('combobox', { name: 'How many' }).selectOption('4 clusters');
  await expect(rows(page)).toHaveCount(6);
  await page.getByRole('checkbox', { name: 'Loyalty' }).check();
  await expect(rows(page).first().getByRole('columnheader', { name: 'Loyalty' })).toBeVisible();

  const coming = page.waitForEvent('download');
  await page.getByRole('button', { name: 'CSV' }).click();
  const lines = readFileSync((await (await coming).path()) ?? '', 'utf8').trim().split('\r\n');
  expect(lines).toHaveLength(6);
  const size = (line: string) => Number(line.replace(/^"[^"]*"/, '').split(',')[1]);
  expect(lines.slice(1, 5).map(size).reduce((sum, n) => sum + n)).toBe(size(lines[5] ?? ''));

  const typical = page.getByRole('list', { name: /^Most typical: / }).first().getByRole('link').first();
  const name = (await typical.textContent()) ?? '';
  await typical.click();
  await expect(page.getByRole('heading', { name }).first()).toBeVisible();
});

test('a cluster becomes a tag in one step that one undo takes back', async ({ page }) => {
  await addSample(page, '200');
  await open(page, 'clusters');
  await page.getByRole('combobox', { name: 'How many' }).selectOption('3 clusters');
  await expect(rows(page)).toHaveCount(5);
  await page.getByRole('textbox', { name: 'Name of the tag' }).first().fill('My best');
  const button = page.getByRole('button', { name: /^Tag [\d,]+ customers?$/ }).first();
  const n = ((await button.textContent()) ?? '').replace(/[^\d,]/g, '');
  await button.click();
  const done = new RegExp(`Changed tags of ${n} records?`);
  await expect(toast(page, done).first()).toBeVisible();
  await open(page, 'records?of=tag');
  await expect(page.getByRole('grid').getByRole('link', { name: 'My best' })).toBeVisible();
  await page.keyboard.press('Control+z');
  await expect(page.getByRole('grid').getByRole('link', { name: 'My best' })).toHaveCount(0);
});

test('clusters in Chinese, and without orders', async ({ page }) => {
  await open(page, 'clusters');
  await expect(page.getByRole('heading', { name: 'No orders yet' })).toBeVisible();
  await addSample(page, '200');
  await speakChinese(page);
  await open(page, 'clusters');
  await expect(page.getByRole('heading', { name: '相似的客户' })).toBeVisible();
  await expect(page.getByRole('button', { name: /^给 \d+ 位客户打标签$/ }).first()).toBeVisible();
});
