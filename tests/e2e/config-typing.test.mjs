// Working in the configuration view: a call comes in, a value is invalid, an input method composes text.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { launch } from './support/chromium.mjs';
import { administration, control, openGroup, save, saved } from './support/settings.mjs';

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

test('a ringing call stays visible above the settings and can be answered there', async (t) => {
  const { agent, pbx } = await administration(t, browser);
  const call = await pbx.call({ kind: 'inbound', from: '0312345678', to: agent.extension });
  await agent.card('ringing').getByText('山田 花子').waitFor();
  await agent.press('answer');
  await agent.card('talking').waitFor();
  assert.ok(await agent.panel.locator('.dw-tab[role=tab]').first().isVisible(), 'the settings stay open');
  await agent.press('hangUp');
  await agent.card('ended').first().waitFor({ state: 'attached' });
  await call.remoteHangUp().catch(() => {});
});

test('an invalid value is explained beside its field, and nothing is saved', async (t) => {
  const { agent } = await administration(t, browser);
  await openGroup(agent, 'basic');
  const field = control(agent, 'sessionMinutes');
  await field.fill('9000');
  await agent.panel.getByText('Type a whole number from 0 to 1440.').waitFor();
  assert.equal(await field.getAttribute('aria-invalid'), 'true');
  await agent.panel.locator('#config-save').click();
  await agent.panel.getByText('1 value needs correction. Nothing was saved.').waitFor();
  await field.fill('15');
  await save(agent);
});

test('the input method is not disturbed while it composes', async (t) => {
  const { agent } = await administration(t, browser, { lang: 'ja' });
  await openGroup(agent, 'popup');
  await agent.panel.locator('[name="config-case"][value="withheld"]').check();
  const field = control(agent, 'withheldName');
  await field.focus();
  const session = await agent.page.context().newCDPSession(agent.page);
  for (const text of ['ば', 'ばん', 'ばんご', 'ばんごう', '番号']) {
    await session.send('Input.imeSetComposition', { text, selectionStart: text.length, selectionEnd: text.length });
    assert.equal(await field.inputValue(), text);
  }
  await session.send('Input.insertText', { text: '番号なし' });
  assert.equal(await field.inputValue(), '番号なし');
  await agent.panel.locator('.dw-preview [lang=ja]').getByText('番号なし').waitFor();
  await save(agent);
  assert.equal(await field.inputValue(), '番号なし');
});
