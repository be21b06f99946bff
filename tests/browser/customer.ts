// What a person does on a customer's page.
import { expect, type Page } from '@playwright/test';
import { open, rows, scored } from './app';

/** Opens the first customer of the list; its name. */
export async function openCustomer(page: Page, nth = 0): Promise<string> {
  if (!/customers(\?(?!.*id=).*)?$/.test(page.url())) await open(page, 'customers');
  await scored(page);
  const link = rows(page).nth(nth).getByRole('link');
  const name = ((await link.textContent()) ?? '').trim();
  await link.click();
  await expect(page).toHaveURL(/customers\?.*id=[0-9a-f]{32}/);
  await expect(page.getByRole('heading', { name, exact: true }).first()).toBeVisible();
  return name;
}

/** Opens the input of a fact that is not known yet. */
export async function askFact(page: Page, name: string) {
  const facts = page.getByRole('region', { name: 'Facts' });
  const more = facts.locator('details.add-facts');
  await expect(more).toBeVisible();
  if ((await more.getAttribute('open')) === null) await more.locator('summary').click();
  await more.getByRole('button', { name, exact: true }).click();
}

/** Writes a fact in place, or adds it where it is not known yet; `shown` is how it reads then. */
export async function editFact(page: Page, label: string, text: string, shown = text) {
  const known = page.getByTitle(`Change ${label}`);
  const facts = page.getByRole('region', { name: 'Facts' });
  await expect(facts).toBeVisible();
  if (await known.isVisible()) await known.click();
  else await askFact(page, label);
  await page.getByRole('textbox', { name: label }).fill(text);
  await page.getByRole('textbox', { name: label }).press('Enter');
  await expect(page.getByRole('button', { name: shown, exact: true })).toBeVisible();
}

/** Writes a note in two taps: the button, the words, Save. */
export async function addNote(page: Page, text: string) {
  await page.getByRole('button', { name: 'Note', exact: true }).click();
  await page.getByRole('textbox', { name: 'Note' }).fill(text);
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByText(text)).toBeVisible();
}
