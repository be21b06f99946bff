// New records by hand: orders with lines, payments and what is outstanding, copies, and what was typed before the tab was closed.
import AxeBuilder from '@axe-core/playwright';
import { expect, test, type Locator, type Page } from '@playwright/test';
import { addSample, open, speakChinese, toast, watch } from './app';
import { openCustomer } from './customer';

const dialog = (page: Page) => page.getByRole('dialog');

/** Types a name into a combobox and takes the record that bears it. */
async function choose(page: Page, box: Locator, name: string) {
  await box.fill(name);
  await page.getByRole('listbox').getByRole('option', { name }).first().click();
  await expect(box).toHaveValue(name);
}

/** Two products with prices. */
async function products(page: Page) {
  for (const [name, price] of [['Green tea', '12.50'], ['龙井 Longjing', '100']] as const) {
    await open(page, 'records?of=product');
    await page.getByRole('button', { name: 'New product' }).click();
    await dialog(page).getByRole('textbox', { name: 'Name' }).fill(name);
    await dialog(page).getByRole('textbox', { name: 'Unit price' }).fill(price);
    await dialog(page).getByRole('button', { name: 'Add', exact: true }).click();
    await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
  }
}

const line = (page: Page, n: number) => page.getByRole('group', { name: `Line ${n}` });
const sum = (page: Page, term: string) => page.getByRole('region', { name: 'Payments' }).getByRole('term').filter({ hasText: new RegExp(`^${term}$`) }).locator('xpath=following-sibling::dd[1]');

test('an order with two lines, its payments, and what is outstanding', async ({ page }) => {
  const complaints = watch(page);
  await addSample(page, '200');
  await products(page);
  const who = await openCustomer(page);
  await open(page, 'records?of=order');
  await page.getByRole('button', { name: 'New order' }).click();
  await dialog(page).getByRole('button', { name: 'Add', exact: true }).click();
  await expect(page.getByRole('alert'), 'an order is somebody’s').toHaveText('This is needed.');
  await choose(page, dialog(page).getByRole('combobox', { name: 'Customer' }), who);
  await dialog(page).getByRole('textbox', { name: 'Date' }).fill('2024-2-30');
  await dialog(page).getByRole('button', { name: 'Add', exact: true }).click();
  await expect(page.getByRole('alert')).toContainText('There is no such day');
  await dialog(page).getByRole('textbox', { name: 'Date' }).fill('3/2/2024');
  await dialog(page).getByRole('textbox', { name: 'Number' }).fill('HAND-1');
  await choose(page, line(page, 1).getByRole('combobox', { name: 'Product' }), 'Green tea');
  await expect(line(page, 1).getByRole('textbox', { name: 'Unit price' }), 'the price comes with the product').toHaveValue('12.50');
  await line(page, 1).getByRole('textbox', { name: 'Quantity' }).fill('4');
  await dialog(page).getByRole('button', { name: 'Add a line' }).click();
  await choose(page, line(page, 2).getByRole('combobox', { name: 'Product' }), '龙井 Longjing');
  await line(page, 2).getByRole('textbox', { name: 'Discount' }).fill('10');
  await expect(dialog(page).getByRole('status').last()).toContainText('140.00');
  expect((await new AxeBuilder({ page }).analyze()).violations.map(({ id, nodes }) => `${id} ${nodes[0]?.target}`)).toEqual([]);
  await dialog(page).getByRole('button', { name: 'Add', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'HAND-1' })).toBeVisible();
  await expect(page.getByTitle('Change Date')).toHaveText(/3 Feb 2024/);
  await expect(sum(page, 'Outstanding')).toContainText('140.00');

  await page.getByRole('region', { name: 'Payments' }).getByRole('button', { name: 'Record payment' }).click();
  await expect(dialog(page).getByRole('textbox', { name: 'Amount' }), 'what is outstanding is offered').toHaveValue('140.00');
  await dialog(page).getByRole('textbox', { name: 'Amount' }).fill('100');
  await dialog(page).getByRole('combobox', { name: 'Method' }).selectOption({ label: 'WeChat Pay' });
  await dialog(page).getByRole('button', { name: 'Record payment' }).click();
  await expect(sum(page, 'Paid')).toContainText('100.00');
  await expect(sum(page, 'Outstanding')).toContainText('40.00');

  const lines = page.getByRole('region', { name: 'Lines' });
  await line(page, 1).getByTitle('Change Quantity').click();
  await line(page, 1).getByRole('textbox', { name: 'Quantity' }).fill('2');
  await line(page, 1).getByRole('textbox', { name: 'Quantity' }).press('Enter');
  await expect(sum(page, 'Total'), 'the total follows the lines').toContainText('115.00');
  await lines.getByRole('button', { name: 'Remove line 2' }).click();
  await expect(sum(page, 'Total')).toContainText('25.00');
  await page.keyboard.press('Control+z');
  await expect(sum(page, 'Total')).toContainText('115.00');
  await page.reload();
  await expect(sum(page, 'Outstanding')).toContainText('15.00');
  await expect(lines.getByRole('group')).toHaveCount(2);

  await page.getByRole('button', { name: 'Duplicate' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'HAND-1 (copy)' })).toBeVisible();
  await expect(lines.getByRole('group'), 'a copy has its lines').toHaveCount(2);
  await expect(sum(page, 'Outstanding'), 'and nobody paid it').toContainText('115.00');
  await page.getByRole('button', { name: 'Delete', exact: true }).click();
  await expect(toast(page, 'and with it 2 order lines')).toBeVisible();
  expect(complaints).toEqual([]);
});

test('what was typed and not saved is there again', async ({ page }) => {
  await addSample(page, '200');
  await open(page, 'records?of=product');
  const name = dialog(page).getByRole('textbox', { name: 'Name' });
  await page.getByRole('button', { name: 'New product' }).click();
  await name.fill('Half a name');
  await dialog(page).getByRole('textbox', { name: 'Unit price' }).fill('not yet');
  // The draft is written when the worker says it has nothing left to do.
  await expect(page.getByRole('button', { name: /Saved/ })).toBeVisible();
  await page.reload();
  await page.getByRole('button', { name: 'New product' }).click();
  await expect(name).toHaveValue('Half a name');
  await expect(dialog(page).getByRole('textbox', { name: 'Unit price' })).toHaveValue('not yet');
  await expect(dialog(page).getByText('Draft of')).toBeVisible();
  await dialog(page).getByRole('button', { name: 'Discard' }).click();
  await expect(name).toHaveValue('');
  await name.fill('A whole name');
  await dialog(page).getByRole('button', { name: 'Add', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'A whole name' })).toBeVisible();
  await page.getByRole('button', { name: 'New product' }).click();
  await expect(name).toHaveValue('');
  await expect(dialog(page).getByText('Draft of'), 'what was saved is no draft').toHaveCount(0);
});

test('a customer that was begun and not saved is there again, too', async ({ page }) => {
  await addSample(page, '200');
  await open(page, 'customers');
  await page.getByRole('button', { name: 'New customer' }).click();
  await dialog(page).getByRole('textbox', { name: 'Name' }).fill('王半');
  await dialog(page).getByRole('textbox', { name: 'Phone' }).fill('+86 138 0013');
  await expect(page.getByRole('button', { name: /Saved/ })).toBeVisible();
  await page.reload();
  await page.getByRole('button', { name: 'New customer' }).click();
  await expect(dialog(page).getByText('Draft of')).toBeVisible();
  await expect(dialog(page).getByRole('textbox', { name: 'Phone' })).toHaveValue('+86 138 0013');
  await dialog(page).getByRole('textbox', { name: 'Name' }).press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: '王半' })).toBeVisible();
});

test('the orders of whoever pays are offered first, and one without a number has a name', async ({ page }) => {
  await addSample(page, '200');
  const who = await openCustomer(page, 5);
  const timeline = page.getByRole('region', { name: 'Timeline' });
  await timeline.getByRole('button', { name: 'New order' }).click();
  await dialog(page).getByRole('textbox', { name: 'Date' }).fill('2001-02-03');
  await line(page, 1).getByRole('textbox', { name: 'Unit price' }).fill('7');
  await dialog(page).getByRole('button', { name: 'Add', exact: true }).click();
  await expect(toast(page, 'Added order')).toBeVisible();
  const name = `${who} · 2001-02-03`;
  // On the page of a customer it is clear who pays.
  await timeline.getByRole('button', { name: 'New payment' }).click();
  const order = dialog(page).getByRole('combobox', { name: 'Order' });
  const offered = page.getByRole('listbox').getByRole('option');
  await expect(dialog(page).getByRole('combobox', { name: 'Customer' })).toHaveCount(0);
  await order.press('ArrowDown');
  await expect(offered.first(), 'the newest of this customer').toContainText(name);
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  // Elsewhere it is asked.
  await open(page, 'records?of=payment');
  await page.getByRole('button', { name: 'New payment' }).click();
  await choose(page, dialog(page).getByRole('combobox', { name: 'Customer' }), who);
  await order.press('ArrowDown');
  await expect(offered.first()).toContainText(name);
  await order.press('ArrowDown');
  await order.press('Enter');
  await expect(dialog(page).getByRole('textbox', { name: 'Amount' })).toHaveValue('7.00');
  await dialog(page).getByRole('button', { name: 'Add', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: new RegExp(`^${name}`) }), 'a payment by its order').toBeVisible();
  await page.getByRole('article').getByRole('link', { name }).click();
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
  await page.getByRole('searchbox', { name: 'Filter these records' }).fill('2001-02-03');
  await expect(page.getByRole('grid', { name: 'Orders' }).getByRole('link')).toHaveText([name]);
});

test('a long text that was not saved is there again, too', async ({ page }) => {
  await addSample(page, '200');
  await openCustomer(page);
  const address = page.url();
  const facts = page.getByRole('region', { name: 'Facts' });
  const remark = facts.getByRole('textbox', { name: 'Remark' });
  const begin = async () => {
    if (!(await facts.getByRole('button', { name: 'Remark', exact: true }).isVisible())) await facts.getByText('Add …').click();
    await facts.getByRole('button', { name: 'Remark', exact: true }).click();
  };
  await begin();
  await remark.fill('likes the window seat');
  await expect(page.getByRole('button', { name: /Saved/ })).toBeVisible();
  await page.goto(address);
  await begin();
  await expect(remark).toHaveValue('likes the window seat');
  await expect(facts.getByText('Draft of')).toBeVisible();
  await remark.press('Control+Enter');
  await expect(facts.getByTitle('Change Remark')).toHaveText('likes the window seat');
});

test('orders, conversations and spend are added where they belong', async ({ page }) => {
  await addSample(page, '200');
  const who = await openCustomer(page);
  const timeline = page.getByRole('region', { name: 'Timeline' });
  await timeline.getByRole('button', { name: 'New activity' }).click();
  await expect(dialog(page).getByRole('combobox', { name: 'Customer' }), 'whose is clear').toHaveCount(0);
  await dialog(page).getByRole('combobox', { name: 'Kind' }).selectOption({ label: 'Call' });
  await dialog(page).getByLabel('Time', { exact: true }).fill('2024-02-03T14:30');
  await dialog(page).getByRole('textbox', { name: 'Text' }).fill('Asked for 龙井');
  await dialog(page).getByRole('button', { name: 'Add', exact: true }).click();
  await expect(toast(page, 'Added activity')).toBeVisible();
  await timeline.getByRole('button', { name: 'New order' }).click();
  await dialog(page).getByRole('textbox', { name: 'Number' }).fill('HAND-9');
  await line(page, 1).getByRole('combobox', { name: 'Product' }).fill('Something new');
  await page.getByRole('listbox').getByRole('option', { name: 'New product “Something new”' }).click();
  await line(page, 1).getByRole('textbox', { name: 'Unit price' }).fill('5');
  await dialog(page).getByRole('button', { name: 'Add', exact: true }).click();
  await expect(timeline.getByText('HAND-9')).toBeVisible();
  await page.getByRole('button', { name: 'Duplicate' }).click();
  await expect(page.getByRole('heading', { level: 1, name: `${who} (copy)` })).toBeVisible();
  await expect(timeline.getByText('HAND-9'), 'orders stay with whom they belong to').toHaveCount(0);
  await open(page, 'records?of=acquisition_spend');
  await page.getByRole('button', { name: 'New acquisition spend' }).click();
  await dialog(page).getByRole('textbox', { name: 'Amount' }).fill('99999999999999999999');
  await dialog(page).getByRole('button', { name: 'Add', exact: true }).click();
  await expect(page.getByRole('alert')).toContainText('Too large');
  await dialog(page).getByRole('textbox', { name: 'Amount' }).fill('500');
  await dialog(page).getByRole('combobox', { name: 'Source' }).selectOption({ label: 'Advertising' });
  await dialog(page).getByRole('button', { name: 'Add', exact: true }).click();
  await expect(toast(page, 'Added acquisition spend')).toBeVisible();
});

test.describe('on a phone, in Chinese', () => {
  test.use({ viewport: { width: 390, height: 844 }, colorScheme: 'dark' });
  test('an order fits the screen and can be used without seeing it', async ({ page }) => {
    await addSample(page, '200');
    await speakChinese(page);
    await open(page, 'records?of=order');
    await page.getByRole('button', { name: '新建订单' }).click();
    await expect(dialog(page).getByRole('combobox', { name: '客户' })).toBeFocused();
    await dialog(page).getByRole('textbox', { name: '日期' }).fill('明天');
    await dialog(page).getByRole('button', { name: '添加', exact: true }).click();
    await expect(page.getByRole('alert')).toHaveText('此项必填。');
    expect((await new AxeBuilder({ page }).analyze()).violations.map(({ id, nodes }) => `${id} ${nodes[0]?.target}`)).toEqual([]);
    const box = await dialog(page).boundingBox();
    expect((box?.x ?? -1) >= 0 && (box?.x ?? 0) + (box?.width ?? 999) <= 390).toBe(true);
  });
});
