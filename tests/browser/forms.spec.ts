// New records by hand: orders with lines, payments and what is outstanding, copies, and what was typed before the tab was closed.
import AxeBuilder from '@axe-core/playwright';
import { expect, test, type Locator, type Page } from '@playwright/test';
import { addSample, kept, open, rows, speakChinese, toast, watch } from './app';
import { openCustomer } from './customer';
import { HEARS, inWorker, tell } from './worker';

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

test('another product brings its own price, also after a line came', async ({ page }) => {
  await addSample(page, '200');
  await products(page);
  await open(page, 'records?of=order');
  await page.getByRole('button', { name: 'New order' }).click();
  const product = line(page, 1).getByRole('combobox', { name: 'Product' });
  const price = line(page, 1).getByRole('textbox', { name: 'Unit price' });
  await choose(page, product, 'Green tea');
  await expect(price).toHaveValue('12.50');
  await dialog(page).getByRole('button', { name: 'Add a line' }).click();
  await expect(line(page, 2)).toBeVisible();
  await choose(page, product, '龙井 Longjing');
  await expect(price).toHaveValue('100.00');
  await price.fill('90');
  await dialog(page).getByRole('button', { name: 'Add a line' }).click();
  await expect(line(page, 3)).toBeVisible();
  await choose(page, product, 'Green tea');
  // What is told of the third line's product comes after what is told of the first's.
  await choose(page, line(page, 3).getByRole('combobox', { name: 'Product' }), 'Green tea');
  await expect(line(page, 3).getByRole('textbox', { name: 'Unit price' })).toHaveValue('12.50');
  await expect(price, 'a price that somebody wrote stays').toHaveValue('90');
});

test('a quick hand takes what it typed, not what was offered before', async ({ page }) => {
  // What the worker says is held back while it is told so.
  await inWorker(page, `
let held = null;
const say = self.postMessage.bind(self);
self.postMessage = (...all) => (held ? held.push(all) : say(...all));
self.told = (on) => {
  const said = held ?? [];
  held = on ? [] : null;
  said.forEach((all) => say(...all));
};
${HEARS}`);
  await addSample(page, '200');
  await products(page);
  await open(page, 'records?of=order');
  await page.getByRole('button', { name: 'New order' }).click();
  const productOf = (n: number) => line(page, n).getByRole('combobox', { name: 'Product' });
  const offered = page.getByRole('listbox').getByRole('option');
  // A name that is known, and one that nobody bears: neither of them is what is typed next.
  for (const [n, before, entry] of [[1, '龙井 L', '龙井 Longjing'], [2, 'Nobody sells', 'New product “Nobody sells”']] as const) {
    const [product, price] = [productOf(n), line(page, n).getByRole('textbox', { name: 'Unit price' })];
    await product.fill(before);
    await expect(offered.first()).toContainText(entry);
    await tell(page, true);
    await product.fill('');
    await product.pressSequentially('Green tea');
    await product.press('Enter');
    await expect(product, before).toHaveValue('Green tea');
    await expect(price, before).toHaveValue('');
    await expect(offered.filter({ hasText: 'New product “Green tea”' }), 'no twin of a name that may be known').toHaveCount(0);
    await tell(page, false);
    await expect(price, before).toHaveValue('12.50');
    await expect(offered).toHaveCount(0);
    await dialog(page).getByRole('button', { name: 'Add a line' }).click();
  }
  // Escape takes Enter back.
  const product = productOf(3);
  await product.fill('龙井 L');
  await expect(offered.first()).toContainText('龙井 Longjing');
  await tell(page, true);
  await product.fill('Green');
  await product.press('Enter');
  await product.press('Escape');
  await tell(page, false);
  await product.press('ArrowDown');
  await expect(offered.first()).toContainText('Green tea');
  await expect(product).toHaveValue('Green');
  await expect(dialog(page)).toBeVisible();
});

test('the cursor stays where it is when a line goes, and when somebody else pays', async ({ page }) => {
  await addSample(page, '200');
  await products(page);
  await openCustomer(page);
  const at = page.url();
  await page.getByRole('region', { name: 'Timeline' }).getByRole('button', { name: 'New order' }).click();
  const first = dialog(page).getByRole('textbox', { name: 'Date' });
  await expect(first).toBeFocused();
  await dialog(page).getByRole('textbox', { name: 'Number' }).fill('HAND-1');
  await dialog(page).getByRole('button', { name: 'Add a line' }).click();
  await choose(page, line(page, 2).getByRole('combobox', { name: 'Product' }), '龙井 Longjing');
  await dialog(page).getByRole('button', { name: 'Remove line 1' }).press('Enter');
  await expect(line(page, 2)).toHaveCount(0);
  await expect(line(page, 1).getByRole('textbox', { name: 'Unit price' })).toHaveValue('100.00');
  await expect(dialog(page).getByRole('button', { name: 'Remove line 1' })).toBeFocused();
  await dialog(page).getByRole('button', { name: 'Add', exact: true }).click();
  await expect(toast(page, 'Added order')).toBeVisible();

  const other = await page.context().newPage();
  await other.goto(at);
  // Both are open before anything is typed: what is typed in one is no draft of the other's.
  for (const tab of [page, other]) {
    await tab.getByRole('region', { name: 'Timeline' }).getByRole('button', { name: 'New payment' }).click();
    await expect(dialog(tab).getByRole('combobox', { name: 'Order' })).toBeVisible();
    await kept(tab);
  }
  for (const tab of [page, other]) {
    await dialog(tab).getByRole('combobox', { name: 'Order' }).fill('HAND-1');
    await tab.getByRole('listbox').getByRole('option', { name: 'HAND-1' }).first().click();
    await expect(dialog(tab).getByRole('textbox', { name: 'Amount' })).toHaveValue('100.00');
  }
  const day = dialog(page).getByRole('textbox', { name: 'Date' });
  await day.focus();
  await dialog(other).getByRole('textbox', { name: 'Amount' }).fill('40');
  await dialog(other).getByRole('button', { name: 'Add', exact: true }).click();
  await expect(dialog(page).getByRole('textbox', { name: 'Amount' })).toHaveValue('60.00');
  await expect(day).toBeFocused();
});

test('what was typed and not saved is there again', async ({ page }) => {
  await addSample(page, '200');
  await open(page, 'records?of=product');
  const name = dialog(page).getByRole('textbox', { name: 'Name' });
  await page.getByRole('button', { name: 'New product' }).click();
  await name.fill('Half a name');
  await dialog(page).getByRole('textbox', { name: 'Unit price' }).fill('not yet');
  // The draft is written when the worker says it has nothing left to do.
  await kept(page);
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

test('what is typed before the draft is read stays, and the draft is offered', async ({ page }) => {
  await open(page, 'records?of=product');
  const name = dialog(page).getByRole('textbox', { name: 'Name' });
  await page.getByRole('button', { name: 'New product' }).first().click();
  await name.fill('Half a name');
  await kept(page);
  const atOnce = async () => {
    await page.reload();
    await expect(page.getByRole('button', { name: 'New product' }).first()).toBeVisible();
    // In the very task that draws the form: the worker has answered nothing yet.
    await page.evaluate(() => {
      new MutationObserver((_, observer) => {
        const input = document.querySelector<HTMLInputElement>('dialog form.form input.input');
        if (!input) return;
        observer.disconnect();
        input.value = 'Typed at once';
        input.dispatchEvent(new Event('input', { bubbles: true }));
      }).observe(document.body, { childList: true, subtree: true });
    });
    await page.getByRole('button', { name: 'New product' }).first().click();
    await expect(name).toHaveValue('Typed at once');
  };
  await atOnce();
  await expect(dialog(page).getByText('There is a draft of')).toBeVisible();
  await expect(name).toHaveValue('Typed at once');
  await dialog(page).getByRole('button', { name: 'Use it instead' }).click();
  await expect(name).toHaveValue('Half a name');
  await expect(dialog(page).getByText(/^Draft of/)).toBeVisible();
  await kept(page);
  await atOnce();
  await dialog(page).getByRole('button', { name: 'Discard' }).click();
  await expect(dialog(page).getByText('There is a draft of')).toHaveCount(0);
  await expect(name).toHaveValue('Typed at once');
});

test('a customer that was begun and not saved is there again, too', async ({ page }) => {
  await addSample(page, '200');
  await open(page, 'customers');
  await page.getByRole('button', { name: 'New customer' }).click();
  await dialog(page).getByRole('textbox', { name: 'Name' }).fill('王半');
  await dialog(page).getByRole('textbox', { name: 'Phone' }).fill('+86 138 0013');
  await kept(page);
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
  await kept(page);
  await page.goto(address);
  await begin();
  await expect(remark).toHaveValue('likes the window seat');
  await expect(facts.getByText('Draft of')).toBeVisible();
  await remark.press('Control+Enter');
  await expect(facts.getByTitle('Change Remark')).toHaveText('likes the window seat');
});

test('so is whatever is typed in place', async ({ page }) => {
  await addSample(page, '200');
  for (const [of, name, typed] of [
    ['product', 'Name', 'Half a name'],
    ['product', 'Unit price', '12.3'],
    ['order', 'Date', '2024-02-03'],
    ['activity', 'Time', '2024-02-03T14:30'],
  ] as const) {
    await open(page, `records?of=${of}`);
    await rows(page).first().getByRole('link').first().click();
    const record = page.getByRole('article');
    const input = record.getByLabel(name, { exact: true });
    await record.getByTitle(`Change ${name}`, { exact: true }).click();
    await input.fill(typed);
    await kept(page);
    await page.goto(page.url());
    await record.getByTitle(`Change ${name}`, { exact: true }).click();
    await expect(input, name).toHaveValue(typed);
    await expect(record.getByText(/^Draft of/)).toBeVisible();
    await input.press('Enter');
    await expect(input).toHaveCount(0);
    // What was saved is no draft.
    await record.getByTitle(`Change ${name}`, { exact: true }).click();
    await expect(input).toBeVisible();
    await expect(record.getByText(/^Draft of/)).toHaveCount(0);
    await input.press('Escape');
  }
});

test('amounts of products and orders in another currency stay in it', async ({ page }) => {
  await addSample(page, '200');
  const who = await openCustomer(page);
  await open(page, 'records?of=product');
  await page.getByRole('button', { name: 'New product' }).click();
  await dialog(page).getByRole('textbox', { name: 'Name' }).fill('Espresso');
  await dialog(page).getByRole('textbox', { name: 'Unit price' }).fill('EUR 10');
  await dialog(page).getByRole('button', { name: 'Add', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Espresso' })).toBeVisible();
  const record = page.getByRole('article');
  await record.getByTitle('Change Unit price').click();
  const price = record.getByRole('textbox', { name: 'Unit price' });
  await expect(price, 'in which currency is seen').toHaveValue('EUR 10.00');
  await price.fill('12');
  await price.press('Enter');
  await expect(record.getByTitle('Change Unit price')).toHaveText('€12.00');

  await open(page, 'records?of=order');
  await page.getByRole('button', { name: 'New order' }).click();
  await choose(page, dialog(page).getByRole('combobox', { name: 'Customer' }), who);
  await dialog(page).getByRole('textbox', { name: 'Number' }).fill('EURO-1');
  await choose(page, line(page, 1).getByRole('combobox', { name: 'Product' }), 'Espresso');
  const typed = line(page, 1).getByRole('textbox', { name: 'Unit price' });
  await expect(typed).toHaveValue('EUR 12.00');
  await typed.fill('9');
  await line(page, 1).getByRole('textbox', { name: 'Discount' }).fill('1');
  await expect(dialog(page).getByRole('status').last()).toContainText('€8.00');
  await line(page, 1).getByRole('textbox', { name: 'Discount' }).fill('');
  await expect(dialog(page).getByRole('status').last()).toContainText('€9.00');
  await dialog(page).getByRole('button', { name: 'Add', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'EURO-1' })).toBeVisible();
  await line(page, 1).getByTitle('Change Discount').click();
  await line(page, 1).getByRole('textbox', { name: 'Discount' }).fill('2');
  await line(page, 1).getByRole('textbox', { name: 'Discount' }).press('Enter');
  await expect(sum(page, 'Total'), 'a first discount is in the currency of its line').toContainText('€7.00');

  for (const [of, what, text] of [['payment', 'payment', '€3.00'], ['payment_plan', 'instalment', '€3.00']] as const) {
    await open(page, `records?of=${of}`);
    await page.getByRole('button', { name: `New ${what}` }).click();
    await choose(page, dialog(page).getByRole('combobox', { name: 'Order' }), 'EURO-1');
    const amount = dialog(page).getByRole('textbox', { name: 'Amount' });
    if (of === 'payment') await expect(amount, 'what is outstanding is offered').toHaveValue('EUR 7.00');
    else await dialog(page).getByRole('textbox', { name: 'Due' }).fill('2026-01-31');
    await amount.fill('3');
    await dialog(page).getByRole('button', { name: 'Add', exact: true }).click();
    await expect(record.getByTitle('Change Amount'), what).toHaveText(text);
  }
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
