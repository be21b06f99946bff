// Drivers: correlations, a regression in sentences, and what is left out and why.
import { readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { addSample, chooseFile, listCount, open, speakChinese } from './app';
import { editFact, openCustomer } from './customer';

test('spend is explained in sentences, a table, shares and correlations', async ({ page }) => {
  await addSample(page, '5,000');
  await open(page, 'drivers');
  await expect(page.getByText(/^Figures from [\d,]+ customers/)).toBeVisible({ timeout: 20_000 });
  const fit = page.getByRole('group', { name: 'Others being equal' });
  await expect(fit.getByRole('row')).toHaveCount(6);
  await expect(page.getByText(/a customer spends about .* (more|less), others being equal \(95 % interval/).first()).toBeVisible();
  await expect(page.getByText('This is what goes along, not proof of cause.')).toBeVisible();
  await expect(page.getByText(/^Together they explain \d.* of the differences between the same customers/)).toBeVisible();
  await expect(page.getByText(/^Against chance: F = [\d.,]+, p (< )?0\.\d+ for all of them together\.$/)).toBeVisible();

  // What is part of the outcome cannot be ticked, and says why.
  await expect(page.getByRole('checkbox', { name: /^Order days\s*part of the outcome/ })).toBeDisabled();
  await page.getByRole('checkbox', { name: 'Has an e-mail address' }).uncheck();
  await expect(fit.getByRole('row')).toHaveCount(5);

  // Ranks give other correlations; the file has those on screen.
  const matrix = page.getByRole('group', { name: 'What goes together' });
  const corner = matrix.getByTitle(/: Net amount so far and Products bought,/);
  // What is seen; the interval is there for whoever hears the page, too.
  const seen = corner.locator('[aria-hidden]');
  await expect(corner.getByText(/Net amount so far and Products bought, 95 % interval .+, p /)).toBeAttached();
  const values = (await seen.textContent()) ?? '';
  await page.getByRole('combobox', { name: 'Correlation of' }).selectOption('Ranks (Spearman)');
  await expect(seen).not.toHaveText(values);
  const frame = page.locator('section').filter({ has: page.getByRole('heading', { name: 'What goes together' }) });
  const coming = page.waitForEvent('download');
  await frame.getByRole('button', { name: 'CSV' }).click();
  const lines = readFileSync((await (await coming).path()) ?? '', 'utf8').trim().split('\r\n');
  const pair = lines.find((line) => line.startsWith('Net amount so far,Products bought,'))?.split(',').slice(2).map(Number) ?? [];
  expect(pair[0]?.toFixed(2)).toBe(await seen.textContent());
  expect(pair).toHaveLength(4);
  expect(pair[1]).toBeLessThan(pair[0] ?? 0);
  expect(pair[2]).toBeGreaterThan(pair[0] ?? 0);

  // A candidate leads to those who have it.
  await fit.getByRole('button', { name: 'Is a business', exact: false }).click();
  await expect(listCount(page)).toHaveText(/^[\d,]+ of 5,000$/);
});

test('leaving is explained by odds, and what judges it is left out', async ({ page }) => {
  await addSample(page, '5,000');
  await open(page, 'drivers');
  await page.getByRole('combobox', { name: 'What is explained' }).selectOption('In danger or ended');
  await expect(page.getByText(/^McFadden’s R² .*; of \d+% \(\d+% to \d+%\) of all pairs .* among the same customers/)).toBeVisible({ timeout: 20_000 });
  await expect(page.getByRole('checkbox', { name: /^Days since first order\s*part of the outcome/ })).toBeDisabled();
  await expect(page.getByRole('heading', { name: 'What explains the differences' })).toHaveCount(0);
  // Nobody was asked: that is said, and no figure is shown.
  await page.getByRole('combobox', { name: 'What is explained' }).selectOption('Satisfaction (1–5)');
  await expect(page.getByText(/^Not enough data: 0 of 30 customers/)).toBeVisible();
  await expect(page.getByRole('group', { name: 'Others being equal' })).toHaveCount(0);
});

test('of a candidate that one customer has no effect is told', async ({ page }) => {
  const lines = Array.from({ length: 60 }, (_, at) => `c${at},${new Date(Date.now() - (at * 7 + 3) * 86_400_000).toISOString().slice(0, 10)},${(at * 37) % 91 + 5}.00,o${at}`);
  await open(page, 'import');
  await chooseFile(page, { name: 'book.csv', mimeType: 'text/csv', buffer: Buffer.from(['customer id,order date,amount,order number', ...lines].join('\n')) });
  await page.getByRole('button', { name: 'Check the whole file' }).click();
  await page.getByRole('main').getByRole('button', { name: 'Import', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Imported' })).toBeVisible({ timeout: 30_000 });
  await openCustomer(page);
  await editFact(page, 'E-mail', 'one@example.org');
  await open(page, 'drivers');
  // Of orders without lines nobody knows what was bought, nor who is a business.
  for (const unknown of ['Products bought', 'Is a business']) await page.getByRole('checkbox', { name: unknown }).uncheck();
  await expect(page.getByText('Has an e-mail address: only 1 customer is a yes. The effect hangs on this one. That is too few to tell it.')).toBeVisible({ timeout: 20_000 });
  await expect(page.getByRole('listitem').filter({ hasText: 'an e-mail address is known' })).toHaveCount(0);
  const none = page.getByRole('listitem').filter({ hasText: /^No effect that could not be chance: / });
  await expect(none).toHaveText('No effect that could not be chance: Days since first order.');
});

test('the page speaks Chinese', async ({ page }) => {
  await addSample(page, '200');
  await speakChinese(page);
  await open(page, 'drivers');
  await expect(page.getByText('这是相关，不能证明因果。')).toBeVisible({ timeout: 20_000 });
});
