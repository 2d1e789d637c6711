// Chromium, in two ways: launched by Playwright (one page a test, quick), or as a person starts it and driven over its own
// protocol (several tabs that share one browser's storage and visibility).

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { start } from './process.mjs';

const PROGRAM = process.env.DENWA_CHROMIUM ?? '/usr/bin/chromium';

/** Nothing of the outside world, and no sandbox, which root cannot have. */
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-dev-shm-usage',
  '--disable-quic',
  '--no-first-run',
  '--no-default-browser-check',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  // The browser's own pop-ups under its address bar are web pages, which it prepares for each new window: a processor's work while the
  // test's page loads.
  '--disable-features=WebUIOmniboxPopup,WebUIOmniboxAimPopup,WebUIOmniboxFullPopup',
];

/** Launched by Playwright. Close it. */
export const launch = () => chromium.launch({ executablePath: PROGRAM, args: FLAGS });

/** Started as a program of its own, and closed after the test `t`. Its first context is the browser's own profile. */
export async function launchOwn(t) {
  const profile = await mkdtemp(join(tmpdir(), 'denwa-chromium-'));
  const program = start(PROGRAM, [...FLAGS, '--headless', '--remote-debugging-port=0', `--user-data-dir=${profile}`, 'about:blank']);
  t.after(async () => {
    await program.stop();
    await rm(profile, { recursive: true, force: true, maxRetries: 5 });
  });
  const browser = await chromium.connectOverCDP(await program.line('DevTools listening on '));
  return browser;
}
