// The same build under a sub-path: every URL can be opened and reloaded, and nothing is asked outside.
import { expect, test } from '@playwright/test';
import { SUB, open, rows, scored, shown, watch } from './app';

test('deep links survive a reload and stay below the sub-path', async ({ page }) => {
  const complaints = watch(page, SUB);
  for (const [path, heading] of [
    ['segments', 'Segments'],
    ['settings', 'Settings'],
    ['import', 'Import'],
    ['customers?segment=lost', 'Customers'],
  ]) {
    await open(page, path, SUB);
    await page.reload();
    await shown(page);
    await expect(page.getByRole('heading', { level: 1, name: heading })).toBeVisible();
    expect(page.url()).toBe(SUB + path);
  }
  expect(complaints).toEqual([]);
});

test("a customer's page can be reloaded and found again by its link", async ({ page }) => {
  const complaints = watch(page, SUB);
  await open(page, 'import', SUB);
  await page.getByRole('button', { name: '200 customers' }).click();
  await expect(page.getByText('Sample data added')).toBeVisible();
  await page.getByRole('link', { name: 'See your customers' }).click();
  await scored(page);
  const link = rows(page).first().getByRole('link');
  const name = (await link.textContent())?.trim() ?? '';
  await link.click();
  await expect(page).toHaveURL(/\/sub\/customers\?.*id=[0-9a-f]{32}/);
  await page.reload();
  await expect(page.getByRole('heading', { name, exact: true }).first()).toBeVisible();
  expect(complaints).toEqual([]);
});

test('links of the frame lead below the sub-path', async ({ page }) => {
  await open(page, 'segments', SUB);
  for (const link of await page.getByRole('navigation').getByRole('link').all()) {
    expect(await link.evaluate((anchor: HTMLAnchorElement) => anchor.href)).toContain(SUB);
  }
});
