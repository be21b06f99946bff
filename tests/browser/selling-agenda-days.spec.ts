// Whole days where clocks are far from Greenwich's, and days that hold more than a month or a week has room for.
import { expect, test, type Page } from '@playwright/test';
import { open, rows, toast } from './app';

test.use({ timezoneId: 'Asia/Shanghai' });

async function plan(page: Page, text: string) {
  await page.getByRole('textbox', { name: 'What is to be done, and when' }).fill(text);
  await page.keyboard.press('Enter');
  await expect(toast(page, 'Added task')).toBeVisible();
}

test('a whole day is put off by an hour, and is read and typed as a day', async ({ page }) => {
  await page.clock.setFixedTime(new Date('2027-03-10T10:00:00+08:00'));
  await open(page, 'agenda');
  await plan(page, 'Letter 2027-03-10');
  const line = page.getByRole('listitem').filter({ has: page.getByRole('link', { name: 'Letter', exact: true }) });
  await page.getByRole('button', { name: 'Put off: Letter' }).click();
  await page.getByRole('dialog', { name: 'Put off' }).getByRole('button', { name: '1 hour' }).click();
  await expect(toast(page, 'Put off 1 task')).toBeVisible();
  await expect(line).toContainText('put off');
  await line.getByRole('link', { name: 'Letter', exact: true }).click();
  await page.getByRole('dialog', { name: 'Agenda' }).getByRole('button', { name: 'All fields' }).click();
  const due = page.getByTitle('Change Due', { exact: true });
  await expect(due).toContainText('10');
  // Noon in Greenwich is eight in the evening here: no such time is said.
  await expect(due).not.toContainText(/20:00|8:00/);
  await due.click();
  const input = page.getByLabel('Due', { exact: true });
  await input.fill('2027-03-11');
  await input.press('Enter');
  await expect(toast(page, 'Changed due')).toBeVisible();
  await expect(due).toContainText('11');
  // So it is in the list of all tasks.
  await open(page, 'records?of=task');
  await expect(rows(page).filter({ hasText: 'Letter' })).toContainText('11');
  await expect(rows(page).filter({ hasText: 'Letter' })).not.toContainText(/20:00|8:00/);
  await page.goto('agenda');
  await expect(page.locator('section').filter({ has: page.getByRole('heading', { level: 2, name: /^Tomorrow / }) })).toContainText('Letter');
});

test('a day that holds more than its cell says how much, and the day itself shows it', async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 800 });
  await open(page, 'agenda?view=month&day=2027-03-10');
  for (const n of [1, 2, 3, 4, 5]) await plan(page, `Call${n} 2027-03-10 1${n}:00`);
  await plan(page, 'Last 2027-03-31 10:00');
  await expect(page.getByRole('link', { name: /Call/ })).toHaveCount(3);
  await expect(page.getByRole('link', { name: /Last/ })).toBeVisible();
  await page.getByRole('link', { name: '2 more', exact: true }).click();
  await expect(page.getByRole('link', { name: /Call/ })).toHaveCount(5);
});
