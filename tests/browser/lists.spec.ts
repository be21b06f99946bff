// Lists of any collection: filter builder, columns, groups, saved views, many records at once, export.
import { readFile } from 'node:fs/promises';
import { expect, test, type Page } from '@playwright/test';
import { addSample, goTo, listCount, open, rows, scored, toast } from './app';
import { editFact, openCustomer } from './customer';

test.beforeEach(async ({ page }) => {
  await addSample(page, '200');
  await open(page, 'customers');
  await scored(page);
});

const tool = (page: Page, name: string) => page.getByRole('main').getByRole('button', { name }).first();
const panel = (page: Page, name: string) => page.getByRole('region', { name, exact: true });
const condition = (page: Page, nth: number) => ({
  field: panel(page, 'Filter').getByRole('combobox', { name: 'Field', exact: true }).nth(nth),
  op: panel(page, 'Filter').getByRole('combobox', { name: 'Comparison' }).nth(nth),
});
const addCondition = (page: Page) => panel(page, 'Filter').getByRole('button', { name: 'Add a condition' }).last().click();
const total = async (page: Page) => Number((await listCount(page).innerText()).split(' ')[0].replace(/\D/g, ''));

/** Picks the first rows of the list; a click with Shift picks those between, too. */
async function pickFirst(page: Page, count: number) {
  await rows(page).nth(0).getByRole('checkbox').check();
  await rows(page).nth(count - 1).getByRole('checkbox').click({ modifiers: ['Shift'] });
  await expect(page.getByRole('region', { name: `${count} picked` })).toBeVisible();
}

test('a nested filter narrows the list as it is written, and is cleared', async ({ page }) => {
  await tool(page, 'Filter').click();
  await addCondition(page);
  await condition(page, 0).field.selectOption('Stage');
  await panel(page, 'Filter').getByRole('button', { name: 'Danger' }).click();
  await expect(listCount(page)).toHaveText(/ of 200$/);
  const danger = await total(page);
  await panel(page, 'Filter').getByRole('button', { name: 'Termination' }).click();
  await expect.poll(() => total(page)).toBeGreaterThan(danger);
  const leaving = await total(page);
  await addCondition(page);
  await condition(page, 1).field.selectOption('Last order');
  await condition(page, 1).op.selectOption('is longer ago than');
  await panel(page, 'Filter').getByRole('spinbutton', { name: 'How many' }).fill('1');
  await panel(page, 'Filter').getByRole('combobox', { name: 'Unit' }).selectOption('years');
  // The number of what was asked on the way, "longer ago than 1 day" and the like, may stand there for a moment.
  let both = leaving;
  const steady = async () => {
    const before = both;
    both = await total(page);
    return both < leaving && both === before;
  };
  await expect.poll(steady, { intervals: [500] }).toBe(true);
  const joined = panel(page, 'Filter').getByRole('combobox', { name: 'How the conditions are joined' }).first();
  await joined.selectOption('Any of these holds');
  await expect.poll(() => total(page)).toBeGreaterThan(leaving);
  const any = await total(page);
  await joined.selectOption('None of these holds');
  await expect.poll(() => total(page)).toBe(200 - any);
  await joined.selectOption('All of these hold');
  await expect.poll(() => total(page)).toBe(both);
  await panel(page, 'Filter').getByRole('button', { name: 'Clear the filter' }).click();
  await expect(listCount(page)).toHaveText('200');
});

test('a condition that is not finished leaves nothing out, nonsense is named beside it', async ({ page }) => {
  await page.keyboard.press('f');
  await addCondition(page);
  await condition(page, 0).field.selectOption('Value');
  await expect(listCount(page)).toHaveText('200');
  const value = panel(page, 'Filter').getByRole('textbox', { name: 'Value' });
  await value.fill('a lot');
  await expect(panel(page, 'Filter').getByRole('alert')).toHaveText('Not a number.');
  await value.fill('500');
  await expect(panel(page, 'Filter').getByRole('alert')).toHaveCount(0);
  await expect(listCount(page)).toHaveText(/^\d+ of 200$/);
  await condition(page, 0).field.selectOption('Last order');
  const days = panel(page, 'Filter').getByRole('spinbutton', { name: 'How many' });
  for (const wrong of ['0', '10000', '']) {
    await days.fill(wrong);
    await expect(panel(page, 'Filter').getByRole('alert')).toHaveText('A whole number from 1 to 9,999.');
    await expect(days).toHaveAttribute('aria-invalid', 'true');
  }
  await days.fill('90');
  await expect(panel(page, 'Filter').getByRole('alert')).toHaveCount(0);
  await expect(listCount(page)).toHaveText(/^\d+ of 200$/);
});

test('two customers of one name are told apart in a filter and in what it finds', async ({ page }) => {
  for (const email of ['first@example.org', 'second@example.org']) {
    await open(page, 'customers');
    await page.getByRole('button', { name: 'New customer' }).click();
    await page.getByRole('dialog').getByRole('textbox', { name: 'Name' }).fill('Ana Namesake');
    await page.getByRole('dialog').getByRole('textbox', { name: 'E-mail' }).fill(email);
    await page.getByRole('dialog').getByRole('button', { name: 'Add', exact: true }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Ana Namesake' })).toBeVisible();
    await page.getByRole('region', { name: 'Timeline' }).getByRole('button', { name: 'New order' }).click();
    await page.getByRole('dialog').getByRole('textbox', { name: 'Number' }).fill(email);
    await page.getByRole('dialog').getByRole('button', { name: 'Add', exact: true }).click();
    await expect(page.getByRole('region', { name: 'Timeline' }).getByText(email)).toBeVisible();
  }
  await open(page, 'records?of=order');
  await tool(page, 'Filter').click();
  await addCondition(page);
  await condition(page, 0).field.selectOption('Customer');
  await condition(page, 0).op.selectOption('is one of');
  const value = panel(page, 'Filter').getByRole('combobox', { name: 'Value' });
  await value.fill('Nobody Of This Name');
  await expect(panel(page, 'Filter').getByText('Nothing found')).toBeVisible();
  await value.fill('Ana Namesake');
  const offered = page.getByRole('listbox').getByRole('option');
  await expect(offered, 'both are offered, and nobody is made up').toHaveText([/second@example\.org/, /first@example\.org/]);
  await value.press('Enter');
  await expect(offered.first(), 'a name of two is not taken for one of them').toHaveAttribute('aria-selected', 'true');
  await value.press('ArrowDown');
  await value.press('Enter');
  await expect(panel(page, 'Filter').getByText('first@example.org')).toBeVisible();
  await expect(listCount(page, 'Records')).toHaveText(/^1 of /);
  await expect(rows(page).getByRole('link')).toHaveText(['first@example.org']);
  await condition(page, 0).op.selectOption('contains');
  await panel(page, 'Filter').getByRole('textbox', { name: 'Value' }).fill('namesake');
  await expect(listCount(page, 'Records'), 'a name is a name').toHaveText(/^2 of /);
  await condition(page, 0).op.selectOption('is none of');
  await expect(listCount(page, 'Records'), 'what was typed is no record').toHaveText(/records$/);
});

test('columns are chosen, moved and widened, and are there after a reload', async ({ page }) => {
  await tool(page, 'Columns and groups').click();
  const columns = panel(page, 'Columns and groups');
  await columns.getByRole('checkbox', { name: 'Segment' }).uncheck();
  await columns.getByRole('checkbox', { name: 'Phone' }).check();
  await columns.getByRole('button', { name: 'Move Phone forward' }).click();
  const heads = () => page.getByRole('grid').getByRole('columnheader').getByRole('button').allInnerTexts();
  await expect.poll(heads).toEqual(['Name', 'Stage', 'Loyalty', 'Last order', 'Orders', 'Phone', 'Value']);
  await page.keyboard.press('Escape');
  await expect(columns).toHaveCount(0);
  const name = page.getByRole('grid').getByRole('columnheader', { name: 'Name' });
  const width = async () => (await name.boundingBox())?.width ?? 0;
  const before = await width();
  const edge = await name.getByRole('separator').boundingBox();
  if (!edge) throw new Error('the column has an edge');
  await page.mouse.move(edge.x + 4, edge.y + 10);
  await page.mouse.down();
  await page.mouse.move(edge.x + 84, edge.y + 10, { steps: 4 });
  await page.mouse.up();
  await expect.poll(width).toBeGreaterThan(before + 60);
  await page.reload();
  await expect.poll(heads).toContain('Phone');
  await expect.poll(width).toBeGreaterThan(before + 60);
});

test('groups have a line of their own with what they add up to', async ({ page }) => {
  await tool(page, 'Columns and groups').click();
  await panel(page, 'Columns and groups').getByRole('combobox', { name: 'Group by' }).selectOption('Stage');
  const heads = page.getByRole('grid').getByRole('row').filter({ hasText: / records?/ });
  await expect(heads.first()).toContainText('Exploration');
  await expect(heads.first()).toContainText(/\d+ records/);
  await expect(page.getByRole('grid')).toHaveAttribute('aria-rowcount', String(200 + 6 + 1));
});

test('a view keeps filter, order and columns, is renamed, and comes back after a reload', async ({ page }) => {
  await tool(page, 'Filter').click();
  await addCondition(page);
  await condition(page, 0).field.selectOption('Stage');
  await panel(page, 'Filter').getByRole('button', { name: 'Danger' }).click();
  await expect(listCount(page)).toHaveText(/ of 200$/);
  const narrowed = await listCount(page).innerText();
  await tool(page, 'Save view').click();
  await page.getByRole('textbox', { name: 'Name of the new view' }).fill('In danger');
  await page.keyboard.press('Enter');
  const views = page.getByRole('navigation', { name: 'Views' });
  await expect(views.getByRole('link', { name: 'In danger' })).toHaveAttribute('aria-current', 'page');
  await views.getByRole('link', { name: 'All' }).click();
  await expect(listCount(page)).toHaveText('200');
  await page.reload();
  await views.getByRole('link', { name: 'In danger' }).click();
  await expect(listCount(page)).toHaveText(narrowed);
  await tool(page, 'Save view').click();
  await page.getByRole('textbox', { name: 'Rename “In danger”' }).fill('Call them');
  await page.getByRole('button', { name: 'Rename “In danger”' }).click();
  await expect(views.getByRole('link', { name: 'Call them' })).toBeVisible();
  await tool(page, 'Save view').click();
  await page.getByRole('button', { name: 'Delete “Call them”' }).click();
  await expect(views.getByRole('link')).toHaveCount(0);
  await page.keyboard.press('Control+z');
  await expect(views.getByRole('link', { name: 'Call them' })).toBeVisible();
});

test('the filter shows the values of the view that is in force', async ({ page }) => {
  const views = page.getByRole('navigation', { name: 'Views' });
  const value = panel(page, 'Filter').getByRole('textbox', { name: 'Value' });
  await tool(page, 'Filter').click();
  await addCondition(page);
  await condition(page, 0).field.selectOption('Name');
  for (const text of ['an', 'er']) {
    await value.fill(text);
    await tool(page, 'Save view').click();
    await page.getByRole('textbox', { name: 'Name of the new view' }).fill(`With ${text}`);
    await page.keyboard.press('Enter');
    await expect(views.getByRole('link', { name: `With ${text}` })).toHaveAttribute('aria-current', 'page');
    await tool(page, 'Filter').click();
    await expect(value).toHaveValue(text);
  }
  await views.getByRole('link', { name: 'With an' }).click();
  await expect(value).toHaveValue('an');
  // What is typed is not drawn anew under the hand.
  await value.pressSequentially('n');
  await expect(value).toBeFocused();
  await views.getByRole('link', { name: 'With er' }).click();
  await expect(value).toHaveValue('er');
});

test('an amount in another currency stays in it', async ({ page }) => {
  const value = panel(page, 'Filter').getByRole('textbox', { name: 'Value' });
  const again = async () => {
    await tool(page, 'Filter').click();
    await expect(value).toHaveCount(0);
    await tool(page, 'Filter').click();
  };
  await tool(page, 'Filter').click();
  await addCondition(page);
  await condition(page, 0).field.selectOption('Value');
  await value.fill('JPY 500');
  await again();
  await expect(value).toHaveValue('JPY 500');
  // The value of customers is in the currency of their orders, whichever the book's is.
  await value.fill('400');
  await again();
  await expect(value).toHaveValue('JPY 400');
});

test('a tag that was deleted is told in a filter, and let go of', async ({ page }) => {
  await pickFirst(page, 5);
  await page.getByRole('button', { name: 'Tag', exact: true }).click();
  const tags = page.getByRole('dialog').getByRole('combobox', { name: 'Choose tags' });
  await tags.fill('invited');
  await page.getByRole('listbox').getByRole('option', { name: 'New tag “invited' }).click();
  await page.getByRole('button', { name: 'Add these tags' }).click();
  await expect(toast(page, 'Changed tags of 5 records')).toBeVisible();
  await tool(page, 'Filter').click();
  await addCondition(page);
  await condition(page, 0).field.selectOption('Tags');
  await panel(page, 'Filter').getByRole('button', { name: 'invited', exact: true }).click();
  await expect(listCount(page)).toHaveText('5 of 200');
  await tool(page, 'Save view').click();
  await page.getByRole('textbox', { name: 'Name of the new view' }).fill('Guests');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('navigation', { name: 'Views' }).getByRole('link', { name: 'Guests' })).toHaveAttribute('aria-current', 'page');
  const guests = page.url();
  await open(page, 'records?of=tag');
  await page.getByRole('grid').getByRole('row').filter({ hasText: 'invited' }).getByRole('checkbox').check();
  await page.getByRole('button', { name: 'Delete', exact: true }).click();
  const question = page.getByRole('dialog', { name: 'Still in use' });
  await expect(question).toContainText('1 tag is on 5 records.');
  await question.getByRole('button', { name: 'Delete anyway' }).click();
  await expect(toast(page, /^Deleted/)).toBeVisible();
  await page.goto(guests);
  await tool(page, 'Filter').click();
  const gone = panel(page, 'Filter').getByRole('button', { name: 'invited (deleted)' });
  await expect(gone).toHaveAttribute('aria-pressed', 'true');
  await gone.click();
  await expect(gone).toHaveAttribute('aria-pressed', 'false');
  await expect(listCount(page)).toHaveText('200');
});

test('many customers are changed, tagged and deleted at once, each undone as one', async ({ page }) => {
  await pickFirst(page, 5);
  await page.getByRole('button', { name: 'Change a field' }).click();
  await page.getByRole('dialog').getByRole('combobox', { name: 'Field', exact: true }).selectOption('Region');
  await page.getByRole('dialog').getByRole('textbox', { name: 'Value' }).fill('Atlantis');
  await page.getByRole('dialog').getByRole('button', { name: 'Change', exact: true }).click();
  await expect(toast(page, 'Changed region of 5 records')).toBeVisible();
  await expect(rows(page).nth(4)).toContainText('Atlantis');
  await page.keyboard.press('Control+z');
  await expect(rows(page).nth(4)).not.toContainText('Atlantis');
  await page.getByRole('button', { name: 'Tag', exact: true }).click();
  const tags = page.getByRole('dialog').getByRole('combobox', { name: 'Choose tags' });
  await tags.fill(' invited\u0007 ');
  await page.getByRole('listbox').getByRole('option', { name: 'New tag “invited' }).click();
  const invited = page.getByRole('dialog').getByRole('button', { name: 'invited', exact: true });
  await expect(invited).toHaveAttribute('aria-pressed', 'true');
  await invited.click();
  await tags.fill('INVITED');
  await expect(page.getByRole('listbox').getByRole('option'), 'the one there is, and no twin').toHaveCount(1);
  await tags.press('Enter');
  await expect(invited).toHaveAttribute('aria-pressed', 'true');
  await page.getByRole('button', { name: 'Add these tags' }).click();
  await expect(toast(page, 'Changed tags of 5 records')).toBeVisible();
  await page.getByRole('button', { name: 'Delete', exact: true }).click();
  await expect(toast(page, 'Deleted 5 customers')).toBeVisible();
  await expect(listCount(page)).toHaveText('195');
  await page.keyboard.press('Control+z');
  await expect(listCount(page)).toHaveText('200');
});

test('references, sets of records and moments are changed at once, too', async ({ page }) => {
  const parent = (await rows(page).nth(0).getByRole('link').innerText()).trim();
  await pickFirst(page, 4);
  const change = async (field: string) => {
    await page.getByRole('button', { name: 'Change a field' }).click();
    await page.getByRole('dialog').getByRole('combobox', { name: 'Field', exact: true }).selectOption(field);
  };
  const value = page.getByRole('dialog').getByRole('combobox', { name: 'Value' });
  const save = () => page.getByRole('dialog').getByRole('button', { name: 'Change', exact: true }).click();
  await change('Parent company');
  await value.fill('nobody has this name');
  await value.press('Escape');
  await save();
  await expect(page.getByRole('dialog').getByRole('alert'), 'a name is not a record').toContainText('Choose one from the list');
  await value.fill(parent);
  await page.getByRole('listbox').getByRole('option', { name: parent }).first().click();
  await save();
  await expect(toast(page, 'Changed parent company of 3 records'), 'nobody is their own parent').toBeVisible();
  await change('Tags');
  await save();
  await expect(page.getByRole('dialog').getByRole('alert')).toHaveText('Choose at least one.');
  await value.fill('met at the fair');
  await page.getByRole('listbox').getByRole('option', { name: 'New tag “met at the fair”' }).click();
  await expect(page.getByRole('dialog').getByRole('button', { name: 'Remove met at the fair' })).toBeVisible();
  await save();
  await expect(toast(page, 'Changed tags of 4 records')).toBeVisible();
  await page.keyboard.press('Escape');
  await open(page, 'records?of=activity');
  await pickFirst(page, 3);
  await change('Time');
  await page.getByRole('dialog').getByLabel('Value').fill('2024-02-03T14:30');
  await save();
  await expect(toast(page, 'Changed time of 3 records')).toBeVisible();
});

test('all that the list selects are picked by one box, but for those let go', async ({ page }) => {
  // Not by a score: those are computed anew when customers go.
  await tool(page, 'Filter').click();
  await addCondition(page);
  await condition(page, 0).field.selectOption('Kind');
  await panel(page, 'Filter').getByRole('button', { name: 'Business' }).click();
  await expect(listCount(page)).toHaveText(/ of 200$/);
  const businesses = await total(page);
  await page.getByRole('checkbox', { name: 'Pick all that the list shows' }).check();
  await rows(page).nth(0).getByRole('checkbox').uncheck();
  await expect(page.getByRole('region', { name: `${businesses - 1} picked` })).toBeVisible();
  await page.getByRole('button', { name: 'Delete', exact: true }).click();
  await expect(toast(page, `Deleted ${businesses - 1} customers`)).toBeVisible();
  await expect(rows(page)).toHaveCount(1);
  await goTo(page, 'Records');
  await page.getByRole('link', { name: 'Trash' }).click();
  await expect(page.getByRole('grid', { name: 'Customers' })).toBeVisible();
  await page.getByRole('checkbox', { name: 'Pick all that the list shows' }).check();
  await page.getByRole('button', { name: 'Restore', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'The trash is empty' })).toBeVisible();
});

test('who was let go of may leave the list: the others are still picked, and as many as it says', async ({ page, context }) => {
  await page.getByRole('checkbox', { name: 'Pick all that the list shows' }).check();
  await rows(page).nth(0).getByRole('checkbox').uncheck();
  await rows(page).nth(1).getByRole('checkbox').uncheck();
  const picked = page.getByRole('region', { name: '198 picked' });
  await expect(picked).toBeVisible();
  const other = await context.newPage();
  await open(other, 'customers');
  await scored(other);
  await rows(other).nth(0).getByRole('checkbox').check();
  await other.getByRole('button', { name: 'Delete', exact: true }).click();
  await expect(toast(other, 'Deleted 1 customer')).toBeVisible();
  await expect(listCount(page)).toHaveText('199');
  await expect(picked).toBeVisible();
  await page.getByRole('button', { name: 'Delete', exact: true }).click();
  await expect(toast(page, 'Deleted 198 customers')).toBeVisible();
  await expect(listCount(page)).toHaveText('1');
});

test('X picks the row under the cursor, Escape lets go', async ({ page }) => {
  await page.keyboard.press('j');
  await page.keyboard.press('x');
  await page.keyboard.press('j');
  await page.keyboard.press('x');
  await expect(page.getByRole('region', { name: '2 picked' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('region', { name: /picked/ })).toHaveCount(0);
});

test('the file of a list says what it shows, and no formula runs', async ({ page }) => {
  const name = await openCustomer(page);
  await editFact(page, 'Region', '=1+1');
  await page.keyboard.press('Escape');
  await tool(page, 'Columns and groups').click();
  await panel(page, 'Columns and groups').getByRole('checkbox', { name: 'Region' }).check();
  const download = page.waitForEvent('download');
  await tool(page, 'Export').click();
  const file = await download;
  expect(file.suggestedFilename()).toMatch(/^customer-\d{4}-\d\d-\d\d\.csv$/);
  const text = (await readFile(await file.path())).toString('utf8');
  expect(text.startsWith('\ufeffName,Stage,Segment,Loyalty,Last order,Orders,Value,Region')).toBe(true);
  expect(text.trim().split('\n')).toHaveLength(201);
  const line = text.split('\n').find((line) => line.includes(name)) ?? '';
  expect(line).toContain(",'=1+1");
});

test('on a phone records are picked by boxes that are asked for', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await expect(rows(page).nth(0).getByRole('checkbox')).toBeHidden();
  await page.getByRole('button', { name: 'Pick', exact: true }).click();
  await rows(page).nth(0).getByRole('checkbox').check();
  await expect(page.getByRole('region', { name: '1 picked' })).toBeVisible();
  await tool(page, 'Filter').click();
  await addCondition(page);
  await expect(condition(page, 0).field).toBeVisible();
});
