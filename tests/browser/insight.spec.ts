// The pages of insight: what they show is what the book holds, and each figure leads to its customers.
import { readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { addSample, goTo, importCdnow, listCount, open, setAsOf, speakChinese } from './app';

test('the life cycle shows stages over time, flows and movers, and leads to the customers', async ({ page }) => {
  await addSample(page, '200');
  await goTo(page, 'Segments');
  await page.getByRole('navigation', { name: 'Insight' }).getByRole('link', { name: 'Life cycle' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Life cycle' })).toBeVisible();
  const chart = page.getByRole('group', { name: 'Customers by stage, month by month' });
  await expect(chart.getByRole('img')).toHaveCount(13);
  await page.getByRole('combobox', { name: 'Months' }).selectOption('Last 6 months');
  await expect(chart.getByRole('img')).toHaveCount(7);

  // The same figures as a table and as a file.
  const frame = page.locator('section').filter({ has: page.getByRole('heading', { name: 'Customers by stage, month by month' }) });
  const coming = page.waitForEvent('download');
  await frame.getByRole('button', { name: 'CSV' }).click();
  const lines = readFileSync((await (await coming).path()) ?? '', 'utf8').trim().split('\r\n');
  expect(lines).toHaveLength(8);
  expect(lines[0]).toContain('Maturity');
  await frame.getByRole('button', { name: 'Table' }).click();
  const newest = frame.getByRole('row').nth(1).getByRole('cell');
  expect(await newest.allTextContents()).toEqual(lines.at(-1)?.split(',').slice(1));
  await frame.getByRole('button', { name: 'Chart' }).click();

  // A stage leads to its customers, as many as it says.
  const danger = frame.getByRole('row').filter({ has: page.getByRole('rowheader', { name: 'Danger' }) });
  const n = await danger.getByRole('cell').first().textContent();
  await danger.getByRole('link').click();
  await expect(listCount(page)).toHaveText(`${n} of 200`);
  await page.goBack();

  const mover = page.getByRole('group', { name: 'Who moved this month' }).getByRole('link').first();
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

test('without orders the page says what it needs', async ({ page }) => {
  await open(page, 'life-cycle');
  await expect(page.getByRole('heading', { name: 'No orders yet' })).toBeVisible();
});
