// Several pipelines: figures say of which they are, the rule for large deals knows them all, and a lead begins in the one that is chosen.
import { expect, test, type Page } from '@playwright/test';
import { addDeal, goTo, open, toast } from './app';

/** Adds a pipeline beside the first one; the board shows it. */
async function addPartners(page: Page) {
  await page.getByRole('button', { name: 'Stages', exact: true }).click();
  await page.getByRole('dialog', { name: 'Stages of Sales' }).getByRole('button', { name: 'New pipeline' }).click();
  const making = page.getByRole('dialog', { name: 'New pipeline' });
  await making.getByLabel('Name').first().fill('Partners');
  await making.getByRole('button', { name: 'Save' }).click();
  await expect(making).toBeHidden();
  // The board is the new one.
  await expect(page.getByRole('combobox', { name: 'Pipeline', exact: true }).locator('option:checked')).toHaveText('Partners');
}

test('of several pipelines each figure says which it is of, and a large deal may begin in any', async ({ page }) => {
  await open(page, 'deals');
  await addDeal(page, 'Cups', '100');
  const views = page.getByRole('navigation', { name: 'Views' });
  await views.getByRole('link', { name: 'Forecast' }).click();
  await expect(page.getByRole('heading', { level: 2, name: 'What is to come', exact: true })).toBeVisible();
  await views.getByRole('link', { name: 'Board' }).click();
  await addPartners(page);
  await addDeal(page, 'Kettles', '300');
  const pipeline = page.getByRole('combobox', { name: 'Pipeline', exact: true });
  await views.getByRole('link', { name: 'Forecast' }).click();
  await expect(page.getByRole('heading', { level: 2, name: 'What is to come · Partners', exact: true })).toBeVisible();
  await pipeline.selectOption('Sales');
  await expect(page.getByRole('heading', { level: 2, name: 'What is to come · Sales', exact: true })).toBeVisible();
  await views.getByRole('link', { name: 'Funnel' }).click();
  await expect(page.getByRole('heading', { level: 2, name: 'How far they come · Sales', exact: true })).toBeVisible();

  await page.getByRole('button', { name: 'Large deals', exact: true }).click();
  const rule = page.getByRole('dialog', { name: 'Large deals' });
  const stage = rule.getByLabel('From stage');
  const proposal = (await rule.locator('optgroup[label="Partners"] option', { hasText: 'Proposal' }).getAttribute('value')) ?? '';
  await stage.selectOption(proposal);
  await rule.getByLabel('Amount from').first().fill('-5');
  await rule.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText(/a large deal cannot begin below 0/).first()).toBeVisible();
  await rule.getByLabel('Amount from').first().fill('50');
  await rule.getByRole('button', { name: 'Save' }).click();
  await expect(rule).toBeHidden();
  await page.getByRole('button', { name: 'Large deals', exact: true }).click();
  await expect(stage).toHaveValue(proposal);
});

test('a lead that is a business alone becomes no contact, and its opportunity begins where it is wanted', async ({ page }) => {
  await open(page, 'deals');
  await addDeal(page, 'Cups', '100');
  await addPartners(page);
  await goTo(page, 'Leads');
  await page.getByRole('textbox', { name: 'New lead in one line' }).fill('Riverside Trading Ltd');
  await page.getByRole('textbox', { name: 'New lead in one line' }).press('Enter');
  const who = page.getByRole('dialog', { name: 'Who are you?' });
  await who.getByRole('textbox', { name: 'Your name' }).fill('Mo');
  await who.getByRole('button', { name: 'Add me' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Riverside Trading Ltd' })).toBeVisible();
  await page.getByRole('article').getByRole('button', { name: 'Convert' }).click();
  const dialog = page.getByRole('dialog', { name: 'Convert the lead' });
  await expect(dialog.getByRole('checkbox', { name: 'Contact Riverside Trading Ltd' })).not.toBeChecked();
  await dialog.getByLabel('Pipeline').selectOption('Partners');
  await dialog.getByRole('button', { name: 'Convert' }).click();
  await expect(toast(page, 'Converted a lead')).toBeVisible();
  await goTo(page, 'Deals');
  await page.getByRole('combobox', { name: 'Pipeline', exact: true }).selectOption('Partners');
  await expect(page.getByRole('region', { name: 'Prospecting', exact: true }).getByRole('link', { name: 'Riverside Trading Ltd', exact: true }).first()).toBeVisible();
});

test('whatever the board shows, an opportunity goes through the stages of its own pipeline', async ({ page }) => {
  await open(page, 'deals');
  await addDeal(page, 'Cups', '100');
  await addPartners(page);
  await addDeal(page, 'Kettles', '300');
  const pipeline = page.getByRole('combobox', { name: 'Pipeline', exact: true });
  const here = page.getByRole('region', { name: 'Prospecting', exact: true });
  const link = (await here.getByRole('link', { name: 'Kettles', exact: true }).getAttribute('href')) ?? '';
  const id = new URL(link, page.url()).searchParams.get('id') ?? '';
  // As other pages link to it: of the pipeline nothing is said, so the board is the first one's.
  await open(page, `deals?id=${id}`);
  await expect(pipeline.locator('option:checked')).toHaveText('Sales');
  const stage = page.getByRole('article').getByRole('combobox', { name: 'Move Kettles to', exact: true });
  await expect(stage.locator('option:checked')).toHaveText('Prospecting');
  await stage.selectOption('Proposal');
  await expect(toast(page, 'Moved 1 opportunity to another stage')).toBeVisible();
  await expect(stage.locator('option:checked')).toHaveText('Proposal');
  await pipeline.selectOption('Partners');
  await expect(page.getByRole('region', { name: 'Proposal', exact: true }).getByRole('link', { name: 'Kettles', exact: true })).toBeVisible();
});
