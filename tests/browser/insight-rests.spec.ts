// What figures rest on: a margin told from costs, thresholds of one's own, bad answers, and how sure a figure is.
import { readFileSync } from 'node:fs';
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
  await expect(page.getByLabel('Termination: orders again within the horizon, below, %')).toHaveValue('15');
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
  await expect(toast(page, /^Undid/)).toBeVisible();
  await expect.poll(inDanger, { timeout: 20_000 }).toBe(before);
});

test('why somebody is in a stage is told by the bounds that are set, in both languages', async ({ page }) => {
  await addSample(page, '200');
  await open(page, 'churn');
  await page.getByText('Thresholds and margin').click();
  const alive = page.getByLabel('In danger: still a customer, below, %');
  await expect(alive).toHaveValue('50');
  await alive.fill('80');
  await alive.blur();
  await expect(toast(page, 'Changed')).toBeVisible();
  await openCustomer(page);
  const shown = page.url();
  const part = (heading: string) => page.locator('.score-part').filter({ has: page.getByRole('heading', { name: heading, exact: true }) });
  await part('Life-cycle stage').locator('summary').click();
  await expect(part('Life-cycle stage')).toContainText('the chance of an order within the horizon is below 15% and that they are still a customer below 80%');
  await speakChinese(page);
  await page.goto(shown);
  await part('生命周期阶段').locator('summary').click();
  await expect(part('生命周期阶段')).toContainText('仍是客户的可能性低于 80%');
  // Whoever moved is told why by the same bounds.
  await open(page, 'life-cycle');
  await expect(page.locator('.mover-table tbody').getByText(/仍是客户的可能性低于 80%/).first()).toBeVisible();
});

test('few answers are told as what they are, not as none', async ({ page }) => {
  await addSample(page, '200');
  const name = await openCustomer(page);
  const day = new Date().toISOString().slice(0, 10);
  await bring(page, 'answers.csv', ['Asked,Customer,Score,Date', `"Would recommend, 0–10",${name},9,${day}`, `"Was easy, 1–7",${name},6,${day}`]);
  await open(page, 'overview');
  const figure = page.getByRole('row').filter({ has: page.getByRole('rowheader', { name: 'Recommendation (NPS)', exact: true }) });
  await expect(figure.getByRole('cell').first()).toHaveText('not enough data: 1 of 3 answers');
  await expect(figure.getByRole('cell').nth(1)).toHaveText('no answers');
  await open(page, 'dimensions');
  const measure = (name: string) => page.getByRole('row').filter({ has: page.getByRole('cell', { name, exact: true }) }).getByRole('cell').nth(1);
  await expect(measure('Recommendation')).toHaveText('not enough data: 1 of 3 answers');
  await expect(measure('Was easy, 1–7')).toHaveText('6.0 (n = 1)');
});

test('where nobody came back, payback says that it counts whole amounts, and the margin can be set', async ({ page }) => {
  const day = (back: number) => new Date(Date.now() - back * 86_400_000).toISOString().slice(0, 10);
  const orders = Array.from({ length: 60 }, (_, at) => `c${at},${day(at + 3)},${(at % 17) + 5}.00,o${at}`);
  await bring(page, 'orders.csv', ['customer id,order date,amount,order number', ...orders]);
  await open(page, 'records?of=acquisition_spend');
  await page.getByRole('button', { name: 'New acquisition spend' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'Amount' }).fill('500');
  await dialog.getByRole('textbox', { name: 'Month' }).fill(day(10));
  await dialog.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(toast(page, 'Added acquisition spend')).toBeVisible();
  await open(page, 'value');
  const note = page.getByRole('main').getByText('Payback counts whole amounts as earned, because no margin is set; it can be set below.');
  await expect(note).toBeVisible();
  const sources = page.locator('section').filter({ has: page.getByRole('heading', { level: 2, name: 'What a new customer costs' }) });
  const coming = page.waitForEvent('download');
  await sources.getByRole('button', { name: 'CSV' }).click();
  const lines = readFileSync((await (await coming).path()) ?? '', 'utf8').trim().split('\r\n');
  expect(lines[0]).toContain('"Payback (whole amounts), from (95 %)"');
  // Every line is one of the table: of a source, or all of them.
  expect(lines.at(-1)).toMatch(/^All with spend,/);
  await page.getByText('Margin and discount').click();
  await page.getByLabel('Margin, % of an amount').fill('40');
  await page.getByLabel('Margin, % of an amount').blur();
  await expect(note).toHaveCount(0);
  // There is nothing to tell of how they reorder, and nothing to open.
  await open(page, 'cohorts');
  await expect(page.locator('.flow-cell').first()).toBeVisible();
  await expect(page.locator('.insight-controls + details')).toHaveCount(0);
});

test('an order of long ago hides no cohort; the page says what it leaves out and the file has it', async ({ page }) => {
  await addSample(page, '200');
  await openCustomer(page);
  await page.getByRole('region', { name: 'Timeline' }).getByRole('button', { name: 'New order' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'Date' }).fill('1900-01-01');
  await dialog.getByRole('group', { name: 'Line 1' }).getByRole('textbox', { name: 'Unit price' }).fill('7');
  await dialog.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(toast(page, 'Added order')).toBeVisible();
  await open(page, 'cohorts');
  await expect(page.locator('.flow-cell').first()).toBeVisible();
  await page.getByRole('combobox', { name: 'Period' }).selectOption('Years');
  await expect(page.getByText('1 older cohort is left out; the file has them.')).toBeVisible();
  const coming = page.waitForEvent('download');
  await page.getByRole('button', { name: 'CSV' }).click();
  const lines = readFileSync((await (await coming).path()) ?? '', 'utf8').trim().split('\r\n');
  expect(lines[1]).toMatch(/^1900-01-01,1,/);
  expect(lines[1]?.split(',').length).toBeGreaterThan(24 * 3);
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
  // Today's watch says nothing of the day before the period.
  await expect(figure('Value at risk').getByRole('cell').first().getByRole('link')).toHaveCount(1);
  await expect(figure('Value at risk').getByRole('cell').nth(1).getByRole('link')).toHaveCount(0);
  await expect(figure('Value at risk').getByRole('cell').nth(2)).toHaveText(/^[+−]\d+%$/);
  await open(page, 'cohorts');
  await expect(page.locator('.flow-cell[title*="95 % interval"]').first()).toBeVisible();
  await open(page, 'customers?sort=-value_at_risk');
  await page.getByRole('grid').getByRole('row').filter({ has: page.getByRole('link') }).first().getByRole('link').first().click();
  await expect(page.locator('.outlook').getByText(/^95 %: \d+% – \d+%$/)).toBeVisible();
  await expect(page.locator('.score-lead').getByText(/^95 %: \d+ – \d+$/)).toBeVisible();
});
