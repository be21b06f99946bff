// What the page's thread was busy with, by the browser's own trace: the processor time of each task. Other work on the machine stretches how long a task
// takes by the clock, not this.
import type { CDPSession, Page } from '@playwright/test';

interface TraceEvent {
  name: string;
  ph: string;
  pid: number;
  tid: number;
  ts: number;
  dur?: number;
  /** Processor time of the thread, in microseconds. */
  tdur?: number;
  args?: { data?: Record<string, unknown> };
}

export interface Task {
  millis: number;
  /** The longest things done in it, each with its own share. */
  of: string;
}

/** Says on which thread the page runs, and stands in the tasks of the yardstick. */
const MARK = 'the page is here';
/** Processor time of the yardstick on a quiet machine of the kind that the limit of a long task was set on. */
const YARDSTICK_MILLIS = 7;
const YARDSTICKS = 5;
const CATEGORIES = ['toplevel', 'devtools.timeline', 'v8', 'v8.wasm', 'disabled-by-default-v8.compile', 'blink.user_timing'];

async function trace(session: CDPSession, act: () => Promise<void>): Promise<TraceEvent[]> {
  const events: TraceEvent[] = [];
  session.on('Tracing.dataCollected', ({ value }) => events.push(...(value as unknown as TraceEvent[])));
  const complete = new Promise((done) => session.once('Tracing.tracingComplete', done));
  await session.send('Tracing.start', { transferMode: 'ReportEvents', traceConfig: { includedCategories: CATEGORIES } });
  try {
    await act();
  } finally {
    await session.send('Tracing.end');
    await complete;
  }
  return events;
}

/** The same small work each time, of the kind a page does: numbers, texts and elements. */
function yardstick(mark: string) {
  performance.mark(mark);
  const root = document.createElement('div');
  for (let n = 0; n < 4_000; n += 1) {
    const line = document.createElement('p');
    line.textContent = `${Math.sqrt(n).toFixed(3)} ${n}`;
    line.setAttribute('class', `row-${n % 7}`);
    root.append(line);
  }
  return root.querySelectorAll('.row-3').length;
}

/** The longest tasks of the page's thread while something is done, longest first. Other work on the machine slows a processor down, too: times are in those of
 * a quiet machine, by what a yardstick takes right after. */
export async function longestTasks(page: Page, act: () => Promise<void>): Promise<Task[]> {
  const session = await page.context().newCDPSession(page);
  const events = await trace(session, async () => {
    await act();
    for (let n = 0; n < YARDSTICKS; n += 1) await page.evaluate(yardstick, MARK);
  });
  await session.detach();
  const marks = events.filter((event) => event.name === MARK);
  const [mark] = marks;
  if (!mark) throw new Error('the trace does not tell which thread is the page’s');
  const own = events.filter((event) => event.ph === 'X' && event.pid === mark.pid && event.tid === mark.tid);
  const cpu = (event: TraceEvent) => (event.tdur ?? 0) / 1000;
  const tasks = own.filter((event) => event.name === 'ThreadControllerImpl::RunTask');
  if (tasks.length === 0 || tasks.every((task) => task.tdur === undefined)) throw new Error('the trace has no tasks with their processor time');
  const measures = marks.map(({ ts }) => tasks.find((task) => task.ts <= ts && ts <= task.ts + (task.dur ?? 0)));
  const pace = measures.map((task) => (task ? cpu(task) : 0)).sort((a, b) => a - b)[Math.floor(marks.length / 2)] ?? 0;
  const slowness = Math.max(1, pace / YARDSTICK_MILLIS);
  if (process.env.RAPPORT_TASKS) console.log(`yardstick ${pace.toFixed(1)} ms`);
  // What the test itself asks the page comes as a message in which no function of the page and no event runs: an expectation that looks at the whole page may
  // take as long as it likes.
  const within = (task: TraceEvent, event: TraceEvent) => event.ts >= task.ts && event.ts < task.ts + (task.dur ?? 0);
  const pages = own.filter((event) => /^(v8\.callFunction|FunctionCall|EventDispatch)$/.test(event.name));
  const asked = own.filter((event) => event.name === 'Receive mojo message' && cpu(event) > 5);
  const isTests = (task: TraceEvent) => asked.some((event) => within(task, event)) && !pages.some((event) => within(task, event) && cpu(event) > 1);
  const others = tasks.filter((task) => !measures.includes(task) && !isTests(task));
  const inside = (task: TraceEvent) => {
    const parts = own.filter((event) => event !== task && event.ts >= task.ts && event.ts < task.ts + (task.dur ?? 0) && cpu(event) > 5);
    return parts.sort((a, b) => cpu(b) - cpu(a)).slice(0, 12).map((event) => `${event.name} ${Math.round(cpu(event))}`).join(', ');
  };
  const longest = others.sort((a, b) => cpu(b) - cpu(a)).slice(0, 5);
  return longest.map((task) => ({ millis: Math.round(cpu(task) / slowness), of: inside(task) }));
}
