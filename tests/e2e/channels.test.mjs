// Components of a page and the panel, by the Lightning message channels: calls are published, and dialling is asked. Omni-Channel: omni.test.mjs.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { violations } from './support/axe.mjs';
import { launch } from './support/chromium.mjs';
import { office } from './support/desk.mjs';
import { until } from './support/until.mjs';

const CALLS = 'Denwa__c';

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
