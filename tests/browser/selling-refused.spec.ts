// What cannot be is refused where it is typed, in words that say what to do, and nothing of it is kept.
import { expect, test } from '@playwright/test';
import { open, toast } from './app';

test('a day, a quantity and a currency that cannot be are said, and the opportunity stays as it was', async ({ page }) => {
  await open(page, 'deals');
  await page.getByRole('button', { name: 'New opportunity', exact: true }).first().click();
  const form = page.getByRole('dialog', { name: 'New opportunity' });
  await form.getByLabel('Name').first().fill('Lanterns');
  await form.getByLabel('Expected close', { exact: true }).first().fill('2026-02-30');
  await form.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(form.getByRole('alert')).toContainText('There is no such day');
  await form.getByLabel('Expected close', { exact: true }).first().fill('');
  await form.getByRole('button', { name: 'Add', exact: true }).click();
  const deal = page.getByRole('article');
  await expect(deal.getByRole('heading', { level: 1, name: 'Lanterns' })).toBeVisible();

  const write = async (line: number, label: string, text: string) => {
    const group = deal.getByRole('group', { name: `Product ${line}`, exact: true });
    await group.getByTitle(`Change ${label}`).click();
    await group.getByRole('textbox', { name: label }).fill(text);
    await group.getByRole('textbox', { name: label }).press('Enter');
    return group;
  };
  const products = deal.getByRole('region', { name: 'Products' });
  await deal.getByRole('button', { name: 'Add a product' }).click();
  await write(1, 'Unit price', '40');
  await expect(products.getByText('The amount of the opportunity is this sum.')).toBeVisible();
  const first = await write(1, 'Quantity', '-2');
  await expect(toast(page, 'A quantity cannot be below 0').or(first.getByRole('alert')).first()).toBeVisible();
  await page.keyboard.press('Escape');
  await write(1, 'Quantity', '2');
  await expect(products).toContainText('80.00');
  await deal.getByRole('button', { name: 'Add a product' }).click();
  await write(2, 'Unit price', 'EUR 5');
  await expect(page.getByText('The amounts are in more than one currency').first()).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(products).toContainText('80.00');

  // Won on a day that is none: the question stays, and says why.
  await deal.getByLabel('Move Lanterns to').selectOption('Won');
  const winning = page.getByRole('dialog', { name: 'Won: Lanterns' });
  await winning.getByRole('textbox', { name: 'Closed on' }).fill('31 April');
  await winning.getByRole('button', { name: 'Won', exact: true }).click();
  await expect(winning.getByRole('alert')).toHaveText('A day is needed, such as 2024-01-31 or today.');
  await winning.getByRole('button', { name: 'Cancel' }).click();
  await page.reload();
  await expect(products).toContainText('80.00');
  await expect(deal.getByRole('listitem').filter({ hasText: 'Prospecting' })).toHaveAttribute('aria-current', 'step');
});

test('an order in two currencies has no total, and is not taken', async ({ page }) => {
  await open(page, 'records?of=order');
  await page.getByRole('button', { name: 'New order' }).first().click();
  const form = page.getByRole('dialog', { name: 'New order' });
  const price = (line: number) => form.getByRole('group', { name: `Line ${line}` }).getByRole('textbox', { name: 'Unit price' });
  await price(1).fill('40');
  await form.getByRole('button', { name: 'Add a line' }).click();
  await price(2).fill('ABC 5');
  await form.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(form.getByRole('alert').filter({ hasText: 'The three letters are no currency' })).toBeVisible();
  await price(2).fill('EUR 5');
  await expect(form.getByText('Lines in several currencies have no total')).toBeVisible();
  await form.getByRole('combobox', { name: 'Customer' }).fill('Acme');
  await form.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(form.getByRole('alert').first()).toBeVisible();
  await price(2).fill('5');
  await expect(form.getByRole('status').filter({ hasText: '45.00' })).toBeVisible();
});
