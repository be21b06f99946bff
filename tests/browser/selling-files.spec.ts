// Photos and files that come late, and those that nothing refers to any more.
import { expect, test } from '@playwright/test';
import { addSample, open, toast } from './app';
import { openCustomer } from './customer';
import { Disk } from './disk';
import { choose, chooseLate, filesKept, LATE_PHOTO, LATE_PLACE, longAgo, PNG } from './photos';

test('a photo that comes after the composer was closed changes nothing', async ({ page }) => {
  await page.addInitScript(LATE_PHOTO);
  const problems: string[] = [];
  page.on('pageerror', (problem) => problems.push(problem.message));
  await addSample(page, '200');
  await openCustomer(page);
  await page.keyboard.press('l');
  const form = page.getByRole('dialog', { name: 'Log a conversation' });
  await chooseLate(page);
  await form.getByRole('button', { name: 'Cancel', exact: true }).click();
  await expect(form).toHaveCount(0);
  await page.evaluate('readPhoto()');
  // A second one goes through the same hands after the first.
  await page.keyboard.press('l');
  await choose(page, 'Photo', [{ name: 'window.png', mimeType: 'image/png', buffer: PNG }]);
  await expect(form.getByRole('button', { name: 'Take out window.png' })).toBeVisible();
  await expect.poll(() => filesKept(page)).toBe(2);
  await expect(form.getByRole('button', { name: 'Take out door.jpg' })).toHaveCount(0);
  await form.getByRole('textbox', { name: 'Outcome' }).fill('all is well');
  await form.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(toast(page, 'Logged a conversation')).toBeVisible();
  expect(problems).toEqual([]);
});

test('what nothing refers to any more makes room for what is new', async ({ page }) => {
  const disk = await Disk.of(page);
  await addSample(page, '200');
  await openCustomer(page);
  await page.keyboard.press('l');
  const form = page.getByRole('dialog', { name: 'Log a conversation' });
  const film = (name: string) => choose(page, 'File', [{ name, mimeType: 'video/mp4', buffer: Buffer.alloc(3 << 20, name) }]);
  await film('old.mp4');
  await form.getByRole('button', { name: 'Take out old.mp4' }).click();
  await disk.fill();
  // Not yet thirty days ago: what was given up may still be wanted.
  await film('new.mp4');
  await expect(form.getByText(/^new\.mp4: Not enough room/)).toBeVisible();
  expect(await filesKept(page)).toBe(1);
  await disk.clear();
  await page.evaluate(longAgo);
  await disk.fill();
  await film('new.mp4');
  await expect.poll(() => filesKept(page), 'room was made').toBe(0);
  await expect(form.getByText('Keeping the files …')).toHaveCount(0);
  await disk.clear();
  await film('new.mp4');
  await expect(form.getByRole('button', { name: 'Take out new.mp4' })).toBeVisible();
});

test('a check-in waits for its photo, too', async ({ page }) => {
  await page.addInitScript(LATE_PLACE);
  await page.addInitScript(LATE_PHOTO);
  await addSample(page, '200');
  await open(page, 'field');
  const form = page.getByRole('dialog', { name: 'Check in' });
  await page.getByRole('button', { name: 'Check in', exact: true }).click();
  await form.getByRole('group', { name: 'Talked with lately' }).getByRole('button').first().click();
  await form.getByRole('textbox', { name: 'Note' }).fill('with its photo');
  await form.getByRole('button', { name: 'Check in', exact: true }).click();
  await expect(form.getByText('Finding out where you are; then it is checked in …')).toBeVisible();
  // While the place is found out.
  await chooseLate(page);
  await page.evaluate('tellPlace()');
  await expect(form.getByText('You are at 31.230400,121.473700, to within 12 m.')).toBeVisible();
  await page.evaluate('readPhoto()');
  await expect(form).toHaveCount(0);
  const made = page.getByRole('region', { name: 'Check-ins' }).getByRole('listitem').filter({ hasText: 'with its photo' });
  await expect(made).toContainText('to within 12 m');
  await expect(made.getByRole('button', { name: 'Show door.jpg' })).toBeVisible();
});
