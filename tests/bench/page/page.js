// `bench('ours.load', 'rapport-1')` calls a function in the worker; the driver does so from outside.
const worker = new Worker('./worker.js', { type: 'module' });
const waiting = new Map();
let last = 0;

worker.addEventListener('message', ({ data: { id, result, error } }) => {
  const { resolve, reject } = waiting.get(id);
  waiting.delete(id);
  if (error) reject(new Error(error));
  else resolve(result);
});
worker.addEventListener('error', (event) => {
  for (const { reject } of waiting.values()) reject(new Error(`the worker broke: ${event.message}`));
});

window.bench = (call, ...args) =>
  new Promise((resolve, reject) => {
    last += 1;
    waiting.set(last, { resolve, reject });
    worker.postMessage({ id: last, call, args });
  });
