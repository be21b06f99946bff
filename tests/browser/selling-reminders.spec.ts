// Reminders as the browser shows them: its own notifications, those of the service worker where a page may not make any, and the badge.
import { expect, test, type Page } from '@playwright/test';
import { open, sameDay, toast } from './app';

const MINUTE = 60_000;

// Stands for the browser's notifications, which a browser without a screen does not show.
const NOTIFICATIONS = `(() => {
  window.shown = [];
  window.badges = [];
  window.Notification = class {
    static permission = 'default';
    static async requestPermission() { window.Notification.permission = 'granted'; return 'granted'; }
    constructor(title, options) {
      if (window.pagesMayNot) throw new TypeError('Illegal constructor');
      window.shown.push({ by: 'page', title, ...options, click: () => this.onclick?.() });
    }
  };
  ServiceWorkerRegistration.prototype.showNotification = async (title, options) => {
    window.shown.push({ by: 'worker', title, ...options });
  };
  Navigator.prototype.setAppBadge = async (n) => { window.badges.push(n); };
})()`;

/** Plans something for so many minutes from now; when that is. */
async function plan(page: Page, what: string, minutes: number): Promise<Date> {
  const at = new Date((await page.evaluate(() => Date.now())) + minutes * MINUTE);
  const two = (n: number) => String(n).padStart(2, '0');
  const day = `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
  await page.getByRole('textbox', { name: 'What is to be done, and when' }).fill(`${what} ${day} ${two(at.getHours())}:${two(at.getMinutes())}`);
  await page.keyboard.press('Enter');
  await expect(toast(page, 'Added task')).toBeVisible();
  return at;
}

/** Plans something in half an hour, and lets the time pass until its reminder, ten minutes before. */
async function remindedOf(page: Page, what: string) {
  const at = await plan(page, what, 30);
  at.setSeconds(0, 0);
  const left = await page.evaluate((at) => at - Date.now(), at.getTime());
  await page.clock.runFor(left - 10 * MINUTE + 2_000);
}

const shown = (page: Page) => page.evaluate('window.shown.map(({ by, title }) => by + ": " + title)');

test('a reminder is a notification where one was allowed, and leads to its task', async ({ page }) => {
  await page.clock.install({ time: sameDay() });
  await page.addInitScript(NOTIFICATIONS);
  await open(page, 'agenda');
  await page.getByRole('button', { name: 'Remind me here' }).click();
  await expect(page.getByRole('button', { name: 'Stop reminding me here' })).toBeVisible();
  await remindedOf(page, 'Call Li');
  await expect.poll(() => shown(page)).toEqual(['page: Call Li']);
  await expect.poll(() => page.evaluate('window.badges.at(-1)')).toBe(1);
  await page.evaluate('window.shown[0].click()');
  await expect(page.getByRole('dialog').getByText('Call Li').first()).toBeVisible();
});

test('what is planned when its reminder is past already is told when it begins', async ({ page }) => {
  await page.clock.install({ time: sameDay() });
  await page.addInitScript(NOTIFICATIONS);
  await open(page, 'agenda');
  await page.getByRole('button', { name: 'Remind me here' }).click();
  await expect(page.getByRole('button', { name: 'Stop reminding me here' })).toBeVisible();
  const at = await plan(page, 'Call Wu', 5);
  at.setSeconds(0, 0);
  const left = await page.evaluate((at) => at - Date.now(), at.getTime());
  await page.clock.runFor(left - 60_000);
  expect(await shown(page)).toEqual([]);
  await page.clock.runFor(62_000);
  await expect.poll(() => shown(page)).toEqual(['page: Call Wu']);
});

test('where a page may make none, the service worker shows it, and the page goes where it says', async ({ page, context }) => {
  await page.clock.install({ time: sameDay() });
  await page.addInitScript(`window.pagesMayNot = true; ${NOTIFICATIONS}`);
  await open(page, 'agenda');
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => null));
  await page.getByRole('button', { name: 'Remind me here' }).click();
  await expect(page.getByRole('button', { name: 'Stop reminding me here' })).toBeVisible();
  await remindedOf(page, 'Call Li');
  await expect.poll(() => shown(page)).toEqual(['worker: Call Li']);
  const path = await page.evaluate<string>('window.shown[0].data');
  const [worker] = context.serviceWorkers();
  // It may bring the window to the front only where a person clicked.
  await worker!.evaluate(`opened(${JSON.stringify(path)}).catch(() => null)`);
  await expect(page.getByRole('dialog').getByText('Call Li').first()).toBeVisible();
});
