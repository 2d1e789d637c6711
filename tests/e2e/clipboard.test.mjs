// Copying the caller's number to the clipboard (Copy_Number__c): a frame without focus may not write to the clipboard, and must not try.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { launch } from './support/chromium.mjs';
import { office } from './support/desk.mjs';
import { until } from './support/until.mjs';

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

const settings = { levels: { organisation: { Copy_Number__c: 'on' } } };

/** What stands in the clipboard, asked by the page around the panel. */
async function clipboard(agent) {
  const { page } = agent;
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.bringToFront();
  await page.locator('body').evaluate((body) => body.ownerDocument.defaultView.focus());
  return page.evaluate(() => navigator.clipboard.readText());
}

test('the number is copied at the first click in the panel if the frame has no focus', async (t) => {
  const { agent, pbx } = await office(t, browser, { user: 'tanaka', open: true, settings });
  await agent.page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await agent.page.evaluate(() => navigator.clipboard.writeText('before'));
  await pbx.call({ kind: 'inbound', from: '0312345678', to: agent.extension });
  await agent.card('ringing').getByText('山田 花子').waitFor();
  // Before the first click nothing is copied, and the console stays silent.
  assert.equal(await clipboard(agent), 'before');
  await agent.press('answer');
  await agent.card('talking').waitFor();
  await until('the number is copied', async () => (await clipboard(agent)) === '0312345678');
});
