// What figures rest on: a margin told from costs, thresholds of one's own, bad answers, and how sure a figure is.
import { expect, test, type Page } from '@playwright/test';
import { addSample, chooseFile, open, speakChinese, toast } from './app';
import { openCustomer } from './customer';

const csv = (name: string, lines: string[]) => ({ name, mimeType: 'text/csv', buffer: Buffer.from(lines.join('\n')) });

async function bring(page: Page, name: string, lines: string[]) {
  await open(page, 'import');
  await chooseFile(page, csv(name, lines));
  await page.getByRole('button', { name: 'Check the whole file' }).click();
  await page.getByRole('main').getByRole('button', { name: 'Import', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Imported' })).toBeVisible({ timeout: 30_000 });
}

test('without a margin the costs of products tell it, and a margin that is set counts instead', async ({ page }) => {
  test.setTimeout(60_000);
  await addSample(page, '200');
  const main = page.getByRole('main');
  await open(page, 'value');
  await expect(main.getByText('Whole amounts are counted, because no margin is set')).toBeVisible();
  await open(page, 'records?of=product');
  await page.getByRole('grid', { name: 'Products' }).getByRole('row').filter({ has: page.getByRole('link') }).first().getByRole('link').click();
  await page.getByTitle('Change Unit cost').click();
  await page.getByRole('textbox', { name: 'Unit cost' }).fill('1.50');
  await page.getByRole('textbox', { name: 'Unit cost' }).press('Enter');
  await expect(toast(page, 'Changed unit cost')).toBeVisible();
  await open(page, 'value');
  const told = main.getByText(/No margin is set: it is told from the order lines whose product has a unit cost, \d+% of what was bought/);
  await expect(told).toBeVisible();
  await expect(main.getByText(/margin \d+%, discount/)).not.toContainText('margin 100%');
  await page.reload();
  await expect(told).toBeVisible();
  await open(page, 'churn');
  await expect(main.getByText(/Offers count a margin of \d+%/)).toBeVisible();
  await page.getByText('Thresholds and margin').click();
  await expect(page.getByLabel('Margin, % of an amount')).toHaveValue('');
  await page.getByLabel('Margin, % of an amount').fill('30');
  await page.getByLabel('Margin, % of an amount').blur();
  await expect(main.getByText(/Offers count a margin/)).toHaveCount(0);
  await open(page, 'value');
  await expect(main.getByText(/margin 30%, discount/)).toBeVisible();
  await expect(told).toHaveCount(0);
});

test('where danger begins is a setting, kept and undone like any other', async ({ page }) => {
  await addSample(page, '200');
  await open(page, 'churn');
  await page.getByText('Thresholds and margin').click();
  const alive = page.getByLabel('In danger: still a customer, below, %');
  await expect(alive).toHaveValue('50');
  await expect(page.getByLabel('In danger: overdue from, % of own gaps')).toHaveValue('95');
  await expect(page.getByLabel('Gone: orders again within the horizon, below, %')).toHaveValue('15');
  const inDanger = async () => {
    await open(page, 'overview');
    const row = page.getByRole('main').getByRole('row').filter({ has: page.getByRole('rowheader', { name: 'Danger', exact: true }) }).first();
    return Number((await row.getByRole('cell').first().innerText()).replace(/\D/g, ''));
  };
  const before = await inDanger();
  await open(page, 'churn');
  await page.getByText('Thresholds and margin').click();
  await alive.fill('95');
  await alive.blur();
  await expect(toast(page, 'Changed')).toBeVisible();
  await page.reload();
  await page.getByText('Thresholds and margin').click();
  await expect(alive).toHaveValue('95');
  expect(await inDanger()).toBeGreaterThan(before);
  await page.keyboard.press('Control+z');
  await expect.poll(inDanger).toBe(before);
});

test('a bad answer about satisfaction stands on the watch, in both languages', async ({ page }) => {
  await addSample(page, '200');
  const name = await openCustomer(page);
  const day = new Date().toISOString().slice(0, 10);
  await bring(page, 'answers.csv', ['Asked,Customer,Score,Date', `"Satisfied, 1–5",${name},1,${day}`]);
  await open(page, 'churn');
  await expect(page.getByRole('row').filter({ has: page.getByRole('link', { name, exact: true }) })).toContainText('satisfaction 1 of 5');
  await speakChinese(page);
  await open(page, 'churn');
  await expect(page.getByRole('row').filter({ has: page.getByRole('link', { name, exact: true }) })).toContainText('满意度 1 分（满分 5 分）');
});

test('figures tell how sure they are, and every score orders the list', async ({ page }) => {
  await addSample(page, '200');
  await open(page, 'overview');
  const figure = (name: string) => page.getByRole('main').getByRole('row').filter({ has: page.getByRole('rowheader', { name, exact: true }) });
  await expect(figure('Repeat rate').getByRole('cell').first()).toHaveText(/^[\d.]+% \(\d+%–\d+%\)$/);
  await expect(figure('Value at risk').getByRole('cell').nth(1)).toHaveText(/\d/);
  await expect(figure('Value at risk').getByRole('cell').nth(2)).toHaveText(/^[+−]\d+%$/);
  await open(page, 'cohorts');
  await expect(page.locator('.flow-cell[title*="95 % interval"]').first()).toBeVisible();
  await open(page, 'customers?sort=-value_at_risk');
  await page.getByRole('grid').getByRole('row').filter({ has: page.getByRole('link') }).first().getByRole('link').first().click();
  await expect(page.locator('.outlook').getByText(/^95 %: \d+% – \d+%$/)).toBeVisible();
  await expect(page.locator('.score-lead').getByText(/^95 %: \d+ – \d+$/)).toBeVisible();
});
