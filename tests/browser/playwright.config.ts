// How the whole product is tested: the built site, served as a static host would, once at the root and once under a sub-path.
// `cargo xtask test --browser` builds the site and sets the environment; the specs themselves are in the same folder.
import { defineConfig } from '@playwright/test';
import { launchOptions } from './launch';

const site = process.env.RAPPORT_SITE;
const xtask = process.env.RAPPORT_XTASK;
if (!site || !xtask) throw new Error('run these tests with `cargo xtask test --browser`');

process.env.TZ = 'UTC';

const serve = (port: number, base: string) => ({
  command: `"${xtask}" serve "${site}" --port ${port} --base ${base}`,
  url: `http://127.0.0.1:${port}${base}`,
  reuseExistingServer: false,
});

export default defineConfig({
  testDir: '.',
  timeout: 60_000,
  // Two pages and their workers share two cores: what is slow there is not wrong.
  expect: { timeout: 15_000 },
  // `cargo xtask test` runs two at a time, but for those that look at times.
  workers: 1,
  retries: 0,
  forbidOnly: true,
  reporter: 'list',
  use: {
    baseURL: 'http://127.0.0.1:4173/',
    locale: 'en-GB',
    // The days of a test and those of the page are the same, wherever it runs.
    timezoneId: 'UTC',
    browserName: 'chromium',
    launchOptions,
  },
  webServer: [serve(4173, '/'), serve(4174, '/sub/')],
});
