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

// Insight. The clock of a worker ticks coarsely: what is short is done many times.
export const scoredColumns = () => wasm.scoredColumns();
export const pointsOf = () => wasm.pointsOf();
export const kmeans = (centres, iterations) => wasm.kmeans(centres, iterations);
export const rfmByNtile = () => Array.from(wasm.rfmByNtile());
export const groups = () => Array.from(wasm.groupBy());
export const rfm = async () => (await timed(() => wasm.rfm())).ms;
export const history = async () => (await timed(() => wasm.history())).ms;
export const groupBy = async () => (await timed(() => wasm.groupBy())).ms;
export const openInMemory = () => wasm.openInMemory();
export const scoresOf = (row) => Array.from(wasm.scoresOf(row));
export const cuts = () => Array.from(wasm.cutsOf());

export async function segments({ values, before, region }) {
  const { ms, result } = await timed(() => values.map((value) => wasm.segment(value, before, region)));
  return { ms: ms / values.length, counts: result };
}

/** Orders of these customers one after the other: milliseconds each. */
export async function ordersOf(rows, minor) {
  const { ms } = await timed(async () => {
    for (const row of rows) await wasm.orderOne(row, minor);
  });
  return ms / rows.length;
}

/** BG/NBD fitted to a log so many times: milliseconds each, and the parameters. */
export async function fitBg({ customers, days, people, until }, times) {
  const [who, when] = [Uint32Array.from(customers), Int32Array.from(days)];
  const { ms, result } = await timed(() => Array.from({ length: times }, () => wasm.fitBg(who, when, people, until))[0]);
  return { ms: ms / times, params: Array.from(result) };
}
