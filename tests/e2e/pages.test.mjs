// The administrator's pages are a program of their own: loaded when a page is opened. While it loads, where it does not, and where it breaks,
// words say so, and the calls go on.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { violations } from './support/axe.mjs';
import { launch } from './support/chromium.mjs';
import { office } from './support/desk.mjs';
import { until } from './support/until.mjs';

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

const WORDS = {
  en: { loading: 'Loading the page…', failed: /^This page could not be loaded\./, again: 'Try again', broken: /^Something on this page broke\./, reload: 'Load the panel again' },
  ja: { loading: 'ページを読み込んでいます…', failed: /^このページを読み込めませんでした。/, again: '再試行', broken: /^このページに問題が起きました。/, reload: 'パネルを読み込み直す' },
};

/** Holds requests for the second program's files until `answer` says what becomes of each. */
async function hold(agent) {
  const held = [];
  await agent.page.route(/denwa-admin/, (route) => { held.push(route); });
  return {
    asked: () => held.length,
    async answer(act) {
      await until('both files are asked for', async () => held.length >= 2);
      for (const route of held.splice(0)) await act(route);
    },
  };
}

const tab = (agent) => agent.panel.locator('.dw-tab[role=tab]').first();

for (const lang of ['ja', 'en']) {
  test(`loading, a failure and another try are told in words (${lang})`, async (t) => {
    const { agent, pbx } = await office(t, browser, { user: 'ito', lang, open: true });
    agent.quiet.expect(/Failed to load resource|net::ERR_FAILED/);
    const words = WORDS[lang];
    const files = await hold(agent);
    assert.equal(files.asked(), 0, 'an agent does not load it');
    const status = agent.panel.locator('.dw-pages > .dw-start [role=status]');
    await agent.panel.locator('#page-settings').click();
    await status.getByText(words.loading, { exact: true }).waitFor();
    const frame = await agent.frame();
    assert.deepEqual(await violations(frame), []);
    await files.answer((route) => route.abort());
    await status.getByText(words.failed).waitFor();
    assert.deepEqual(await violations(frame), []);

    // A call is answered meanwhile.
    await pbx.call({ kind: 'inbound', from: '0312345678', to: agent.extension });
    await agent.press('answer');
    await agent.card('talking').waitFor();

    await agent.button(words.again).click();
    await status.getByText(words.loading, { exact: true }).waitFor();
    await files.answer((route) => route.continue());
    await tab(agent).waitFor();
    await agent.card('talking').waitFor();
    assert.equal(await status.isVisible(), false);
    await agent.panel.locator('#page-settings').click();
    await tab(agent).waitFor({ state: 'detached' });
    await agent.panel.locator('#page-doctor').click();
    await agent.panel.locator('.dw-doctor').waitFor();
  });

  test(`pages that break off leave the calls alone (${lang})`, async (t) => {
    const { agent, pbx } = await office(t, browser, { user: 'ito', lang, open: true });
    const words = WORDS[lang];
    await agent.panel.locator('#page-settings').click();
    await tab(agent).waitFor();
    await pbx.call({ kind: 'inbound', from: '0312345678', to: agent.extension });
    await agent.press('answer');
    await agent.card('talking').waitFor();
    const frame = await agent.frame();
    // As the browser reports a trap in the second program, which the panel called.
    await frame.evaluate(() => {
      const error = new WebAssembly.RuntimeError('unreachable');
      error.stack = 'RuntimeError: unreachable\n    at https://x/denwa-admin-1_bg.wasm:wasm-function[7]:0x1\n    at https://x/denwa-panel-1_bg.wasm:wasm-function[8]:0x2';
      dispatchEvent(new ErrorEvent('error', { error }));
    });
    await agent.panel.locator('.dw-pages > .dw-start [role=status]').getByText(words.broken).waitFor();
    assert.deepEqual(await violations(frame), []);
    assert.equal(await tab(agent).isVisible(), false);
    await agent.press('hold');
    await agent.card('held').waitFor();
    await agent.button(words.reload).click();
    await tab(agent).waitFor({ state: 'detached' });
    await agent.isReady();
    await agent.card('held').waitFor();
    await agent.panel.locator('#page-settings').click();
    await tab(agent).waitFor();
  });
}
