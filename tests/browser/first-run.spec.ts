// The first five minutes: an empty book, sample data, a customer, a fact, a note, a change of mind.
import { expect, test } from '@playwright/test';
import { ROOT, customersInBook, listCount, open, rows, toast } from './app';
import { addNote, editFact, openCustomer } from './customer';

test('an empty book offers an import and sample data', async ({ page }) => {
  await open(page);
  const main = page.getByRole('main');
  await expect(main.getByRole('link', { name: /^Import/ })).toBeVisible();
  await expect(main.getByText(/try it with sample data/i)).toBeVisible();
  await main.getByRole('button', { name: '200 customers' }).click();
  await expect(listCount(page)).toHaveText('200');
  await expect(rows(page).first()).toBeVisible();
  await expect(toast(page, 'Added sample data: 200 customers').getByRole('button', { name: 'Undo' })).toBeVisible();
});

for (const [locale, sample] of [['en-GB', '200 customers'], ['zh-CN', '200 位客户']]) {
  test.describe(`before the program is there, in ${locale}`, () => {
    test.use({ locale });
    test('an empty book says what it will say, where it will say it', async ({ page }) => {
      let release = () => {};
      const released = new Promise<void>((done) => (release = done));
      await page.route('**/*.wasm', (route) => released.then(() => route.continue()));
      await page.goto(ROOT, { waitUntil: 'commit' });
      const paragraph = page.locator('.empty-state p').first();
      await expect(paragraph).toBeVisible();
      await expect(page.locator('.boot-skeleton')).toHaveCount(1);
      const said = () =>
        page.locator('h1, .empty-state h2, .empty-state > p').evaluateAll((all) =>
          all.map((one) => {
            const { x, y, width, height } = one.getBoundingClientRect();
            return [one.textContent, ...(one.matches('h1') ? [x, y] : [x, y, width, height]).map(Math.round)];
          }),
        );
      const before = await said();
      release();
      await expect(page.getByRole('main').getByRole('button', { name: sample })).toBeVisible();
      expect(await said()).toEqual(before);
    });
  });
}

test('the import page offers sample data, too, and leads on to the customers', async ({ page }) => {
  await open(page, 'import');
  await expect(page.getByRole('heading', { name: 'Try it with sample data' })).toBeVisible();
  await page.getByRole('button', { name: '200 customers' }).click();
  await expect(page.getByRole('heading', { name: 'Sample data added' })).toBeVisible();
  await page.getByRole('link', { name: 'See your customers' }).click();
  await expect(listCount(page)).toHaveText('200');
});

test.describe('with sample data', () => {
  test.beforeEach(async ({ page }) => {
    await open(page, 'import');
    await page.getByRole('button', { name: '200 customers' }).click();
    await page.getByRole('link', { name: 'See your customers' }).click();
  });

  test('a customer has a segment, a stage and a loyalty, each with its reason', async ({ page }) => {
    await page.goto(new URL('customers?segment=champions', page.url()).href);
    await openCustomer(page);
    const main = page.getByRole('main');
    const score = main.getByRole('region', { name: 'Score' });
    await expect(score.getByText('Champions', { exact: true })).toBeVisible();
    await expect(score.getByText(/^(Socialisation|Growth|Maturity|Danger|Termination)$/)).toBeVisible();
    for (const part of ['Life-cycle stage', 'Loyalty', 'Segment']) {
      await expect(score.getByRole('heading', { name: part })).toBeVisible();
    }
    const reasons = score.getByRole('group').filter({ hasText: /^why/ });
    await expect(reasons).toHaveCount(3);
    for (const reason of await reasons.all()) {
      await reason.getByText('why', { exact: true }).click();
      // A reason is a sentence, not a word.
      await expect(reason).toHaveText(/^why.{40}/s);
    }
    await expect(score.getByText(/Orders again within \d+ days/)).toBeVisible();
    await expect(score.getByText(/^As of .* compared with [\d,]+ customers/)).toBeVisible();
  });

  test('a fact edited in place is there after a reload', async ({ page }) => {
    await openCustomer(page);
    await editFact(page, 'WeChat', 'edited-in-place');
    await page.reload();
    await expect(page.getByRole('button', { name: 'edited-in-place', exact: true })).toBeVisible();
  });

  test('what is typed is checked before it is saved', async ({ page }) => {
    await openCustomer(page);
    await page.getByTitle('Change E-mail').click();
    const input = page.getByRole('textbox', { name: 'E-mail' });
    await input.fill('not an address');
    await input.press('Enter');
    await expect(page.getByRole('alert').filter({ hasText: 'Not an e-mail address' })).toBeVisible();
    await input.press('Escape');
    await expect(page.getByTitle('Change E-mail')).toBeVisible();
    await expect(page.getByText('not an address')).toHaveCount(0);
  });

  test('a note takes two taps, and the toast takes it back', async ({ page }) => {
    await openCustomer(page);
    await addNote(page, 'Asked about refills');
    const toast = page.getByRole('status').filter({ hasText: 'Added activity' });
    await toast.getByRole('button', { name: 'Undo' }).click();
    await expect(page.getByText('Asked about refills')).toHaveCount(0);
    await page.reload();
    await expect(page.getByRole('heading', { level: 1 }).first()).toBeVisible();
    await expect(page.getByText('Asked about refills')).toHaveCount(0);
  });

  test('Ctrl+Z takes back the newest change', async ({ page }) => {
    await openCustomer(page);
    await addNote(page, 'Called, no answer');
    await page.keyboard.press('Control+z');
    await expect(page.getByText('Called, no answer')).toHaveCount(0);
  });

  test('sample data go as they came: all at once', async ({ page }) => {
    await open(page, 'import');
    await page.getByRole('button', { name: 'Remove the sample data first' }).click();
    await expect(page.getByText('The sample data is gone')).toBeVisible();
    expect(await customersInBook(page)).toBe(0);
  });

  test('sample data go without what was changed since, and say so', async ({ page }) => {
    await openCustomer(page);
    await editFact(page, 'WeChat', 'mine');
    await open(page, 'import');
    await page.getByRole('button', { name: 'Remove the sample data first' }).click();
    await expect(page.getByText('What was changed since then stayed')).toBeVisible();
    await toast(page, 'changed since then stayed').getByRole('link', { name: 'Show' }).click();
    const stayed = page.getByRole('status', { name: 'Left as they are' });
    await expect(stayed.getByRole('row').filter({ hasText: 'in the book' })).toHaveCount(1);
    expect(await customersInBook(page)).toBe(1);
  });
});
