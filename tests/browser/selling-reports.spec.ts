// Reports, the dashboard and targets: what they say agrees with the records, is kept, and can be undone.
import { readFileSync } from 'node:fs';
import { expect, test, type Locator, type Page } from '@playwright/test';
import { addSample, open, speakChinese, toast } from './app';

const tile = (page: Page, name: string): Locator =>
  page.getByRole('listitem').filter({ has: page.getByRole('heading', { level: 2, name, exact: true }) });
const names = (page: Page) => page.locator('.report-tile h2').allTextContents();

async function csv(page: Page, of: Locator) {
  const coming = page.waitForEvent('download');
  await of.getByRole('button', { name: 'CSV' }).click();
  return readFileSync((await (await coming).path()) ?? '', 'utf8').replace('\ufeff', '').trim().split('\r\n');
}

async function notWider(page: Page) {
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect(wide).toBeLessThanOrEqual(0);
}

test('the dashboard adds up, leads to its records, and is arranged by hand', async ({ page }) => {
  await open(page, 'reports');
  await expect(page.getByRole('heading', { name: 'Nothing to report yet' })).toBeVisible();
  await addSample(page, '200');
  await open(page, 'reports');
  const months = tile(page, 'Sales by month');
  await expect(months.getByRole('img').first()).toBeVisible();
  const cents = (text?: string) => Math.round(Number(text) * 100);
  const lines = (await csv(page, months)).map((line) => line.split(','));
  const total = lines.at(-1);
  expect(lines.slice(1, -1).reduce((sum, line) => sum + cents(line[1]), 0)).toBe(cents(total?.[1]));
  // The same orders, put together in another way.
  await months.getByRole('button', { name: 'Table' }).click();
  await expect(months.getByRole('row').last()).toContainText('Total');

  const regions = tile(page, 'Sales by region');
  const region = regions.getByRole('button', { name: /\S/ }).filter({ hasNotText: /CSV|PNG|Table/ }).first();
  const name = (await region.textContent()) ?? '';
  await region.click();
  const sheet = page.getByRole('dialog', { name: `Records: ${name}` });
  await expect(sheet.getByRole('status').last()).toContainText(/record/);
  await sheet.getByRole('link').first().click();
  await expect(page).toHaveURL(/records\?of=order&id=/);

  await open(page, 'reports');
  await expect(tile(page, 'Sales by month')).toBeVisible();
  const before = await names(page);
  await page.getByRole('button', { name: 'Arrange' }).click();
  await page.getByRole('button', { name: 'Move Sales by product forward' }).click();
  await expect.poll(() => names(page)).toEqual([before[1], before[0], ...before.slice(2)]);
  await page.getByRole('button', { name: 'Hide Won and lost deals' }).click();
  await expect(tile(page, 'Won and lost deals')).toHaveCount(0);
  await page.reload();
  await expect.poll(async () => (await names(page))[0]).toBe('Sales by product');
  await page.getByRole('button', { name: 'Show Won and lost deals' }).click();
  await expect(tile(page, 'Won and lost deals')).toBeVisible();
  await page.keyboard.press('Control+z');
  await expect(tile(page, 'Won and lost deals')).toHaveCount(0);
});

test('a report is built, seen at once, saved, changed and deleted', async ({ page }) => {
  await addSample(page, '200');
  await open(page, 'reports?tab=report');
  const preview = page.locator('.report-preview');
  await page.getByLabel('Records', { exact: true }).selectOption('Customers');
  await page.getByLabel('Group by', { exact: true }).selectOption('Region');
  await page.getByLabel('Figure 1', { exact: true }).selectOption('Number of records');
  await page.getByLabel('Drawn as').selectOption('Table');
  await page.getByLabel('Groups shown').selectOption('All');
  await expect(preview.getByRole('columnheader', { name: 'Region' })).toBeVisible();
  await expect(preview.getByRole('row').last().getByRole('cell').first()).toHaveText('200');
  await page.getByLabel('Then by', { exact: true }).selectOption('Kind');
  await expect(preview.getByRole('columnheader', { name: 'Business' })).toBeVisible();
  await page.getByText('Filter', { exact: true }).click();
  await page.getByRole('button', { name: 'Add a condition' }).click();
  await page.getByRole('combobox', { name: 'Field', exact: true }).selectOption('Kind');
  await page.getByRole('button', { name: 'Business', exact: true }).click();
  await expect(preview.getByRole('columnheader', { name: 'Person' })).toHaveCount(0);
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByText('Type a name to find the report again')).toBeVisible();
  await page.getByLabel('Name of the report').fill('Businesses by region');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(tile(page, 'Businesses by region').getByRole('columnheader', { name: 'Business' })).toBeVisible();
  await page.reload();
  await tile(page, 'Businesses by region').getByRole('link', { name: 'Change Businesses by region' }).click();
  await expect(page.getByLabel('Name of the report')).toHaveValue('Businesses by region');
  await expect(page.getByLabel('Group by', { exact: true })).toHaveValue(/\d/);
  await page.getByRole('button', { name: 'Delete', exact: true }).click();
  await expect(tile(page, 'Sales by month')).toBeVisible();
  await expect(tile(page, 'Businesses by region')).toHaveCount(0);
  await page.keyboard.press('Control+z');
  await expect(tile(page, 'Businesses by region')).toBeVisible();
  // Search finds it, and the trash gives it back like any record.
  await page.keyboard.press('Control+k');
  await page.getByRole('dialog').getByRole('combobox').fill('businesses by');
  await expect(page.getByRole('dialog').getByRole('option').first()).toContainText('Businesses by region');
  await page.keyboard.press('Enter');
  await expect(page.getByLabel('Name of the report')).toHaveValue('Businesses by region');
  await page.getByRole('button', { name: 'Delete', exact: true }).click();
  await expect(tile(page, 'Sales by month')).toBeVisible();
  await open(page, 'records?of=report&trash=1');
  await page.getByRole('grid').getByRole('link', { name: 'Businesses by region' }).click();
  await page.getByRole('button', { name: 'Restore', exact: true }).first().click();
  await expect(toast(page, /Restored/)).toBeVisible();
  await open(page, 'reports');
  await expect(tile(page, 'Businesses by region')).toBeVisible();
});

test('targets are typed, saved as one step, compared with what was reached, and taken back', async ({ page }) => {
  await addSample(page, '200');
  await open(page, 'records?of=user');
  await page.getByRole('button', { name: 'New user' }).click();
  await page.getByRole('dialog').getByRole('textbox', { name: 'Name' }).fill('Anna Test');
  await page.getByRole('dialog').getByRole('button', { name: 'Add', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Anna Test' })).toBeVisible();
  await open(page, 'reports?tab=targets');
  await page.getByLabel('Target of').selectOption('Activities');
  await page.getByLabel('Per', { exact: true }).selectOption('Quarter');
  const cells = page.getByRole('row', { name: /^Anna Test/ }).getByRole('textbox');
  await expect(cells).toHaveCount(4);
  await cells.nth(0).fill('-5');
  await expect(page.getByText('Some cells are no numbers from 0 on')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Save targets' })).toBeDisabled();
  for (let nth = 0; nth < 4; nth += 1) await cells.nth(nth).fill('40');
  await page.getByRole('button', { name: 'Save targets' }).click();
  await expect(toast(page, 'Set 4 targets')).toBeVisible();
  await expect(page.getByRole('listitem').filter({ hasText: 'Anna Test' })).toContainText('0 of 40');
  await expect(page.getByRole('listitem').filter({ hasText: 'Whole company' })).toContainText('of 40');
  await page.reload();
  await page.getByLabel('Target of').selectOption('Activities');
  await page.getByLabel('Per', { exact: true }).selectOption('Quarter');
  await expect(cells.nth(3)).toHaveValue('40');
  await page.getByRole('button', { name: 'A year on' }).click();
  await expect(cells.nth(3)).toHaveValue('');
  await page.getByRole('button', { name: 'Last year +10 %' }).click();
  await expect(cells.nth(3)).toHaveValue('44');
  await page.getByRole('button', { name: 'Discard' }).click();
  await page.getByRole('button', { name: 'A year back' }).click();
  await page.keyboard.press('Control+z');
  await expect(cells.nth(3)).toHaveValue('');
});

test('what was typed waits while other targets are looked at, and says that it is not saved', async ({ page }) => {
  await addSample(page, '200');
  await open(page, 'reports?tab=targets');
  const cells = page.getByRole('row', { name: /^Whole company/ }).getByRole('textbox');
  await expect(cells).toHaveCount(12);
  await cells.nth(0).fill('4000');
  await expect(page.getByText('Typed and not saved')).toHaveCount(0);
  await page.getByLabel('Per', { exact: true }).selectOption('Quarter');
  await expect(cells).toHaveCount(4);
  await expect(cells.nth(0)).toHaveValue('');
  await expect(page.getByText(/^Typed and not saved: Revenue · Month · \d{4}$/)).toBeVisible();
  await cells.nth(1).fill('9000');
  await page.getByRole('button', { name: 'A year on' }).click();
  await expect(cells.nth(1)).toHaveValue('');
  await page.getByRole('button', { name: 'A year back' }).click();
  await expect(cells.nth(1)).toHaveValue('9000');
  await page.getByRole('button', { name: 'Discard' }).click();
  await page.getByLabel('Per', { exact: true }).selectOption('Month');
  await expect(cells.nth(0)).toHaveValue('4000');
  await page.getByRole('button', { name: 'Save targets' }).click();
  await expect(toast(page, 'Set 1 target')).toBeVisible();
  await page.getByLabel('Per', { exact: true }).selectOption('Quarter');
  await expect(page.getByText('Typed and not saved')).toHaveCount(0);
  const company = page.getByRole('listitem').filter({ hasText: 'Whole company' });
  await page.getByLabel('Period shown').selectOption('0');
  await expect(company).toContainText('the sum of the targets set');
});

test('what was reached leads to its records, in Chinese and on a phone', async ({ page }) => {
  await addSample(page, '200');
  await page.setViewportSize({ width: 390, height: 844 });
  await speakChinese(page);
  await open(page, 'reports');
  await expect(tile(page, '按月销售额').getByRole('img').first()).toBeVisible();
  await notWider(page);
  await page.getByRole('link', { name: '业绩目标', exact: true }).click();
  await page.getByLabel('周期').selectOption('年');
  await page.getByRole('button', { name: '全公司' }).click();
  await expect(page.getByRole('dialog').getByText(/条记录/)).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await notWider(page);
  await page.getByRole('link', { name: '自定义报表', exact: true }).click();
  await expect(page.getByLabel('报表名称')).toBeVisible();
  await notWider(page);
});
