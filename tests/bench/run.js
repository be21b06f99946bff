// Runs the measures that its arguments name and prints their figures, one line a row; `cargo xtask bench` starts it and makes the table.
import { launch, say, serve } from './browser.js';

const names = [...new Set(process.argv.slice(2))].filter((name) => name !== 'first_load_bytes');
const server = await serve();
const profile = await launch();
try {
  for (const name of names) {
    say(name);
    const { measure } = await import(`./measures/${name}.js`);
    await measure(profile);
  }
} finally {
  await profile.close();
  server.stop();
}
