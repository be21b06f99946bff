// What the site opens with, and what is told on every page of what is new.
import { expect, test, type Page } from '@playwright/test';
import { open, ROOT, shown, toast } from './app';

const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name, exact: true });
const begins = (page: Page) => page.getByRole('group', { name: 'Begin with' });

async function plan(page: Page, text: string) {
  await open(page, 'agenda');
  await page.getByRole('textbox', { name: 'What is to be done, and when' }).fill(text);
  await page.keyboard.press('Enter');
  await expect(toast(page, 'Added task')).toBeVisible();
}

test('who only keeps customers begins with them; who plans begins with today, unless they chose otherwise', async ({ page }) => {
  await page.goto(ROOT);
  await shown(page);
  await expect(heading(page, 'Customers')).toBeVisible();
  await plan(page, 'Call Li tomorrow 15:00');
  await open(page, 'settings');
  // It is found out a moment after the book is open.
  await expect(begins(page).getByRole('radio', { name: 'Today' })).toBeChecked({ timeout: 20_000 });
  await page.goto(ROOT);
  await shown(page);
  await expect(heading(page, 'Today')).toBeVisible();
  await expect(page).toHaveURL(/today$/);
  await open(page, 'settings');
  await begins(page).getByRole('radio', { name: 'Customers' }).check();
  await page.goto(ROOT);
  await shown(page);
  await expect(heading(page, 'Customers')).toBeVisible();
  await page.reload();
  await shown(page);
  await expect(heading(page, 'Customers')).toBeVisible();
});

test('a phone’s bar begins with today', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await open(page, 'customers');
  await expect(page.getByRole('navigation', { name: 'Sections' }).getByRole('link').first()).toHaveText('Today');
});

test('a large deal is told on Today and beside the section until it was seen', async ({ page }) => {
  await open(page, 'deals');
  await page.getByRole('button', { name: 'New opportunity', exact: true }).first().click();
  const form = page.getByRole('dialog', { name: 'New opportunity' });
  await form.getByLabel('Name').first().fill('Teapots');
  await form.getByLabel('Amount', { exact: true }).first().fill('900');
  await form.getByRole('button', { name: 'Add', exact: true }).click();
  await page.getByRole('link', { name: 'Close' }).click();
  await page.getByRole('button', { name: 'Large deals' }).click();
  const rule = page.getByRole('dialog', { name: 'Large deals' });
  await rule.getByLabel('Amount from').first().fill('200');
  await rule.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText(/^1 large deal:/)).toBeVisible();

  await open(page, 'today');
  await expect(page.getByText(/^1 large deal:/)).toBeVisible();
  const section = page.getByRole('link', { name: 'Deals', exact: true }).first();
  await expect(section.locator('.nav-count')).toHaveText('1', { timeout: 20_000 });
  await expect(section).toHaveAccessibleDescription(/^1 /);
  await page.getByRole('button', { name: 'Seen' }).click();
  await expect(page.getByText(/^1 large deal:/)).toBeHidden();
  await expect(section.locator('.nav-count')).toHaveCount(0);
});
