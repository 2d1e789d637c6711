// Missed calls that agents share (折り返し): each is taken on by one of them, called back by one key, and settled when the caller is reached.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { violations } from './support/axe.mjs';
import { launch } from './support/chromium.mjs';
import { office, openNothingForStrangers } from './support/desk.mjs';
import { hasFocus, tabTo } from './support/keys.mjs';
import { until } from './support/until.mjs';

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

/** Nobody of the org has these numbers. The simulated PBX lets the first one ring without an answer, and the second one is answered. */
const SILENT = '0399990001';
const ANSWERED = '0399990005';
const SUPPORT_LINE = '0120000000';

const WORDS = {
  en: {
    tab: /^Callbacks/, calls: /^Calls/, count: (count) => `${count} to call back`, none: 'Nobody is to be called back', once: /called once/, twice: /called 2 times/,
    claim: (who) => `Take on: ${who}`, release: (who) => `Give back: ${who}`, putAway: (who) => `No callback needed: ${who}`, callBack: (who) => `Call ${who} back`,
    own: 'You have taken it on', theirs: /has taken it on$/, ringing: /called back: ringing$/, noAnswer: /called back: no answer$/, question: /Is no callback needed\?/, yes: 'No callback needed',
    late: 'Take on did not work: A colleague has taken it on', dialLate: 'Dial did not work: A colleague has taken it on',
  },
  ja: {
    tab: /^折り返し/, calls: /^通話/, count: (count) => `折り返し待ち${count}件`, none: '折り返しが必要な着信はありません', once: /着信1回/, twice: /着信2回/,
    claim: (who) => `${who}: 担当する`, release: (who) => `${who}: 担当をやめる`, putAway: (who) => `${who}: 対応不要`, callBack: (who) => `${who} に折り返し発信`,
    own: 'あなたが対応中', theirs: /が対応中$/, ringing: /が折り返し: 呼び出し中$/, noAnswer: /が折り返し: 応答なし$/, question: /対応不要にしますか？/, yes: '対応不要',
    late: '「担当する」を実行できませんでした: ほかの担当者が対応中です', dialLate: '「発信」を実行できませんでした: ほかの担当者が対応中です',
  },
};

const tab = (agent, name) => agent.panel.getByRole('tab', { name });
const list = (agent) => agent.panel.locator('#callbacks');
const rows = (agent) => list(agent).locator('.dw-item--callback');
const attempts = (agent) => rows(agent).first().locator('li');
const named = (agent, name) => list(agent).getByRole('button', { name, exact: true });
const both = (agents, act) => Promise.all(agents.map(act));

/** Two agents of the queue サポート窓口. Their org opens no page for callers whom it does not know. */
async function twoAgents(t, lang, options = {}) {
  const { agent, pbx, servers, open } = await office(t, browser, { lang, open: true, ...options });
  await openNothingForStrangers(servers);
  await agent.reload();
  await agent.isReady();
  const colleague = await open({ user: 'suzuki', lang, open: true });
  return { agent, colleague, agents: [agent, colleague], pbx, servers, words: WORDS[lang] };
}

/** Somebody calls the queue and gives up. `count` callers are then to be called back. */
async function miss({ agents, pbx, words }, from, count) {
  const call = await pbx.call({ kind: 'queue', queue: 'support', from });
  await both(agents, (agent) => agent.card('ringing').waitFor({ state: 'attached' }));
  await call.remoteHangUp();
  await both(agents, (agent) => tab(agent, words.tab).getByText(words.count(count)).waitFor({ state: 'attached' }));
}

/** Presses a button of the list by keyboard alone. */
async function pressByKey(agent, name) {
  await tabTo(agent, name);
  await agent.page.keyboard.press('Enter');
}

/** Calls back by one key, lets it ring, and gives up. */
async function tryToReach(agent, { words, pbx }, who) {
  await tab(agent, words.tab).click();
  await pressByKey(agent, words.callBack(who));
  await tab(agent, words.calls).click();
  await agent.card('dialling').waitFor();
  await until('it rings outside', async () => (await pbx.calls()).some(({ ringingOutside }) => ringingOutside === SILENT));
}

for (const lang of ['ja', 'en']) {
  test(`a missed call is taken on by one agent, tried twice, and settled when the caller is answered (${lang})`, async (t) => {
    const it = await twoAgents(t, lang);
    const { agent, colleague, agents, pbx, words } = it;
    const who = '03-9999-0001';
    await miss(it, SILENT, 1);
    await both(agents, (one) => tab(one, words.tab).click());
    await both(agents, (one) => rows(one).getByText(words.once).waitFor());
    assert.deepEqual(await violations(await agent.frame()), []);

    await pressByKey(agent, words.claim(who));
    await rows(agent).getByText(words.own).waitFor();
    await rows(colleague).getByText(words.theirs).waitFor();
    await until('the colleague has nothing to do', async () => (await tab(colleague, words.tab).getByText(words.count(1)).count()) === 0);
    assert.equal(await named(colleague, words.claim(who)).count() + await named(colleague, words.putAway(who)).count(), 0);
    assert.equal(await named(colleague, words.callBack(who)).getAttribute('aria-disabled'), 'true');
    assert.deepEqual(await violations(await colleague.frame()), []);

    await tryToReach(agent, it, who);
    await attempts(colleague).getByText(words.ringing).waitFor();
    await agent.press('hangUp');
    await attempts(colleague).getByText(words.noAnswer).waitFor();
    await tryToReach(agent, it, who);
    await agent.press('hangUp');
    await until('both attempts are told', async () => (await attempts(colleague).getByText(words.noAnswer).count()) === 2);
    await rows(colleague).getByText(words.theirs).waitFor();

    // The caller tries again, and reaches the colleague.
    await tab(agent, words.tab).click();
    await pbx.call({ kind: 'inbound', from: SILENT, to: colleague.extension, line: SUPPORT_LINE });
    await tab(colleague, words.calls).click();
    await colleague.press('answer');
    await colleague.card('talking').waitFor();
    await tab(colleague, words.tab).click();
    await both(agents, (one) => list(one).getByText(words.none).waitFor());
    await both(agents, async (one) => assert.equal(await rows(one).count(), 0));
  });

  test(`two agents who take on a caller in the same instant: one has it, the other is told (${lang})`, async (t) => {
    const it = await twoAgents(t, lang, { servers: { hasLine: true } });
    const { agents, servers, words } = it;
    await miss(it, SILENT, 1);
    await both(agents, (one) => tab(one, words.tab).click());
    await both(agents, (one) => named(one, words.claim('03-9999-0001')).waitFor());
    const release = servers.line.hold();
    await both(agents, (one) => named(one, words.claim('03-9999-0001')).click());
    release();
    const winners = await until('one of them has it', async () => {
      const own = await both(agents, async (one) => (await rows(one).getByText(words.own).count()) === 1);
      return own.includes(true) && own;
    });
    assert.equal(winners.filter(Boolean).length, 1);
    const [winner, loser] = winners[0] ? agents : agents.toReversed();
    await list(loser).getByRole('alert').filter({ hasText: words.late }).waitFor();
    await rows(loser).getByText(words.theirs).waitFor();
    assert.equal(await list(winner).getByRole('alert').filter({ hasText: words.late }).count(), 0);
    assert.deepEqual(await violations(await loser.frame()), []);
    // The words go when the list changes.
    await named(winner, words.release('03-9999-0001')).click();
    await named(loser, words.claim('03-9999-0001')).waitFor();
    await list(loser).getByRole('alert').filter({ hasText: words.late }).waitFor({ state: 'detached' });
  });

  test(`two agents who call back in the same instant: the caller is called once (${lang})`, async (t) => {
    const it = await twoAgents(t, lang, { servers: { hasLine: true } });
    const { agents, pbx, servers, words } = it;
    await miss(it, SILENT, 1);
    await both(agents, (one) => tab(one, words.tab).click());
    await both(agents, (one) => named(one, words.callBack('03-9999-0001')).waitFor());
    const release = servers.line.hold();
    await both(agents, (one) => named(one, words.callBack('03-9999-0001')).click());
    release();
    await until('it rings outside', async () => (await pbx.calls()).some(({ ringingOutside }) => ringingOutside === SILENT));
    const told = await until('one of them is told', async () => {
      for (const one of agents) if (await one.panel.getByText(words.dialLate).count()) return one;
      return null;
    });
    const [dialling] = agents.filter((one) => one !== told);
    await tab(dialling, words.calls).click();
    await dialling.card('dialling').waitFor();
    assert.equal((await pbx.calls()).length, 1);
    await rows(told).getByText(words.theirs).waitFor();
  });

  test(`a caller is given back and put away after a question, and calls of the same caller are counted (${lang})`, async (t) => {
    const it = await twoAgents(t, lang);
    const { agent, colleague, agents, words } = it;
    await miss(it, SILENT, 1);
    await miss(it, ANSWERED, 2);
    await miss(it, ANSWERED, 2);
    await both(agents, (one) => tab(one, words.tab).click());
    await rows(agent).filter({ hasText: '03-9999-0005' }).getByText(words.twice).waitFor();
    assert.match(await rows(agent).first().innerText(), /03-9999-0005/, 'the last who called comes first');
    await pressByKey(agent, words.claim('03-9999-0005'));
    await rows(colleague).getByText(words.theirs).waitFor();
    await pressByKey(agent, words.release('03-9999-0005'));
    await named(colleague, words.claim('03-9999-0005')).waitFor();

    await pressByKey(agent, words.putAway('03-9999-0005'));
    await list(agent).getByText(words.question).waitFor();
    await hasFocus(agent, lang === 'ja' ? 'キャンセル' : 'Cancel');
    assert.deepEqual(await violations(await agent.frame()), []);
    await named(agent, words.yes).click();
    await both(agents, (one) => until('it has gone from both lists', async () => (await rows(one).count()) === 1));
    await hasFocus(agent, words.callBack('03-9999-0001'));
  });
}

test('a caller who is reached is on nobody’s list any more', async (t) => {
  const it = await twoAgents(t, 'en');
  const { agent, colleague, agents, words } = it;
  await miss(it, ANSWERED, 1);
  await both(agents, (one) => tab(one, words.tab).click());
  await pressByKey(agent, words.callBack('03-9999-0005'));
  await list(colleague).getByText(words.none).waitFor();
  await tab(agent, words.calls).click();
  await agent.card('talking').getByText('03-9999-0005').first().waitFor();
  await agent.press('hangUp');
});
