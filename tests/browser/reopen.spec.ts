// A visit after the first: the list comes at once, with the scores of the last visit where they still hold.
import { expect, test, type Page } from '@playwright/test';
import { addSample, heldBack, open, rows, scored } from './app';
import { editFact, openCustomer } from './customer';

const STAGE = /Exploration|Socialisation|Growth|Maturity|Danger|Termination/;

declare global {
  interface Window {
    firstRow?: string;
  }
}

/** Runs in every document before its own scripts: notes what the first row of the list said when it first stood there. */
function noteFirstRow() {
  const observer = new MutationObserver(() => {
    const row = document.querySelector('[role=grid] [role=row] a')?.closest('[role=row]');
    if (!row) return;
    window.firstRow = row.textContent ?? '';
    observer.disconnect();
  });
  observer.observe(document, { subtree: true, childList: true });
}

/** What was set aside of the scores; undefined before that. */
async function kept(page: Page): Promise<string | undefined> {
  return page.evaluate(
    () =>
      new Promise<string | undefined>((done, failed) => {
        const request = indexedDB.open('rapport-1');
        request.onerror = () => failed(request.error);
        request.onsuccess = () => {
          const database = request.result;
          const got = database.transaction('root').objectStore('root').get('aside-figures');
          got.onerror = () => failed(got.error);
          got.onsuccess = () => {
            database.close();
            done(got.result && `${got.result.length} ${got.result.slice(0, 8)}`);
          };
        };
      }),
  );
}

/** The visit is long enough for what lists show of scores to be set aside, and not what was there before. */
async function keptAnew(page: Page, before?: string) {
  await expect.poll(async () => (await kept(page)) ?? before, { timeout: 30_000 }).not.toBe(before);
}

async function firstRow(page: Page): Promise<string> {
  await open(page);
  await expect(rows(page).first()).toBeVisible();
  return page.evaluate(() => window.firstRow ?? '');
}

test('the first rows of the next visit have their scores', async ({ page }) => {
  await addSample(page, '200');
  await open(page);
  await scored(page);
  await keptAnew(page);
  await page.addInitScript(noteFirstRow);
  expect(await firstRow(page)).toMatch(STAGE);
});

test.describe('before what scores has come', () => {
  test.use({ serviceWorkers: 'block' });

  test('what was written since is in the first rows, and scores of an earlier state are not shown', async ({ page }) => {
    await addSample(page, '200');
    await openCustomer(page);
    await keptAnew(page);
    const before = await kept(page);
    // Concerns no score.
    await editFact(page, 'WeChat', 'written-since');
    await page.addInitScript(noteFirstRow);
    expect(await firstRow(page)).toMatch(STAGE);
    await rows(page).first().getByRole('link').click();
    await expect(page.getByRole('button', { name: 'written-since' })).toBeVisible();
    // An ended relation is another stage.
    const now = new Date();
    const today = now.toLocaleDateString('en-GB', { day: 'numeric', month: 'short', year: 'numeric' });
    await editFact(page, 'Ended on', now.toLocaleDateString('sv-SE'), today);
    const release = await heldBack(page, '**/worker_split_scoring-*.wasm');
    expect(await firstRow(page)).not.toMatch(STAGE);
    release();
    await scored(page);
    await keptAnew(page, before);
    expect(await firstRow(page)).toMatch(STAGE);
  });
});
