// Photos and files that come, in time or late, and what the browser keeps of them.
import { expect, type Page } from '@playwright/test';
import { inFileDialog } from './app';

export const PNG = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');

/** A photo of this many pixels, as a camera would give it. */
export async function photo(page: Page, width: number, height: number): Promise<Buffer> {
  const url = await page.evaluate(
    ([width, height]) => {
      const canvas = document.createElement('canvas');
      [canvas.width, canvas.height] = [width, height];
      const context = canvas.getContext('2d')!;
      const pixels = context.createImageData(width, height);
      for (let at = 0; at < pixels.data.length; at++) pixels.data[at] = at % 4 === 3 ? 255 : (at * 2654435761) >>> 24;
      context.putImageData(pixels, 0, 0);
      return canvas.toDataURL('image/jpeg', 0.95);
    },
    [width, height],
  );
  return Buffer.from(url.split(',')[1], 'base64');
}

/** How many files the browser keeps. */
export function filesKept(page: Page): Promise<number> {
  return page.evaluate(
    () =>
      new Promise<number>((done, failed) => {
        const open = indexedDB.open('rapport-files-1');
        open.onerror = () => failed(open.error);
        open.onsuccess = () => {
          const count = open.result.transaction('files').objectStore('files').count();
          count.onerror = () => failed(count.error);
          count.onsuccess = () => {
            open.result.close();
            done(count.result);
          };
        };
      }),
  );
}

/** As if nothing had referred to the files that nothing refers to for a long time. */
export function longAgo(): Promise<void> {
  return new Promise((done, failed) => {
    const open = indexedDB.open('rapport-files-1');
    open.onerror = () => failed(open.error);
    open.onsuccess = () => {
      const unused = open.result.transaction('unused', 'readwrite').objectStore('unused');
      unused.getAllKeys().onsuccess = (event) => {
        for (const hash of (event.target as IDBRequest<IDBValidKey[]>).result) unused.put(1, hash);
      };
      unused.transaction.oncomplete = () => {
        open.result.close();
        done();
      };
      unused.transaction.onabort = () => failed(unused.transaction.error);
    };
  });
}

/** Hands files to the button of that name. */
export async function choose(page: Page, button: string, files: { name: string; mimeType: string; buffer: Buffer }[]) {
  await inFileDialog(page, files, () => page.getByRole('dialog').getByRole('button', { name: button, exact: true }).click());
}

// A photo is read when the test says so.
export const LATE_PHOTO = `(() => {
  const decode = HTMLImageElement.prototype.decode;
  const read = new Promise((read) => { window.readPhoto = read; });
  HTMLImageElement.prototype.decode = function () { return read.then(() => decode.call(this)); };
})()`;

/** A photo that is on its way until the page is told to read it. */
export async function chooseLate(page: Page) {
  await choose(page, 'Photo', [{ name: 'door.png', mimeType: 'image/jpeg', buffer: await photo(page, 2600, 1300) }]);
  await expect(page.getByRole('dialog').getByText('Keeping the files …')).toBeVisible();
}

// The place comes when the test says so.
export const LATE_PLACE = `(() => {
  const late = (found) => { window.tellPlace = () => found({ coords: { latitude: 31.2304, longitude: 121.4737, accuracy: 12 } }); };
  navigator.geolocation.getCurrentPosition = (found) => late(found);
})()`;
