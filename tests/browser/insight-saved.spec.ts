// Saved analyses: settings and figures are kept, compared with those of now, opened again as they were, and deleting them can be undone.
import { readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { addSample, open, setAsOf, speakChinese, toast } from './app';

test('an analysis is saved, compared at another day, opened with its settings, and deleted with a way back', async ({ page }) => {
  await addSample(page, '200');
  await open(page, 'analyses');
  await expect(page.getByRole('heading', { name: 'Nothing saved yet' })).toBeVisible();
  await page.getByRole('link', { name: 'Go to the overview' }).click();
  await page.getByRole('combobox', { name: 'Compared over' }).selectOption('30 days');
  await expect(page.getByRole('heading', { name: 'Who needs you today' })).toBeVisible();
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'Save this analysis' });
  await dialog.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(dialog.getByRole('alert')).toHaveText('Give it a name.');
  await dialog.getByRole('textbox', { name: 'Name' }).fill('Monthly look');
  await dialog.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByText('Added analysis')).toBeVisible();

  await page.getByRole('navigation', { name: 'Insight' }).getByRole('link', { name: 'Saved' }).click();
  const saved = page.locator('section').filter({ has: page.getByRole('heading', { name: 'Monthly look' }) });
  const revenue = saved.getByRole('row').filter({ has: page.getByRole('rowheader', { name: 'Net amount' }) });
  const cells = revenue.getByRole('cell');
  await expect(cells).toHaveCount(3);
  const [before, now, change] = await cells.allTextContents();
  expect([now, change]).toEqual([before, expect.stringMatching(/^£?0/)]);

  // Another day has other figures; the kept ones stay until one keeps those of now.
  await setAsOf(page, '2025-06-30');
  await open(page, 'analyses');
  await expect(cells.nth(1)).not.toHaveText(before ?? '');
  await expect(cells.first()).toHaveText(before ?? '');
  await saved.getByRole('button', { name: 'Keep today’s figures of Monthly look' }).click();
  await expect(cells.first()).not.toHaveText(before ?? '');
  await page.reload();
  await expect(cells.first()).toHaveText((await cells.nth(1).textContent()) ?? '');

  // Run again every month: due once another month has begun, until its figures are kept. That survives a reload.
  await saved.getByRole('combobox', { name: 'Run again every' }).selectOption('month');
  await expect(toast(page, 'Changed run again')).toBeVisible();
  const due = saved.getByText(/^Due: a new period has begun since 30 Jun/);
  await expect(due).toHaveCount(0);
  await setAsOf(page, '2025-07-02');
  await open(page, 'analyses');
  await expect(saved.getByRole('combobox', { name: 'Run again every' })).toHaveValue('month');
  await expect(due).toBeVisible();
  await saved.getByRole('button', { name: 'Keep today’s figures of Monthly look' }).click();
  await expect(due).toHaveCount(0);

  await saved.getByRole('button', { name: 'Open Monthly look' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Overview' })).toBeVisible();
  await expect(page.getByRole('combobox', { name: 'Compared over' })).toHaveValue('30');
  await page.goBack();
  await saved.getByRole('button', { name: 'Delete Monthly look' }).click();
  await expect(saved).toHaveCount(0);
  await page.keyboard.press('Control+z');
  await expect(saved).toHaveCount(1);
});

test('the churn watch comes back as it was set, in Chinese', async ({ page }) => {
  await addSample(page, '200');
  await speakChinese(page);
  await open(page, 'churn');
  await page.getByRole('slider').first().fill('200');
  await expect(page.getByText('200', { exact: false }).first()).toBeVisible();
  await page.getByRole('button', { name: '保存', exact: true }).click();
  await page.getByRole('dialog').getByRole('textbox', { name: '名称' }).fill('流失');
  await page.getByRole('dialog').getByRole('button', { name: '保存', exact: true }).click();
  await open(page, 'analyses');
  await page.getByRole('button', { name: '打开 流失' }).click();
  await expect(page.getByRole('slider').first()).toHaveValue('200');
});

test('a chart is saved as a picture that looks like it', async ({ page }) => {
  await addSample(page, '200');
  await open(page, 'life-cycle');
  const frame = page.locator('section').filter({ has: page.getByRole('heading', { name: 'Customers by stage, month by month' }) });
  await expect(frame.getByRole('button', { name: /^Show the moves of this month/ })).toHaveCount(12);
  const coming = page.waitForEvent('download');
  await frame.getByRole('button', { name: 'PNG' }).click();
  const download = await coming;
  expect(download.suggestedFilename()).toBe('life-cycle.png');
  const bytes = readFileSync((await download.path()) ?? '');
  expect(bytes.subarray(1, 4).toString()).toBe('PNG');
  // Width and height stand at the beginning of the file; the picture has twice as many pixels as the page.
  const box = await frame.boundingBox();
  expect(bytes.readUInt32BE(16)).toBeGreaterThan((box?.width ?? 0) * 1.9);
  // The columns are there in the colours of their stages, so it is no empty sheet.
  const colours = await page.evaluate(async (base64) => {
    const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
    const image = await createImageBitmap(new Blob([bytes]));
    const canvas = new OffscreenCanvas(image.width, image.height);
    const context = canvas.getContext('2d');
    context?.drawImage(image, 0, 0);
    const { data } = context?.getImageData(0, 0, image.width, image.height) ?? { data: [] };
    const seen = new Set<string>();
    for (let at = 0; at < data.length; at += 4 * 97) seen.add(`${data[at]},${data[at + 1]},${data[at + 2]}`);
    return seen.size;
  }, bytes.toString('base64'));
  expect(colours).toBeGreaterThan(20);
});
