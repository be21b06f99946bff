// The pages of insight: what they show is what the book holds, and each figure leads to its customers.
import { readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { addSample, goTo, importCdnow, listCount, open, setAsOf, speakChinese } from './app';

test('the life cycle shows stages over time, flows and movers, and leads to the customers', async ({ page }) => {
  await addSample(page, '200');
  await goTo(page, 'Insight', 'Segments');
  await page.getByRole('navigation', { name: 'Insight' }).getByRole('link', { name: 'Life cycle' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Life cycle' })).toBeVisible();
  const chart = page.getByRole('group', { name: 'Customers by stage, month by month' });
  // The first column has no month before it; each other leads to the moves of its month.
  const columns = chart.getByRole('button', { name: /^Show the moves of this month/ });
  await expect(columns).toHaveCount(12);
  await page.getByRole('combobox', { name: 'Months' }).selectOption('Last 6 months');
  await expect(columns).toHaveCount(6);

  // The same figures as a table and as a file.
  const frame = page.locator('section').filter({ has: page.getByRole('heading', { name: 'Customers by stage, month by month' }) });
  const coming = page.waitForEvent('download');
  await frame.getByRole('button', { name: 'CSV' }).click();
  const lines = readFileSync((await (await coming).path()) ?? '', 'utf8').trim().split('\r\n');
  expect(lines).toHaveLength(8);
  expect(lines[0]).toContain('Maturity');
  await frame.getByRole('button', { name: 'Table' }).click();
  const newest = frame.getByRole('row').nth(1).getByRole('cell');
  await expect(newest).toHaveText(lines.at(-1)!.split(',').slice(1));
  await frame.getByRole('button', { name: 'Chart' }).click();

  // A stage leads to its customers, as many as it says.
  const danger = frame.getByRole('row').filter({ has: page.getByRole('rowheader', { name: 'Danger' }) });
  const n = await danger.getByRole('cell').first().textContent();
  await danger.getByRole('link').click();
  await expect(listCount(page)).toHaveText(`${n} of 200`);
  await page.goBack();

  const mover = page.getByRole('group', { name: 'Who that is' }).getByRole('link').first();
  const name = (await mover.textContent()) ?? '';
  await mover.click();
  await expect(page.getByRole('heading', { name }).first()).toBeVisible();
});

test('the life cycle of a real log, at another day, and in Chinese', async ({ page }) => {
  await importCdnow(page);
  await setAsOf(page, '1997-09-30');
  await open(page, 'life-cycle');
  await expect(page.getByText('As of 30 Sept 1997')).toBeVisible();
  await expect(page.getByRole('rowheader', { name: 'Termination' }).first()).toBeVisible();
  await speakChinese(page);
  await open(page, 'life-cycle');
  await expect(page.getByRole('heading', { name: '各月各阶段客户数' })).toBeVisible();
  await expect(page.getByRole('rowheader', { name: '解约期' }).first()).toBeVisible();
});

test('the churn watch ranks by value at risk, tells why, and leaves off whom one snoozes', async ({ page }) => {
  await addSample(page, '200');
  await open(page, 'churn');
  const rows = page.getByRole('row').filter({ has: page.getByRole('link') });
  const line = page.getByText(/^[\d,]+ customers, .* at risk/);
  const before = Number.parseInt((await line.textContent()) ?? '', 10);
  const warned = (n: number) => expect(line).toHaveText(new RegExp(`^${n} customers`));
  const first = (await rows.first().getByRole('link').textContent()) ?? '';
  await expect(rows.first().getByRole('cell').nth(1)).toHaveText(/^\d+%\s+\d+% to \d+%$/);
  await expect(rows.first()).toContainText(/silent longer|chance of ordering fell|gaps get longer|amounts fall|unhappy/);
  await rows.first().getByRole('button', { name: /^Snooze .* for 30 days$/ }).click();
  await expect(rows.filter({ hasText: first })).toHaveCount(0);
  await warned(before - 1);
  // Kept, and taken back from where it stands now.
  await page.reload();
  await warned(before - 1);
  await page.getByRole('button', { name: 'Snoozed · 1' }).click();
  await rows.filter({ hasText: first }).getByRole('button', { name: /^Wake .* on the watch again$/ }).click();
  await expect(page.getByText('Nobody is snoozed.')).toBeVisible();
  await page.getByRole('button', { name: 'On watch', exact: true }).click();
  await warned(before);
  await page.keyboard.press('Control+z');
  await warned(before - 1);
  // A stricter threshold warns of fewer.
  await page.getByText('Thresholds and margin').click();
  await page.getByLabel('Silent for longer than, % of own gaps').fill('99');
  await page.getByLabel('Silent for longer than, % of own gaps').blur();
  await expect.poll(async () => Number.parseInt((await line.textContent()) ?? '', 10)).toBeLessThan(before - 1);
});

test('the churn watch shows the first forty, and more of them when asked', async ({ page }) => {
  await importCdnow(page);
  await open(page, 'churn');
  const rows = page.getByRole('row').filter({ has: page.getByRole('link') });
  await expect(rows).toHaveCount(40);
  await page.getByRole('button', { name: 'Show more', exact: true }).click();
  await expect(rows).toHaveCount(80);
});

test('cohorts show who came back, by month, quarter and year, as shares and amounts', async ({ page }) => {
  await importCdnow(page);
  await open(page, 'cohorts');
  // All customers of this log came in the first quarter of 1997.
  await expect(page.getByRole('rowheader')).toHaveText(['March 1997', 'February 1997', 'January 1997']);
  await expect(page.getByText(/of buyers ordered again/)).toBeVisible();
  await page.getByRole('combobox', { name: 'Period' }).selectOption('Quarters');
  const quarter = page.getByRole('row').filter({ has: page.getByRole('rowheader', { name: '1997 Q1' }) }).getByRole('cell');
  await expect(quarter.first()).toHaveText('2,357');
  await expect(quarter.nth(2)).toHaveText('100%');
  await page.getByRole('combobox', { name: 'Shown' }).selectOption('Amount a customer');
  await expect(quarter.nth(2)).toHaveText('£47.7');
  // What each will still bring stands beside, and the cohort leads to its customers.
  await expect(quarter.nth(1)).toHaveText(/^£[\d.,]+\s+£[\d.,]+ to £[\d.,]+$/);
  await page.getByRole('button', { name: 'Show these customers: First order in 1997 Q1' }).click();
  await expect(listCount(page)).toContainText('2,357');
  await page.goBack();
  await page.getByRole('combobox', { name: 'Period' }).selectOption('Months');
  const march = page.getByRole('row').filter({ has: page.getByRole('rowheader', { name: 'March 1997' }) });
  const n = await march.getByRole('cell').first().textContent();
  await march.getByRole('rowheader').getByRole('button').click();
  await expect(listCount(page)).toHaveText(`${n} of 2,357`);
});

test('without orders the page says what it needs', async ({ page }) => {
  await open(page, 'life-cycle');
  await expect(page.getByRole('heading', { name: 'No orders yet' })).toBeVisible();
});
