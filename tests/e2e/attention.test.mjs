// What draws the agent's attention to a call: the ring and its device, the desktop notification, the utility item, and the question before she
// leaves. What a browser does outside its pages is played (support/attention.mjs).

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { playDevices, playNotifications, playSound } from './support/attention.mjs';
import { launch } from './support/chromium.mjs';
import { office } from './support/desk.mjs';
import { until } from './support/until.mjs';

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

const WORDS = {
  ja: {
    title: '着信音と通知', try: '試しに鳴らす', find: 'ほかの出力先を表示', device: '出力先', off: '着信音を鳴らす',
    blocked: 'ブラウザーが着信音を止めています。パネルのどこかを1回クリックすると鳴ります。',
    missing: '選んだ出力先が見つからないため、既定の出力先で鳴らします。', incoming: '着信', talking: '通話中', held: '保留中',
    notReady: '離席中', missed: '不在', inTab: '別のタブで許可する', allow: '通知を許可する', allowed: /このタブを閉じて/,
  },
  en: {
    title: 'Ring and notifications', try: 'Try the ring', find: 'Show other devices', device: 'Output device', off: 'Ring for incoming calls',
    blocked: 'The browser holds the ring back. Click anywhere in the panel once to hear it.',
    missing: 'The chosen device is not there. The default device rings instead.', incoming: 'Incoming call', talking: 'On a call', held: 'On hold',
    notReady: 'Not ready', missed: 'missed', inTab: 'Allow in a tab', allow: 'Allow notifications', allowed: /Close this tab/,
  },
};

/** A desk whose browser has sound and devices, and has decided on notifications. */
async function open(t, lang, { permission = 'denied', allow = 'microphone' } = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, locale: lang === 'ja' ? 'ja-JP' : 'en-US' });
  t.after(() => context.close());
  await context.addInitScript(playDevices);
  await context.addInitScript(playSound);
  await context.addInitScript(playNotifications, permission);
  const made = await office(t, browser, { user: 'sato', lang, open: true, allow, context });
  const words = WORDS[lang];
  const frame = await made.agent.frame();
  return { ...made, words, frame, context, form: made.agent.panel.locator('#attention-form') };
}

const call = ({ pbx, agent }, from = '0312345678') => pbx.call({ kind: 'inbound', from, to: agent.extension });
const rings = ({ agent }, state) => agent.panel.locator(`#panel[data-ring="${state}"]`).waitFor({ state: 'attached' });
const openForm = ({ agent, words }) => agent.panel.getByRole('button', { name: words.title }).click();
const sound = ({ frame }) => frame.evaluate(() => window.sound);
const shown = ({ frame }) => frame.evaluate(() => window.notices.map(({ title, body }) => `${title}\n${body}`));

for (const lang of ['ja', 'en']) {
  test(`a call rings once the browser allows it, a second one quietly, until each is answered (${lang})`, async (t) => {
    const it = await open(t, lang);
    const { agent, words } = it;
    await call(it);
    await rings(it, 'blocked');
    await agent.panel.locator('.dw-notices').getByText(words.blocked).waitFor();
    assert.equal((await sound(it)).isHeard, false);
    await agent.panel.locator('.dw-card').first().click({ position: { x: 5, y: 5 } });
    await rings(it, 'ringing');
    assert.equal((await sound(it)).isHeard, true);
    await agent.press('answer');
    await rings(it, 'off');
    assert.equal((await sound(it)).isHeard, false);
    const second = await call(it, '0612345678');
    await rings(it, 'brief');
    await second.remoteHangUp();
    await rings(it, 'off');
  });

  test(`[popup] an agent tries the ring, chooses a device, and it is unplugged while it rings (${lang})`, async (t) => {
    const it = await open(t, lang);
    const { agent, words, frame, form } = it;
    await openForm(it);
    await form.getByRole('button', { name: words.find }).click();
    const device = form.getByLabel(words.device);
    await device.locator('option', { hasText: 'Headset' }).waitFor({ state: 'attached' });
    await device.selectOption({ label: 'Headset' });
    await form.getByRole('button', { name: words.try }).click();
    await rings(it, 'trial');
    await until('it is heard on the headset', async () => (await sound(it)).device === 'id-Headset');
    await agent.page.keyboard.press('Escape');
    await form.waitFor({ state: 'detached' });
    await call(it);
    await rings(it, 'ringing');
    await frame.evaluate(() => window.plug(['Speaker']));
    await agent.panel.locator('.dw-notices').getByText(words.missing).waitFor();
    await until('it is heard on the default device', async () => (await sound(it)).device === null);
    assert.equal((await sound(it)).isHeard, true);
    await frame.evaluate(() => window.plug(['Speaker', 'Headset']));
    await until('it is heard on the headset again', async () => (await sound(it)).device === 'id-Headset');
    await openForm(it);
    await form.getByLabel(words.off).uncheck();
    await rings(it, 'off');
    // The choice is the browser's: it stays when the panel is loaded again.
    await agent.reload();
    await agent.isReady();
    await openForm(it);
    assert.equal(await form.getByLabel(words.off).isChecked(), false);
  });

  test(`a call is shown on the desktop while the agent is elsewhere, and its press opens the panel (${lang})`, async (t) => {
    const it = await open(t, lang, { permission: 'granted' });
    const { agent, words, frame } = it;
    await agent.page.locator('.header-search input').click();
    const first = await call(it);
    await until('it is shown', async () => (await shown(it)).some((text) => text.startsWith(words.incoming)));
    await first.remoteHangUp();
    await until('it is closed', async () => (await shown(it)).length === 0);
    await call(it);
    await until('it is shown', async () => (await shown(it)).length === 1);
    await agent.page.locator('.softphone-item').click();
    await until('the panel is minimised', async () => !(await agent.item()).visible);
    await frame.evaluate(() => window.notices[0].onclick());
    await until('it is closed', async () => (await shown(it)).length === 0);
    await until('the panel is open', async () => (await agent.item()).visible);
  });

  test(`a panel inside Salesforce asks for notifications in a tab of its own (${lang})`, async (t) => {
    const it = await open(t, lang, { permission: 'default' });
    const { agent, words, form, context } = it;
    await openForm(it);
    const opened = context.waitForEvent('page');
    await form.getByRole('button', { name: words.inTab }).click();
    const tab = await opened;
    await tab.getByRole('button', { name: words.allow }).click();
    await tab.getByText(words.allowed).waitFor();
    await tab.close();
    assert.equal(await agent.card('ringing').count(), 0);
  });

  test(`the utility item says every state (${lang})`, async (t) => {
    const it = await open(t, lang);
    const { agent, words } = it;
    const item = (label, icon) => until(`${label}, ${icon}`, async () => {
      const { itemLabel, itemIcon } = await agent.item();
      return itemLabel.includes(label) && itemIcon === icon;
    });
    await item(agent.words.ready, 'call');
    const first = await call(it);
    await item(words.incoming, 'incoming_call');
    await agent.press('answer');
    await item(words.talking, 'unmuted');
    await agent.press('hold');
    await item(words.held, 'pause');
    await first.remoteHangUp();
    await agent.card('ended').waitFor();
    const missed = await call(it, '0612345678');
    await agent.card('ringing').waitFor();
    await missed.remoteHangUp();
    await item(words.missed, 'missed_call');
  });
}

test('leaving with a call is asked about, without a call it is not', async (t) => {
  const it = await open(t, 'en');
  const { agent } = it;
  const asked = [];
  agent.page.on('dialog', (dialog) => {
    asked.push(dialog.type());
    return dialog.accept();
  });
  const live = await call(it);
  await agent.press('answer');
  await agent.card('talking').waitFor();
  await agent.page.reload();
  assert.deepEqual(asked, ['beforeunload']);
  await agent.card('talking').waitFor();
  await live.remoteHangUp();
  await agent.card('ended').waitFor();
  await agent.card('ended').click({ position: { x: 5, y: 5 } });
  await agent.page.reload();
  await agent.isReady();
  assert.deepEqual(asked, ['beforeunload']);
});
