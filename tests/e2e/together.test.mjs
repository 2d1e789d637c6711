// Calls of several people: transfers, consultations, conferences and parking, by keyboard alone, in both languages.

import { after, before, test } from 'node:test';
import { launch } from './support/chromium.mjs';
import { office } from './support/desk.mjs';
import { enter, hasFocus, tabTo, walkTo } from './support/keys.mjs';
import { until } from './support/until.mjs';

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

const WORDS = {
  en: {
    number: 'Name or telephone number', controls: 'Call controls', sendTo: 'Transfer…', target: 'Number to transfer to', now: 'Transfer now', consult: 'Hold and consult',
    held: 'On hold', transfer: 'Transfer', merge: 'Merge', back: 'Back to the caller', park: 'Park', pickUp: 'Pick up', remove: 'Remove', mute: 'Mute', unmute: 'Unmute',
    muted: 'Muted', keypad: 'Keypad', tones: 'Tones to send', sent: 'Sent: 12#', transferred: /has answered/, waits: /Waits in parking place/, conference: 'In a conference',
    oneself: /This is your own number/, saved: 'Call log saved', unknown: /knows no such number/,
  },
  ja: {
    number: '名前または電話番号', controls: '通話の操作', sendTo: '転送・相談', target: '転送・相談先の番号', now: 'そのまま転送', consult: '保留して相談',
    held: '保留中', transfer: '転送', merge: '会議にする', back: '相談をやめて戻る', park: 'パーク', pickUp: 'パークに応答', remove: '会議から外す', mute: 'ミュート', unmute: 'ミュート解除',
    muted: 'ミュート中', keypad: 'キーパッド', tones: '送るトーン', sent: '送信しました: 12#', transferred: /に転送しました/, waits: /で待っています/, conference: '会議中',
    oneself: /自分の番号です/, saved: '活動を保存しました', unknown: /この番号は交換機にありません/,
  },
};

const type = (agent, text) => agent.page.keyboard.type(text);
const key = (agent, name) => agent.page.keyboard.press(name);

/** A caller whom the agent has answered by keyboard, and a colleague at her own desk. */
async function talking(t, lang, from = '0312345678') {
  const { agent, pbx, open, servers } = await office(t, browser, { lang, open: true });
  const colleague = await open({ user: 'suzuki', lang, open: true });
  const words = WORDS[lang];
  await enter(agent, words.number);
  const call = await pbx.call({ kind: 'inbound', from, to: agent.extension });
  await agent.card('ringing').waitFor();
  await tabTo(agent, agent.words.answer);
  await key(agent, 'Enter');
  await agent.card('talking').waitFor();
  return { agent, colleague, pbx, call, words, servers };
}

/** Opens the field for a number by keyboard, and types it. */
async function typeTarget(agent, words, number) {
  await walkTo(agent, words.controls, words.sendTo);
  await key(agent, 'Enter');
  await hasFocus(agent, words.target);
  await type(agent, number);
}

/** Consults the colleague, who answers. */
async function consult(agent, colleague, words) {
  await typeTarget(agent, words, colleague.extension);
  await tabTo(agent, words.consult);
  await key(agent, 'Enter');
  await agent.card('held').waitFor();
  await colleague.press('answer');
  await colleague.card('talking').waitFor();
  await agent.card('talking').waitFor();
}

for (const lang of ['en', 'ja']) {
  test(`a blind transfer says that the colleague has answered (${lang})`, async (t) => {
    const { agent, colleague, words } = await talking(t, lang);
    await typeTarget(agent, words, agent.extension);
    await key(agent, 'Enter');
    await agent.card('talking').getByText(words.oneself).waitFor();
    await tabTo(agent, words.target);
    await key(agent, 'Control+A');
    await type(agent, '2099');
    await key(agent, 'Enter');
    await agent.card('talking').getByText(words.unknown).waitFor();
    await tabTo(agent, words.target);
    await key(agent, 'Control+A');
    await type(agent, colleague.extension);
    await key(agent, 'Enter');
    await agent.card('ended').waitFor();
    await colleague.press('answer');
    await agent.card('ended').getByText(words.transferred).waitFor();
    await colleague.card('talking').getByText('山田 花子').waitFor();
  });

  test(`a consultation is given up, made again, and transferred (${lang})`, async (t) => {
    const { agent, colleague, words } = await talking(t, lang);
    await consult(agent, colleague, words);
    await walkTo(agent, words.held, words.back);
    await key(agent, 'Enter');
    await agent.card('talking').getByText('山田 花子').first().waitFor();
    await agent.card('held').waitFor({ state: 'detached' });
    await consult(agent, colleague, words);
    await walkTo(agent, words.held, words.transfer);
    await key(agent, ' ');
    await until('both calls are over', async () => (await agent.card('talking').count()) + (await agent.card('held').count()) === 0);
    await colleague.card('talking').getByText('山田 花子').waitFor();
  });

  test(`a consultation becomes a conference, and a party is taken out (${lang})`, async (t) => {
    const { agent, colleague, words } = await talking(t, lang);
    await consult(agent, colleague, words);
    await walkTo(agent, words.held, words.merge);
    await key(agent, 'Enter');
    await agent.card('talking').getByText(words.conference, { exact: true }).waitFor();
    const remove = agent.panel.getByRole('button', { name: new RegExp(`2002.*${words.remove}$`) });
    await remove.waitFor();
    await tabTo(agent, await remove.getAttribute('aria-label'));
    await key(agent, 'Enter');
    await remove.waitFor({ state: 'detached' });
    await colleague.card('ended').first().waitFor();
    await agent.card('talking').getByText('山田 花子').waitFor();
  });

  test(`a parked call says where it waits, and is picked up (${lang})`, async (t) => {
    const { agent, words } = await talking(t, lang);
    await walkTo(agent, words.controls, words.park);
    await key(agent, 'Enter');
    await agent.card('ended').getByText(words.waits).waitFor();
    await tabTo(agent, words.pickUp);
    await key(agent, 'Enter');
    await agent.card('talking').getByText('山田 花子').waitFor();
  });

  test(`mute and tones (${lang})`, async (t) => {
    const { agent, words } = await talking(t, lang);
    await walkTo(agent, words.controls, words.mute);
    await key(agent, 'Enter');
    await agent.card('talking').getByText(words.muted, { exact: true }).waitFor();
    await hasFocus(agent, words.unmute);
    await key(agent, 'Enter');
    await agent.card('talking').getByText(words.muted, { exact: true }).waitFor({ state: 'detached' });
    await walkTo(agent, words.controls, words.keypad);
    await key(agent, 'Enter');
    await hasFocus(agent, words.tones);
    await type(agent, '12#');
    await agent.card('talking').getByText(words.sent).waitFor();
    await key(agent, 'Escape');
    await hasFocus(agent, words.keypad);
  });
}
