// The lines of a list are a few elements, each used again for the line that scrolls into view: nobody may notice.
import { expect, test, type Locator, type Page } from '@playwright/test';
import { addSample, open, rows, scored } from './app';

test.beforeEach(async ({ page }) => {
  await addSample(page, '5,000');
  await open(page, 'customers');
  await scored(page);
});

const grid = (page: Page) => page.getByRole('grid');
const scrollTo = (page: Page, top: number) => grid(page).evaluate((node, top) => node.scrollTo(0, top), top);
/** The line at a place of the list, counted from 0. */
const line = (page: Page, at: number): Locator => grid(page).locator(`[aria-rowindex="${at + 2}"]`);
/** What every line with an element says: its place and its text. */
const lines = (page: Page) =>
  rows(page).evaluateAll((all) => all.map((row) => [Number(row.getAttribute('aria-rowindex')) - 2, row.textContent] as [number, string]));

test('scrolling makes no element, and every line says what it said before', async ({ page }) => {
  await scrollTo(page, 40 * 30);
  await expect(line(page, 40).getByRole('link')).toBeVisible();
  const before = new Map(await lines(page));
  const made = await grid(page).evaluate(async (grid) => {
    const body = grid.querySelectorAll('[role=rowgroup]')[1];
    const known = new Set(body.querySelectorAll('*'));
    let made = 0;
    const watch = new MutationObserver((changes) => {
      for (const node of changes.flatMap((change) => [...change.addedNodes])) {
        if (node instanceof Element && !known.has(node) && !node.closest('.pills') && !node.querySelector('.pill, .stage, .score-bar')) made += 1;
      }
    });
    watch.observe(body, { childList: true, subtree: true });
    for (let step = 0; step < 120; step += 1) {
      grid.scrollTop += 110;
      await new Promise(requestAnimationFrame);
    }
    made += [...body.children].filter((row) => !known.has(row)).length;
    watch.disconnect();
    return made;
  });
  expect(made).toBe(0);
  await expect(line(page, 40)).toHaveCount(0);
  await scrollTo(page, 40 * 30);
  await expect(line(page, 40).getByRole('link')).toBeVisible();
  const after = new Map(await lines(page));
  for (const [at, text] of before) if (after.has(at)) expect(after.get(at)).toBe(text);
  expect([...before.keys()].filter((at) => after.has(at)).length).toBeGreaterThan(15);
});

test('a line that was used again leads to its own record, and one reads them in order', async ({ page }) => {
  await scrollTo(page, 40 * 1003);
  const wanted = line(page, 1010).getByRole('link');
  await expect(wanted).toBeVisible();
  await expect.poll(async () => {
    const places = (await lines(page)).map(([at]) => at);
    return places.every((at, nth) => nth === 0 || at === places[nth - 1] + 1);
  }).toBe(true);
  const name = await wanted.innerText();
  await wanted.click();
  await expect(page.getByRole('heading', { name, exact: true }).first()).toBeVisible();
  await expect(line(page, 1010)).toHaveAttribute('aria-selected', 'true');
});

test('the focus never comes to stand on another record', async ({ page }) => {
  const box = line(page, 3).getByRole('checkbox');
  await box.check();
  await expect(box).toBeFocused();
  await scrollTo(page, 40 * 500);
  await expect(line(page, 505).getByRole('link')).toBeVisible();
  await expect(grid(page)).toBeFocused();
  await expect(page.getByRole('region', { name: '1 picked' })).toBeVisible();
  await scrollTo(page, 0);
  await expect(line(page, 3).getByRole('checkbox')).toBeChecked();
  await expect(line(page, 4).getByRole('checkbox')).not.toBeChecked();
});

test('the cursor moves beyond the screen and names its line', async ({ page }) => {
  await grid(page).focus();
  await page.keyboard.press('ArrowDown');
  for (let pages = 0; pages < 6; pages += 1) await page.keyboard.press('PageDown');
  await expect(line(page, 90)).toBeInViewport();
  const id = await line(page, 90).getAttribute('id');
  expect(id).toBeTruthy();
  await expect(grid(page)).toHaveAttribute('aria-activedescendant', id ?? '');
  await expect(page.locator(`[id="${id}"]`)).toHaveCount(1);
  await page.keyboard.press('End');
  await expect(line(page, 4999).getByRole('link')).toBeInViewport();
});

test('a text too long for its column ends at its edge', async ({ page }) => {
  const head = grid(page).getByRole('columnheader', { name: 'Name' });
  const edge = await head.getByRole('separator').boundingBox();
  if (!edge) throw new Error('the column has an edge');
  await page.mouse.move(edge.x + 4, edge.y + 10);
  await page.mouse.down();
  await page.mouse.move(edge.x - 600, edge.y + 10, { steps: 4 });
  await page.mouse.up();
  await expect.poll(async () => (await head.boundingBox())?.width).toBe(56);
  const cell = line(page, 0).getByRole('gridcell').nth(1);
  await expect(cell).toHaveCSS('overflow', 'hidden');
  await expect(cell).toHaveCSS('text-overflow', 'ellipsis');
});

test('a range is picked with Shift also where lines between were never seen', async ({ page }) => {
  await line(page, 0).getByRole('checkbox').check();
  await scrollTo(page, 40 * 2000);
  await expect(line(page, 2005).getByRole('link')).toBeVisible();
  await line(page, 2005).getByRole('checkbox').click({ modifiers: ['Shift'] });
  await expect(page.getByRole('region', { name: '2,006 picked' })).toBeVisible();
  await scrollTo(page, 40 * 1000);
  await expect(line(page, 1005).getByRole('checkbox')).toBeChecked();
  await line(page, 1005).getByRole('checkbox').uncheck();
  await expect(page.getByRole('region', { name: '2,005 picked' })).toBeVisible();
});
