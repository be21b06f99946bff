// Holds the reference book as plain objects and nothing else; the driver asks the browser how large they are.
import { rowsOf } from './rows.js';

const worker = new Worker('./worker.js', { type: 'module' });
const call = (name, ...args) =>
  new Promise((resolve, reject) => {
    worker.onmessage = ({ data }) => (data.error ? reject(new Error(data.error)) : resolve(data.result));
    worker.postMessage({ id: 0, call: name, args });
  });

window.hold = async (book) => {
  await call('ours.generate', book);
  window.held = rowsOf(await call('ours.columns'), 1);
  worker.terminate();
  return window.held.orders.length;
};
