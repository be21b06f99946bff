// A list of 100,000 scrolled as with a flicked wheel, and the same with a list made by hand.
import { SITE, report, rounds, withBook } from '../browser.js';
import { noteRows, openList } from '../app.js';

const ROUNDS = 5;
const FRAMES = 300;
/** Two or three rows a frame, now and then a long jump. */
const STEP_PX = 110;
const LONG_MS = 32;

/** Scrolls frame by frame and returns the time of each frame. */
function scroll([selector, frames, step]) {
  const list = document.querySelector(selector);
  return new Promise((resolve) => {
    const times = [];
    let last = null;
    const frame = (now) => {
      if (last !== null) times.push(now - last);
      last = now;
      if (times.length === frames) return resolve(times);
      list.scrollTop += step;
      requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
  });
}

export async function measure(profile) {
  await withBook(profile);
  const ours = await profile.context.newPage();
  await ours.addInitScript(noteRows);
  await openList(ours);
  const peer = await profile.context.newPage();
  await peer.goto(`${SITE}bench/list.html`);
  await peer.waitForFunction(() => window.drawn);
  const run = async (page, selector, rate) => {
    await page.bringToFront();
    const devtools = await profile.context.newCDPSession(page);
    await devtools.send('Emulation.setCPUThrottlingRate', { rate });
    const times = await page.evaluate(scroll, [selector, FRAMES, STEP_PX]);
    await devtools.send('Emulation.setCPUThrottlingRate', { rate: 1 });
    await devtools.detach();
    return times;
  };
  const long = (times) => times.filter((ms) => ms > LONG_MS).length;
  const fps = (times) => (times.length * 1000) / times.reduce((all, ms) => all + ms, 0);
  for (const rate of [1, 4]) {
    const sides = await rounds(ROUNDS, {
      ours: () => run(ours, '[role=grid]', rate),
      peer: () => run(peer, '#list', rate),
    });
    if (rate === 1) report('list', 'frames over 32 ms', 'vanilla list', sides.ours.map(long), sides.peer.map(long));
    report('list', rate === 1 ? 'fps' : `fps, CPU ×${rate}`, 'vanilla list', sides.ours.map(fps), sides.peer.map(fps));
  }
  await ours.close();
  await peer.close();
}
