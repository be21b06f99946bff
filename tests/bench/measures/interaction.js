// How long a person waits for what a click or a key does: sixty of them over the pages, in the reference book, by the browser's own Event Timing.
import { report, rounds, say, withBook } from '../browser.js';
import { noteRows, openList } from '../app.js';

const ROUNDS = 3;
const STEPS = 60;
/** What a person leaves between two steps, at least. */
const PAUSE_MS = 120;
const WAIT = { timeout: 30_000 };

/** Runs in the page before its own scripts: notes how long clicks and keys take until the next paint. */
function noteEvents() {
  const kinds = ['pointerdown', 'pointerup', 'click', 'keydown', 'keyup', 'input'];
  // Shorter events are only counted. They took no more than a frame: durations come in steps of eight milliseconds.
  const [threshold, shorter] = [16, 8];
  let long = [];
  let steps = [];
  let before = {};
  const counts = () => Object.fromEntries(kinds.map((kind) => [kind, performance.eventCounts.get(kind) ?? 0]));
  const take = (list) => long.push(...list.getEntries().filter((entry) => kinds.includes(entry.name)));
  const observer = new PerformanceObserver(take);
  observer.observe({ type: 'event', durationThreshold: threshold });
  window.eventsBegin = () => {
    observer.takeRecords();
    [long, steps, before] = [[], [], counts()];
  };
  window.stepBegins = () => steps.push(performance.now());
  window.eventsEnd = () => {
    take({ getEntries: () => observer.takeRecords() });
    const after = counts();
    const all = kinds.reduce((sum, kind) => sum + after[kind] - before[kind], 0);
    const told = long.map(({ name, duration, startTime }) => ({ name, duration, step: steps.filter((begin) => begin <= startTime).length }));
    return [...told, ...new Array(Math.max(0, all - told.length)).fill({ name: 'others', duration: shorter, step: 0 })];
  };
}

/** Sixty steps, each a function. */
function script(page) {
  const grid = page.getByRole('grid');
  const head = (at) => () => grid.getByRole('columnheader').getByRole('button').nth(at).click(WAIT);
  const key = (name) => () => page.keyboard.press(name);
  const keys = (text) => [...text].map(key);
  const times = (count, step) => new Array(count).fill(step);
  const customer = (at) => () => grid.getByRole('row').filter({ has: page.getByRole('link') }).nth(at).getByRole('link').first().click(WAIT);
  const main = (name) => () => page.getByRole('navigation').getByRole('link', { name, exact: true }).first().click(WAIT);
  const tab = (name) => () => page.getByRole('navigation', { name: 'Insight' }).getByRole('link', { name, exact: true }).click(WAIT);
  // A list that drops down is the system's own window: it is chosen from by keys.
  const keyIn = (role, name, pressed) => () => page.getByRole(role, name ? { name } : undefined).first().press(pressed, WAIT);
  const filter = page.getByRole('region', { name: 'Filter', exact: true });
  const filterTool = () => page.getByRole('main').getByRole('button', { name: 'Filter' }).first().click(WAIT);
  return [
    ...[0, 1, 2].map(head),
    () => page.getByRole('searchbox').first().click(WAIT), ...keys('ann'), ...times(3, key('Backspace')),
    // "Value is at least 50": of the fields the first with a V is an amount.
    filterTool, () => filter.getByRole('button', { name: 'Add a condition' }).click(WAIT),
    () => filter.getByRole('combobox', { name: 'Field', exact: true }).press('v', WAIT),
    () => filter.getByRole('textbox', { name: 'Value', exact: true }).click(WAIT), ...keys('50'),
    () => filter.getByRole('button', { name: 'Clear the filter' }).click(WAIT), filterTool,
    customer(0), key('Escape'), customer(3), key('Escape'),
    main('Insight'), tab('Overview'),
    tab('Life cycle'), ...times(2, keyIn('combobox', 'Months', 'ArrowDown')),
    tab('Churn watch'), ...times(3, keyIn('slider', null, 'ArrowRight')),
    tab('Cohorts'), keyIn('combobox', 'Period', 'ArrowDown'), keyIn('combobox', 'Shown', 'ArrowDown'),
    tab('Loyalty'), ...times(2, keyIn('slider', 'Behaviour', 'ArrowRight')),
    tab('Compare'),
    tab('Life-time value'), ...times(2, keyIn('slider', 'Margin, per cent', 'ArrowLeft')),
    main('Customers'),
    key('Control+k'), ...keys('wangxiao'), key('ArrowDown'), key('Escape'),
    key('Control+k'), ...keys('seg'), key('Enter'),
    main('Customers'), customer(1),
  ];
}

async function run(context, rate) {
  const page = await context.newPage();
  await page.addInitScript(noteRows);
  await page.addInitScript(noteEvents);
  await openList(page);
  const steps = script(page);
  if (steps.length !== STEPS) throw new Error(`the script has ${steps.length} steps`);
  const devtools = await context.newCDPSession(page);
  await devtools.send('Emulation.setCPUThrottlingRate', { rate });
  await page.evaluate(() => window.eventsBegin());
  for (const step of steps) {
    await page.evaluate(() => window.stepBegins());
    await step();
    await page.waitForTimeout(PAUSE_MS * Math.sqrt(rate));
  }
  await page.waitForTimeout(1000);
  const events = await page.evaluate(() => window.eventsEnd());
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: 1 });
  await page.close();
  // A click is three events, a key two.
  if (events.length < 2 * STEPS) throw new Error(`only ${events.length} events were seen`);
  const longest = events.toSorted((a, b) => b.duration - a.duration).slice(0, 6);
  say(`  of ${events.length} events the longest: ${longest.map(({ name, duration, step }) => `${duration} ms ${name} in step ${step}`).join(', ')}`);
  return events.map(({ duration }) => duration);
}

const quantile = (durations, share) => durations.toSorted((a, b) => a - b)[Math.ceil(durations.length * share) - 1];

export async function measure(profile) {
  await withBook(profile);
  for (const rate of [1, 4]) {
    const { ours } = await rounds(ROUNDS, { ours: () => run(profile.context, rate) });
    const of = (share) => ours.map((durations) => quantile(durations, share));
    const slow = rate === 1 ? '' : `, CPU ×${rate}`;
    if (rate === 1) report('interaction', 'p95', '', of(0.95));
    report('interaction', `p98${slow}`, '', of(0.98));
  }
}
