// A manager's Monday: who sells what, what is to come, what is owed; every figure is worked out by hand here, and leads to its records.
import { readFileSync } from 'node:fs';
import { expect, test, type Locator } from '@playwright/test';
import { listCount, open, rows, shown } from './app';
import { Person, SETTINGS } from './selling';

/** A day, so many months and days from now, as files write it. */
function day(months: number, days = 0): string {
  const now = new Date();
  const then = months ? new Date(now.getFullYear(), now.getMonth() + months, 15) : new Date(now.getFullYear(), now.getMonth(), now.getDate() + days);
  const two = (n: number) => String(n).padStart(2, '0');
  return `${then.getFullYear()}-${two(then.getMonth() + 1)}-${two(then.getDate())}`;
}

const TEAMS = ['Name', 'North', 'South'];
const PEOPLE = ['Name,Team,Active', 'Ann,North,yes', 'Ben,North,yes', 'Cy,South,yes', 'Dee,South,no'];
const CUSTOMERS = ['Name,Owner', 'Alder Ltd,Ann', 'Beech Ltd,Ben', 'Cedar Ltd,Cy', 'Dogwood Ltd,Dee', 'Elm Ltd,Dee'];
// Ann sold 1,000 this month and 500 last month, Ben 300 this month, Cy 2,000 last month: 1,300 and 2,500, 3,800 in all. What was cancelled counts nowhere.
const ORDERS = [
  'Number,Customer,Date,Total,Status,Owner',
  `O-1,Alder Ltd,${day(0)},1000,Confirmed,Ann`,
  `O-2,Alder Ltd,${day(-1)},500,Completed,Ann`,
  `O-3,Beech Ltd,${day(0)},300,Confirmed,Ben`,
  `O-4,Cedar Ltd,${day(-1)},2000,Confirmed,Cy`,
  `O-5,Beech Ltd,${day(0)},999,Cancelled,Ben`,
];
// Paid: 500 of O-2, 1,500 of O-4. Outstanding: 1,000 + 300 + (2,000 − 1,500) = 1,800. Overdue: 400 of O-1 for 10 days, 300 of O-3 for 40: 700.
const PAYMENTS = ['Order,Amount,Date,Status', `O-2,500,${day(0)},Paid`, `O-4,1500,${day(0)},Paid`];
const PLAN = ['Order,Due,Amount', `O-1,${day(0, -10)},400`, `O-1,${day(0, 20)},600`, `O-3,${day(0, -40)},300`];
const DEALS = [
  'Name,Customer,Amount,Expected close,Owner',
  `Big fair,Alder Ltd,10000,${day(0)},Ann`,
  `Small fair,Beech Ltd,2000,${day(0)},Ben`,
  `Old fair,Cedar Ltd,3000,${day(0)},Cy`,
];

for (const { name, t, phone, use } of SETTINGS) {
  test.describe(name, () => {
    test.use(use);

    test('a Monday of leading', async ({ page }) => {
      test.setTimeout(120_000);
      const ann = new Person(page, t, phone);
      await ann.import(t.kinds.team, TEAMS);
      await ann.import(t.kinds.user, PEOPLE);
      await ann.import(t.kinds.customer, CUSTOMERS);
      await ann.import(t.kinds.order, ORDERS);
      await ann.import(t.kinds.payment, PAYMENTS);
      await ann.import(t.kinds.plan, PLAN);
      await ann.import(t.kinds.deal, DEALS);

      // Who has left still owns customers: they go to Cy in one step, and back.
      await open(page, 'team');
      await ann.press(page.getByRole('listitem').filter({ hasText: 'Ann' }).getByRole('button', { name: t.thisIsMe }));
      const left = page.getByText(t.leftBehind('Dee', t.twoCustomers));
      await expect(left).toBeVisible();
      await ann.press(page.getByRole('note').getByRole('button', { name: t.handOver }));
      await ann.dialog(t.handOver).getByRole('combobox', { name: t.newOwner }).selectOption('Cy');
      await ann.press(ann.dialog(t.handOver).getByRole('button', { name: t.handOver }));
      await ann.told(t.transferred);
      await expect(left).toBeHidden();
      await page.keyboard.press('Control+z');
      await expect(left).toBeVisible();
      await ann.fits();

      // Whose: of five customers one is Ann's, two are her team's (Alder and Beech).
      await open(page, 'customers');
      await expect(listCount(page, t.customers)).toHaveText('5');
      await page.keyboard.press('f');
      await ann.press(page.getByRole('group', { name: t.whose }).getByRole('button', { name: t.mine, exact: true }));
      await expect(rows(page)).toHaveCount(1);
      await ann.press(page.getByRole('group', { name: t.whose }).getByRole('button', { name: t.ours, exact: true }));
      await expect(rows(page)).toHaveCount(2);
      await ann.press(page.getByRole('group', { name: t.whose }).getByRole('button', { name: t.ours, exact: true }));

      // The pipeline: Big goes to the negotiation (80 %), Old is won, Small stays (10 %).
      await ann.go(t.deals);
      const move = async (deal: string, to: number) => {
        const menu = page.getByLabel(t.move(deal));
        await menu.selectOption(t.stages[to]!);
      };
      const gone = (deal: string) => expect(page.getByRole('region', { name: t.stages[0]!, exact: true }).getByRole('link', { name: deal })).toHaveCount(0);
      await move('Big fair', 4);
      await gone('Big fair');
      await move('Old fair', 5);
      await ann.press(ann.dialog(t.winTitle('Old fair')).getByRole('button', { name: t.won, exact: true }));
      await ann.press(ann.dialog(t.makeOrder).getByRole('button', { name: /^(Not now|暂不)$/ }));
      await gone('Old fair');
      await ann.press(page.getByRole('button', { name: t.largeDeals }));
      await ann.dialog(t.largeDeals).getByRole('textbox', { name: t.amountFrom }).fill('5000');
      await ann.press(ann.dialog(t.largeDeals).getByRole('button', { name: t.save }));
      await expect(page.getByText(t.largeNow)).toBeVisible();
      await expect(page.getByRole('status').filter({ hasText: t.largeNow }).getByRole('link', { name: 'Big fair' })).toBeVisible();
      await ann.fits();
      // To come: 10,000 + 2,000 = 12,000, weighted 10,000 × 80 % + 2,000 × 10 % = 8,200.
      await ann.press(page.getByRole('navigation', { name: t.views }).getByRole('link', { name: t.forecast }));
      const table = page.getByRole('group', { name: t.comes });
      const all = table.getByRole('row').filter({ has: page.getByRole('rowheader', { name: t.all, exact: true }) });
      await expect(all).toContainText('12,000');
      await expect(all).toContainText('8,200');
      await ann.press(all.getByRole('button', { name: /12,000/ }).last());
      await expect(ann.dialog(t.deals).getByText(t.behind(2))).toBeVisible();
      await ann.press(ann.dialog(t.deals).getByRole('button', { name: t.close }));
      await ann.fits();
      // Three began, two came as far as the negotiation, one is won.
      await ann.press(page.getByRole('navigation', { name: t.views }).getByRole('link', { name: t.funnel }));
      const stage = (at: number) => page.getByRole('group', { name: t.howFar }).getByRole('row').filter({ has: page.getByRole('rowheader', { name: t.stages[at]!, exact: true }) });
      for (const [at, n] of [[0, 3], [4, 2], [5, 1]] as const) await expect(stage(at).getByRole('button').first()).toHaveText(String(n));
      await ann.press(stage(5).getByRole('button').first());
      await expect(ann.dialog(t.deals).getByRole('link', { name: 'Old fair' })).toBeVisible();
      await ann.press(ann.dialog(t.deals).getByRole('button', { name: t.close }));
      await ann.fits();

      // What is owed, and for how long.
      await ann.go(t.money);
      const summary = page.getByRole('region', { name: t.summary });
      await expect(summary.getByRole('link').nth(0)).toContainText('700.00');
      await expect(summary.getByRole('link').nth(2), 'received').toContainText('2,000.00');
      await expect(summary.getByRole('link').nth(3)).toContainText('1,800.00');
      const ages = page.getByRole('table', { name: t.ages });
      await expect(ages.getByRole('row', { name: t.age1 })).toContainText('400.00');
      await expect(ages.getByRole('row', { name: t.age2 })).toContainText('300.00');
      const debts = (list: string) => page.getByRole('table', { name: list }).getByRole('row').filter({ has: page.getByRole('link') });
      await expect(debts(t.overdue)).toHaveCount(2);
      await ann.press(summary.getByRole('link').nth(3));
      await expect(debts(t.byCustomer)).toHaveCount(3);
      await ann.fits();

      // Ann's target of this month is 2,000: half of it is reached. Ben's of 300 is reached whole.
      await open(page, 'reports?tab=targets');
      const month = new Date().getMonth();
      for (const [who, target] of [['Ann', '2000'], ['Ben', '300']] as const) await page.getByRole('row', { name: new RegExp(`^${who}`) }).getByRole('textbox').nth(month).fill(target);
      await ann.press(page.getByRole('button', { name: t.saveTargets }));
      await ann.told(t.setTargets);
      const line = (who: string) => page.getByRole('listitem').filter({ has: page.getByRole('button', { name: who, exact: true }) });
      const has = async (who: Locator, text: string) => expect(who).toContainText(new RegExp(text));
      await has(line('Ann'), '1,000\\D+2,000\\s*50\\s?%');
      await has(line('Ben'), `300\\D+300\\s*100\\s?%.*${t.achieved}`);
      // The company's follows from theirs: 1,300 of 2,300.
      await has(line(t.company), '1,300\\D+2,300\\D*57\\s?%');
      await ann.press(line('Ann').getByRole('button', { name: 'Ann' }));
      await expect(page.getByRole('dialog').getByText(t.records(1), { exact: true })).toBeVisible();
      await ann.press(page.getByRole('dialog').getByRole('button', { name: t.close }));
      await ann.fits();

      // A report of her own: sales by owner and month, on the dashboard, in a file, and down to the records.
      await ann.go(t.reports);
      await ann.press(page.getByRole('link', { name: t.newReport }));
      await page.getByLabel(t.groupBy, { exact: true }).selectOption(t.owner);
      await page.getByLabel(t.thenBy, { exact: true }).selectOption(t.date);
      await ann.press(page.getByRole('button', { name: t.removeFigure }));
      await page.getByLabel(t.drawnAs).selectOption(t.table);
      await page.getByLabel(t.reportName).fill('Who and when');
      await ann.press(page.getByRole('button', { name: t.save, exact: true }));
      const tile = page.getByRole('listitem').filter({ has: page.getByRole('heading', { level: 2, name: 'Who and when', exact: true }) });
      const sold = tile.getByRole('row').filter({ hasText: 'Ann' });
      await expect(sold).toContainText(/500\D.*1,000\D.*1,500/);
      await expect(tile.getByRole('row').last()).toContainText(/2,500\D.*1,300\D.*3,800/);
      const coming = page.waitForEvent('download');
      await ann.press(tile.getByRole('button', { name: 'CSV' }));
      const file = readFileSync((await (await coming).path()) ?? '', 'utf8').trim().split('\r\n').map((line) => line.split(','));
      const of = (who: string) => file.filter((line) => line[0] === who).map((line) => Number(line.at(-1))).filter((n) => n > 0).sort((a, b) => a - b);
      expect([of('Ann'), of('Ben'), of('Cy'), Number(file.at(-1)?.at(-1))]).toEqual([[500, 1000], [300], [2000], 3800]);
      await ann.press(tile.getByRole('button', { name: 'Ann' }).first());
      await expect(page.getByRole('dialog').getByText(t.records(2), { exact: true })).toBeVisible();
      await page.keyboard.press('Escape');
      await page.reload();
      await shown(page);
      await expect(sold).toContainText('1,500');
      await ann.fits();
    });
  });
}
