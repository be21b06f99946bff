// Orders, products and all the rest: listed, found, edited, deleted and brought back.
import { readFile } from 'node:fs/promises';
import { expect, test, type Page } from '@playwright/test';
import { addSample, goTo, listCount, open, rows, toast } from './app';
import { askFact, openCustomer } from './customer';

test.beforeEach(async ({ page }) => addSample(page, '200'));

const grid = (page: Page, name: string) => page.getByRole('grid', { name });
const firstLink = (page: Page, name: string) => grid(page, name).getByRole('row').filter({ has: page.getByRole('link') }).first().getByRole('link');
const tab = (page: Page, name: string) => page.getByRole('navigation', { name: 'Kinds of records' }).getByRole('link', { name });

test('orders are listed, sorted and narrowed', async ({ page }) => {
  await goTo(page, 'Records');
  await expect(firstLink(page, 'Orders')).toBeVisible();
  const head = (name: string) => grid(page, 'Orders').getByRole('columnheader', { name });
  await expect(head('Date')).toHaveAttribute('aria-sort', 'descending');
  await head('Total').getByRole('button', { name: 'Total' }).click();
  await expect(head('Total')).toHaveAttribute('aria-sort', 'descending');
  const number = await firstLink(page, 'Orders').innerText();
  const find = page.getByRole('searchbox', { name: 'Filter these records' });
  await find.pressSequentially(number);
  await expect(listCount(page, 'Records'), 'narrowing keeps the cursor').toHaveText(/^1 of /);
  await expect(firstLink(page, 'Orders')).toHaveText(number);
  await find.fill('nobody sells this');
  await page.getByRole('button', { name: 'Clear the filter' }).click();
  await expect(listCount(page, 'Records')).toHaveText(/records$/);
});

test('the lines of the orders that are listed are saved, and so are those of opportunities', async ({ page }) => {
  const saved = async () => {
    const coming = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Export lines', exact: true }).click();
    const file = await coming;
    const text = (await readFile(await file.path())).toString('utf8');
    return { name: file.suggestedFilename(), lines: text.trim().split('\n') };
  };
  await open(page, 'records?of=order');
  const number = await firstLink(page, 'Orders').innerText();
  const all = await saved();
  expect(all.name).toMatch(/^order_line-\d{4}-\d\d-\d\d\.csv$/);
  expect(all.lines[0]).toBe('Order,Product,Quantity,Unit price,Discount,Amount,Tax');
  await page.getByRole('searchbox', { name: 'Filter these records' }).fill(number);
  await expect(listCount(page, 'Records')).toHaveText(/^1 of /);
  const some = await saved();
  expect(some.lines.slice(1)).toEqual(all.lines.filter((line) => line.startsWith(`${number},`)));
  expect(some.lines.length).toBeGreaterThan(1);
  expect(all.lines.length).toBeGreaterThan(some.lines.length);
  await open(page, 'records?of=opportunity');
  await expect(firstLink(page, 'Opportunities')).toBeVisible();
  const deals = await saved();
  expect(deals.name).toMatch(/^opportunity_line-/);
  expect(deals.lines[0]).toBe('Opportunity,Product,Quantity,Unit price,Discount,Amount');
  await open(page, 'records?of=product');
  await expect(firstLink(page, 'Products')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Export lines', exact: true })).toHaveCount(0);
});

test('a product is added, edited, and is there after a reload', async ({ page }) => {
  await open(page, 'records?of=product');
  await page.getByRole('button', { name: 'New product' }).click();
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(page.getByRole('alert')).toContainText('needs a name');
  await page.getByRole('textbox', { name: 'Name' }).fill('=1+1 <b>tea</b> 龙井');
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: '=1+1 <b>tea</b> 龙井' })).toBeVisible();
  await page.getByTitle('Change Unit price').click();
  await page.getByRole('textbox', { name: 'Unit price' }).fill('1,234.5');
  await page.getByRole('textbox', { name: 'Unit price' }).press('Enter');
  await expect(toast(page, 'Changed unit price')).toBeVisible();
  await page.reload();
  await expect(page.getByTitle('Change Unit price')).toContainText('1,234.50');
});

test('a name is not emptied where it stands', async ({ page }) => {
  const who = await openCustomer(page);
  for (const name of [who, undefined]) {
    if (!name) {
      await open(page, 'records?of=product');
      await rows(page).first().getByRole('link').first().click();
    }
    const known = name ?? (await page.getByTitle('Change Name', { exact: true }).innerText());
    const input = page.getByRole('textbox', { name: 'Name', exact: true });
    for (const nothing of ['', '  ']) {
      await page.getByTitle('Change Name', { exact: true }).click();
      await input.fill(nothing);
      await input.press('Enter');
      await expect(page.getByText('A record needs a name to be found again by.').first()).toBeVisible();
      await input.press('Escape');
      await expect(page.getByTitle('Change Name', { exact: true })).toHaveText(known);
    }
    await expect(page.getByRole('heading', { level: 1, name: known })).toBeVisible();
  }
});

test('a field is open for the next key, however slow the machine', async ({ page }) => {
  await open(page, 'records?of=product');
  await firstLink(page, 'Products').click();
  const name = page.getByTitle('Change Name', { exact: true });
  await expect(name).toBeVisible();
  const session = await page.context().newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate: 20 });
  // The next key is a task of its own: only what follows from the click at once has been done by then.
  const focused = await name.evaluate(async (button: HTMLElement) => {
    button.click();
    for (let step = 0; step < 1_000; step += 1) await Promise.resolve();
    return document.activeElement?.getAttribute('aria-label');
  });
  expect(focused).toBe('Name');
  await page.keyboard.type('Typed at once');
  await expect(page.getByRole('textbox', { name: 'Name', exact: true })).toHaveValue(/Typed at once$/);
});

test('what was deleted along with a customer comes back with them from the trash', async ({ page }) => {
  await open(page, 'records?of=order');
  await expect(listCount(page, 'Records')).toHaveText(/\d/);
  const orders = await listCount(page, 'Records').innerText();
  await open(page, 'customers');
  const name = await openCustomer(page);
  await page.getByRole('button', { name: 'Delete' }).click();
  await expect(toast(page, 'Deleted 1 customer')).toBeVisible();
  await goTo(page, 'Records');
  await expect(listCount(page, 'Records')).not.toHaveText(orders);
  await page.getByRole('link', { name: 'Trash' }).click();
  await expect(listCount(page, 'Records')).toHaveText('1 record');
  await grid(page, 'Customers').getByRole('link', { name }).click();
  await page.getByRole('button', { name: 'Restore' }).click();
  await expect(page.getByRole('heading', { name: 'The trash is empty' })).toBeVisible();
  await page.getByRole('link', { name: 'Back to the list' }).click();
  await expect(listCount(page, 'Records')).toHaveText(orders);
  // Restoring is an operation like any other.
  await page.keyboard.press('Control+z');
  await expect(listCount(page, 'Records')).not.toHaveText(orders);
});

test('an order whose customer is in the trash, too, comes back with them and without the others', async ({ page }) => {
  const name = await openCustomer(page);
  const customer = page.url();
  await page.getByRole('button', { name: 'Delete' }).click();
  await expect(toast(page, 'Deleted 1 customer')).toBeVisible();
  await open(page, 'records?of=order&trash=1');
  await firstLink(page, 'Orders').click();
  await page.getByRole('article').getByRole('button', { name: 'Restore' }).click();
  await expect(toast(page, /Restored 1 record, and with it .*1 customer/)).toBeVisible();
  await page.goto(customer);
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
});

test('a tag in use is deleted when that is meant, is seen nowhere then, and is back where it was when it is restored', async ({ page }) => {
  const facts = page.getByRole('region', { name: 'Facts' });
  await openCustomer(page);
  const customer = page.url();
  const give = async (name: string) => {
    await expect(facts.locator('details.add-facts')).toBeVisible();
    if (await facts.getByTitle('Change Tags').isVisible()) await facts.getByTitle('Change Tags').click();
    else await askFact(page, 'Tags');
    await facts.getByRole('combobox', { name: 'Tags' }).fill(name);
    await page.getByRole('listbox').getByRole('option', { name: `New tag “${name}”` }).click();
    await expect(facts.getByRole('button', { name: `Remove ${name}` })).toBeVisible();
    await facts.getByRole('combobox', { name: 'Tags' }).press('Escape');
    await expect(facts.getByTitle('Change Tags')).toContainText(name);
  };
  await give('Rare one');
  await open(page, 'records?of=tag');
  await grid(page, 'Tags').getByRole('link', { name: 'Rare one' }).click();
  const remove = page.getByRole('article').getByRole('button', { name: 'Delete' });
  const question = page.getByRole('dialog', { name: 'Still in use' });
  await remove.click();
  await expect(question).toContainText('1 tag is on 1 record.');
  await question.getByRole('button', { name: 'Keep', exact: true }).click();
  await expect(question).toBeHidden();
  await remove.click();
  await question.getByRole('button', { name: 'Delete anyway' }).click();
  await expect(toast(page, 'Deleted 1 record')).toBeVisible();
  await page.goto(customer);
  await give('Another one');
  await expect(facts.getByText('Rare one')).toHaveCount(0);
  await open(page, 'records?of=tag&trash=1');
  await grid(page, 'Tags').getByRole('link', { name: 'Rare one' }).click();
  await page.getByRole('article').getByRole('button', { name: 'Restore' }).click();
  await expect(toast(page, 'Restored 1 record')).toBeVisible();
  await page.goto(customer);
  await expect(facts.getByTitle('Change Tags')).toContainText('Rare one');
  await expect(facts.getByTitle('Change Tags')).toContainText('Another one');
});

test('a contact is added to a customer, and links both ways', async ({ page }) => {
  const name = await openCustomer(page);
  const contacts = page.getByRole('region', { name: 'Contacts' });
  await contacts.getByRole('button', { name: 'New contact' }).click();
  await page.getByRole('textbox', { name: 'Name' }).fill('李雷 Li Lei');
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  await contacts.getByRole('link', { name: '李雷 Li Lei' }).click();
  await expect(page.getByRole('heading', { level: 1, name: '李雷 Li Lei' })).toBeVisible();
  await page.getByTitle('Change Mobile').click();
  await page.getByRole('textbox', { name: 'Mobile' }).fill('+44 20 7946 0000');
  await page.getByRole('textbox', { name: 'Mobile' }).press('Enter');
  await page.getByRole('article').getByRole('link', { name }).click();
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
  await expect(contacts.getByRole('link')).toHaveCount(1);
});

test('what is not sold any more, and who has left, is unticked and stays so', async ({ page }) => {
  const active = page.getByRole('article').getByRole('checkbox', { name: 'Active', exact: true });
  await open(page, 'records?of=product');
  await firstLink(page, 'Products').click();
  await expect(active, 'sold until somebody says no').toBeChecked();
  await active.uncheck();
  await expect(toast(page, 'Changed active')).toBeVisible();
  await page.reload();
  await expect(active).not.toBeChecked();
  // Undone like any other change.
  await page.keyboard.press('Control+z');
  await expect(active).toBeChecked();
  // One that was never sold.
  await open(page, 'records?of=product');
  await page.getByRole('button', { name: 'New product' }).click();
  const form = page.getByRole('dialog');
  await form.getByRole('textbox', { name: 'Name' }).fill('Tea of last year');
  await form.getByText('More fields', { exact: true }).click();
  await form.getByRole('checkbox', { name: 'Active', exact: true }).uncheck();
  await form.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Tea of last year' })).toBeVisible();
  await expect(active).not.toBeChecked();
  // Whoever leaves stays in the team's list, as one who has left.
  await open(page, 'team');
  const emma = page.getByRole('list', { name: 'Users', exact: true }).getByRole('listitem').filter({ hasText: 'Emma Clarke' });
  await emma.getByRole('checkbox', { name: 'Active', exact: true }).uncheck();
  await expect(toast(page, 'Changed active')).toBeVisible();
  await expect(page.getByRole('note').filter({ hasText: 'Emma Clarke does not work here any more' })).toBeVisible();
  await page.reload();
  await expect(emma.getByRole('checkbox', { name: 'Active', exact: true })).not.toBeChecked();
  await emma.getByRole('checkbox', { name: 'Active', exact: true }).check();
  await expect(page.getByRole('note').filter({ hasText: 'Emma Clarke does not work here any more' })).toHaveCount(0);
});

test('the tabs show every collection, and an empty one says what to do', async ({ page }) => {
  await open(page, 'records');
  await tab(page, 'Contacts').click();
  await expect(page.getByRole('heading', { name: 'Nothing here yet' })).toBeVisible();
  await tab(page, 'Tags').click();
  await expect(firstLink(page, 'Tags')).toBeVisible();
  await open(page, 'records?of=order&id=00000000000000000000000000000001');
  await expect(page.getByRole('heading', { name: 'This record is not in the book' })).toBeVisible();
});
