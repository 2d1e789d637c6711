// What the panel's memory holds after a day's calls, eight hours of 20: JavaScript's heap and the WebAssembly's memory. Calls that are over must
// not stay there.

import { launch } from './support/chromium.mjs';
import { desk } from './support/desk.mjs';
import { exchange } from './support/exchange.mjs';
import { figure } from './support/figures.mjs';
import { shared } from './support/servers.mjs';

/** The first hour's calls, and the day's. */
const FIRST = 20;
const LAST = 160;
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

  /** The frame and its host share JavaScript's heap: what the host wrote down of the calls, and a record's page with a line for each, do not count. */
  const heap = async () => {
    await agent.lightning((lightning) => lightning.forget());
    await agent.lightning((lightning) => lightning.open('/'));
    await agent.page.locator('.activity').first().waitFor({ state: 'detached' });
    for (let collection = 0; collection < 3; collection += 1) await session.send('HeapProfiler.collectGarbage');
    const { usedSize } = await session.send('Runtime.getHeapUsage');
    const own = await frame.evaluate(() => window.panelMemory.buffer.byteLength);
    console.log(`JavaScript ${(usedSize / MEGABYTE).toFixed(2)} MB, WebAssembly ${(own / MEGABYTE).toFixed(2)} MB`);
    return usedSize + own;
  };

  const pbx = exchange(shared());
  let afterFirst;
  for (let call = 1; call <= LAST; call += 1) {
    const { remoteHangUp } = await pbx.call({ kind: 'inbound', from: '0312345678', to: agent.extension });
    await agent.card('ringing').waitFor();
    await agent.press('answer');
    await agent.card('talking').getByLabel('Notes').fill(`call ${call}: a delivery is late`);
    await agent.press('hold');
    await agent.card('held').waitFor();
    await agent.press('retrieve');
    await agent.card('talking').waitFor();
    await remoteHangUp();
    await agent.card('ended').getByText('Call log saved').waitFor();
    await agent.press('Dismiss');
    await agent.card().waitFor({ state: 'detached' });
    if (call === FIRST) afterFirst = await heap();
  }
  const afterLast = await heap();
  console.log(`heap after ${FIRST} calls: ${(afterFirst / MEGABYTE).toFixed(2)} MB, after ${LAST}: ${(afterLast / MEGABYTE).toFixed(2)} MB`);
  figure(`heap after ${LAST} calls, beyond that after ${FIRST}`, (100 * (afterLast - afterFirst)) / afterFirst, 10, '%');
} finally {
  for (const run of after.reverse()) await run();
  await browser.close();
}
