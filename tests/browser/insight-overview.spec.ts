// The overview: four steps with a way on, figures of a period, who needs attention, and groups that lead to their customers.
import { readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { addSample, importCdnow, listCount, open, setAsOf, speakChinese } from './app';

test('steps lead on, periods are compared, groups lead to their customers', async ({ page }) => {
  await addSample(page, '200');
  await open(page, 'overview');
  await expect(page.getByRole('heading', { level: 1, name: 'Overview' })).toBeVisible();
  const steps = page.getByRole('listitem').filter({ has: page.getByRole('heading', { level: 3 }) });
  await expect(steps).toHaveCount(4);
  await expect(steps.first()).toContainText(/\d+ of 200/);
  const frame = page.locator('section').filter({ has: page.getByRole('heading', { name: 'The period' }) });
  const revenue = frame.getByRole('row').filter({ has: page.getByRole('rowheader', { name: 'Net amount' }) });
  const quarter = await revenue.textContent();
  await page.getByRole('combobox', { name: 'Compared over' }).selectOption('30 days');
  await expect(revenue).not.toHaveText(quarter ?? '');
  const coming = page.waitForEvent('download');
  await frame.getByRole('button', { name: 'CSV' }).click();
  const file = readFileSync((await (await coming).path()) ?? '', 'utf8');
  // Numbers, with their intervals and of how many.
  const change = file.split('\r\n').find((line) => line.startsWith('Repeat rate,'))?.split(',').slice(-3).map(Number) ?? [];
  expect(change[1]).toBeLessThan(change[0] ?? 0);
  expect(change[2]).toBeGreaterThan(change[0] ?? 0);
  const repeat = frame.getByRole('row').filter({ has: page.getByRole('rowheader', { name: 'Repeat rate' }) });
  await expect(repeat).toContainText(/[+−][\d.]+ points \(interval of the change: [+−][\d.]+ points to [+−][\d.]+ points\)/);
  const rate = file.split('\r\n').find((line) => line.startsWith('Repeat rate,'))?.split(',').slice(1, 5).map(Number) ?? [];
  expect(rate).toHaveLength(4);
  expect(rate[1]).toBeLessThan(rate[0] ?? 0);
  expect(rate[2]).toBeGreaterThan(rate[0] ?? 0);

  const groups = page.locator('section').filter({ has: page.getByRole('heading', { name: 'Stages and segments, then and now' }) });
  const champions = groups.getByRole('row').filter({ has: page.getByRole('rowheader', { name: 'Champions' }) });
  const n = await champions.getByRole('cell').first().textContent();
  await champions.getByRole('link').click();
  await expect(listCount(page)).toHaveText(`${n} of 200`);
  await page.goBack();

  // Who was not talked with, and for whom nothing was made, as a list with that filter.
  for (const [at, name] of [[2, 'Show who was not talked with'], [3, 'Show who had nothing made for them']] as const) {
    const step = steps.nth(at);
    const [, done, all] = /([\d,]+) of ([\d,]+)/.exec((await step.textContent()) ?? '') ?? [];
    await step.getByRole('button', { name }).click();
    await expect(listCount(page)).toHaveText(`${Number(all) - Number(done)} of 200`);
    await page.goBack();
  }
  const attention = page.locator('section').filter({ has: page.getByRole('heading', { name: 'Who needs you today' }) });
  await expect(attention.getByRole('row')).toHaveCount(6);
  await attention.getByRole('link', { name: /on the churn watch$/ }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Churn watch' })).toBeVisible();
});

test('the overview of a real log, at another day, in Chinese, and without orders', async ({ page }) => {
  await open(page, 'overview');
  await expect(page.getByRole('heading', { name: 'No orders yet' })).toBeVisible();
  await importCdnow(page);
  await setAsOf(page, '1997-09-30');
  await speakChinese(page);
  await open(page, 'overview');
  await expect(page.getByText('截至 1997年9月30日')).toBeVisible();
  // By hand from the file: what was bought in the 90 days until then.
  await expect(page.getByRole('row').filter({ has: page.getByRole('rowheader', { name: '下单客户' }) })).toContainText('409');
  await expect(page.getByText('无答卷').first()).toBeVisible();
});
