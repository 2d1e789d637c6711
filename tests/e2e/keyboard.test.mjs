// Everything works by keyboard alone, and a call never takes the focus away while somebody types.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { launch } from './support/chromium.mjs';
import { office } from './support/desk.mjs';

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

const focused = async (agent) => (await agent.frame()).evaluate(() => {
  const it = document.activeElement;
  return (it?.getAttribute('aria-label') ?? it?.textContent ?? '').trim();
});

/** Presses Tab until the focus is on what is wanted. */
async function tabTo(agent, wanted) {
  for (let presses = 0; presses < 40; presses += 1) {
    if ((await focused(agent)).startsWith(wanted)) return;
    await agent.page.keyboard.press('Tab');
  }
  assert.fail(`${wanted} cannot be reached by Tab`);
}

test('a call is answered, held, retrieved and hung up by keyboard', async (t) => {
  const { agent, pbx } = await office(t, browser, { user: 'ito', open: true });
  await (await agent.frame()).evaluate(() => document.body.focus());
  await agent.panel.getByLabel('Telephone number').focus();
  await pbx.call({ kind: 'inbound', from: '0312345678', to: agent.extension });
  await agent.card('ringing').waitFor();
  for (const [name, phase] of [['Answer', 'talking'], ['Hold', 'held'], ['Retrieve', 'talking'], ['Hang up', 'ended']]) {
    await tabTo(agent, name);
    await agent.page.keyboard.press('Enter');
    await agent.card(phase).first().waitFor();
  }
  // The button that had the focus has gone with the call; then its card goes too.
  const has = (selector) => agent.frame().then((frame) => frame.waitForFunction((it) => document.activeElement?.matches(it), selector));
  await has('article[data-call]');
  await tabTo(agent, 'Dismiss');
  await agent.page.keyboard.press('Enter');
  await agent.card('ended').first().waitFor({ state: 'detached' });
  await has(':not(body)');
});

test('a ringing call leaves the focus where somebody types', async (t) => {
  const { agent, pbx } = await office(t, browser, { user: 'ito', open: true });
  const field = agent.panel.getByLabel('Telephone number');
  await field.focus();
  await agent.page.keyboard.type('03');
  await pbx.call({ kind: 'inbound', from: '0312345678', to: agent.extension });
  await agent.card('ringing').getByText('山田 花子').waitFor();
  await agent.page.keyboard.type('1234');
  assert.equal(await field.inputValue(), '031234');
});

test('an incoming call is announced to a screen reader', async (t) => {
  const { agent, pbx } = await office(t, browser, { user: 'ito', open: true });
  await pbx.call({ kind: 'inbound', from: '0312345678', to: agent.extension, line: '0312345000' });
  await agent.panel.locator('[aria-live="assertive"], [role="alert"]').getByText(/Incoming call from 山田 花子/).waitFor({ state: 'attached' });
});
