// From loading the panel's URL to "ready" on the screen, cold (a fresh browser context each time), and how many round trips to the
// host that takes before signing in. Measured inside the panel's frame: its clock begins when it begins to load.

import { launch } from './support/chromium.mjs';
import { desk } from './support/desk.mjs';
import { figure, median } from './support/figures.mjs';
import { shared } from './support/servers.mjs';

const RUNS = Number(process.env.DENWA_BENCH_RUNS ?? 15);

/** Notes when the panel says "ready" and that is painted, and when it opens its socket. Runs in the frame before anything else. */
function watch() {
  if (window.top === window) return;
  const Real = window.WebSocket;
  window.WebSocket = class extends Real {
    constructor(...given) {
      super(...given);
      window.socketOpened ??= performance.timeOrigin + performance.now();
    }
  };
  new MutationObserver((_, observer) => {
    if (document.getElementById('panel')?.dataset.state !== 'ready') return;
    observer.disconnect();
    requestAnimationFrame(() => {
      // After this frame's paint.
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => { window.readyAfter = performance.now(); };
      port2.postMessage(null);
    });
  }).observe(document, { subtree: true, childList: true, attributes: true, attributeFilter: ['data-state'] });
}

/** Runs in the page: what the panel had asked its host until then. What is asked at once is one round trip; what is asked after an answer is another. */
function roundTrips(lightning, until) {
  const rounds = [];
  let open = false;
  for (const { at, direction, message } of lightning.messages) {
    if (performance.timeOrigin + at > until) break;
    if (direction === 'in' && !open) rounds.push(message.methodName);
    open = direction === 'in';
  }
  return rounds;
}

async function once(browser, throttle) {
  const after = [];
  const t = { after: (run) => after.push(run) };
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, locale: 'en-US' });
  t.after(() => context.close());
  try {
    await context.addInitScript(watch);
    if (throttle !== 1) {
      context.on('page', async (page) => {
        const session = await context.newCDPSession(page);
        await session.send('Emulation.setCPUThrottlingRate', { rate: throttle });
      });
    }
    const agent = await desk(t, browser, shared(), { context, open: true });
    const frame = await agent.frame();
    await frame.waitForFunction(() => window.readyAfter !== undefined);
    const { readyAfter, socketOpened } = await frame.evaluate(() => ({ readyAfter: window.readyAfter, socketOpened: window.socketOpened }));
    return { readyAfter, asked: await agent.lightning(roundTrips, socketOpened) };
  } finally {
    for (const run of after.reverse()) await run();
  }
}

async function measure(what, throttle, bound) {
  const browser = await launch();
  try {
    const runs = [];
    for (let run = 0; run < RUNS; run += 1) runs.push(await once(browser, throttle));
    const times = runs.map(({ readyAfter }) => readyAfter);
    console.log(`${what}: ${times.map((time) => Math.round(time)).join(' ')} ms`);
    figure(`${what}, median of ${RUNS}`, median(times), bound, 'ms');
    return Math.max(...runs.map(({ asked }) => asked.length));
  } finally {
    await browser.close();
  }
}

const trips = await measure('cold start', 1, 400);
figure('round trips to the host before signing in', trips, 2, 'trips');
await measure('cold start, processor throttled four times', 4, 1_100);
