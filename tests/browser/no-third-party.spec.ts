// Customer data never leave the device: a whole visit asks nobody but the place the app came from, and nothing complains.
import { expect, test } from '@playwright/test';
import { addSample, goTo, importCdnow, open, watch } from './app';
import { editFact, openCustomer } from './customer';

test('a whole visit asks only its own origin and breaks no policy', async ({ page, context }) => {
  const complaints = watch(page);
  const own = (url: string) => /^(http:\/\/127\.0\.0\.1:4173\/|data:|blob:http:\/\/127\.0\.0\.1:4173\/)/.test(url);
  // Also what workers and the service worker ask.
  context.on('request', (request) => own(request.url()) || complaints.push(`foreign request: ${request.url()}`));
  await page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', (event) =>
      console.error(`policy broken: ${event.violatedDirective} ${event.blockedURI} ${event.sample}`),
    );
  });
  await open(page);
  await importCdnow(page);
  await addSample(page, '200');
  await openCustomer(page);
  await editFact(page, 'WeChat', 'nobody-else-knows');
  await goTo(page, 'Insight', 'Segments');
  await expect(page.getByRole('rowheader', { name: 'Champions' })).toBeVisible();
  await goTo(page, 'Settings');
  await goTo(page, 'Import');
  await goTo(page, 'Customers');
  expect(complaints).toEqual([]);
});

test('no request carries a body and no cookie is set', async ({ page, context }) => {
  const bodies: string[] = [];
  context.on('request', (request) => (request.method() === 'GET' && !request.postData()) || bodies.push(request.url()));
  await addSample(page, '200');
  await openCustomer(page);
  await editFact(page, 'WeChat', 'mine');
  expect(bodies).toEqual([]);
  expect(await context.cookies()).toEqual([]);
});
