// The lists beside the calls: earlier calls with their filter and calling back, parked calls, messages between two desks, whom one looks up; and
// the missed calls in the utility item's label.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { launch } from './support/chromium.mjs';
import { office } from './support/desk.mjs';
import { tabTo } from './support/keys.mjs';
import { lookAtWidths } from './support/look.mjs';
import { until } from './support/until.mjs';

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

const WORDS = {
  en: {
    history: /^History/, parked: /^Parked/, messages: /^Messages/, calls: /^Calls/, missed: 'Missed', all: 'All', callBack: 'Call 山田 花子 back', find: 'Number or name', write: 'Write a message',
    to: 'To', text: 'Message', send: 'Send', sent: 'Sent to suzuki', from: /^Message from .+: /, putAway: 'Put away', none: 'No messages', long: /at most 500 characters, and this one 501/,
    field: 'Name or telephone number', park: 'Park', pickUp: /^Pick up .* at 71$/, label: 'Ready · 2 missed', notes: 'Notes', dismiss: 'Dismiss',
  },
  ja: {
    history: /^履歴/, parked: /^パーク/, messages: /^メッセージ/, calls: /^通話/, missed: '不在着信', all: 'すべて', callBack: '山田 花子 に折り返し発信', find: '番号・名前で絞り込み', write: 'メッセージを書く',
    to: '宛先', text: 'メッセージ', send: '送信', sent: 'suzuki に送信しました', from: /^.+ からのメッセージ: /, putAway: '片付ける', none: 'メッセージはありません', long: /500文字以内で入力してください（現在501文字）/,
    field: '名前または電話番号', park: 'パーク', pickUp: /^パーク 71 の .* に応答$/, label: '受付可・不在2', notes: 'メモ', dismiss: '閉じる',
  },
};

const tab = (agent, name) => agent.panel.getByRole('tab', { name });
const rows = (agent) => agent.panel.locator('#history li');

/** Somebody calls and gives up. */
async function miss(agent, pbx, from, name) {
  const call = await pbx.call({ kind: 'inbound', from, to: agent.extension });
  await agent.card('ringing').getByText(name).first().waitFor();
  await call.remoteHangUp();
  await agent.card('ringing').first().waitFor({ state: 'detached' });
}

for (const lang of ['en', 'ja']) {
  const words = WORDS[lang];

  test(`missed calls are counted in the utility label, filtered, and called back by keyboard (${lang})`, async (t) => {
    const { agent, pbx } = await office(t, browser, { lang, open: true });
    const answered = await pbx.call({ kind: 'inbound', from: '+13362227000', to: agent.extension });
    await agent.press('answer');
    await agent.card('talking').getByLabel(words.notes).fill('伝票 A-1042\n返品');
    await answered.remoteHangUp();
    await agent.card('ended').waitFor();
    await miss(agent, pbx, '0311112222', '高橋 一郎');
    await miss(agent, pbx, '0312345678', '山田 花子');
    await until('the label counts them', async () => (await agent.item()).itemLabel === words.label);
    await tab(agent, words.history).click();
    await until('nothing is missed any more', async () => !(await agent.item()).itemLabel.includes('2'));
    await until('all three are listed', async () => (await rows(agent).count()) === 3);
    await rows(agent).getByText('伝票 A-1042').waitFor();
    await lookAtWidths(agent, 'history');
    await agent.panel.getByRole('button', { name: words.missed, exact: true }).click();
    await until('two are listed', async () => (await rows(agent).count()) === 2);
    await agent.panel.getByLabel(words.find).fill('1234');
    await until('one is listed', async () => (await rows(agent).count()) === 1);
    const back = agent.panel.getByRole('button', { name: words.callBack });
    await tabTo(agent, await back.getAttribute('aria-label'));
    await agent.page.keyboard.press('Enter');
    await agent.card('dialling').getByText('山田 花子').first().waitFor();
  });

  test(`messages between two desks (${lang})`, async (t) => {
    const { agent, open } = await office(t, browser, { lang, open: true });
    const colleague = await open({ user: 'suzuki', lang, open: true });
    await tab(agent, words.messages).click();
    await agent.panel.getByRole('button', { name: words.write }).click();
    await agent.panel.getByRole('combobox', { name: words.to, exact: true }).pressSequentially('suz');
    await agent.panel.getByRole('option', { name: /suzuki/ }).click();
    const text = agent.panel.getByRole('textbox', { name: words.text, exact: true });
    await text.fill('字'.repeat(501));
    await agent.button(words.send).click();
    await agent.panel.getByText(words.long).waitFor();
    await lookAtWidths(agent, 'message-form');
    await text.fill('折り返しをお願いします 😀');
    await agent.button(words.send).click();
    await agent.panel.getByText(words.sent).waitFor();
    await colleague.panel.getByText(words.from).waitFor();
    await tab(colleague, words.messages).click();
    await colleague.panel.locator('#messages li').getByText('折り返しをお願いします 😀').waitFor();
    await lookAtWidths(colleague, 'messages');
    await colleague.panel.locator('#messages').getByRole('button', { name: words.putAway }).click();
    await colleague.panel.getByText(words.none).waitFor();
  });

  test(`parked calls and whom one looks up, at 320 pixels (${lang})`, async (t) => {
    const { agent, pbx, open } = await office(t, browser, { lang, open: true });
    await pbx.call({ kind: 'inbound', from: '0312345678', to: agent.extension });
    await agent.press('answer');
    await agent.card('talking').getByRole('button', { name: words.park, exact: true }).click();
    const colleague = await open({ user: 'suzuki', lang, open: true });
    await tab(colleague, words.parked).click();
    await lookAtWidths(colleague, 'parked');
    await tab(colleague, words.calls).click();
    await colleague.panel.getByRole('combobox', { name: words.field }).pressSequentially('山');
    await colleague.panel.getByRole('option', { name: /山田 花子/ }).first().waitFor();
    await lookAtWidths(colleague, 'lookup');
    await colleague.page.keyboard.press('Escape');
    await tab(colleague, words.parked).click();
    await colleague.panel.getByRole('button', { name: words.pickUp }).click();
    await colleague.card('talking').getByText('山田 花子').first().waitFor();
  });
}
