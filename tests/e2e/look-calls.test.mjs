// Every state of call control, wrap-up and the lists in both languages, at the usual width and at 320 pixels: screenshots, and a check by axe.

import { after, before, test } from 'node:test';
import { launch } from './support/chromium.mjs';
import { office } from './support/desk.mjs';
import { lookAtWidths as look } from './support/look.mjs';
import { until } from './support/until.mjs';

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

const WORDS = {
  en: {
    sendTo: 'Transfer…', target: 'Number to transfer to', consult: 'Hold and consult', merge: 'Merge', conference: 'In a conference', keypad: 'Keypad', tones: 'Tones to send', park: 'Park',
    notes: 'Notes', saved: 'Saved', followUp: 'Add a follow-up', skip: 'Do not log this call', deflect: 'Send elsewhere', history: /^History/, parked: /^Parked/, messages: /^Messages/, calls: /^Calls/,
    field: 'Name or telephone number', doNotCall: /The record says not to call/, write: 'Write a message', message: 'Message', to: 'To', send: 'Send', earlier: 'What happened before', record: 'Record',
    recording: 'Recording', both: 'Keep both', related: 'Log this call on it', relatedTo: 'Related to',
  },
  ja: {
    sendTo: '転送・相談', target: '転送・相談先の番号', consult: '保留して相談', merge: '会議にする', conference: '会議中', keypad: 'キーパッド', tones: '送るトーン', park: 'パーク',
    notes: 'メモ', saved: '保存済み', followUp: 'フォローアップを作る', skip: 'この通話を記録しない', deflect: '別の番号へ回す', history: /^履歴/, parked: /^パーク/, messages: /^メッセージ/, calls: /^通話/,
    field: '名前または電話番号', doNotCall: /「電話しない」と記されています/, write: 'メッセージを書く', message: 'メッセージ', to: '宛先', send: '送信', earlier: 'これまでの対応', record: '録音開始',
    recording: '録音中', both: '両方を残す', related: '関連先にする', relatedTo: '関連先',
  },
};

const press = (card, name) => card.getByRole('button', { name, exact: true }).first().click();

for (const lang of ['ja', 'en']) {
  const words = WORDS[lang];
  const tab = (agent, name) => agent.panel.getByRole('tab', { name }).click();
  const open = (t, more = {}) => office(t, browser, { lang, open: true, ...more });

  /** An agent who talks with 山田 花子, and a colleague. */
  async function talking(t) {
    const it = await open(t);
    const colleague = await it.open({ user: 'suzuki', lang, open: true });
    const call = await it.pbx.call({ kind: 'inbound', from: '0312345678', to: it.agent.extension, line: '0312345000', data: [{ label: '会員番号', value: '4711' }] });
    await it.agent.press('answer');
    const card = it.agent.card('talking');
    await card.getByText('山田 花子').first().waitFor();
    return { ...it, colleague, call, card };
  }

  async function lookUp(agent, phase, opener) {
    const card = agent.card(phase);
    await press(card, opener);
    await card.getByRole('combobox').pressSequentially('t');
    await card.getByRole('option').nth(1).waitFor();
  }

  test(`where a call is sent while it rings (${lang})`, async (t) => {
    const { agent, pbx } = await open(t);
    await pbx.call({ kind: 'inbound', from: '0312345678', to: agent.extension });
    await agent.card('ringing').getByText('山田 花子').first().waitFor();
    await lookUp(agent, 'ringing', words.deflect);
    await look(agent, 'deflect');
  });

  test(`where a call is sent while one talks (${lang})`, async (t) => {
    const { agent } = await talking(t);
    await lookUp(agent, 'talking', words.sendTo);
    await look(agent, 'target');
    await agent.page.keyboard.press('Escape');
    await agent.card('talking').getByRole('combobox').fill('119');
    await agent.page.keyboard.press('Enter');
    await agent.card('talking').getByRole('alertdialog').waitFor();
    await look(agent, 'target-emergency');
  });

  test(`the keypad, a recording, muted (${lang})`, async (t) => {
    const { agent, card } = await talking(t);
    await press(card, words.record);
    await card.getByText(words.recording, { exact: true }).waitFor();
    await press(card, words.keypad);
    await card.getByLabel(words.tones).fill('12#');
    await look(agent, 'tones');
  });

  test(`a consultation, a conference, a second call (${lang})`, async (t) => {
    const { agent, colleague, card, pbx } = await talking(t);
    await press(card, words.sendTo);
    await card.getByRole('combobox').fill(colleague.extension);
    await press(card, words.consult);
    await agent.card('held').waitFor();
    await colleague.card('ringing').getByRole('region', { name: words.earlier }).waitFor();
    await look(agent, 'consult-rings');
    await look(colleague, 'consulted');
    await colleague.press('answer');
    await agent.card('talking').getByRole('button', { name: words.merge }).waitFor();
    await until('it can be merged', async () => (await agent.card('talking').getByRole('button', { name: words.merge }).getAttribute('aria-disabled')) !== 'true');
    await look(agent, 'pair');
    await pbx.call({ kind: 'inbound', from: '0311112222', to: agent.extension });
    await agent.card('ringing').waitFor();
    await look(agent, 'pair-and-ringing');
    await press(agent.card('talking'), words.merge);
    await agent.card('talking').getByText(words.conference, { exact: true }).waitFor();
    await look(agent, 'conference');
  });

  test(`notes, follow-up, related record, no log (${lang})`, async (t) => {
    const { agent, card, call } = await talking(t);
    await card.getByLabel(words.notes).fill('伝票 A-1042 の返品。着払いで送り直し 😀');
    await card.getByText(words.saved, { exact: true }).waitFor();
    const cases = await agent.lightning((lightning) => lightning.list('Case'));
    await agent.lightning((lightning, id) => lightning.open(`/lightning/r/Case/${id}/view`), cases[0].Id);
    await card.getByRole('button', { name: new RegExp(words.related) }).first().waitFor();
    await look(agent, 'wrap-up');
    await card.getByRole('button', { name: new RegExp(words.related) }).first().click();
    await card.getByText(words.relatedTo).first().waitFor();
    await press(card, words.followUp);
    await look(agent, 'follow-up');
    await agent.page.keyboard.press('Escape');
    await call.remoteHangUp();
    await agent.card('ended').waitFor();
    await agent.card('ended').getByRole('button', { name: words.skip }).first().click();
    await look(agent, 'skip-log');
  });

  test(`notes that two panels have changed (${lang})`, async (t) => {
    const { agent, open: openDesk, card } = await talking(t);
    const other = await openDesk({ lang, open: true });
    const notes = (panel) => panel.card('talking').getByLabel(words.notes);
    const conflict = (panel) => panel.card('talking').getByRole('button', { name: words.both });
    await notes(other).fill('別の画面で書いたメモ');
    await card.getByLabel(words.notes).fill('この画面で書いたメモ');
    await notes(other).blur();
    const asked = await until('one panel asks', async () => {
      for (const panel of [agent, other]) if (await conflict(panel).count()) return panel;
      return null;
    });
    await look(asked, 'note-conflict');
  });

  test(`history, parked calls, messages (${lang})`, async (t) => {
    const { agent, colleague, card, pbx } = await talking(t);
    await card.getByLabel(words.notes).fill('伝票 A-1042 の返品。着払いで送り直し、来週の水曜日までに届くように手配');
    await press(card, words.park);
    await agent.card('ended').waitFor();
    await look(agent, 'parked-card');
    for (const from of ['0311112222', '0399990001']) {
      const missed = await pbx.call({ kind: 'inbound', from, to: agent.extension });
      await agent.card('ringing').waitFor();
      await missed.remoteHangUp();
      await agent.card('ringing').waitFor({ state: 'detached' });
    }
    await look(agent, 'missed');
    await tab(agent, words.parked);
    await look(agent, 'parked');
    await tab(agent, words.history);
    await agent.panel.locator('#history li').nth(2).waitFor();
    await look(agent, 'history');
    await tab(agent, words.messages);
    await look(agent, 'messages-none');
    await tab(colleague, words.messages);
    await press(colleague.panel, words.write);
    await colleague.panel.getByRole('combobox', { name: words.to, exact: true }).fill(agent.extension);
    await colleague.panel.getByRole('textbox', { name: words.message, exact: true }).fill('山田様から折り返しの依頼です。夕方までにお願いします');
    await look(colleague, 'message-form');
    await press(colleague.panel, words.send);
    await agent.panel.locator('#messages li').waitFor();
    await look(agent, 'messages');
    await tab(agent, words.calls);
    await look(agent, 'message-news');
  });

  test(`somebody who must not be called (${lang})`, async (t) => {
    const { agent } = await open(t, { user: 'ito' });
    await agent.panel.getByRole('combobox', { name: words.field }).pressSequentially('小林');
    await agent.panel.getByRole('option', { name: /小林 誠/ }).first().waitFor();
    await look(agent, 'lookup');
    await agent.panel.getByRole('option', { name: /小林 誠/ }).first().click();
    await agent.panel.getByText(words.doNotCall).waitFor();
    await look(agent, 'do-not-call');
  });
}
