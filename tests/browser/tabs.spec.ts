// Several tabs are normal: each sees what the other did, and neither overwrites the other.
import { expect, test } from '@playwright/test';
import { addSample, customersInBook, listCount } from './app';
import { editFact, openCustomer } from './customer';

test('an edit in one tab appears in the other without a reload', async ({ page, context }) => {
  await addSample(page, '200');
  const name = await openCustomer(page);
  const other = await context.newPage();
  await other.goto(page.url());
  await expect(other.getByRole('heading', { name, exact: true }).first()).toBeVisible();
  await editFact(page, 'WeChat', 'from-the-first-tab');
  await expect(other.getByRole('button', { name: 'from-the-first-tab' })).toBeVisible();
});

test('edits made in both tabs at once both survive', async ({ page, context }) => {
  await addSample(page, '200');
  await openCustomer(page);
  const other = await context.newPage();
  await other.goto(page.url());
  await expect(other.getByRole('region', { name: 'Facts' })).toBeVisible();
  await Promise.all([
    editFact(page, 'WeChat', 'first-tab'),
    editFact(other, 'Website', 'https://second-tab.example.com'),
  ]);
  for (const tab of [page, other]) {
    await expect(tab.getByRole('button', { name: 'first-tab' })).toBeVisible();
    await expect(tab.getByRole('button', { name: 'https://second-tab.example.com' })).toBeVisible();
  }
  await other.close();
  await page.reload();
  await expect(page.getByRole('button', { name: 'first-tab' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'https://second-tab.example.com' })).toBeVisible();
});

test('sample data added in one tab fill the list of the other', async ({ page, context }) => {
  expect(await customersInBook(page)).toBe(0);
  const other = await context.newPage();
  await addSample(other, '200');
  await expect(listCount(page)).toHaveText('200');
});
