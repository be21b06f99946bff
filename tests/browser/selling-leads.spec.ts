// Leads from the first line typed to the customer they become, the public pool, and whose everything is.
import { expect, test, type Page } from '@playwright/test';
import { addSample, goTo, listCount, open, speakChinese, toast } from './app';
import { HEARS, inWorker, tell } from './worker';

const box = (page: Page) => page.getByRole('textbox', { name: 'New lead in one line' });
const who = (page: Page) => page.getByRole('dialog', { name: 'Who are you?' });
const tab = (page: Page, name: string) => page.getByRole('navigation', { name: 'Whose leads' }).getByRole('link', { name });
const statusButton = (page: Page, name: string) => page.getByRole('group', { name: 'By status' }).getByRole('button', { name });
const lead = (page: Page) => page.getByRole('article');
const leadsGrid = (page: Page) => page.getByRole('grid', { name: 'Leads' });

/** Types a line and says, the first time, who types it. */
async function capture(page: Page, line: string, me?: string) {
  await box(page).fill(line);
  await box(page).press('Enter');
  if (me) {
    await who(page).getByRole('textbox', { name: 'Your name' }).fill(me);
    await who(page).getByRole('button', { name: 'Add me' }).click();
  }
}

test('one line becomes a lead, is told to be known, and becomes a customer with everything in one step', async ({ page }) => {
  await open(page, 'leads');
  await expect(page.getByRole('heading', { name: 'No leads yet' })).toBeVisible();
  await capture(page, 'Ann Lee, Riverside Trading Ltd, 020 7946 0000, ann@example.com', 'Mo');
  await expect(page.getByRole('heading', { level: 1, name: 'Ann Lee' })).toBeVisible();
  await expect(page.getByTitle('Change Company')).toHaveText('Riverside Trading Ltd');
  await expect(page.getByTitle('Change Mobile')).toContainText('020 7946 0000');
  await expect(tab(page, 'Mine')).toContainText('1');
  await lead(page).getByRole('button', { name: 'Contacted' }).click();
  await expect(lead(page).getByRole('button', { name: 'Contacted' })).toHaveAttribute('aria-current', 'step');

  await lead(page).getByRole('button', { name: 'Convert' }).click();
  const dialog = page.getByRole('dialog', { name: 'Convert the lead' });
  await expect(dialog.getByRole('textbox', { name: 'Name of the customer' })).toHaveValue('Riverside Trading Ltd');
  await dialog.getByRole('textbox', { name: 'Amount' }).fill('12,000');
  await dialog.getByRole('button', { name: 'Convert' }).click();
  await expect(toast(page, 'Converted a lead')).toBeVisible();
  await expect(lead(page).getByText('Converted into')).toBeVisible();
  await page.reload();
  await lead(page).getByText('Converted into').getByRole('link', { name: 'Riverside Trading Ltd' }).first().click();
  await expect(page.getByRole('heading', { level: 1, name: 'Riverside Trading Ltd' })).toBeVisible();
  await expect(page.getByRole('region', { name: 'Contacts' }).getByRole('link', { name: 'Ann Lee' })).toBeVisible();

  // The same somebody, written otherwise, is told while it is typed.
  await goTo(page, 'Leads');
  await box(page).fill('0044 (0)20-79460000');
  const known = page.getByRole('region', { name: 'Perhaps in the book already' });
  await expect(known.getByRole('link', { name: 'Ann Lee' }).first()).toBeVisible();
  await expect(known).toContainText('same phone: 020 7946 0000');
  await box(page).fill('riversde trading');
  await expect(known).toContainText('similar name');
  await box(page).fill('');
  await expect(known).toBeHidden();

  await page.keyboard.press('Escape');
  await page.getByRole('main').click({ position: { x: 5, y: 5 } });
  await page.keyboard.press('Control+z');
  await expect(toast(page, 'Undid: Converted a lead')).toBeVisible();
  await open(page, 'customers');
  await expect(page.getByRole('heading', { name: 'Your customer book is empty' })).toBeVisible();
});

test.describe('before it is known who a lead may be', () => {
  // What a service worker answers cannot be held back.
  test.use({ serviceWorkers: 'block' });

  test('nothing is chosen of its conversion; what has no field stands in the remark, and says what it is', async ({ page }) => {
    await open(page, 'leads');
    await capture(page, 'Ann Lee, Riverside Trading Ltd, 020 7946 0000', 'Mo');
    await expect(page.getByRole('heading', { level: 1, name: 'Ann Lee' })).toBeVisible();
    await lead(page).getByRole('combobox', { name: 'Rating', exact: true }).selectOption('Hot');
    await expect(toast(page, 'Changed rating')).toBeVisible();
    let release = () => {};
    const held = new Promise<void>((done) => (release = done));
    await page.route('**/worker_split_selling-*.wasm', async (route) => {
      await held;
      await route.continue();
    });
    await page.reload();
    await lead(page).getByRole('button', { name: 'Convert' }).click();
    const dialog = page.getByRole('dialog', { name: 'Convert the lead' });
    await expect(dialog).toBeVisible();
    await expect(dialog.getByRole('textbox')).toHaveCount(0);
    await expect(dialog.getByRole('button', { name: 'Convert' })).toHaveCount(0);
    release();
    await expect(dialog.getByRole('textbox', { name: 'Name of the customer' })).toHaveValue('Riverside Trading Ltd');
    await expect(dialog.getByRole('textbox', { name: 'Name of the opportunity' })).toHaveValue('Riverside Trading Ltd');
    await expect(dialog.getByRole('checkbox', { name: 'Contact Ann Lee' })).toBeChecked();
    await dialog.getByRole('button', { name: 'Convert' }).click();
    await expect(toast(page, 'Converted a lead')).toBeVisible();
    await lead(page).getByText('Converted into').getByRole('link', { name: 'Riverside Trading Ltd' }).first().click();
    await expect(page.getByRole('heading', { level: 1, name: 'Riverside Trading Ltd' })).toBeVisible();
    await expect(page.getByRole('region', { name: 'Facts' }).getByTitle('Change Remark')).toHaveText('Rating: Hot');
  });
});

test('leads are claimed from the pool and given back, in bulk, with undo', async ({ page }) => {
  await addSample(page, '200');
  await open(page, 'leads?tab=pool');
  await expect(listCount(page, 'Leads')).toHaveText(/^[1-9]\d* of 30$/);
  const free = parseInt(await listCount(page, 'Leads').innerText(), 10);
  await expect(tab(page, 'Public pool')).toContainText(String(free));
  await leadsGrid(page).getByRole('checkbox').nth(1).check();
  await leadsGrid(page).getByRole('checkbox').nth(2).check();
  await page.getByRole('region', { name: '2 picked' }).getByRole('button', { name: 'Claim' }).click();
  await who(page).getByRole('button', { name: 'I am 李娜' }).click();
  await expect(toast(page, 'Claimed 2 leads')).toBeVisible();
  await expect(listCount(page, 'Leads')).toHaveText(`${free - 2} of 30`);
  await toast(page, 'Claimed 2 leads').getByRole('button', { name: 'Undo' }).click();
  await expect(listCount(page, 'Leads')).toHaveText(`${free} of 30`);

  // What nobody speaks with goes back by itself once somebody says after how long.
  await tab(page, 'All').click();
  await statusButton(page, 'Converted').click();
  await expect(listCount(page, 'Leads')).toHaveText(/^[1-9]\d* of 30$/);
  await page.getByRole('button', { name: 'Sources and pool' }).click();
  const rule = page.getByRole('region', { name: 'Automatic return to the pool' });
  await rule.getByRole('textbox').fill('30');
  await rule.getByRole('textbox').press('Tab');
  await expect(toast(page, 'Changed days until a lead returns to the pool').first()).toBeVisible();
  await page.reload();
  await page.getByRole('button', { name: 'Sources and pool' }).click();
  await expect(rule.getByRole('textbox')).toHaveValue('30');
  await rule.getByRole('textbox').fill('-3');
  await rule.getByRole('textbox').press('Tab');
  await expect(rule.getByRole('alert')).toBeVisible();
});

test('what nobody spoke with for long goes back by itself when the day begins with Today, as one step', async ({ page }) => {
  await inWorker(page, `
let shift = 0;
const now = Date.now.bind(Date);
Date.now = () => now() + shift;
self.told = (millis) => (shift = millis);
${HEARS}`);
  await addSample(page, '200');
  await open(page, 'leads?tab=pool');
  await expect(tab(page, 'Public pool')).toContainText(/\d/);
  const before = await tab(page, 'Public pool').innerText();
  await page.getByRole('button', { name: 'Sources and pool' }).click();
  const rule = page.getByRole('region', { name: 'Automatic return to the pool' });
  await rule.getByRole('textbox').fill('30');
  await rule.getByRole('textbox').press('Tab');
  await expect(toast(page, 'Changed days until a lead returns to the pool').first()).toBeVisible();
  await page.keyboard.press('Escape');
  await tell(page, 400 * 24 * 3600 * 1000);
  await goTo(page, 'Today');
  const returned = toast(page, /Returned \d+ leads to the pool/);
  await expect(returned).toBeVisible();
  await returned.getByRole('button', { name: 'Undo' }).click();
  await expect(toast(page, /Undid: Returned \d+ leads to the pool/)).toBeVisible();
  // Whoever got theirs back has them: they are not taken again at once.
  await goTo(page, 'Leads');
  await expect(tab(page, 'Public pool')).toHaveText(before);
});

test('that a lead is converted is no choice, and a converted one has its customer', async ({ page }) => {
  await open(page, 'leads');
  await capture(page, 'Ann Lee, 020 7946 0000', 'Mo');
  await expect(page.getByRole('heading', { level: 1, name: 'Ann Lee' })).toBeVisible();
  const status = lead(page).getByRole('combobox', { name: 'Status', exact: true });
  await expect(status.getByRole('option', { name: 'Qualified', exact: true })).toHaveCount(1);
  await expect(status.getByRole('option', { name: 'Converted', exact: true })).toHaveCount(0);
  await lead(page).getByRole('button', { name: 'Convert' }).click();
  await page.getByRole('dialog', { name: 'Convert the lead' }).getByRole('button', { name: 'Convert' }).click();
  await expect(toast(page, 'Converted a lead')).toBeVisible();
  await status.selectOption('Contacted');
  await expect(page.locator('.toast.problem')).toContainText('stays converted');
  await expect(lead(page).getByText('Converted into')).toBeVisible();
  await expect(lead(page).getByRole('button', { name: 'Convert', exact: true })).toBeHidden();
});

test('everything of somebody who left goes to somebody else', async ({ page }) => {
  await addSample(page, '200');
  await open(page, 'team');
  await expect(page.getByText(/Sofia Rossi does not work here any more/)).toBeVisible();
  await page.getByRole('note').getByRole('button', { name: 'Hand over' }).click();
  const dialog = page.getByRole('dialog', { name: 'Hand over' });
  await dialog.getByRole('button', { name: 'Hand over' }).click();
  await expect(dialog.getByRole('alert')).toHaveText('Choose who gets it.');
  await dialog.getByRole('combobox', { name: 'New owner' }).selectOption('Emma Clarke');
  await dialog.getByRole('button', { name: 'Hand over' }).click();
  await expect(toast(page, /Transferred \d+ records/)).toBeVisible();
  await expect(page.getByText(/Sofia Rossi does not work here any more/)).toBeHidden();
  await toast(page, /Transferred \d+ records/).getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByText(/Sofia Rossi does not work here any more/)).toBeVisible();

  // Who sits here is kept, and any list of what has owners can show what is theirs.
  await page.getByRole('listitem').filter({ hasText: '张伟' }).getByRole('button', { name: 'This is me' }).click();
  await page.reload();
  await expect(page.getByText('I am 张伟')).toBeVisible();
  await open(page, 'customers');
  await page.keyboard.press('f');
  await page.getByRole('group', { name: 'Whose' }).getByRole('button', { name: 'Mine' }).click();
  await expect(listCount(page)).toHaveText(/^\d+ of 200$/);
  const mine = parseInt(await listCount(page).innerText(), 10);
  await page.getByRole('group', { name: 'Whose' }).getByRole('button', { name: 'My team' }).click();
  await expect.poll(async () => parseInt(await listCount(page).innerText(), 10)).toBeGreaterThan(mine);
});

test('on a phone, in Chinese', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await addSample(page, '200');
  await speakChinese(page);
  await open(page, 'leads');
  await page.getByRole('textbox', { name: '一行新建线索' }).fill('王小明，杭州云栖茶业有限公司，138 0000 1234');
  await expect(page.getByRole('list', { name: '已识别' })).toContainText('公司 杭州云栖茶业有限公司');
  const fits = () => page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth);
  expect(await fits()).toBe(true);
  await page.getByRole('button', { name: '添加', exact: true }).click();
  await page.getByRole('dialog', { name: '您是谁？' }).getByRole('button', { name: '我是李娜' }).click();
  await expect(page.getByRole('heading', { level: 1, name: '王小明' })).toBeVisible();
  await expect(page.getByRole('button', { name: '转化' })).toBeVisible();
  expect(await fits()).toBe(true);
  await open(page, 'team');
  await expect(page.getByText('我是李娜')).toBeVisible();
  expect(await fits()).toBe(true);
});
