// The very first visit over a slow line on a slow device: nothing cached, an empty book.
import { SITE, launch, report, rounds } from '../browser.js';

const ROUNDS = 5;
// Lighthouse's "slow 4G" as the browser applies it, and its slow-down of a middling phone.
const LINE = { offline: false, latency: 562.5, downloadThroughput: (1474.56 * 1024) / 8, uploadThroughput: (675 * 1024) / 8 };
const SLOWER = 4;
/** What comes later than this after the load is not the first visit's paint. */
const SETTLED_MS = 3000;

function notePaints() {
  window.paints = {};
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) {
      if (entry.name === 'first-contentful-paint') window.paints.fcp = entry.startTime;
    }
  }).observe({ type: 'paint', buffered: true });
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) window.paints.lcp = entry.startTime;
  }).observe({ type: 'largest-contentful-paint', buffered: true });
}

export async function measure() {
  const { ours } = await rounds(ROUNDS, {
    async ours() {
      const { context, close } = await launch();
      const page = await context.newPage();
      await page.addInitScript(notePaints);
      const devtools = await context.newCDPSession(page);
      await devtools.send('Network.enable');
      await devtools.send('Network.emulateNetworkConditions', LINE);
      await devtools.send('Emulation.setCPUThrottlingRate', { rate: SLOWER });
      await page.goto(SITE, { timeout: 90_000 });
      // To the end: what an empty book offers is there once the program and the worker are.
      await page.getByRole('button', { name: '200 customers' }).waitFor({ timeout: 90_000 });
      const settled = (ms) => new Promise((done) => setTimeout(done, ms));
      await page.evaluate(settled, SETTLED_MS);
      const paints = await page.evaluate(() => window.paints);
      await close();
      return paints;
    },
  });
  report('first_paint', 'FCP', '', ours.map(({ fcp }) => fcp));
  report('first_paint', 'LCP', '', ours.map(({ lcp }) => lcp));
}
