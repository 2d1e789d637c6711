// The panel follows the custom settings: some settings of each group, in the browser. The core's tests have a scenario for every setting.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { launch } from './support/chromium.mjs';
import { office, setCallCentre } from './support/desk.mjs';
import { until } from './support/until.mjs';

const YAMADA = '0312345678';

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

const organisation = (values, more = {}) => ({ settings: { levels: { organisation: values }, ...more } });
const searches = async (agent) => (await agent.requests('searchAndScreenPop')).length + (await agent.apexCalls('search')).length;

/** A call that rings and ends unanswered. Resolves to whether it was searched for, and the log it left, if one. */
async function missed(agent, pbx, call) {
  const [tasks, before] = [await agent.tasks(), await searches(agent)];
  const ringing = await pbx.call({ to: agent.extension, ...call });
  await agent.card('ringing').waitFor();
  await ringing.remoteHangUp();
  await agent.card('ended').first().waitFor();
  return { searched: async () => (await searches(agent)) > before, log: () => agent.newTask(tasks) };
}

test('the custom setting’s event server wins over the call centre’s [connection]', async (t) => {
  const { agent, servers, open } = await office(t, browser);
  const address = `${servers.eventServer.replace('http', 'ws')}/telephony`;
  await setCallCentre(servers, { '/denwa/eventServerUrl': 'ws://127.0.0.1:9/telephony' });
  const other = await open({ user: 'suzuki', ...organisation({ Event_Server__c: address }) });
  assert.equal(other.extension, '2002');
  await agent.isReady();
});

test('the monitoring number rings and is never linked [connection]', async (t) => {
  const { agent, pbx } = await office(t, browser, organisation({ Monitoring_Number__c: YAMADA }));
  const before = await agent.tasks();
  await missed(agent, pbx, { kind: 'inbound', from: YAMADA });
  const { searched, log } = await missed(agent, pbx, { kind: 'inbound', from: '+13362227000' });
  assert.ok(await searched(), 'others are');
  await log();
  assert.equal((await agent.tasks()).length, before.length + 1);
  assert.deepEqual((await agent.requests('searchAndScreenPop')).filter(({ searchParams }) => searchParams.replaceAll('-', '').includes('312345678')), []);
});

test('with 連携しない a call rings, and nothing of Salesforce is touched [basic]', async (t) => {
  const { agent, pbx } = await office(t, browser, organisation({ Integration__c: 'none' }));
  const before = await agent.tasks();
  await pbx.call({ kind: 'inbound', from: YAMADA, to: agent.extension });
  await agent.press('answer');
  await agent.card('talking').waitFor();
  await agent.press('hangUp');
  await agent.card('ended').waitFor();
  // If the first call were logged after all, its log would exist by the end of a second call.
  await missed(agent, pbx, { kind: 'inbound', from: YAMADA });
  assert.equal(await searches(agent), 0);
  assert.equal((await agent.tasks()).length, before.length);
  assert.deepEqual(await agent.navigations(), []);
});

test('an answer that takes longer than its time-out is not waited for [basic]', async (t) => {
  const { agent, pbx } = await office(t, browser, { ...organisation({ Timeout_Search_Ringing__c: 1 }), late: 'searchAndScreenPop:60000' });
  await pbx.call({ kind: 'inbound', from: YAMADA, to: agent.extension });
  await agent.card('ringing').getByText('Salesforce does not answer the search').waitFor();
  await agent.press('answer');
  await agent.card('talking').waitFor();
});

test('only calls on ticked numbers are linked [lines]', async (t) => {
  const line = (owner, number, linked) => ({ owner, Number__c: number, Linked__c: linked });
  const { agent, pbx } = await office(t, browser, organisation({ Lines_Default__c: 'off' }, {
    lists: { Denwa_Line__c: [line('organisation', '0120000000', 'on'), line('organisation', '0398760000', 'off'), line('user:sato', '0398760000', 'on')] },
  }));
  const searched = async (number) => (await missed(agent, pbx, { kind: 'inbound', from: YAMADA, line: number })).searched();
  assert.equal(await searched('0312345000'), false, 'nobody has decided on it: as the default');
  assert.equal(await searched('0120000000'), true, 'ticked by the organisation');
  assert.equal(await searched('0398760000'), true, 'ticked by the user herself');
});

test('the panel opens as far as is set, and returns [popup]', async (t) => {
  const { agent, pbx } = await office(t, browser, { ...organisation({ Popup_Size__c: 'large', Popup_Seconds__c: 3 }), viewport: { width: 1400, height: 1000 } });
  const before = await agent.item();
  await pbx.call({ kind: 'inbound', from: YAMADA, to: agent.extension });
  await until('the panel is large', async () => {
    const { visible, width, height } = await agent.item();
    return visible && width === 640 && height === 800;
  });
  const { width } = await agent.frameSize();
  assert.ok(width > 600, `${width} pixels`);
  await until('the panel is as it was, while it rings on', async () => {
    const now = await agent.item();
    return !now.visible && now.width === before.width && now.height === before.height;
  });
});

test('the panel stays closed where it is set so, and the utility item shows the call [popup]', async (t) => {
  const { agent, pbx } = await office(t, browser, organisation({ Popup_Size__c: 'none', Popup_Buttons__c: 'off', Withheld_Name__c: '匿名さん' }));
  await pbx.call({ kind: 'withheld', to: agent.extension });
  await until('the item names the caller', async () => (await agent.item()).itemLabel.includes('匿名さん'));
  assert.equal((await agent.item()).visible, false);
  await agent.lightning((lightning) => lightning.togglePanel(true));
  await agent.card('ringing').getByText('匿名さん').first().waitFor();
  assert.equal(await agent.button('answer').count() + await agent.button('decline').count(), 0, 'the buttons are hidden');
});

test('the log has what is chosen, in the fields that are chosen [history]', async (t) => {
  const part = (Part__c, Field__c) => ({ Part__c, Field__c });
  const { agent, pbx } = await office(t, browser, organisation(
    { Log_Subject__c: '{NAME} / {DIRECTION} / {DNIS}', Log_Inbound_Missed__c: 'off' },
    { lists: { Denwa_Log_Field__c: [part('number', 'Denwa_Number__c'), part('line', 'Denwa_Line__c'), part('requestId', 'Denwa_Request__c')] } },
  ));
  const before = await agent.tasks();
  await missed(agent, pbx, { kind: 'inbound', from: YAMADA });
  await pbx.call({ kind: 'inbound', from: YAMADA, to: agent.extension, line: '0120000000' });
  await agent.press('answer');
  await agent.card('talking').waitFor();
  await agent.press('hangUp');
  const task = await agent.newTask(before);
  assert.match(task.Subject, /^山田 花子 \/ .+ \/ .*0120/);
  assert.match(task.Denwa_Number__c, /0?3.?1234.?5678/);
  assert.match(task.Denwa_Line__c, /./);
  assert.match(task.Denwa_Request__c, /./);
  assert.equal((await agent.tasks()).length, before.length + 1, 'the missed one left none');
});

test('another object takes the logs [history]', async (t) => {
  const part = (Part__c, Field__c) => ({ Part__c, Field__c });
  const { agent, pbx } = await office(t, browser, organisation(
    { Log_Target__c: 'Order__c' },
    { lists: { Denwa_Log_Field__c: [part('number', 'Tel__c'), part('name', 'Name'), part('duration', 'Quantity__c')] } },
  ));
  const orders = () => agent.lightning((lightning) => lightning.list('Order__c'));
  const before = (await orders()).length;
  await pbx.call({ kind: 'inbound', from: YAMADA, to: agent.extension });
  await agent.press('answer');
  await agent.card('talking').getByText('山田 花子').first().waitFor();
  await agent.press('hangUp');
  const [order] = await until('an order stands in the org', async () => {
    const all = await orders();
    return all.length > before && all.slice(-1);
  });
  assert.match(order.Tel__c, /1234/);
  assert.equal(order.Name, '山田 花子');
});

test('a custom URL opens in a tab of the workspace, encoded, and takes the place of the search [custom]', async (t) => {
  const { agent, pbx } = await office(t, browser, organisation({
    Integration__c: 'custom', Allowed_Hosts__c: 'crm.example', Url_Ringing__c: 'https://crm.example/caller?ani={ANI}&q={QUEUE}', Open_Ringing__c: 'workspace',
  }));
  await agent.page.route('https://crm.example/**', (route) => route.fulfill({ contentType: 'text/html', body: '<title>CRM</title><p>here they are</p>' }));
  const before = await agent.tasks();
  await pbx.call({ kind: 'inbound', from: YAMADA, to: agent.extension });
  await agent.page.frameLocator('iframe.framed').getByText('here they are').waitFor();
  assert.equal(await agent.page.locator('iframe.framed').getAttribute('src'), `https://crm.example/caller?ani=${YAMADA}&q=`);
  assert.equal(await searches(agent), 0);
  await agent.press('answer');
  await agent.card('talking').waitFor();
  await agent.press('hangUp');
  await agent.newTask(before);
});

test('a custom URL is sent as a GET whose answer is not read [custom]', async (t) => {
  const { agent, pbx } = await office(t, browser, organisation({
    Integration__c: 'custom', Allowed_Hosts__c: 'crm.example', Url_Ended__c: 'https://crm.example/ended?r={RESULT}&ani={ANI}', Open_Ended__c: 'get',
  }));
  const told = [];
  await agent.page.route('https://crm.example/**', (route) => {
    told.push(route.request());
    return route.fulfill({ status: 200, body: 'nobody reads this' });
  });
  await missed(agent, pbx, { kind: 'inbound', from: YAMADA });
  const [request] = await until('the site was told', async () => told.length > 0 && told);
  assert.equal(request.method(), 'GET');
  assert.match(request.url(), new RegExp(`^https://crm\\.example/ended\\?r=[^&]+&ani=${YAMADA}$`));
  assert.equal(told.length, 1);
});
