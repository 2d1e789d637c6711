// The other tests' tools must detect what they are meant to detect.

import assert from 'node:assert/strict';
import { stat } from 'node:fs/promises';
import { after, before, test } from 'node:test';
import { violations } from './support/axe.mjs';
import { launch, launchOwn } from './support/chromium.mjs';
import { start } from './support/process.mjs';
import { watchConsole } from './support/quiet.mjs';
import { screenshot } from './support/screenshot.mjs';
import { until } from './support/until.mjs';

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

async function pageWith(t, body) {
  const context = await browser.newContext();
  t.after(() => context.close());
  const quiet = watchConsole(context);
  const page = await context.newPage();
  await page.setContent(`<!doctype html><html lang="en"><title>Harness</title><body><main><h1>Harness</h1>${body}</main>`);
  return { page, quiet };
}

test('a silent page passes, a warning and an uncaught error do not', async (t) => {
  const { page, quiet } = await pageWith(t, '');
  quiet.check();
  await page.evaluate(() => console.warn('look here'));
  await page.evaluate(() => setTimeout(() => { throw new Error('nobody catches this'); }));
  await until('both are heard', () => quiet.heard.length === 2);
  assert.throws(() => quiet.check(), /look here[\s\S]*nobody catches this/);
  quiet.expect(/look here/);
  assert.throws(() => quiet.check(), (error) => !error.message.includes('look here'));
});

test('axe finds a button without a name, and nothing in a good page', async (t) => {
  const { page } = await pageWith(t, '<button>Answer</button>');
  assert.deepEqual(await violations(page), []);
  await page.setContent('<!doctype html><html lang="en"><title>Harness</title><main><h1>Harness</h1><button></button></main>');
  const [found, ...more] = await violations(page);
  assert.match(found, /^button-name/);
  assert.deepEqual(more, []);
});

test('Japanese is drawn with a font that has it', async (t) => {
  const { page } = await pageWith(t, '<b id="a">受付可</b><br><b id="b">\u{10fffd}\u{10fffd}\u{10fffd}</b>');
  const shot = (id) => page.locator(id).screenshot({ animations: 'disabled' });
  assert.notDeepEqual(await shot('#a'), await shot('#b'));
  const file = await screenshot(page.locator('main'), 'harness', { frame: page });
  assert.ok((await stat(file)).size > 500);
});

test('a separate Chromium shares storage between its tabs', async (t) => {
  const own = await launchOwn(t);
  const [context] = own.contexts();
  await context.route('http://denwa.test/**', (route) => route.fulfill({ contentType: 'text/html', body: '<!doctype html>' }));
  const [one, two] = [await context.newPage(), await context.newPage()];
  await one.goto('http://denwa.test/');
  await two.goto('http://denwa.test/');
  await one.evaluate(() => localStorage.setItem('seen', 'yes'));
  assert.equal(await two.evaluate(() => localStorage.getItem('seen')), 'yes');
});

test('if a program ends before it is ready, the error quotes its last output', async () => {
  const program = start('node', ['-e', 'console.log("cannot"); process.exit(3)']);
  await assert.rejects(program.line('ready: '), /ended \(3\)[\s\S]*cannot/);
});
