// The agent's status at her own desk and as colleagues see it: after-call work, the status that follows a call, missed calls, own statuses, leaving,
// two machines, and the queues at a glance.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { violations } from './support/axe.mjs';
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
    ready: 'Ready', notReady: 'Not ready', work: 'After-call work', lunch: 'Lunch', training: 'Training', signedOff: 'Signed off', talking: 'On a call', ringing: 'Ringing', otherWork: 'Other work',
    field: 'Name or telephone number', more: 'More time', done: 'Done', next: 'Next: Lunch', takeBack: 'Take back', team: /^Team/,
    elsewhere: /^Another browser or machine takes the calls/, takeOver: 'Take over here', queues: 'Queues', waiting: (count) => `${count} waiting`, longest: /^longest 0:0[1-9]$/, free: /^\d of \d free$/,
  },
  ja: {
    ready: '受付可', notReady: '離席中', work: '後作業', lunch: '食事', training: '研修', signedOff: 'ログオフ', talking: '通話中', ringing: '着信中', otherWork: '他業務',
    field: '名前または電話番号', more: 'もう少し', done: '完了', next: '次: 食事', takeBack: '取り消す', team: /^チーム/,
    elsewhere: /^別のブラウザーまたは端末で着信を受けています/, takeOver: 'ここで受ける', queues: 'キュー', waiting: (count) => `待ち呼${count}`, longest: /^最長 0:0[1-9]$/, free: /^受付可\d\/\d人$/,
  },
};

const organisation = (values) => ({ levels: { organisation: values } });
const WORK = { After_Call_Work__c: 'inbound', After_Call_Seconds__c: 30 };

/**
 * An agent of the queue support, and a colleague outside it with the list of whom she could call: `sees(word)` waits until that says so of the agent.
 */
async function watched(t, { lang = 'en', colleagueLang = lang, ...options } = {}) {
  const { agent, pbx, open, servers } = await office(t, browser, { lang, open: true, ...options });
  const colleague = await open({ user: 'ito', lang: colleagueLang, open: true });
  await colleague.panel.getByRole('combobox', { name: WORDS[colleagueLang].field }).pressSequentially(agent.extension);
  const row = colleague.panel.getByRole('option').filter({ hasText: agent.extension });
  await row.waitFor();
  return { agent, colleague, pbx, open, servers, words: WORDS[lang], sees: (word, more) => row.getByText(word).waitFor(more) };
}

const region = (agent, name) => agent.panel.getByRole('region', { name });
const timeLeft = (agent) => agent.panel.locator('.dw-work .dw-time').innerText();
const parts = async (pbx, id) => (await pbx.calls()).find((call) => call.id === id)?.parts ?? [];

async function talkTo(agent, pbx) {
  const call = await pbx.call({ kind: 'inbound', from: '0312345678', to: agent.extension });
  await agent.press('answer');
  await agent.card('talking').waitFor();
  return call;
}

for (const lang of ['ja', 'en']) {
  test(`after-call work begins by itself, gets more time and is done; calls of queues do not ring meanwhile (${lang})`, async (t) => {
    const { agent, pbx, words, sees } = await watched(t, { lang, settings: organisation(WORK) });
    await sees(words.ready);
    const call = await pbx.call({ kind: 'inbound', from: '0312345678', to: agent.extension });
    await sees(words.ringing);
    await agent.press('answer');
    await sees(words.talking);
    await agent.hasStatus(words.talking);
    await call.remoteHangUp();
    await agent.hasStatus(words.work);
    await sees(words.work);
    assert.match(await timeLeft(agent), /^0:[0-3]\d$/);
    await agent.press(words.more);
    await until('there is more time', async () => /^1:[0-3]\d$/.test(await timeLeft(agent)));
    assert.deepEqual(await violations(await agent.frame()), []);

    const queued = await pbx.call({ kind: 'queue', queue: 'support', from: '0311112222' });
    await until('the queue offers the call to others', async () => (await parts(pbx, queued.id)).some(({ extension }) => extension === EXTENSIONS.tanaka));
    assert.equal((await parts(pbx, queued.id)).some(({ extension }) => extension === agent.extension), false);
    const internal = await pbx.call({ kind: 'internal', from: EXTENSIONS.yamamoto, to: agent.extension });
    await agent.card('ringing').waitFor();
    await internal.agentHangUp({ extension: EXTENSIONS.yamamoto });
    await agent.card('ringing').waitFor({ state: 'detached' });
    await queued.remoteHangUp();
    await agent.hasStatus(words.work);
    await agent.press(words.done);
    await agent.hasStatus(words.ready);
    await sees(words.ready);
    assert.equal(await agent.panel.locator('.dw-work').count(), 0);
  });

  test(`the status after a call is chosen in it, taken back, chosen again, and follows the after-call work (${lang})`, async (t) => {
    const { agent, pbx, words, sees } = await watched(t, { lang, settings: organisation(WORK) });
    const call = await talkTo(agent, pbx);
    const next = agent.panel.getByRole('status').getByText(words.next, { exact: true });
    await agent.chooseMode(words.lunch);
    await next.waitFor();
    await agent.hasStatus(words.talking);
    await agent.press(words.takeBack);
    await next.waitFor({ state: 'detached' });
    await agent.chooseMode(words.lunch);
    await next.waitFor();
    assert.deepEqual(await violations(await agent.frame()), []);
    await call.remoteHangUp();
    await agent.hasStatus(words.work);
    await sees(words.work);
    await next.waitFor();
    await agent.press(words.done);
    await agent.hasStatus(words.lunch);
    await sees(words.lunch);
    await next.waitFor({ state: 'detached' });
  });

  test(`a missed call of a queue changes the status, a missed direct call does not (${lang})`, async (t) => {
    const { agent, pbx, words, sees } = await watched(t, { lang, settings: organisation({ After_Missed__c: 'notReady' }) });
    for (const [request, status] of [[{ kind: 'inbound', to: agent.extension }, words.ready], [{ kind: 'queue', queue: 'support' }, words.notReady]]) {
      const call = await pbx.call({ from: '0312345678', ...request });
      await agent.card('ringing').waitFor();
      await sees(words.ringing);
      await call.remoteHangUp();
      await agent.card('ringing').waitFor({ state: 'detached' });
      await agent.hasStatus(status);
      await sees(status);
    }
  });

  test(`two machines take over from each other in turn, and calls come to the last one (${lang})`, async (t) => {
    const { agent: one, pbx, open } = await office(t, browser, { lang, open: true });
    const two = await open({ lang, open: true });
    const words = WORDS[lang];
    await two.panel.getByText(words.elsewhere).waitFor();
    assert.deepEqual(await violations(await two.frame()), []);
    for (const [taker, other] of [[two, one], [one, two], [two, one]]) {
      await taker.press(words.takeOver);
      await taker.panel.getByText(words.elsewhere).waitFor({ state: 'detached' });
      await other.panel.getByText(words.elsewhere).waitFor();
    }
    const call = await pbx.call({ kind: 'inbound', from: '0312345678', to: one.extension });
    await two.pops();
    await one.card('ringing').waitFor();
    assert.deepEqual(await one.navigations(), []);
    await one.chooseMode(words.lunch);
    await two.panel.getByText(words.next, { exact: true }).waitFor();
    await call.remoteHangUp();
    for (const desk of [one, two]) await desk.hasStatus(words.lunch);
  });

  test(`the queues at a glance: waiting calls, the longest wait, who is free (${lang})`, async (t) => {
    const { agent, pbx, open } = await office(t, browser, { user: 'suzuki', lang, open: true });
    const words = WORDS[lang];
    const several = await open({ user: 'sato', lang, open: true });
    const supervisor = await open({ user: 'yamamoto', lang, open: true });
    await supervisor.panel.getByRole('tab', { name: words.team }).click();
    // Agents who are not ready are offered no calls, so that the line stays in sight.
    for (const desk of [agent, several]) {
      await desk.chooseMode(words.notReady);
      await desk.hasStatus(words.notReady);
    }
    const line = region(agent, words.queues);
    await line.getByText(words.waiting(0), { exact: true }).waitFor();
    const first = await pbx.call({ kind: 'queue', queue: 'support', from: '0312345678' });
    await line.getByText(words.waiting(1), { exact: true }).waitFor();
    await line.getByText(words.longest).waitFor();
    await line.getByText(words.free).waitFor();
    const second = await pbx.call({ kind: 'queue', queue: 'support', from: '0311112222' });
    await line.getByText(words.waiting(2), { exact: true }).waitFor();

    // An agent of two queues sees them together, and each at a press.
    const button = region(several, words.queues).getByRole('button');
    await button.getByText(words.waiting(2), { exact: true }).waitFor();
    await button.press('Enter');
    const rows = region(several, words.queues).getByRole('listitem');
    await rows.filter({ hasText: 'support' }).getByText(words.waiting(2), { exact: true }).waitFor();
    await rows.filter({ hasText: 'sales' }).getByText(words.waiting(0), { exact: true }).waitFor();
    assert.deepEqual(await violations(await several.frame()), []);
    await supervisor.panel.getByRole('row', { name: /^support 2 / }).waitFor();

    await first.remoteHangUp();
    await line.getByText(words.waiting(1), { exact: true }).waitFor();
    await second.remoteHangUp();
    await line.getByText(words.waiting(0), { exact: true }).waitFor();
    assert.equal(await line.getByText(words.longest).count(), 0);
  });
}

test('after-call work ends by itself after its time', async (t) => {
  const { agent, pbx, words, sees } = await watched(t, { settings: organisation({ ...WORK, After_Call_Seconds__c: 2 }) });
  const call = await talkTo(agent, pbx);
  await call.remoteHangUp();
  await agent.hasStatus(words.work);
  await sees(words.work);
  await agent.hasStatus(words.ready);
  await sees(words.ready);
});

test('an own status has its words in the language of whoever sees it, and holds over a reload', async (t) => {
  const row = { owner: 'organisation', Code__c: 'training', Label_Ja__c: '研修', Label_En__c: 'Training' };
  const { agent, pbx, sees } = await watched(t, { lang: 'ja', colleagueLang: 'en', settings: { lists: { Denwa_Status__c: [row] } } });
  await agent.chooseMode('研修');
  await agent.hasStatus('研修');
  await sees('Training');
  await agent.reload();
  await agent.hasStatus('研修');
  // A direct call rings all the same, and afterwards she is where she was.
  const call = await talkTo(agent, pbx);
  await sees(WORDS.en.talking);
  await call.remoteHangUp();
  await agent.hasStatus('研修');
  await sees('Training');
});

// The shortest time is a minute: other tests of this group run meanwhile.
describe('leaving', { concurrency: true }, () => {
  for (const lang of ['ja', 'en']) {
    test(`an agent who has left is signed off after the time that the administrator set (${lang})`, async (t) => {
      const { agent, open, words, sees } = await watched(t, { lang, settings: organisation({ Sign_Off_Minutes__c: 1 }) });
      await sees(words.ready);
      await agent.page.close();
      await sees(words.signedOff, { timeout: 80_000 });
      const again = await open({ lang, open: true });
      await again.hasStatus(words.signedOff);
      await again.chooseMode(words.ready);
      await sees(words.ready);
    });
  }
});
