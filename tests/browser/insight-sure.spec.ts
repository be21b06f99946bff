// Intervals stand beside the figures they are of, in both languages, and in the files.
import { readFileSync } from 'node:fs';
import { expect, test, type Page } from '@playwright/test';
import { addSample, open, speakChinese } from './app';

const frame = (page: Page, title: string) => page.locator('main .chart-frame').filter({ has: page.getByRole('heading', { name: title, exact: true }) });

async function heads(page: Page, title: string): Promise<string> {
  const coming = page.waitForEvent('download');
  await frame(page, title).getByRole('button', { name: 'CSV', exact: true }).click();
  return readFileSync((await (await coming).path()) ?? '', 'utf8').split('\r\n')[0];
}

test('values at risk, means of clusters, moves and the median gap tell how sure they are', async ({ page }) => {
  test.setTimeout(60_000);
  await addSample(page, '200');
  await open(page, 'churn');
  await expect(page.getByText(/^[\d,]+ customers, .* \(.* to .*\) at risk$/)).toBeVisible();
  // The risk, the value at risk, and the offer.
  await expect(page.locator('.churn-table tbody tr').first().locator('.figure-range')).toHaveCount(3);
  expect(await heads(page, 'Customers with a warning')).toContain('"Value at risk, from (95 %)","Value at risk, to (95 %)",Offer at most,"Offer at most, from (95 %)","Offer at most, to (95 %)"');

  await open(page, 'overview');
  const risk = page.getByRole('main').getByRole('row').filter({ has: page.getByRole('rowheader', { name: 'Value at risk', exact: true }) });
  await expect(risk.getByRole('cell').nth(0)).toHaveText(/ \(.* to .*\)$/);
  await expect(risk.getByRole('cell').nth(1)).toHaveText(/ \(.* to .*\)$/);

  await open(page, 'clusters');
  const first = page.locator('.cluster-table tbody tr').first();
  await expect(first.locator('.flow-cell .figure-range')).toHaveCount(3);
  await expect(page.locator('.cluster-all .figure-range')).toHaveCount(3);
  expect(await heads(page, 'Customers who are alike')).toContain('"Order days, from (95 %)","Order days, to (95 %)"');

  await open(page, 'life-cycle');
  await expect(page.locator('.flow-cell.stays[title*="(95 % interval"]').first()).toBeVisible();
  const stays = page.locator('.groups-stages .figure-range');
  await expect(stays.first()).toBeVisible();
  // On a phone an interval stays within its column.
  await page.setViewportSize({ width: 375, height: 740 });
  await expect(stays.first()).toHaveCSS('white-space', 'normal');
  expect(await stays.evaluateAll((all) => all.filter((one) => one.scrollWidth > one.clientWidth).length)).toBe(0);
  await page.setViewportSize({ width: 1280, height: 720 });

  await open(page, 'cohorts');
  const repeat = page.locator('main details.why').filter({ has: page.locator('summary', { hasText: 'of buyers ordered again' }) });
  await expect(repeat.locator('summary')).toHaveText(/half of the [\d,]+ gaps are shorter than \d+ days \(95 % interval \d+ to \d+\);/);
  await repeat.locator('summary').click();
  await expect(repeat.getByText(/^The interval of the share is Wilson’s\./)).toBeVisible();

  await speakChinese(page);
  await open(page, 'churn');
  await expect(page.getByText(/^[\d,]+ 位客户，风险价值 .*（.* 至 .*）$/)).toBeVisible();
  await open(page, 'cohorts');
  await expect(page.getByText(/[\d,]+ 个间隔中一半短于 \d+ 天（95% 区间 \d+ 至 \d+）；/)).toBeVisible();
});
