// What the panel's memory holds after many calls: JavaScript's heap and the WebAssembly's memory. Calls that are over must not stay there.

import { launch } from './support/chromium.mjs';
import { desk } from './support/desk.mjs';
import { exchange } from './support/exchange.mjs';
import { figure } from './support/figures.mjs';
import { shared } from './support/servers.mjs';

const FIRST = 50;
const LAST = 200;
const MEGABYTE = 1_000_000;

/** Keeps the WebAssembly's memory at hand. Runs in the frame before anything else. */
function watch() {
  const Real = WebAssembly.Instance;
  WebAssembly.Instance = new Proxy(Real, {
    construct(target, given) {
      const instance = Reflect.construct(target, given);
      window.panelMemory = instance.exports.memory;
      return instance;
    },
  });
}

const after = [];
const browser = await launch();
try {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, locale: 'en-US' });
  await context.addInitScript(watch);
  const agent = await desk({ after: (run) => after.push(run) }, browser, shared(), { context, open: true });
  const frame = await agent.frame();
  const session = await context.newCDPSession(agent.page);

  /** The frame and its host share JavaScript's heap: what the host wrote down of the calls does not count. */
  const heap = async () => {
    await agent.lightning((lightning) => lightning.forget());
    for (let collection = 0; collection < 3; collection += 1) await session.send('HeapProfiler.collectGarbage');
    const { usedSize } = await session.send('Runtime.getHeapUsage');
    return usedSize + (await frame.evaluate(() => window.panelMemory.buffer.byteLength));
  };

  const pbx = exchange(shared());
  let afterFirst;
  for (let call = 1; call <= LAST; call += 1) {
    const { remoteHangUp } = await pbx.call({ kind: 'inbound', from: '0312345678', to: agent.extension });
    await agent.card('ringing').waitFor();
    await agent.press('answer');
    await agent.card('talking').waitFor();
    await remoteHangUp();
    await agent.card('ended').getByText('Call log saved').waitFor();
    await agent.press('Dismiss');
    await agent.card().waitFor({ state: 'detached' });
    if (call === FIRST) afterFirst = await heap();
  }
  const more = (await heap()) - afterFirst;
  console.log(`heap after ${FIRST} calls: ${(afterFirst / MEGABYTE).toFixed(2)} MB`);
  figure(`heap after ${LAST} calls, beyond that after ${FIRST}`, more / MEGABYTE, 1, 'MB');
} finally {
  for (const run of after.reverse()) await run();
  await browser.close();
}
