// Commands of pages: what their buttons do is found by name.
import { expect, test, type Page } from '@playwright/test';
import { addSample, open, settled, speakChinese } from './app';

const palette = (page: Page) => page.getByRole('dialog', { name: /Search and commands|搜索与命令/ });
const group = (page: Page, name: string) => palette(page).getByRole('group', { name, exact: true });

async function summon(page: Page) {
  await page.keyboard.press('Control+k');
  await expect(palette(page).getByRole('combobox')).toBeFocused();
}

test('what the buttons of a page do is found on it by name, in both languages', async ({ page }) => {
  test.setTimeout(120_000);
  await addSample(page, '200');
  const here = (title: string, name: string) => group(page, title).getByRole('option', { name });
  for (const [path, names] of [
    ['leads', ['Public pool']],
    ['deals', ['New opportunity', 'This month']],
    ['agenda', ['Save calendar file (.ics)']],
    ['money', ['Overdue', 'By customer']],
    ['field', ['Check in']],
    ['team', ['Hand over']],
    ['fields', ['Add a field', 'Add value']],
    ['call', ['Telephone number']],
    ['records?of=order', ['Save the lines of these records as a CSV file']],
  ] as const) {
    await open(page, path);
    await settled(page);
    await summon(page);
    for (const name of names) await expect(here('On this page', name), `${path}: ${name}`).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(palette(page)).toHaveCount(0);
  }
  const run = async (path: string, name: string) => {
    await open(page, path);
    await settled(page);
    await summon(page);
    await here('On this page', name).click();
    await expect(palette(page)).toHaveCount(0);
  };
  await run('leads', 'Public pool');
  await expect(page).toHaveURL(/leads\?tab=pool$/);
  await run('money', 'By customer');
  await expect(page).toHaveURL(/money\?show=customers$/);
  await run('deals', 'This month');
  await expect(page).toHaveURL(/deals\?view=board&month=1$/);
  await run('field', 'Check in');
  await expect(page.getByRole('dialog', { name: 'Check in' })).toBeVisible();
  await run('team', 'Hand over');
  await expect(page.getByRole('dialog', { name: 'Hand over' })).toContainText(/Hand over what .+ owns/);
  await run('fields', 'Add value');
  await expect(page.getByRole('textbox', { name: 'New value' })).toBeFocused();
  await run('call', 'Telephone number');
  await expect(page.getByRole('textbox', { name: 'Telephone number' })).toBeFocused();
  const coming = page.waitForEvent('download');
  await run('agenda', 'Save calendar file (.ics)');
  expect((await coming).suggestedFilename()).toBe('rapport-agenda.ics');
  await speakChinese(page);
  for (const [path, name] of [['agenda', '保存日历文件（ICS）'], ['field', '签到'], ['team', '移交'], ['fields', '添加字段'], ['leads', '公海']]) {
    await open(page, path);
    await settled(page);
    await summon(page);
    await expect(here('本页', name), `${path}: ${name}`).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(palette(page)).toHaveCount(0);
  }
});
