// A figure of insight and the list that it leads to tell the same, on the reader's clock: conversations near midnight, answers, channels, touchpoints, cohorts.
import { expect, test, type Locator, type Page } from '@playwright/test';
import { chooseFile, listCount, open } from './app';

test.use({ timezoneId: 'Asia/Shanghai' });

const CUSTOMERS = 40;
const names = Array.from({ length: CUSTOMERS }, (_, at) => `Customer ${String.fromCharCode(65 + Math.floor(at / 10))}${at % 10}`);

/** The date so many days before today in Shanghai. */
function day(ago: number) {
  return new Date(Date.now() - ago * 86_400_000).toLocaleDateString('sv-SE', { timeZone: 'Asia/Shanghai' });
}

async function bring(page: Page, name: string, lines: string[]) {
  await open(page, 'import');
  await chooseFile(page, { name, mimeType: 'text/csv', buffer: Buffer.from(lines.join('\n')) });
  await page.getByRole('button', { name: 'Check the whole file' }).click();
  await page.getByRole('main').getByRole('button', { name: 'Import', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Imported' })).toBeVisible({ timeout: 30_000 });
}

const frame = (page: Page, heading: string) => page.locator('section').filter({ has: page.getByRole('heading', { level: 2, name: heading }) });

/** A figure that leads to customers says as many as their list has. */
async function leads(page: Page, figure: Locator, n: number) {
  await figure.getByRole('button').click();
  await expect(listCount(page)).toHaveText(`${n} of ${CUSTOMERS}`);
  await page.goBack();
}

/** How many days ago each of them ordered: some within the month that is not over yet. */
const ordered = names.map((_, at) => [100 + (at % 20), 40 + (at % 7), at % 4 === 0 ? 2 : 12].slice(0, 1 + (at % 3)));

async function orders(page: Page) {
  const lines = names.flatMap((name, at) => ordered[at]!.map((ago) => `K${at},${name},${day(ago)},${10 + at}.00`));
  await bring(page, 'orders.csv', ['Customer ID,Customer,Date,Amount', ...lines]);
}

test('conversations that took place are counted on the reader’s day, and so are those of the list', async ({ page }) => {
  test.setTimeout(90_000);
  await orders(page);
  // 90 days until today: the first of them is 89 days ago.
  const talks = [
    ...names.slice(0, 5).map((name) => `Call,${name},${day(1)} 10:00,said,Held`),
    // Half an hour after the first day began, which in Greenwich is the day before.
    ...names.slice(5, 7).map((name) => `Visit,${name},${day(89)} 00:30,said,`),
    // Half an hour before it began.
    ...names.slice(7, 10).map((name) => `Call,${name},${day(90)} 23:30,said,Held`),
    ...names.slice(10, 14).map((name) => `Meeting,${name},${day(1)} 11:00,said,Planned`),
    ...names.slice(14, 16).map((name) => `Meeting,${name},${day(1)} 12:00,said,Not held`),
    ...names.slice(16, 19).map((name) => `Note,${name},${day(1)} 13:00,said,`),
  ];
  await bring(page, 'activities.csv', ['Kind,Customer,Time,Text,Status', ...talks]);
  await open(page, 'dimensions');
  const engaged = frame(page, 'Satisfaction, loyalty, engagement').getByRole('row').filter({ hasText: 'Customers talked with' }).getByRole('cell');
  await expect(engaged.nth(1)).toContainText(`n = ${CUSTOMERS}`);
  await leads(page, engaged.nth(1), 7);
  await leads(page, engaged.nth(2), 3);
  const channels = frame(page, 'Channels');
  const kind = (name: string) => channels.getByRole('row').filter({ has: page.getByRole('rowheader', { name, exact: true }) }).getByRole('cell');
  await expect(kind('Call')).toHaveText(['5', '3']);
  await expect(kind('Visit')).toHaveText(['2', '0']);
  await expect(channels.getByRole('rowheader', { name: 'Meeting', exact: true })).toHaveCount(0);
  await expect(channels.getByRole('rowheader', { name: 'Note', exact: true })).toHaveCount(0);
  await leads(page, kind('Call').nth(0), 5);
  await leads(page, kind('Call').nth(1), 3);
  await leads(page, kind('Visit').nth(0), 2);
  // Whom nobody talked with, of those whose relation goes on.
  await open(page, 'overview');
  await page.getByRole('combobox', { name: 'Compared over' }).selectOption('90 days');
  const step = page.getByRole('listitem').filter({ has: page.getByRole('heading', { level: 3, name: 'Interact' }) });
  await expect(step).toContainText(/\d+ of \d+/);
  const [, done, all] = /(\d+) of (\d+)/.exec((await step.textContent()) ?? '') ?? [];
  await step.getByRole('button', { name: 'Show who was not talked with' }).click();
  await expect(listCount(page)).toHaveText(`${Number(all) - Number(done)} of ${CUSTOMERS}`);
});

test('answers by channel and touchpoint, and those who would recommend, lead to as many customers', async ({ page }) => {
  test.setTimeout(90_000);
  await orders(page);
  const asked = '"Would recommend, 0–10"';
  const answers = [
    ...names.slice(0, 6).map((name, at) => `${asked},${name},${at < 4 ? 10 : 3},${day(at)},Web,Purchase`),
    ...names.slice(6, 9).map((name) => `${asked},${name},8,${day(100)},Web,Purchase`),
    ...names.slice(9, 13).map((name) => `"Satisfied, 1–5",${name},4,${day(5)},Phone,Delivery`),
    // Of a day to come: nobody answered yet.
    `${asked},${names[20]},9,${day(-3)},Phone,Delivery`,
  ];
  await bring(page, 'answers.csv', ['Asked,Customer,Score,Date,Channel,Touchpoint', ...answers]);
  await open(page, 'dimensions');
  const scores = frame(page, 'Satisfaction, loyalty, engagement');
  const measure = (name: string) => scores.getByRole('row').filter({ has: page.getByRole('cell', { name, exact: true }) }).getByRole('cell');
  await leads(page, measure('Recommendation').nth(1), 6);
  await leads(page, measure('Recommendation').nth(2), 3);
  await leads(page, measure('Satisfied, %').nth(1), 4);
  for (const [heading, name, n] of [['Channels', 'Web', 6], ['Channels', 'Phone', 4], ['Touchpoints', 'Purchase', 6], ['Touchpoints', 'Delivery', 4]] as const) {
    const cell = frame(page, heading).getByRole('row').filter({ has: page.getByRole('rowheader', { name, exact: true }) }).getByRole('cell').first();
    await expect(cell).toHaveText(String(n));
    await leads(page, cell, n);
  }
  await open(page, 'overview');
  await page.getByRole('combobox', { name: 'Compared over' }).selectOption('90 days');
  const nps = page.getByRole('row').filter({ has: page.getByRole('rowheader', { name: 'Recommendation (NPS)' }) }).getByRole('cell');
  await leads(page, nps.nth(0), 6);
  await leads(page, nps.nth(1), 3);
});

test('every cell of a cohort leads to as many customers as its share says, of periods that go on, too', async ({ page }) => {
  test.setTimeout(90_000);
  await orders(page);
  await open(page, 'cohorts');
  const lines = page.getByRole('row').filter({ has: page.locator('.flow-cell') });
  await expect(lines.first()).toBeVisible();
  let going = 0;
  for (const line of await lines.all()) {
    const size = Number((await line.getByRole('cell').first().innerText()).replace(/\D/g, ''));
    const cells = line.locator('.flow-cell').filter({ has: page.getByRole('button') });
    for (let at = 0; at < (await cells.count()); at += 1) {
      const cell = cells.nth(at);
      going += (await cell.getAttribute('class'))?.includes('open') ? 1 : 0;
      const share = Number((await cell.innerText()).replace(/[^\d.]/g, ''));
      await cell.getByRole('button').click();
      await expect(listCount(page)).toHaveText(/^\d+( of \d+)?$/);
      const n = Number(/^\d+/.exec((await listCount(page).innerText()) ?? '')?.[0]);
      expect(Math.round((100 * n) / size)).toBe(share);
      await page.goBack();
      await expect(lines.first()).toBeVisible();
    }
  }
  // A cohort has a period that goes on, with somebody in it, where one of it ordered this month, which is not over.
  const month = (ago: number) => day(ago).slice(0, 7);
  const active = ordered.filter((days) => days.some((ago) => month(ago) === month(0)));
  const over = month(-1) !== month(0);
  expect(going).toBe(over ? 0 : new Set(active.map((days) => month(Math.max(...days)))).size);
});
