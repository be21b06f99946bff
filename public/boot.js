// The first thing that runs: theme and language, what an empty book says, the page's wasm, then the service worker. On a first visit it
// comes after the first paint, on all later ones before it (sw.template.js).
(() => {
  'use strict';
  const root = document.documentElement;

  // gloo-storage writes JSON, so a stored string carries its quotes. Storage may be forbidden or hold rubbish: then there is nothing.
  const stored = (key) => {
    try {
      return JSON.parse(localStorage.getItem(key));
    } catch {
      return null;
    }
  };

  const theme = stored('rapport.theme');
  if (theme === 'light' || theme === 'dark') root.dataset.theme = theme;
  const chinese = (tag) => /^zh\b/i.test(tag || '');
  const language = stored('rapport.lang') ?? navigator.language;
  root.lang = chinese(language) ? 'zh-CN' : 'en';

  const meta = (name) => document.querySelector(`meta[name="${name}"]`)?.content;

  // What the page's Rust code may use; see docs/decisions/0002-build-pipeline.md.
  const boot = {
    build: meta('rapport-build'),
    // Nobody was in the book when it was last seen (src/shell/sentinel.rs), or it never was.
    empty: !stored('rapport.sentinel')?.customers,
    updateReady: false,
    applyUpdate() {
      waiting?.postMessage({ type: 'activate-update' });
    },
    fail: showBroken,
  };
  window.rapportBoot = boot;

  // A panic stops the wasm for good, so this notice is made without it.
  function showBroken() {
    if (document.readyState === 'loading') {
      addEventListener('DOMContentLoaded', showBroken, { once: true });
      return;
    }
    const notice = document.getElementById('broken');
    if (!notice || !notice.hidden) return;
    const words = chinese(root.lang) ? 'Zh' : 'En';
    const button = notice.querySelector('button');
    notice.querySelector('span').textContent = notice.dataset[`text${words}`];
    button.textContent = notice.dataset[`action${words}`];
    button.addEventListener('click', () => location.reload());
    notice.hidden = false;
  }
  // Without an error object it is only a remark of the browser ("ResizeObserver loop …"), nothing that broke.
  addEventListener('error', (event) => event.error && showBroken());
  addEventListener('unhandledrejection', showBroken);

  // The worker reads the book while the page's own code is still on its way. What it says before the page listens is kept.
  if (meta('rapport-worker')) {
    const worker = new Worker(new URL(meta('rapport-worker'), document.baseURI), { type: 'module' });
    const heard = [];
    const keep = (event) => {
      event.stopImmediatePropagation();
      heard.push(event.type === 'message' ? new MessageEvent('message', { data: event.data }) : new Event('error'));
    };
    const kinds = ['message', 'error'];
    kinds.forEach((kind) => worker.addEventListener(kind, keep));
    boot.worker = worker;
    boot.listen = () => {
      kinds.forEach((kind) => worker.removeEventListener(kind, keep));
      heard.forEach((event) => worker.dispatchEvent(event));
    };
  }

  // Module scripts wait for the document by themselves; a dynamic import does not.
  const parsed = new Promise((done) => {
    if (document.readyState === 'loading') addEventListener('DOMContentLoaded', done, { once: true });
    else done();
  });
  // What an empty book says can be read while the rest is on its way: at the place, and in the words, that the page will have.
  const welcome = () => {
    const skeleton = document.querySelector('.boot-skeleton');
    if (!skeleton || !boot.empty || !/\/(index\.html|customers)?$/.test(location.pathname)) return;
    for (const text of skeleton.querySelectorAll('[data-en]')) text.textContent = chinese(root.lang) ? text.dataset.zh : text.dataset.en;
    skeleton.querySelector('.skeleton').hidden = true;
    skeleton.querySelector('.empty-state').hidden = false;
  };
  parsed.then(welcome);

  const page = import('./rapport.js');
  Promise.all([page, parsed])
    .then(([module]) => module.default({ module_or_path: new URL('./rapport_bg.wasm', document.baseURI) }))
    .catch((error) => {
      console.error(error);
      showBroken();
    });

  // Updates: a new build installs beside the running one and waits. The page offers it; when a person accepts in one tab, the new
  // build takes over and every tab that still shows another build reloads. A first installation reloads nothing: same build.
  let waiting = null;
  const offer = (worker) => {
    waiting = worker;
    boot.updateReady = true;
    dispatchEvent(new CustomEvent('rapport-update-ready'));
  };
  const watch = (registration) => {
    if (registration.waiting && navigator.serviceWorker.controller) offer(registration.waiting);
    registration.addEventListener('updatefound', () => {
      const worker = registration.installing;
      worker?.addEventListener('statechange', () => {
        if (worker.state === 'installed' && registration.active) offer(worker);
      });
    });
    // A tab that stays open for days looks for a new build when someone comes back to it.
    document.addEventListener('visibilitychange', () => {
      if (document.visibilityState === 'visible') registration.update().catch(() => {});
    });
  };
  const remove = async () => {
    const scope = new URL('./', document.baseURI).href;
    for (const registration of await navigator.serviceWorker.getRegistrations()) {
      if (registration.scope === scope) await registration.unregister();
    }
  };

  if ('serviceWorker' in navigator) {
    if (meta('rapport-offline') === 'on') {
      navigator.serviceWorker.addEventListener('message', (event) => {
        if (event.data?.type === 'build-activated' && event.data.build !== boot.build) location.reload();
      });
      // After load, so that the precache does not compete with what the first paint needs.
      addEventListener('load', () => {
        const registered = navigator.serviceWorker.register('./sw.js', { scope: './', updateViaCache: 'none' });
        // Where somebody has taken service workers away, nothing else is broken.
        registered.then(watch).catch((reason) => console.info('offline use is off:', reason.message));
      });
    } else {
      remove().catch(() => {});
    }
  }
})();
