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

/** Waits until the focus is on an element that matches. */
const hasFocus = (agent, selector) => agent.frame().then((frame) => frame.waitForFunction((it) => document.activeElement?.matches(it), selector));

const SHORTCUTS = {
  en: { number: 'Telephone number', muted: 'Muted', shortcuts: 'Shortcuts', change: 'Change: Answer', press: /Press the new keys/, browser: /The browser has these keys/, taken: /“Hold or retrieve” has these keys/, typing: /These keys type text/, noCall: 'Hang up: there is no call to do this with' },
  ja: { number: '電話番号', muted: 'ミュート中', shortcuts: 'ショートカット', change: '変更：応答', press: /新しいキーを押してください/, browser: /ブラウザーが使うキーです/, taken: /「保留・保留解除」で使っています/, typing: /文字の入力に使うキーです/, noCall: '切断：この操作ができる通話がありません' },
};

for (const lang of ['en', 'ja']) {
  const words = SHORTCUTS[lang];

  test(`a call is worked by shortcuts, and none takes a key from typing (${lang})`, async (t) => {
    const { agent, pbx } = await office(t, browser, { user: 'ito', lang, open: true });
    const { keyboard } = agent.page;
    const field = agent.panel.getByLabel(words.number);
    await field.focus();
    await keyboard.type('03?');
    assert.equal(await field.inputValue(), '03?', 'a question mark is typed');
    assert.equal(await agent.panel.locator('#shortcuts').count(), 0);
    await pbx.call({ kind: 'inbound', from: '0312345678', to: agent.extension });
    await agent.card('ringing').waitFor();
    await keyboard.press('Alt+a');
    await agent.card('talking').waitFor();
    assert.equal(await field.inputValue(), '03?');
    await keyboard.press('Alt+p');
    await agent.card('held').waitFor();
    await keyboard.press('Alt+p');
    await agent.card('talking').waitFor();
    await keyboard.press('Alt+m');
    await agent.panel.getByText(words.muted, { exact: true }).waitFor();
    await keyboard.press('Alt+n');
    await hasFocus(agent, 'textarea');
    await keyboard.type('Why? ');
    assert.match(await agent.card('talking').locator('textarea').first().inputValue(), /Why\? /);
    await keyboard.press('Alt+k');
    await hasFocus(agent, '.dw-tones input');
    await keyboard.press('Alt+r');
    await hasFocus(agent, '.dw-target input');
    await keyboard.press('Escape');
    await keyboard.press('Alt+j');
    await hasFocus(agent, 'article[data-call]');
    await keyboard.press('Alt+u');
    await hasFocus(agent, '[role=menuitemradio]');
    await keyboard.press('Escape');
    await keyboard.press('Alt+g');
    await hasFocus(agent, '#number');
    await keyboard.press('Alt+q');
    await agent.card('ended').first().waitFor();
    await keyboard.press('Alt+q');
    await agent.panel.getByText(words.noCall).waitFor();
  });

  test(`keys are changed in the list and kept, and those of others are refused (${lang})`, async (t) => {
    const { agent, pbx } = await office(t, browser, { user: 'ito', lang, open: true });
    const { keyboard } = agent.page;
    await agent.panel.getByRole('button', { name: words.shortcuts, exact: true }).click();
    await hasFocus(agent, '#shortcuts');
    const change = agent.panel.getByRole('button', { name: words.change, exact: true });
    await change.focus();
    await keyboard.press('Enter');
    await hasFocus(agent, '.dw-shortcut__recorder');
    for (const [keys, refusal] of [['Control+Shift+y', words.browser], ['Alt+p', words.taken], ['a', words.typing]]) {
      await keyboard.press(keys);
      await agent.panel.getByText(refusal).waitFor();
    }
    await keyboard.press('F8');
    await agent.panel.getByText(words.press).waitFor({ state: 'detached' });
    await hasFocus(agent, `[aria-label="${words.change}"]`);
    await keyboard.press('Escape');
    await hasFocus(agent, '#open-shortcuts');
    await agent.reload();
    await agent.isReady();
    await agent.panel.locator('#number').focus();
    await pbx.call({ kind: 'inbound', from: '0312345678', to: agent.extension });
    await agent.card('ringing').waitFor();
    await keyboard.press('Alt+a');
    assert.equal(await agent.card('ringing').count(), 1, 'the old keys do nothing');
    assert.equal(await agent.button('answer').getAttribute('aria-keyshortcuts'), 'F8');
    await keyboard.press('F8');
    await agent.card('talking').waitFor();
  });
}
