// IndexedDB without anybody's code around it: what no design on top of it can beat.
const done = (request) =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

/** Reads all segments of a book and makes nothing of them. */
export async function readSegments(name) {
  const begin = performance.now();
  const database = await done(indexedDB.open(name));
  const segments = await done(database.transaction('segments').objectStore('segments').getAll());
  const ms = performance.now() - begin;
  database.close();
  return { ms, bytes: segments.reduce((sum, segment) => sum + segment.byteLength, 0) };
}

/** Writes small values one by one, each durable before the next. */
export async function puts(count, bytes) {
  const open = indexedDB.open('bench-raw', 1);
  open.onupgradeneeded = () => open.result.createObjectStore('log');
  const database = await done(open);
  const times = [];
  for (let at = 0; at < count; at += 1) {
    const begin = performance.now();
    await new Promise((resolve, reject) => {
      const transaction = database.transaction('log', 'readwrite', { durability: 'strict' });
      transaction.objectStore('log').put(new Uint8Array(bytes).fill(at), at);
      transaction.oncomplete = resolve;
      transaction.onabort = () => reject(transaction.error);
    });
    times.push(performance.now() - begin);
  }
  database.close();
  return times;
}
