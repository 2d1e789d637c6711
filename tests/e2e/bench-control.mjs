// What an agent feels while she works a call, measured inside the panel's frame: from a key press to the command leaving for the event server,
// and from an event of the server to the page laid out with what it changed. A frame of the screen follows at most 16 ms later.

import { launch } from './support/chromium.mjs';
import { desk } from './support/desk.mjs';
import { exchange } from './support/exchange.mjs';
import { figure, percentile } from './support/figures.mjs';
import { shared } from './support/servers.mjs';
import { until } from './support/until.mjs';

/** Each is held and retrieved by key. */
const TURNS = Number(process.env.DENWA_BENCH_TURNS ?? 150);
/** Milliseconds between two turns: faster than any agent, and within what the event server lets one agent command. */
const PACE = 300;

/** Notes how long keys and events take. Runs before anything else in the frame. */
function watch() {
  if (window.top === window) return;
  Object.assign(window, { keyWaits: [], eventWaits: [] });
  let pressedAt;
  let hasChanged = false;
  window.addEventListener('keydown', ({ timeStamp }) => { pressedAt = timeStamp; }, { capture: true });
  new MutationObserver(() => { hasChanged = true; }).observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
  const { port1, port2 } = new MessageChannel();
  // A task of its own, after the panel has handled the message and everything that follows in microtasks.
  port1.onmessage = ({ data: arrivedAt }) => {
    document.body.getBoundingClientRect();
    if (hasChanged) window.eventWaits.push(performance.now() - arrivedAt);
  };
  const Real = window.WebSocket;
  window.WebSocket = class extends Real {
    constructor(...given) {
      super(...given);
      // Added first, so called first: before the panel has seen the message.
      this.addEventListener('message', ({ data }) => {
        const arrivedAt = performance.now();
        if (JSON.parse(data).event?.call === undefined) return;
        hasChanged = false;
        port2.postMessage(arrivedAt);
      });
    }

    send(text) {
      const sentAt = performance.now();
      super.send(text);
      if (pressedAt !== undefined && JSON.parse(text).type === 'command') window.keyWaits.push(sentAt - pressedAt);
      pressedAt = undefined;
    }
  };
}

const after = [];
const browser = await launch();
try {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, locale: 'en-US' });
  await context.addInitScript(watch);
  const agent = await desk({ after: (run) => after.push(run) }, browser, shared(), { context, open: true });
  const frame = await agent.frame();
  const pbx = exchange(shared());
  // A second call rings until its caller gives up, and then stays as missed: the panel has more than one card to think of.
  const { remoteHangUp } = await pbx.call({ kind: 'inbound', from: '0312345678', to: agent.extension });
  await agent.press('answer');
  await agent.card('talking').getByText('山田 花子').first().waitFor();
  await pbx.call({ kind: 'inbound', from: '0311112222', to: agent.extension });
  await agent.card('ringing').waitFor();
  const keys = () => frame.evaluate(() => window.keyWaits.length);
  for (let turn = 0; turn < TURNS; turn += 1) {
    for (const [name, phase] of [['hold', 'held'], ['retrieve', 'talking']]) {
      const before = await keys();
      await agent.button(name).focus();
      await agent.page.keyboard.press('Enter');
      await agent.card(phase).waitFor();
      await until('the command has left', async () => (await keys()) > before);
    }
    await agent.page.waitForTimeout(PACE);
  }
  await remoteHangUp();
  const { keyWaits, eventWaits } = await frame.evaluate(() => ({ keyWaits: window.keyWaits, eventWaits: window.eventWaits }));
  for (const [what, waits] of [['key', keyWaits], ['event', eventWaits]]) {
    console.log(`${what}: ${[0.5, 0.9, 0.99, 1].map((share) => `p${share * 100} ${percentile(waits, share).toFixed(2)} ms`).join(', ')}`);
  }
  figure(`from a key press to the command leaving, p99 of ${keyWaits.length}`, percentile(keyWaits, 0.99), 8, 'ms');
  figure(`from an event to the page laid out, p99 of ${eventWaits.length}`, percentile(eventWaits, 0.99), 16, 'ms');
} finally {
  for (const run of after.reverse()) await run();
  await browser.close();
}
