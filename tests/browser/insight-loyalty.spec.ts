// Loyalty in three layers: weights that are tried and kept, attitude beside patronage, members with reasons.
import { readFileSync } from 'node:fs';
import { expect, test, type Page } from '@playwright/test';
import { addSample, chooseFile, goTo, open, speakChinese, toast } from './app';

/** Answers of customers of the sample book, by name, as a file. */
async function importAnswers(page: Page, names: string[]) {
  const lines = names.map((name, at) => `nps,${name},${at % 3 === 0 ? 2 : 10},2026-01-05`);
  await open(page, 'import');
  await chooseFile(page, { name: 'answers.csv', mimeType: 'text/csv', buffer: Buffer.from(`kind,customer,score,date\n${lines.join('\n')}\n`) });
  await expect(page.getByRole('button', { name: 'Check the whole file' })).toBeVisible();
  await page.getByRole('button', { name: 'Check the whole file' }).click();
  await page.getByRole('main').getByRole('button', { name: 'Import', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Imported' })).toBeVisible();
}

test('weights are tried, kept and taken back; kinds list their members with reasons', async ({ page }) => {
  await addSample(page, '200');
  await goTo(page, 'Insight', 'Segments');
  await page.getByRole('navigation', { name: 'Insight' }).getByRole('link', { name: 'Loyalty' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Loyalty' })).toBeVisible();
  await expect(page.getByText('Nobody was asked yet.')).toBeVisible();
  const line = page.getByText(/of 100 on average, over/);
  const kept = await line.textContent();
  await page.getByRole('slider', { name: 'Behaviour' }).fill('20');
  await expect(page.getByText(/with the weights kept so far/)).toBeVisible();
  await expect(line).not.toHaveText(kept ?? '');
  const tried = await line.textContent();
  await page.getByRole('button', { name: 'Keep these weights' }).click();
  await expect(toast(page, 'Changed weight of behaviour')).toBeVisible();
  await expect(page.getByText(/with the weights kept so far/)).toHaveCount(0);
  await page.reload();
  await expect(line).toHaveText(tried ?? '');
  // What was kept in one step is taken back in one: the old figures.
  await page.keyboard.press('Control+z');
  await expect(line).toHaveText(kept ?? '');
  await expect(page.getByRole('slider', { name: 'Behaviour' })).not.toHaveValue('20');

  // Of several weights none is named alone: one step, one way back.
  await page.getByRole('slider', { name: 'Behaviour' }).fill('20');
  await page.getByRole('slider', { name: 'Feeling' }).fill('60');
  await page.getByRole('button', { name: 'Keep these weights' }).click();
  await expect(toast(page, 'Changed settings')).toBeVisible();
  await page.keyboard.press('Control+z');
  await expect(toast(page, 'Undid: Changed settings')).toBeVisible();
  await expect(page.getByRole('slider', { name: 'Behaviour' })).toHaveValue('60');
  await expect(page.getByRole('slider', { name: 'Feeling' })).toHaveValue('25');

  // Nobody answered: all are of unknown attitude, and that is where they are listed.
  const kinds = page.getByRole('group', { name: 'Attitude and patronage' });
  await kinds.getByRole('button', { name: /^Never asked/ }).click();
  const members = page.getByRole('group', { name: 'Who that is' });
  await expect(members.getByRole('row').nth(1)).toContainText(/[+−]\d/);
  const coming = page.waitForEvent('download');
  const frame = page.locator('section').filter({ has: page.getByRole('heading', { name: 'Who that is' }) });
  await frame.getByRole('button', { name: 'CSV' }).click();
  const lines = readFileSync((await (await coming).path()) ?? '', 'utf8').trim().split('\r\n');
  // The page shows the first fifty, the file has all of them.
  const unknown = await kinds.getByRole('button', { name: /^Never asked/ }).textContent();
  const all = Number(/([\d,]+) ·/.exec(unknown ?? '')?.[1]);
  expect(all).toBeGreaterThan(50);
  await expect(members.getByRole('row')).toHaveCount(51);
  expect(lines).toHaveLength(all + 1);
  // A column of points leads to those it counts, and a tag keeps them.
  const column = page.getByRole('group', { name: 'Buyers by points' }).getByRole('button', { name: /^50 to 60 points: \d+$/ });
  const ten = Number(/(\d+)$/.exec((await column.getAttribute('aria-label')) ?? '')?.[1]);
  await column.click();
  await expect(frame.getByText('50 to 60 points', { exact: true })).toBeVisible();
  await expect(frame.getByRole('button', { name: `Tag ${ten} customer` })).toBeVisible();
  await page.getByRole('combobox', { name: 'Group' }).selectOption('Champions');
  await expect(page.getByText(/^Champions: \d+ buyers/)).toBeVisible();
  const name = (await members.getByRole('link').first().textContent()) ?? '';
  await members.getByRole('link').first().click();
  await expect(page.getByRole('heading', { name }).first()).toBeVisible();
  // The customer's page tells behaviour alone, says so, and leads back to where the rest counts.
  const own = page.locator('.score-part').filter({ has: page.getByRole('heading', { name: 'Loyalty', exact: true }) });
  await own.locator('summary').click();
  await expect(own).toContainText('This is behaviour alone');
  await own.getByRole('link', { name: 'Loyalty of all customers' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Loyalty' })).toBeVisible();
});

test('answers that were imported make attitudes', async ({ page }) => {
  await addSample(page, '200');
  await open(page, 'loyalty');
  const kinds = page.getByRole('group', { name: 'Attitude and patronage' });
  await kinds.getByRole('button', { name: /^Never asked/ }).click();
  const members = page.getByRole('group', { name: 'Who that is' });
  await expect(members.getByRole('link').nth(11)).toBeVisible();
  const names = (await members.getByRole('link').allTextContents()).slice(0, 12);
  await importAnswers(page, names);
  await open(page, 'loyalty');
  await expect(kinds.getByRole('button', { name: /^Never asked/ })).toBeVisible();
  const n = async (kind: RegExp) => Number(/(\d+) ·/.exec((await kinds.getByRole('button', { name: kind }).textContent()) ?? '')?.[1]);
  const asked = (await n(/^True/)) + (await n(/^Latent/)) + (await n(/^Spurious/)) + (await n(/^No loyalty/));
  // Names need not be unique in a book: a line that could mean two customers is refused.
  expect(asked).toBeGreaterThan(9);
  expect(asked).toBeLessThanOrEqual(12);
  await speakChinese(page);
  await open(page, 'loyalty');
  await expect(page.getByRole('heading', { name: '三层忠诚' })).toBeVisible();
  await expect(page.getByRole('button', { name: /^真忠诚/ })).toBeVisible();
});
