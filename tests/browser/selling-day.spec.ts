// A salesperson's day, from the morning's agenda to the last payment: the same story at a desk and on a phone, in both languages.
import { expect, test, type Locator } from '@playwright/test';
import { open, rows, servedOffline, shown } from './app';
import { Person, SETTINGS } from './selling';

test.use({ geolocation: { latitude: 31.2304, longitude: 121.4737, accuracy: 12 }, permissions: ['geolocation'] });

/** Who and what it is about, as it is written in each language. */
const STORIES = {
  en: {
    me: 'Mo', product: 'Longjing tea', known: 'Green Hill Ltd', knownPhone: '020 7946 0999', otherwise: '+44 20 7946 0999',
    line: 'Ann Lee, Riverside Trading Ltd, 020 7946 0000', lead: 'Ann Lee', company: 'Riverside Trading Ltd',
    task: 'Send the samples today', subject: 'Send the samples', said: 'asked for a price list', outcome: 'wants a sample', next: 'Bring the sample',
  },
  zh: {
    me: '李娜', product: '西湖龙井', known: '青山茶行', knownPhone: '138 0000 9999', otherwise: '+86 138-0000-9999',
    line: '王小明，杭州云栖茶业有限公司，138 0000 1234', lead: '王小明', company: '杭州云栖茶业有限公司',
    task: '今天寄样品', subject: '寄样品', said: '想要价目表', outcome: '需要样品', next: '送样品',
  },
};

for (const { name, t, zh, phone, use } of SETTINGS) {
  test.describe(name, () => {
    test.use(use);

    test('a day of selling', async ({ page, context }) => {
      test.setTimeout(120_000);
      const is = zh ? STORIES.zh : STORIES.en;
      const mo = new Person(page, t, phone);
      const sayWho = async () => {
        await mo.dialog(t.who).getByRole('textbox', { name: t.yourName }).fill(is.me);
        await mo.press(mo.dialog(t.who).getByRole('button', { name: t.addMe }));
      };
      const add = async (path: string, button: string, fields: Record<string, string>) => {
        await open(page, path);
        await mo.press(page.getByRole('button', { name: button, exact: true }).first());
        for (const [label, text] of Object.entries(fields)) await mo.dialog(button).getByRole('textbox', { name: label, exact: true }).fill(text);
        await mo.press(mo.dialog(button).getByRole('button', { name: t.add, exact: true }));
        await expect(page.getByRole('heading', { level: 1, name: Object.values(fields)[0] })).toBeVisible();
      };
      // What the book knows before the day begins: what is sold, and a customer.
      await add('records?of=product', t.newProduct, { [zh ? '产品名称' : 'Name']: is.product, [t.unitPrice]: '250' });
      await servedOffline(page);
      await add('customers', t.newCustomer, { [t.customerName]: is.known, [t.phone]: is.knownPhone });

      // Morning: nothing waits, so something is planned.
      await mo.go(t.today);
      await expect(page.getByRole('heading', { name: t.calm })).toBeVisible();
      await mo.press(page.getByRole('link', { name: t.planSomething }));
      await page.getByRole('textbox', { name: t.whatAndWhen }).fill(is.task);
      await page.keyboard.press('Enter');
      await mo.told(t.addedTask);
      await mo.go(t.today);
      await expect(page.getByRole('link', { name: is.subject, exact: true })).toBeVisible();

      // Somebody new: one line. Whoever is known already is told.
      const composer = mo.dialog(t.logTitle);
      if (phone) {
        await mo.press(page.getByRole('navigation').getByRole('button', { name: t.log, exact: true }));
        const box = composer.getByRole('combobox', { name: t.with });
        await box.fill(is.otherwise);
        await expect(composer.getByRole('option', { name: is.known })).toBeVisible();
        await box.fill(is.line);
        await mo.press(composer.getByRole('option', { name: t.newLead(is.line) }));
        await sayWho();
      } else {
        await mo.go(t.leads);
        const box = page.getByRole('textbox', { name: t.leadLine });
        await box.fill(is.otherwise);
        await expect(mo.part(t.known)).toContainText(is.known);
        await expect(mo.part(t.known)).toContainText(t.samePhone);
        await box.fill(is.line);
        await expect(page.getByRole('list', { name: t.recognised })).toContainText(is.company);
        await box.press('Enter');
        await sayWho();
        await expect(page.getByRole('heading', { level: 1, name: is.lead })).toBeVisible();
        // On the page of somebody, a conversation is with them.
        await mo.press(page.getByRole('navigation').getByRole('button', { name: t.log, exact: true }));
      }
      await expect(composer.getByRole('button', { name: new RegExp(is.lead) })).toBeVisible();
      await composer.getByRole('textbox', { name: t.said }).fill(is.said);
      await composer.getByRole('textbox', { name: t.outcome, exact: true }).fill(is.outcome);
      await composer.getByRole('textbox', { name: t.next, exact: true }).fill(is.next);
      await mo.fits();
      await mo.press(composer.getByRole('button', { name: t.save, exact: true }));
      await mo.told(t.logged);

      // The lead becomes a customer, a contact and an opportunity, with what was said.
      if (phone) {
        await mo.go(t.leads);
        await mo.press(rows(page).getByRole('link', { name: is.lead }));
      }
      await expect(mo.part(t.talks)).toContainText(is.outcome);
      await mo.press(page.getByRole('button', { name: t.convert, exact: true }));
      await mo.dialog(t.convertTitle).getByRole('textbox', { name: t.amount }).fill('800');
      await mo.press(mo.dialog(t.convertTitle).getByRole('button', { name: t.convert, exact: true }));
      await mo.told(t.converted);
      await mo.fits();
      await mo.press(page.getByText(t.became).getByRole('link', { name: is.company }).last());

      // Stage by stage. The deal is of four packets: 4 × 250 = 1,000.
      const deal = page.getByRole('article');
      const column = (at: number) => page.getByRole('region', { name: t.stages[at]!, exact: true });
      await expect(deal.getByRole('heading', { level: 1, name: is.company })).toBeVisible();
      const edit = async (label: string, act: (box: Locator) => Promise<void>, role: 'combobox' | 'textbox') => {
        await mo.press(deal.getByRole('group', { name: t.line(1), exact: true }).getByTitle(t.change(label)));
        await act(deal.getByRole(role, { name: label, exact: true }));
      };
      await mo.press(deal.getByRole('button', { name: t.addProduct }));
      await edit(t.product, (box) => mo.choose(box, is.product), 'combobox');
      await edit(t.quantity, async (box) => {
        await box.fill('4');
        await box.press('Enter');
      }, 'textbox');
      await expect(mo.part(t.products)).toContainText('1,000.00');
      if (!phone) {
        await mo.press(page.getByRole('link', { name: t.close, exact: true }));
        for (const at of [1, 2]) {
          await page.getByRole('link', { name: is.company }).focus();
          await page.keyboard.press('Alt+ArrowRight');
          await expect(column(at).getByRole('link', { name: is.company })).toBeVisible();
        }
        // 1,000 × 30 % = 300.
        await expect(column(2)).toContainText(t.weighted('').trim());
        await expect(column(2)).toContainText(/\D300$|\D300\D/);
        await mo.press(page.getByRole('link', { name: is.company }));
      }
      await deal.getByLabel(t.move(is.company)).selectOption(t.stages[4]!);
      await expect(deal.getByRole('listitem').filter({ hasText: t.stages[4]! })).toHaveAttribute('aria-current', 'step');
      await deal.getByLabel(t.move(is.company)).selectOption(t.stages[5]!);
      await mo.press(mo.dialog(t.winTitle(is.company)).getByRole('button', { name: t.won, exact: true }));
      await mo.press(mo.dialog(t.makeOrder).getByRole('button', { name: t.makeOrder }));
      await expect(mo.sum(t.payments, t.orderTotal)).toContainText('1,000.00');
      const order = page.url();

      // The network is gone from here on; the day goes on.
      await servedOffline(page);
      await context.setOffline(true);
      // Two instalments, 60 % and 40 %: 600 and 400.
      await mo.press(mo.part(t.plan).getByRole('button', { name: t.planPayments }));
      const planning = mo.dialog(t.plan);
      await planning.getByRole('textbox', { name: t.parts, exact: true }).fill('60/40');
      await mo.press(planning.getByRole('button', { name: t.divide }));
      await mo.press(planning.getByRole('button', { name: t.save, exact: true }));
      await mo.told(t.planned);
      const receive = async (part: number, offered: string, amount = offered) => {
        await mo.press(mo.part(t.plan).getByRole('button', { name: t.payPart(part) }));
        const box = mo.dialog(t.pay).getByRole('textbox', { name: t.amount });
        await expect(box, 'what is due is offered').toHaveValue(offered);
        await box.fill(amount);
        await mo.press(mo.dialog(t.pay).getByRole('button', { name: t.pay }));
        await expect(mo.dialog(t.pay)).toBeHidden();
      };
      // 250 of the first 600: 350 of it are left, and 1,000 − 250 = 750 in all. Then the rest: 750 − 350 = 400, 400 − 400 = 0.
      await receive(1, '600.00', '250');
      await expect(mo.part(t.plan)).toContainText('350.00');
      await expect(mo.sum(t.payments, t.outstanding)).toContainText('750.00');
      await receive(1, '350.00');
      await expect(mo.sum(t.payments, t.outstanding)).toContainText('400.00');
      await receive(2, '400.00');
      await expect(mo.sum(t.payments, t.outstanding)).toHaveText(/\D0\.00$/);
      await mo.fits();

      // Out: a visit is planned, and kept with its place.
      await mo.go(t.today);
      await mo.press(page.getByRole('main').getByRole('link', { name: t.field, exact: true }));
      await mo.press(mo.part(t.whom).getByRole('checkbox', { name: t.visit(is.company) }));
      await mo.press(mo.part(t.way).getByRole('button', { name: t.intoAgenda }));
      await mo.told(t.plannedVisit);
      await mo.press(page.getByRole('button', { name: t.checkIn, exact: true }));
      await mo.press(mo.dialog(t.checkIn).getByRole('group', { name: t.lately }).getByRole('button', { name: is.company }));
      await mo.dialog(t.checkIn).getByRole('textbox', { name: t.note }).fill(is.said);
      await mo.press(mo.dialog(t.checkIn).getByRole('button', { name: t.checkIn, exact: true }));
      await mo.told(t.checkedIn);
      await mo.fits();

      // Evening: the morning's task is done, and nothing of the day is lost.
      await mo.go(t.today);
      await mo.press(page.getByRole('checkbox', { name: t.done(is.subject) }));
      await mo.told(t.completed);
      await page.reload();
      await shown(page);
      await expect(page.getByRole('link', { name: is.subject, exact: true })).toHaveCount(0);
      await mo.go(t.reports);
      const sales = page.getByRole('listitem').filter({ has: page.getByRole('heading', { level: 2, name: t.byOwner, exact: true }) });
      await mo.press(sales.getByRole('button', { name: t.table }));
      await expect(sales.getByRole('row').filter({ hasText: is.me })).toContainText('1,000.00');
      await mo.fits();
      await page.goto(order);
      await shown(page);
      await expect(mo.sum(t.payments, t.outstanding)).toHaveText(/\D0\.00$/);
      await expect(mo.part(t.plan).getByText(t.fullyPaid, { exact: true })).toHaveCount(2);
    });
  });
}
