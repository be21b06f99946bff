// Fields of the workspace's own and option lists: added, filled, renamed, reordered, retired; every kind of value typed or picked.
import AxeBuilder from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';
import { addDeal, addSample, goTo, kept, listCount, open, rows, scored, speakChinese, toast, watch } from './app';
import { askFact, openCustomer } from './customer';

const facts = (page: Page) => page.getByRole('region', { name: 'Facts' });
const own = (page: Page) => page.getByRole('region', { name: 'Your own fields' });
const lists = (page: Page) => page.getByRole('region', { name: 'Option lists' });

async function addField(page: Page, name: string, type: string, values?: string) {
  await page.getByRole('button', { name: 'Add a field' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'Name' }).fill(name);
  await dialog.getByRole('combobox', { name: 'Type' }).selectOption({ label: type });
  if (values) await dialog.getByRole('textbox', { name: 'Values, one a line' }).fill(values);
  await dialog.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(own(page).getByTitle('Change Name').filter({ hasText: name })).toBeVisible();
}

const TYPED: [type: string, name: string, typed: string, shown: RegExp][] = [
  ['Text', 'Nickname', '<b>=1+1</b>', /^<b>=1\+1<\/b>$/],
  ['Long text', 'History', 'since 1998', /^since 1998$/],
  ['Number', 'Shoe size', '1,042.5', /^1042\.5$/],
  ['Amount of money', 'Credit', '1,234.5', /1,234\.50$/],
  ['Date', 'Met on', '2024-2-3', /2024/],
  ['E-mail', 'Second e-mail', 'имя@почта.рф', /^имя@почта\.рф$/],
  ['Phone', 'Fax', '+86 (21) 6888-8888', /^\+86 \(21\) 6888-8888$/],
  ['Web address', 'Shop', 'shop.example/中文', /^shop\.example\/中文$/],
];

test('a field of every type is added, filled, and there after a reload', async ({ page }) => {
  const complaints = watch(page);
  await addSample(page, '200');
  await open(page, 'settings');
  await page.getByRole('link', { name: 'Edit fields and options' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Fields and options' })).toBeVisible();
  for (const [type, name] of TYPED) await addField(page, name, type);
  await addField(page, 'Roast', 'A list of its own', 'light\ndark\n\n medium ');
  await addField(page, 'VIP', 'Yes or no');
  await addField(page, 'Last seen', 'Date and time');
  await addField(page, 'Partner', 'Link to: Customers');
  await addField(page, 'Interests', 'Links to: Tags');

  const who = await openCustomer(page);
  for (const [, name, typed, shown] of TYPED) {
    await askFact(page, name);
    const input = facts(page).getByRole('textbox', { name, exact: true });
    await input.fill(typed);
    await input.press(name === 'History' ? 'Control+Enter' : 'Enter');
    await expect(facts(page).getByTitle(`Change ${name}`)).toHaveText(shown);
  }
  await askFact(page, 'Roast');
  await facts(page).getByRole('combobox', { name: 'Roast' }).selectOption({ label: 'dark' });
  await expect(toast(page, 'Changed roast')).toBeVisible();
  // Once it stands among the facts, what can still be added keeps its place.
  await expect(facts(page).getByRole('button', { name: 'Roast', exact: true })).toHaveCount(0);
  await askFact(page, 'VIP');
  await facts(page).getByRole('checkbox', { name: 'VIP' }).check();
  await expect(toast(page, 'Changed VIP')).toBeVisible();
  await expect(facts(page).getByRole('button', { name: 'VIP', exact: true })).toHaveCount(0);
  await askFact(page, 'Last seen');
  await facts(page).getByLabel('Last seen', { exact: true }).fill('2024-02-03T14:30');
  await facts(page).getByLabel('Last seen', { exact: true }).press('Enter');
  await expect(facts(page).getByTitle('Change Last seen')).toBeVisible();
  await askFact(page, 'Partner');
  const partner = facts(page).getByRole('combobox', { name: 'Partner' });
  await partner.fill('a');
  await expect(page.getByRole('listbox').getByRole('option').first()).toBeVisible();
  await partner.press('ArrowDown');
  const name = await page.getByRole('listbox').getByRole('option', { selected: true }).locator('span').first().innerText();
  await partner.press('Enter');
  await expect(facts(page).getByRole('link', { name })).toBeVisible();
  await askFact(page, 'Interests');
  await facts(page).getByRole('combobox', { name: 'Interests' }).fill('吃茶 tea');
  await page.getByRole('listbox').getByRole('option', { name: 'New tag “吃茶 tea”' }).click();
  await expect(facts(page).getByRole('button', { name: 'Remove 吃茶 tea' })).toBeVisible();
  await facts(page).getByRole('combobox', { name: 'Interests' }).press('Escape');

  await page.reload();
  await expect(page.getByRole('heading', { level: 1, name: who })).toBeVisible();
  for (const [, field, , shown] of TYPED) await expect(facts(page).getByTitle(`Change ${field}`)).toHaveText(shown);
  await expect(facts(page).getByRole('combobox', { name: 'Roast' }).locator('option:checked')).toHaveText('dark');
  await expect(facts(page).getByRole('checkbox', { name: 'VIP' })).toBeChecked();
  await expect(facts(page).getByTitle('Change Last seen')).toHaveText(/2024.*2:30|14:30/);
  await expect(facts(page).getByRole('link', { name })).toBeVisible();
  await expect(facts(page).getByTitle('Change Interests')).toHaveText('吃茶 tea');
  expect(complaints).toEqual([]);
});

test('a field of ones own of orders is found by search, whatever it holds', async ({ page }) => {
  await addSample(page, '200');
  await open(page, 'fields?of=order');
  for (const [name, type] of [['Parcels', 'Number'], ['Handed over', 'Date'], ['Gift wrap', 'Yes or no'], ['Heard of us', 'One of: Customers · Source']] as const)
    await addField(page, name, type);
  await open(page, 'records?of=order');
  await rows(page).first().getByRole('link').first().click();
  const order = page.getByRole('article');
  for (const [name, typed, told] of [['Parcels', '4711', 'parcels'], ['Handed over', '2019-12-24', 'handed over']] as const) {
    await order.getByTitle(`Change ${name}`).click();
    const input = order.getByRole('textbox', { name, exact: true });
    await input.fill(typed);
    await input.press('Enter');
    await expect(toast(page, `Changed ${told}`)).toBeVisible();
  }
  await order.getByRole('checkbox', { name: 'Gift wrap' }).check();
  await expect(toast(page, 'Changed gift wrap')).toBeVisible();
  await order.getByRole('combobox', { name: 'Heard of us' }).selectOption({ label: 'Advertising' });
  await expect(toast(page, 'Changed heard of us')).toBeVisible();
  const palette = page.getByRole('dialog', { name: 'Search and commands' });
  await page.keyboard.press('Control+k');
  for (const [typed, marked] of [['4711', '4711'], ['2019-12', '2019-12'], ['gift wr', 'Gift'], ['adverti', 'Adverti']] as const) {
    await palette.getByRole('combobox').fill(typed);
    const found = palette.getByRole('group', { name: 'Orders', exact: true }).getByRole('option').filter({ has: page.locator('mark') });
    await expect(found.locator('mark').filter({ hasText: marked }).first(), typed).toBeVisible();
  }
});

test('bad input is named beside its field and nothing is lost', async ({ page }) => {
  await addSample(page, '200');
  await open(page, 'fields');
  for (const [type, name] of [['Date', 'Met on'], ['Number', 'Score of'], ['E-mail', 'Second'], ['Amount of money', 'Credit'], ['Phone', 'Fax'], ['Web address', 'Shop']] as const)
    await addField(page, name, type);
  await openCustomer(page);
  for (const [name, typed, why] of [
    ['Met on', '2024-02-30', 'There is no such day'],
    ['Met on', '0000-01-01', 'There is no such day'],
    ['Score of', 'many', 'Not a number'],
    ['Score of', '99999999999999999999', 'Too large'],
    ['Second', 'nobody', 'Not an e-mail'],
    ['Credit', '1.234', 'More decimals'],
    ['Fax', '+44 20 '.repeat(20_000), 'Too long'],
    ['Shop', `shop.example/${'a'.repeat(100_000)}`, 'Too long'],
  ] as const) {
    await askFact(page, name);
    const input = facts(page).getByRole('textbox', { name, exact: true });
    await input.fill(typed);
    await input.press('Enter');
    await expect(page.getByRole('alert')).toContainText(why);
    await expect(input).toHaveAttribute('aria-invalid', 'true');
    await expect(input).toHaveValue(typed);
    await input.press('Escape');
    await expect(page.getByRole('alert')).toHaveCount(0);
  }
  await askFact(page, 'Met on');
  await facts(page).getByRole('textbox', { name: 'Met on' }).fill('yesterday');
  await facts(page).getByRole('textbox', { name: 'Met on' }).press('Enter');
  await expect(facts(page).getByTitle('Change Met on')).toHaveText(/\d{4}/);
});

test('a moment of which a part is missing is said and not saved, and a choice is one of its list', async ({ page }) => {
  await addSample(page, '200');
  await open(page, 'fields');
  await addField(page, 'Last seen', 'Date and time');
  await addField(page, 'Roast', 'A list of its own', 'light\ndark');
  const who = await openCustomer(page);
  const input = facts(page).getByLabel('Last seen', { exact: true });
  const said = facts(page).getByRole('alert');
  // The first part of an empty one: the browser tells nobody.
  await askFact(page, 'Last seen');
  await input.focus();
  await page.keyboard.type('1');
  await page.keyboard.press('Enter');
  await expect(said).toContainText('Not a day with a time yet');
  await expect(input).toHaveAttribute('aria-invalid', 'true');
  // Leaving it loses nothing, either.
  await page.getByRole('heading', { level: 1, name: who }).click();
  await expect(said).toBeVisible();
  await input.fill('2024-02-03T14:30');
  await input.press('Enter');
  const shown = facts(page).getByTitle('Change Last seen');
  await expect(shown).toHaveText(/2024/);
  const before = await shown.innerText();
  // One part cleared, and a year of which one digit is typed.
  await shown.click();
  await input.focus();
  await page.keyboard.press('Backspace');
  await page.keyboard.press('Enter');
  await expect(said).toContainText('Not a day with a time yet');
  await input.fill('0002-02-03T14:30');
  await input.press('Enter');
  await expect(said).toContainText('Not a day with a time yet');
  await input.press('Escape');
  await expect(shown).toHaveText(before);

  await askFact(page, 'Roast');
  const roast = facts(page).getByRole('combobox', { name: 'Roast' });
  await expect(roast.locator('option')).toHaveText(['—', 'light', 'dark']);
  await expect(roast).toHaveValue('');
});

test('a list has no value twice', async ({ page }) => {
  await open(page, 'fields?list=customer_level');
  await page.getByRole('button', { name: 'Add a field' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'Name' }).fill('Roast');
  await dialog.getByRole('combobox', { name: 'Type' }).selectOption({ label: 'A list of its own' });
  await dialog.getByRole('textbox', { name: 'Values, one a line' }).fill('light\ndark\nLight');
  await dialog.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(dialog.getByRole('alert')).toContainText('“light” stands there twice');
  await page.keyboard.press('Escape');
  const value = lists(page).getByRole('textbox', { name: 'New value' });
  await value.fill('b – normal');
  await lists(page).getByRole('button', { name: 'Add value' }).click();
  await expect(lists(page).getByRole('alert')).toHaveText('There is a value “B – normal” already.');
  await expect(value).toHaveAttribute('aria-invalid', 'true');
  await lists(page).getByRole('button', { name: 'Retire B – normal' }).click();
  await expect(lists(page).getByRole('button', { name: 'Bring back B – normal' })).toBeVisible();
  await lists(page).getByRole('button', { name: 'Add value' }).click();
  await expect(lists(page).getByRole('alert')).toContainText('which is retired');
  await expect(lists(page).getByTitle(/^Change Name of/)).toHaveCount(3);
  await value.fill('Partner');
  await expect(lists(page).getByRole('alert')).toHaveCount(0);
  await lists(page).getByRole('button', { name: 'Add value' }).click();
  const names = lists(page).getByTitle(/^Change Name of/);
  await expect(names).toHaveCount(4);
  // Nor does a new name make it so; what was typed stays.
  const rename = async (now: string, next: string) => {
    await lists(page).getByTitle(`Change Name of ${now}`).click();
    await lists(page).getByRole('textbox', { name: `Name of ${now}` }).fill(next);
    await page.keyboard.press('Enter');
  };
  const typed = lists(page).getByRole('textbox', { name: 'Name of C – low priority' });
  await rename('C – low priority', 'partner');
  await expect(toast(page, 'There is a value “Partner” already.')).toBeVisible();
  await expect(typed).toHaveValue('partner');
  await typed.fill('b – normal');
  await typed.press('Enter');
  await expect(toast(page, 'There is a value “B – normal” already, which is retired')).toBeVisible();
  await typed.press('Escape');
  await expect(names).toHaveText(['A – key', 'B – normal', 'C – low priority', 'Partner']);
  // Nor does a word of its own that comes back while another bears it.
  await rename('A – key', 'Gold');
  await expect(names.first()).toHaveText('Gold');
  await rename('C – low priority', 'A – KEY');
  await expect(names.nth(2)).toHaveText('A – KEY');
  await rename('A – key', '');
  await expect(toast(page, 'There is a value “A – KEY” already.')).toBeVisible();
  await lists(page).getByRole('textbox', { name: 'Name of A – key' }).press('Escape');
  await expect(names).toHaveText(['Gold', 'B – normal', 'A – KEY', 'Partner']);
});

test('two fields of one kind of record do not bear one name', async ({ page }) => {
  await open(page, 'fields');
  await addField(page, 'Shoe size', 'Number');
  await addField(page, 'Nickname', 'Text');
  await page.getByRole('button', { name: 'Add a field' }).click();
  const dialog = page.getByRole('dialog');
  const name = dialog.getByRole('textbox', { name: 'Name' });
  for (const [typed, there] of [[' shoe SIZE ', 'Shoe size'], ['region', 'Region'], ['Life-time Value', 'Life-time value']] as const) {
    await name.fill(typed);
    await dialog.getByRole('button', { name: 'Add', exact: true }).click();
    await expect(dialog.getByRole('alert')).toContainText(`There is a field “${there}” already.`);
    await expect(name).toHaveValue(typed);
  }
  await page.keyboard.press('Escape');
  const names = own(page).getByTitle('Change Name');
  await names.filter({ hasText: 'Nickname' }).click();
  const renamed = own(page).getByRole('textbox', { name: 'Name' });
  await renamed.fill('SHOE size');
  await renamed.press('Enter');
  await expect(toast(page, 'There is a field “Shoe size” already.')).toBeVisible();
  await expect(renamed).toHaveValue('SHOE size');
  await renamed.press('Escape');
  await expect(names).toHaveText(['Shoe size', 'Nickname']);
  // Its own name in other capitals is no other's, and one that was deleted is nobody's.
  await names.first().click();
  await renamed.fill('Shoe Size');
  await renamed.press('Enter');
  await expect(names).toHaveText(['Shoe Size', 'Nickname']);
  await own(page).getByRole('button', { name: 'Delete Shoe Size' }).click();
  await expect(names).toHaveText(['Nickname']);
  await addField(page, 'Shoe size', 'Number');
  await page.getByText('Deleted fields').click();
  await page.getByRole('button', { name: 'Restore', exact: true }).click();
  await expect(toast(page, 'There is a field “Shoe size” already.')).toBeVisible();
  await expect(names).toHaveText(['Nickname', 'Shoe size']);
  await open(page, 'fields?of=order');
  await addField(page, 'Nickname', 'Text');
});

test('lists that Rapport acts on get no values that it could not act on, and are called as they were renamed', async ({ page }) => {
  const rename = async (list: string, now: string, next: string) => {
    await open(page, `fields?list=${list}`);
    await lists(page).getByTitle(`Change Name of ${now}`).click();
    await lists(page).getByRole('textbox', { name: `Name of ${now}` }).fill(next);
    await page.keyboard.press('Enter');
    await expect(lists(page).getByTitle(`Change Name of ${now}`)).toHaveText(next);
  };
  for (const list of ['repeat', 'measure', 'period', 'survey_kind', 'deal_outcome', 'forecast_category']) {
    await open(page, `fields?list=${list}`);
    await expect(lists(page).getByText('none can be added')).toBeVisible();
    await expect(lists(page).getByRole('button', { name: 'Add value' })).toHaveCount(0);
  }
  await rename('deal_outcome', 'Lost', 'Given up');
  await open(page, 'deals');
  await addDeal(page, 'Cups', '100');
  await page.getByRole('button', { name: 'Stages', exact: true }).click();
  const stages = page.getByRole('dialog', { name: 'Stages of Sales' });
  await expect(stages.locator('option', { hasText: 'Given up' }).first()).toBeAttached();
  await rename('task_kind', 'Event', 'Appointment');
  await lists(page).getByRole('button', { name: 'Retire Task' }).click();
  await expect(lists(page).getByRole('button', { name: 'Bring back Task' })).toBeVisible();
  await lists(page).getByRole('textbox', { name: 'New value' }).fill('Errand');
  await lists(page).getByRole('button', { name: 'Add value' }).click();
  await expect(lists(page).getByTitle(/^Change Name of/)).toHaveCount(4);
  await open(page, 'agenda');
  const kind = page.getByRole('combobox', { name: 'Kind', exact: true });
  await expect(kind.locator('option')).toHaveText(['Appointment', 'Reminder', 'Errand']);
  const what = page.getByRole('textbox', { name: 'What is to be done, and when' });
  const planned = (subject: string) => page.getByRole('listitem').filter({ has: page.getByRole('link', { name: subject, exact: true }) });
  // What stands in the box is what it becomes, also where nobody touched it.
  for (const [subject, said] of [['See Li', 'Appointment'], ['Buy paper', 'Errand']] as const) {
    if (said === 'Errand') await kind.selectOption(said);
    await expect(kind.locator('option:checked')).toHaveText(said);
    await what.fill(subject);
    await what.press('Enter');
    await expect(planned(subject).getByText(said, { exact: true })).toBeVisible();
  }
});

test('a deleted field waits with its values, and its type stays while it has some', async ({ page }) => {
  await addSample(page, '200');
  await open(page, 'fields');
  await addField(page, 'Nickname', 'Text');
  await own(page).getByRole('combobox', { name: 'Type of Nickname' }).selectOption({ label: 'Long text' });
  await expect(toast(page, 'Changed kind of the custom field')).toBeVisible();
  const who = await openCustomer(page);
  const address = page.url();
  await askFact(page, 'Nickname');
  await facts(page).getByRole('textbox', { name: 'Nickname' }).fill('Bear');
  await facts(page).getByRole('textbox', { name: 'Nickname' }).press('Control+Enter');
  await expect(facts(page).getByTitle('Change Nickname')).toHaveText('Bear');
  await open(page, 'fields');
  await expect(own(page).getByText('Type fixed: 1 record has a value')).toBeVisible();
  await own(page).getByRole('button', { name: 'Delete Nickname' }).click();
  await expect(toast(page, 'come back when it is restored')).toBeVisible();
  await page.goto(address);
  await expect(page.getByRole('heading', { level: 1, name: who })).toBeVisible();
  await expect(facts(page)).not.toContainText('Bear');
  await open(page, 'fields');
  await own(page).getByText('Deleted fields').click();
  await own(page).getByRole('button', { name: 'Restore' }).click();
  await expect(own(page).getByTitle('Change Name')).toHaveText('Nickname');
  await page.goto(address);
  await expect(facts(page).getByTitle('Change Nickname')).toHaveText('Bear');
});

test('a box that was ticked and unticked leaves the type of its field open', async ({ page }) => {
  await addSample(page, '200');
  await open(page, 'fields');
  await addField(page, 'VIP', 'Yes or no');
  await openCustomer(page);
  const address = page.url();
  await askFact(page, 'VIP');
  const box = facts(page).getByRole('checkbox', { name: 'VIP' });
  await box.check();
  await expect(toast(page, 'Changed VIP')).toBeVisible();
  await page.reload();
  await expect(box).toBeChecked();
  await box.click();
  await expect(toast(page, 'Changed VIP')).toBeVisible();
  await expect(box, 'it stays under the hand').not.toBeChecked();
  await page.goto(address);
  await expect(facts(page)).toBeVisible();
  await expect(box, 'it holds nothing, like one that nobody touched').toHaveCount(0);
  await open(page, 'fields');
  await own(page).getByRole('combobox', { name: 'Type of VIP' }).selectOption({ label: 'Text' });
  await expect(toast(page, 'Changed kind of the custom field')).toBeVisible();
});

test('a view sorted and narrowed by a field that was deleted comes whole, in the usual order, and is as many wherever it is counted', async ({ page }) => {
  await addSample(page, '200');
  await open(page, 'fields');
  await addField(page, 'Shoe size', 'Number');
  const who = await openCustomer(page, 3);
  await askFact(page, 'Shoe size');
  await facts(page).getByRole('textbox', { name: 'Shoe size' }).fill('42');
  await facts(page).getByRole('textbox', { name: 'Shoe size' }).press('Enter');
  await expect(facts(page).getByTitle('Change Shoe size')).toHaveText('42');
  await open(page, 'customers');
  await scored(page);
  const first = rows(page).first().getByRole('link');
  const usual = await first.innerText();
  const tool = (name: string) => page.getByRole('main').getByRole('button', { name }).first();
  await tool('Columns and groups').click();
  await page.getByRole('region', { name: 'Columns and groups', exact: true }).getByRole('checkbox', { name: 'Shoe size' }).check();
  await page.getByRole('grid').getByRole('columnheader', { name: 'Shoe size' }).getByRole('button').click();
  await expect(first, 'nobody else has one').toHaveText(who);
  await tool('Filter').click();
  const filter = page.getByRole('region', { name: 'Filter', exact: true });
  await filter.getByRole('button', { name: 'Add a condition' }).last().click();
  await filter.getByRole('combobox', { name: 'Field', exact: true }).selectOption('Shoe size');
  await filter.getByRole('textbox', { name: 'Value' }).fill('42');
  await expect(listCount(page)).toHaveText('1 of 200');
  await tool('Save view').click();
  await page.getByRole('textbox', { name: 'Name of the new view' }).fill('By shoe size');
  await page.keyboard.press('Enter');
  const view = page.getByRole('navigation', { name: 'Views' }).getByRole('link', { name: 'By shoe size' });
  await expect(view).toHaveAttribute('aria-current', 'page');
  await open(page, 'fields');
  await own(page).getByRole('button', { name: 'Delete Shoe size' }).click();
  await expect(toast(page, 'come back when it is restored')).toBeVisible();
  await open(page, 'customers');
  await scored(page);
  await view.click();
  await expect(view).toHaveAttribute('aria-current', 'page');
  await expect(first).toHaveText(usual);
  await expect(listCount(page)).toHaveText('200');
  await goTo(page, 'Insight', 'Segments');
  const segment = page.getByRole('row').filter({ has: page.getByRole('link', { name: 'By shoe size', exact: true }) });
  await expect(segment.getByRole('cell').nth(1), 'as many as its list').toHaveText('200');
});

test('options are renamed, coloured, reordered, retired and added', async ({ page }) => {
  await addSample(page, '200');
  await openCustomer(page);
  const address = page.url();
  const level = facts(page).getByRole('combobox', { name: 'Level' });
  await expect(facts(page)).toBeVisible();
  if (!(await level.isVisible())) await askFact(page, 'Level');
  await level.selectOption({ label: 'A – key' });
  await kept(page);

  await open(page, 'fields?list=customer_level');
  const names = lists(page).getByTitle(/^Change Name of/);
  await expect(names).toHaveText(['A – key', 'B – normal', 'C – low priority']);
  await names.first().click();
  await lists(page).getByRole('textbox', { name: 'Name of A – key' }).fill('Gold 金');
  await page.keyboard.press('Enter');
  await expect(names.first()).toHaveText('Gold 金');
  await lists(page).getByRole('combobox', { name: 'Colour of A – key' }).selectOption({ label: 'Orange' });
  await lists(page).getByRole('button', { name: /^Move .* down$/ }).first().click();
  await expect(names).toHaveText(['B – normal', 'Gold 金', 'C – low priority']);
  await lists(page).getByRole('textbox', { name: 'New value' }).fill('Partner');
  await lists(page).getByRole('button', { name: 'Add value' }).click();
  await expect(names).toHaveText(['B – normal', 'Gold 金', 'C – low priority', 'Partner']);
  await lists(page).getByRole('button', { name: 'Retire Gold 金' }).click();
  await expect(lists(page).getByRole('button', { name: 'Bring back Gold 金' })).toBeVisible();

  await page.goto(address);
  await expect(level.locator('option:checked'), 'an old record still reads it').toHaveText('Gold 金 (retired)');
  await expect(level).toHaveAttribute('data-hue', 'orange');
  await level.selectOption({ label: 'Partner' });
  await expect(level.locator('option'), 'and it is not offered for others').toHaveText(['—', 'B – normal', 'C – low priority', 'Partner']);
  await open(page, 'fields?list=customer_level');
  await lists(page).getByRole('button', { name: 'Delete Partner' }).click();
  await expect(names).toHaveCount(3);
  await open(page, 'customers');
  await page.getByRole('main').getByRole('button', { name: 'Filter' }).first().click();
  const filter = page.getByRole('region', { name: 'Filter', exact: true });
  await filter.getByRole('button', { name: 'Add a condition' }).last().click();
  await filter.getByRole('combobox', { name: 'Field', exact: true }).selectOption('Level');
  await filter.getByRole('button', { name: 'Partner (retired)' }).click();
  await expect(listCount(page), 'who has it is still found by it').toHaveText('1 of 200');
  await page.goto(address);
  await expect(level.locator('option:checked'), 'a deleted value is read from the trash').toHaveText('Partner (retired)');
  await page.keyboard.press('Control+z');
  await expect(level.locator('option:checked')).toHaveText('Partner');
});

for (const scheme of ['light', 'dark'] as const) {
  for (const [device, viewport] of Object.entries({ desktop: { width: 1440, height: 900 }, phone: { width: 390, height: 844 } })) {
    test.describe(`${scheme}, ${device}`, () => {
      test.use({ colorScheme: scheme, viewport });
      test('fields and options can be used without seeing them, in both languages', async ({ page }) => {
        const violations = async () => (await new AxeBuilder({ page }).analyze()).violations.map(({ id, nodes }) => `${id} ${nodes[0]?.target.join(' ')}`);
        await open(page, 'fields?list=source');
        await addField(page, 'Roast', 'A list of its own', 'light\ndark');
        for (const [at, colour] of ['Grey', 'Red', 'Orange', 'Yellow', 'Green', 'Teal', 'Blue', 'Violet'].entries())
          await lists(page).getByRole('combobox', { name: /^Colour of/ }).nth(at).selectOption({ label: colour });
        await expect(lists(page).getByRole('combobox', { name: /^Colour of/ }).nth(7)).toHaveAttribute('data-hue', 'violet');
        expect(await violations()).toEqual([]);
        await page.getByRole('button', { name: 'Add a field' }).click();
        await expect(page.getByRole('dialog')).toBeVisible();
        expect(await violations()).toEqual([]);
        const width = await page.evaluate(() => [document.documentElement.scrollWidth, window.innerWidth]);
        expect(width[0]).toBeLessThanOrEqual(width[1] ?? 0);
        await speakChinese(page);
        await open(page, 'fields');
        await expect(page.getByRole('heading', { level: 1, name: '字段与选项' })).toBeVisible();
        await expect(page.getByRole('button', { name: '添加字段' })).toBeVisible();
        expect(await violations()).toEqual([]);
      });
    });
  }
}
