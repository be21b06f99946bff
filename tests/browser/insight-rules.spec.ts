// Rules about what belongs to a customer: orders, conversations, payments, answers; as a filter, a saved segment, a list, a file, in both languages.
import { readFile } from 'node:fs/promises';
import { expect, test, type Page } from '@playwright/test';
import { addSample, chooseFile, goTo, listCount, open, scored, speakChinese, toast, watch } from './app';

const filter = (page: Page) => page.getByRole('region', { name: 'Filter', exact: true });
const related = (page: Page) => filter(page).getByRole('group', { name: 'Records that belong to it' });
const total = async (page: Page) => Number((await listCount(page).innerText()).split(' ')[0].replace(/\D/g, ''));

async function askOfOrders(page: Page) {
  await page.getByRole('main').getByRole('button', { name: 'Filter' }).first().click();
  await filter(page).getByRole('button', { name: 'Add a condition' }).click();
  await filter(page).getByRole('combobox', { name: 'Field', exact: true }).selectOption('Related: Orders');
  await expect(related(page)).toBeVisible();
}

test('customers are found by their orders within a window, saved, listed, and exported', async ({ page }) => {
  const complaints = watch(page);
  await addSample(page, '200');
  await open(page, 'customers');
  await scored(page);
  await askOfOrders(page);
  // At first: at least one that counts, within 90 days. A wider window finds more, a higher number fewer.
  await expect(listCount(page)).toHaveText(/ of 200$/);
  const quarter = await total(page);
  const days = related(page).getByRole('spinbutton', { name: 'How many' });
  await expect(days).toHaveValue('90');
  await days.fill('365');
  await expect.poll(() => total(page)).toBeGreaterThan(quarter);
  const year = await total(page);
  const number = related(page).getByRole('textbox', { name: 'Value' }).first();
  await number.fill('3');
  await expect.poll(() => total(page)).toBeLessThan(year);
  const three = await total(page);

  // What they come to, not how many: the amount is typed anew.
  await related(page).getByRole('combobox', { name: 'What is measured' }).selectOption('Total: sum');
  await expect(listCount(page), 'not finished, it leaves nobody out').toHaveText('200');
  await number.fill('100');
  await expect(listCount(page)).toHaveText(/ of 200$/);
  await related(page).getByRole('combobox', { name: 'What is measured' }).selectOption('how many');
  await number.fill('3');
  await expect.poll(() => total(page)).toBe(three);

  // Saved, it is there after a reload, and stands among the segments with the same number.
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Save view' }).click();
  await page.getByRole('textbox', { name: 'Name of the new view' }).fill('Three a year');
  await page.getByRole('button', { name: 'Save as a new view' }).click();
  await expect(page.getByRole('link', { name: 'Three a year' })).toHaveAttribute('aria-current', 'page');
  await page.reload();
  await expect(listCount(page)).toHaveText(`${three} of 200`, { timeout: 20_000 });

  const coming = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Export' }).click();
  const text = await readFile((await (await coming).path()) ?? '', 'utf8');
  expect(text.trim().split('\n')).toHaveLength(three + 1);

  await goTo(page, 'Insight', 'Segments');
  const own = page.locator('section').filter({ has: page.getByRole('heading', { name: 'Your own segments' }) });
  const segment = own.getByRole('row').filter({ has: page.getByRole('link', { name: 'Three a year', exact: true }) });
  await expect(segment.getByRole('cell').nth(1)).toHaveText(String(three));

  // A list of who is in it today stays when the segment changes.
  await segment.getByRole('button', { name: /^Make a list/ }).click();
  const list = own.getByRole('row').filter({ has: page.getByRole('link', { name: /^Three a year · / }) });
  await expect(list.getByRole('cell').nth(1)).toHaveText(String(three));
  // It was made in one step, and goes in one.
  await page.keyboard.press('Control+z');
  await expect(list).toHaveCount(0);
  await segment.getByRole('button', { name: /^Make a list/ }).click();
  await expect(list.getByRole('cell').nth(1)).toHaveText(String(three));
  await list.getByRole('link').click();
  await expect(listCount(page)).toHaveText(`${three} of 200`);
  await open(page, 'compare');
  await expect(page.getByRole('option', { name: /^Three a year · / })).toHaveCount(2);
  expect(complaints).toEqual([]);
});

test('conditions on related records are nested, joined and taken away', async ({ page }) => {
  await addSample(page, '200');
  await open(page, 'customers');
  await scored(page);
  await askOfOrders(page);
  await expect(listCount(page)).toHaveText(/ of 200$/);
  const quarter = await total(page);
  // None of these: who has not ordered.
  const joins = filter(page).getByRole('combobox', { name: 'How the conditions are joined' });
  await filter(page).getByRole('button', { name: 'Add a condition' }).last().click();
  await filter(page).getByRole('combobox', { name: 'Field', exact: true }).last().selectOption('Related: Activities');
  await expect(related(page)).toHaveCount(2);
  const talked = related(page).nth(1);
  await expect.poll(() => total(page)).toBeLessThan(quarter);
  // The outermost choice stands first.
  await joins.first().selectOption('Any of these holds');
  await expect.poll(() => total(page)).toBeGreaterThanOrEqual(quarter);
  const any = await total(page);
  await joins.first().selectOption('None of these holds');
  await expect.poll(() => total(page)).toBe(200 - any);

  // When they talked last: a day is compared like any other.
  await talked.getByRole('combobox', { name: 'What is measured' }).selectOption('Time: latest');
  await expect(talked.getByRole('combobox', { name: 'Comparison' }).first()).toHaveValue('within');
  await talked.getByRole('button', { name: 'Remove the condition' }).first().click();
  await expect(related(page)).toHaveCount(1);
  await expect.poll(() => total(page)).toBe(200 - quarter);
  await filter(page).getByRole('button', { name: 'Clear the filter' }).click();
  await expect(listCount(page)).toHaveText('200');
});

test.describe('on a phone, in Chinese', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true });

  test('the same rule is asked, and nothing stands out of the page', async ({ page }) => {
    await addSample(page, '200');
    await speakChinese(page);
    await open(page, 'customers');
    await expect(listCount(page, '客户')).toHaveText('200', { timeout: 20_000 });
    await page.getByRole('main').getByRole('button', { name: '筛选' }).first().click();
    const panel = page.getByRole('region', { name: '筛选', exact: true });
    await panel.getByRole('button', { name: '添加条件' }).click();
    const said = panel.getByRole('status');
    const found = async () => Number(/^(\d+) \/ 200 条$/.exec(await said.innerText())?.[1] ?? NaN);
    await expect(said).toHaveText('200 / 200 条');
    await panel.getByRole('combobox', { name: '字段', exact: true }).selectOption('关联：订单');
    await expect(panel.getByRole('group', { name: '关联记录' })).toBeVisible();
    // Who ordered within 90 days: some, and not all of them.
    await expect.poll(found).toBeLessThan(200);
    const some = await found();
    expect(some).toBeGreaterThan(0);
    const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    expect(over).toBeLessThanOrEqual(0);
    const measured = panel.getByRole('combobox', { name: '统计方式' });
    await measured.selectOption('总金额合计');
    await expect(measured.locator('option:checked')).toHaveText('总金额合计');
    await expect(said, 'not finished, it leaves nobody out').toHaveText('200 / 200 条');
    await panel.getByRole('textbox', { name: '值', exact: true }).first().fill('0.01');
    await expect.poll(found).toBeLessThanOrEqual(some);
    expect(await found()).toBeGreaterThan(0);
  });
});

test('whoever orders now is in the segment at once', async ({ page }) => {
  await addSample(page, '200');
  await open(page, 'customers');
  await scored(page);
  await askOfOrders(page);
  await expect(listCount(page)).toHaveText(/ of 200$/);
  const before = await total(page);
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Save view' }).click();
  await page.getByRole('textbox', { name: 'Name of the new view' }).fill('Lately');
  await page.getByRole('button', { name: 'Save as a new view' }).click();
  await expect(toast(page, /Added view|Added saved view/)).toBeVisible();
  // Somebody new orders today: they are in the segment at once.
  const newcomer = async (name: string) => {
    await page.getByRole('button', { name: 'New customer' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('textbox', { name: 'Name' }).fill(name);
    await dialog.getByRole('button', { name: 'Add', exact: true }).click();
    await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
    await page.getByRole('region', { name: 'Timeline' }).getByRole('button', { name: 'New order' }).click();
    await dialog.getByRole('textbox', { name: 'Number' }).fill('first');
    await dialog.getByRole('button', { name: 'Add', exact: true }).click();
    await expect(page.getByRole('region', { name: 'Timeline' }).getByText('first')).toBeVisible();
    await goTo(page, 'Insight', 'Segments');
  };
  const row = (name: string | RegExp) => page.getByRole('row').filter({ has: page.getByRole('link', { name, exact: true }) });
  const segment = row('Lately');
  await newcomer('Ola Newcomer');
  await expect(segment.getByRole('cell').nth(1)).toHaveText(String(before + 1));
  // A list of today, and another one once the segment is another: the first stays what it was.
  await segment.getByRole('button', { name: /^Make a list/ }).click();
  await expect(row(/^Lately · [^(]+$/).getByRole('cell').nth(1)).toHaveText(String(before + 1));
  await goTo(page, 'Customers');
  await newcomer('Uma Newcomer');
  await expect(segment.getByRole('cell').nth(1)).toHaveText(String(before + 2));
  await segment.getByRole('button', { name: /^Make a list/ }).click();
  await expect(row(/^Lately · .+ \(2\)$/).getByRole('cell').nth(1)).toHaveText(String(before + 2));
  await expect(row(/^Lately · [^(]+$/).getByRole('cell').nth(1)).toHaveText(String(before + 1));
});

test('lists that are too many to be shown are found among the tags', async ({ page }) => {
  const people = Array.from({ length: 52 }, (_, at) => `${at},Person ${at},person${at}@example.com,List ${String(at).padStart(2, '0')}`);
  await open(page, 'import');
  await chooseFile(page, { name: 'people.csv', mimeType: 'text/csv', buffer: Buffer.from(['External id,Name,E-mail,Tags', ...people].join('\n')) });
  await page.getByRole('button', { name: 'Check the whole file' }).click();
  await page.getByRole('main').getByRole('button', { name: 'Import', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Imported' })).toBeVisible({ timeout: 30_000 });
  await open(page, 'segments');
  await page.getByRole('link', { name: '2 more lists among the tags' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Records' })).toBeVisible();
  await expect(page.getByRole('grid', { name: 'Tags' })).toBeVisible();
});
