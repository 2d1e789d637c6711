// No, one and several matches, and numbers that are not searched for.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { launch } from './support/chromium.mjs';
import { office, setSoftphoneLayout, softphoneLayout } from './support/desk.mjs';
import { until } from './support/until.mjs';

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

test('several matches are listed, and only the match chosen by keyboard opens', async (t) => {
  const { agent, pbx } = await office(t, browser, { user: 'suzuki' });
  await pbx.call({ kind: 'inbound', from: '0311112222', to: agent.extension });
  const matches = agent.card('ringing').locator('[data-match]');
  await until('three people are listed', async () => (await matches.count()) === 3);
  await agent.card('ringing').getByText('3 matches').waitFor();
  assert.deepEqual(await agent.navigations(), []);
  await matches.first().focus();
  await agent.page.keyboard.press('ArrowDown');
  await agent.page.keyboard.press('Enter');
  const chosen = await matches.nth(1).innerText();
  const [pop] = await agent.pops();
  const record = await agent.lightning((lightning, id) => lightning.record(id), JSON.stringify(pop).match(/00[3Q]\w{15}/)[0]);
  assert.ok(chosen.includes(record.Name), `${chosen}: ${JSON.stringify(record)}`);
});

test('a case, which has no name, is called by its number and subject in the card, the bar and the log', async (t) => {
  const { agent, pbx, servers } = await office(t, browser, { user: 'suzuki' });
  const layout = await softphoneLayout(servers);
  const fields = ['CaseNumber', 'Subject', 'Status', 'SuppliedPhone'].map((apiName) => ({ displayName: apiName, apiName }));
  layout.Inbound.objects = { Case: fields };
  await setSoftphoneLayout(servers, layout);
  const before = await agent.tasks();
  const call = await pbx.call({ kind: 'inbound', from: '+13362227000', to: agent.extension });
  const name = '00001044 Loom shuttle arrived damaged';
  await agent.card('ringing').getByText(name, { exact: true }).waitFor();
  await until('the bar names it', async () => (await agent.item()).itemLabel.includes(name));
  await agent.press('answer');
  await agent.card('talking').waitFor();
  await call.remoteHangUp();
  const task = await agent.newTask(before);
  assert.ok(task.Subject.includes(name), task.Subject);
  assert.match(task.WhatId, /^500/);
});

test('answer and decline do not move when matches arrive', async (t) => {
  const { agent, pbx } = await office(t, browser, { user: 'suzuki', late: 'searchAndScreenPop:400', open: true });
  await pbx.call({ kind: 'inbound', from: '0311112222', to: agent.extension });
  await agent.button('answer').waitFor();
  const before = [await agent.button('answer').boundingBox(), await agent.button('decline').boundingBox()];
  await agent.card('ringing').getByText('3 matches').waitFor();
  const then = [await agent.button('answer').boundingBox(), await agent.button('decline').boundingBox()];
  assert.deepEqual(then, before);
});

test('with no match the layout’s new record opens after the answer, never before', async (t) => {
  const { agent, pbx } = await office(t, browser, { user: 'suzuki' });
  await pbx.call({ kind: 'inbound', from: '0699990000', to: agent.extension });
  await agent.card('ringing').getByText('No match').waitFor();
  assert.equal(await agent.button('Create a record').count(), 0);
  assert.deepEqual(await agent.navigations(), []);
  await agent.press('answer');
  const [pop, ...more] = await agent.pops();
  assert.deepEqual([pop.kind, pop.object, more], ['new', 'Contact', []]);
  assert.match(JSON.stringify(pop), /0699990000|06-9999-0000/);
  await agent.card('talking').waitFor({ state: 'attached' });
});

test('with no match and no rule a new record is offered after the answer, never before', async (t) => {
  const { agent, pbx, servers } = await office(t, browser, { user: 'suzuki' });
  const layout = await softphoneLayout(servers);
  layout.Inbound.screenPopSettings.NoMatch = { screenPopType: 'DoNotPop' };
  await setSoftphoneLayout(servers, layout);
  await pbx.call({ kind: 'inbound', from: '0699990000', to: agent.extension });
  await agent.card('ringing').getByText('No match').waitFor();
  assert.equal(await agent.button('Create a record').count(), 0);
  await agent.press('answer');
  await agent.card('talking').waitFor();
  await agent.button('Create a record').waitFor();
  assert.deepEqual(await agent.navigations(), []);
  await agent.press('Create a record');
  const [pop] = await agent.pops();
  assert.match(JSON.stringify(pop), /0699990000|06-9999-0000/);
});

test('a withheld number is neither searched for nor offered as a new record', async (t) => {
  const { agent, pbx } = await office(t, browser, { user: 'suzuki' });
  await pbx.call({ kind: 'withheld', from: '0312345678', to: agent.extension });
  await agent.card('ringing').getByText('Number withheld').first().waitFor();
  await agent.press('answer');
  await agent.card('talking').waitFor();
  assert.deepEqual(await agent.requests('searchAndScreenPop'), []);
  assert.equal(await agent.button('Create a record').count(), 0);
  assert.ok(!(await (await agent.frame()).content()).includes('12345678'), 'the digits never reach the panel');
});

test('text from a caller is never shown as markup', async (t) => {
  const { agent, pbx } = await office(t, browser, { user: 'suzuki' });
  await pbx.call({ kind: 'inbound', from: '0699990000', name: '<img src=x onerror=alert(1)><b>x</b>', to: agent.extension });
  await agent.card('ringing').getByText('<img src=x onerror=alert(1)>').waitFor();
  assert.equal(await agent.card('ringing').locator('img, b b').count(), 0);
});

test('the record attached to a call opens without a search', async (t) => {
  const { agent, pbx } = await office(t, browser, { user: 'suzuki' });
  const [case1] = await agent.lightning((lightning) => lightning.list('Case'));
  await pbx.call({ kind: 'inbound', from: '0312345678', to: agent.extension, record: { recordId: case1.Id, name: 'Case one' } });
  await agent.card('ringing').getByText('Case one').waitFor();
  assert.match(JSON.stringify(await agent.pops()), new RegExp(case1.Id));
  assert.deepEqual(await agent.requests('searchAndScreenPop'), []);
});
