// A browser dies in the middle of a big write: the book then has all of it or nothing, and works.
import { chromium, expect, test, type Page } from '@playwright/test';
import { addSample, chooseFile, customersInBook, open, rows } from './app';
import { chooseBackup, saveBackup } from './backup';

// A hundred thousand customers are made, saved and opened several times.
test.describe.configure({ timeout: 180_000 });

const deaths: Record<string, (page: Page) => Promise<void>> = {
  'the tab is closed': async (page) => page.close({ runBeforeUnload: false }),
  'the tab crashes': async (page) => {
    const session = await page.context().newCDPSession(page);
    const crashed = page.waitForEvent('crash');
    void session.send('Page.crash').catch(() => {});
    await crashed;
  },
};

/** When to die: as soon as the progress bar says this, and is this far. */
const moments: [string, RegExp, number][] = [
  ['at the start', /./, 0],
  ['while records are made', /^Preparing/, 0],
  ['as saving begins', /^Saving/, 0],
  ['in the middle of saving', /^Saving/, 0.5],
  ['near the end of saving', /^Saving/, 0.9],
];

/** Waits for the moment, or for the end of the work if that comes first: a fast machine may be done before it is seen. */
async function reach(page: Page, words: RegExp, share: number, done: string) {
  await page.waitForFunction(
    ([source, share, done]) => {
      const bar = document.querySelector('progress');
      const said = bar?.getAttribute('aria-label') ?? '';
      return (bar && new RegExp(source).test(said) && bar.value >= share) || document.body.innerText.includes(done);
    },
    [words.source, share, done] as const,
    { polling: 'raf' },
  );
}

async function worksStill(page: Page, whole: number, before = 0) {
  const customers = await customersInBook(page);
  expect([before, whole]).toContain(customers);
  // It takes another write, and that is there after a reload.
  await addSample(page, '200');
  expect(await customersInBook(page)).toBe(customers + 200);
  await page.reload();
  expect(await customersInBook(page)).toBe(customers + 200);
  await expect(rows(page).first()).toBeVisible();
}

for (const [how, die] of Object.entries(deaths)) {
  for (const [when, words, share] of moments) {
    test(`${how} ${when} of adding 100,000 customers`, async ({ page, context }) => {
      await open(page, 'import');
      await page.getByRole('button', { name: '100,000 customers' }).click();
      await reach(page, words, share, 'Sample data added');
      await die(page);
      await worksStill(await context.newPage(), 100_000);
    });
  }
}

/** 30,000 customers with 8 orders each. */
function bigLog(): Buffer {
  const rows = ['customer,date,amount'];
  for (let i = 0; i < 240_000; i++) {
    const customer = (i * 7919) % 30_000;
    const month = String(1 + (i % 12)).padStart(2, '0');
    const day = String(1 + (i % 28)).padStart(2, '0');
    rows.push(`Customer ${customer},202${i % 4}-${month}-${day},${(i % 900) + 1}.${String(i % 100).padStart(2, '0')}`);
  }
  return Buffer.from(rows.join('\n') + '\n');
}

for (const [when, words, share] of moments.slice(1)) {
  test(`the tab crashes ${when} of an import`, async ({ page, context }) => {
    await open(page, 'import');
    await chooseFile(page, { name: 'big.csv', mimeType: 'text/csv', buffer: bigLog() });
    await page.getByRole('button', { name: 'Check the whole file' }).click();
    await page.getByRole('main').getByRole('button', { name: 'Import', exact: true }).click({ timeout: 30_000 });
    await reach(page, words, share, 'Imported');
    await deaths['the tab crashes'](page);
    await worksStill(await context.newPage(), 30_000);
  });
}

for (const [when, words, share] of moments.slice(2)) {
  test(`the tab crashes ${when} of restoring a backup`, async ({ page, context }) => {
    await addSample(page, '5,000');
    const backup = await saveBackup(page);
    await addSample(page, '200');
    await open(page, 'settings');
    const dialog = await chooseBackup(page, backup);
    await dialog.getByRole('button', { name: 'Replace the book' }).click();
    await reach(page, words, share, 'Restored a backup');
    await deaths['the tab crashes'](page);
    await worksStill(await context.newPage(), 5_000, 5_200);
  });
}

// The whole browser dies, as when a phone runs out of power: what it had not written to disk is gone, too.
for (const [when, words, share] of moments.slice(2)) {
  test(`the browser dies ${when} of adding 100,000 customers`, async ({ launchOptions }, info) => {
    const profile = info.outputPath('profile');
    const launch = () => chromium.launchPersistentContext(profile, { ...launchOptions, locale: 'en-GB' });
    const context = await launch();
    const page = await context.newPage();
    await open(page, 'import');
    await page.getByRole('button', { name: '100,000 customers' }).click();
    await reach(page, words, share, 'Sample data added');
    const died = context.waitForEvent('close');
    const session = await context.newCDPSession(page);
    void session.send('Browser.crash').catch(() => {});
    await died;
    const again = await launch();
    await worksStill(await again.newPage(), 100_000);
    await again.close();
  });
}
