// What a browser or a clock does to the worker, brought about on purpose: a script that runs in it before its own.
import type { Page } from '@playwright/test';

/** Puts `prelude` into the worker of the pages opened from now on. They get no service worker, which would have the script already. */
export async function inWorker(page: Page, prelude: string) {
  await page.addInitScript(() => {
    navigator.serviceWorker.register = () => Promise.reject(new DOMException('not in this test', 'SecurityError'));
  });
  await page.route(/worker_start-[^/]*\.js$/, async (route) => {
    const response = await route.fetch();
    // After the imports, before anything starts.
    await route.fulfill({ response, body: (await response.text()).replace('const early', `${prelude}\nconst early`) });
  });
}

/** Lets a prelude hear and answer: `self.told` is called with what [`tell`] says. */
export const HEARS = `new BroadcastChannel('test').onmessage = ({ data, target }) => {
  self.told(data);
  target.postMessage('heard');
};`;

/** Tells the worker's prelude something, and waits until it has heard. */
export async function tell(page: Page, what: unknown) {
  await page.evaluate(
    (what) =>
      new Promise<void>((done) => {
        const channel = new BroadcastChannel('test');
        channel.onmessage = () => {
          channel.close();
          done();
        };
        channel.postMessage(what);
      }),
    what,
  );
}
