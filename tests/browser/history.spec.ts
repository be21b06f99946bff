// What happened: told in sentences, opened for what it changed, undone from the list; the past of a record; values that lost against others.
import AxeBuilder from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';
import { addSample, open, rows, speakChinese, toast } from './app';
import { MERGED, MERGED_AT, store } from './book';
import { editFact, openCustomer } from './customer';

const entry = (page: Page, text: string | RegExp) => page.getByRole('main').getByRole('listitem').filter({ hasText: text });
const past = (page: Page) => page.getByRole('region', { name: 'History', exact: true });
const conflicts = (page: Page) => page.getByRole('region', { name: 'Written twice' });
const MING = 'customers?id=00000000000000000000000000000011';

test('what happened is told in sentences, and each opens to what it changed', async ({ page }) => {
  await addSample(page, '200');
  const name = await openCustomer(page);
  await editFact(page, 'WeChat', 'first-name');
  await editFact(page, 'WeChat', 'second-name');
  await open(page, 'history');
  await expect(page).toHaveTitle('History · Rapport');
  await expect(page.getByRole('heading', { level: 2, name: 'Today' })).toBeVisible();
  const change = entry(page, `${name}: WeChat changed from first-name to second-name`);
  await expect(change).toHaveCount(1);
  await expect(entry(page, `${name}: WeChat set to first-name`)).toHaveCount(1);
  await change.getByText('Details').click();
  await expect(change.getByRole('row').filter({ hasText: name })).toContainText(/WeChat.*first-name.*second-name/);
  const sample = entry(page, 'Added sample data');
  await sample.getByText('Details').click();
  await expect(sample.getByText('Customers: 200 added')).toBeVisible();
  await expect(sample.getByRole('link').first()).toBeVisible();
  await change.getByRole('link', { name }).click();
  await expect(page.getByRole('heading', { level: 1, name, exact: true })).toBeVisible();
});

test('what is opened stays open when something else is undone', async ({ page }) => {
  await addSample(page, '200');
  const name = await openCustomer(page);
  await editFact(page, 'WeChat', 'someone');
  await open(page, 'history');
  const sample = entry(page, 'Added sample data');
  await sample.getByText('Details').click();
  await expect(sample.getByText('Customers: 200 added')).toBeVisible();
  await page.getByRole('button', { name: `Undo: ${name}: WeChat set to someone` }).click();
  await expect(page.getByRole('button', { name: `Redo: ${name}: WeChat set to someone` })).toBeVisible();
  await expect(sample.getByText('Customers: 200 added')).toBeVisible();
  await sample.getByText('Details').click();
  await expect(sample.getByText('Customers: 200 added')).toBeHidden();
});

test('the list is narrowed by kind, device and day', async ({ page }) => {
  await addSample(page, '200');
  await openCustomer(page);
  await editFact(page, 'WeChat', 'someone');
  await open(page, 'history');
  await page.getByLabel('What happened').selectOption('Imported');
  await expect(entry(page, 'Added sample data')).toHaveCount(1);
  await expect(entry(page, 'someone')).toHaveCount(0);
  await page.getByLabel('Where').selectOption('Other devices');
  await expect(page.getByRole('heading', { name: 'Nothing like that happened' })).toBeVisible();
  await page.getByRole('button', { name: 'Show everything' }).click();
  await expect(entry(page, 'someone')).toHaveCount(1);
  await page.getByLabel('Day').fill('2020-02-29');
  await expect(page.getByRole('heading', { name: 'Nothing like that happened' })).toBeVisible();
});

test('undo from the list leaves alone what was changed since, and lists it', async ({ page }) => {
  await addSample(page, '200');
  const name = await openCustomer(page);
  await editFact(page, 'WeChat', 'early');
  await editFact(page, 'WeChat', 'late');
  await open(page, 'history');
  await page.getByRole('button', { name: new RegExp(`^Undo: ${name}: WeChat set to early`) }).click();
  await expect(toast(page, '1 value changed since then stayed')).toBeVisible();
  const stayed = page.getByRole('status', { name: 'Left as they are' });
  await expect(stayed.getByRole('row').filter({ hasText: name })).toContainText(/WeChat.*late/);
  await stayed.getByRole('button', { name: 'Dismiss' }).click();
  await expect(stayed).toHaveCount(0);
  // The last change goes and comes back.
  await page.getByRole('button', { name: new RegExp(`^Undo: ${name}: WeChat changed from early to late`) }).click();
  await expect(entry(page, `${name}: WeChat changed from early to late`).getByText('undone')).toBeAttached();
  await page.reload();
  await page.getByRole('button', { name: new RegExp(`^Redo: ${name}: WeChat changed from early to late`) }).click();
  await expect(page.getByRole('button', { name: new RegExp(`^Undo: ${name}: WeChat changed from early to late`) })).toBeVisible();
});

test('a record shows its past, and an older value comes back with one tap', async ({ page }) => {
  await addSample(page, '200');
  await openCustomer(page);
  await editFact(page, 'WeChat', 'older');
  await editFact(page, 'WeChat', 'newer');
  await editFact(page, 'Website', 'https://example.com');
  await past(page).getByText('History').click();
  await expect(past(page).getByText('WeChat: older → newer')).toBeVisible();
  await expect(past(page).getByText('Came into the book')).toBeVisible();
  await past(page).getByLabel('Field').selectOption('WeChat');
  await expect(past(page).getByText('Website: — → https://example.com')).toHaveCount(0);
  await past(page).getByRole('button', { name: 'Restore older, WeChat' }).click();
  await expect(page.getByRole('button', { name: 'older', exact: true })).toBeVisible();
  await expect(past(page).getByText('WeChat: newer → older')).toBeVisible();
  await open(page, 'records?of=product');
  await rows(page).first().getByRole('link').click();
  await past(page).getByText('History').click();
  await expect(past(page).getByText('Came into the book')).toBeVisible();
});

test('a value that lost against another device is shown, and taken with one tap', async ({ page }) => {
  await page.clock.setFixedTime(MERGED_AT + 86_400_000);
  await store(page, MERGED);
  await open(page, MING);
  await expect(page.getByTitle('Change Phone')).toHaveText('139 2222 2222');
  await expect(conflicts(page).getByText('Phone was also written on this device at the same time: 139 1111 1111')).toBeVisible();
  // A refusal counts though the consent elsewhere was written later.
  await expect(page.getByRole('combobox', { name: /consent/i })).toHaveValue('7');
  await expect(conflicts(page).getByText(/also written on another device at the same time/)).toBeVisible();
  const { violations } = await new AxeBuilder({ page }).include('article').analyze();
  expect(violations).toEqual([]);
  await conflicts(page).getByRole('button', { name: 'Use this value, Phone: 139 1111 1111' }).click();
  await expect(page.getByTitle('Change Phone')).toHaveText('139 1111 1111');
  await conflicts(page).getByRole('button', { name: /^Keep what stands/ }).click();
  await expect(conflicts(page)).toHaveCount(0);
  await page.reload();
  await expect(page.getByTitle('Change Phone')).toHaveText('139 1111 1111');
  await expect(conflicts(page)).toHaveCount(0);
  await open(page, 'history');
  await page.getByLabel('Where').selectOption('Other devices');
  await expect(entry(page, '139 2222 2222').getByText('another device')).toBeVisible();
});

test('a month later nobody is asked any more', async ({ page }) => {
  await page.clock.setFixedTime(MERGED_AT + 31 * 86_400_000);
  await store(page, MERGED);
  await open(page, MING);
  await expect(page.getByTitle('Change Phone')).toHaveText('139 2222 2222');
  await past(page).getByText('History').click();
  await expect(past(page).getByText('139 1111 1111').first()).toBeVisible();
  await expect(conflicts(page)).toHaveCount(0);
});

test('the trash says what was changed elsewhere after a record was deleted', async ({ page }) => {
  await store(page, MERGED);
  await open(page, 'records?of=contact&trash=1&id=00000000000000000000000000000022');
  await expect(conflicts(page).getByText('Changed on another device after it was deleted: Mobile')).toBeVisible();
  await page.getByRole('article').getByRole('button', { name: 'Restore', exact: true }).click();
  await expect(toast(page, /Restored/)).toBeVisible();
  await open(page, 'records?of=contact&id=00000000000000000000000000000022');
  await expect(page.getByTitle('Change Mobile')).toHaveText('137 3333 3333');
});

for (const [device, viewport] of Object.entries({ desktop: { width: 1440, height: 900 }, phone: { width: 390, height: 844 } })) {
  for (const theme of ['light', 'dark'] as const) {
    test.describe(`${device}, ${theme}`, () => {
      test.use({ viewport, colorScheme: theme });
      test('the history is read in Chinese, and without seeing it', async ({ page }) => {
        await store(page, MERGED);
        await speakChinese(page);
        await open(page, 'history');
        await expect(page.getByRole('heading', { level: 1, name: '操作记录' })).toBeVisible();
        await expect(entry(page, '电话由“139 1111 1111”改为“139 2222 2222”')).toHaveCount(1);
        await entry(page, '电话由“139 1111 1111”改为“139 2222 2222”').getByText('详情').click();
        await expect(page.getByRole('columnheader', { name: '新值' })).toBeVisible();
        const { violations } = await new AxeBuilder({ page }).analyze();
        expect(violations).toEqual([]);
      });
    });
  }
}
