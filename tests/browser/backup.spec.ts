// The book in one file: saved, looked at, restored to the byte, taken back; and what is said of files that cannot be restored.
import { readFileSync } from 'node:fs';
import AxeBuilder from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';
import { chooseBackup, restoreBackup, saveBackup, wipe, type Backup } from './backup';
import { addSample, customersInBook, goTo, inFileDialog, listCount, open, rows, scored, speakChinese, toast, watch } from './app';
import { editFact, openCustomer } from './customer';

/** What the list shows: every name in its order. */
async function list(page: Page): Promise<string[]> {
  await open(page, 'customers');
  await scored(page);
  return rows(page).getByRole('link').allInnerTexts();
}

/** A row of the preview: in the backup, in the book now. */
async function row(page: Page, name: string): Promise<string[]> {
  const row = page.getByRole('dialog').getByRole('row').filter({ has: page.getByRole('rowheader', { name, exact: true }) });
  return row.getByRole('cell').allInnerTexts();
}

test('a book comes back from its backup into an empty browser, and gives the same file again', async ({ page }) => {
  const complaints = watch(page);
  await addSample(page, '200');
  const customer = await openCustomer(page);
  await editFact(page, 'WeChat', 'before-the-backup');
  const before = await list(page);
  const backup = await saveBackup(page);
  expect(backup.name).toMatch(/^rapport-\d{4}-\d{2}-\d{2}\.rapport$/);

  await wipe(page);
  expect(await customersInBook(page)).toBe(0);
  await expect(page.getByRole('alert').filter({ hasText: /This book held [\d,]+ records/ })).toBeVisible();
  await open(page, 'settings');
  const dialog = await chooseBackup(page, backup);
  await expect(dialog.getByText(backup.name)).toBeVisible();
  await expect.poll(() => row(page, 'Customers')).toEqual(['200', '0']);
  expect(await row(page, 'Operations in the history')).toEqual(['2', '0']);
  expect((await row(page, 'Newest change'))[1]).toBe('none');
  await dialog.getByRole('button', { name: 'Replace the book' }).click();
  await expect(toast(page, 'Restored a backup: 200 customers')).toBeVisible();

  expect(await list(page)).toEqual(before);
  await rows(page).getByRole('link', { name: customer, exact: true }).first().click();
  await expect(page.getByRole('button', { name: 'before-the-backup' })).toBeVisible();
  const again = await saveBackup(page);
  expect(again.bytes.equals(backup.bytes)).toBe(true);
  await page.reload();
  // The history came along: what was done before the backup can still be taken back.
  await page.getByRole('button', { name: /^Undo: Changed WeChat/ }).click();
  await expect(toast(page, 'Undid: Changed WeChat')).toBeVisible();
  expect(complaints).toEqual([]);
});

test('a restored book can be taken back, and brought again', async ({ page }) => {
  await addSample(page, '200');
  const backup = await saveBackup(page);
  await addSample(page, '200');
  expect(await customersInBook(page)).toBe(400);
  await open(page, 'settings');
  const dialog = await chooseBackup(page, backup);
  await expect.poll(() => row(page, 'Customers')).toEqual(['200', '400']);
  await expect(dialog.getByText('The book here has changes that are newer')).toBeVisible();
  await dialog.getByRole('button', { name: 'Replace the book' }).click();
  await toast(page, 'Restored a backup').getByRole('button', { name: 'Undo' }).click();
  await expect(toast(page, 'Undid: Restored a backup')).toBeVisible();
  expect(await customersInBook(page)).toBe(400);
  await page.keyboard.press('Control+Shift+Z');
  await expect(listCount(page)).toHaveText('200');
  await page.reload();
  await expect(listCount(page)).toHaveText('200');
  await page.keyboard.press('Control+Z');
  await expect(listCount(page)).toHaveText('400');
});

test('another tab shows the restored book without a reload and writes into it', async ({ page, context }) => {
  await addSample(page, '200');
  const backup = await saveBackup(page);
  await addSample(page, '200');
  const other = await context.newPage();
  expect(await customersInBook(other)).toBe(400);
  await restoreBackup(page, backup);
  await expect(listCount(other)).toHaveText('200');
  await openCustomer(other);
  await editFact(other, 'WeChat', 'after-the-restore');
  await page.goto(other.url());
  await expect(page.getByRole('button', { name: 'after-the-restore' })).toBeVisible();
});

test('closing the preview keeps the present book', async ({ page }) => {
  await addSample(page, '200');
  const backup = await saveBackup(page);
  const dialog = await chooseBackup(page, backup);
  await dialog.getByRole('button', { name: 'Keep the present book' }).click();
  await expect(dialog).toBeHidden();
  await chooseBackup(page, backup);
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  expect(await customersInBook(page)).toBe(200);
});

test('files that cannot be restored are named, and the book stays', async ({ page }) => {
  await addSample(page, '200');
  const backup = await saveBackup(page);
  const with_ = (change: (bytes: Buffer) => Buffer): Backup => ({ ...backup, bytes: change(Buffer.from(backup.bytes)) });
  const altered = (at: number) => with_((bytes) => (bytes.writeUInt8(bytes[at] ^ 1, at), bytes));
  const wrong: [Backup, RegExp][] = [
    [{ name: 'empty.rapport', bytes: Buffer.alloc(0) }, /The file is empty/],
    [{ name: 'customers.csv', bytes: Buffer.from('customer,date,amount\n') }, /not a backup of Rapport/],
    [with_((bytes) => bytes.subarray(0, bytes.length >> 1)), /ends too early/],
    [with_((bytes) => bytes.subarray(0, 15)), /ends too early/],
    [altered(backup.bytes.length >> 1), /The file is damaged: after [\d.]+ k?B/],
    [altered(backup.bytes.length - 1), /The file is damaged/],
    [altered(9), /The file is damaged/],
  ];
  const dialog = page.getByRole('dialog', { name: 'Restore a backup' });
  for (const [file, words] of wrong) {
    await chooseBackup(page, file);
    await expect(dialog.getByRole('alert')).toContainText(words);
    await expect(dialog.getByRole('alert')).toContainText(`${file.name} was not restored. The book is as it was.`);
    await page.keyboard.press('Escape');
  }
  expect(await customersInBook(page)).toBe(200);
});

test('photos and files are in it, too', async ({ page }) => {
  const plan = Buffer.from('%PDF-1.4 the plan of the shop');
  await addSample(page, '200');
  await openCustomer(page);
  await page.keyboard.press('l');
  const form = page.getByRole('dialog', { name: 'Log a conversation' });
  await form.getByRole('textbox', { name: 'What was said' }).fill('sent the plan');
  await inFileDialog(page, { name: 'plan.pdf', mimeType: 'application/pdf', buffer: plan }, () =>
    form.getByRole('button', { name: 'File', exact: true }).click(),
  );
  await expect(form.getByRole('button', { name: 'Take out plan.pdf' })).toBeVisible();
  await form.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(toast(page, 'Logged a conversation')).toBeVisible();
  const backup = await saveBackup(page);
  expect(backup.bytes.subarray(-plan.length).equals(plan), 'the file stands at the end, as it is').toBe(true);

  await wipe(page);
  await open(page, 'settings');
  const spoilt = Buffer.from(backup.bytes);
  spoilt.writeUInt8(spoilt[spoilt.length - 1] ^ 1, spoilt.length - 1);
  const dialog = await chooseBackup(page, { ...backup, bytes: spoilt });
  await expect(dialog.getByRole('alert')).toContainText(/The file is damaged/);
  await page.keyboard.press('Escape');
  await chooseBackup(page, backup);
  await expect.poll(() => row(page, 'Photos and files')).toEqual(['1', '0']);
  await dialog.getByRole('button', { name: 'Replace the book' }).click();
  await expect(toast(page, 'Restored a backup')).toBeVisible({ timeout: 30_000 });

  await open(page, 'records?of=activity');
  await rows(page).filter({ hasText: 'sent the plan' }).getByRole('link').click();
  await page.getByRole('button', { name: 'Show plan.pdf' }).click();
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save as a file' }).click();
  expect(readFileSync(await (await download).path()).equals(plan)).toBe(true);
  expect((await saveBackup(page)).bytes.equals(backup.bytes), 'the same file again').toBe(true);
});

test('both can be called by name from anywhere', async ({ page }) => {
  await addSample(page, '200');
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('combobox', { name: 'Search and commands' })).toBeFocused();
  await page.keyboard.type('save a backup');
  await expect(page.getByRole('option', { name: /Save a backup/ })).toBeVisible();
  const download = page.waitForEvent('download');
  await page.keyboard.press('Enter');
  expect((await download).suggestedFilename()).toMatch(/\.rapport$/);
  await expect(page.getByRole('heading', { level: 1, name: 'Settings' })).toBeVisible();
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('combobox', { name: 'Search and commands' })).toBeFocused();
  await page.keyboard.type('huifu');
  await expect(page.getByRole('option', { name: /Restore a backup/ })).toBeVisible();
});

test('it is worded in Chinese, too', async ({ page }) => {
  await addSample(page, '200');
  const backup = await saveBackup(page);
  await speakChinese(page);
  const choose = async (file: Backup) => {
    const chosen = { name: file.name, mimeType: 'text/plain', buffer: file.bytes };
    await inFileDialog(page, chosen, () => page.getByRole('button', { name: '恢复备份' }).click());
    return page.getByRole('dialog', { name: '恢复备份' });
  };
  const dialog = await choose({ name: '客户.csv', bytes: Buffer.from('客户,日期,金额\n') });
  await expect(dialog.getByRole('alert')).toContainText('这不是 Rapport 的备份');
  await page.keyboard.press('Escape');
  await choose(backup);
  await dialog.getByRole('button', { name: '替换客户册' }).click();
  await expect(toast(page, '恢复了备份：200 位客户')).toBeVisible();
});

for (const colorScheme of ['light', 'dark'] as const) {
  for (const [device, viewport] of Object.entries({ desktop: { width: 1440, height: 900 }, phone: { width: 390, height: 844 } })) {
    test.describe(`${colorScheme}, ${device}`, () => {
      test.use({ colorScheme, viewport });
      test('preview and refusal can be used without seeing them', async ({ page }) => {
        const violations = async () => (await new AxeBuilder({ page }).analyze()).violations.map(({ id, nodes }) => `${id} at ${nodes[0]?.target.join(' ')}`);
        await addSample(page, '200');
        const backup = await saveBackup(page);
        const dialog = await chooseBackup(page, backup);
        await expect(dialog.getByRole('table')).toBeVisible();
        expect.soft(await violations(), 'preview').toEqual([]);
        await page.keyboard.press('Escape');
        await chooseBackup(page, { ...backup, bytes: backup.bytes.subarray(0, 100) });
        await expect(dialog.getByRole('alert')).toBeVisible();
        expect.soft(await violations(), 'refusal').toEqual([]);
      });
    });
  }
}

/** Lets days go by for what this browser remembers of backups, and opens the list again. */
async function daysLater(page: Page, days: number) {
  await page.evaluate((days) => {
    const known = JSON.parse(localStorage.getItem('rapport.backup') ?? '{}') as Record<string, number>;
    for (const [name, at] of Object.entries(known)) if (name !== 'bytes' && at > 0) known[name] = at - days * 24 * 3600 * 1000;
    localStorage.setItem('rapport.backup', JSON.stringify(known));
  }, days);
  await open(page, 'customers');
  await scored(page);
}

test('a reminder comes when the last backup is old and the book has changed since', async ({ page }) => {
  const reminder = page.getByRole('status').filter({ has: page.getByRole('button', { name: 'Later' }) });
  await addSample(page, '200');
  await daysLater(page, 40);
  await expect(reminder).toBeHidden();
  // Data of one's own, but only since today.
  await page.getByRole('button', { name: 'New customer' }).click();
  await page.getByRole('textbox', { name: 'Name' }).fill('Lin & Daughters');
  await page.keyboard.press('Enter');
  await expect(toast(page, 'Added customer')).toBeVisible();
  await daysLater(page, 13);
  await expect(reminder).toBeHidden();
  await daysLater(page, 2);
  await expect(reminder).toContainText('There is no backup of this book yet');
  await reminder.getByRole('button', { name: 'Later' }).click();
  await expect(reminder).toBeHidden();
  await daysLater(page, 6);
  await expect(reminder).toBeHidden();
  await daysLater(page, 2);
  await reminder.getByRole('link', { name: 'Back up' }).click();
  await saveBackup(page);
  await expect(reminder).toBeHidden();
  // Nothing changed since, however long ago.
  await page.clock.setFixedTime(Date.now() + 200 * 24 * 3600 * 1000);
  await open(page, 'customers');
  await scored(page);
  await expect(reminder).toBeHidden();
  await addSample(page, '200');
  await expect(reminder).toContainText('The last backup is of');
});

test('the command of the palette asks for the file from whichever page, and the book is restored', async ({ page }) => {
  await addSample(page, '200');
  const backup = await saveBackup(page);
  await addSample(page, '200');
  const palette = page.getByRole('dialog', { name: 'Search and commands' });
  const find = async () => {
    await page.keyboard.press('Control+k');
    await palette.getByRole('combobox').fill('restore');
    await expect(palette.getByRole('option').first()).toContainText('Restore a backup');
  };
  const restore = async () => {
    const chosen = { name: backup.name, mimeType: 'application/octet-stream', buffer: backup.bytes };
    await inFileDialog(page, chosen, () => page.keyboard.press('Enter'));
    const dialog = page.getByRole('dialog', { name: 'Restore a backup' });
    await dialog.getByRole('button', { name: 'Replace the book' }).click();
    await expect(toast(page, 'Restored a backup: 200 customers').last()).toBeVisible();
    await expect(dialog).toBeHidden();
  };
  for (const from of ['customers', 'settings']) {
    await open(page, from);
    await find();
    await restore();
  }
  // The page that has the command comes while the palette lists the general one.
  await goTo(page, 'Customers');
  await find();
  await page.goBack();
  await expect(page.getByRole('heading', { level: 1, name: 'Settings', exact: true })).toBeVisible();
  await restore();
  expect(await customersInBook(page)).toBe(200);
});
