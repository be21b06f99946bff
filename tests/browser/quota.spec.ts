// The disk is full: nothing that was saved is lost, nothing is half done, what was typed stays where it is, and the page says what to do. Once there is room
// the same act succeeds.
import { expect, test } from '@playwright/test';
import { addSample, CDNOW, chooseFile, customersInBook, listCount, open, ROOT, rows, speakChinese, toast } from './app';
import { chooseBackup, saveBackup } from './backup';
import { editFact, openCustomer } from './customer';
import { Disk, stored } from './disk';

const NO_ROOM = /^Not enough room: .* needed, and this device or this browser has no more for Rapport\. Nothing was changed\. Free some disk space and try again\./;

test('an edit, a note and a new customer wait where they were typed', async ({ page }) => {
  const disk = await Disk.of(page);
  await addSample(page, '200');
  const name = await openCustomer(page);
  await editFact(page, 'WeChat', 'saved-before');
  await disk.fill();
  const problem = page.locator('.toast').filter({ hasText: NO_ROOM });
  const dismiss = async () => {
    await expect(problem).toBeVisible();
    await problem.getByRole('button', { name: 'Dismiss' }).click();
    await expect(problem).toBeHidden();
  };

  const wechat = page.getByRole('textbox', { name: 'WeChat' });
  await page.getByTitle('Change WeChat').click();
  await wechat.fill('no-room-for-this');
  await wechat.press('Enter');
  await dismiss();
  await expect(wechat).toHaveValue('no-room-for-this');

  // Leaving the fact does not try again and complain again; it stays open.
  await page.getByRole('button', { name: 'Note', exact: true }).click();
  const note = page.getByRole('textbox', { name: 'Note' });
  const save = page.getByRole('button', { name: 'Save', exact: true });
  await note.fill('asked for a window seat');
  await save.click();
  await dismiss();
  await expect(note).toHaveValue('asked for a window seat');

  await disk.clear();
  await save.click();
  await expect(page.getByText('asked for a window seat')).toBeVisible();
  await expect(note).toBeHidden();
  await wechat.press('Enter');
  await expect(page.getByRole('button', { name: 'no-room-for-this' })).toBeVisible();

  await disk.fill();
  await page.keyboard.press('Control+z');
  await dismiss();
  await expect(page.getByRole('button', { name: 'no-room-for-this' })).toBeVisible();
  await open(page, 'customers');
  await page.getByRole('button', { name: 'New customer' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'Name' }).fill('Lin & Daughters');
  await dialog.getByRole('button', { name: 'Add', exact: true }).click();
  // What stands behind the dialog could not be dismissed.
  const within = dialog.locator('.toast').filter({ hasText: NO_ROOM });
  await expect(within).toBeVisible();
  await within.getByRole('button', { name: 'Dismiss' }).click();
  await expect(problem).toHaveCount(0);
  await expect(dialog.getByRole('textbox', { name: 'Name' })).toHaveValue('Lin & Daughters');
  await disk.clear();
  await dialog.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Lin & Daughters', exact: true }).first()).toBeVisible();

  await page.reload();
  expect(await customersInBook(page)).toBe(201);
  await openCustomer(page);
  await page.getByRole('heading', { name, exact: true }).first().waitFor();
  await expect(page.getByRole('button', { name: 'no-room-for-this' })).toBeVisible();
  await expect(page.getByText('asked for a window seat')).toHaveCount(1);
});

test('sample data that do not fit leave nothing behind, and come once there is room', async ({ page }) => {
  // Room for some of their segments, so that the end comes in the middle.
  const disk = await Disk.of(page, 6 << 20);
  await open(page, 'import');
  const add = page.getByRole('main').getByRole('button', { name: '100,000 customers' });
  await add.click();
  await expect(page.getByText(NO_ROOM)).toBeVisible({ timeout: 30_000 });
  expect(await stored(page, 'segments')).toBe(0);
  expect(await stored(page, 'log')).toBe(0);
  await disk.clear();
  await add.click();
  await expect(page.getByText('Sample data added')).toBeVisible({ timeout: 60_000 });
  expect(await customersInBook(page)).toBe(100_000);
  await page.reload();
  await expect(listCount(page)).toHaveText('100,000');
});

test('an import that does not fit changes nothing and can be tried again from where it stands', async ({ page }) => {
  const disk = await Disk.of(page);
  await addSample(page, '200');
  await open(page, 'import');
  await chooseFile(page, CDNOW);
  await page.getByRole('button', { name: 'Check the whole file' }).click();
  const start = page.getByRole('main').getByRole('button', { name: 'Import', exact: true });
  await expect(start).toBeVisible();
  const before = await stored(page, 'segments');
  await disk.fill();
  await start.click();
  await expect(page.getByText(NO_ROOM)).toBeVisible();
  expect(await stored(page, 'segments')).toBe(before);
  await disk.clear();
  await start.click();
  await expect(page.getByRole('heading', { name: 'Imported' })).toBeVisible({ timeout: 30_000 });
  expect(await customersInBook(page)).toBe(2_557);
});

test('a backup that does not fit leaves the book as it was', async ({ page }) => {
  const disk = await Disk.of(page);
  await addSample(page, '5,000');
  const backup = await saveBackup(page);
  await addSample(page, '200');
  await open(page, 'settings');
  const dialog = await chooseBackup(page, backup);
  const before = await stored(page, 'segments');
  await disk.fill();
  const replace = dialog.getByRole('button', { name: 'Replace the book' });
  await replace.click();
  await expect(page.getByText(NO_ROOM)).toBeVisible();
  expect(await stored(page, 'segments')).toBe(before);
  await page.keyboard.press('Escape');
  expect(await customersInBook(page)).toBe(5_200);
  await disk.clear();
  await open(page, 'settings');
  await (await chooseBackup(page, backup)).getByRole('button', { name: 'Replace the book' }).click();
  await expect(toast(page, 'Restored a backup')).toBeVisible();
  expect(await customersInBook(page)).toBe(5_000);
});

test('a book can be read while the disk is full', async ({ page }) => {
  const disk = await Disk.of(page);
  await addSample(page, '200');
  await disk.fill();
  await open(page, 'customers');
  await expect(listCount(page)).toHaveText('200');
  await expect(rows(page).first()).toBeVisible();
});

test('a first visit that finds no room says so, and begins once there is some', async ({ page }) => {
  const disk = await Disk.of(page, 1);
  await page.goto(ROOT);
  await expect(page.getByRole('alert').filter({ hasText: 'Not enough room' })).toBeVisible();
  await disk.clear();
  await page.reload();
  await expect(page.getByRole('heading', { name: 'Your customer book is empty' })).toBeVisible();
  await addSample(page, '200');
  expect(await customersInBook(page)).toBe(200);
});

test('it is worded in Chinese, too', async ({ page }) => {
  const disk = await Disk.of(page);
  await addSample(page, '200');
  await speakChinese(page);
  await disk.fill();
  await page.getByRole('radio', { name: 'English' }).waitFor();
  await page.goto(page.url().replace('settings', 'import'));
  await page.getByRole('main').getByRole('button', { name: /^200 / }).click();
  await expect(page.getByText(/空间不够.*数据没有变动。清理磁盘后再试。/)).toBeVisible();
});
