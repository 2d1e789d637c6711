// The panel and Omni-Channel, kept in step by the package's component: in both directions with each of the three who may lead, and without it.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { violations } from './support/axe.mjs';
import { launch } from './support/chromium.mjs';
import { office } from './support/desk.mjs';
import { until } from './support/until.mjs';

const WORDS = {
  en: {
    ready: 'Ready', notReady: 'Not ready', lunch: 'Lunch', signedOff: 'Signed off', otherWork: 'Other work', item: 'Omni-Channel', presence: 'Presence status',
    inStep: 'The telephone and Omni-Channel are in step.', apart: /^Omni-Channel has another status than the telephone\./, panelApart: /^The telephone has another status than Omni-Channel\./,
  },
  ja: {
    ready: '受付可', notReady: '離席中', lunch: '食事', signedOff: 'ログオフ', otherWork: '他業務', item: 'オムニチャネル', presence: 'プレゼンス状況',
    inStep: '電話とオムニチャネルの状況は連動しています。', apart: /^オムニチャネルの状況が電話の状態と異なります。/, panelApart: /^電話の状態がオムニチャネルの状況と異なります。/,
  },
};

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

/** A desk with the component, its utility open. `leads` says who leads. */
async function component(t, leads, lang = 'en') {
  const it = await office(t, browser, { open: true, omni: leads, lang });
  await it.agent.page.locator('.tool-item', { hasText: WORDS[lang].item }).click();
  return { ...it, words: WORDS[lang] };
}

const presence = (agent, wanted) => until(`Omni-Channel is ${wanted}`, async () => (await agent.lightning((lightning) => lightning.presence)) === wanted);
const setPresence = (agent, name) => agent.lightning((lightning, wanted) => lightning.setPresence(wanted), name);
const says = (agent, words) => agent.page.getByRole('status').getByText(words).waitFor();
const modes = (agent) => agent.lightning((lightning) => lightning.published.filter(({ message }) => message.type === 'status').map(({ message }) => message.mode));
/** What components asked of the panel's status. */
const asked = (agent) => agent.lightning((lightning) => lightning.messages
  .filter(({ direction, message }) => direction === 'out' && JSON.stringify(message).includes('"setStatus"')).length);

for (const lang of ['ja', 'en']) {
  test(`where the telephone leads, Omni-Channel follows, and not the other way (${lang})`, async (t) => {
    const { agent, words } = await component(t, 'telephone', lang);
    await presence(agent, 'Available');
    await says(agent, words.inStep);
    for (const [mode, wanted] of [[words.notReady, 'Busy'], [words.lunch, 'Lunch'], [words.signedOff, null], [words.ready, 'Available']]) {
      await agent.chooseMode(mode);
      await agent.hasStatus(mode);
      await presence(agent, wanted);
    }
    await setPresence(agent, 'Lunch');
    await says(agent, words.apart);
    await agent.hasStatus(words.ready);
    assert.deepEqual(await violations(agent.page), []);
    await agent.chooseMode(words.notReady);
    await presence(agent, 'Busy');
    await says(agent, words.inStep);
    assert.equal(await asked(agent), 0);
  });

  test(`where Omni-Channel leads, the panel follows, and not the other way (${lang})`, async (t) => {
    const { agent, words } = await component(t, 'omni', lang);
    // Nobody has signed in to Omni-Channel.
    await agent.hasStatus(words.signedOff);
    await agent.page.getByLabel(words.presence).selectOption('Available');
    await agent.hasStatus(words.ready);
    await says(agent, words.inStep);
    await setPresence(agent, 'Lunch');
    await agent.hasStatus(words.lunch);
    await agent.chooseMode(words.ready);
    await says(agent, words.panelApart);
    await presence(agent, 'Lunch');
    assert.deepEqual(await violations(agent.page), []);
    await setPresence(agent, 'Busy');
    await agent.hasStatus(words.notReady);
    await says(agent, words.inStep);
    await setPresence(agent, null);
    await agent.hasStatus(words.signedOff);
  });
}

test('where both lead, each follows the other once', async (t) => {
  const { agent, words } = await component(t, 'both');
  await presence(agent, 'Available');
  await setPresence(agent, 'Busy');
  await agent.hasStatus(words.notReady);
  await agent.chooseMode(words.ready);
  await presence(agent, 'Available');
  await says(agent, words.inStep);
  assert.equal(await asked(agent), 1);
  assert.deepEqual((await modes(agent)).slice(-2), ['notReady', 'ready']);
});

for (const leads of ['telephone', 'omni', 'both']) {
  test(`a call has a presence status of its own, whoever leads, and work of Omni-Channel shows in the panel (${leads})`, async (t) => {
    const { agent, pbx, words } = await component(t, leads);
    if (leads === 'omni') await setPresence(agent, 'Available');
    await agent.hasStatus(words.ready);
    await presence(agent, 'Available');
    const call = await pbx.call({ kind: 'inbound', from: '0312345678', to: agent.extension });
    await presence(agent, 'On_Call');
    await agent.press('answer');
    await agent.card('talking').waitFor();
    await call.remoteHangUp();
    await presence(agent, 'Available');
    await agent.hasStatus(words.ready);
    await agent.lightning((lightning) => lightning.setWorkload(1));
    await agent.hasStatus(words.otherWork);
    await agent.lightning((lightning) => lightning.setWorkload(0));
    await agent.hasStatus(words.ready);
  });
}

test('a status that Omni-Channel takes during a call is the panel’s after it, and is not taken back', async (t) => {
  const { agent, pbx, words } = await component(t, 'both');
  await presence(agent, 'Available');
  const call = await pbx.call({ kind: 'inbound', from: '0312345678', to: agent.extension });
  await agent.press('answer');
  await presence(agent, 'On_Call');
  await setPresence(agent, 'Lunch');
  await agent.panel.getByText('Next: Lunch').waitFor();
  await call.remoteHangUp();
  await agent.hasStatus(words.lunch);
  await presence(agent, 'Lunch');
});

test('without Omni-Channel nothing is missing: the status changes, and nobody is told', async (t) => {
  const { agent, pbx } = await office(t, browser, { open: true, messageChannels: 'off' });
  const words = WORDS.en;
  for (const mode of [words.notReady, words.lunch, words.signedOff, words.ready]) {
    await agent.chooseMode(mode);
    await agent.hasStatus(mode);
  }
  const before = await agent.tasks();
  await pbx.call({ kind: 'inbound', from: '0312345678', to: agent.extension });
  await agent.press('answer');
  await agent.press('hangUp');
  await agent.newTask(before);
  assert.equal(await agent.lightning((lightning) => lightning.presence), null);
  assert.deepEqual(await agent.lightning((lightning) => lightning.published), []);
});
