// Starts Chromium in two ways: by Playwright (quick; a separate context for each test), or as a separate program controlled over its debugging
// protocol (for tabs that share a browser's storage and visibility).

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { start } from './process.mjs';

const PROGRAM = process.env.DENWA_CHROMIUM ?? '/usr/bin/chromium';

/** No network traffic of the browser's own, and no sandbox, which root cannot use. */
export const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-dev-shm-usage',
  '--disable-quic',
  '--no-first-run',
  '--no-default-browser-check',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  // The suggestions below the address bar are web pages. Chromium would prepare them for each new window, which costs processor time while the
  // test's page loads.
  '--disable-features=WebUIOmniboxPopup,WebUIOmniboxAimPopup,WebUIOmniboxFullPopup',
];

/** Launches Chromium by Playwright. The caller closes it. */
export const launch = (flags = FLAGS) => chromium.launch({ executablePath: PROGRAM, args: flags });

/** Starts Chromium as a separate program, and closes it after the test `t`. The first context is the browser's default profile. */
export const launchOwn = async (t) => (await startOwn(t)).connect();

/**
 * The same, not connected to. `connect()` connects Playwright, which keeps all pages visible as long as it is connected;
 * `browser.close()` leaves the browser and its pages alone. `openInFront()` opens an empty tab in front of the others.
 */
export async function startOwn(t) {
  const profile = await mkdtemp(join(tmpdir(), 'denwa-chromium-'));
  const program = start(PROGRAM, [...FLAGS, '--headless', '--remote-debugging-port=0', `--user-data-dir=${profile}`, 'about:blank']);
  t.after(async () => {
    await program.stop();
    await rm(profile, { recursive: true, force: true, maxRetries: 5 });
  });
  const endpoint = await program.line('DevTools listening on ');
  return {
    connect: () => chromium.connectOverCDP(endpoint),
    async openInFront() {
      const response = await fetch(`http://${new URL(endpoint).host}/json/new?about:blank`, { method: 'PUT' });
      if (!response.ok) throw new Error(`no tab: ${response.status}`);
    },
  };
}
