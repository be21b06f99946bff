// Chinese and dark: chosen once, there for good, and complete.
import { expect, test, type Page } from '@playwright/test';
import { addSample, listCount, open, PAGES, settled, shown, speakChinese } from './app';

async function chineseAndDark(page: Page) {
  await speakChinese(page);
  await page.getByRole('radio', { name: '深色' }).check();
}

/** Words that are the same in Chinese. */
const NAMES = /Rapport|English|Excel|XLSX|CSV|TSV|UTF-\d+( LE| BE)?|GB18030|GBK|GB2312|Windows-1252|BG\/NBD|MBG\/NBD|RFM|Chrome|Edge|Safari|⌘K|Ctrl|Esc|\b[A-Z]{3}\b/g;

/** What the page itself says: headings, buttons, links of the frame, labels, column heads. What the customers bring along is left out. */
async function said(page: Page): Promise<string[]> {
  const texts: string[] = [];
  for (const role of ['heading', 'button', 'columnheader', 'radio', 'checkbox', 'combobox', 'searchbox', 'tab'] as const) {
    for (const item of await page.getByRole(role).all()) {
      // A group of customers is called what they call it; a product, a stage of selling what the shop calls it.
      if (await item.evaluate((node) => Boolean(node.closest('th[scope=row], [data-own]') ?? node.querySelector('[data-own]')))) continue;
      const text = role === 'combobox' || role === 'searchbox' ? await item.getAttribute('aria-label') : await item.innerText();
      texts.push(text ?? '');
    }
  }
  for (const link of await page.getByRole('navigation').getByRole('link').all()) texts.push(await link.innerText());
  return texts;
}

test('the language and the theme last', async ({ page }) => {
  await chineseAndDark(page);
  for (let visit = 0; visit < 2; visit++) {
    await expect(page.locator('html')).toHaveAttribute('lang', 'zh-CN');
    await expect(page.getByRole('heading', { level: 1, name: '设置' })).toBeVisible();
    const ink = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    const [red = 255, green = 255, blue = 255] = (ink.match(/[\d.]+/g) ?? []).map(Number);
    expect(Math.max(red, green, blue)).toBeLessThan(ink.includes('color(') || ink.includes('oklch') ? 1 : 80);
    await page.reload();
    await shown(page);
  }
  await page.getByRole('radio', { name: 'English' }).check();
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  await expect(page.getByRole('heading', { level: 1, name: 'Settings' })).toBeVisible();
});

for (const filled of [false, true]) {
  test(`no English is left in the Chinese pages of ${filled ? 'a filled' : 'an empty'} book`, async ({ page }) => {
    test.setTimeout(180_000);
    if (filled) await addSample(page, '200');
    await chineseAndDark(page);
    for (const { path, zh } of PAGES) {
      await open(page, path);
      await expect(page.getByRole('heading', { level: 1, name: zh, exact: true })).toBeVisible();
      if (filled && path === 'customers') await expect(listCount(page, '客户')).toHaveText('200');
      if (filled && path === 'deals') await expect(page.locator('[data-own]').first()).toBeVisible();
      if (filled && path === 'segments') await expect(page.getByRole('rowheader', { name: '冠军客户' })).toBeVisible();
      await settled(page);
      const english = (await said(page)).filter((text) => /[A-Za-z]{3,}/.test(text.replace(NAMES, '')));
      expect(english, path).toEqual([]);
    }
  });
}

test("a Chinese browser's first visit is in Chinese", async ({ browser }) => {
  const context = await browser.newContext({ locale: 'zh-CN' });
  const page = await context.newPage();
  await open(page);
  await expect(page.locator('html')).toHaveAttribute('lang', 'zh-CN');
  await expect(page.getByRole('heading', { level: 1, name: '客户', exact: true })).toBeVisible();
  await context.close();
});
