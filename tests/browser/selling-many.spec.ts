// Many records at once, and what hangs on them: lost with a reason, deleted with what goes along, and nothing that happened is typed over.
import { expect, test, type Page } from '@playwright/test';
import { goTo, listCount, open, rows, toast } from './app';
import { Person, SETTINGS } from './selling';

const [desk] = SETTINGS;
const person = (page: Page) => new Person(page, desk!.t, false);
const dialog = (page: Page, name: string | RegExp) => page.getByRole('dialog', { name });
const pickAll = (page: Page) => page.getByRole('checkbox', { name: 'Pick all that the list shows' }).check();
const picked = (page: Page, n: number) => page.getByRole('region', { name: `${n} picked` });

test.use({ viewport: { width: 1440, height: 900 } });

async function deals(page: Page) {
  await person(page).import('Opportunities', ['Name,Amount', 'Cups,100', 'Pots,200', 'Trays,300']);
  // Where they come without a pipeline, the page of deals begins one.
  await open(page, 'deals');
  await expect(page.getByRole('region', { name: 'Prospecting', exact: true }).getByRole('listitem')).toHaveCount(3);
}

test('many opportunities are lost for one reason, and come back in one step', async ({ page }) => {
  await deals(page);
  const stages = (name: string) => page.getByRole('region', { name, exact: true }).getByRole('listitem');
  await page.getByRole('navigation', { name: 'Views' }).getByRole('link', { name: 'Table' }).click();
  await expect(rows(page)).toHaveCount(3);
  await pickAll(page);
  const lose = async () => {
    await picked(page, 3).getByRole('button', { name: 'Change a field' }).click();
    const change = dialog(page, 'Change a field');
    await change.getByRole('combobox', { name: 'Field' }).selectOption('Stage');
    await person(page).choose(change.getByRole('combobox', { name: 'Value' }), 'Lost');
    await change.getByRole('button', { name: 'Change', exact: true }).click();
  };
  const losing = dialog(page, 'Lost: 3 opportunities');
  // Whoever thinks better of it changes nothing.
  await lose();
  await losing.getByRole('button', { name: 'Cancel' }).click();
  await expect(picked(page, 3)).toBeVisible();
  await lose();
  await losing.getByRole('button', { name: 'Lost', exact: true }).click();
  await expect(losing.getByText('Choose a reason.')).toBeVisible();
  await losing.getByLabel('Lost reason').first().selectOption('Price');
  await losing.getByRole('button', { name: 'Lost', exact: true }).click();
  await expect(losing).toBeHidden();
  await expect(toast(page, 'Lost 3 opportunities')).toBeVisible();
  await goTo(page, 'Deals');
  await expect(stages('Lost')).toHaveCount(3);
  await page.reload();
  await expect(stages('Lost')).toHaveCount(3);
  await page.keyboard.press('Control+z');
  await expect(stages('Prospecting')).toHaveCount(3);
  await expect(stages('Lost')).toHaveCount(0);
});

test('one that is lost where it stands beside the table asks for the reason, too', async ({ page }) => {
  await deals(page);
  await open(page, 'records?of=opportunity');
  await rows(page).getByRole('link', { name: 'Pots' }).click();
  const article = page.getByRole('article');
  await article.getByTitle('Change Stage').click();
  await person(page).choose(article.getByRole('combobox', { name: 'Stage', exact: true }), 'Lost');
  const losing = dialog(page, 'Lost: Pots');
  await losing.getByLabel('Lost reason').first().selectOption('Price');
  await losing.getByRole('button', { name: 'Lost', exact: true }).click();
  await expect(losing).toBeHidden();
  await expect(article.getByTitle('Change Stage')).toContainText('Lost');
  await expect(article.getByRole('combobox', { name: 'Lost reason' })).toHaveValue(/\d/);
  await page.keyboard.press('Control+z');
  await expect(article.getByTitle('Change Stage')).toContainText('Prospecting');
  // Where the work goes on, nothing is asked.
  await article.getByTitle('Change Stage').click();
  await person(page).choose(article.getByRole('combobox', { name: 'Stage', exact: true }), 'Proposal');
  await expect(toast(page, 'Moved 1 opportunity to another stage')).toBeVisible();
  await expect(article.getByTitle('Change Stage')).toContainText('Proposal');
});

test('the log of stages is read, and nobody writes it', async ({ page }) => {
  await deals(page);
  await page.getByLabel('Move Cups to').selectOption('Proposal');
  await expect(toast(page, 'Moved 1 opportunity to another stage')).toBeVisible();
  await open(page, 'records?of=stage_change');
  await expect(rows(page)).toHaveCount(4);
  await expect(page.getByRole('main').getByRole('button', { name: 'New stage change' })).toHaveCount(0);
  await pickAll(page);
  await expect(picked(page, 4)).toBeVisible();
  await expect(picked(page, 4).getByRole('button', { name: /Change|Delete/ })).toHaveCount(0);
  await page.getByRole('button', { name: 'Pick none' }).click();
  await rows(page).first().getByRole('link').first().click();
  const article = page.getByRole('article');
  await expect(article.getByText('The book writes this log by itself')).toBeVisible();
  await expect(article.getByTitle(/^Change /)).toHaveCount(0);
  await expect(article.getByRole('button', { name: /Delete|Duplicate/ })).toHaveCount(0);
});

test('products in use say where before many of them go', async ({ page }) => {
  const ann = person(page);
  await ann.import('Products', ['Name,Unit price', 'Tea,10', 'Cups,5', 'Trays,7']);
  await ann.import('Customers', ['Name', 'Acme']);
  await ann.import('Orders', [
    'Number,Customer,Date,Product,Quantity,Unit price', 'O-1,Acme,2026-01-05,Tea,1,10', 'O-1,Acme,2026-01-05,Cups,2,5', 'O-2,Acme,2026-01-06,Tea,3,10',
  ]);
  await open(page, 'records?of=product');
  await expect(rows(page)).toHaveCount(3);
  await pickAll(page);
  await picked(page, 3).getByRole('button', { name: 'Delete' }).click();
  const used = dialog(page, 'Still in use');
  await expect(used.getByText('2 products are named in:')).toBeVisible();
  await expect(used.getByRole('listitem')).toHaveText(['2 orders']);
  await used.getByRole('button', { name: 'Close' }).click();
  await expect(rows(page)).toHaveCount(3);
  await picked(page, 3).getByRole('button', { name: 'Delete' }).click();
  await used.getByRole('button', { name: 'Delete anyway' }).click();
  await expect(toast(page, 'Deleted 3 records')).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Nothing here yet' })).toBeVisible();
  await toast(page, 'Deleted 3 records').getByRole('button', { name: 'Undo' }).click();
  await expect(rows(page)).toHaveCount(3);
  // What nothing names goes at once.
  await rows(page).filter({ hasText: 'Trays' }).getByRole('checkbox').check();
  await picked(page, 1).getByRole('button', { name: 'Delete' }).click();
  await expect(toast(page, 'Deleted 1 record')).toBeVisible();
  await expect(used).toBeHidden();
  await expect(rows(page)).toHaveCount(2);
  // Not sold any more, and kept.
  await pickAll(page);
  await picked(page, 2).getByRole('button', { name: 'Delete' }).click();
  await used.getByRole('button', { name: 'Set inactive' }).click();
  await expect(toast(page, 'Changed active of 2 records')).toBeVisible();
  await expect(rows(page)).toHaveCount(2);
});

test('a customer who is deleted says what goes along, alone and with others, and one undo brings all of it back', async ({ page }) => {
  const ann = person(page);
  await ann.import('Customers', ['Name', 'Alder Ltd', 'Beech Ltd', 'Cedar Ltd']);
  await ann.import('Contacts', ['Name,Customer', 'Al,Alder Ltd', 'Bo,Beech Ltd']);
  await ann.import('Orders', ['Number,Customer,Date,Total', 'O-1,Alder Ltd,2026-01-05,100', 'O-2,Alder Ltd,2026-01-06,50', 'O-3,Beech Ltd,2026-01-07,70']);
  const orders = async (n: number) => {
    await open(page, 'records?of=order');
    await expect(listCount(page, 'Records')).toHaveText(n === 1 ? '1 record' : `${n} records`);
  };
  await open(page, 'customers');
  await rows(page).getByRole('link', { name: 'Alder Ltd' }).click();
  await page.getByRole('button', { name: 'Delete' }).click();
  await expect(toast(page, /Deleted 1 customer, and with it .*1 contact/)).toBeVisible();
  await expect(toast(page, /Deleted 1 customer, and with it .*2 orders/)).toBeVisible();
  await orders(1);
  await page.keyboard.press('Control+z');
  await expect(listCount(page, 'Records')).toHaveText('3 records');

  await open(page, 'customers');
  await expect(listCount(page)).toHaveText('3');
  await pickAll(page);
  await picked(page, 3).getByRole('button', { name: 'Delete' }).click();
  await expect(toast(page, /Deleted 3 customers, and with it .*2 contacts/)).toBeVisible();
  const told = toast(page, /Deleted 3 customers, and with it .*3 orders/);
  await told.getByRole('button', { name: 'Undo' }).click();
  await expect(listCount(page)).toHaveText('3');
  await orders(3);
  await open(page, 'records?of=contact');
  await expect(listCount(page, 'Records')).toHaveText('2 records');
});
