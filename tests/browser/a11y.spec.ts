// Every page can be used without seeing it: no violation that axe can find, in both themes, on the desktop and on a phone.
import AxeBuilder from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';
import { addSample, CDNOW, chooseFile, open, scored, settled } from './app';
import { openCustomer } from './customer';

async function violations(page: Page) {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${id} at ${node.target.join(' ')}: ${[...node.any, ...node.all, ...node.none][0]?.message}`),
  );
}

const text = (words: RegExp | string) => (page: Page) => expect(page.getByText(words).first()).toBeVisible();
const group = (name: RegExp | string) => (page: Page) => expect(page.getByRole('group', { name })).toBeVisible();

/** The pages of insight, and what stands there once they have figures. */
const INSIGHT: Record<string, (page: Page) => Promise<void>> = {
  overview: (page) => expect(page.getByRole('heading', { name: 'Who needs you today' })).toBeVisible(),
  'life-cycle': group('Who that is'),
  async churn(page) {
    await text(/customers, .* at risk$/)(page);
    await page.getByText('Thresholds and margin').click();
  },
  cohorts: text(/of buyers ordered again/),
  loyalty: text(/of 100 on average/),
  dimensions: (page) => expect(page.getByRole('heading', { name: 'Market feedback' })).toBeVisible(),
  async offers(page) {
    await text(/^Something can be offered to/)(page);
    await group('Whom to offer the product')(page);
  },
  people: group('Where they stand'),
  drivers: group('What goes together'),
  clusters: text(/clusters are the clearest/),
  compare: text('Nobody is in both groups.'),
  async value(page) {
    await text(/^95 % interval: /)(page);
    await page.getByText('Margin and discount').click();
  },
  trust: text(/ranks your customers/),
};

/** The pages of selling, and what stands there once the book is filled. */
const SELLING: Record<string, (page: Page) => Promise<void>> = {
  leads: (page) => expect(page.getByRole('grid', { name: 'Leads' }).getByRole('link').first()).toBeVisible(),
  team: text('Sofia Rossi'),
  'deals?view=board': group('Board'),
  'deals?view=forecast': group(/^What is to come/),
  'deals?view=funnel': group('How far they come'),
  money: (page) => expect(page.getByRole('table', { name: 'Overdue', exact: true })).toBeVisible(),
  async field(page) {
    await page.getByRole('region', { name: 'Whom to visit' }).getByRole('checkbox').first().check();
    await expect(page.getByRole('button', { name: 'Put into the agenda' })).toBeVisible();
  },
  async call(page) {
    await page.getByRole('textbox', { name: 'Telephone number' }).fill('199 9999 0000');
    await page.keyboard.press('Enter');
    await expect(page.getByText('Nobody in the book has 199 9999 0000.')).toBeVisible();
    // The composer over it, with everything that it can ask.
    await page.getByRole('button', { name: 'Log', exact: true }).click();
    await page.getByRole('dialog').getByRole('textbox', { name: 'Next step' }).fill('Call again');
    await expect(page.getByRole('dialog').getByRole('textbox', { name: 'On', exact: true })).toBeVisible();
  },
  reports: (page) => expect(page.getByRole('heading', { name: 'Sales by month' })).toBeVisible(),
  'reports?tab=targets': (page) => expect(page.getByRole('heading', { name: 'Set targets' })).toBeVisible(),
  'reports?tab=report': (page) => expect(page.getByLabel('Name of the report')).toBeVisible(),
  today: (page) => expect(page.getByRole('heading', { name: /^Customers about to leave/ })).toBeVisible(),
  agenda: (page) => expect(page.getByRole('heading', { name: /^Later/ })).toBeVisible(),
  'agenda?view=day': text('All day'),
  // A phone shows one of the days.
  'agenda?view=week': (page) => expect(page.locator('.agenda-chip')).not.toHaveCount(0),
  'agenda?view=month': (page) => expect(page.locator('.agenda-cell').first()).toBeVisible(),
  'agenda?view=care': text(/Who must not be contacted/),
};

for (const theme of ['light', 'dark'] as const) {
  for (const [device, viewport] of Object.entries({
    desktop: { width: 1440, height: 900 },
    phone: { width: 390, height: 844 },
  })) {
    test.describe(`${theme}, ${device}`, () => {
      test.use({ colorScheme: theme, viewport });

      test('an empty book', async ({ page }) => {
        for (const path of ['customers', 'segments', 'analyses', 'records', 'import', 'settings', 'history']) {
          await open(page, path);
          await settled(page);
          expect.soft(await violations(page), path).toEqual([]);
        }
      });

      test('a filled book', async ({ page }) => {
        await addSample(page, '200');
        expect.soft(await violations(page), 'sample data added').toEqual([]);
        await open(page, 'customers');
        await scored(page);
        expect.soft(await violations(page), 'customers').toEqual([]);
        await page.keyboard.press('f');
        await page.getByRole('button', { name: 'Add a condition' }).click();
        await page.getByRole('combobox', { name: 'Field', exact: true }).selectOption('Stage');
        expect.soft(await violations(page), 'filter').toEqual([]);
        await page.getByRole('button', { name: 'Columns and groups' }).click();
        await page.getByRole('combobox', { name: 'Group by' }).selectOption('Stage');
        expect.soft(await violations(page), 'columns and groups').toEqual([]);
        await page.getByRole('region', { name: 'Columns and groups' }).getByRole('button', { name: 'Close' }).click();
        await page.keyboard.press('j');
        await page.keyboard.press('x');
        await expect(page.getByRole('region', { name: '1 picked' })).toBeVisible();
        expect.soft(await violations(page), 'picked').toEqual([]);
        await page.keyboard.press('Escape');
        await openCustomer(page);
        await expect(page.getByRole('region', { name: 'Score' }).getByText('why').first()).toBeVisible();
        expect.soft(await violations(page), 'customer').toEqual([]);
        await open(page, 'segments');
        await expect(page.getByRole('rowheader', { name: 'Champions' })).toBeVisible();
        expect.soft(await violations(page), 'segments').toEqual([]);
        await open(page, 'records?of=product');
        await page.getByRole('grid').getByRole('link').first().click();
        await expect(page.getByTitle('Change Unit price')).toBeVisible();
        expect.soft(await violations(page), 'records').toEqual([]);
        await open(page, 'settings');
        await expect(page.getByText('Added sample data').first()).toBeVisible();
        expect.soft(await violations(page), 'settings').toEqual([]);
      });

      test('pages of insight, of an empty book and of a filled one', async ({ page }) => {
        test.skip(!(device === 'desktop' ? theme === 'light' : theme === 'dark'), 'each device in one theme: all are made of the same pieces');
        test.setTimeout(180_000);
        for (const path of Object.keys(INSIGHT)) {
          await open(page, path);
          await expect(page.getByText(/No orders yet|No customers yet/)).toBeVisible();
          expect.soft(await violations(page), `${path}, empty`).toEqual([]);
        }
        await addSample(page, '200');
        for (const [path, ready] of Object.entries(INSIGHT)) {
          await open(page, path);
          await ready(page);
          expect.soft(await violations(page), path).toEqual([]);
        }
      });

      test('pages of selling, of an empty book and of a filled one', async ({ page }) => {
        test.skip(!(device === 'desktop' ? theme === 'light' : theme === 'dark'), 'each device in one theme: all are made of the same pieces');
        test.setTimeout(180_000);
        for (const path of Object.keys(SELLING)) {
          await open(page, path);
          await settled(page);
          expect.soft(await violations(page), `${path}, empty`).toEqual([]);
        }
        await addSample(page, '200');
        for (const [path, ready] of Object.entries(SELLING)) {
          await open(page, path);
          await ready(page);
          expect.soft(await violations(page), path).toEqual([]);
        }
        await open(page, 'deals');
        await page.locator('.deal-card:visible').first().getByRole('link').click();
        await expect(page.getByRole('heading', { name: 'Products' })).toBeVisible();
        expect.soft(await violations(page), 'a deal').toEqual([]);
        await open(page, 'records?of=payment_plan');
        await page.getByRole('grid').getByRole('row').filter({ has: page.getByRole('link') }).first().getByRole('link').first().click();
        await page.getByRole('article').getByRole('link').filter({ hasText: 'SO-' }).first().click();
        await expect(page.getByRole('region', { name: 'Payment plan' }).getByRole('listitem').first()).toBeVisible();
        expect.soft(await violations(page), 'an order with its plan').toEqual([]);
        await page.getByRole('button', { name: 'Change the plan' }).click();
        expect.soft(await violations(page), 'the plan while it is changed').toEqual([]);
        await page.keyboard.press('Escape');
        await page.getByRole('link', { name: 'Print' }).click();
        await expect(page.getByRole('button', { name: 'Print' })).toBeVisible();
        expect.soft(await violations(page), 'the order on paper').toEqual([]);
      });

      test('an import', async ({ page }) => {
        await open(page, 'import');
        await chooseFile(page, CDNOW);
        await expect(page.getByRole('button', { name: 'Check the whole file' })).toBeVisible({ timeout: 20_000 });
        expect.soft(await violations(page), 'preview').toEqual([]);
        await page.getByRole('button', { name: 'Check the whole file' }).click();
        await expect(page.getByRole('heading', { name: 'What the import adds' })).toBeVisible();
        expect.soft(await violations(page), 'report').toEqual([]);
      });
    });
  }
}
