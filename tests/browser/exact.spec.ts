// Lists are exact: the reader's own days, every kind of own field, telephones however they are typed, all of it by keyboard and by name.
import { readFile } from 'node:fs/promises';
import { expect, test, type Page } from '@playwright/test';
import { addSample, listCount, open, rows, scored, toast } from './app';
import { askFact, openCustomer } from './customer';

const tool = (page: Page, name: string) => page.getByRole('main').getByRole('button', { name }).first();
const panel = (page: Page, name: string) => page.getByRole('region', { name, exact: true });
const palette = (page: Page) => page.getByRole('dialog', { name: /Search and commands|搜索与命令/ });
const options = (page: Page) => palette(page).getByRole('option');

async function summon(page: Page, typed = '') {
  await expect(page.locator('dialog[open]')).toHaveCount(0);
  await page.keyboard.press('Control+k');
  await expect(palette(page).getByRole('combobox')).toBeFocused();
  if (typed) await palette(page).getByRole('combobox').fill(typed);
}

async function exported(page: Page): Promise<string> {
  const download = page.waitForEvent('download');
  await tool(page, 'Export').click();
  return (await readFile(await (await download).path())).toString('utf8');
}

async function addCondition(page: Page, field: string, op: string) {
  const filter = panel(page, 'Filter');
  await filter.getByRole('button', { name: 'Add a condition' }).last().click();
  await filter.getByRole('combobox', { name: 'Field', exact: true }).selectOption(field);
  await filter.getByRole('combobox', { name: 'Comparison' }).selectOption(op);
}

test.describe('in Shanghai', () => {
  test.use({ timezoneId: 'Asia/Shanghai' });

  test('what happened at half past seven in the morning is of today, in the filter and in the file', async ({ page }) => {
    await addSample(page, '200');
    await open(page, 'records?of=activity');
    await rows(page).nth(0).getByRole('checkbox').check();
    await rows(page).nth(2).getByRole('checkbox').click({ modifiers: ['Shift'] });
    const today = await page.evaluate(() => new Date().toLocaleDateString('sv-SE'));
    await page.getByRole('button', { name: 'Change a field' }).click();
    await page.getByRole('dialog').getByRole('combobox', { name: 'Field', exact: true }).selectOption('Time');
    await page.getByRole('dialog').getByLabel('Value').fill(`${today}T07:30`);
    await page.getByRole('dialog').getByRole('button', { name: 'Change', exact: true }).click();
    await expect(toast(page, 'Changed time of 3 records')).toBeVisible();
    await page.keyboard.press('Escape');
    await tool(page, 'Filter').click();
    await addCondition(page, 'Time', 'is within');
    await panel(page, 'Filter').getByRole('combobox', { name: 'Period' }).selectOption('today');
    await expect(listCount(page, 'Records')).toHaveText(/^3 of /);
    const file = await exported(page);
    expect(file.match(new RegExp(`${today} 07:30`, 'g'))).toHaveLength(3);
  });
});

test.describe('with customers', () => {
  test.beforeEach(async ({ page }) => {
    await addSample(page, '200');
    await open(page, 'customers');
    await scored(page);
  });

  test('columns are sorted and widened, and all are picked, by keyboard', async ({ page }) => {
    const grid = page.getByRole('grid');
    const head = (name: string) => grid.getByRole('columnheader', { name });
    await grid.focus();
    await page.keyboard.press('Tab');
    await expect(head('Name').getByRole('button')).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(head('Name')).toHaveAttribute('aria-sort', 'ascending');
    await page.keyboard.press('ArrowRight');
    await expect(head('Stage').getByRole('button')).toBeFocused();
    await page.keyboard.press('ArrowLeft');
    const width = async () => (await head('Name').boundingBox())?.width ?? 0;
    const before = await width();
    for (let step = 0; step < 4; step++) {
      await expect(head('Name').getByRole('button')).toBeFocused();
      await page.keyboard.press('Shift+ArrowLeft');
      await expect.poll(width).toBeLessThan(before - 10 - 16 * step);
    }
    await page.reload();
    await scored(page);
    await expect.poll(width).toBeLessThan(before - 58);
    await grid.focus();
    await page.keyboard.press('Control+a');
    await expect(page.getByRole('region', { name: '200 picked' })).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(page.getByRole('region', { name: /picked/ })).toHaveCount(0);
    await page.keyboard.press('?');
    await expect(page.getByRole('dialog')).toContainText('Make that column narrower or wider');
  });

  test('a telephone is found however its digits are grouped; what no list holds is searched for everywhere', async ({ page }) => {
    await page.getByRole('button', { name: 'New customer' }).click();
    await page.getByRole('dialog').getByRole('textbox', { name: 'Name' }).fill('王小明');
    await page.getByRole('dialog').getByRole('textbox', { name: 'Phone' }).fill('+86 139-1234-0007');
    await page.getByRole('dialog').getByRole('button', { name: 'Add', exact: true }).click();
    await expect(page.getByRole('heading', { level: 1, name: '王小明' })).toBeVisible();
    await open(page, 'customers');
    const search = page.getByRole('searchbox');
    for (const typed of ['13912340007', '139 1234 0007', '(139)12340007']) {
      await search.fill(typed);
      await expect(rows(page).getByRole('link'), typed).toHaveText(['王小明']);
    }
    await search.fill('wangxiaom');
    await expect(rows(page).getByRole('link')).toHaveText(['王小明']);
    await search.fill('Longjing');
    await page.getByRole('button', { name: 'Search everything for “Longjing”' }).click();
    await expect(options(page).first()).toContainText('Longjing');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { level: 1, name: /Longjing/ })).toBeVisible();
  });

  test('own fields of every kind are a column, a condition, an input, a cell of the file and found by search', async ({ page }) => {
    await open(page, 'fields');
    for (const [name, type, values] of [['Fax', 'Phone', ''], ['Credit limit', 'Amount of money', ''], ['Roast', 'A list of its own', 'light\ndark']]) {
      await page.getByRole('button', { name: 'Add a field' }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByRole('textbox', { name: 'Name' }).fill(name);
      await dialog.getByRole('combobox', { name: 'Type' }).selectOption({ label: type });
      if (values) await dialog.getByRole('textbox', { name: 'Values, one a line' }).fill(values);
      await dialog.getByRole('button', { name: 'Add', exact: true }).click();
      await expect(page.getByRole('region', { name: 'Your own fields' }).getByTitle('Change Name').filter({ hasText: name })).toBeVisible();
    }
    const who = await openCustomer(page);
    const facts = page.getByRole('region', { name: 'Facts' });
    for (const [name, typed] of [['Fax', '+86 (21) 6888-4711'], ['Credit limit', '7654.50 EUR']]) {
      await askFact(page, name);
      await facts.getByRole('textbox', { name, exact: true }).fill(typed);
      await facts.getByRole('textbox', { name, exact: true }).press('Enter');
      await expect(facts.getByTitle(`Change ${name}`)).toBeVisible();
    }
    await askFact(page, 'Roast');
    await facts.getByRole('combobox', { name: 'Roast' }).selectOption({ label: 'dark' });
    await expect(toast(page, 'Changed roast')).toBeVisible();
    for (const typed of ['2168884711', '7654.50', 'dark']) {
      await summon(page, typed);
      await expect(options(page).filter({ hasText: who }).first(), typed).toBeVisible();
      await page.keyboard.press('Escape');
      await expect(palette(page)).toHaveCount(0);
    }
    await open(page, 'customers');
    await tool(page, 'Columns and groups').click();
    for (const name of ['Fax', 'Credit limit', 'Roast']) {
      await panel(page, 'Columns and groups').getByRole('checkbox', { name, exact: true }).check();
    }
    await tool(page, 'Filter').click();
    await addCondition(page, 'Roast', 'is one of');
    await panel(page, 'Filter').getByRole('button', { name: 'dark', exact: true }).click();
    await expect(listCount(page)).toHaveText('1 of 200');
    const [head, line] = (await exported(page)).replace('\ufeff', '').trim().split('\n');
    expect(head).toContain('Fax,Credit limit,Roast');
    expect(line, 'the currency that is not the book’s, and no formula').toContain(",'+86 (21) 6888-4711,7654.50 EUR,dark");
  });

  test('what a page can do is done by name, and records of every kind are remembered', async ({ page }) => {
    await summon(page, 'csv file');
    const download = page.waitForEvent('download');
    await options(page).filter({ hasText: 'Save this list as a CSV file' }).click();
    expect((await download).suggestedFilename()).toMatch(/^customer-.*\.csv$/);
    await open(page, 'leads?tab=all');
    const lead = rows(page).first().getByRole('link').first();
    const name = (await lead.innerText()).trim();
    await lead.click();
    await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
    await summon(page);
    await expect(palette(page).getByRole('group', { name: 'Recent', exact: true }).getByRole('option').first()).toContainText(name);
    await page.keyboard.press('Escape');
    await open(page, 'history');
    await summon(page, 'other devices');
    await options(page).filter({ hasText: 'Other devices' }).click();
    await expect(page.getByRole('combobox', { name: 'Where' }).locator('option:checked')).toHaveText('Other devices');
  });
});
