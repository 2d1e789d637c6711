// The stand-in library behaves as the real one was seen to behave: its messages, its refusals, its handling of answers.
import { test } from 'node:test';
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import vm from 'node:vm';

const source = readFileSync(new URL('../library/opencti.js', import.meta.url), 'utf8');
const HOST = 'http://127.0.0.1:8420';
const GOOD = `?mode=Lightning&isdtp=vw&sfdcIframeOrigin=${HOST.replaceAll('/', '%2F')}&nonce=00&clc=0`;

/** Runs the library in a page of its own. */
function load({ version = '66.0', search = GOOD, protocol = 'http:' } = {}) {
  const sent = [];
  let receive;
  const window = {
    location: { search, protocol },
    parent: { postMessage: (message, origin) => sent.push({ message: structuredClone(message), origin }) },
    addEventListener: (kind, listener) => { if (kind === 'message') receive = listener; },
  };
  const document = { currentScript: { src: `http://127.0.0.1:8421/support/api/${version}/lightning/opencti_min.js` } };
  let thrown;
  try {
    vm.runInNewContext(source, { window, document });
  } catch (error) {
    thrown = error;
  }
  const deliver = (data, origin = HOST) => receive({ data, origin });
  const plain = () => sent.map(({ message }) => JSON.parse(JSON.stringify(message)));
  return { opencti: window.sforce.opencti, sent, plain, deliver, thrown };
}

const reply = (methodName, callId, response, more = { shouldExecuteCallback: true }) =>
  ({ apiVersion: 66, apiType: 'opencti', methodName, callId, response, ...more });

test('a call is posted to the host with its number, version and arguments', () => {
  const { opencti, plain, sent } = load();
  opencti.setSoftphoneItemLabel({ label: '着信' });
  opencti.saveLog({ value: { entityApiName: 'Task' }, callback() {} });
  assert.deepEqual(plain(), [
    { methodName: 'setSoftphoneItemLabel', callId: 0, apiVersion: 66, apiType: 'opencti', isCallbackRegistered: false,
      isListenerRegistered: false, args: { label: '着信' } },
    { methodName: 'saveLog', callId: 1, apiVersion: 66, apiType: 'opencti', isCallbackRegistered: true,
      isListenerRegistered: false, args: { object: { entityApiName: 'Task' } } },
  ]);
  assert.ok(sent.every(({ origin }) => origin === HOST));
});

test('only the documented arguments are sent', () => {
  const { opencti, plain } = load();
  opencti.screenPop({ type: 'newRecord', params: { entityName: 'Contact' }, defaultFieldValues: { Phone: '1' } });
  opencti.searchAndScreenPop({ searchParams: '03', callType: 'inbound', deferred: true, defaultFieldsValue: {} });
  opencti.hvs.completeWork({ workId: 'w', attributes: { taskId: 't' } });
  assert.deepEqual(plain().map((m) => [m.methodName, m.args]), [
    ['screenPop', { type: 'newRecord', params: { entityName: 'Contact' } }],
    ['searchAndScreenPop', { searchParams: '03', callType: 'inbound', deferred: true }],
    ['completeWork', { workId: 'w', attributes: { taskId: 't' } }],
  ]);
});

test('the query decides whether it starts, and it fails with a string and then in silence', () => {
  const bad = {
    missing: '?mode=Lightning',
    miscased: GOOD.replace('sfdcIframeOrigin', 'sfdcIFrameOrigin'),
    noMode: GOOD.replace('mode=Lightning&', ''),
    repeated: `${GOOD}&sfdcIframeOrigin=${HOST}`,
    foreign: GOOD.replace('127.0.0.1', 'lightning.example.com'),
    trailing: GOOD.replace('8420', '8420%2F'),
    none: '',
  };
  for (const [name, search] of Object.entries(bad)) {
    const { thrown, opencti, sent } = load({ search });
    assert.equal(typeof thrown, 'string', name);
    opencti.getSoftphoneLayout({ callback() {} });
    assert.equal(sent.length, 0, name);
  }
  const https = load({ protocol: 'https:' });
  assert.equal(typeof https.thrown, 'string', 'an http host of an https page');
});

test("Salesforce's own hosts are taken, more of them by newer versions", () => {
  const starts = (host, version) =>
    load({ version, protocol: 'https:', search: `?mode=Lightning&sfdcIframeOrigin=https:%2F%2F${host}` }).thrown === undefined;
  for (const host of ['acme.lightning.force.com', 'acme.lightning.force.com:6101', 'a--ns.vf.force.com', 'acme.my.salesforce.com']) {
    assert.ok(starts(host, '43.0') && starts(host, '66.0'), host);
  }
  assert.ok(starts('acme.my-salesforce.com', '66.0'));
  assert.ok(!starts('acme.my-salesforce.com', '43.0'));
  for (const host of ['acme.salesforce-setup.com', 'force.com.example.org', 'acme.sfcrmapps.cn']) assert.ok(!starts(host, '66.0'), host);
});

test('arguments are checked on the spot', () => {
  const { opencti, sent } = load();
  const throwing = [
    () => opencti.getAppViewInfo(), () => opencti.getAppViewInfo({}), () => opencti.getAppViewInfo({ callback: 1 }),
    () => opencti.getAppViewInfo({ callback() {} }, 1), () => opencti.refreshView({}), () => opencti.enableClickToDial({}),
    () => opencti.setSoftphoneItemLabel(), () => opencti.setSoftphoneItemLabel({}), () => opencti.onClickToDial({ callback() {} }),
    () => opencti.saveLog({ value: 'x' }), () => opencti.subscribe({ channelName: '', listener() {} }),
    () => opencti.subscribe({ channelName: 'X__c' }), () => opencti.unsubscribe({ subscription: 'x' }),
    () => opencti.publish({ channelName: 'X__c', message: 5 }), () => opencti.publish({ channelName: 3 }),
  ];
  for (const call of throwing) assert.throws(call, undefined, String(call));
  assert.throws(() => opencti.getAppViewInfo(null), { name: 'TypeError' });
  assert.equal(sent.length, 0);
  opencti.enableClickToDial();
  opencti.refreshView({ callback: undefined });
  opencti.notifyInitializationComplete();
  opencti.notifyInitializationComplete({});
  opencti.saveLog({ value: null });
  opencti.saveLog({ value: [] });
  opencti.publish({ channelName: 'X__c' });
  assert.equal(sent.length, 7);
});

test('what cannot be cloned throws after the call was counted', () => {
  const { opencti, plain } = load();
  assert.throws(() => opencti.saveLog({ value: { f() {} }, callback() {} }), { name: 'DataCloneError' });
  opencti.refreshView();
  assert.equal(plain()[0].callId, 1);
});

test('an answer reaches its own callback once, and only if version, kind, origin and flag are right', () => {
  const { opencti, deliver } = load();
  const got = [];
  opencti.isSoftphonePanelVisible({ callback: (r) => got.push(r) });
  const good = reply('isSoftphonePanelVisible', 0, { success: true });
  deliver(null);
  deliver({ ...good, apiVersion: '66.0' });
  deliver({ ...good, apiType: 'other' });
  deliver({ ...good, callId: 1 });
  deliver({ ...good, shouldExecuteCallback: undefined });
  deliver(good, 'http://127.0.0.1:1');
  assert.equal(got.length, 0);
  deliver(good);
  deliver(good);
  assert.deepEqual(got, [{ success: true }]);
});

test('a callback that throws stays and runs again', () => {
  const { opencti, deliver } = load();
  let runs = 0;
  opencti.refreshView({ callback() { runs += 1; if (runs === 1) throw new Error('in the callback'); } });
  assert.throws(() => deliver(reply('refreshView', 0, {})), /in the callback/);
  deliver(reply('refreshView', 0, {}));
  deliver(reply('refreshView', 0, {}));
  assert.equal(runs, 2);
});

test('listeners add up, get the payload itself, and one that throws stops the later ones', () => {
  const { opencti, deliver } = load();
  const got = [];
  opencti.onClickToDial({ listener: (p) => got.push(['a', p.number]) });
  opencti.onClickToDial({ listener: (p) => { if (p.number === '2') throw new Error('b'); } });
  opencti.onClickToDial({ listener: (p) => got.push(['c', p.number]) });
  const event = (number) => reply('onClickToDial', undefined, { number }, { shouldExecuteListener: true });
  deliver(event('1'));
  assert.throws(() => deliver(event('2')), /b/);
  assert.deepEqual(got, [['a', '1'], ['c', '1'], ['a', '2']]);
});

test('version 43 knows no flags, so an acknowledgement reaches the listener too', () => {
  const { opencti, deliver } = load({ version: '43.0' });
  const got = [];
  opencti.onClickToDial({ listener: (p) => got.push(p), callback: (r) => got.push(['callback', r]) });
  deliver({ apiVersion: 43, apiType: 'opencti', methodName: 'onClickToDial', callId: 0, response: { success: true } });
  assert.deepEqual(got, [['callback', { success: true }], { success: true }]);
  assert.deepEqual([opencti.hvs, opencti.subscribe, opencti.publish], [undefined, undefined, undefined]);
});

test('message channels: a token for each subscription, and word to the host when the last one goes', () => {
  const { opencti, deliver, plain } = load();
  const tokens = [];
  const got = [];
  for (const name of ['first', 'second']) {
    opencti.subscribe({ channelName: 'Call__c', listener: (m) => got.push([name, m.a]), callback: (r) => tokens.push(r.subscription) });
  }
  deliver(reply('subscribe', 0, { success: true }));
  deliver(reply('subscribe', 1, { success: true }));
  assert.ok(tokens[0] && tokens[1] && tokens[0] !== tokens[1]);
  const event = reply('subscribe', undefined, { a: 1 }, { shouldExecuteListener: true, eventName: 'Call__c' });
  deliver(event);
  opencti.unsubscribe({ subscription: tokens[0] });
  assert.equal(plain().length, 2);
  deliver(event);
  opencti.unsubscribe({ subscription: tokens[1] });
  assert.equal(plain().at(-1).methodName, 'unsubscribe');
  deliver(event);
  assert.deepEqual(got, [['first', 1], ['second', 1], ['second', 1]]);

  opencti.publish({ channelName: 'Call__c', message: { at: new Date(0), gone: undefined } });
  assert.deepEqual(plain().at(-1).args, { eventName: 'Call__c', message: { at: '1970-01-01T00:00:00.000Z' } });
});

test('a subscription that fails hears nothing', () => {
  const { opencti, deliver } = load();
  const got = [];
  opencti.subscribe({ channelName: 'Call__c', listener: (m) => got.push(m), callback: () => {} });
  deliver(reply('subscribe', 0, { success: false }));
  deliver(reply('subscribe', undefined, {}, { shouldExecuteListener: true, eventName: 'Call__c' }));
  assert.equal(got.length, 0);
});
