// Call control at the simulated PBX, from the panel: a ringing call sent elsewhere, recording, blind transfers that nobody takes, and what is
// left of the table of commands (docs/asterisk.en.md). Transfers with a colleague, conferences and parking are in together.test.mjs.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { launch } from './support/chromium.mjs';
import { EXTENSIONS, office } from './support/desk.mjs';
import { until } from './support/until.mjs';

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

const WORDS = {
  en: {
    deflect: 'Send elsewhere', sendTo: 'Transfer…', deflected: 'Sent elsewhere', now: 'Transfer now', cameBack: /2002.* did not answer: the call came back/,
    lost: /2002.* did not answer, and the caller is gone/, record: 'Record', stop: 'Stop recording', pause: 'Pause recording', resume: 'Resume recording', recording: 'Recording',
    paused: 'Recording paused', field: /^Number to (transfer to|send the call to)$/,
  },
  ja: {
    deflect: '別の番号へ回す', sendTo: '転送・相談', deflected: '別の番号へ回した', now: 'そのまま転送', cameBack: /2002.* が応答しなかったため、戻りました/,
    lost: /2002.* の応答がなく切れました/, record: '録音開始', stop: '録音停止', pause: '録音を中断', resume: '録音を再開', recording: '録音中', paused: '録音中断中',
    field: /^(転送・相談先|回す先)の番号$/,
  },
};

/** An agent who talks with 山田 花子. */
async function talking(t, lang = 'en') {
  const it = await office(t, browser, { lang, open: true });
  const call = await it.pbx.call({ kind: 'inbound', from: '0312345678', to: it.agent.extension });
  await it.agent.press('answer');
  await it.agent.card('talking').waitFor();
  return { ...it, call, words: WORDS[lang] };
}

const press = (card, name) => card.getByRole('button', { name, exact: true }).click();

/** Types where the call goes. The list of suggestions is open then, and covers no button. */
async function typeTarget(agent, phase, words, number) {
  await press(agent.card(phase), phase === 'ringing' ? words.deflect : words.sendTo);
  await agent.card(phase).getByRole('combobox', { name: words.field }).pressSequentially(number);
  await agent.card(phase).getByRole('option').first().waitFor();
}

/** The agents' parts in a call, as the PBX has them. */
const parts = async (pbx, id) => (await pbx.calls()).find((call) => call.id === id)?.parts ?? [];

for (const lang of ['en', 'ja']) {
  test(`a ringing call is sent elsewhere (${lang})`, async (t) => {
    const { agent, pbx, open } = await office(t, browser, { lang, open: true });
    const colleague = await open({ user: 'suzuki', lang, open: true });
    const words = WORDS[lang];
    await pbx.call({ kind: 'inbound', from: '0312345678', to: agent.extension });
    await agent.card('ringing').getByText('山田 花子').first().waitFor();
    await typeTarget(agent, 'ringing', words, colleague.extension);
    await agent.card('ringing').getByRole('group', { name: words.field }).getByRole('button', { name: words.deflect, exact: true }).click();
    await agent.card('ended').getByText(words.deflected).first().waitFor();
    await colleague.card('ringing').getByText('山田 花子').first().waitFor();
    await colleague.press('answer');
    await colleague.card('talking').waitFor();
  });

  test(`a recording is started, paused, resumed and stopped (${lang})`, async (t) => {
    const { agent, words } = await talking(t, lang);
    const card = agent.card('talking');
    const mark = (word) => card.getByText(word, { exact: true });
    assert.equal(await card.getByRole('button', { name: words.pause }).getAttribute('aria-disabled'), 'true');
    await press(card, words.record);
    await mark(words.recording).waitFor();
    await press(card, words.pause);
    await mark(words.paused).waitFor();
    await press(card, words.resume);
    await mark(words.recording).waitFor();
    await press(card, words.stop);
    await mark(words.recording).waitFor({ state: 'detached' });
    await card.getByRole('button', { name: words.record, exact: true }).waitFor();
  });

  test(`a blind transfer that the colleague declines comes back to the agent, in words (${lang})`, async (t) => {
    const { agent, call, words } = await talking(t, lang);
    await typeTarget(agent, 'talking', words, EXTENSIONS.suzuki);
    await press(agent.card('talking'), words.now);
    await agent.card('ended').first().waitFor();
    await call.reject({ extension: EXTENSIONS.suzuki });
    await agent.card('ringing').getByText(words.cameBack).waitFor();
    await agent.card('ended').getByText(words.cameBack).waitFor();
    await agent.card('ringing').getByText('山田 花子').first().waitFor();
    await agent.press('answer');
    await agent.card('talking').getByText('山田 花子').first().waitFor();
  });

  test(`a caller who gives up while a blind transfer rings is told as lost (${lang})`, async (t) => {
    const { agent, call, words } = await talking(t, lang);
    await typeTarget(agent, 'talking', words, EXTENSIONS.suzuki);
    await press(agent.card('talking'), words.now);
    await agent.card('ended').first().waitFor();
    await call.remoteHangUp();
    await agent.card('ended').getByText(words.lost).waitFor();
    assert.equal(await agent.card('ringing').count(), 0);
  });
}

test('a call is answered, held, retrieved and hung up, as the PBX has it', async (t) => {
  const { agent, pbx, call } = await talking(t);
  const state = (wanted) => until(`the agent's part is ${wanted}`, async () => (await parts(pbx, call.id)).some((part) => part.call.state === wanted));
  await state('connected');
  await agent.press('hold');
  await state('held');
  await agent.press('retrieve');
  await state('connected');
  await agent.press('hangUp');
  await until('the call is over', async () => !(await pbx.calls()).some(({ id }) => id === call.id));
});

test('two calls are alternated', async (t) => {
  const { agent, pbx, call } = await talking(t);
  const second = await pbx.call({ kind: 'inbound', from: '0311112222', to: agent.extension });
  await press(agent.card('ringing'), 'Answer');
  await agent.card('held').getByText('山田 花子').first().waitFor();
  const state = async (id) => (await parts(pbx, id)).find(({ extension }) => extension === agent.extension)?.call.state;
  await press(agent.card('held'), 'Switch');
  await agent.card('talking').getByText('山田 花子').first().waitFor();
  await until('the PBX has switched', async () => (await state(call.id)) === 'connected' && (await state(second.id)) === 'held');
});

test('a declined call rings no more, and a dialled one rings outside', async (t) => {
  const { agent, pbx } = await office(t, browser, { open: true });
  const call = await pbx.call({ kind: 'inbound', from: '0312345678', to: agent.extension });
  await agent.press('decline');
  await agent.card('ended').first().waitFor();
  await until('the call is over', async () => !(await pbx.calls()).some(({ id }) => id === call.id));
  await agent.panel.getByRole('combobox', { name: 'Name or telephone number' }).fill('0399990001');
  await agent.press('dial');
  await agent.card('dialling').waitFor();
  const outside = await until('it rings outside', async () => (await pbx.calls()).find(({ ringingOutside }) => ringingOutside === '0399990001'));
  assert.equal(outside.parts[0].extension, agent.extension);
});

test('what an IVR asked is on the card, and the record that it found pops', async (t) => {
  const { agent, pbx } = await office(t, browser, { open: true });
  const [{ Id: recordId, Name: name }] = await agent.lightning((lightning) => lightning.list('Contact'));
  await pbx.call({ kind: 'inbound', from: '0399990099', to: agent.extension, data: [{ label: '会員番号', value: '4711' }], record: { recordId, name } });
  await agent.card('ringing').getByText('4711').first().waitFor();
  await agent.card('ringing').getByText(name).first().waitFor();
  assert.match(JSON.stringify(await agent.pops()), new RegExp(recordId));
});

test('the agent takes a break, and queues offer her no calls', async (t) => {
  const { agent, pbx } = await office(t, browser, { open: true });
  await agent.chooseMode('Break');
  await agent.hasStatus('Break');
  const queued = await pbx.call({ kind: 'queue', queue: 'support', from: '0312345678' });
  await until('the queue offers the call to others', async () => (await parts(pbx, queued.id)).some(({ extension }) => extension === EXTENSIONS.suzuki));
  assert.equal((await parts(pbx, queued.id)).some(({ extension }) => extension === agent.extension), false);
  await agent.chooseMode('Ready');
  await until('it rings at her desk too', async () => (await agent.card('ringing').count()) === 1);
});
