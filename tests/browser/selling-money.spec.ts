// From the order to the last payment: lines with tax, the payment plan, payments in part and beyond, refunds, what is due, paper, endings.
import { expect, test, type Locator, type Page } from '@playwright/test';
import { addSample, open, rows, speakChinese, toast, watch } from './app';
import { openCustomer } from './customer';

const dialog = (page: Page) => page.getByRole('dialog');
const part = (page: Page, name: string) => page.getByRole('region', { name, exact: true });
const sum = (page: Page, region: string, term: string) =>
  part(page, region).getByRole('term').filter({ hasText: new RegExp(`^${term}$`) }).locator('xpath=following-sibling::dd[1]');

async function choose(page: Page, box: Locator, name: string) {
  await box.fill(name);
  await expect(page.getByRole('listbox').getByRole('option', { name })).toHaveCount(1);
  await box.press('ArrowDown');
  await box.press('Enter');
  await expect(box).toHaveValue(name);
}

/** A product with 13 % tax, and an order of three of them: 3 × 9.99 = 29.97, tax 3.90, 33.87 in all. */
async function order(page: Page, phone = '') {
  await open(page, 'records?of=product');
  await page.getByRole('button', { name: 'New product' }).click();
  await dialog(page).getByRole('textbox', { name: 'Name' }).fill('Taxed tea');
  await dialog(page).getByRole('textbox', { name: 'Unit price' }).fill('9.99');
  await dialog(page).getByText('More fields').click();
  await dialog(page).getByRole('textbox', { name: 'Tax, %' }).fill('13');
  await dialog(page).getByRole('button', { name: 'Add', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Taxed tea' })).toBeVisible();
  await open(page, 'customers');
  await page.getByRole('button', { name: 'New customer' }).click();
  await dialog(page).getByRole('textbox', { name: 'Name' }).fill('Acme 王');
  if (phone) await dialog(page).getByRole('textbox', { name: 'Phone' }).fill(phone);
  await dialog(page).getByRole('textbox', { name: 'Name' }).press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Acme 王' })).toBeVisible();
  await open(page, 'records?of=order');
  await page.getByRole('button', { name: 'New order' }).click();
  await choose(page, dialog(page).getByRole('combobox', { name: 'Customer' }), 'Acme 王');
  await dialog(page).getByRole('textbox', { name: 'Number' }).fill('M-1');
  const line = dialog(page).getByRole('group', { name: 'Line 1' });
  await choose(page, line.getByRole('combobox', { name: 'Product' }), 'Taxed tea');
  await expect(line.getByRole('textbox', { name: 'Unit price' })).toHaveValue('9.99');
  await line.getByRole('textbox', { name: 'Quantity' }).fill('-3');
  await dialog(page).getByRole('button', { name: 'Add', exact: true }).click();
  await expect(dialog(page).getByRole('status').filter({ hasText: 'cannot be below 0' })).toBeVisible();
  await line.getByRole('textbox', { name: 'Quantity' }).fill('3');
  await expect(dialog(page).getByRole('status').filter({ hasText: 'Subtotal' })).toContainText('33.87');
  await dialog(page).getByRole('button', { name: 'Add', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'M-1' })).toBeVisible();
}

test('an order with tax is planned, paid in part, beyond what is due, and paid back', async ({ page }) => {
  const complaints = watch(page);
  await open(page, 'customers');
  await order(page);
  await expect(sum(page, 'Lines', 'Tax')).toContainText('3.90');
  await expect(sum(page, 'Payments', 'Outstanding')).toContainText('33.87');

  await part(page, 'Payment plan').getByRole('button', { name: 'Plan payments' }).click();
  await dialog(page).getByRole('textbox', { name: 'Parts' }).fill('30/60/10');
  await dialog(page).getByRole('button', { name: 'Divide the total' }).click();
  const amount = (n: number) => dialog(page).getByRole('group', { name: `Instalment ${n}` }).getByRole('textbox', { name: 'Amount' });
  await expect(amount(1)).toHaveValue('10.16');
  await expect(amount(2)).toHaveValue('20.32');
  await expect(amount(3)).toHaveValue('3.39');
  await amount(3).fill('3');
  await expect(dialog(page).getByText(/^Left of .*0\.39$/)).toBeVisible();
  await dialog(page).getByRole('button', { name: 'Save' }).click();
  await expect(dialog(page).getByRole('status').filter({ hasText: 'do not come to the total' })).toBeVisible();
  await dialog(page).getByRole('button', { name: 'Put the difference on the last' }).click();
  await dialog(page).getByRole('button', { name: 'Save' }).click();
  await expect(toast(page, 'Planned 3 instalments')).toBeVisible();

  const pay = part(page, 'Payments').getByRole('button', { name: 'Record payment' });
  await part(page, 'Payment plan').getByRole('button', { name: 'Record payment: 1 of 3' }).click();
  await expect(dialog(page).getByRole('textbox', { name: 'Amount' }), 'what is due is offered').toHaveValue('10.16');
  await dialog(page).getByRole('button', { name: 'Record payment' }).click();
  await expect(part(page, 'Payment plan').getByText('Paid', { exact: true })).toBeVisible();
  await pay.click();
  await dialog(page).getByRole('textbox', { name: 'Amount' }).fill('30');
  await dialog(page).getByRole('button', { name: 'Record payment' }).click();
  await expect(dialog(page).getByRole('alert')).toContainText('more than the');
  await expect(dialog(page).getByRole('alert')).toContainText('23.71');
  await dialog(page).getByRole('button', { name: 'Record with credit' }).click();
  await expect(sum(page, 'Payments', 'To pay back, or credit')).toContainText('6.29');
  await part(page, 'Payments').getByRole('button', { name: 'Record refund' }).click();
  await dialog(page).getByRole('textbox', { name: 'Amount' }).fill('50');
  await dialog(page).getByRole('button', { name: 'Record refund' }).click();
  await expect(dialog(page).getByRole('status').filter({ hasText: 'No more can be paid back' })).toBeVisible();
  await dialog(page).getByRole('textbox', { name: 'Amount' }).fill('10');
  await dialog(page).getByRole('button', { name: 'Record refund' }).click();
  await expect(toast(page, 'Recorded a refund')).toBeVisible();
  await expect(sum(page, 'Payments', 'Outstanding')).toContainText('3.71');
  await page.keyboard.press('Control+z');
  await expect(sum(page, 'Payments', 'To pay back, or credit'), 'one step is undone').toContainText('6.29');
  await page.reload();
  await expect(sum(page, 'Payments', 'To pay back, or credit'), 'and kept').toContainText('6.29');
  await page.getByRole('list', { name: 'Status of the order' }).getByRole('button', { name: 'Cancelled' }).click();
  await expect(sum(page, 'Payments', 'To pay back, or credit'), 'a cancelled order owes nothing').toContainText('40.16');
  expect(complaints).toEqual([]);
});

test('what is due is seen, asked for and paid from one page', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await open(page, 'money');
  await expect(page.getByRole('heading', { name: 'No order yet' })).toBeVisible();
  await addSample(page, '200');
  await open(page, 'money');
  const tab = (name: RegExp) => page.getByRole('navigation', { name: 'Which payments' }).getByRole('link', { name });
  const count = async () => Number((await tab(/^Overdue/).innerText()).replace(/\D/g, ''));
  await expect(tab(/^Overdue [1-9]/)).toBeVisible();
  const overdue = await count();
  const wide = () => page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);
  expect(await wide()).toBe(false);
  const rows = page.getByRole('table', { name: 'Overdue' }).getByRole('row').filter({ has: page.getByRole('button') });
  await expect(rows).toHaveCount(overdue);
  await rows.first().getByRole('button', { name: /^Remind/ }).click();
  await expect(dialog(page).getByRole('textbox', { name: 'Text' })).toHaveValue(/^Dear .*was due on/s);
  await dialog(page).getByRole('button', { name: '中文' }).click();
  await expect(dialog(page).getByRole('textbox', { name: 'Text' })).toHaveValue(/您好/);
  await dialog(page).getByRole('button', { name: 'Close' }).click();
  await rows.first().getByRole('button', { name: /^Record payment/ }).click();
  await dialog(page).getByRole('button', { name: 'Record payment' }).click();
  await expect(toast(page, 'Recorded a payment')).toBeVisible();
  await expect(rows).toHaveCount(overdue - 1);
  await page.getByRole('button', { name: 'Undo' }).first().click();
  await expect(rows).toHaveCount(overdue);
  await tab(/^By customer/).click();
  await expect(page.getByRole('table', { name: 'By customer' }).getByRole('row').nth(1)).toBeVisible();
  await page.reload();
  await expect(page.getByRole('table', { name: 'By customer' })).toBeVisible();
  await speakChinese(page);
  await open(page, 'money');
  await expect(page.getByRole('link', { name: /^逾期 \d/ })).toBeVisible();
  expect(await wide()).toBe(false);
});

test('who asked not to be called is reminded only on purpose', async ({ page }) => {
  await order(page, '010-8888 8888 转 12');
  await open(page, 'customers');
  await rows(page).getByRole('link', { name: 'Acme 王', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Acme 王' })).toBeVisible();
  await page.getByText('Add …').click();
  await part(page, 'Facts').getByRole('button', { name: 'Do not call' }).click();
  await page.getByRole('checkbox', { name: 'Do not call' }).check();
  await expect(page.getByText('They asked not to be called.')).toBeVisible();
  await open(page, 'money?show=undated');
  await page.getByRole('table', { name: 'No date agreed' }).getByRole('button', { name: /^Remind: M-1 / }).click();
  const reminder = page.getByRole('dialog', { name: 'Remind', exact: true });
  const message = reminder.getByRole('link', { name: 'SMS', exact: true });
  await expect(message, 'the extension is not dialled').toHaveAttribute('href', /^sms:01088888888\?/);
  await message.click();
  const warning = page.getByRole('dialog', { name: 'Contact them all the same?' });
  await expect(warning.getByText('They asked not to be called.')).toBeVisible();
  await expect(warning.getByRole('link', { name: 'SMS – all the same' })).toHaveAttribute('href', /^sms:01088888888\?body=Dear/);
  await warning.getByRole('button', { name: 'Leave it' }).click();
  await expect(warning).toBeHidden();
  await expect(reminder).toBeVisible();
});

test('an order is printed alone on paper, and a list tells what is paid', async ({ page }) => {
  await open(page, 'customers');
  await order(page);
  await open(page, 'settings');
  await page.getByTitle("Change Seller's name").click();
  await page.getByRole('textbox', { name: "Seller's name" }).fill('茶行 Tea House');
  await page.getByRole('textbox', { name: "Seller's name" }).press('Enter');
  await expect(toast(page, 'Changed seller')).toBeVisible();
  await open(page, 'records?of=order');
  await page.getByRole('grid', { name: 'Orders' }).getByRole('link', { name: 'M-1' }).click();
  // On a phone what can be done stands in one line, at its end.
  const screen = page.viewportSize();
  await page.setViewportSize({ width: 390, height: 844 });
  const head = page.locator('.customer-head');
  const done = [head.getByRole('link', { name: 'Print' }), head.getByRole('button', { name: 'Duplicate' }), head.getByRole('button', { name: 'Delete' })];
  await expect(async () => {
    const boxes = await Promise.all(done.map((one) => one.boundingBox()));
    const middles = boxes.map((box) => (box ? box.y + box.height / 2 : NaN));
    expect(Math.max(...middles) - Math.min(...middles)).toBeLessThan(2);
    const last = boxes.at(-1);
    expect(last ? last.x + last.width : 0).toBeGreaterThan(390 - 32);
  }).toPass();
  if (screen) await page.setViewportSize(screen);
  await page.getByRole('link', { name: 'Print' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Order M-1' })).toBeVisible();
  await expect(page.getByText('茶行 Tea House')).toBeVisible();
  await expect(page.getByRole('row', { name: /Taxed tea 3 / })).toContainText('29.97');
  await page.emulateMedia({ media: 'print' });
  await expect(page.getByRole('navigation').first()).toBeHidden();
  await expect(page.getByRole('button', { name: 'Print' })).toBeHidden();
  await expect(page.getByRole('heading', { level: 1, name: 'Order M-1' })).toBeVisible();
  await page.emulateMedia({ media: 'screen' });
  await page.getByRole('button', { name: 'Back to the order' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'M-1', exact: true })).toBeVisible();
});

test('a relationship ends after its first order, and is won back; a product in use is not lost unawares', async ({ page }) => {
  await addSample(page, '200');
  await openCustomer(page);
  const account = part(page, 'Account');
  const back = account.getByRole('button', { name: 'Won back' });
  if (await back.isVisible()) await back.click();
  await account.getByRole('button', { name: 'End relationship' }).click();
  await dialog(page).getByRole('textbox', { name: 'Last day' }).fill('1999-01-01');
  await dialog(page).getByRole('button', { name: 'End relationship' }).click();
  await expect(dialog(page).getByRole('status').filter({ hasText: 'before the beginning' })).toBeVisible();
  await dialog(page).getByRole('textbox', { name: 'Last day' }).fill('today');
  await dialog(page).getByRole('combobox', { name: 'Reason' }).selectOption({ index: 2 });
  await dialog(page).getByRole('button', { name: 'End relationship' }).click();
  await expect(account.getByText('Ended on')).toBeVisible();
  await expect(part(page, 'Timeline').getByText('Relationship ended')).toBeVisible();
  await back.click();
  await expect(account.getByRole('button', { name: 'End relationship' })).toBeVisible();
  await expect(toast(page, 'Won a customer back')).toBeVisible();

  await open(page, 'records?of=product');
  await page.getByRole('grid', { name: 'Products' }).getByRole('link').first().click();
  await page.getByRole('button', { name: 'Delete', exact: true }).click();
  await expect(dialog(page).getByText('1 product is named in:')).toBeVisible();
  await expect(dialog(page).getByRole('listitem').filter({ hasText: /^\d+ orders?$/ })).toHaveCount(1);
  await dialog(page).getByRole('button', { name: 'Set inactive' }).click();
  await expect(toast(page, 'Changed active')).toBeVisible();
});

test('customers are listed by what they owe', async ({ page }) => {
  await addSample(page, '200');
  await open(page, 'customers');
  await page.getByRole('main').getByRole('button', { name: 'Columns and groups' }).first().click();
  const columns = page.getByRole('region', { name: 'Columns and groups', exact: true });
  await columns.getByRole('checkbox', { name: 'Outstanding' }).check();
  await columns.getByRole('button', { name: 'Move Outstanding forward' }).click();
  const grid = page.getByRole('grid');
  await grid.getByRole('columnheader', { name: 'Outstanding' }).getByRole('button').first().click();
  const amounts = () =>
    grid.evaluate((grid) => {
      const at = [...grid.querySelectorAll('[role=columnheader]')].findIndex((head) => head.textContent?.includes('Outstanding'));
      const place = (row: Element) => Number(row.getAttribute('aria-rowindex'));
      const lines = [...grid.querySelectorAll('[role=row]')].filter((row) => row.querySelector('a')).sort((a, b) => place(a) - place(b));
      return lines.map((line) => Number(line.children[at]?.textContent?.replace(/[^\d.]/g, '')));
    });
  // The lines have followed: whoever owes most comes first.
  await expect.poll(async () => {
    const all = await amounts();
    return all[0] > 0 && all.every((amount, nth) => nth === 0 || amount <= all[nth - 1]);
  }).toBe(true);
  const first = grid.locator('[aria-rowindex="2"]');
  const owed = first.getByRole('gridcell').filter({ hasText: /\d\.\d\d$/ }).first();
  await expect(owed).toBeVisible();
  const amount = (await owed.textContent()) ?? '';
  await first.getByRole('link').click();
  await expect(page.getByRole('article').getByText(amount, { exact: true }).first(), 'as their page says').toBeVisible();
  // Beside an open customer the list has room for fewer columns.
  await page.goBack();
  await expect(owed).toHaveText(amount);
  await page.reload();
  await expect(owed).toHaveText(amount, { timeout: 20_000 });
});
