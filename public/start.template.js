// Starts one worker's wasm. Messages that arrive while it loads are kept and handed over in order: a worker drops what is posted
// before somebody listens. `%NAME%` is the package; the build puts the hashed names in.
import init from './%NAME%.js';

const early = [];
const keep = (event) => {
  event.stopImmediatePropagation();
  early.push(event);
};
self.addEventListener('message', keep);
await init({ module_or_path: new URL('./%NAME%_bg.wasm', import.meta.url) });
self.removeEventListener('message', keep);
for (const event of early) {
  self.dispatchEvent(new MessageEvent('message', { data: event.data, ports: [...event.ports] }));
}
