// The setup assistant: from an org where nothing is set up to the first test call, by keyboard; checked by axe at each width.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { violations } from './support/axe.mjs';
import { launch } from './support/chromium.mjs';
import { cutOff } from './support/cut-off.mjs';
import { office, setCallCentre } from './support/desk.mjs';
import { setWidth } from './support/look.mjs';
import { screenshot } from './support/screenshot.mjs';
import { openSettings, saved, tabTo } from './support/settings.mjs';
import { until } from './support/until.mjs';

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

const WORDS = {
  ja: { assistant: '設定アシスタント', again: 'もう一度確認', next: '次へ', skip: 'スキップ', test: '試す', signIn: 'ログイン', server: 'イベントサーバー', goTo: '「イベントサーバーURL」を設定する', testCall: 'テスト着信', toDo: '未完了', done: '完了', finished: 'すべての手順が完了しました。' },
  en: { assistant: 'Setup Assistant', again: 'Check again', next: 'Next', skip: 'Skip', test: 'Try it', signIn: 'Sign-in', server: 'Event server', goTo: 'Go to the setting “Event server URL”', testCall: 'Test call', toDo: 'To do', done: 'Done', finished: 'Every step is done.' },
};

/** In the panel's frame: a browser that permits everything the doctor asks for. */
const permitted = `{
  const real = navigator.permissions.query.bind(navigator.permissions);
  const states = { notifications: 'granted', 'local-network-access': 'granted' };
  navigator.permissions.query = async (what) => (states[what.name] ? { state: states[what.name] } : real(what));
}`;

async function administrator(t, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'ja-JP' });
  await context.addInitScript(permitted);
  const here = await office(t, browser, { user: 'ito', open: true, context, allow: 'microphone; clipboard-write', ...options });
  t.after(() => context.close());
  return here;
}

/** Loads the panel again in an org without an event server and without a certificate: nobody has set anything up. */
async function empty({ agent, servers }) {
  await setCallCentre(servers, { '/denwa/eventServerUrl': '', '/denwa/sandboxEventServerUrl': '' });
  await agent.flip({ signingKey: false });
  await agent.reload();
}

const step = (agent, name) => agent.panel.locator('#setup-step').getByText(name, { exact: true }).waitFor();
const state = (agent, words) => agent.panel.locator('.dw-setup__state').getByText(words, { exact: true }).waitFor();

/** Presses Tab until the focus is on a button or link with these words, and then Enter. */
async function press(agent, words) {
  const frame = await agent.frame();
  await agent.panel.locator('button:visible, a:visible').getByText(words, { exact: true }).first().waitFor();
  await until(`${words} is reached`, async () => {
    if (await frame.evaluate((wanted) => document.activeElement?.textContent.trim() === wanted, words)) return true;
    await agent.page.keyboard.press('Tab');
    return false;
  });
  await agent.page.keyboard.press('Enter');
}

for (const lang of ['ja', 'en']) {
  test(`by keyboard from an org where nothing is set up to the first test call (${lang})`, async (t) => {
    const words = WORDS[lang];
    const here = await administrator(t, { lang });
    const { agent, servers } = here;
    await empty(here);
    await step(agent, words.signIn);
    await state(agent, words.toDo);
    const frame = await agent.frame();
    assert.equal(await frame.evaluate(() => document.activeElement === document.body), true, 'opening takes no focus');
    const link = agent.panel.locator('.dw-setup__places a');
    assert.equal(await link.getAttribute('href'), `${servers.page}/lightning/setup/CertificatesAndKeysManagement/home`);
    await screenshot(agent.page.locator('iframe.openctiSoftPhone'), `setup-empty-${lang}`, { frame });

    await agent.flip({ signingKey: true });
    await agent.panel.locator('#page-settings').focus();
    await press(agent, words.again);
    await press(agent, words.next);
    await step(agent, words.server);
    await state(agent, words.toDo);

    await press(agent, words.goTo);
    await until('the field has the focus', () => frame.evaluate(() => document.activeElement?.id === 'eventServer'));
    await agent.page.keyboard.insertText(`${servers.eventServer.replace('http', 'ws')}/telephony`);
    await tabTo(agent, '#config-save');
    await agent.page.keyboard.press('Enter');
    await saved(agent);
    await agent.isReady();

    await tabTo(agent, '#page-settings', 'Shift+Tab');
    await press(agent, words.assistant);
    await step(agent, words.testCall);
    await press(agent, words.test);
    await agent.card('ringing').waitFor();
    await state(agent, words.done);
    await press(agent, words.next);
    await step(agent, words.finished);
    assert.equal(await frame.evaluate(() => document.activeElement?.id), 'setup-step', 'the focus goes along');
  });
}

test('an agent finds the message as before, and no assistant', async (t) => {
  const here = await administrator(t, { user: 'sato', lang: 'en' });
  await empty(here);
  await here.agent.state('failed');
  assert.equal(await here.agent.panel.locator('.dw-pages').isVisible(), false);
  await openSettings(here.agent);
  assert.equal(await here.agent.panel.getByRole('button', { name: WORDS.en.assistant }).isVisible(), false);
});

test('a step that is skipped is marked, and can be chosen again', async (t) => {
  const { agent } = await administrator(t, { lang: 'en', softphoneLayout: 'noFields', settings: { levels: { organisation: { Popup_Size__c: 'huge' } } } });
  await openSettings(agent);
  await agent.button(WORDS.en.assistant).click();
  await step(agent, 'Settings');
  await agent.panel.getByText('Stored value: huge').waitFor();
  await agent.button(WORDS.en.skip).click();
  await step(agent, 'Softphone layout');
  await agent.panel.locator('[data-step="settings"][data-state="skipped"]').click();
  await step(agent, 'Settings');
  await agent.button('Go to the setting “Size”').click();
  await agent.panel.locator('[data-set="popUpSize"]').waitFor();
  const frame = await agent.frame();
  await until('a choice has the focus', () => frame.evaluate(() => document.activeElement?.name === 'popUpSize'));
});

for (const [lang, width] of [['ja', 320], ['en', 320], ['ja', 400], ['en', 400], ['ja', 640], ['en', 960]]) {
  test(`axe finds nothing in the assistant, and nothing runs off its edge (${lang}, ${width} px)`, async (t) => {
    const { agent } = await administrator(t, { lang, softphoneLayout: 'noFields', settings: { levels: { organisation: { Popup_Size__c: 'huge', Session_Minutes__c: -3 } } } });
    await openSettings(agent);
    const frame = await agent.frame();
    await setWidth(agent, width);
    await agent.button(WORDS[lang].assistant).click();
    await agent.panel.locator('#setup-step').waitFor();
    await state(agent, WORDS[lang].toDo);
    assert.deepEqual(await violations(frame), []);
    await frame.waitForFunction((px) => window.innerWidth === px, width);
    assert.deepEqual(await cutOff(frame), []);
    await screenshot(agent.page.locator('iframe.openctiSoftPhone'), `setup-${width}-${lang}`, { frame });
  });
}
