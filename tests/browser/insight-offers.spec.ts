// Recommendations: what is bought together, what goes with a product, and to whom it leads.
import { readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { addSample, importCdnow, open, speakChinese } from './app';

test('rules say what is bought together and lead to whom to offer it', async ({ page }) => {
  await addSample(page, '200');
  await open(page, 'offers');
  await expect(page.getByText(/^As of .* orders with products$/)).toBeVisible();
  const frame = page.locator('section').filter({ has: page.getByRole('heading', { name: 'Bought together' }) });
  const rules = frame.getByRole('listitem');
  await expect(rules.first()).toContainText(/^Whoever buys .* also buys .*: in \d+% of [\d,]+ orders, [\d.]+ times as often as in all orders\./);
  const before = await rules.count();

  // The same figures as a file.
  const coming = page.waitForEvent('download');
  await frame.getByRole('button', { name: 'CSV' }).click();
  const lines = readFileSync((await (await coming).path()) ?? '', 'utf8').trim().split('\r\n');
  expect(lines).toHaveLength(before + 1);
  await frame.getByRole('button', { name: 'Table' }).click();
  await expect(frame.getByRole('row')).toHaveCount(before + 1);
  // Confidence and lift have their intervals.
  expect(lines[0]).toContain('Lift,"Lift, from (95 %)","Lift, to (95 %)",Orders');
  await expect(frame.getByRole('row').nth(1).locator('.figure-range')).toHaveText([/^[\d.]+% to [\d.]+%$/, /^[\d.]+ to [\d.]+$/]);
  await frame.getByRole('button', { name: 'Chart' }).click();

  // More confidence, fewer rules; rules of four products there are none, since sample orders hold two at most.
  await page.getByRole('slider', { name: /^Confidence at least/ }).fill('20');
  await expect(page.getByText('Confidence at least 20%')).toBeVisible();
  await expect.poll(() => rules.count()).toBeLessThan(before);
  await page.getByRole('combobox', { name: 'Products in a rule' }).selectOption('4 or more');
  await expect(page.getByText(/^No products are bought together this often/)).toBeVisible();
  await page.getByRole('combobox', { name: 'Products in a rule' }).selectOption('2 or more');

  // The product of a rule, what goes with it, and for whom it is.
  const offer = rules.first().getByRole('button', { name: /^Whom to offer / });
  const product = ((await offer.textContent()) ?? '').replace('Whom to offer ', '');
  await offer.click();
  await expect(page.getByRole('combobox', { name: /^Product(?!s)/ })).toBeFocused();
  await expect(page.getByText(`${product} is in `)).toBeVisible();
  await expect(page.getByRole('group', { name: 'What goes with a product' }).getByRole('row').nth(1)).toContainText('%');
  const people = page.getByRole('group', { name: 'Whom to offer the product' });
  const first = people.getByRole('row').nth(1);
  await expect(first).toContainText(/bought .* on .*% of such orders hold it, too/);
  const name = (await first.getByRole('link').textContent()) ?? '';
  await first.getByRole('link').click();
  await expect(page.getByRole('heading', { name }).first()).toBeVisible();
});

test('each group has its next products, and a customer is told why', async ({ page }) => {
  await addSample(page, '200');
  await open(page, 'offers');
  const groups = page.getByRole('group', { name: 'Next products by group' });
  await expect(groups.getByRole('rowheader', { name: 'Maturity' })).toBeVisible();
  const by = page.getByRole('combobox', { name: /^By/ });
  await by.selectOption('Saved view');
  await expect(page.getByText(/^No view of customers is saved yet/)).toBeVisible();
  await by.selectOption('Segment');
  const champions = groups.getByRole('row').filter({ has: page.getByRole('rowheader', { name: 'Champions' }) });
  await expect(champions.getByRole('cell').nth(1)).toContainText(/for \d+\s*bought .* of such orders hold it/i);

  const people = page.getByRole('group', { name: 'Whom to offer the product' });
  // A product that something goes with: the first of the champions.
  const product = (await champions.getByRole('cell').nth(1).getByRole('link').textContent()) ?? '';
  await page.getByRole('combobox', { name: /^Product(?!s)/ }).selectOption(product);
  await expect(page.getByText(`${product} is in `)).toBeVisible();
  await people.getByRole('link').first().click();
  const section = page.getByRole('region', { name: 'Recommended', exact: true });
  await expect(section.getByRole('listitem').first()).toContainText(/Bought .* on .*% of such orders hold it, too\.|Every \d+ days so far/);
});

test('orders without products, and no orders, say what is needed; in Chinese, too', async ({ page }) => {
  await open(page, 'offers');
  await expect(page.getByRole('heading', { name: 'No orders yet' })).toBeVisible();
  await importCdnow(page);
  await open(page, 'offers');
  await expect(page.getByRole('heading', { name: 'No products in the orders yet' })).toBeVisible();
  await expect(page.getByText(/none says which products were bought/)).toBeVisible();
  await open(page, 'customers');
  await page.getByRole('grid').getByRole('link').first().click();
  await expect(page.getByRole('region', { name: 'Score' })).toBeVisible();
  await expect(page.getByRole('region', { name: 'Recommended', exact: true })).toHaveCount(0);
  await speakChinese(page);
  await open(page, 'offers');
  await expect(page.getByRole('heading', { name: '订单里还没有产品' })).toBeVisible();
});
