// Saved analyses: settings and figures are kept, compared with those of now, opened again as they were, and deleting them can be undone.
import { readFileSync } from 'node:fs';
import { expect, test, type Page } from '@playwright/test';
import { addSample, open, PAGES, setAsOf, settled, speakChinese, toast } from './app';

test('an analysis is saved, compared at another day, opened with its settings, and deleted with a way back', async ({ page }) => {
  await addSample(page, '200');
  await open(page, 'analyses');
  await expect(page.getByRole('heading', { name: 'Nothing saved yet' })).toBeVisible();
  await page.getByRole('link', { name: 'Go to the overview' }).click();
  await expect(page.getByRole('heading', { name: 'Who needs you today' })).toBeVisible();
  // Saved at once: what is kept are the figures of what is set, not those that still stand there.
  await page.getByRole('combobox', { name: 'Compared over' }).selectOption('30 days');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'Save this analysis' });
  await dialog.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(dialog.getByRole('alert')).toHaveText('Give it a name.');
  await dialog.getByRole('textbox', { name: 'Name' }).fill('Monthly look');
  await dialog.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByText('Added analysis')).toBeVisible();

  await page.getByRole('navigation', { name: 'Insight' }).getByRole('link', { name: 'Saved' }).click();
  const saved = page.locator('section').filter({ has: page.getByRole('heading', { name: 'Monthly look' }) });
  const revenue = saved.getByRole('row').filter({ has: page.getByRole('rowheader', { name: 'Net amount' }) });
  const cells = revenue.getByRole('cell');
  await expect(cells).toHaveCount(3);
  const [before, now, change] = await cells.allTextContents();
  expect([now, change]).toEqual([before, expect.stringMatching(/^£?0/)]);

  // Another day has other figures; the kept ones stay until one keeps those of now.
  await setAsOf(page, '2025-06-30');
  await open(page, 'analyses');
  await expect(cells.nth(1)).not.toHaveText(before ?? '');
  await expect(cells.first()).toHaveText(before ?? '');
  await saved.getByRole('button', { name: 'Keep today’s figures of Monthly look' }).click();
  await expect(cells.first()).not.toHaveText(before ?? '');
  await page.reload();
  await expect(cells.first()).toHaveText((await cells.nth(1).textContent()) ?? '');

  // Run again every month: due once another month has begun, until its figures are kept. That survives a reload.
  await saved.getByRole('combobox', { name: 'Run again every' }).selectOption('month');
  await expect(toast(page, 'Changed run again')).toBeVisible();
  const due = saved.getByText(/^Due: a new period has begun since 30 Jun/);
  await expect(due).toHaveCount(0);
  await setAsOf(page, '2025-07-02');
  await open(page, 'analyses');
  await expect(saved.getByRole('combobox', { name: 'Run again every' })).toHaveValue('month');
  await expect(due).toBeVisible();
  await saved.getByRole('button', { name: 'Keep today’s figures of Monthly look' }).click();
  await expect(due).toHaveCount(0);

  await saved.getByRole('button', { name: 'Open Monthly look' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Overview' })).toBeVisible();
  await expect(page.getByRole('combobox', { name: 'Compared over' })).toHaveValue('30');
  await page.goBack();
  await saved.getByRole('button', { name: 'Delete Monthly look' }).click();
  await expect(saved).toHaveCount(0);
  await page.keyboard.press('Control+z');
  await expect(saved).toHaveCount(1);
});

test('the churn watch comes back as it was set, in Chinese', async ({ page }) => {
  await addSample(page, '200');
  await speakChinese(page);
  await open(page, 'churn');
  await page.getByRole('slider').first().fill('200');
  await expect(page.getByText('200 天内', { exact: true })).toBeVisible();
  await page.getByRole('button', { name: '保存', exact: true }).click();
  await page.getByRole('dialog').getByRole('textbox', { name: '名称' }).fill('流失');
  await page.getByRole('dialog').getByRole('button', { name: '保存', exact: true }).click();
  await expect(toast(page, '新增了分析')).toBeVisible();
  await open(page, 'analyses');
  await page.getByRole('button', { name: '打开 流失' }).click();
  await expect(page.getByRole('slider').first()).toHaveValue('200');
});

/** A setting of a page: how it is set, and what shows that it is. */
type Setting = { set: (page: Page) => Promise<unknown>; is: (page: Page) => Promise<void> };

const choose = (name: string, option: string): Setting => {
  const menu = (page: Page) => page.getByRole('main').getByRole('combobox', { name: new RegExp(`^${name}`) });
  return {
    set: (page) => menu(page).selectOption({ label: option }),
    is: (page) => expect(menu(page).locator('option:checked')).toHaveText(option),
  };
};
const slide = (name: string | RegExp, value: string): Setting => {
  const slider = (page: Page) => page.getByRole('main').getByRole('slider', { name });
  return { set: (page) => slider(page).fill(value), is: (page) => expect(slider(page)).toHaveValue(value) };
};
const tick = (name: string, on: boolean): Setting => {
  const box = (page: Page) => page.getByRole('main').getByRole('checkbox', { name });
  return { set: (page) => box(page).setChecked(on), is: (page) => expect(box(page)).toBeChecked({ checked: on }) };
};
const press = (name: string | RegExp): Setting => {
  const button = (page: Page) => page.getByRole('main').getByRole('button', { name });
  return { set: (page) => button(page).click(), is: (page) => expect(button(page)).toHaveAttribute('aria-pressed', 'true') };
};
const type = (name: string, text: string): Setting => {
  const field = (page: Page) => page.getByRole('main').getByRole('textbox', { name });
  const set = async (page: Page) => {
    await field(page).fill(text);
    await field(page).blur();
  };
  return { set, is: (page) => expect(field(page)).toHaveValue(text) };
};
/** The second product of the menu, whatever it is called. */
const secondProduct: Setting = {
  set: (page) => page.getByRole('combobox', { name: /^Product(?!s)/ }).selectOption({ index: 1 }),
  is: (page) => expect(page.getByRole('combobox', { name: /^Product(?!s)/ }).locator('option').nth(1)).toHaveJSProperty('selected', true),
};

/** Every page of insight that can be saved, with something set that is not as usual. */
const SET: Record<string, Setting[]> = {
  overview: [choose('Compared over', '30 days')],
  segments: [slide('Best share of buyers', '35')],
  'life-cycle': [choose('Months', 'Last 24 months'), { set: (page) => page.getByRole('combobox', { name: 'Moves of' }).selectOption({ index: 3 }), is: (page) => expect(page.getByRole('combobox', { name: 'Moves of' })).toHaveValue('2') }],
  churn: [slide('Horizon, days', '200'), choose('An offer raises the chance by', '10 points'), press(/^Snoozed ·/)],
  cohorts: [choose('Period', 'Quarters'), choose('Shown', 'Amount a customer')],
  loyalty: [slide('Behaviour', '20'), choose('Group', 'Leaving')],
  dimensions: [choose('Compared over', 'A year')],
  offers: [slide(/^Support at least/, '3'), slide(/^Confidence at least/, '15'), choose('By', 'Saved view'), secondProduct],
  people: [choose('By', 'Kind'), choose('Crossed with', 'Life-cycle stages')],
  drivers: [choose('What is explained', 'A second order'), choose('Correlation of', 'Ranks (Spearman)'), tick('Has an e-mail address', false)],
  clusters: [choose('How many', '4 clusters'), tick('Loyalty', true)],
  compare: [choose('First group', 'Growth'), choose('Second group', 'Leaving')],
  value: [slide('Margin, per cent', '50'), slide('Horizon, days', '730'), type('A contact costs', '5.00'), press('First customers: Let go')],
  trust: [],
};

test('every page comes back as it was set', async ({ page }) => {
  test.setTimeout(240_000);
  await addSample(page, '200');
  // A segment of one's own: it can be chosen where built-in ones can.
  await open(page, 'customers');
  await page.getByRole('main').getByRole('button', { name: 'Filter' }).first().click();
  const filter = page.getByRole('region', { name: 'Filter', exact: true });
  await filter.getByRole('button', { name: 'Add a condition' }).last().click();
  await filter.getByRole('combobox', { name: 'Field', exact: true }).selectOption('Stage');
  await filter.getByRole('button', { name: 'Danger' }).click();
  await page.getByRole('main').getByRole('button', { name: 'Save view' }).first().click();
  await page.getByRole('textbox', { name: 'Name of the new view' }).fill('Leaving');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('navigation', { name: 'Views' }).getByRole('link', { name: 'Leaving' })).toHaveAttribute('aria-current', 'page');
  for (const [path, settings] of Object.entries(SET)) {
    await open(page, path);
    await expect(page.locator('main .skeleton'), path).toHaveCount(0, { timeout: 20_000 });
    for (const setting of settings) {
      await setting.set(page);
      await setting.is(page);
    }
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    const dialog = page.getByRole('dialog', { name: 'Save this analysis' });
    await dialog.getByRole('textbox', { name: 'Name' }).fill(`My ${path}`);
    await dialog.getByRole('button', { name: 'Save', exact: true }).click();
    await expect(toast(page, 'Added analysis')).toBeVisible();
  }
  // After a reload: what is kept is in the book, not on the page.
  for (const [path, settings] of Object.entries(SET)) {
    await open(page, 'analyses');
    await page.getByRole('button', { name: `Open My ${path}`, exact: true }).click();
    const heading = PAGES.find((known) => known.path === path)?.en ?? path;
    await expect(page.getByRole('heading', { level: 1, name: heading, exact: true })).toBeVisible();
    await expect(page.locator('main .skeleton'), path).toHaveCount(0, { timeout: 20_000 });
    for (const setting of settings) await setting.is(page);
  }
});

test('a page that one comes back to is as it was left', async ({ page }) => {
  test.setTimeout(120_000);
  await addSample(page, '200');
  const tab = async (path: string) => {
    const heading = PAGES.find((known) => known.path === path)?.en ?? path;
    await page.getByRole('navigation', { name: 'Insight' }).getByRole('link', { name: heading, exact: true }).click();
    await expect(page.getByRole('heading', { level: 1, name: heading, exact: true })).toBeVisible();
    await settled(page);
  };
  const left: Record<string, Setting[]> = {
    ...Object.fromEntries(['overview', 'segments', 'life-cycle', 'churn', 'cohorts', 'dimensions', 'people', 'drivers', 'clusters', 'value'].map((path) => [path, SET[path] ?? []])),
    compare: [choose('First group', 'Growth'), choose('Second group', 'Champions')],
  };
  await open(page, 'overview');
  for (const [path, settings] of Object.entries(left)) {
    await tab(path);
    for (const setting of settings) {
      await setting.set(page);
      await setting.is(page);
    }
  }
  // A link followed, and Back.
  await page.getByRole('main').getByRole('listitem').getByRole('link', { name: 'Growth', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Customers', exact: true })).toBeVisible();
  await page.goBack();
  await expect(page.getByRole('heading', { level: 1, name: 'Compare', exact: true })).toBeVisible();
  for (const setting of left.compare ?? []) await setting.is(page);
  for (const [path, settings] of Object.entries(left)) {
    await tab(path);
    for (const setting of settings) await setting.is(page);
  }
});

test('a chart is saved as a picture that looks like it', async ({ page }) => {
  await addSample(page, '200');
  await open(page, 'life-cycle');
  const frame = page.locator('section').filter({ has: page.getByRole('heading', { name: 'Customers by stage, month by month' }) });
  await expect(frame.getByRole('button', { name: /^Show the moves of this month/ })).toHaveCount(12);
  const coming = page.waitForEvent('download');
  await frame.getByRole('button', { name: 'PNG' }).click();
  const download = await coming;
  expect(download.suggestedFilename()).toBe('life-cycle.png');
  const bytes = readFileSync((await download.path()) ?? '');
  expect(bytes.subarray(1, 4).toString()).toBe('PNG');
  // Width and height stand at the beginning of the file; the picture has twice as many pixels as the page.
  const box = await frame.boundingBox();
  expect(bytes.readUInt32BE(16)).toBeGreaterThan((box?.width ?? 0) * 1.9);
  // The columns are there in the colours of their stages, so it is no empty sheet.
  const colours = await page.evaluate(async (base64) => {
    const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
    const image = await createImageBitmap(new Blob([bytes]));
    const canvas = new OffscreenCanvas(image.width, image.height);
    const context = canvas.getContext('2d');
    context?.drawImage(image, 0, 0);
    const { data } = context?.getImageData(0, 0, image.width, image.height) ?? { data: [] };
    const seen = new Set<string>();
    for (let at = 0; at < data.length; at += 4 * 97) seen.add(`${data[at]},${data[at + 1]},${data[at + 2]}`);
    return seen.size;
  }, bytes.toString('base64'));
  expect(colours).toBeGreaterThan(20);
});
