// Every state in both languages: a screenshot for people to look at, and a check by axe.

import { after, before, test } from 'node:test';
import { launch } from './support/chromium.mjs';
import { office } from './support/desk.mjs';
import { look } from './support/look.mjs';

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

for (const lang of ['ja', 'en']) {
  const open = (t, more = {}) => office(t, browser, { lang, open: true, user: 'sato', ...more });

  test(`idle, menu, keypad, emergency question and refused number (${lang})`, async (t) => {
    const { agent } = await open(t);
    await look(agent, 'idle');
    await agent.panel.getByRole('button', { name: new RegExp(`^${agent.words.ready}`) }).click();
    await agent.panel.getByRole('menuitemradio').first().waitFor();
    await look(agent, 'status-menu');
    await agent.page.keyboard.press('Escape');
    await agent.press(lang === 'ja' ? 'キーパッド' : 'Keypad');
    await look(agent, 'keypad');
    await agent.press(lang === 'ja' ? 'キーパッド' : 'Keypad');
    const field = agent.panel.getByLabel(lang === 'ja' ? '電話番号' : 'Telephone number');
    await field.fill('119');
    await agent.press('dial');
    await agent.press(lang === 'ja' ? 'キャンセル' : 'Cancel');
    await field.fill('119');
    await agent.press('dial');
    await agent.button(lang === 'ja' ? '発信する' : 'Dial now').waitFor();
    await look(agent, 'emergency');
    await agent.press(lang === 'ja' ? 'キャンセル' : 'Cancel');
    await field.fill('hello');
    await agent.press('dial');
    await agent.panel.getByText(lang === 'ja' ? /数字以外の文字があります/ : /There are letters in it/).waitFor();
    await look(agent, 'refused-number');
  });

  test(`ringing with one match, talking, held, ended (${lang})`, async (t) => {
    const { agent, pbx } = await open(t);
    await pbx.call({ kind: 'queue', queue: 'support', line: '0120000000', from: '0312345678', to: agent.extension });
    await agent.card('ringing').getByText('山田 花子').waitFor();
    await agent.pops();
    await look(agent, 'ringing-one');
    await agent.press('answer');
    await agent.card('talking').waitFor();
    await look(agent, 'talking');
    await agent.press('hold');
    await agent.card('held').waitFor();
    await look(agent, 'held');
    const second = await pbx.call({ kind: 'inbound', from: '+13362227000', to: agent.extension });
    await agent.card('ringing').getByText('Jack Rogers').waitFor();
    await look(agent, 'held-and-ringing');
    await second.remoteHangUp();
    await agent.press('hangUp');
    await agent.card('ended').first().getByText(lang === 'ja' ? '活動を保存しました' : 'Call log saved').waitFor();
    await look(agent, 'ended');
  });

  test(`ringing with several matches, none, withheld, internal (${lang})`, async (t) => {
    const { agent, pbx } = await open(t, { user: 'suzuki' });
    const ring = async (request, words, name) => {
      const call = await pbx.call({ kind: 'inbound', to: agent.extension, ...request });
      await agent.card('ringing').getByText(words).first().waitFor();
      await look(agent, name);
      await (request.kind === 'internal' ? call.agentHangUp({ extension: request.from }) : call.remoteHangUp());
      await agent.card('ringing').waitFor({ state: 'detached' });
      await agent.press(lang === 'ja' ? '閉じる' : 'Dismiss');
    };
    await ring({ from: '0311112222' }, '高橋 一郎', 'ringing-several');
    await ring({ from: '0699990000', name: 'コウベ ショウジ' }, lang === 'ja' ? '該当なし' : 'No match', 'ringing-none');
    await ring({ kind: 'withheld' }, lang === 'ja' ? '非通知' : 'Number withheld', 'ringing-withheld');
    await ring({ kind: 'internal', from: '2001' }, lang === 'ja' ? '内線着信' : 'Internal call', 'ringing-internal');
  });

  test(`searching, and a search without an answer (${lang})`, async (t) => {
    const { agent, pbx } = await open(t, { user: 'tanaka', drop: 'searchAndScreenPop' });
    await pbx.call({ kind: 'inbound', from: '0312345678', to: agent.extension });
    await agent.panel.getByText(lang === 'ja' ? '検索しています…' : 'Searching…').waitFor();
    await look(agent, 'searching');
    await agent.panel.getByText(lang === 'ja' ? /Salesforce の応答がありません/ : /Salesforce does not answer/).waitFor();
    await look(agent, 'search-late');
  });

  test(`a log that is tried again, and a log that failed (${lang})`, async (t) => {
    const { agent, pbx } = await open(t, { user: 'yamamoto', error: 'saveLog:INVALID_PARAM' });
    const call = await pbx.call({ kind: 'inbound', from: '0312345678', to: agent.extension });
    await agent.press('answer');
    await agent.card('talking').waitFor();
    await call.remoteHangUp();
    await agent.button(lang === 'ja' ? 'もう一度保存' : 'Save again').waitFor();
    await look(agent, 'log-failed');
  });

  test(`an outgoing call (${lang})`, async (t) => {
    const { agent } = await open(t, { user: 'ito' });
    await agent.panel.getByLabel(lang === 'ja' ? '電話番号' : 'Telephone number').fill('03-9999-0001');
    await agent.press('dial');
    await agent.card('dialling').waitFor();
    await look(agent, 'dialling');
    await agent.press('hangUp');
    await agent.card('ended').waitFor();
  });

  test(`starting, refused by the host, server lost, PBX down, phone unregistered (${lang})`, async (t) => {
    const { agent: failed } = await open(t, { wait: false, query: 'none' });
    await failed.state('failed');
    await look(failed, 'start-failed');
    const { agent: starting } = await open(t, { wait: false, latency: 3000 });
    await starting.state('starting');
    await look(starting, 'starting');
    await starting.isReady();
    const { agent, pbx, servers } = await open(t);
    agent.quiet.expect(/WebSocket connection .* failed/);
    await pbx.phone(agent.extension, false);
    await agent.panel.getByText(lang === 'ja' ? /電話機が交換機に登録されていません/ : /not registered/).waitFor();
    await look(agent, 'phone-gone');
    await pbx.pbx(false);
    await agent.panel.getByText(lang === 'ja' ? /交換機との接続が切れています/ : /telephone system is not connected/).first().waitFor();
    await look(agent, 'pbx-gone');
    await servers.stopEventServer();
    await agent.state('offline');
    await look(agent, 'server-gone');
  });
}
