// The whole product as a person opens it: when rows are painted, when their scores are there.
import { SITE } from './browser.js';

/** Runs in every document before its own scripts: notes when rows with a link and rows with a stage were painted. */
export function noteRows() {
  const marks = {};
  window.marks = marks;
  const painted = (name) => {
    marks[name] = null;
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => {
        marks[name] = performance.now();
      };
      port2.postMessage(null);
    });
  };
  const look = () => {
    const row = document.querySelector('[role=grid] [role=row] a')?.closest('[role=row]');
    if (row && !('rows' in marks)) painted('rows');
    const scored = row && /Exploration|Socialisation|Growth|Maturity|Danger|Termination/.test(row.textContent);
    if (scored && !('scores' in marks)) {
      painted('scores');
      observer.disconnect();
    }
  };
  const observer = new MutationObserver(look);
  observer.observe(document, { subtree: true, childList: true, characterData: true });
}

/** Opens the customer list and waits until it is scored; says when what was painted, in milliseconds since navigation. */
export async function openList(page) {
  await page.goto(`${SITE}customers`, { waitUntil: 'commit' });
  await page.waitForFunction(() => window.marks?.scores, null, { polling: 50, timeout: 60_000 });
  return page.evaluate(() => window.marks);
}

/** Waits until the service worker has everything and serves this page, as on any visit after the first. */
export async function offlineReady(page) {
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  await page.waitForFunction(() => navigator.serviceWorker.controller);
}

/** Waits until what lists show of scores was set aside, a few seconds after the last scoring: a visit is longer than that. */
export async function figuresKept(page, database) {
  await page.evaluate(async (name) => {
    const db = await new Promise((done, failed) => {
      const request = indexedDB.open(name);
      request.onerror = () => failed(request.error);
      request.onsuccess = () => done(request.result);
    });
    const isKept = () => new Promise((done, failed) => {
      const got = db.transaction('root').objectStore('root').getKey('aside-figures');
      got.onerror = () => failed(got.error);
      got.onsuccess = () => done(got.result !== undefined);
    });
    while (!(await isKept())) await new Promise((next) => setTimeout(next, 250));
    db.close();
  }, database);
}
