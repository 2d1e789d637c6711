// Components of a page and the panel, by the Lightning message channels: calls are published, dialling is asked, and Omni-Channel is kept in step.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { violations } from './support/axe.mjs';
import { launch } from './support/chromium.mjs';
import { office } from './support/desk.mjs';
import { until } from './support/until.mjs';

const CALLS = 'Denwa__c';
const STATUS = 'DenwaStatus__c';

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

const published = async (agent, channel, type) => {
  const all = await agent.lightning((lightning) => lightning.published);
  return all.filter((one) => one.channel === channel && one.message.type === type).map(({ message }) => message);
};
const send = (agent, channel, message) => agent.lightning((lightning, [to, what]) => lightning.publish(to, what), [channel, message]);
const item = (agent, name) => agent.page.locator('.tool-item', { hasText: name });

test('a component sees a call from ring to log', async (t) => {
  const { agent, pbx } = await office(t, browser, { open: true });
  await item(agent, 'Components').click();
  await pbx.call({ kind: 'inbound', from: '0312345678', to: agent.extension, line: '0312345000' });
  const row = agent.page.locator('#channel-calls li');
  await agent.page.locator('#channel-calls [data-state=ringing]').waitFor();
  await agent.press('answer');
  await agent.page.locator('#channel-calls [data-state=talking]').waitFor();
  await agent.press('hangUp');
  await agent.page.locator('#channel-calls [data-state=ended]').waitFor();
  const last = await until('the log is published', async () => (await published(agent, CALLS, 'call')).findLast(({ logId }) => logId));
  assert.equal(last.logId, (await agent.tasks()).at(-1).Id);
  assert.match(last.recordId, /^003/);
  assert.deepEqual([last.number, last.line, last.direction, last.primary, last.cause], ['0312345678', '0312345000', 'inbound', true, 'normal']);
  assert.equal(await row.count(), 1);
  assert.deepEqual(await violations(agent.page), []);
});

test('a component dials for the record in front, and reads why a number is refused', async (t) => {
  const { agent } = await office(t, browser, { open: true });
  const contact = (await agent.lightning((lightning) => lightning.list('Contact'))).find(({ Phone }) => Phone);
  await agent.lightning((lightning, id) => lightning.open(`/lightning/r/Contact/${id}/view`), contact.Id);
  await item(agent, 'Components').click();
  await agent.page.getByLabel('Number', { exact: true }).fill(contact.Phone);
  await agent.page.getByRole('button', { name: 'Dial by the channel' }).click();
  await agent.panel.locator('[data-phase=prompting], [data-phase=dialling]').waitFor();
  const news = await until('the call is published', async () => (await published(agent, CALLS, 'call')).find(({ recordId }) => recordId));
  assert.deepEqual([news.recordId, news.direction], [contact.Id, 'outbound']);

  await send(agent, CALLS, { type: 'dial', id: 'a', number: 'nobody' });
  await send(agent, CALLS, { type: 'dial', id: 'b', number: '0312345678', recordId: '../../x' });
  await send(agent, CALLS, { type: 'dial', number: 7 });
  await send(agent, CALLS, null);
  await send(agent, CALLS, { type: 'tomorrow' });
  const refused = await until('four refusals', async () => {
    const all = await published(agent, CALLS, 'refused');
    return all.length === 4 && all;
  });
  assert.deepEqual(refused.map(({ id = null, reason }) => [id, reason]), [['a', 'notANumber'], ['b', 'unreadable'], [null, 'unreadable'], [null, 'unreadable']]);
});

test('a component never dials an emergency number by itself', async (t) => {
  const { agent } = await office(t, browser, { open: true });
  await send(agent, CALLS, { type: 'dial', number: '119' });
  await agent.panel.getByText(/119/).first().waitFor();
  assert.equal(await agent.card().count(), 0);
});

test('in an org without the channels nothing else is missing', async (t) => {
  const { agent, pbx } = await office(t, browser, { open: true, messageChannels: 'off' });
  const before = await agent.tasks();
  await pbx.call({ kind: 'inbound', from: '0312345678', to: agent.extension, line: '0312345000' });
  await agent.press('answer');
  await agent.press('hangUp');
  await agent.newTask(before);
  assert.deepEqual(await agent.lightning((lightning) => lightning.published), []);
});

const presence = (agent, wanted) => until(`Omni-Channel is ${wanted}`, async () => (await agent.lightning((lightning) => lightning.presence)) === wanted);
const status = (agent, words) => agent.panel.getByRole('button', { name: words }).waitFor();
const setPresence = (agent, name) => agent.lightning((lightning, wanted) => lightning.setPresence(wanted), name);

async function choose(agent, from, to) {
  await agent.panel.getByRole('button', { name: from }).click();
  await agent.panel.getByRole('menuitemradio', { name: to, exact: true }).click();
}

test('Omni-Channel follows the panel, and not the other way, where the telephone leads', async (t) => {
  const { agent } = await office(t, browser, { open: true, omni: 'telephone' });
  await presence(agent, 'Available');
  await choose(agent, /^Ready/, 'Not ready');
  await presence(agent, 'Busy');
  await setPresence(agent, 'Lunch');
  await until('the component says so', async () => /another status/.test(await agent.lightning((lightning) => lightning.omniWords)));
  await status(agent, /^Not ready/);
  await choose(agent, /^Not ready/, 'Ready');
  await presence(agent, 'Available');
});

test('the panel follows Omni-Channel where that leads', async (t) => {
  const { agent } = await office(t, browser, { open: true, omni: 'omni', lang: 'ja' });
  // Nobody has signed in to Omni-Channel.
  await status(agent, /^ログオフ/);
  await item(agent, 'オムニチャネル').click();
  await agent.page.getByLabel('プレゼンス状況').selectOption('Available');
  await status(agent, /^受付可/);
  await agent.page.getByRole('status').getByText('電話とオムニチャネルの状況は連動しています。').waitFor();
  assert.deepEqual(await violations(agent.page), []);
});

test('where both lead, each follows the other once', async (t) => {
  const { agent } = await office(t, browser, { open: true, omni: 'both' });
  await presence(agent, 'Available');
  await setPresence(agent, 'Busy');
  await status(agent, /^Not ready/);
  await choose(agent, /^Not ready/, 'Ready');
  await presence(agent, 'Available');
  const asked = await agent.lightning((lightning) => lightning.messages.filter(({ direction, message }) => direction === 'out' && message.response?.type === 'setStatus').length);
  assert.ok(asked <= 1, `${asked} requests`);
  assert.deepEqual((await published(agent, STATUS, 'status')).map(({ mode }) => mode).slice(-2), ['notReady', 'ready']);
});
