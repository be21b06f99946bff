// Makes single files of the peers that come as many: `node bundle.js FOLDER`. Their code stays as it is.
import { build } from 'esbuild';

const [folder] = process.argv.slice(2);

const PEERS = {
  'duckdb.js': `export * from './node_modules/@duckdb/duckdb-wasm/dist/duckdb-browser-blocking.mjs';
    export { tableFromArrays } from 'apache-arrow';`,
  'ml-kmeans.js': `export { kmeans } from 'ml-kmeans';`,
};

for (const [name, contents] of Object.entries(PEERS)) {
  await build({
    stdin: { contents, resolveDir: import.meta.dirname }, outfile: `${folder}/${name}`,
    bundle: true, format: 'esm', platform: 'browser', target: 'es2022', logLevel: 'error',
  });
}
