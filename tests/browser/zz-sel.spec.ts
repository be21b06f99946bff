import { test } from '@playwright/test';
import { addSample, open, rows } from './app';
test('sel', async ({ page }) => {
  await addSample(page, '200');
  await open(page, 'records?of=product');
  await page.getByRole('grid').getByRole('link').first().click();
  const name = page.getByTitle('Change Name', { exact: true });
  for (const real of [true, false]) {
    if (real) await name.click(); else await name.evaluate((b: HTMLElement) => b.click());
    await page.waitForSelector('input[aria-label=Name]');
    for (const wait of [0, 50, 300]) {
      await new Promise((d) => setTimeout(d, wait));
      console.log(real, wait, await page.evaluate(() => { const i = document.activeElement as HTMLInputElement; return [i.tagName, i.value, i.selectionStart, i.selectionEnd]; }));
    }
    await page.keyboard.press('Escape');
  }
});
