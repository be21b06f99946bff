// The site stands: it starts at the root and under a sub-path, from any URL, with nothing from elsewhere and nothing to complain about.
import { expect, test, type Page } from '@playwright/test';

const ROOT = 'http://127.0.0.1:4173/';
const SUB = 'http://127.0.0.1:4174/sub/';

/** Collects what a page must not do: complain, break, or ask another origin. */
function watch(page: Page): string[] {
  const complaints: string[] = [];
  const own = (url: string) => /^(http:\/\/127\.0\.0\.1:417[34]\/|data:|blob:)/.test(url);
  page.on('request', (request) => own(request.url()) || complaints.push(`foreign request: ${request.url()}`));
  page.on('pageerror', (error) => complaints.push(`error: ${error.message}`));
  page.on('console', (message) => {
    // The 404 of a deep link is the static host's way of saying "here is the app".
    const deepLink = message.location().url === page.url() && message.text().includes('404');
    if (message.type() === 'error' && !deepLink) complaints.push(`console: ${message.text()}`);
  });
  return complaints;
}

/** The wasm has painted: what index.html shows until then is gone. */
async function started(page: Page) {
  await expect(page.locator('.boot-skeleton')).toHaveCount(0);
  await expect(page.locator('#broken')).toBeHidden();
}

for (const [name, url] of [
  ['at the root', ROOT],
  ['under a sub-path', SUB],
  ['from a deep link at the root', `${ROOT}customers`],
  ['from a deep link under a sub-path', `${SUB}customers?id=none`],
]) {
  test(`starts ${name}`, async ({ page }) => {
    const complaints = watch(page);
    await page.goto(url);
    await started(page);
    // The root leads on to the first page; a link stays what it was.
    expect(page.url()).toContain(url);
    expect(complaints).toEqual([]);
  });
}

test('starts without a network once it was visited', async ({ page, context }) => {
  const complaints = watch(page);
  await page.goto(SUB);
  await started(page);
  await page.evaluate(() => navigator.serviceWorker.ready);
  await expect.poll(() => page.evaluate(() => navigator.serviceWorker.controller !== null)).toBe(true);
  await context.setOffline(true);
  await page.goto(`${SUB}segments`);
  await started(page);
  expect(complaints).toEqual([]);
});

test('sends the headers a static host should send', async ({ request }) => {
  const index = await request.get(SUB);
  expect(index.headers()['cache-control']).toBe('no-cache');
  expect(index.headers()['content-security-policy']).toContain("frame-ancestors 'none'");
  const html = await index.text();
  const start = /name="rapport-worker" content="\.\/(worker_start-[0-9a-f]{16}\.js)"/.exec(html)?.[1];
  expect(start).toBeDefined();
  const worker = await request.get(`${SUB}${start}`);
  expect(worker.headers()['cache-control']).toContain('immutable');
  expect(worker.headers()['content-type']).toContain('text/javascript');
  expect((await request.get(`${SUB}customers`)).status()).toBe(404);
});

test('shows the notice when the page breaks', async ({ page }) => {
  await page.goto(ROOT);
  await started(page);
  await page.evaluate(() => setTimeout(() => Promise.reject(new Error('a test breaks the page'))));
  await expect(page.getByRole('alert').filter({ hasText: 'Your data is saved' })).toBeVisible();
  await page.getByRole('button', { name: 'Reload' }).click();
  await started(page);
});

test('theme and language are there before the first paint of a visit from the cache', async ({ page }) => {
  await page.goto(ROOT);
  await started(page);
  await page.evaluate(() => navigator.serviceWorker.ready);
  await expect.poll(() => page.evaluate(() => navigator.serviceWorker.controller !== null)).toBe(true);
  await page.evaluate(() => {
    localStorage.setItem('rapport.theme', '"dark"');
    localStorage.setItem('rapport.lang', '"zh-CN"');
  });
  // The moment from which anything can be painted.
  await page.addInitScript(() => {
    new MutationObserver((_, observer) => {
      if (!document.body) return;
      observer.disconnect();
      (window as any).early = [document.documentElement.dataset.theme, document.documentElement.lang];
    }).observe(document, { childList: true, subtree: true });
  });
  await page.reload();
  await started(page);
  expect(await page.evaluate(() => (window as any).early)).toEqual(['dark', 'zh-CN']);
});
