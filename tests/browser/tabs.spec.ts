// Several tabs are normal: each sees what the other did, and neither overwrites the other.
import { expect, test } from '@playwright/test';
import { addSample, chooseFile, customersInBook, fact, listCount, open } from './app';
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

test('two tabs that import a file at once add what is in both of them once', async ({ page, context }) => {
  const other = await context.newPage();
  const people = (from: number, to: number) => ({
    name: 'people.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(
      'External id,Name,E-mail\n' + Array.from({ length: to - from }, (_, at) => `X-${from + at},Person ${from + at},p${from + at}@example.com\n`).join(''),
    ),
  });
  for (const [tab, from, to] of [[page, 0, 300], [other, 200, 500]] as const) {
    await open(tab, 'import');
    await chooseFile(tab, people(from, to));
    await tab.getByRole('button', { name: 'Check the whole file' }).click();
    await expect(fact(tab, 'New: Customers')).toHaveText('300');
  }
  await Promise.all(
    [page, other].map(async (tab) => {
      await tab.getByRole('main').getByRole('button', { name: 'Import', exact: true }).click();
      await expect(tab.getByRole('heading', { name: 'Imported' })).toBeVisible({ timeout: 30_000 });
    }),
  );
  for (const tab of [page, other]) expect(await customersInBook(tab)).toBe(500);
  await page.reload();
  expect(await customersInBook(page)).toBe(500);
});
