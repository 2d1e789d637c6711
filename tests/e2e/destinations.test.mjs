// No, one and several matches, while ringing, after the answer and by hand, with every form of destination. Each opens in the right place, and no
// page covers the panel before the answer.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { launch } from './support/chromium.mjs';
import { office, records, setSettings } from './support/desk.mjs';
import { until } from './support/until.mjs';

const STRANGER = '0699990000';
const LIST = '00B5g000000001AEAQ';

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

const organisation = (values) => ({ levels: { organisation: values } });

/** Sets values by hand and lets the panel start anew, so that it reads them. */
async function obey(agent, servers, values) {
  await setSettings(servers, organisation(values));
  await agent.reload();
  await agent.isReady();
}

/** The pages popped since `count` there were, and what the page in front is. */
async function popped(agent, count) {
  const all = await until('a page was popped', async () => {
    const navigations = await agent.navigations();
    return navigations.length > count && navigations;
  });
  assert.equal(all.length, count + 1, JSON.stringify(all));
  const { at, ...pop } = all[count];
  return pop;
}

const page = (agent) => agent.lightning((lightning) => lightning.page);

test('every form of destination opens in the right place where nothing matches [salesforce]', async (t) => {
  const { agent, pbx, servers } = await office(t, browser, { settings: organisation({ Follow_Layout__c: 'off' }) });
  const yamada = (await records(servers, 'Contact')).find(({ name }) => name === '山田 花子');
  const said = { ANI: STRANGER, DNIS: '0312345000' };
  const forms = [
    ['/003/o', { kind: 'objecthome', object: 'Contact' }, '/lightning/o/Contact/home'],
    ['/00Q', { kind: 'objecthome', object: 'Lead' }, '/lightning/o/Lead/home'],
    ['/lightning/o/Order__c/home', { kind: 'objecthome', object: 'Order__c' }, '/lightning/o/Order__c/home'],
    [`/lightning/o/Lead/list?filterName=${LIST}`, { kind: 'list', object: 'Lead', list: LIST }, `/lightning/o/Lead/list?filterName=${LIST}`],
    [`/001?fcf=${LIST}`, { kind: 'list', object: 'Account', list: LIST }, `/lightning/o/Account/list?filterName=${LIST}`],
    ['/_ui/search/ui/UnifiedSearchResults?str={ANI}', { kind: 'search', term: STRANGER }, `/lightning/search?term=${STRANGER}`],
    [`/${yamada.id}`, { kind: 'record', id: yamada.id }, `/lightning/r/Contact/${yamada.id}/view`],
    [`https://acme.lightning.force.com/lightning/r/Contact/${yamada.id}/view`, { kind: 'record', id: yamada.id }, `/lightning/r/Contact/${yamada.id}/view`],
    ['/apex/Caller?ani={ANI}&line={DNIS}', { kind: 'visualforce', url: `/apex/Caller?ani=${said.ANI}&line=${said.DNIS}` }, `/apex/Caller?ani=${said.ANI}&line=${said.DNIS}`],
    ['/lightning/page/home', { kind: 'home' }, '/lightning/page/home'],
  ];
  for (const [form, wanted, address] of forms) {
    await obey(agent, servers, { No_Match_Page__c: form });
    const count = (await agent.navigations()).length;
    const call = await pbx.call({ kind: 'inbound', from: STRANGER, to: agent.extension, line: said.DNIS });
    const pop = await popped(agent, count);
    for (const [name, value] of Object.entries(wanted)) assert.equal(pop[name], value, `${form}: ${JSON.stringify(pop)}`);
    await until(`${form} stands in front`, async () => (await page(agent)) === address);
    await call.remoteHangUp();
    await agent.card('ended').first().waitFor();
  }

  await obey(agent, servers, { No_Match_Page__c: 'flow:Caller_Flow' });
  const count = (await agent.navigations()).length;
  await pbx.call({ kind: 'inbound', from: STRANGER, to: agent.extension, line: said.DNIS });
  const flow = await popped(agent, count);
  assert.deepEqual([flow.kind, flow.name], ['flow', 'Caller_Flow']);
  for (const [name, value] of Object.entries(said)) {
    assert.ok(flow.args.some((arg) => arg.name === name && arg.value === value), JSON.stringify(flow.args));
  }
  assert.equal(await page(agent), '/lightning/flow/Caller_Flow');
});

for (const form of ['/00Q/e', '/lightning/o/Lead/new']) {
  test(`${form}: a new record opens after the answer only, with the number in its telephone field [salesforce]`, async (t) => {
    const { agent, pbx } = await office(t, browser, { settings: organisation({ Follow_Layout__c: 'off', No_Match_Page__c: form }) });
    await pbx.call({ kind: 'inbound', from: STRANGER, to: agent.extension });
    await agent.card('ringing').waitFor();
    await until('the search was answered', async () => (await agent.apexCalls('search')).length === 1);
    await agent.button('answer').waitFor();
    assert.deepEqual(await agent.navigations(), [], 'nothing covers the panel while it rings');
    await agent.press('answer');
    const pop = await popped(agent, 0);
    assert.deepEqual([pop.kind, pop.object, pop.defaults.Phone], ['new', 'Lead', STRANGER]);
    assert.equal(await agent.page.locator('.modal').getByLabel('Phone').inputValue(), STRANGER);
  });
}

test('one match opens at once, when answered, or when the agent asks [salesforce]', async (t) => {
  const { agent, pbx, servers } = await office(t, browser, { settings: organisation({ Follow_Layout__c: 'off' }) });
  const searches = async () => (await agent.apexCalls('search')).length;
  const ring = () => pbx.call({ kind: 'inbound', from: '+13362227000', to: agent.extension });
  const [rogers] = (await records(servers, 'Contact')).filter(({ name }) => name === 'Jack Rogers');

  let call = await ring();
  assert.equal((await popped(agent, 0)).id, rogers.id);
  await agent.card('ringing').getByText('Jack Rogers').first().waitFor();
  await call.remoteHangUp();

  await obey(agent, servers, { Search_Inbound__c: 'answered' });
  let before = await searches();
  call = await ring();
  await agent.button('answer').waitFor();
  assert.equal(await searches(), before, 'not while it rings');
  await agent.press('answer');
  assert.equal((await popped(agent, 1)).id, rogers.id);
  await call.remoteHangUp();

  await obey(agent, servers, { Search_Inbound__c: 'manual' });
  before = await searches();
  await ring();
  await agent.button('answer').waitFor();
  await agent.press('answer');
  await agent.card('talking').waitFor();
  assert.equal(await searches(), before, 'not by itself');
  await agent.card('talking').getByRole('button', { name: 'Search', exact: true }).click();
  assert.equal((await popped(agent, 2)).id, rogers.id);
});

test('several matches are listed, or the first opens, or the search page, or nothing [salesforce]', async (t) => {
  const { agent, pbx, servers } = await office(t, browser, { settings: organisation({ Follow_Layout__c: 'off' }) });
  const ring = () => pbx.call({ kind: 'inbound', from: '0311112222', to: agent.extension });
  const matches = agent.card('ringing').locator('[data-match]');
  let call = await ring();
  await until('three are listed', async () => (await matches.count()) === 3);
  assert.deepEqual(await agent.navigations(), []);
  await call.remoteHangUp();

  await obey(agent, servers, { Several__c: 'first' });
  call = await ring();
  assert.equal((await popped(agent, 0)).kind, 'record');
  await call.remoteHangUp();

  await obey(agent, servers, { Several__c: 'search' });
  call = await ring();
  assert.deepEqual(await popped(agent, 1), { kind: 'search', term: '0311112222' });
  await call.remoteHangUp();

  await obey(agent, servers, { Several__c: 'nothing', Name_Several__c: '何人かいます' });
  await ring();
  await agent.card('ringing').getByText('何人かいます').first().waitFor();
  assert.equal((await agent.navigations()).length, 2);
});

test('the package searches the org’s own objects and fields, whatever way a number is written [salesforce]', async (t) => {
  const target = { owner: 'organisation', Object__c: 'Order__c', Phone_Fields__c: 'Tel__c', Show_Fields__c: 'Status__c,Memo__c' };
  const { agent, pbx, servers } = await office(t, browser, {
    settings: { ...organisation({ Follow_Layout__c: 'off' }), lists: { Denwa_Search_Target__c: [target] } },
  });
  const orders = await records(servers, 'Order__c');
  for (const [from, name] of [['08077770001', '注文 000123'], ['+818077770001', '注文 000123']]) {
    const count = (await agent.navigations()).length;
    const call = await pbx.call({ kind: 'inbound', from, to: agent.extension });
    assert.equal((await popped(agent, count)).id, orders.find((order) => order.name === name).id, from);
    await agent.card('ringing').getByText('午前中に配達').waitFor();
    await call.remoteHangUp();
    await agent.reload();
    await agent.isReady();
  }
  // Two orders with the same number: one stored with +81, the other in full-width digits with an extension.
  await pbx.call({ kind: 'inbound', from: '08077770002', to: agent.extension });
  await until('both orders are listed', async () => (await agent.card('ringing').locator('[data-match]').count()) === 2);
});
