// The panel as the org package serves it: a Visualforce page with its content security policy in a <meta>, files from a static resource, and
// WebAssembly with another content type. Visualforce itself is imitated: its tag is removed and its addresses are filled in.

import assert from 'node:assert/strict';
import { readFile, readdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { after, before, test } from 'node:test';
import { visualforce } from '../../tools/org/lib/page.mjs';
import { launch } from './support/chromium.mjs';
import { office, setCallCentre } from './support/desk.mjs';

const ROOT = resolve(import.meta.dirname, '../..');
const DIST = join(ROOT, 'dist');
const RESOURCE = '/resource/1795000000000/DenwaPanel';
const TYPES = { css: 'text/css', js: 'text/javascript', json: 'application/json', svg: 'image/svg+xml' };

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

/** The page as Salesforce sends it. */
async function page() {
  const entries = await readdir(DIST, { recursive: true });
  const template = await readFile(join(ROOT, 'salesforce/main/default/pages/Denwa.page'), 'utf8');
  const whole = visualforce(template, await readFile(join(DIST, 'index.html'), 'utf8'), entries);
  const inside = whole.replace(/<\/?apex:page[^>]*>/g, '').replace(/<!--[^]*?-->/g, '');
  return `<!DOCTYPE HTML>${inside.replace(/\{!URLFOR\(\$Resource\.DenwaPanel, '([^']+)'\)\}/g, `${RESOURCE}/$1`)}`;
}

/** What the panel's origin is in the package: a page, and files below the static resource. */
async function serve(context) {
  const html = await page();
  const asked = [];
  await context.route((url) => url.pathname === '/apex/Denwa', (route) => route.fulfill({ contentType: 'text/html; charset=UTF-8', body: html }));
  await context.route((url) => url.pathname.startsWith(RESOURCE), async (route) => {
    const name = new URL(route.request().url()).pathname.slice(RESOURCE.length + 1);
    asked.push(name);
    const contentType = TYPES[name.split('.').at(-1)] ?? 'application/octet-stream';
    await route.fulfill({ contentType, body: await readFile(join(DIST, name)) });
  });
  return asked;
}

test('the packaged page starts the panel from its static resource', async (t) => {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, locale: 'ja-JP' });
  t.after(() => context.close());
  // Chromium treats a page that a test serves as a public page, which needs permission to connect to this machine.
  await context.grantPermissions(['local-network-access']);
  const asked = await serve(context);
  const { agent, servers } = await office(t, browser, { context, lang: 'ja', open: true, wait: false });
  await setCallCentre(servers, { '/reqGeneralInfo/reqAdapterUrl': 'https://acme.my.salesforce.com/apex/Denwa' });
  await agent.page.reload();
  await agent.isReady();
  const frame = await agent.frame();
  assert.equal(new URL(frame.url()).pathname, '/apex/Denwa');
  assert.ok(asked.some((name) => name.endsWith('.wasm')) && asked.some((name) => name.endsWith('.css')), asked.join());
  assert.equal(await frame.evaluate(() => document.querySelector('meta[http-equiv]').content.includes("'unsafe")), false);
  assert.match(await agent.panel.locator('#status').textContent(), /受付可/);

  // The administrator's pages come from the resource too, when they are opened.
  const second = () => asked.filter((name) => name.startsWith('denwa-admin'));
  assert.deepEqual(second(), []);
  await agent.panel.locator('#page-settings').click();
  await agent.panel.locator('.dw-tab[role=tab]').first().waitFor();
  assert.equal(second().length, 2, second().join());
});
