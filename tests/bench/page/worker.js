// One dedicated worker does all the measuring that needs no page: ours and the peers alike. Answers calls by name.
const modules = {
  ours: () => import('./ours.js'),
  raw: () => import('./raw.js'),
  dexie: () => import('./dexie.js'),
  sqlite: () => import('./sqlite.js'),
  search: () => import('./search.js'),
  duckdb: () => import('./duckdb.js'),
  kmeans: () => import('./kmeans.js'),
  byHand: () => import('./by_hand.js'),
};

self.addEventListener('message', async ({ data: { id, call, args } }) => {
  try {
    const [module, name] = call.split('.');
    const result = await (await modules[module]())[name](...args);
    self.postMessage({ id, result });
  } catch (error) {
    self.postMessage({ id, error: `${call}: ${error?.stack ?? error}` });
  }
});
