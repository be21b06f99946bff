// Every figure of insight leads to its customers, and what is listed goes out whole.
import { readFileSync } from 'node:fs';
import { expect, test, type Page } from '@playwright/test';
import { addSample, goTo, importCdnow, listCount, open, scored, speakChinese, toast } from './app';
import { openCustomer } from './customer';

const frame = (page: Page, heading: string) => page.locator('section').filter({ has: page.getByRole('heading', { level: 2, name: heading }) });

async function csv(page: Page, heading: string) {
  const coming = page.waitForEvent('download');
  await frame(page, heading).getByRole('button', { name: 'CSV' }).click();
  return readFileSync((await (await coming).path()) ?? '', 'utf8').trim().split('\r\n');
}

test('flows of one month, their cells and the columns list their customers with reasons, in the file all of them', async ({ page }) => {
  await importCdnow(page);
  await open(page, 'life-cycle');
  const who = frame(page, 'Who that is');
  await expect(who.getByText(/^Moved since/)).toBeVisible();
  // A cell of all months together: as many lines in the file as it says.
  const cell = frame(page, 'Who moved where').getByRole('button', { name: /^Growth to Danger/ });
  const n = Number(/: ([\d,]+),/.exec((await cell.getAttribute('aria-label')) ?? '')?.[1]?.replace(',', ''));
  expect(n).toBeGreaterThan(0);
  await cell.click();
  await expect(who.getByText('Growth to Danger, month by month')).toBeVisible();
  await expect(who.getByRole('row').nth(1)).toContainText(/silent|no order|longer/i);
  const lines = await csv(page, 'Who that is');
  expect(lines).toHaveLength(n + 1);
  expect(lines[0]).toContain('Why');
  await who.getByRole('button', { name: 'Who moved this month' }).click();
  await expect(who.getByText(/^Moved since/)).toBeVisible();
  // One month, chosen by its column: the flows are its own, and who stayed can be listed and tagged.
  const column = page.getByRole('button', { name: /^Show the moves of this month/ }).nth(5);
  await column.click();
  await expect(column).toHaveAttribute('aria-pressed', 'true');
  await expect(page.getByRole('combobox', { name: 'Moves of' })).toHaveValue('6');
  await expect(who.getByText(/^Moved from .+ to .+$/)).toBeVisible();
  const stayed = frame(page, 'Who moved where').getByRole('button', { name: /^Danger to Danger/ });
  const staying = /: ([\d,]+),/.exec((await stayed.getAttribute('aria-label')) ?? '')?.[1];
  await stayed.click();
  await page.getByRole('button', { name: `Tag ${staying} customers` }).click();
  await expect(toast(page, `Changed tags of ${staying} records`)).toBeVisible();
  await page.keyboard.press('Control+z');
  // The file of the moves tells how long stays last, too.
  const stays = await csv(page, 'Who moved where');
  expect(stays[0]).toMatch(/,"A stay lasts, months \(of all months shown\)",.*, n"$/);
  expect(stays.find((line) => line.startsWith('Maturity,'))).toMatch(/,[\d.]+,[\d.]+,[\d.]+,\d+$/);
  // Where somebody stood on the first day there is no day before to come from.
  const months = frame(page, 'Customers by stage, month by month');
  await months.getByRole('button', { name: 'Table' }).click();
  await months.getByRole('row').last().getByRole('button').first().click();
  await expect(who.getByRole('row').nth(1).getByRole('cell').first()).toHaveText('');
  await expect(who.getByText('Not a buyer yet')).toHaveCount(0);
  await page.getByRole('combobox', { name: 'Moves of' }).selectOption('6');
  await stayed.click();
  // It is saved and comes back.
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByRole('dialog').getByRole('textbox', { name: 'Name' }).fill('One month');
  await page.getByRole('dialog').getByRole('button', { name: 'Save', exact: true }).click();
  await expect(toast(page, 'Added analysis')).toBeVisible();
  await open(page, 'analyses');
  await page.getByRole('button', { name: 'Open One month' }).click();
  await expect(page.getByRole('combobox', { name: 'Moves of' })).toHaveValue('6');
  await expect(who.getByText(/^Danger to Danger, from/)).toBeVisible();
});

test('figures of the overview, traits and classes of revenue lead to as many customers as they say', async ({ page }) => {
  await addSample(page, '200');
  await open(page, 'overview');
  const fresh = page.getByRole('row').filter({ has: page.getByRole('rowheader', { name: 'For the first time' }) }).getByRole('cell');
  const active = page.getByRole('row').filter({ has: page.getByRole('rowheader', { name: 'Customers who ordered' }) }).getByRole('cell');
  for (const figure of [active.first(), active.nth(1), fresh.first()]) {
    const n = await figure.textContent();
    await figure.getByRole('button').click();
    await expect(listCount(page)).toHaveText(`${n} of 200`);
    await page.goBack();
  }
  await open(page, 'dimensions');
  const trait = frame(page, 'Traits').getByRole('row').filter({ has: page.getByRole('button', { name: /not known$/ }) }).first().getByRole('cell');
  for (const at of [2, 3]) {
    const n = await trait.nth(at).textContent();
    await trait.nth(at).getByRole('button').click();
    await expect(listCount(page)).toHaveText(`${n} of 200`);
    await page.goBack();
  }
  await open(page, 'segments');
  const best = page.getByRole('button', { name: /Show these customers: A$/ });
  const n = await best.textContent();
  const lines = await csv(page, 'Who brings the revenue');
  expect(lines.find((line) => line.startsWith('A,'))?.split(',')[1]).toBe(n);
  await best.click();
  await expect(listCount(page)).toHaveText(`${n} of 200`);
});

test('a group lists whom it counts, whatever the list was asked before', async ({ page }) => {
  await addSample(page, '200');
  await open(page, 'customers');
  await scored(page);
  const filter = page.getByRole('region', { name: 'Filter', exact: true });
  const narrow = async () => {
    await goTo(page, 'Customers');
    await expect(listCount(page)).toHaveText(/ 200$|^200$/);
    await page.getByRole('main').getByRole('button', { name: 'Filter' }).first().click();
    await filter.getByRole('button', { name: 'Clear the filter' }).click();
    await filter.getByRole('button', { name: 'Add a condition' }).last().click();
    await filter.getByRole('combobox', { name: 'Field', exact: true }).selectOption('Stage');
    await filter.getByRole('button', { name: 'Danger' }).click();
    await expect(listCount(page)).toHaveText(/^\d+ of 200$/);
  };
  const group = (name: string) => page.getByRole('row').filter({ has: page.getByRole('rowheader', { name, exact: true }) }).first();
  for (const name of ['Growth', 'Champions']) {
    for (const tab of ['Segments', 'Overview']) {
      await narrow();
      await goTo(page, 'Insight', 'Segments');
      await page.getByRole('navigation', { name: 'Insight' }).getByRole('link', { name: tab, exact: true }).click();
      await expect(page.getByRole('heading', { level: 1, name: tab, exact: true })).toBeVisible();
      const n = await group(name).getByRole('cell').first().textContent();
      expect(Number(n)).toBeGreaterThan(0);
      await group(name).getByRole('link').click();
      await expect(listCount(page), `${name}, ${tab}`).toHaveText(`${n} of 200`);
    }
  }
  await narrow();
  await goTo(page, 'Insight', 'Segments');
  // Who ordered lately is not in danger.
  const cell = page.getByRole('group', { name: 'Recency and frequency', exact: true }).locator('a[href*="cell=5-"]:not([data-heat="0"])').first();
  const n = await cell.locator('.rfm-count').textContent();
  await cell.click();
  await expect(listCount(page)).toHaveText(`${n} of 200`);

  // A segment of one's own lists what was saved, not what was tried since.
  await narrow();
  await page.getByRole('main').getByRole('button', { name: 'Save view' }).first().click();
  await page.getByRole('textbox', { name: 'Name of the new view' }).fill('Leaving');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('navigation', { name: 'Views' }).getByRole('link', { name: 'Leaving' })).toHaveAttribute('aria-current', 'page');
  const saved = await listCount(page).innerText();
  await page.getByRole('main').getByRole('button', { name: 'Filter' }).first().click();
  await filter.getByRole('button', { name: 'Termination' }).click();
  await expect(listCount(page)).not.toHaveText(saved);
  await goTo(page, 'Insight', 'Segments');
  await page.getByRole('link', { name: 'Leaving', exact: true }).click();
  await expect(listCount(page)).toHaveText(saved);
});

test('what is shown on a page is kept with its analysis', async ({ page }) => {
  await addSample(page, '200');
  const pages = [
    { path: 'cohorts', label: 'Shown', value: 'amount' },
    { path: 'people', label: 'Crossed with', value: 'stages' },
    { path: 'offers', label: 'By', value: '1' },
  ];
  for (const { path, label, value } of pages) {
    await open(page, path);
    const choice = page.getByRole('combobox', { name: label, exact: true });
    await choice.selectOption(value);
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByRole('dialog').getByRole('textbox', { name: 'Name' }).fill(path);
    await page.getByRole('dialog').getByRole('button', { name: 'Save', exact: true }).click();
    await expect(toast(page, 'Added analysis').first()).toBeVisible();
    await open(page, 'analyses');
    await page.getByRole('button', { name: `Open ${path}` }).click();
    await expect(choice).toHaveValue(value);
  }
});

test('segments are saved with their figures', async ({ page }) => {
  await addSample(page, '200');
  await open(page, 'segments');
  const n = await page.getByRole('button', { name: /Show these customers: A$/ }).textContent();
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByRole('dialog').getByRole('textbox', { name: 'Name' }).fill('Fifths');
  await page.getByRole('dialog').getByRole('button', { name: 'Save', exact: true }).click();
  await expect(toast(page, 'Added analysis').first()).toBeVisible();
  await open(page, 'analyses');
  const row = page.getByRole('row').filter({ has: page.getByRole('rowheader', { name: 'Buyers in class A' }) });
  await expect(row.getByRole('cell')).toHaveText([n ?? '', n ?? '', '0']);
  await page.getByRole('button', { name: 'Open Fifths' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Segments' })).toBeVisible();
});

test('a customer’s page says what would change the stage, in both languages', async ({ page }) => {
  await addSample(page, '200');
  await openCustomer(page);
  const outlook = page.locator('.stage-outlook');
  await expect(outlook).toContainText(/Without another order: .+ from .+|With an order now|would not change the stage/);
  const shown = page.url();
  await speakChinese(page);
  await page.goto(shown);
  await expect(outlook).toContainText(/若不再下单|现在下单/);
});
