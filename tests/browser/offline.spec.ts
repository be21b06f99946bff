// Once opened, the book needs no network: not to start, not to save.
import { expect, test } from '@playwright/test';
import { addSample, customersInBook, importCdnow, open, servedOffline } from './app';
import { editFact, openCustomer } from './customer';

test('without a network the list is there and an edit lasts', async ({ page, context }) => {
  await addSample(page, '200');
  await servedOffline(page);
  await context.setOffline(true);
  await page.reload();
  expect(await customersInBook(page)).toBe(200);

  const name = await openCustomer(page);
  await editFact(page, 'WeChat', 'offline-edit');
  await page.reload();
  await expect(page.getByRole('button', { name: 'offline-edit' })).toBeVisible();
  await expect(page.getByRole('heading', { name }).first()).toBeVisible();
});

test('without a network a file can be imported', async ({ page, context }) => {
  await open(page);
  await servedOffline(page);
  await context.setOffline(true);
  await importCdnow(page);
  expect(await customersInBook(page)).toBe(2357);
});

test('on a visit after the first the worker does not wait for the code of the page', async ({ page }) => {
  await addSample(page, '200');
  await servedOffline(page);
  // The page's own code is held back until the worker has said something: it must have been started without it, and be heard nevertheless.
  await page.addInitScript(() => {
    const spoken = new Promise((heard) => {
      const Hired = window.Worker;
      window.Worker = class extends Hired {
        constructor(url: string | URL, options?: WorkerOptions) {
          super(url, options);
          this.addEventListener('message', heard, { capture: true, once: true });
        }
      };
    });
    const instantiate = WebAssembly.instantiateStreaming;
    WebAssembly.instantiateStreaming = async (...args) => {
      await spoken;
      return instantiate(...args);
    };
  });
  await page.reload();
  expect(await customersInBook(page)).toBe(200);
});
