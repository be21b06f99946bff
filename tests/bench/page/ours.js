// Rapport: the engine and the worker's storage, compiled as they ship.
import init, * as wasm from './bench.js';

const { memory } = await init();

export const generate = (book) => wasm.generate(book.customers, book.orders, book.activities, book.seed);
export const columns = () => wasm.columnsOf();
export const forget = () => wasm.forget();
export const check = () => Array.from(wasm.check());
export const score = () => wasm.score();
export const index = () => wasm.index();
export const memoryBytes = () => memory.buffer.byteLength;
export const search = (text) => wasm.search(text);

async function timed(work) {
  const begin = performance.now();
  const result = await work();
  return { ms: performance.now() - begin, result };
}

export const importBook = (database) => timed(() => wasm.importBook(database));
export const load = (database) => timed(() => wasm.load(database));
export const scored = () => timed(() => wasm.score());

export async function edits(count, round) {
  const times = [];
  for (let at = 0; at < count; at += 1) {
    times.push((await timed(() => wasm.edit(at * 37, `Edited ${round}.${at} 改过`))).ms);
  }
  return times;
}

export const remove = (database) =>
  new Promise((resolve, reject) => {
    const request = indexedDB.deleteDatabase(database);
    request.onsuccess = () => resolve();
    request.onerror = () => reject(request.error);
    request.onblocked = () => reject(new Error(`${database} is still open`));
  });
