// What is typed in one place counts as it does in another: payments above what is due, a status chosen as a field, a press made twice, drafts.
import { expect, test, type Page } from '@playwright/test';
import { addSample, kept, open, toast } from './app';

const dialog = (page: Page, name: string) => page.getByRole('dialog', { name });
const part = (page: Page, name: string) => page.getByRole('region', { name, exact: true });

/** An order of 40.00, and its address. */
async function order(page: Page) {
  await open(page, 'customers');
  await page.getByRole('button', { name: 'New customer' }).click();
  await page.getByRole('dialog').getByRole('textbox', { name: 'Name' }).fill('Acme');
  await page.getByRole('dialog').getByRole('textbox', { name: 'Name' }).press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Acme' })).toBeVisible();
  await open(page, 'records?of=order');
  await page.getByRole('button', { name: 'New order' }).click();
  const form = dialog(page, 'New order');
  const customer = form.getByRole('combobox', { name: 'Customer' });
  await customer.fill('Acme');
  await expect(page.getByRole('listbox').getByRole('option', { name: 'Acme' })).toHaveCount(1);
  await customer.press('ArrowDown');
  await customer.press('Enter');
  await form.getByRole('textbox', { name: 'Number' }).fill('E-1');
  await form.getByRole('group', { name: 'Line 1' }).getByRole('textbox', { name: 'Unit price' }).fill('40');
  await form.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'E-1' })).toBeVisible();
}

test('a payment that is changed to more than is due is asked about, and taken when it is meant', async ({ page }) => {
  await order(page);
  await part(page, 'Payments').getByRole('button', { name: 'Record payment' }).click();
  await page.getByRole('dialog').getByRole('textbox', { name: 'Amount' }).fill('10');
  await page.getByRole('dialog').getByRole('button', { name: 'Record payment' }).click();
  await expect(toast(page, 'Recorded a payment')).toBeVisible();
  await open(page, 'records?of=payment');
  await page.getByRole('grid', { name: 'Payments' }).getByRole('link').first().click();
  const amount = page.getByRole('article').getByRole('textbox', { name: 'Amount' });
  await page.getByTitle('Change Amount').click();
  await amount.fill('41');
  await amount.press('Enter');
  await expect(page.getByText('That is more than is due').first()).toContainText('40.00');
  await expect(amount, 'what was typed stays').toHaveValue('41');
  await amount.press('Enter');
  await expect(page.getByTitle('Change Amount')).toContainText('41.00');

  // The sum of the month leads to what it is the sum of.
  await open(page, 'money');
  const received = page.getByRole('term').filter({ hasText: 'Received this month' });
  await received.locator('xpath=following-sibling::dd[1]').getByRole('link').click();
  const rows = page.getByRole('table', { name: 'Received this month' }).getByRole('row');
  await expect(rows).toHaveCount(2);
  await expect(rows.last()).toContainText('41.00');
});

test('a task whose status is chosen comes back like one that is ticked, and goes when it is opened again', async ({ page }) => {
  await open(page, 'agenda');
  await page.getByRole('textbox', { name: 'What is to be done, and when' }).fill('Team tomorrow 9:00');
  await page.keyboard.press('Enter');
  await expect(toast(page, 'Added task')).toBeVisible();
  const team = page.getByRole('listitem').filter({ has: page.getByRole('link', { name: 'Team', exact: true }) });
  await team.getByRole('link', { name: 'Team' }).click();
  const sheet = dialog(page, 'Agenda');
  await sheet.getByRole('combobox', { name: 'Repeat', exact: true }).selectOption({ label: 'Every week' });
  await expect(toast(page, 'Changed repeat')).toBeVisible();
  await sheet.getByRole('combobox', { name: 'Status', exact: true }).selectOption({ label: 'Completed' });
  await expect(sheet.getByRole('button', { name: 'Open again' })).toBeVisible();
  const later = page.locator('section').filter({ has: page.getByRole('heading', { level: 2, name: /^Later / }) });
  await expect(later.getByRole('link', { name: 'Team' })).toHaveCount(1);
  await sheet.getByRole('button', { name: 'Open again' }).click();
  await page.keyboard.press('Escape');
  await expect(team).toHaveCount(1);
});

test('an order is made once however often it is pressed', async ({ page }) => {
  await open(page, 'deals');
  await page.getByRole('button', { name: 'New opportunity', exact: true }).first().click();
  const form = dialog(page, 'New opportunity');
  await form.getByLabel('Name').first().fill('Tea');
  await form.getByLabel('Amount', { exact: true }).first().fill('70');
  await form.getByRole('button', { name: 'Add', exact: true }).click();
  await page.getByRole('region', { name: 'Prospecting' }).getByLabel('Move Tea to').selectOption('Won');
  await dialog(page, 'Won: Tea').getByRole('button', { name: 'Won', exact: true }).click();
  await dialog(page, 'Make an order').getByRole('button', { name: 'Not now' }).click();
  await page.getByRole('button', { name: 'Make an order' }).evaluate((button: HTMLElement) => {
    button.click();
    button.click();
  });
  await expect(page).toHaveURL(/of=order&id=/);
  await open(page, 'records?of=order');
  await expect(page.getByRole('grid', { name: 'Orders' }).getByRole('link')).toHaveCount(1);
});

test('days that are no number are said, and nothing of the pipeline is saved', async ({ page }) => {
  await open(page, 'deals');
  await page.getByRole('button', { name: 'New opportunity', exact: true }).first().click();
  await dialog(page, 'New opportunity').getByLabel('Name').first().fill('Tea');
  await dialog(page, 'New opportunity').getByRole('button', { name: 'Add', exact: true }).click();
  await page.getByRole('link', { name: 'Close' }).click();
  await page.getByRole('button', { name: 'Stages', exact: true }).click();
  const editor = dialog(page, 'Stages of Sales');
  const days = editor.getByRole('group', { name: 'Stage 1' }).getByLabel('Rotting, days');
  await days.fill('a week');
  await editor.getByRole('button', { name: 'Save' }).click();
  await expect(editor.getByText('Prospecting: the days are a whole number')).toBeVisible();
  await days.fill('7');
  await editor.getByRole('button', { name: 'Save' }).click();
  await expect(editor).toBeHidden();
});

test('a check-in that was not finished is there again', async ({ page, context }) => {
  await context.clearPermissions();
  await addSample(page, '200');
  await open(page, 'field');
  const form = dialog(page, 'Check in');
  const begin = () => page.getByRole('button', { name: 'Check in', exact: true }).click();
  await begin();
  await form.getByRole('textbox', { name: 'Note' }).fill('the owner was out');
  await kept(page);
  await form.getByRole('button', { name: 'Cancel' }).click();
  await page.reload();
  await begin();
  await expect(form.getByRole('textbox', { name: 'Note' })).toHaveValue('the owner was out');
  await form.getByRole('button', { name: 'Discard' }).click();
  await expect(form.getByRole('textbox', { name: 'Note' })).toHaveValue('');
});
