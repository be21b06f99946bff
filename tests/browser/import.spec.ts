// A purchase log comes in: what is guessed, what is reported, what the scores then say, and that a bad file changes nothing.
import { expect, test } from '@playwright/test';
import { addSample, CDNOW, chooseFile, count, customersInBook, fact, importCdnow, listCount, open, rows, setAsOf, speakChinese, toast } from './app';

test('guesses the columns of a file without header and reports before it adds', async ({ page }) => {
  await open(page, 'import');
  await chooseFile(page, CDNOW);
  const chosen = (menu: string, option: string) =>
    expect(page.getByRole('combobox', { name: menu, exact: true }).getByRole('option', { name: option, selected: true })).toHaveCount(1);
  await chosen('Separator', 'Blanks');
  await chosen('First line', 'Is data');
  await chosen('Dates', '20240131');
  // The file has two ids, one of the whole log and one of the sample: either will do, but only one.
  await expect(page.getByRole('option', { name: 'Customer id', selected: true })).toHaveCount(1);
  await chosen('What Column 3 means', 'Date');
  await chosen('What Column 5 means', 'Amount');
  await expect(page.getByRole('main')).toContainText('Rows 6,919');
  await page.getByRole('button', { name: 'Check the whole file' }).click();
  await expect(page.getByRole('heading', { name: 'What the import adds' })).toBeVisible();
  await expect(fact(page, 'New customers')).toHaveText('2,357');
  await expect(fact(page, 'New orders')).toHaveText('6,919');
  expect(await customersInBook(page)).toBe(0);
});

test('imports CDNOW once, scores it as of the chosen day, and takes it back', async ({ page }) => {
  await importCdnow(page);
  await expect(fact(page, 'New customers')).toHaveText('2,357');
  await expect(fact(page, 'New orders')).toHaveText('6,919');
  expect(await customersInBook(page)).toBe(2357);

  await setAsOf(page, '1998-07-01');
  await open(page, 'segments');
  for (const [segment, customers] of [
    ['Champions', '414'],
    ['Loyal', '311'],
    ['Potential loyalist', '250'],
    ['Need attention', '82'],
    ['About to sleep', '363'],
    ['At risk', '80'],
    ['Can’t lose', '2'],
    ['Hibernating', '416'],
    ['Lost', '439'],
  ]) {
    await expect(count(page, segment)).toHaveText(customers);
  }

  // Every order is known: nothing is added.
  await open(page, 'import');
  await chooseFile(page, CDNOW);
  await page.getByRole('button', { name: 'Check the whole file' }).click();
  await expect(page.getByText('Nothing new in this file')).toBeVisible();
  expect(await customersInBook(page)).toBe(2357);
});

test('tells the stages of CDNOW at the end of its calibration period', async ({ page }) => {
  await importCdnow(page);
  await setAsOf(page, '1997-09-30');
  await page.getByLabel('Look ahead').fill('273');
  await page.getByLabel('Look ahead').blur();
  await expect(toast(page, 'Changed horizon')).toBeVisible();
  await open(page, 'segments');
  for (const [stage, customers] of [
    ['Growth', '342'],
    ['Maturity', '180'],
    ['Danger', '282'],
    ['Termination', '1,553'],
  ]) {
    await expect(count(page, stage)).toHaveText(customers);
  }
});

test('an import is undone as a whole', async ({ page }) => {
  await importCdnow(page);
  await page.getByRole('main').getByRole('button', { name: 'Undo the import' }).click();
  await expect(page.getByText('Undone. The book is as it was before.')).toBeVisible();
  expect(await customersInBook(page)).toBe(0);
  await page.reload();
  expect(await customersInBook(page)).toBe(0);
});

const line = 'Acme Ltd,2024-03-05,310.00\n';
const BAD: { what: string; file: string; bytes: () => Buffer; en: RegExp; zh: RegExp }[] = [
  {
    what: 'a picture',
    file: 'photo.csv',
    bytes: () => Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), Buffer.alloc(4096, 0)]),
    en: /not text|kind .*not text/,
    zh: /不是文本/,
  },
  {
    what: 'arbitrary bytes',
    file: 'noise.txt',
    bytes: () => Buffer.from(Array.from({ length: 20_000 }, (_, i) => (i * 7919) % 251)),
    en: /not text|encoding is not known/,
    zh: /不是文本|编码/,
  },
  { what: 'an empty file', file: 'empty.csv', bytes: () => Buffer.alloc(0), en: /file is empty/, zh: /文件是空的/ },
  {
    what: '10,000 columns',
    file: 'wide.csv',
    bytes: () => Buffer.from(Array.from({ length: 10_000 }, (_, i) => `c${i}`).join(',') + '\n' + '1,'.repeat(9_999) + '1\n'),
    en: /10,000 columns/,
    zh: /10,?000 列/,
  },
  {
    what: 'a quotation that never closes',
    file: 'cut.csv',
    bytes: () => Buffer.from('customer,date,amount\n' + line.repeat(50) + '"Acme Ltd,2024-03-05,310.00\n' + line.repeat(50)),
    en: /quotation mark opens in line 52/,
    zh: /第 52 行的引号/,
  },
  {
    what: 'one very long line',
    file: 'line.csv',
    bytes: () => Buffer.from('customer,date,amount\n' + 'x'.repeat(4_000_000) + '\n'),
    en: /Line 2 is longer/,
    zh: /第 2 行超过/,
  },
];

for (const { what, file, bytes, en, zh } of BAD) {
  test(`says what is wrong with ${what}, in both languages, and leaves the book as it was`, async ({ page }) => {
    await addSample(page, '200');
    await open(page, 'import');
    await chooseFile(page, { name: file, mimeType: 'text/csv', buffer: bytes() });
    const said = page.getByRole('alert').filter({ hasText: file });
    await expect(said).toContainText(en, { timeout: 30_000 });
    await expect(said).toContainText('Your book is unchanged');

    await speakChinese(page);
    await open(page, 'import');
    await chooseFile(page, { name: file, mimeType: 'text/csv', buffer: bytes() }, '选择文件');
    const saidInChinese = page.getByRole('alert').filter({ hasText: file });
    await expect(saidInChinese).toContainText(zh, { timeout: 30_000 });
    await expect(saidInChinese).toContainText('已有数据没有任何改动');

    await open(page, 'customers');
    await expect(listCount(page, '客户')).toHaveText('200');
    await expect(rows(page).first()).toBeVisible();
  });
}
