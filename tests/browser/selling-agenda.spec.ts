// The agenda and Today: planned in one line, done, put off, repeated, moved, reminded of; customers to think of; and a file for calendars.
import { readFileSync } from 'node:fs';
import { expect, test, type Page } from '@playwright/test';
import ICAL from 'ical.js';
import { addSample, chooseFile, open, sameDay, speakChinese, toast } from './app';

async function plan(page: Page, text: string) {
  await page.getByRole('textbox', { name: 'What is to be done, and when' }).fill(text);
  await page.keyboard.press('Enter');
  await expect(toast(page, 'Added task')).toBeVisible();
}

const group = (page: Page, name: string) =>
  page.locator('section').filter({ has: page.getByRole('heading', { level: 2, name: new RegExp(`^${name} `) }) });
const line = (page: Page, subject: string) => page.getByRole('listitem').filter({ has: page.getByRole('link', { name: subject, exact: true }) });

for (const viewport of [{ width: 1280, height: 800 }, { width: 390, height: 844 }]) {
  test(`planned in a line, done, undone, kept, at ${viewport.width}`, async ({ page }) => {
    await page.setViewportSize(viewport);
    await open(page, 'agenda');
    await expect(page.getByRole('heading', { name: 'Nothing planned yet' })).toBeVisible();
    await plan(page, 'Call Li tomorrow 15:00');
    await plan(page, 'Send the offer');
    await expect(group(page, 'Tomorrow').getByText(/^(15:00|3:00\sPM)$/)).toBeVisible();
    await expect(group(page, 'Today').getByRole('link', { name: 'Send the offer' })).toBeVisible();
    // What does not exist is told, and nothing is added.
    await page.getByRole('textbox', { name: 'What is to be done, and when' }).fill('Pay 2026-02-30');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('alert')).toContainText('“2026-02-30” does not exist');
    // Its line goes at once, so it is clicked, not checked.
    await page.getByRole('checkbox', { name: 'Done: Send the offer' }).click();
    await expect(toast(page, 'Completed 1 task')).toBeVisible();
    await expect(line(page, 'Send the offer')).toHaveCount(0);
    await page.getByRole('button', { name: 'Undo', exact: true }).click();
    await expect(line(page, 'Send the offer')).toBeVisible();
    await page.reload();
    await expect(line(page, 'Call Li')).toBeVisible();
    expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0);
  });
}

test('what repeats comes back, and what is put off comes later', async ({ page }) => {
  await open(page, 'agenda');
  await plan(page, 'Team tomorrow 9:00');
  await line(page, 'Team').getByRole('link', { name: 'Team' }).click();
  const sheet = page.getByRole('dialog', { name: 'Agenda' });
  await sheet.getByRole('combobox', { name: 'Repeat', exact: true }).selectOption({ label: 'Every week' });
  await expect(toast(page, 'Changed repeat')).toBeVisible();
  await sheet.getByRole('button', { name: 'Done', exact: true }).click();
  await expect(group(page, 'Later').getByRole('link', { name: 'Team' })).toBeVisible();
  await expect(group(page, 'Tomorrow')).toHaveCount(0);
  await page.getByRole('button', { name: 'Put off: Team' }).click();
  const later = page.getByRole('dialog', { name: 'Put off' });
  await later.getByLabel('Until').fill('2099-01-05T08:00');
  await later.getByRole('button', { name: 'Put off' }).click();
  await expect(toast(page, 'Put off 1 task')).toBeVisible();
  await expect(line(page, 'Team')).toContainText('put off');
  // An end before its beginning is refused, and told.
  await line(page, 'Team').getByRole('link', { name: 'Team' }).click();
  await sheet.getByTitle('Change Ends', { exact: true }).click();
  const ends = sheet.getByLabel('Ends', { exact: true });
  await ends.fill('2001-01-01T08:00');
  await ends.press('Enter');
  await expect(sheet.getByText('The end lies before the beginning')).toBeVisible();
});

test('a week, a day and a month show it, and it is moved by hand', async ({ page }) => {
  // A Wednesday.
  await open(page, 'agenda?view=week&day=2027-03-10');
  await plan(page, 'Visit 2027-03-09 10:00');
  await page.getByRole('link', { name: 'Forward' }).click();
  await expect(page.getByRole('link', { name: /Visit/ })).toHaveCount(0);
  await page.getByRole('link', { name: 'Back', exact: true }).click();
  const column = (name: RegExp) => page.locator('.agenda-column').filter({ has: page.getByRole('heading', { name }) });
  await expect(column(/^Tue/).getByRole('link', { name: /Visit/ })).toBeVisible();
  await column(/^Tue/).getByRole('link', { name: /Visit/ }).dragTo(column(/^Thu/).locator('.agenda-slot').nth(3));
  await expect(column(/^Thu/).getByRole('link', { name: /Visit/ })).toBeVisible();
  await column(/^Thu/).getByRole('link', { name: /Visit/ }).click();
  const sheet = page.getByRole('dialog', { name: 'Agenda' });
  await sheet.getByLabel('Day', { exact: true }).fill('2027-03-12');
  await sheet.getByLabel('Time, empty for all day').fill('14:30');
  await sheet.getByRole('button', { name: 'Move', exact: true }).click();
  await page.keyboard.press('Escape');
  await expect(column(/^Fri/).getByRole('link', { name: /Visit/ })).toContainText(/14:30|2:30/);
  await page.getByRole('navigation', { name: 'Views' }).getByRole('link', { name: 'Month' }).click();
  await expect(page.getByRole('link', { name: /Visit/ })).toBeVisible();
});

test('a week is hours: what overlaps stands side by side, and a phone shows a day of it', async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 800 });
  // Another week is today's, whenever this runs.
  await page.clock.setFixedTime(new Date('2027-02-01T11:00:00'));
  await open(page, 'agenda?view=week&day=2027-03-10');
  for (const text of ['One 2027-03-09 10:00', 'Two 2027-03-09 10:00', 'Late 2027-03-09 20:30', 'Whole 2027-03-09']) await plan(page, text);
  const tuesday = page.getByRole('region', { name: /^Tue/ });
  const box = async (name: string) => {
    const found = await tuesday.getByRole('link', { name: new RegExp(name) }).boundingBox();
    if (!found) throw new Error(`${name} is not drawn`);
    return found;
  };
  for (const name of ['One', 'Two', 'Late', 'Whole']) await expect(tuesday.getByRole('link', { name: new RegExp(name) })).toBeVisible();
  const [one, two, late, whole] = [await box('One'), await box('Two'), await box('Late'), await box('Whole')];
  expect(Math.abs(one.y - two.y)).toBeLessThan(1);
  expect(Math.max(one.x, two.x)).toBeGreaterThanOrEqual(Math.min(one.x + one.width, two.x + two.width));
  // Ten hours and a half lie between them, each as high as the next.
  expect(late.y - one.y).toBeCloseTo(10.5 * 48, -1);
  expect(whole.y).toBeLessThan(one.y);
  await tuesday.getByRole('link', { name: /One/ }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog', { name: 'Agenda' })).toBeVisible();
  await page.keyboard.press('Escape');

  await page.setViewportSize({ width: 390, height: 844 });
  await expect(tuesday.getByRole('link', { name: /One/ })).toBeHidden();
  await page.getByRole('heading', { name: /^Tue/ }).getByRole('link').click();
  await expect(tuesday.getByRole('link', { name: /One/ })).toBeVisible();
  await expect(page.getByRole('region', { name: /^Wed/ }).getByRole('list')).toHaveCount(0);
  expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0);
  // Where the clock stands is shown today, and only then.
  await expect(page.locator('.agenda-now')).toHaveCount(0);
  await page.clock.setFixedTime(new Date('2027-03-09T11:00:00'));
  await page.reload();
  await expect(page.locator('.agenda-now')).toBeVisible();
});

test('a day is ticked off where it stands, at a desk and on a phone', async ({ page }) => {
  for (const viewport of [{ width: 1440, height: 900 }, { width: 390, height: 844 }]) {
    await page.setViewportSize(viewport);
    const name = `Half ${viewport.width}`;
    await open(page, 'agenda?view=day&day=2027-03-10');
    for (const text of [`${name} 2027-03-10 10:00`, `Next${name} 2027-03-10 10:30`, `Whole ${name} 2027-03-10`]) await plan(page, text);
    for (const subject of [name, `Next${name}`, `Whole ${name}`]) await expect(page.getByRole('checkbox', { name: `Done: ${subject}`, exact: true })).toBeVisible();
    for (const subject of [name, `Whole ${name}`]) {
      const tick = page.getByRole('checkbox', { name: `Done: ${subject}`, exact: true });
      const next = await page.getByRole('checkbox', { name: `Done: Next${name}`, exact: true }).boundingBox();
      const box = await tick.boundingBox();
      // Half an hour is high enough to be hit.
      if (subject === name && viewport.width < 500) expect((next?.y ?? 0) - (box?.y ?? 0)).toBeGreaterThanOrEqual(40);
      await tick.click();
      await expect(toast(page, 'Completed 1 task')).toBeVisible();
      await expect(tick).toBeChecked();
      await page.reload();
      await expect(tick).toBeChecked();
    }
    await page.keyboard.press('Control+z');
    await expect(page.getByRole('checkbox', { name: `Done: Whole ${name}`, exact: true })).not.toBeChecked();
    expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0);
  }
  // A week at a desk has no room for it.
  await page.setViewportSize({ width: 1440, height: 900 });
  await open(page, 'agenda?view=week&day=2027-03-10');
  await expect(page.getByRole('link', { name: /Half 390/ }).first()).toBeVisible();
  await expect(page.getByRole('checkbox', { name: 'Done: Half 390', exact: true })).toBeHidden();
});

test('the groups of the list say how much waits in all, not how much is drawn', async ({ page }) => {
  await open(page, 'import');
  const tasks = Array.from({ length: 70 }, (_, at) => `Old ${at},2020-01-${String((at % 28) + 1).padStart(2, '0')} 09:00`);
  await chooseFile(page, { name: 'tasks.csv', mimeType: 'text/csv', buffer: Buffer.from(['Name,Due', ...tasks].join('\n')) });
  await page.getByRole('combobox', { name: 'What the file holds', exact: true }).selectOption('Tasks');
  await page.getByRole('button', { name: 'Check the whole file' }).click();
  await page.getByRole('main').getByRole('button', { name: 'Import', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Imported' })).toBeVisible();
  await open(page, 'agenda');
  await expect(page.getByRole('heading', { level: 2, name: 'Overdue 70' })).toBeVisible();
  await expect(page.getByText('10 more are not shown here.')).toBeVisible();
  await page.getByRole('checkbox', { name: /^Done: Old/ }).first().click();
  await expect(page.getByRole('heading', { level: 2, name: 'Overdue 69' })).toBeVisible();
});

test('what comes back is read from the line, shown before it is kept, and told where it cannot be', async ({ page }) => {
  await open(page, 'agenda');
  const text = page.getByRole('textbox', { name: 'What is to be done, and when' });
  await text.fill('Call Li every Monday 9:00');
  await expect(page.locator('.agenda-quick').getByText('Every week', { exact: true })).toBeVisible();
  await text.press('Enter');
  await expect(toast(page, 'Added task')).toBeVisible();
  await expect(line(page, 'Call Li')).toContainText('Every week');
  await text.fill('Call Li every 3 days');
  await text.press('Enter');
  await expect(page.getByRole('alert')).toContainText('“every 3 days”');
  await expect(line(page, 'Call Li')).toHaveCount(1);
  await speakChinese(page);
  await open(page, 'agenda');
  await page.getByRole('textbox', { name: '要做什么，什么时候' }).fill('每月1号交房租');
  await expect(page.locator('.agenda-quick').getByText('每月', { exact: true })).toBeVisible();
  await page.getByRole('button', { name: '添加', exact: true }).click();
  await expect(line(page, '交房租')).toContainText('每月');
});

test('the calendar file is read by a calendar', async ({ page }) => {
  await addSample(page, '200');
  await open(page, 'agenda');
  await plan(page, 'Lunch, with; “Ann” 2026-12-01 12:30');
  const coming = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Calendar file (.ics)' }).click();
  const download = await coming;
  expect(download.suggestedFilename()).toBe('rapport-agenda.ics');
  const text = readFileSync(await download.path(), 'utf8');
  const calendar = new ICAL.Component(ICAL.parse(text));
  const todos = calendar.getAllSubcomponents('vtodo');
  const events = calendar.getAllSubcomponents('vevent');
  expect(todos.length).toBeGreaterThan(15);
  expect(events.length).toBeGreaterThan(10);
  for (const one of [...todos, ...events]) {
    expect(one.getFirstPropertyValue('uid')).toMatch(/@rapport$/);
    expect(one.getFirstPropertyValue('dtstamp')).toBeTruthy();
  }
  const lunch = todos.find((todo) => todo.getFirstPropertyValue('summary') === 'Lunch, with; “Ann”');
  const due = lunch?.getFirstPropertyValue('due') as ICAL.Time;
  expect(due.toJSDate().getTime()).toBe(new Date('2026-12-01T12:30:00').getTime());
  const alarm = lunch?.getFirstSubcomponent('valarm')?.getFirstPropertyValue('trigger') as ICAL.Duration;
  expect(alarm.toSeconds()).toBe(-600);
  // A series recurs as it does here: a team meeting every week at the same time on the clock.
  const team = events.find((event) => String(event.getFirstPropertyValue('summary')).includes('Team meeting'));
  const times = new ICAL.Event(team!).iterator();
  const [first, second] = [times.next(), times.next()];
  expect(second.subtractDate(first).toSeconds()).toBe(7 * 86_400);
  expect([first.hour, first.minute]).toEqual([second.hour, second.minute]);
});

test('Today tells what waits, and a customer who was thought of goes', async ({ page }) => {
  await addSample(page, '200');
  await open(page, 'today');
  await expect(page.getByText(/things wait for you/)).toBeVisible();
  await expect(group(page, 'Overdue').getByRole('listitem').first()).toBeVisible();
  await expect(group(page, 'Customers about to leave').getByRole('listitem')).toHaveCount(5);
  const care = group(page, 'Customers to think of');
  const first = care.getByRole('listitem').first();
  const name = (await first.getByRole('link').first().textContent()) ?? '';
  await first.getByText('Suggested message').click();
  await expect(first.getByRole('textbox', { name: 'Suggested message' })).not.toBeEmpty();
  await first.getByRole('checkbox').click();
  await expect(toast(page, 'Logged a conversation')).toBeVisible();
  await expect(care.getByRole('listitem').first().getByRole('link').first()).not.toHaveText(name);
  await page.getByRole('button', { name: 'Undo', exact: true }).click();
  await expect(care.getByRole('listitem').first().getByRole('link').first()).toHaveText(name);
});

test('a greeting that is being written stays with its customer while another one goes', async ({ page }) => {
  await addSample(page, '200');
  for (const path of ['today', 'agenda?view=care']) {
    await open(page, path);
    const care = page.getByRole('listitem').filter({ has: page.getByText('Suggested message') });
    await expect(care.first()).toBeVisible();
    const gone = (await care.first().getByRole('link').first().textContent()) ?? '';
    const ofGone = care.filter({ has: page.getByRole('link', { name: gone, exact: true }) });
    // A holiday and a birthday of one customer may both be near.
    const before = await ofGone.count();
    const other = care.filter({ hasNot: page.getByRole('link', { name: gone, exact: true }) }).first();
    const name = (await other.getByRole('link').first().textContent()) ?? '';
    await other.getByText('Suggested message').click();
    const written = page.getByRole('textbox', { name: 'Suggested message' });
    await written.fill('How is the garden?');
    await care.first().getByRole('checkbox').click();
    await expect(ofGone).not.toHaveCount(before);
    await expect(written).toHaveCount(1);
    await expect(written).toHaveValue('How is the garden?');
    await expect(care.filter({ has: written }).getByRole('link').first()).toHaveText(name);
  }
});

test('a reminder appears when its time has come', async ({ page }) => {
  const due = sameDay();
  await page.clock.install({ time: due });
  await open(page, 'agenda');
  due.setMinutes(due.getMinutes() + 30);
  const two = (n: number) => String(n).padStart(2, '0');
  const day = `${due.getFullYear()}-${two(due.getMonth() + 1)}-${two(due.getDate())}`;
  await plan(page, `Call Ann ${day} ${two(due.getHours())}:${two(due.getMinutes())}`);
  // Ten minutes before it is due.
  due.setSeconds(0, 0);
  const left = await page.evaluate((due) => due - Date.now(), due.getTime());
  await page.clock.runFor(left - 10 * 60_000 + 2_000);
  await expect(toast(page, /Call Ann · /)).toBeVisible();
});

test('the pages speak Chinese', async ({ page }) => {
  await speakChinese(page);
  await open(page, 'today');
  await expect(page.getByRole('heading', { name: '今天没有待办事项' })).toBeVisible();
  await open(page, 'agenda');
  await page.getByRole('textbox', { name: '要做什么，什么时候' }).fill('明天下午3点给李总打电话');
  await expect(page.getByText(/给李总打电话 · 明天 15:00/)).toBeVisible();
  await page.getByRole('button', { name: '添加', exact: true }).click();
  await expect(page.getByRole('heading', { name: /^明天/ })).toBeVisible();
  await expect(page.getByRole('link', { name: '给李总打电话' })).toBeVisible();
  await open(page, 'agenda?view=month&day=2026-02-01');
  await expect(page.getByText('春节')).toBeVisible();
});
