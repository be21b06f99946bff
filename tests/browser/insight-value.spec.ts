// Life-time value and trust: what the relations are worth, where to spend on them, and whether the forecasts behind it hold.
import { readFileSync } from 'node:fs';
import { expect, test, type Page } from '@playwright/test';
import { addSample, importCdnow, listCount, open, PAGES, settled, speakChinese, toast } from './app';

const frame = (page: Page, heading: string) =>
  page.locator('section').filter({ has: page.getByRole('heading', { level: 2, name: heading }) });

async function csv(page: Page, heading: string) {
  const coming = page.waitForEvent('download');
  await frame(page, heading).getByRole('button', { name: 'CSV' }).click();
  return readFileSync((await (await coming).path()) ?? '', 'utf8').trim().split('\r\n');
}

test('life-time value: a total with its interval, tenths, and a way to the list', async ({ page }) => {
  await addSample(page, '200');
  await open(page, 'cohorts');
  await page.getByRole('navigation', { name: 'Insight' }).getByRole('link', { name: 'Life-time value' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Life-time value' })).toBeVisible();
  await expect(page.getByText(/^95 % interval: .+ to .+$/)).toBeVisible();
  const tenths = page.getByRole('group', { name: 'How the value is spread' });
  await expect(tenths.getByRole('rowheader')).toHaveCount(10);
  const lines = await csv(page, 'How the value is spread');
  expect(lines).toHaveLength(11);
  // Value and mean have their intervals.
  expect(lines[0]).toContain('Value,"Value, from (95 %)","Value, to (95 %)",Share,Mean,"Mean, from (95 %)","Mean, to (95 %)"');
  await expect(tenths.getByRole('row').nth(1).locator('.figure-range')).toHaveText([/^.+ to .+$/, /^.+ to .+$/]);
  const shares = lines.slice(1).map((line) => Number(line.split(',')[5]));
  expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 2);
  const means = lines.slice(1).map((line) => Number(line.split(',')[6]));
  expect([...means].sort((a, b) => b - a)).toEqual(means);
  // Each tenth leads to its own customers.
  const second = tenths.getByRole('row').nth(2);
  const n = await second.getByRole('cell').first().textContent();
  await second.getByRole('button').click();
  await expect(page).toHaveURL(/customers\?sort=-lifetime_value/);
  await expect(listCount(page)).toHaveText(`${n} of 200`);
  await page.goBack();
  // Those who came in one year have their own, and the years are everybody.
  const years = page.getByRole('group', { name: 'Value by year of first order' });
  const [head, ...came] = await csv(page, 'Value by year of first order');
  expect(head).toMatch(/^Year,Customers,Value of one,/);
  await expect(years.getByRole('rowheader')).toHaveText(came.map((line) => line.split(',')[0]));
  const year = years.getByRole('row').nth(1);
  const few = await year.getByRole('cell').first().getByRole('button').textContent();
  await year.getByRole('button').click();
  await expect(listCount(page)).toHaveText(`${few} of 200`);
  await page.goBack();
  await expect(frame(page, 'Value by year of first order').getByRole('link', { name: /^Cohorts/ })).toHaveAttribute('href', 'cohorts');
  // So does the total.
  const [, all] = /([\d,]+) customers/.exec((await frame(page, 'What the customers will bring').innerText()) ?? '') ?? [];
  await page.getByRole('button', { name: /^Show them/ }).click();
  await expect(listCount(page)).toHaveText(`${all} of 200`);
  await page.goBack();
  await page.getByRole('slider', { name: 'Horizon, days' }).fill('730');
  await expect(page.getByText('what is only tried has no list')).toBeVisible();
  await expect(tenths.getByRole('button')).toHaveCount(0);
});

test('life-time value: what-ifs are tried and taken back, and what is set is kept', async ({ page }) => {
  await addSample(page, '200');
  await open(page, 'value');
  const total = page.locator('.value-total');
  await expect(total).toBeVisible();
  const before = (await total.textContent()) ?? '';
  await page.getByRole('slider', { name: 'Margin, per cent' }).fill('50');
  await expect(page.getByText('Margin 50%', { exact: true })).toBeVisible();
  await expect(page.getByText(`As set it is ${before}.`)).toBeVisible();
  await expect(total).not.toHaveText(before);
  await page.getByRole('slider', { name: 'Horizon, days' }).fill('730');
  await expect(page.getByText(/within 730 days/)).toBeVisible();
  await page.getByRole('button', { name: 'As set' }).click();
  await expect(total).toHaveText(before);

  // A setting: it stands after a reload, and is undone like any change.
  await page.getByText('Margin and discount').click();
  await page.getByLabel('Discount, % a year').fill('40');
  await page.getByLabel('Discount, % a year').blur();
  await expect(page.getByText(/discount 40% a year/)).toBeVisible();
  await page.reload();
  await expect(page.getByText(/discount 40% a year/)).toBeVisible();
  await page.keyboard.press('Control+z');
  await expect(total).toHaveText(before);
});

test('life-time value: corners say what to do and lead to customers; contacts cost what is typed', async ({ page }) => {
  await addSample(page, '200');
  await open(page, 'value');
  for (const corner of ['Keep', 'Grow', 'Ask', 'Let go']) {
    await expect(page.getByRole('heading', { level: 3, name: corner })).toBeVisible();
  }
  await page.getByRole('button', { name: 'First customers: Let go' }).click();
  await expect(page.getByText(/^Let go: the first \d+ of \d+$/)).toBeVisible();
  await expect(page.getByRole('columnheader', { name: 'After contacts' })).toHaveCount(0);
  // The file has all customers of all corners, and a corner can be kept as a tag.
  const letGo = page.locator('section.value-corner').filter({ has: page.getByRole('heading', { name: 'Let go', exact: true }) });
  const n = await letGo.getByRole('definition').first().textContent();
  await expect(letGo.getByRole('definition').nth(1)).toContainText(/ to /);
  await expect(page.getByRole('group', { name: /^Let go: the first/ }).getByRole('row').nth(1).locator('.figure-range')).toHaveCount(1);
  const lines = await csv(page, 'Where to invest, where to let go');
  expect(lines[0]).toContain('To come,"To come, from (95 %)","To come, to (95 %)",Earned so far');
  expect(lines.filter((line) => line.startsWith('Let go,'))).toHaveLength(Number(n));
  await page.getByRole('button', { name: `Tag ${n} customers` }).click();
  await expect(toast(page, `Changed tags of ${n} records`)).toBeVisible();
  await page.keyboard.press('Control+z');
  const cost = page.getByLabel('A contact costs');
  await cost.fill('dear');
  await cost.blur();
  await expect(page.getByRole('alert')).toBeVisible();
  await cost.fill('1000000');
  await cost.blur();
  await expect(page.getByRole('columnheader', { name: 'After contacts' })).toBeVisible();
  await expect(page.getByText(/more in contacts than they will bring/)).toBeVisible();
  const first = page.getByRole('group', { name: /^Let go: the first/ }).getByRole('link').first();
  const name = (await first.textContent()) ?? '';
  await first.click();
  await expect(page.getByRole('heading', { name }).first()).toBeVisible();
});

test('life-time value: without spend nothing is told of cost', async ({ page }) => {
  await addSample(page, '200');
  await open(page, 'value');
  const sources = frame(page, 'What a new customer costs');
  await expect(sources.getByText('No acquisition spend is written down yet')).toBeVisible();
  await expect(sources.getByRole('cell', { name: 'not enough' }).first()).toBeVisible();
  // The buyers of a source are a list.
  const buyers = sources.getByRole('row').nth(1).getByRole('cell').first();
  const n = await buyers.getByRole('button').textContent();
  await buyers.getByRole('button').click();
  await expect(listCount(page)).toHaveText(`${n} of 200`);
  await page.goBack();
  await sources.getByRole('link', { name: 'Add acquisition spend' }).click();
  await expect(page).toHaveURL(/records\?of=acquisition_spend/);
});

test('trust: the forecasts are judged by the own log, in plain words, with a model card', async ({ page }) => {
  await importCdnow(page);
  await open(page, 'trust');
  await expect(page.getByText(/Fitted to the orders until 31 Dec 1997/)).toBeVisible({ timeout: 20_000 });
  await expect(page.getByText(/ranks your customers/).first()).toBeVisible();
  // Whether the chances are better than one for all, and how many would order, say how sure they are.
  await expect(page.getByText(/the error is 0\.\d+ against 0\.\d+, 0\.\d+ lower \(95 % interval 0\.\d+ to 0\.\d+\)\.$/)).toBeVisible();
  const ordered = page.getByRole('row').filter({ has: page.getByRole('rowheader', { name: 'Customers who ordered' }) });
  await expect(ordered.getByRole('cell').first()).toHaveText(/^\d+ \(\d+ to \d+\)$/);
  const lines = await csv(page, 'Did the forecasts come true?');
  expect(lines).toHaveLength(8);
  const fifths = page.getByRole('group', { name: 'Said and happened, by fifths' });
  await expect(fifths.getByRole('rowheader')).toHaveCount(5);
  // A fifth and a stage list who brought most of them, and whether they ordered.
  await fifths.getByRole('button', { name: /Fifth 5/ }).click();
  const members = page.getByRole('group', { name: /^Fifth 5: the 20 who brought most, of / });
  await expect(members.getByRole('rowheader')).toHaveCount(20);
  await expect(members.getByRole('row').nth(1)).toContainText(/(ordered|did not order)$/);
  const stages = page.getByRole('group', { name: 'Who ordered, by stage', exact: true });
  await stages.getByRole('button').first().click();
  await expect(frame(page, 'Who ordered, by stage').getByText(/ who brought most, of /)).toBeVisible();
  const card = frame(page, 'The models in short');
  await expect(card.getByText(/MBG\/NBD|BG\/NBD/).first()).toBeVisible();
  await expect(card.getByRole('rowheader')).toHaveText(['r', 'α', 'a', 'b', 'p', 'q', 'v']);
  await speakChinese(page);
  await open(page, 'trust');
  await expect(page.getByRole('heading', { level: 1, name: '可信度' })).toBeVisible();
  await expect(page.getByRole('heading', { level: 3, name: '弱点' })).toBeVisible();
});

test('without orders both pages say what they need', async ({ page }) => {
  for (const path of ['value', 'trust']) {
    await open(page, path);
    await expect(page.getByRole('heading', { name: 'No orders yet' })).toBeVisible();
  }
});

test('on a phone no page of insight is wider than the screen, in both languages', async ({ page }) => {
  test.setTimeout(180_000);
  await addSample(page, '200');
  await page.setViewportSize({ width: 390, height: 844 });
  const insight = PAGES.slice(PAGES.findIndex(({ path }) => path === 'segments'), PAGES.findIndex(({ path }) => path === 'trust') + 1);
  expect(insight).toHaveLength(15);
  for (const language of ['en', 'zh'] as const) {
    if (language === 'zh') await speakChinese(page);
    for (const known of insight) {
      await open(page, known.path);
      await expect(page.getByRole('heading', { level: 1, name: known[language], exact: true })).toBeVisible();
      await expect(page.getByRole('heading', { level: 2 }).first()).toBeVisible({ timeout: 20_000 });
      await settled(page);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      expect(wide, `${known.path} ${language}`).toBeLessThanOrEqual(0);
    }
  }
});
