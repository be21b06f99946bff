// Saving and restoring a backup, as a person does on the settings page.
import { readFileSync } from 'node:fs';
import { expect, type Locator, type Page } from '@playwright/test';
import { inFileDialog, open, toast } from './app';

export interface Backup {
  name: string;
  bytes: Buffer;
}

/** Saves a backup and gives the file. */
export async function saveBackup(page: Page): Promise<Backup> {
  await open(page, 'settings');
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save a backup' }).click();
  const file = await download;
  await expect(toast(page, 'Backup saved')).toBeVisible();
  return { name: file.suggestedFilename(), bytes: readFileSync(await file.path()) };
}

/** Chooses a file to restore; gives the dialog that looks at it. */
export async function chooseBackup(page: Page, { name, bytes }: Backup): Promise<Locator> {
  const file = { name, mimeType: 'application/octet-stream', buffer: bytes };
  await inFileDialog(page, file, () => page.getByRole('button', { name: 'Restore a backup' }).click());
  return page.getByRole('dialog', { name: 'Restore a backup' });
}

/** Restores a backup and waits until it is done. */
export async function restoreBackup(page: Page, backup: Backup) {
  await open(page, 'settings');
  const dialog = await chooseBackup(page, backup);
  await dialog.getByRole('button', { name: 'Replace the book' }).click();
  await expect(toast(page, 'Restored a backup')).toBeVisible({ timeout: 30_000 });
  await expect(dialog).toBeHidden();
}

/** The browser clears this site's data: the book is gone, what localStorage holds stays. */
export async function wipe(page: Page) {
  const session = await page.context().newCDPSession(page);
  // Away from the page first, so that nothing holds the database open.
  await page.goto('about:blank');
  await session.send('Storage.clearDataForOrigin', {
    origin: 'http://127.0.0.1:4173',
    storageTypes: 'indexeddb',
  });
}
