// What a person does in Rapport, in the words of its pages. Everything is found by role and accessible name.
import { fileURLToPath } from 'node:url';
import { expect, type Locator, type Page } from '@playwright/test';

export const ROOT = 'http://127.0.0.1:4173/';
export const SUB = 'http://127.0.0.1:4174/sub/';
export const CDNOW = fileURLToPath(new URL('../fixtures/CDNOW_sample.txt', import.meta.url));

/** Every page of the app: its path and the heading it bears in both languages. */
export const PAGES = [
  { path: 'customers', en: 'Customers', zh: '客户' },
  { path: 'segments', en: 'Segments', zh: '客户分群' },
  { path: 'life-cycle', en: 'Life cycle', zh: '生命周期' },
  { path: 'churn', en: 'Churn watch', zh: '流失预警' },
  { path: 'cohorts', en: 'Cohorts', zh: '同期群' },
  { path: 'overview', en: 'Overview', zh: '概览' },
  { path: 'dimensions', en: 'Seven dimensions', zh: '七个维度' },
  { path: 'analyses', en: 'Saved', zh: '已存分析' },
  { path: 'loyalty', en: 'Loyalty', zh: '忠诚度' },
  { path: 'offers', en: 'Recommendations', zh: '推荐' },
  { path: 'people', en: 'Who are they', zh: '客户画像' },
  { path: 'drivers', en: 'Drivers', zh: '驱动因素' },
  { path: 'clusters', en: 'Clusters', zh: '聚类' },
  { path: 'compare', en: 'Compare', zh: '对比' },
  { path: 'value', en: 'Life-time value', zh: '终身价值' },
  { path: 'trust', en: 'Can I trust this?', zh: '可信度' },
  { path: 'today', en: 'Today', zh: '今天' },
  { path: 'leads', en: 'Leads', zh: '线索' },
  { path: 'deals', en: 'Deals', zh: '商机' },
  { path: 'money', en: 'Payments due', zh: '回款' },
  { path: 'agenda', en: 'Agenda', zh: '日程' },
  { path: 'reports', en: 'Reports', zh: '报表' },
  { path: 'field', en: 'In the field', zh: '外勤' },
  { path: 'team', en: 'Team', zh: '团队' },
  { path: 'records', en: 'Records', zh: '资料' },
  { path: 'import', en: 'Import', zh: '导入' },
  { path: 'settings', en: 'Settings', zh: '设置' },
  { path: 'history', en: 'History', zh: '操作记录' },
];

/** Goes to a page and waits until it shows itself. */
export async function open(page: Page, path = 'customers', base = ROOT) {
  await page.goto(base + path);
  await shown(page);
}

/** The page has painted its heading. */
export async function shown(page: Page) {
  await expect(page.getByRole('heading', { level: 1 }).first()).toBeVisible({ timeout: 20_000 });
}

/** The page shows what it has, not that it is coming. */
export async function settled(page: Page) {
  await expect(page.locator('main .skeleton')).toHaveCount(0, { timeout: 20_000 });
}

/** What was typed last is kept: the page has heard of it, and nothing is on its way any more. */
export async function kept(page: Page) {
  // Before two frames and a turn are over, it may not yet have begun to keep it.
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 0)))));
  await expect(page.locator('.status')).toHaveAttribute('data-state', 'saved');
}

/** The service worker has everything and answers for this page: what is opened from now on needs no network. */
export async function servedOffline(page: Page) {
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => null));
  await expect.poll(() => page.evaluate(() => navigator.serviceWorker.controller !== null)).toBe(true);
}

/** Holds files of these names back until the returned function is called. What a service worker answers cannot be held back. */
export async function heldBack(page: Page, files: string): Promise<() => void> {
  let release = () => {};
  const held = new Promise<void>((done) => (release = done));
  await page.route(files, async (route) => {
    await held;
    await route.continue();
  });
  return release;
}

/** Now, or an hour later where what is due in half an hour would not be due today. */
export function sameDay(): Date {
  const now = new Date();
  return now.getHours() < 23 ? now : new Date(now.getTime() + 3_600_000);
}

/** Follows a link of the main navigation to the page of that heading. */
export async function goTo(page: Page, name: string, heading = name) {
  const link = page.getByRole('navigation').getByRole('link', { name, exact: true }).first();
  const more = page.getByRole('button', { name: 'More', exact: true });
  // On a phone most sections come out with "More".
  if (!(await link.isVisible()) && (await more.isVisible())) await more.click();
  await link.click();
  await expect(page.getByRole('heading', { level: 1, name: heading, exact: true })).toBeVisible();
}

/** The list's customers that are drawn. */
export function rows(page: Page): Locator {
  return page.getByRole('grid').getByRole('row').filter({ has: page.getByRole('link') });
}

/** The list is scored: before, its order may still change under the hand. */
export async function scored(page: Page) {
  await expect(rows(page).first().getByText(/^(Exploration|Socialisation|Growth|Maturity|Danger|Termination)$/)).toBeVisible({ timeout: 20_000 });
}

/** How many customers the list says it has: "200", or "12 of 200" while it is narrowed. */
export function listCount(page: Page, heading = 'Customers'): Locator {
  const head = page.getByRole('main').locator('header').filter({ has: page.getByRole('heading', { level: 1, name: heading, exact: true }) });
  return head.getByRole('status');
}

/** Adds sample data on the import page and waits for the end. */
export async function addSample(page: Page, customers: '200' | '5,000' | '100,000') {
  await open(page, 'import');
  // The undo button may name a sample of the same size.
  await page.getByRole('main').getByRole('button', { name: `${customers} customers` }).click();
  await expect(page.getByText('Sample data added')).toBeVisible({ timeout: 60_000 });
}

type Payload = { name: string; mimeType: string; buffer: Buffer };
/** Adds an opportunity on the page of deals, and comes back to it. */
export async function addDeal(page: Page, name: string, amount: string) {
  await page.getByRole('button', { name: 'New opportunity', exact: true }).first().click();
  const form = page.getByRole('dialog', { name: 'New opportunity' });
  await form.getByLabel('Name').first().fill(name);
  await form.getByLabel('Amount', { exact: true }).first().fill(amount);
  await form.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name, exact: true })).toBeVisible();
  await page.getByRole('link', { name: 'Close' }).click();
  await expect(page.getByRole('heading', { level: 1, name, exact: true })).toBeHidden();
}

export type Chosen = string | Payload;

/** Hands a file, or several, to the file dialog that `act` opens. */
export async function inFileDialog(page: Page, file: Chosen | Payload[], act: () => Promise<void>) {
  const chooser = page.waitForEvent('filechooser');
  // A page that is busy has not heard yet that the dialog is ours; it takes messages in turn, so once it answers it has.
  await page.evaluate(() => undefined);
  await act();
  await (await chooser).setFiles(file);
}

/** Hands a file to the import page, as a person does in the file dialog. */
export async function chooseFile(page: Page, file: Chosen, button = 'Choose a file') {
  await inFileDialog(page, file, () => page.getByRole('button', { name: button }).click());
}

/** The value that stands beside a term of a list of facts ("New customers" → "2,357"). */
export function fact(page: Page, term: string): Locator {
  return page.getByRole('main').locator('dl > div').filter({ has: page.getByRole('term').getByText(term, { exact: true }) }).getByRole('definition');
}

/** Opens the CDNOW file, checks and imports it. */
export async function importCdnow(page: Page) {
  await open(page, 'import');
  await chooseFile(page, CDNOW);
  await page.getByRole('button', { name: 'Check the whole file' }).click();
  await page.getByRole('main').getByRole('button', { name: 'Import', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Imported' })).toBeVisible({ timeout: 30_000 });
}

/** What the page says was done last. */
export function toast(page: Page, text: string | RegExp): Locator {
  return page.getByRole('status').filter({ hasText: text });
}

/** Chooses the day for which scores hold. */
export async function setAsOf(page: Page, day: string) {
  await open(page, 'settings');
  await page.getByRole('radio', { name: 'A day I choose' }).check();
  await page.getByLabel('Day', { exact: true }).fill(day);
  await page.getByLabel('Day', { exact: true }).blur();
  await expect(toast(page, 'Changed as-of day')).toBeVisible();
}

/** Speaks Chinese from now on. */
export async function speakChinese(page: Page) {
  await open(page, 'settings');
  await page.getByRole('radio', { name: '中文' }).check();
  await expect(page.getByRole('heading', { level: 1, name: '设置' })).toBeVisible();
}

/** The number of customers of a segment or stage on the page of segments. */
export function count(page: Page, group: string): Locator {
  return page.getByRole('row').filter({ has: page.getByRole('rowheader', { name: group, exact: true }) }).getByRole('cell').first();
}

/** How many customers the book has, as the customer page says; 0 for the empty state. */
export async function customersInBook(page: Page): Promise<number> {
  await open(page, 'customers');
  const none = page.getByRole('heading', { name: 'Your customer book is empty' });
  await expect(none.or(page.getByRole('grid'))).toBeVisible({ timeout: 30_000 });
  if (await none.isVisible()) return 0;
  return Number((await listCount(page).innerText()).replace(/\D/g, ''));
}

/** Collects what a page must not do: complain, break, or ask another origin. `base` is where the site is served. */
export function watch(page: Page, base = ROOT): string[] {
  const complaints: string[] = [];
  const origin = new URL(base).origin;
  const own = (url: string) => url.startsWith(base) || url.startsWith('data:') || url.startsWith(`blob:${origin}/`);
  page.on('request', (request) => own(request.url()) || complaints.push(`foreign request: ${request.url()}`));
  page.on('pageerror', (error) => complaints.push(`error: ${error.message}`));
  page.on('console', (message) => {
    // The 404 of a deep link is the static host's way of saying "here is the app".
    const deepLink = message.location().url === page.url() && message.text().includes('404');
    if (message.type() === 'error' && !deepLink) complaints.push(`console: ${message.text()}`);
  });
  return complaints;
}
