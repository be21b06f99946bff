// Whose work is looked at: everybody's, one's own, the team's, one person's; on every page by the same choice, with figures worked out by hand.
import { expect, test } from '@playwright/test';
import { open, shown, toast } from './app';
import { Person, SETTINGS } from './selling';

/** A day, so many days from now, as files write it. */
function day(days: number): string {
  const now = new Date();
  const then = new Date(now.getFullYear(), now.getMonth(), now.getDate() + days);
  const two = (n: number) => String(n).padStart(2, '0');
  return `${then.getFullYear()}-${two(then.getMonth() + 1)}-${two(then.getDate())}`;
}

// Ann's team is North, in which Ben is, too; Cy is in South.
const TEAMS = ['Name', 'North', 'South'];
const PEOPLE = ['Name,Team,Active', 'Ann,North,yes', 'Ben,North,yes', 'Cy,South,yes'];
const CUSTOMERS = ['Name,Owner', 'Alder Ltd,Ann', 'Beech Ltd,Ben', 'Cedar Ltd,Cy'];
const DEALS = [
  'Name,Customer,Amount,Expected close,Owner',
  `Ann deal,Alder Ltd,10000,${day(0)},Ann`,
  `Ben deal,Beech Ltd,2000,${day(0)},Ben`,
  `Cy deal,Cedar Ltd,3000,${day(0)},Cy`,
];
const ORDERS = [
  'Number,Customer,Date,Total,Status,Owner',
  `O-1,Alder Ltd,${day(-60)},1000,Confirmed,Ann`,
  `O-2,Beech Ltd,${day(-60)},300,Confirmed,Ben`,
  `O-3,Cedar Ltd,${day(-60)},500,Confirmed,Cy`,
];
const PLAN = ['Order,Due,Amount', `O-1,${day(-10)},400`, `O-2,${day(-40)},300`, `O-3,${day(-5)},50`];

/** Exactly this, in whichever currency the book is. */
const amount = (text: string) => new RegExp(`(^|[^\\d,.])${text.replace('.', '\\.')}$`);

for (const { name, t, zh, phone, use } of SETTINGS) {
  test.describe(name, () => {
    test.use(use);

    test('everybody’s, mine, my team’s, one person’s', async ({ page }) => {
      test.setTimeout(120_000);
      const ann = new Person(page, t, phone);
      await ann.import(t.kinds.team, TEAMS);
      await ann.import(t.kinds.user, PEOPLE);
      await ann.import(t.kinds.customer, CUSTOMERS);
      await ann.import(t.kinds.deal, DEALS);
      await ann.import(t.kinds.order, ORDERS);
      await ann.import(t.kinds.plan, PLAN);
      await open(page, 'team');
      await ann.press(page.getByRole('listitem').filter({ hasText: 'Ann' }).getByRole('button', { name: t.thisIsMe }));
      const whose = page.getByRole('main').getByRole('combobox', { name: t.whose, exact: true });
      const everybodys = zh ? '全部' : 'Everybody’s';
      const reload = async () => {
        await page.reload();
        await shown(page);
      };

      // The board: what stands in the first stage, and what it comes to. 10,000 + 2,000 + 3,000 = 15,000.
      await ann.go(t.deals);
      const stage = page.getByRole('region', { name: t.stages[0]!, exact: true });
      const stands = async (names: string[], sum: string) => {
        await expect(stage.getByRole('listitem').getByRole('link')).toHaveText(names);
        await expect(stage).toContainText(sum);
      };
      await expect(stage.getByRole('listitem')).toHaveCount(3);
      await expect(whose).toHaveValue('all');
      await whose.selectOption(t.mine);
      await stands(['Ann deal'], '10,000');
      await whose.selectOption(t.ours);
      await expect(stage.getByRole('listitem')).toHaveCount(2);
      await expect(stage).not.toContainText('Cy deal');
      await whose.selectOption('Cy');
      await expect(stage.getByRole('listitem').getByRole('link')).toHaveText(['Cy deal']);
      await whose.selectOption(t.ours);
      await expect(stage.getByRole('listitem')).toHaveCount(2);
      await reload();
      await expect(whose).toHaveValue('team');
      await expect(stage.getByRole('listitem')).toHaveCount(2);
      await ann.fits();
      // The team's forecast: 10,000 + 2,000 = 12,000, weighted by 10 % 1,200. Its funnel: two.
      const views = page.getByRole('navigation', { name: t.views });
      await ann.press(views.getByRole('link', { name: t.forecast }));
      const all = page.getByRole('group', { name: t.comes }).getByRole('row').filter({ has: page.getByRole('rowheader', { name: t.all, exact: true }) });
      await expect(all).toContainText('12,000');
      await expect(all).toContainText('1,200');
      await whose.selectOption(everybodys);
      await expect(all).toContainText('15,000');
      await ann.press(views.getByRole('link', { name: t.funnel }));
      const began = page.getByRole('group', { name: t.howFar }).getByRole('row').filter({ has: page.getByRole('rowheader', { name: t.stages[0]!, exact: true }) });
      await expect(began.getByRole('button').first()).toHaveText('3');
      await whose.selectOption(t.ours);
      await expect(began.getByRole('button').first()).toHaveText('2');

      // Payments due. Overdue 400 + 300 + 50 = 750 of 1,800 outstanding; Ann's are 400 of 1,000, her team's 700 of 1,300, Cy's 50 of 500.
      await ann.go(t.money);
      const summary = page.getByRole('region', { name: t.summary });
      const owed = async (overdue: string, outstanding: string) => {
        await expect(summary.getByRole('link').nth(0)).toHaveText(amount(overdue));
        await expect(summary.getByRole('link').nth(3)).toHaveText(amount(outstanding));
      };
      await expect(whose, 'each kind of page has its own choice').toHaveValue('all');
      await owed('750.00', '1,800.00');
      await whose.selectOption(t.mine);
      await owed('400.00', '1,000.00');
      await whose.selectOption('Cy');
      await owed('50.00', '500.00');
      await whose.selectOption(t.ours);
      await owed('700.00', '1,300.00');
      await reload();
      await expect(whose).toHaveValue('team');
      await owed('700.00', '1,300.00');
      await ann.fits();

      // In the morning one's own work comes first; the team's is one choice away, and the agenda is of the same people.
      await ann.go(t.today);
      const main = page.getByRole('main');
      const seen = async (of: string[], not: string[]) => {
        for (const who of of) await expect(main.getByRole('link', { name: `${who} deal`, exact: true })).toBeVisible();
        for (const who of not) await expect(main.getByRole('link', { name: `${who} deal`, exact: true })).toHaveCount(0);
      };
      await expect(whose).toHaveValue('mine');
      await seen(['Ann'], ['Ben', 'Cy']);
      await expect(main.getByRole('link', { name: /^O-1 · / })).toBeVisible();
      await expect(main.getByRole('link', { name: /^O-[23] · / })).toHaveCount(0);
      await whose.selectOption(t.ours);
      await seen(['Ann', 'Ben'], ['Cy']);
      await expect(main.getByRole('link', { name: /^O-2 · / })).toBeVisible();
      await whose.selectOption('Cy');
      await seen(['Cy'], ['Ann', 'Ben']);
      await whose.selectOption(t.ours);
      await reload();
      await seen(['Ann', 'Ben'], ['Cy']);
      await ann.fits();
      await ann.go(zh ? '日程' : 'Agenda');
      await expect(whose).toHaveValue('team');
      await ann.fits();

      // Where nobody sits here any more, everything is everybody's.
      await open(page, 'team');
      await ann.press(page.getByRole('listitem').filter({ hasText: 'Ann' }).getByRole('button', { name: zh ? '不是我' : 'Not me' }));
      await ann.go(t.today);
      await expect(whose).toHaveValue('all');
      await seen(['Ann', 'Ben', 'Cy'], []);
      // What is mine asks who that is; until then what is shown stays.
      await whose.selectOption(t.mine);
      await expect(ann.dialog(t.who)).toBeVisible();
      await page.keyboard.press('Escape');
      await expect(whose).toHaveValue('all');
      await whose.selectOption(t.mine);
      await ann.press(ann.dialog(t.who).getByRole('button', { name: t.iAm('Ben') }));
      await expect(whose).toHaveValue('mine');
      await seen(['Ben'], ['Ann', 'Cy']);
    });
  });
}

test('who sits here is nobody while the book does not have them, and is known again when they come back', async ({ page }) => {
  const [english] = SETTINGS;
  const ann = new Person(page, english!.t, false);
  await ann.import('Users', PEOPLE);
  await open(page, 'team');
  const one = page.getByRole('listitem').filter({ hasText: 'Ann' });
  await one.getByRole('button', { name: 'This is me' }).click();
  await expect(one.getByRole('button', { name: 'Not me' })).toBeVisible();
  await open(page, 'today');
  const whose = page.getByRole('main').getByRole('combobox', { name: 'Whose', exact: true });
  await expect(whose).toHaveValue('mine');
  await open(page, 'records?of=user');
  await page.getByRole('grid').getByRole('link', { name: 'Ann', exact: true }).click();
  await page.getByRole('article').getByRole('button', { name: 'Delete', exact: true }).click();
  await expect(toast(page, /Deleted/)).toBeVisible();
  await open(page, 'today');
  await expect(whose, 'nobody sits here').toHaveValue('all');
  await page.keyboard.press('Control+z');
  await expect(whose).toHaveValue('mine');
});
