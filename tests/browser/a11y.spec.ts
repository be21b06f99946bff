// Every page can be used without seeing it: no violation that axe can find, in both themes, on the desktop and on a phone.
import AxeBuilder from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';
import { addSample, CDNOW, chooseFile, open, scored } from './app';
import { openCustomer } from './customer';

async function violations(page: Page) {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${id} at ${node.target.join(' ')}: ${[...node.any, ...node.all, ...node.none][0]?.message}`),
  );
}

for (const theme of ['light', 'dark'] as const) {
  for (const [device, viewport] of Object.entries({
    desktop: { width: 1440, height: 900 },
    phone: { width: 390, height: 844 },
  })) {
    test.describe(`${theme}, ${device}`, () => {
      test.use({ colorScheme: theme, viewport });

      test('an empty book', async ({ page }) => {
        for (const path of ['customers', 'segments', 'life-cycle', 'churn', 'cohorts', 'loyalty', 'overview', 'dimensions', 'records', 'import', 'settings', 'history', 'offers', 'people', 'drivers', 'clusters', 'compare', 'value', 'trust']) {
          await open(page, path);
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
        await open(page, 'life-cycle');
        await expect(page.getByRole('group', { name: 'Who moved this month' })).toBeVisible();
        expect.soft(await violations(page), 'life cycle').toEqual([]);
        await open(page, 'churn');
        await expect(page.getByText(/customers, .* at risk$/)).toBeVisible();
        await page.getByText('Thresholds and margin').click();
        expect.soft(await violations(page), 'churn').toEqual([]);
        await open(page, 'cohorts');
        await expect(page.getByText(/of buyers ordered again/)).toBeVisible();
        expect.soft(await violations(page), 'cohorts').toEqual([]);
        await open(page, 'loyalty');
        await expect(page.getByText(/of 100 on average/)).toBeVisible();
        expect.soft(await violations(page), 'loyalty').toEqual([]);
        await open(page, 'overview');
        await expect(page.getByRole('heading', { name: 'Who needs you today' })).toBeVisible();
        expect.soft(await violations(page), 'overview').toEqual([]);
        await open(page, 'dimensions');
        await expect(page.getByRole('heading', { name: 'Market feedback' })).toBeVisible();
        expect.soft(await violations(page), 'dimensions').toEqual([]);
        await open(page, 'offers');
        await expect(page.getByText(/^Something can be offered to/)).toBeVisible();
        await expect(page.getByRole('group', { name: 'Whom to offer the product' })).toBeVisible();
        expect.soft(await violations(page), 'offers').toEqual([]);
        await open(page, 'people');
        await expect(page.getByRole('group', { name: 'Where they stand' })).toBeVisible();
        expect.soft(await violations(page), 'people').toEqual([]);
        await open(page, 'drivers');
        await expect(page.getByRole('group', { name: 'What goes together' })).toBeVisible();
        expect.soft(await violations(page), 'drivers').toEqual([]);
        await open(page, 'clusters');
        await expect(page.getByText(/clusters are the clearest/)).toBeVisible();
        expect.soft(await violations(page), 'clusters').toEqual([]);
        await open(page, 'compare');
        await expect(page.getByText('Nobody is in both groups.')).toBeVisible();
        expect.soft(await violations(page), 'compare').toEqual([]);
        await open(page, 'value');
        await expect(page.getByText(/^95 % interval: /)).toBeVisible();
        await page.getByText('Margin and discount').click();
        expect.soft(await violations(page), 'value').toEqual([]);
        await open(page, 'trust');
        await expect(page.getByText(/ranks your customers/).first()).toBeVisible();
        expect.soft(await violations(page), 'trust').toEqual([]);
        await open(page, 'records?of=product');
        await page.getByRole('grid').getByRole('link').first().click();
        await expect(page.getByTitle('Change Unit price')).toBeVisible();
        expect.soft(await violations(page), 'records').toEqual([]);
        await open(page, 'settings');
        await expect(page.getByText('Added sample data').first()).toBeVisible();
        expect.soft(await violations(page), 'settings').toEqual([]);
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
