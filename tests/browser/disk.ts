// A disk that is full, and one that has room again: what the browser is told of the room this site may take.
import { expect, type CDPSession, type Page } from '@playwright/test';
import { ROOT } from './app';

export const ORIGIN = new URL(ROOT).origin;
/** Room for a small book. The browser must never have seen more than that, or it would go on handing it out. */
const ROOM_BYTES = 64 << 20;

export class Disk {
  private constructor(
    private readonly page: Page,
    private readonly session: CDPSession,
  ) {}

  /** Before the book is opened: so much room and no more. */
  static async of(page: Page, bytes = ROOM_BYTES): Promise<Disk> {
    const disk = new Disk(page, await page.context().newCDPSession(page));
    await disk.set(bytes);
    return disk;
  }

  private async set(quotaSize: number) {
    await this.session.send('Storage.overrideQuotaForOrigin', { origin: ORIGIN, quotaSize });
  }

  /** Nothing more fits. */
  async fill() {
    await this.set(1);
    // The browser counts down from the room that it found last, and looks again when somebody wants more than that.
    const refused = this.page.evaluate(
      (bytes) =>
        new Promise<string | undefined>((done, failed) => {
          const open = indexedDB.open('filler', 1);
          open.onupgradeneeded = () => open.result.createObjectStore('filler');
          open.onerror = () => failed(open.error);
          open.onsuccess = () => {
            const write = open.result.transaction('filler', 'readwrite');
            // Bytes that cannot be packed: zeros take no room.
            const noise = new Uint8Array(bytes);
            for (let at = 0, x = 1; at < bytes; at += 1) noise[at] = (x = (Math.imul(x, 1664525) + 1013904223) | 0) >>> 24;
            write.objectStore('filler').put(noise, 1);
            write.oncomplete = () => done(undefined);
            write.onabort = () => done(write.error?.name);
          };
        }),
      ROOM_BYTES + 1,
    );
    expect(await refused, 'the disk is full').toBe('QuotaExceededError');
  }

  /** There is room again. */
  async clear() {
    await this.set(ROOM_BYTES);
  }
}

/** How many entries a store of the book's database has. */
export function stored(page: Page, store: 'segments' | 'log'): Promise<number> {
  return page.evaluate(
    (store) =>
      new Promise<number>((done, failed) => {
        const open = indexedDB.open('rapport-1');
        open.onerror = () => failed(open.error);
        open.onsuccess = () => {
          const count = open.result.transaction(store).objectStore(store).count();
          count.onerror = () => failed(count.error);
          count.onsuccess = () => {
            open.result.close();
            done(count.result);
          };
        };
      }),
    store,
  );
}
