// A stored book as the engine's tests keep it, put into a browser before the app opens it.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Page } from '@playwright/test';
import { ROOT } from './app';

/** A book on one device that met another: `crates/engine/tests/golden_merged.rs` tells its story. */
export const MERGED = fileURLToPath(new URL('../../crates/engine/tests/fixtures/format-2.book', import.meta.url));
/** When that happened, 22 September 2026. */
export const MERGED_AT = 1_790_000_000_000;

/** Reads the dump: postcard of version, folded, manifest, segments, log. */
function read(path: string) {
  const bytes = readFileSync(path);
  let at = 0;
  const number = () => {
    let value = 0n;
    for (let shift = 0n; ; shift += 7n) {
      const byte = bytes[at++];
      value |= BigInt(byte & 0x7f) << shift;
      if (byte < 0x80) return Number(value);
    }
  };
  const blob = () => {
    const length = number();
    at += length;
    return bytes.subarray(at - length, at).toString('base64');
  };
  const pairs = () => Array.from({ length: number() }, () => [number(), blob()] as const);
  return { version: number(), folded: number(), manifest: blob(), segments: pairs(), log: pairs() };
}

/** Stores the book in this browser, as if the app had written it. */
export async function store(page: Page, path: string) {
  // A file of the same origin that starts no app.
  await page.goto(`${ROOT}manifest.webmanifest`);
  await page.evaluate(async (book) => {
    const bytes = (text: string) => Uint8Array.from(atob(text), (char) => char.charCodeAt(0));
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      const open = indexedDB.open('rapport-1', 1);
      open.onupgradeneeded = () => ['root', 'segments', 'log'].forEach((store) => open.result.createObjectStore(store));
      open.onsuccess = () => resolve(open.result);
      open.onerror = () => reject(open.error);
    });
    const write = database.transaction(['root', 'segments', 'log'], 'readwrite');
    const root = write.objectStore('root');
    root.put(book.version, 'version');
    root.put(book.folded, 'folded');
    root.put(bytes(book.manifest), 'manifest');
    for (const [key, value] of book.segments) write.objectStore('segments').put(bytes(value), key);
    for (const [key, value] of book.log) write.objectStore('log').put(bytes(value), key);
    await new Promise((resolve) => (write.oncomplete = resolve));
    database.close();
  }, read(path));
}
