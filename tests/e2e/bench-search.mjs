// From a socket message that says "a call rings" to the search request leaving the panel, measured inside its frame, over many calls.

import { launch } from './support/chromium.mjs';
import { desk } from './support/desk.mjs';
import { exchange } from './support/exchange.mjs';
import { figure, percentile } from './support/figures.mjs';
import { shared } from './support/servers.mjs';
import { until } from './support/until.mjs';

const CALLS = Number(process.env.DENWA_BENCH_CALLS ?? 1_000);

/** Notes when a message arrives that names a new call, and when the search leaves for the host. Runs before anything else in the frame. */
function watch() {
  if (window.top === window) return;
  const seen = new Set();
  window.waits = [];
  let arrived;
  const Real = window.WebSocket;
  window.WebSocket = class extends Real {
    constructor(...given) {
      super(...given);
      // Added first, so called first: before the panel has seen the message.
      this.addEventListener('message', ({ data }) => {
        const now = performance.now();
        const message = JSON.parse(data);
        const id = message.event?.call?.id;
        if (id === undefined || seen.has(id)) return;
        seen.add(id);
        arrived = now;
      });
    }
  };
  const real = window.parent;
  const parent = {
    postMessage(message, origin) {
      if (message?.methodName === 'searchAndScreenPop' && arrived !== undefined) {
        window.waits.push(performance.now() - arrived);
        arrived = undefined;
      }
      real.postMessage(message, origin);
    },
  };
  Object.defineProperty(window, 'parent', { configurable: true, get: () => parent });
}

const after = [];
const browser = await launch();
try {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, locale: 'en-US' });
  await context.addInitScript(watch);
  const agent = await desk({ after: (run) => after.push(run) }, browser, shared(), { context, open: true });
  const pbx = exchange(shared());
  const inside = await agent.frame();
  const searched = () => inside.evaluate(() => window.waits.length);
  for (let call = 0; call < CALLS; call += 1) {
    // A number nobody has called from: every search is a new one.
    const { remoteHangUp } = await pbx.call({ kind: 'inbound', from: `03${String(30_000_000 + call)}` });
    await until('the search', async () => (await searched()) === call + 1);
    await remoteHangUp();
  }
  const waits = await inside.evaluate(() => window.waits);
  for (const share of [0.5, 0.9, 0.99, 1]) console.log(`p${share * 100}: ${percentile(waits, share).toFixed(2)} ms`);
  figure(`from "ringing" to the search leaving, p99 of ${CALLS} calls`, percentile(waits, 0.99), 10, 'ms');
} finally {
  for (const run of after.reverse()) await run();
  await browser.close();
}
