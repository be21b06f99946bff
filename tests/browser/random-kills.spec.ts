// The browser is killed again and again, at moments that chance chooses, while customers are added, facts edited and samples imported (and the log is
// folded behind them). What the page had shown as done is there in the next life; what was under way is there as a whole or not at all.
//
// `cargo xtask kills 500` dies more often than the test does.
import { expect, test, type Page } from '@playwright/test';
import { goTo, listCount, open, ROOT } from './app';
import { editFact } from './customer';

const DEATHS = Number(process.env.RAPPORT_KILLS ?? 50);
const SEED = Number(process.env.RAPPORT_KILLS_SEED ?? 1);
/** Milliseconds of work before death, at most. */
const WORK_MILLIS_MAX = 500;

/** SplitMix32: the same deaths for the same seed. */
function chance(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x9e3779b9) | 0;
    let z = state ^ (state >>> 16);
    z = Math.imul(z, 0x21f0aaad);
    z ^= z >>> 15;
    z = Math.imul(z, 0x735a2d97);
    return ((z ^ (z >>> 15)) >>> 0) % below;
  };
}

/** What the page has acknowledged, and what it may have done besides. */
interface Book {
  customers: number;
  /** Customers that come with what is under way. */
  underWay: number;
  /** The customer whose page is open, and what stands in one of its facts. */
  url: string | null;
  fact: string | null;
  factUnderWay: string | null;
}

/** How many customers the list shows. */
async function customers(page: Page): Promise<number> {
  await expect(listCount(page)).toHaveText(/\d/, { timeout: 20_000 });
  return Number((await listCount(page).innerText()).replace(/\D/g, ''));
}

/** The next life: what must be there is, and the book knows what it has. */
async function check(page: Page, book: Book, story: string) {
  await page.goto(book.url ?? `${ROOT}customers`);
  const now = await customers(page);
  expect([book.customers, book.customers + book.underWay], story).toContain(now);
  book.customers = now;
  book.underWay = 0;
  if (!book.url || !(book.fact ?? book.factUnderWay)) return;
  const region = page.getByRole('region', { name: 'Facts' });
  await expect(region).toBeVisible();
  const stands = async (text: string | null) => text !== null && (await region.getByRole('button', { name: text, exact: true }).count()) > 0;
  if (await stands(book.factUnderWay)) book.fact = book.factUnderWay;
  else if (book.fact) await expect(region.getByRole('button', { name: book.fact, exact: true }), story).toBeVisible();
  book.factUnderWay = null;
}

let made = 0;

async function addCustomer(page: Page, book: Book) {
  const name = `Customer ${++made}`;
  await page.getByRole('button', { name: 'New customer' }).click();
  await page.getByRole('textbox', { name: 'Name' }).fill(name);
  book.underWay = 1;
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name, exact: true }).first()).toBeVisible();
  Object.assign(book, { customers: book.customers + 1, underWay: 0, url: page.url(), fact: null, factUnderWay: null });
}

async function edit(page: Page, book: Book) {
  book.factUnderWay = `fact-${++made}`;
  await editFact(page, 'WeChat', book.factUnderWay);
  book.fact = book.factUnderWay;
  book.factUnderWay = null;
}

async function sample(page: Page, book: Book) {
  await goTo(page, 'Import');
  const button = page.getByRole('main').getByRole('button', { name: '200 customers' });
  await expect(button).toBeVisible();
  book.underWay = 200;
  await button.click();
  await expect(page.getByText('Sample data added')).toBeVisible();
  Object.assign(book, { customers: book.customers + 200, underWay: 0 });
  await goTo(page, 'Customers');
}

/** Works until death; says how far it came. */
async function work(page: Page, book: Book, below: (n: number) => number) {
  if (below(4) === 0) await sample(page, book);
  for (;;) {
    await addCustomer(page, book);
    for (let edits = 1 + below(6); edits > 0; edits--) await edit(page, book);
  }
}

test(`killed ${DEATHS} times, the book has everything it had said was done`, async ({ context }) => {
  test.setTimeout(60_000 + DEATHS * 10_000);
  const below = chance(SEED);
  const book: Book = { customers: 0, underWay: 0, url: null, fact: null, factUnderWay: null };
  for (let life = 0; life < DEATHS; life++) {
    const story = `seed ${SEED}, life ${life}: what was acknowledged is there, and nothing by half`;
    const page = await context.newPage();
    await check(page, book, story);
    const session = await context.newCDPSession(page);
    const closed = below(3) === 0;
    const dead = page.waitForEvent(closed ? 'close' : 'crash', { timeout: 30_000 });
    // From then on nothing that is asked of the page comes to an end, and what is said of that depends on what was asked.
    let dying = false;
    const die = () => {
      dying = true;
      return closed ? page.close({ runBeforeUnload: false }) : session.send('Page.crash');
    };
    setTimeout(() => void die().catch(() => {}), below(WORK_MILLIS_MAX));
    await work(page, book, below).catch((error: unknown) => {
      if (!dying) throw error;
    });
    await dead;
    await page.close();
  }
  const page = await context.newPage();
  await check(page, book, `seed ${SEED}, at last`);
  await open(page, 'settings');
  await expect(page.getByRole('heading', { name: 'History' })).toBeVisible();
});
