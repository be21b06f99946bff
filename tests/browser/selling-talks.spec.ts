// Conversations from anywhere, with photos, links and the next step; who calls; visits and check-ins.
import { expect, test, type Page } from '@playwright/test';
import { addSample, kept, open, ROOT, rows, servedOffline, shown, speakChinese, toast } from './app';
import { openCustomer } from './customer';
import { Disk } from './disk';
import { choose, LATE_PLACE, photo, PNG } from './photos';

const PHONE = { width: 390, height: 844 };

const composer = (page: Page, name = 'Log a conversation') => page.getByRole('dialog', { name });
const timeline = (page: Page) => page.getByRole('region', { name: 'Timeline' });

test('a call is logged with its photo, a link and the next step, stays over a reload, and is undone as one', async ({ page }) => {
  await addSample(page, '200');
  const name = await openCustomer(page);
  const big = await photo(page, 2600, 1300);
  await page.keyboard.press('l');
  const form = composer(page);
  // Whoever is on the page is whom it was with.
  await expect(form.getByText(name).first()).toBeVisible();
  await expect(form.getByRole('button', { name: 'Call', exact: true })).toHaveAttribute('aria-pressed', 'true');
  const text = form.getByRole('textbox', { name: 'What was said' });
  await text.fill('asked about <b>refills</b> of ');
  await text.pressSequentially('@long');
  const offered = form.getByRole('option').first();
  await expect(offered).toContainText('Longjing');
  await offered.click();
  await expect(text).toHaveValue(/of @.*Longjing.* $/);
  await form.getByRole('textbox', { name: 'Outcome' }).fill('wants a sample');
  await form.getByRole('button', { name: 'They did' }).click();
  await form.getByRole('textbox', { name: 'Minutes' }).fill('4');
  await choose(page, 'Photo', [{ name: 'door.png', mimeType: 'image/jpeg', buffer: big }]);
  await expect(form.getByRole('button', { name: 'Take out door.jpg' })).toBeVisible();
  await form.getByRole('textbox', { name: 'Next step' }).fill('Send the sample');
  await expect(form.getByRole('textbox', { name: 'On', exact: true })).not.toHaveValue('');
  await form.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(form).toBeHidden();
  await expect(toast(page, 'Logged a conversation')).toBeVisible();

  const entry = timeline(page).getByRole('listitem').filter({ hasText: 'wants a sample' });
  await expect(entry).toContainText('inbound · 4 min');
  await expect(entry, 'text is never markup').toContainText('<b>refills</b>');
  await expect(entry.getByRole('link', { name: /Longjing/ })).toHaveAttribute('href', /records\?of=product&id=/);
  await entry.getByRole('button', { name: 'Show door.jpg' }).click();
  const large = page.getByRole('dialog', { name: 'File' }).getByRole('img', { name: 'door.jpg' });
  await expect(large).toBeVisible();
  expect(await large.evaluate((image: HTMLImageElement) => image.naturalWidth), 'made smaller').toBe(2000);
  await page.keyboard.press('Escape');

  await page.reload();
  await expect(entry.getByRole('img', { name: 'door.jpg' })).toBeVisible({ timeout: 20_000 });
  // Its kind alone, and another kind.
  await timeline(page).getByRole('combobox', { name: 'Kind of conversation' }).selectOption('Call');
  await expect(entry).toBeVisible();
  await timeline(page).getByRole('combobox', { name: 'Kind of conversation' }).selectOption('Visit');
  await expect(entry).toHaveCount(0);
  await timeline(page).getByRole('button', { name: 'All', exact: true }).click();
  await open(page, 'records?of=task');
  await expect(rows(page).filter({ hasText: 'Send the sample' })).toBeVisible();
  await page.keyboard.press('Control+z');
  await expect(toast(page, 'Undid: Logged a conversation')).toBeVisible();
  await expect(rows(page).filter({ hasText: 'Send the sample' })).toHaveCount(0);
});

test('what is written is there again, what is missing is said, and a file that does not fit or is gone is no riddle', async ({ page }) => {
  const disk = await Disk.of(page);
  await addSample(page, '200');
  await open(page, 'segments');
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: 'Search and commands' }).fill('log a visit');
  await page.getByRole('option', { name: /^Log a visit/ }).click();
  const form = composer(page);
  await expect(form.getByRole('button', { name: 'Visit', exact: true })).toHaveAttribute('aria-pressed', 'true');
  await form.getByRole('textbox', { name: 'What was said' }).fill('they have moved');
  await form.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(form.getByRole('alert')).toHaveText('Choose whom it was with.');
  await choose(page, 'File', [{ name: 'plan.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4 a plan') }]);
  await expect(form.getByRole('button', { name: 'Take out plan.pdf' })).toBeVisible();
  // The draft is written when the worker says it has nothing left to do.
  await kept(page);
  await page.reload();
  await shown(page);
  await page.keyboard.press('l');
  await expect(form.getByText('Draft of')).toBeVisible({ timeout: 20_000 });
  await expect(form.getByRole('textbox', { name: 'What was said' })).toHaveValue('they have moved');
  await expect(form.getByRole('button', { name: 'Take out plan.pdf' })).toBeVisible();

  await disk.fill();
  await choose(page, 'File', [{ name: 'film.mp4', mimeType: 'video/mp4', buffer: Buffer.alloc(3 << 20, 7) }]);
  await expect(form.getByText(/^film\.mp4: Not enough room/)).toBeVisible();
  await disk.clear();

  // Found by a part of a name in any order; the first of those talked with lately is one tap.
  await form.getByRole('group', { name: 'Talked with lately' }).getByRole('button').first().click();
  await form.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(toast(page, 'Logged a conversation')).toBeVisible();
  await page.keyboard.press('l');
  await expect(form.getByText('Draft of'), 'what was saved is no draft').toHaveCount(0);
  await page.keyboard.press('Escape');

  // The browser has cleared the bytes: the record says so.
  await page.evaluate(() => new Promise((done) => (indexedDB.deleteDatabase('rapport-files-1').onsuccess = done)));
  await open(page, 'records?of=activity');
  await rows(page).filter({ hasText: 'they have moved' }).getByRole('link').click();
  await page.getByRole('button', { name: 'Show plan.pdf' }).click();
  await page.getByRole('button', { name: 'Save as a file' }).click();
  await expect(page.getByRole('dialog', { name: 'File' }).getByText(/^plan\.pdf is not on this device/)).toBeVisible();
  await page.getByRole('dialog', { name: 'File' }).getByRole('button', { name: 'Delete' }).click();
  await expect(page.getByRole('button', { name: 'Show plan.pdf' })).toHaveCount(0);
  await page.keyboard.press('Control+z');
  await expect(page.getByRole('button', { name: 'Show plan.pdf' })).toBeVisible();
});

test('a time of which a part is missing does not become now', async ({ page }) => {
  await addSample(page, '200');
  const name = await openCustomer(page);
  await page.keyboard.press('l');
  const form = composer(page);
  await expect(form.getByText(name).first()).toBeVisible();
  await form.getByRole('textbox', { name: 'What was said' }).fill('asked for the lake tea');
  const when = form.getByLabel('When', { exact: true });
  await when.fill('2024-02-03T14:30');
  await when.focus();
  await page.keyboard.press('Backspace');
  await page.keyboard.press('Control+Enter');
  await expect(form.getByRole('alert')).toContainText('When: Not a day with a time yet');
  await when.fill('0002-02-03T14:30');
  await page.keyboard.press('Control+Enter');
  await expect(form.getByRole('alert')).toContainText('When: Not a day with a time yet');
  await when.fill('2024-02-03T14:30');
  await form.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(toast(page, 'Logged a conversation')).toBeVisible();
  await expect(timeline(page).getByRole('listitem').filter({ hasText: 'asked for the lake tea' })).toContainText('2024');
});

test('on a phone three taps and a sentence are enough, in Chinese, too', async ({ page }) => {
  await addSample(page, '200');
  await speakChinese(page);
  await page.setViewportSize(PHONE);
  await open(page, 'customers');
  await page.getByRole('navigation').getByRole('button', { name: '记录', exact: true }).click();
  const form = composer(page, '记录跟进');
  const recent = form.getByRole('group', { name: '最近联系' }).getByRole('button').first();
  await recent.click();
  await form.getByRole('textbox', { name: '内容' }).fill('约好周三送样品');
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  expect(overflow, 'nothing sticks out').toBeLessThanOrEqual(0);
  await form.getByRole('button', { name: '保存', exact: true }).click();
  await expect(toast(page, '记录了跟进')).toBeVisible();
  await open(page, 'records?of=activity');
  await expect(rows(page).first()).toContainText('约好周三送样品');
});

test('a number that calls leads to whoever has it, and does not stay in the address', async ({ page }) => {
  await addSample(page, '200');
  await open(page, 'call?number=%2B86%20199%209999%200000');
  await expect(page).toHaveURL(`${ROOT}call`);
  await expect(page.getByText('Nobody in the book has +86 199 9999 0000.')).toBeVisible({ timeout: 20_000 });
  await page.getByRole('textbox', { name: 'Name' }).fill('Zhao Wei');
  await page.getByRole('button', { name: 'New lead' }).click();
  const form = composer(page);
  await expect(form.getByText('Zhao Wei').first()).toBeVisible();
  await expect(form.getByRole('button', { name: 'They did' })).toHaveAttribute('aria-pressed', 'true');
  await form.getByRole('textbox', { name: 'What was said' }).fill('wants a price list');
  await form.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(toast(page, 'Logged a conversation')).toBeVisible();
  // The next time it is known, however it is written, and that it was called is a conversation of the lead.
  await open(page, 'call?number=19999990000');
  await expect(page.getByRole('heading', { name: 'Zhao Wei' })).toBeVisible();
  await expect(page.getByText(/wants a price list/)).toBeVisible();
  await page.getByRole('link', { name: 'Zhao Wei' }).click();
  await expect(page.getByRole('region', { name: 'Conversations' }).getByText('wants a price list')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Contacted' }).or(page.getByRole('combobox', { name: 'Status' })).first()).toBeVisible();
  const call = page.getByRole('group', { name: 'Call or write' }).getByRole('link', { name: 'Call', exact: true });
  await expect(call).toHaveAttribute('href', 'tel:+8619999990000');
  await page.goBack();
  expect(page.url()).not.toContain('9999');
});

test('who asked not to be called is called only on purpose', async ({ page }) => {
  await open(page, 'customers');
  await page.getByRole('button', { name: 'New customer', exact: true }).first().click();
  const adding = page.getByRole('dialog', { name: 'New customer' });
  await adding.getByRole('textbox', { name: 'Name', exact: true }).fill('Ann Lee');
  await adding.getByRole('textbox', { name: 'Phone', exact: true }).fill('138 0000 9999');
  await adding.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Ann Lee' })).toBeVisible();
  const call = page.getByRole('link', { name: 'Call', exact: true });
  await expect(call).toHaveAttribute('href', /^tel:\+?\d+$/);
  await page.getByText('Add …').click();
  await page.getByRole('region', { name: 'Facts' }).getByRole('button', { name: 'Do not call' }).click();
  await page.getByRole('checkbox', { name: 'Do not call' }).check();
  await expect(page.getByText('They asked not to be called.')).toBeVisible();
  await call.click();
  const warning = page.getByRole('dialog', { name: 'Contact them all the same?' });
  await warning.getByRole('button', { name: 'Leave it' }).click();
  await expect(warning).toBeHidden();
  await expect(composer(page)).toBeHidden();
});

/** Chooses the three nearest to visit, in this order. */
async function chooseThree(page: Page, order: number[]) {
  await addSample(page, '200');
  await open(page, 'field');
  await page.getByRole('button', { name: 'Near me' }).click();
  await expect(page.getByText('Distances are counted from where you are.')).toBeVisible();
  const choice = page.getByRole('region', { name: 'Whom to visit' });
  await expect(choice.getByRole('listitem').first()).toContainText(/\d (m|km)$|\d m|\d km/);
  for (const at of order) await choice.getByRole('checkbox').nth(at).check();
  const way = page.getByRole('region', { name: 'The way' });
  const stops = way.getByRole('listitem');
  await expect(stops).toHaveCount(3);
  return { way, stops };
}

test.describe('in the field', () => {
  test.use({ geolocation: { latitude: 31.2304, longitude: 121.4737, accuracy: 12 }, permissions: ['geolocation'] });

  test('visits are put in a short order, moved by hand, and stand in the agenda', async ({ page }) => {
    const { way, stops } = await chooseThree(page, [2, 0, 1]);
    await expect(way.getByRole('status')).toContainText(/^3 visits, .* as the crow flies$/);
    const names = async () => Promise.all((await stops.all()).map((stop) => stop.getByRole('link').first().textContent()));
    const before = await names();
    await way.getByRole('button', { name: `${before[0]}: later`, exact: true }).click();
    await expect.poll(names).toEqual([before[1], before[0], before[2]]);
    await way.getByRole('button', { name: 'Shortest way' }).click();
    await expect.poll(names).toEqual(before);
    await way.getByRole('button', { name: 'Put into the agenda' }).click();
    await expect(toast(page, 'Planned 3 visits')).toBeVisible();
    await open(page, 'records?of=task');
    // More tasks than a screen holds: it is looked for by its name.
    await page.getByRole('searchbox', { name: 'Filter these records' }).fill(`Visit ${before[0]}`);
    await expect(rows(page).filter({ hasText: `Visit ${before[0]}` })).toBeVisible();
    await page.getByRole('searchbox', { name: 'Filter these records' }).blur();
    await page.keyboard.press('Control+z');
    await expect(rows(page).filter({ hasText: `Visit ${before[0]}` })).toHaveCount(0);
  });

  test('who was chosen stays while one looks at a customer; the way is shown by maps that open where one is', async ({ page }) => {
    const { way, stops } = await chooseThree(page, [0, 1, 2]);
    await expect(way.getByRole('link', { name: 'The way in maps', exact: true })).toHaveAttribute('href', /^https:\/\/www\.google\.com\/maps\//);
    const first = stops.first().getByRole('link').first();
    const name = (await first.textContent()) ?? '';
    await first.click();
    await expect(page).toHaveURL(/customers\?.*id=/);
    await page.goBack();
    await expect(stops).toHaveCount(3);
    await expect(stops.first().getByRole('link').first()).toHaveText(name);
    await kept(page);
    await page.reload();
    await expect(stops).toHaveCount(3);
    await speakChinese(page);
    await open(page, 'field');
    const inChinese = page.getByRole('region', { name: '路线', exact: true });
    const place = '-?\\d+\\.\\d{6},-?\\d+\\.\\d{6}';
    const amap = (via: string) => new RegExp(`^https://uri\\.amap\\.com/navigation\\?to=${place}${via}&mode=car&coordinate=wgs84`);
    await expect(inChinese.getByRole('link', { name: '在地图中导航（1–2）' })).toHaveAttribute('href', amap(`&via=${place}`));
    await expect(inChinese.getByRole('link', { name: '在地图中导航（3）' })).toHaveAttribute('href', amap(''));
    // Given up, nobody is chosen any more.
    await inChinese.getByRole('button', { name: '清空' }).click();
    await expect(inChinese.getByRole('listitem')).toHaveCount(0);
    await kept(page);
    await open(page, 'customers');
    await open(page, 'field');
    await expect(inChinese.getByText('选择要拜访的客户，这里会排出较短的路线。')).toBeVisible();
  });

  test('who was chosen stays until the next day, where one sets out from does not', async ({ page }) => {
    await addSample(page, '200');
    await open(page, 'field');
    const from = page.getByText('Distances are counted from where you are.', { exact: true });
    await page.getByRole('button', { name: 'Near me' }).click();
    await expect(from).toBeVisible();
    const choice = page.getByRole('region', { name: 'Whom to visit' });
    await expect(choice.getByRole('listitem').first()).toContainText(/\d m|\d km/);
    for (const at of [0, 1]) await choice.getByRole('checkbox').nth(at).check();
    const stops = page.getByRole('region', { name: 'The way', exact: true }).getByRole('listitem');
    await expect(stops).toHaveCount(2);
    // Kept on this device one after the other: a look elsewhere and back shows that it was.
    await kept(page);
    await open(page, 'customers');
    await open(page, 'field');
    await expect(stops).toHaveCount(2);
    await expect(from).toBeVisible();
    await page.clock.setFixedTime(Date.now() + 86_400_000);
    await page.reload();
    await expect(stops).toHaveCount(2);
    await expect(from).toHaveCount(0);
  });

  test('a check-in keeps place, accuracy and photo, works offline, and tells of later changes', async ({ page, context }) => {
    await addSample(page, '200');
    await servedOffline(page);
    await open(page, 'field');
    await expect(page.getByRole('region', { name: 'Whom to visit' }).getByRole('listitem').first()).toBeVisible();
    await servedOffline(page);
    await context.setOffline(true);
    await page.getByRole('button', { name: 'Check in', exact: true }).click();
    const form = page.getByRole('dialog', { name: 'Check in' });
    await expect(form.getByText('You are at 31.230400,121.473700, to within 12 m.')).toBeVisible();
    await form.getByRole('group', { name: 'Talked with lately' }).getByRole('button').first().click();
    await form.getByRole('textbox', { name: 'Note' }).fill('the owner was in');
    await choose(page, 'Photo', [{ name: 'door.png', mimeType: 'image/png', buffer: PNG }]);
    await expect(form.getByRole('button', { name: 'Take out door.png' })).toBeVisible();
    await form.getByRole('button', { name: 'Check in', exact: true }).click();
    await expect(toast(page, 'Checked in')).toBeVisible();
    const first = page.getByRole('region', { name: 'Check-ins' }).getByRole('listitem').filter({ hasText: 'the owner was in' });
    await expect(first).toContainText('to within 12 m');
    await expect(first).toContainText('unchanged since');
    await context.setOffline(false);
    await first.getByRole('link').first().click();
    await expect(page.getByText('Unchanged since it was made.')).toBeVisible();
    await page.getByTitle('Change Position').click();
    await page.getByRole('textbox', { name: 'Position' }).fill('31.5,121.5');
    await page.getByRole('textbox', { name: 'Position' }).press('Enter');
    await expect(page.getByText(/^Changed since it was made/)).toBeVisible();
    await page.keyboard.press('Control+z');
    await expect(page.getByText('Unchanged since it was made.')).toBeVisible();
  });
});

test('without a position one checks in by hand', async ({ page, context }) => {
  await context.clearPermissions();
  await addSample(page, '200');
  await page.setViewportSize(PHONE);
  await open(page, 'field');
  await page.getByRole('button', { name: 'Check in', exact: true }).click();
  const form = page.getByRole('dialog', { name: 'Check in' });
  await expect(form.getByText('You can check in all the same, without a position.')).toBeVisible({ timeout: 20_000 });
  await form.getByRole('button', { name: 'Check in', exact: true }).click();
  await expect(form.getByRole('alert')).toContainText('A check-in needs a customer or a place.');
  await form.getByRole('group', { name: 'Talked with lately' }).getByRole('button').first().click();
  await form.getByRole('button', { name: 'Check in', exact: true }).click();
  await expect(toast(page, 'Checked in')).toBeVisible();
  await expect(page.getByRole('region', { name: 'Check-ins' }).getByText('without a position').first()).toBeVisible();
});

test('a check-in waits for the place, or goes without where one says so', async ({ page }) => {
  await page.addInitScript(LATE_PLACE);
  await addSample(page, '200');
  await open(page, 'field');
  const form = page.getByRole('dialog', { name: 'Check in' });
  // The sample has some of its own.
  const made = page.getByRole('region', { name: 'Check-ins' }).getByRole('listitem');
  await expect(made.first()).toBeVisible();
  const [before, bare] = [await made.count(), await made.filter({ hasText: 'without a position' }).count()];
  const begin = async () => {
    await page.getByRole('button', { name: 'Check in', exact: true }).click();
    await form.getByRole('group', { name: 'Talked with lately' }).getByRole('button').first().click();
    await form.getByRole('button', { name: 'Check in', exact: true }).click();
    await expect(form.getByText('Finding out where you are; then it is checked in …')).toBeVisible();
  };
  await begin();
  await page.evaluate('tellPlace()');
  await expect(form).toHaveCount(0);
  await expect(made).toHaveCount(before + 1);
  await expect(made.first()).toContainText('to within 12 m');
  await begin();
  await form.getByRole('button', { name: 'Without a position' }).click();
  await expect(form).toHaveCount(0);
  await expect(made).toHaveCount(before + 2);
  await expect(made.filter({ hasText: 'without a position' })).toHaveCount(bare + 1);
});
