// Opportunities: stage by stage on the board, to their end, and what is to come of them.
import { expect, test, type Locator, type Page } from '@playwright/test';
import { addDeal, addSample, open, shown, speakChinese, toast } from './app';

const column = (page: Page, stage: string): Locator => page.getByRole('region', { name: stage, exact: true });
const card = (where: Locator, name: string): Locator => where.getByRole('listitem').filter({ has: where.page().getByRole('link', { name, exact: true }) });

test('an opportunity goes from stage to stage, is lost with a reason, and is won after all', async ({ page }) => {
  await open(page, 'deals');
  await expect(page.getByRole('heading', { name: 'No opportunities yet' })).toBeVisible();
  await addDeal(page, 'Tea for the fair', '12,000');
  await expect(page.getByRole('main').getByRole('region')).toContainText(['Prospecting', 'Qualification', 'Needs analysis', 'Proposal', 'Negotiation', 'Won', 'Lost'].map((name) => new RegExp(name)));
  await expect(card(column(page, 'Prospecting'), 'Tea for the fair')).toBeVisible();
  await expect(column(page, 'Prospecting')).toContainText('weighted');

  // By keyboard; the card keeps the cursor.
  await page.getByRole('link', { name: 'Tea for the fair' }).focus();
  await page.keyboard.press('Alt+ArrowRight');
  await expect(card(column(page, 'Qualification'), 'Tea for the fair')).toBeVisible();
  await expect(page.getByRole('link', { name: 'Tea for the fair' })).toBeFocused();
  await expect(toast(page, 'Moved 1 opportunity to another stage')).toBeVisible();
  await page.reload();
  await shown(page);
  await expect(card(column(page, 'Qualification'), 'Tea for the fair')).toBeVisible();
  await page.keyboard.press('Control+z');
  await expect(card(column(page, 'Prospecting'), 'Tea for the fair')).toBeVisible();

  // Lost: not without a reason.
  await page.getByLabel('Move Tea for the fair to').selectOption('Lost');
  const losing = page.getByRole('dialog', { name: 'Lost: Tea for the fair' });
  await losing.getByRole('button', { name: 'Lost', exact: true }).click();
  await expect(losing.getByText('Choose a reason.')).toBeVisible();
  await losing.getByLabel('Lost reason').first().selectOption('Price');
  await losing.getByLabel('Competitor').first().fill('Fern & Leaf');
  await losing.getByRole('button', { name: 'Lost', exact: true }).click();
  await expect(card(column(page, 'Lost'), 'Tea for the fair')).toBeVisible();

  // Won after all; the reason goes.
  await page.getByLabel('Move Tea for the fair to').selectOption('Won');
  const winning = page.getByRole('dialog', { name: 'Won: Tea for the fair' });
  await winning.getByRole('button', { name: 'Won', exact: true }).click();
  const order = page.getByRole('dialog', { name: 'Make an order' });
  await expect(order).toContainText('Tea for the fair is won.');
  await order.getByRole('button', { name: 'Not now' }).click();
  await card(column(page, 'Won'), 'Tea for the fair').getByRole('link').click();
  await expect(page.getByRole('region', { name: 'Stages so far' }).getByRole('listitem').filter({ hasText: 'Won' })).toHaveAttribute('aria-current', 'step');
  await expect(page.getByRole('button', { name: 'Make an order' })).toBeVisible();
});

test('a card is dragged with the pointer, and Escape lets it go', async ({ page }) => {
  await page.setViewportSize({ width: 1440, height: 900 });
  await open(page, 'deals');
  await addDeal(page, 'Coffee', '500');
  const drag = async (to: string) => {
    // It stands still, and in sight.
    await page.getByRole('link', { name: 'Coffee' }).click({ trial: true });
    const from = await page.getByRole('link', { name: 'Coffee' }).boundingBox();
    const target = await column(page, to).boundingBox();
    if (!from || !target) throw new Error('nothing to drag');
    await page.mouse.move(from.x + 20, from.y + 5);
    await page.mouse.down();
    await page.mouse.move(from.x + 60, from.y + 30, { steps: 4 });
    await page.mouse.move(target.x + 80, target.y + 120, { steps: 6 });
  };
  await drag('Proposal');
  await page.keyboard.press('Escape');
  await page.mouse.up();
  await expect(card(column(page, 'Prospecting'), 'Coffee')).toBeVisible();
  await expect(page).toHaveURL(/deals(?!.*id=)/);
  await drag('Proposal');
  await page.mouse.up();
  await expect(card(column(page, 'Proposal'), 'Coffee')).toBeVisible();
  // Nothing was opened by the way.
  await expect(page).toHaveURL(/deals(?!.*id=)/);
});

test.describe('with a finger on a tablet', () => {
  test.use({ hasTouch: true, viewport: { width: 1440, height: 900 } });

  test('a card is dragged once the finger held still', async ({ page }) => {
    await open(page, 'deals');
    await addDeal(page, 'Coffee', '500');
    const browser = await page.context().newCDPSession(page);
    const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', ...touchPoints: { x: number; y: number }[]) =>
      browser.send('Input.dispatchTouchEvent', { type, touchPoints });
    const places = async () => {
      // It stands still, and in sight.
      await page.getByRole('link', { name: 'Coffee' }).click({ trial: true });
      const from = await page.getByRole('link', { name: 'Coffee' }).boundingBox();
      const target = await column(page, 'Proposal').boundingBox();
      if (!from || !target) throw new Error('nothing to drag');
      return { from: { x: from.x + 20, y: from.y + 5 }, to: { x: target.x + 80, y: target.y + 120 } };
    };
    const moveTo = async (from: { x: number; y: number }, to: { x: number; y: number }) => {
      for (let n = 1; n <= 8; n += 1) await touch('touchMove', { x: from.x + ((to.x - from.x) * n) / 8, y: from.y + ((to.y - from.y) * n) / 8 });
    };
    const moved = card(column(page, 'Proposal'), 'Coffee');
    const held = card(column(page, 'Prospecting'), 'Coffee');
    // One that holds still drags; what is dragged shows it.
    const { from, to } = await places();
    await touch('touchStart', from);
    await expect(held).toHaveClass(/held/);
    await moveTo(from, to);
    await expect(column(page, 'Proposal')).toHaveClass(/over/);
    await touch('touchEnd');
    await expect(moved).toBeVisible();
    await expect(toast(page, 'Moved 1 opportunity to another stage')).toBeVisible();
    // Nothing was opened by the way.
    await expect(page).toHaveURL(/deals(?!.*id=)/);
    await page.reload();
    await expect(moved).toBeVisible();
  });
});

test('on a phone a stage is a list, and a choice moves without dragging, in Chinese', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await speakChinese(page);
  await open(page, 'deals');
  await page.getByRole('main').getByRole('button', { name: '新建商机' }).first().click();
  const form = page.getByRole('dialog', { name: '新建商机' });
  await form.getByRole('textbox').first().fill('龙井礼盒');
  await form.getByRole('button', { name: '添加', exact: true }).click();
  await page.getByRole('link', { name: '关闭' }).click();
  await expect(column(page, '初步接洽')).toBeVisible();
  await expect(column(page, '方案/报价')).toBeHidden();
  await page.getByLabel('把 龙井礼盒 移动到').selectOption('方案/报价');
  await page.getByRole('button', { name: /^方案\/报价/ }).click();
  await expect(card(column(page, '方案/报价'), '龙井礼盒')).toBeVisible();
  const wide = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(wide).toBeLessThanOrEqual(390);
});

test('stages are edited; one in use asks where its opportunities go', async ({ page }) => {
  await open(page, 'deals');
  await addDeal(page, 'Cups', '100');
  await page.getByRole('button', { name: 'Stages', exact: true }).click();
  const editor = page.getByRole('dialog', { name: 'Stages of Sales' });
  await editor.getByRole('group', { name: 'Stage 2' }).getByLabel('Name').fill('First meeting');
  await editor.getByRole('button', { name: 'Delete stage Prospecting' }).click();
  await editor.getByRole('button', { name: 'Save' }).click();
  await expect(editor.getByText('1 opportunity stands in the stage Prospecting')).toBeVisible();
  await editor.getByLabel('The 1 opportunity in Prospecting goes to').selectOption('First meeting');
  await editor.getByRole('button', { name: 'Save' }).click();
  await expect(editor).toBeHidden();
  await expect(card(column(page, 'First meeting'), 'Cups')).toBeVisible();
  await expect(column(page, 'Prospecting')).toBeHidden();
  await page.keyboard.press('Control+z');
  await expect(card(column(page, 'Prospecting'), 'Cups')).toBeVisible();
});

test('a colour that was chosen goes with its stage', async ({ page }) => {
  await open(page, 'deals');
  await addDeal(page, 'Cups', '100');
  await page.getByRole('button', { name: 'Stages', exact: true }).click();
  const editor = page.getByRole('dialog', { name: 'Stages of Sales' });
  const colour = (n: number) => editor.getByRole('group', { name: `Stage ${n}`, exact: true }).getByLabel('Colour');
  const second = await colour(2).inputValue();
  const values = await colour(1).locator('option').evaluateAll((all) => all.map((option) => (option as HTMLOptionElement).value));
  const now = await colour(1).inputValue();
  const chosen = values.find((value) => value && value !== now && value !== second) ?? '';
  await colour(1).selectOption(chosen);
  await editor.getByRole('button', { name: 'Move stage Prospecting down' }).click();
  await expect(colour(2)).toHaveValue(chosen);
  await expect(colour(1)).toHaveValue(second);
  await editor.getByRole('button', { name: 'Delete stage Prospecting' }).click();
  await expect(colour(1)).toHaveValue(second);
  await expect(colour(2)).not.toHaveValue(chosen);
});

test('a pipeline that is deleted says where its opportunities go, and what was won stays so', async ({ page }) => {
  await open(page, 'deals');
  await addDeal(page, 'Cups', '100');
  await page.getByRole('button', { name: 'Stages', exact: true }).click();
  const editor = page.getByRole('dialog', { name: 'Stages of Sales' });
  await editor.getByRole('button', { name: 'New pipeline' }).click();
  const making = page.getByRole('dialog', { name: 'New pipeline' });
  await making.getByLabel('Name').first().fill('Partners');
  await making.getByRole('button', { name: 'Save' }).click();
  await expect(making).toBeHidden();
  // The board is the new one.
  await expect(page.getByRole('combobox', { name: 'Pipeline', exact: true }).locator('option:checked')).toHaveText('Partners');
  await page.getByRole('button', { name: 'New opportunity in Prospecting' }).click();
  const form = page.getByRole('dialog', { name: 'New opportunity' });
  await form.getByLabel('Name').first().fill('Kettles');
  await form.getByRole('button', { name: 'Add', exact: true }).click();
  await page.getByRole('link', { name: 'Close' }).click();
  await expect(card(column(page, 'Prospecting'), 'Kettles')).toBeVisible();
  await page.getByRole('button', { name: 'Stages', exact: true }).click();
  const partners = page.getByRole('dialog', { name: 'Stages of Partners' });
  await partners.getByRole('button', { name: 'Delete this pipeline' }).click();
  const where = partners.getByRole('group', { name: 'Delete this pipeline' });
  await expect(where.getByRole('button', { name: 'Move them and delete' })).toBeDisabled();
  await where.getByLabel('The 1 opportunity in Partners goes to').selectOption('Proposal');
  await where.getByRole('button', { name: 'Move them and delete' }).click();
  await expect(partners).toBeHidden();
  await expect(card(column(page, 'Proposal'), 'Kettles')).toBeVisible();
  await expect(card(column(page, 'Prospecting'), 'Cups')).toBeVisible();
  await page.keyboard.press('Control+z');
  await expect(page.getByRole('combobox', { name: 'Pipeline' })).toBeVisible();
  await expect(card(column(page, 'Proposal'), 'Kettles')).toBeHidden();
});

test('what was said about an opportunity stands on its page', async ({ page }) => {
  await open(page, 'deals');
  await addDeal(page, 'Cups', '100');
  await page.getByRole('link', { name: 'Cups' }).click();
  const said = page.getByRole('region', { name: 'Conversations' });
  await expect(said).toContainText('Nothing was said yet');
  await said.getByRole('button', { name: 'Log' }).click();
  const form = page.getByRole('dialog', { name: 'Log a conversation' });
  await expect(form.getByText('Cups').first()).toBeVisible();
  await form.getByRole('textbox', { name: 'What was said' }).fill('They want them blue.');
  await form.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(said.getByRole('listitem')).toContainText('They want them blue.');
  await expect(page.getByRole('region', { name: 'Photos and files' })).toBeVisible();
  await page.reload();
  await expect(said.getByRole('listitem')).toContainText('They want them blue.');
});

test('products make the amount, and a large deal is told once', async ({ page }) => {
  await open(page, 'deals');
  await addDeal(page, 'Teapots', '100');
  await page.getByRole('link', { name: 'Teapots' }).click();
  await page.getByRole('button', { name: 'Add a product' }).click();
  const line = page.getByRole('group', { name: 'Product 1' });
  await line.getByTitle('Change Unit price').click();
  await page.keyboard.type('250');
  await page.keyboard.press('Enter');
  await expect(page.getByText('The amount of the opportunity is this sum.')).toBeVisible();
  await expect(card(column(page, 'Prospecting'), 'Teapots')).toContainText('250');
  await page.getByRole('link', { name: 'Close' }).click();

  await page.getByRole('button', { name: 'Large deals' }).click();
  const rule = page.getByRole('dialog', { name: 'Large deals' });
  await rule.getByLabel('Amount from').first().fill('200');
  await rule.getByRole('button', { name: 'Save' }).click();
  await expect(card(column(page, 'Prospecting'), 'Teapots').getByText('large')).toBeVisible();
  await expect(page.getByText(/^1 large deal:/)).toBeVisible();
  // The number beside the section says to everybody what it counts.
  const section = page.getByRole('navigation', { name: 'Sections' }).getByRole('link', { name: 'Deals', exact: true });
  await expect(section).toHaveAccessibleDescription('1 new large deal');
  await expect(section.getByText('1', { exact: true })).toBeVisible();
  await page.getByRole('button', { name: 'Seen' }).click();
  await expect(section).toHaveAccessibleDescription('');
  await page.reload();
  await shown(page);
  await expect(card(column(page, 'Prospecting'), 'Teapots').getByText('large')).toBeVisible();
  await expect(page.getByText(/^1 large deal:/)).toBeHidden();
});

test('forecast and funnel lead to their opportunities', async ({ page }) => {
  await addSample(page, '200');
  await open(page, 'deals?view=forecast');
  const table = page.getByRole('group', { name: /^What is to come/ });
  const all = table.getByRole('row').filter({ has: page.getByRole('rowheader', { name: 'All', exact: true }) });
  await expect(all).toContainText('–');
  await all.getByRole('button').first().click();
  const sheet = page.getByRole('dialog', { name: 'Deals' });
  await expect(sheet.getByText(/^Behind this number: \d+$/)).toBeVisible();
  await sheet.getByRole('button', { name: 'Close' }).click();
  await page.getByRole('navigation', { name: 'Views' }).getByRole('link', { name: 'Funnel' }).click();
  const funnel = page.getByRole('group', { name: 'How far they come' });
  await expect(funnel.getByRole('row')).toHaveCount(7);
  const won = funnel.getByRole('row').filter({ has: page.getByRole('rowheader', { name: 'Won' }) });
  const n = await won.getByRole('button').textContent();
  await won.getByRole('button').click();
  await expect(sheet.getByText(`Behind this number: ${n}`)).toBeVisible();
  await sheet.getByRole('listitem').first().getByRole('link').click();
  await expect(page.getByRole('button', { name: 'Make an order' })).toBeVisible();
});
