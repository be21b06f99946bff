// Choices of the whole book.
import { expect, test } from '@playwright/test';
import { addSample, open, toast } from './app';

test('the currency is chosen among all that the browser knows, and what stands there is what was chosen', async ({ page }) => {
  await addSample(page, '200');
  await open(page, 'settings');
  const menu = page.getByRole('combobox', { name: 'Currency' });
  const before = await menu.inputValue();
  for (const code of ['CHF', 'JPY']) {
    await menu.selectOption(code);
    await expect(toast(page, 'Changed currency')).toBeVisible();
    await page.reload();
    await expect(menu).toHaveValue(code);
  }
  await page.keyboard.press('Control+z');
  await expect(menu).toHaveValue('CHF');
  await page.keyboard.press('Control+z');
  await expect(menu).toHaveValue(before);
});
