// A Lightning page with the panel in its utility bar, in a browser context of its own.

import { exchange } from './exchange.mjs';
import { watchConsole } from './quiet.mjs';
import { shared } from './servers.mjs';

const FRAME = 'iframe.openctiSoftPhone';

/**
 * Opens the page and waits until the panel is signed in (`waitFor`: 'starting', 'ready', 'offline', 'failed', or null for not
 * waiting). `switches` are the simulator's; `open: false` leaves the softphone minimised. The console must stay silent: the test
 * `t` fails otherwise. Calls that a test leaves are ended after it.
 *
 * @returns `page` and `panel` (for locators), `frame()` (the panel's frame, for evaluating in it), `lightning(fn, arg)` (runs in the
 * page, where `window.lightning` sees everything), `pbx`, `quiet`, `context`.
 */
export async function openLightning(t, browser, options = {}) {
  const { servers = shared(), lang = 'en', user = 'sato', app = 'standard', path = '/', open = true, switches = {} } = options;
  const { viewport = { width: 1280, height: 800 }, waitFor = 'ready', prepare = async () => {}, timezoneId = 'Asia/Tokyo' } = options;
  const context = await browser.newContext({ viewport, timezoneId, locale: lang === 'ja' ? 'ja-JP' : 'en-US' });
  const quiet = watchConsole(context);
  const pbx = exchange(servers);
  t.after(async () => {
    await context.close();
    await pbx.clear();
    quiet.check();
  });
  await prepare(context);
  const page = await context.newPage();
  const query = new URLSearchParams({ lang, user, app, open: String(open), ...switches });
  await page.goto(`${servers.page}${path}?${query}`);
  const panel = page.frameLocator(FRAME);
  if (waitFor !== null) await panel.locator(`#panel[data-state="${waitFor}"]`).waitFor({ state: 'attached' });
  return {
    context,
    page,
    panel,
    pbx,
    quiet,
    frame: async () => (await page.locator(FRAME).elementHandle()).contentFrame(),
    lightning: (run, argument) => page.evaluate(run, argument),
    tasks: () => page.evaluate(() => window.lightning.tasks()),
    here: () => page.evaluate(() => window.lightning.page),
  };
}
