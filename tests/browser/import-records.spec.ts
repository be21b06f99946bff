// Files of records come in: customers with duplicates, orders with lines from a workbook, a template filled in.
import { readFile } from 'node:fs/promises';
import { expect, test, type Page } from '@playwright/test';
import { chooseFile, customersInBook, fact, listCount, open, speakChinese } from './app';
import { workbook } from './workbook';

const csv = (name: string, text: string) => ({ name, mimeType: 'text/csv', buffer: Buffer.from(text) });
const xlsx = (name: string, bytes: Buffer) => ({
  name,
  mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  buffer: bytes,
});
const kind = (page: Page, name = 'What the file holds') => page.getByRole('combobox', { name, exact: true });
const chosen = (page: Page, menu: string) => page.getByRole('combobox', { name: menu, exact: true }).locator('option:checked');

async function check(page: Page) {
  await page.getByRole('button', { name: 'Check the whole file' }).click();
  await expect(page.getByRole('heading', { name: /What the import adds|Nothing new/ })).toBeVisible();
}

async function commit(page: Page) {
  await page.getByRole('main').getByRole('button', { name: 'Import', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Imported' })).toBeVisible({ timeout: 30_000 });
}

const PEOPLE = 'External id,Name,E-mail,Phone,Level,Tags\n7,Acme Ltd,info@acme.example,+44 20 7946 0958,A – key,Press\n8,Li Hua,li@example.com,138 0013 8000,Gold,\n';

test('customers are added, then updated by e-mail and phone, and each import is undone', async ({ page }) => {
  await open(page, 'import');
  await chooseFile(page, csv('people.csv', PEOPLE));
  await expect(kind(page).locator('option:checked')).toHaveText('Customers');
  await expect(chosen(page, 'What E-mail means')).toHaveText('E-mail');
  await expect(page.getByRole('cell', { name: 'Gold none of the options' })).toBeVisible();
  await check(page);
  await expect(fact(page, 'New: Customers')).toHaveText('2');
  await expect(fact(page, 'Added along: Tags')).toHaveText('1');
  await expect(page.getByRole('region', { name: 'Words that are no options' })).toContainText('Gold');
  expect(await customersInBook(page)).toBe(0);

  await open(page, 'import');
  await chooseFile(page, csv('people.csv', PEOPLE));
  await check(page);
  await commit(page);
  await page.getByRole('link', { name: 'See your customers' }).click();
  await expect(page.getByRole('link', { name: 'Acme Ltd' })).toBeVisible();

  await open(page, 'import');
  await chooseFile(page, csv('more.csv', 'Name,E-mail,Phone,Region\nAcme Limited,INFO@acme.example,,North\nLi Hua,,+86 138-0013-8000,South\nNew One,new@example.com,,East\n'));
  await check(page);
  await expect(fact(page, 'New: Customers')).toHaveText('1');
  await expect(fact(page, 'Changed: Customers')).toContainText('2 (');
  await commit(page);
  expect(await customersInBook(page)).toBe(3);
  await expect(page.getByRole('link', { name: 'Acme Limited' })).toBeVisible();
  await page.keyboard.press('Control+z');
  await expect(page.getByRole('link', { name: 'Acme Ltd' })).toBeVisible();
  await page.reload();
  await expect(page.getByRole('link', { name: 'Acme Ltd' })).toBeVisible();
  expect(await customersInBook(page)).toBe(2);
});

test('matches are skipped where the user wants it, and the same columns are read in the same way the next time', async ({ page }) => {
  await open(page, 'import');
  await chooseFile(page, csv('people.csv', PEOPLE));
  await check(page);
  await commit(page);
  const again = 'Kunde,Mail\nAcme Limited,info@acme.example\nNew,new@example.com\n';
  await open(page, 'import');
  await chooseFile(page, csv('kunden.csv', again));
  await kind(page).selectOption('Customers');
  await page.getByRole('combobox', { name: 'What Kunde means' }).selectOption('Name');
  await page.getByRole('radio', { name: 'Leave it as it is' }).check();
  await check(page);
  await expect(fact(page, 'Matches left as they are')).toHaveText('1');
  await commit(page);
  expect(await customersInBook(page)).toBe(3);

  await open(page, 'import');
  await chooseFile(page, csv('kunden2.csv', 'Kunde,Mail\nThird,third@example.com\n'));
  await expect(page.getByText('Read as the last time')).toBeVisible();
  await expect(chosen(page, 'What Kunde means')).toHaveText('Name');
  await expect(page.getByRole('radio', { name: 'Leave it as it is' })).toBeChecked();
  const kept = await page.evaluate(() => JSON.stringify(localStorage));
  expect(kept).not.toContain('Kunde');
  expect(kept).not.toContain('example.com');
});

test('orders of another system are known again by their ids', async ({ page }) => {
  const orders = (total: string) => csv('orders.csv', `External id,Customer,Date,Total\nX-1,Acme,2024-03-05,${total}\nX-2,Beta,2024-03-06,20\n`);
  await open(page, 'import');
  await chooseFile(page, orders('10'));
  await kind(page).selectOption('Orders');
  await expect(chosen(page, 'What External id means')).toHaveText('External id');
  await check(page);
  await expect(fact(page, 'New: Orders')).toHaveText('2');
  await commit(page);

  await open(page, 'import');
  await chooseFile(page, orders('11'));
  await kind(page).selectOption('Orders');
  await expect(page.getByRole('checkbox', { name: 'External id' })).toBeChecked();
  await check(page);
  await expect(fact(page, 'Changed: Orders')).toContainText('1 (');
  await commit(page);
  await page.getByRole('link', { name: 'See Orders' }).click();
  await expect(listCount(page, 'Records')).toHaveText(/^2\b/);
  await expect(page.getByRole('grid', { name: 'Orders' })).toContainText('11.00');
});

test('words that are no options are said to mean one, a new one or nothing, and are remembered', async ({ page }) => {
  const people = (names: string[]) => csv('levels.csv', `Name,Level\n${names.map((name) => `${name},${name.split(' ')[0]}`).join('\n')}\n`);
  await open(page, 'import');
  await chooseFile(page, people(['Gold one', 'GOLD two', 'Platinum one', 'Wood one', 'Tin one']));
  const words = page.getByRole('region', { name: 'What single words mean' });
  const becomes = (word: string) => words.getByRole('combobox', { name: `What “${word}” becomes` });
  await expect(words.getByRole('listitem')).toHaveCount(4);
  await expect(words.getByRole('listitem').first()).toContainText('2 rows');
  await becomes('Gold').selectOption('A – key');
  await expect(page.getByRole('cell', { name: 'A – key GOLD', exact: true }), 'the table shows it').toBeVisible();
  await becomes('Platinum').selectOption('New option “Platinum”');
  await becomes('Wood').selectOption('Nothing: leave it empty');
  await expect(becomes('Tin').locator('option:checked')).toHaveText('Kept in the remark');
  await check(page);
  await expect(fact(page, 'Added along: Options')).toHaveText('1');
  await expect(page.getByRole('region', { name: 'Words that are no options' }), 'only what nobody spoke of').not.toContainText('Gold');
  await commit(page);
  await page.getByRole('link', { name: 'See your customers' }).click();
  await page.getByRole('link', { name: 'Platinum one' }).click();
  await expect(page.getByRole('combobox', { name: 'Level' }).locator('option:checked')).toHaveText('Platinum');
  await page.getByRole('link', { name: 'GOLD two' }).click();
  await expect(page.getByRole('combobox', { name: 'Level' }).locator('option:checked')).toHaveText('A – key');

  await open(page, 'import');
  await chooseFile(page, people(['Gold three', 'Wood two', 'Platinum two', 'Lead one']));
  await expect(becomes('Gold').locator('option:checked')).toHaveText('A – key');
  await expect(becomes('Wood').locator('option:checked')).toHaveText('Nothing: leave it empty');
  await expect(becomes('Platinum'), 'is a choice by now').toHaveCount(0);
  const kept = await page.evaluate(() => JSON.stringify(localStorage));
  expect(kept, 'no word of the file is kept').not.toMatch(/gold|wood|platinum/i);
});

for (const t of [
  { lang: 'en', holds: 'What the file holds', kind: 'Customers', add: /^Add none/, check: 'Check the whole file', made: 'Added along: Users', names: 'Names that nobody goes by',
    import: 'Import', done: 'Imported', unknown: 'not in your book', new: 'New: Customers' },
  { lang: 'zh', holds: '文件内容', kind: '客户', add: /^不新建/, check: '检查整个文件', made: '同时新增用户', names: '找不到的名称',
    import: '导入', done: '导入完成', unknown: '找不到这条资料', new: '新增客户' },
]) {
  test(`an owner whom nobody knows costs no row: added, or told by name (${t.lang})`, async ({ page }) => {
    if (t.lang === 'zh') await speakChinese(page);
    await page.setViewportSize(t.lang === 'zh' ? { width: 390, height: 844 } : { width: 1440, height: 900 });
    await open(page, 'import');
    const text = t.lang === 'zh' ? '客户名称,电话,负责人\n甲,5550100,佐伊\n乙,5550101,佐伊\n' : 'Name,Phone,Owner\nAcme,555 0100,Zoe\nBeta,555 0101,Zoe\n';
    const name = t.lang === 'zh' ? '佐伊' : 'Zoe';
    await chooseFile(page, csv('owners.csv', text), t.lang === 'zh' ? '选择文件' : undefined);
    await kind(page, t.holds).selectOption(t.kind);
    await page.getByRole('button', { name: t.check }).click();
    await expect(fact(page, t.new)).toHaveText('2');
    await expect(fact(page, t.made)).toHaveText('1');
    // Or they are not to be added: then their names are told, before the import and after it.
    await page.getByRole('button', { name: t.lang === 'zh' ? '返回核对各列' : 'Back to the columns', exact: true }).click();
    await page.getByRole('radio', { name: t.add }).check();
    await page.getByRole('button', { name: t.check }).click();
    const names = page.getByRole('region', { name: t.names });
    await expect(names.getByRole('row').nth(1)).toContainText(name);
    await expect(names.getByRole('row').nth(1)).toContainText(t.unknown);
    await expect(names.getByRole('row').nth(1).getByRole('cell').last()).toHaveText('2');
    await page.getByRole('main').getByRole('button', { name: t.import, exact: true }).click();
    await expect(page.getByRole('heading', { name: t.done })).toBeVisible();
    await expect(fact(page, t.new)).toHaveText('2');
    await expect(names).toContainText(name);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0);
    await open(page, 'customers');
    for (const kept of t.lang === 'zh' ? ['甲', '乙'] : ['Acme', 'Beta']) await expect(page.getByRole('link', { name: kept, exact: true })).toBeVisible();
  });
}

test('orders with lines come from a workbook; what cannot be taken is a file', async ({ page }) => {
  await open(page, 'import');
  await chooseFile(
    page,
    xlsx(
      'orders.xlsx',
      workbook([
        { name: 'Notes', rows: [] },
        {
          name: 'Orders',
          rows: [
            ['Order number', 'Customer', 'Date', 'Status', 'Product', 'Quantity', 'Unit price'],
            ['A-1', 'Acme Ltd', { date: 45356 }, 'Confirmed', 'Lamp', 2, 10.5],
            ['A-1', 'Acme Ltd', { date: 45356 }, 'Confirmed', 'Desk', 1, 200],
            ['A-2', 'Li Hua', { date: 45357 }, 'Completed', 'Lamp', '3', 10.5],
            ['A-3', 'Li Hua', '30 February 2024', '', 'Lamp', 1, 10.5],
          ],
        },
      ]),
    ),
  );
  await kind(page).selectOption('Orders');
  await expect(chosen(page, 'Sheet')).toHaveText('Orders');
  await check(page);
  await expect(fact(page, 'New: Orders')).toHaveText('2');
  await expect(fact(page, 'Added along: Order lines')).toHaveText('3');
  await expect(fact(page, 'Added along: Products')).toHaveText('2');
  await expect(fact(page, 'Rows left out')).toHaveText('1');
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Download all rows left out' }).click();
  const report = await readFile(await (await download).path(), 'utf8');
  expect(report).toContain('not_a_day');
  expect(report).toContain('30 February 2024');
  await commit(page);
  await page.getByRole('link', { name: 'See Orders' }).click();
  await expect(page.getByRole('link', { name: 'A-1' })).toBeVisible();
  await expect(page.getByRole('grid', { name: 'Orders' })).toContainText('221.00');
});

for (const [lang, word, file, button] of [
  ['en', 'Customers', 'Customers.csv', 'Download as CSV'],
  ['zh', '客户', '客户导入模板.csv', '下载 CSV 模板'],
] as const) {
  test(`a template is downloaded, filled in and comes back (${lang})`, async ({ page }) => {
    if (lang === 'zh') await speakChinese(page);
    await open(page, 'import');
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: button }).click();
    const file_ = await download;
    expect(file_.suggestedFilename()).toBe(file);
    const bytes = await readFile(await file_.path());
    expect([...bytes.subarray(0, 3)], 'Excel reads it as UTF-8').toEqual([0xef, 0xbb, 0xbf]);
    const text = bytes.toString('utf8');
    const [head, example] = text.split('\r\n');
    expect(example).not.toMatch(/(^|,)[=+@-]/);
    const columns = head!.split(',').length;
    const filled = ['王小明', ...Array.from({ length: columns - 1 }, () => '')].join(',');
    await chooseFile(page, csv('filled.csv', `${text}${filled}\r\n`), lang === 'zh' ? '选择文件' : 'Choose a file');
    await expect(kind(page, lang === 'zh' ? '文件内容' : undefined).locator('option:checked')).toHaveText(word);
    await page.getByRole('button', { name: lang === 'zh' ? '检查整个文件' : 'Check the whole file' }).click();
    await expect(fact(page, lang === 'zh' ? '新增客户' : 'New: Customers')).toHaveText('1');
    await expect(fact(page, lang === 'zh' ? '无效行' : 'Rows left out'), 'only the example').toHaveText('1');
  });
}

test('a template is a workbook, too, and comes back as what it is for', async ({ page }) => {
  await open(page, 'import');
  await page.getByRole('combobox', { name: 'Template for' }).selectOption('Orders');
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Download for Excel (XLSX)' }).click();
  const file = await download;
  expect(file.suggestedFilename()).toBe('Orders.xlsx');
  await chooseFile(page, xlsx('Orders.xlsx', await readFile(await file.path())));
  await expect(kind(page).locator('option:checked')).toHaveText('Orders');
  for (const name of ['Number', 'Customer', 'Date', 'Status']) await expect(chosen(page, `What ${name} means`)).toHaveText(name);
  await expect(page.getByRole('cell', { name: /Example: A-1001/ })).toBeVisible();
  await page.getByRole('button', { name: 'Check the whole file' }).click();
  await expect(page.getByRole('heading', { name: 'No row can be taken' }), 'its example is not imported').toBeVisible();
});

test('a workbook that unpacks to gigabytes is refused in words', async ({ page }) => {
  await open(page, 'import');
  await chooseFile(page, xlsx('bomb.xlsx', workbook([{ name: 'A', rows: [['x']] }], { claims: 0xf0000000 })));
  await expect(page.getByRole('alert')).toContainText('unpacks to more than');
});

test('who is quicker than the preview is checked all the same', async ({ page }) => {
  await open(page, 'import');
  await chooseFile(page, csv('people.csv', PEOPLE));
  await expect(kind(page)).toBeVisible();
  // Both in one go: nothing of the worker's can be heard in between.
  const phone = await page.getByRole('checkbox', { name: 'Phone' }).elementHandle();
  await page.getByRole('button', { name: 'Check the whole file' }).evaluate((button, phone) => {
    (phone as HTMLElement).click();
    (button as HTMLElement).click();
  }, phone);
  await expect(page.getByRole('heading', { name: 'What the import adds' })).toBeVisible();
  await commit(page);
  expect(await customersInBook(page)).toBe(2);
});

test('on a phone everything can be reached', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await open(page, 'import');
  await chooseFile(page, csv('people.csv', PEOPLE));
  await expect(kind(page)).toBeVisible();
  await page.getByRole('radio', { name: 'Add another one' }).check();
  await page.getByRole('checkbox', { name: 'Phone' }).uncheck();
  const wide = await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth);
  expect(wide, 'nothing sticks out').toBe(true);
  await check(page);
  await commit(page);
  expect(await customersInBook(page)).toBe(2);
});

test('a large file waits, goes on, and can be given up', async ({ page }) => {
  test.setTimeout(120_000);
  await open(page, 'import');
  const line = (at: number) => `C${at},Customer number ${at},c${at}@example.com,+44 20 ${at},North,A – key\n`;
  const text = ['External id,Name,E-mail,Phone,Region,Level\n', ...Array.from({ length: 600_000 }, (_, at) => line(at))].join('');
  await chooseFile(page, csv('many.csv', text));
  const bar = page.getByRole('progressbar');
  await page.getByRole('button', { name: 'Check the whole file' }).click({ timeout: 60_000 });
  await page.getByRole('button', { name: 'Pause' }).click();
  await expect(page.getByText(/^Paused/)).toBeVisible();
  const before = await bar.getAttribute('value');
  await expect(page.getByRole('button', { name: 'Continue' })).toBeVisible();
  expect(await bar.getAttribute('value'), 'nothing moves').toBe(before);
  await page.getByRole('button', { name: 'Continue' }).click();
  await expect(fact(page, 'New: Customers')).toHaveText('600,000', { timeout: 60_000 });
  await page.getByRole('button', { name: 'Back to the columns' }).click();
  await page.getByRole('radio', { name: 'Keep them in the remark' }).check();
  await page.getByRole('radio', { name: 'Leave the field empty' }).check();
  await page.getByRole('button', { name: 'Check the whole file' }).click();
  await page.getByRole('button', { name: 'Pause' }).click();
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByText('Cancelled. Nothing was added.')).toBeVisible();
  await page.getByRole('button', { name: 'Check the whole file' }).click();
  await expect(fact(page, 'New: Customers')).toHaveText('600,000', { timeout: 60_000 });
  await page.getByRole('main').getByRole('button', { name: 'Import', exact: true }).click();
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByText('Cancelled. Nothing was added.'), 'while it is written').toBeVisible({ timeout: 60_000 });
  await page.reload();
  expect(await customersInBook(page)).toBe(0);
});
