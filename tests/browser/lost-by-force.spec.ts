// A page of the browser's own breaks the connection to the database: only the whole browser has it.
import { expect, test } from '@playwright/test';
import { addSample } from './app';
import { editFact, openCustomer } from './customer';
import { launchOptions } from './launch';

test.use({ launchOptions: { ...launchOptions, executablePath: process.env.CHROME_WHOLE } });

test('a connection that the browser itself closes by force, as when its storage breaks down, is opened again', async ({ page, context }) => {
  await addSample(page, '200');
  await openCustomer(page);
  await editFact(page, 'WeChat', 'saved-before');
  const internals = await context.newPage();
  await internals.goto('chrome://indexeddb-internals');
  await internals.getByText('Force close', { exact: true }).first().click();
  await expect(internals.getByText('Open connections: 0')).toBeVisible();
  await internals.close();
  await editFact(page, 'WeChat', 'saved-after');
  await page.reload();
  await expect(page.getByRole('button', { name: 'saved-after' })).toBeVisible();
});
