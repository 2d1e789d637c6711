// The host's transport: each switch, with a clock that the test turns.
import { test } from 'node:test';
import assert from 'node:assert/strict';
import { Host } from '../js/host.js';
import { CtiFailure, readRequest } from '../js/wire.js';
import { defaults, fromQuery, readValue } from '../js/behaviour.js';

/** A host with an echo method and a manual clock. */
function host(set = {}) {
  const switches = { ...defaults(), ...set };
  const sent = [];
  const timers = [];
  let now = 0;
  const calls = [];
  const made = new Host({
    switches: () => switches,
    methods: {
      echo: (args) => { calls.push(args); return args.value; },
      saveLog: () => { calls.push('saved'); return '00T'; },
      fails: () => { throw new CtiFailure('GENERIC_ERROR', 'because', [{ message: 'm' }]); },
      breaks: () => { throw new TypeError('a mistake in the simulator'); },
      onClickToDial: () => null,
    },
    send: (message) => sent.push(message),
    later: (run, ms) => timers.push({ run, at: now + ms }),
    random: () => 0.5,
  });
  const pass = (ms) => {
    now += ms;
    for (const timer of timers.splice(0).sort((a, b) => a.at - b.at)) {
      if (timer.at <= now) timer.run();
      else timers.push(timer);
    }
  };
  const ask = (methodName, args = {}, more = {}) => made.receive({
    methodName, args, callId: sent.length, apiVersion: 66, apiType: 'opencti', isCallbackRegistered: true,
    isListenerRegistered: false, ...more,
  });
  return { host: made, sent, pass, ask, calls, switches };
}

test('an answer echoes the call and carries the flag', async () => {
  const { ask, sent } = host();
  await ask('echo', { value: 7 }, { callId: 3 });
  assert.deepEqual(sent, [{
    apiVersion: 66, apiType: 'opencti', methodName: 'echo', callId: 3, shouldExecuteCallback: true,
    response: { success: true, returnValue: 7, errors: null },
  }]);
});

test('what a document of the frame asked for is not answered to the next', async () => {
  const { host: made, ask, sent, pass, switches } = host({ latency: 50 });
  await ask('echo', { value: 1 });
  made.restart();
  pass(100);
  assert.equal(sent.length, 0);
  switches.latency = 0;
  const asked = ask('echo', { value: 2 });
  made.restart();
  await asked;
  assert.equal(sent.length, 0);
  await ask('echo', { value: 3 });
  assert.equal(sent.length, 1);
});

test('an Apex method goes by its own name too', async () => {
  const { ask, sent, switches } = host({ error: { saveLog: 'SERVER_ERROR' } });
  const code = () => sent.at(-1).response.errors[0].code;
  await ask('runApex', { methodName: 'saveLog' });
  assert.equal(code(), 'SERVER_ERROR');
  await ask('runApex', { methodName: 'boot' });
  assert.equal(code(), 'GENERIC_ERROR', 'this host has no runApex');
  switches.error = { runApex: 'INVALID_PARAM' };
  await ask('runApex', { methodName: 'boot' });
  assert.equal(code(), 'INVALID_PARAM');
  switches.lose = ['boot'];
  await ask('runApex', { methodName: 'boot' });
  assert.equal(sent.length, 3);
});

test('failures have a code and details; a method that does not exist, or breaks, is a general error', async () => {
  const { ask, sent } = host();
  await ask('fails');
  await ask('nonsense');
  await ask('toString');
  await ask('breaks');
  assert.deepEqual(sent[0].response, {
    success: false, returnValue: null, errors: [{ code: 'GENERIC_ERROR', description: 'because', details: [{ message: 'm' }] }],
  });
  assert.ok(sent.slice(1).every((m) => m.response.errors[0].code === 'GENERIC_ERROR'));
  const other = host({ errorField: 'error' });
  await other.ask('fails');
  assert.equal(other.sent[0].response.errors, undefined);
  assert.equal(other.sent[0].response.error[0].code, 'GENERIC_ERROR');
});

test('latency, jitter and lateness of one method', async () => {
  const { ask, sent, pass } = host({ latency: 50, jitter: 20, late: { echo: 1000 } });
  await ask('saveLog');
  await ask('echo', { value: 1 });
  pass(59);
  assert.equal(sent.length, 0);
  pass(1);
  assert.equal(sent.length, 1);
  pass(1000);
  assert.deepEqual(sent.map((m) => m.methodName), ['saveLog', 'echo']);
});

test('a lost answer was still carried out, a lost request was not', async () => {
  const dropped = host({ drop: ['saveLog'] });
  await dropped.ask('saveLog');
  assert.deepEqual([dropped.calls, dropped.sent], [['saved'], []]);
  const lost = host({ lose: ['*'] });
  await lost.ask('saveLog');
  assert.deepEqual([lost.calls, lost.sent], [[], []]);
});

test('twice', async () => {
  const { ask, sent, pass } = host({ duplicate: ['echo'] });
  await ask('echo', { value: 1 });
  await ask('saveLog');
  pass(1000);
  assert.deepEqual(sent.map((m) => m.methodName), ['echo', 'saveLog', 'echo']);
});

test('out of order, in pairs, and the last one in the end all the same', async () => {
  const { ask, sent, pass } = host({ reorder: true });
  for (const value of [1, 2, 3]) await ask('echo', { value });
  pass(1000);
  assert.deepEqual(sent.map((m) => m.response.returnValue), [2, 1, 3]);
});

test('errors of choice come instead of the method', async () => {
  const { ask, sent, calls } = host({ error: { saveLog: 'SERVER_ERROR' } });
  await ask('saveLog');
  await ask('echo', { value: 1 });
  assert.deepEqual(calls, [{ value: 1 }]);
  assert.equal(sent[0].response.errors[0].code, 'SERVER_ERROR');
  const all = host({ error: { '*': 'SOFTPHONE_CONTAINER_ERROR' } });
  await all.ask('echo');
  assert.equal(all.sent[0].response.errors[0].code, 'SOFTPHONE_CONTAINER_ERROR');
});

test('session, silence, container and old versions', async () => {
  const code = async (set, change = () => {}) => {
    const it = host(set);
    change(it.host);
    await it.ask('echo', { value: 1 });
    return it.sent[0]?.response.errors?.[0].code ?? it.sent.length;
  };
  assert.equal(await code({ session: 'error' }), 'SERVER_ERROR');
  assert.equal(await code({ session: 'silent' }), 0);
  assert.equal(await code({ silent: true }), 0);
  assert.equal(await code({}, (h) => { h.ready = false; }), 'SOFTPHONE_CONTAINER_ERROR');
  assert.equal(await code({ minApiVersion: 67 }), 0);
  assert.equal(await code({ minApiVersion: 66 }), 1);
});

test('without a callback nothing is answered unless the switch says so', async () => {
  const quiet = host();
  await quiet.ask('echo', {}, { isCallbackRegistered: false });
  assert.equal(quiet.sent.length, 0);
  const always = host({ answerAlways: true });
  await always.ask('echo', {}, { isCallbackRegistered: false });
  assert.equal(always.sent.length, 1);
});

test('events go to registered listeners only, without a response wrapper', async () => {
  const { host: made, ask, sent, pass } = host();
  assert.equal(made.emit('onClickToDial', { number: '1' }), false);
  await ask('onClickToDial', {}, { isListenerRegistered: true, isCallbackRegistered: false });
  made.emit('onClickToDial', { number: '1' }, { extraMs: 5, twice: true });
  pass(100);
  assert.equal(sent.length, 2);
  assert.deepEqual(sent[0], {
    apiVersion: 66, apiType: 'opencti', methodName: 'onClickToDial', response: { number: '1' }, shouldExecuteListener: true,
  });
  made.restart();
  assert.equal(made.emit('onClickToDial', {}), false);
});

test('the old dialect has no flags', async () => {
  const { host: made, ask, sent } = host({ dialect: 'v43' });
  await ask('onClickToDial', {}, { isListenerRegistered: true });
  made.emit('onClickToDial', { number: '1' });
  assert.ok(sent.every((m) => !('shouldExecuteCallback' in m) && !('shouldExecuteListener' in m)));
});

test('what is no request', () => {
  const source = {};
  const data = { apiType: 'opencti', methodName: 'echo', callId: 0, apiVersion: 66 };
  const read = (event) => readRequest({ source, origin: 'o', data, ...event }, { source, origin: 'o' });
  assert.equal(read({}).methodName, 'echo');
  assert.deepEqual(read({}).args, {});
  for (const bad of [{ source: {} }, { origin: 'x' }, { data: null }, { data: 'x' }, { data: { ...data, apiType: 'x' } },
    { data: { ...data, apiVersion: '66.0' } }, { data: { ...data, callId: undefined } }, { data: { ...data, methodName: 1 } }]) {
    assert.equal(read(bad), null);
  }
});

test('switches are read from a query string, and wrong ones are told', () => {
  const { values, problems } = fromQuery('?latency=50&drop=saveLog,runApex&error=saveLog:SERVER_ERROR&late=*:9&reorder&app=console&modalPop=maybe&jitter=-1');
  assert.deepEqual(values, {
    latency: 50, drop: ['saveLog', 'runApex'], error: { saveLog: 'SERVER_ERROR' }, late: { '*': 9 }, reorder: true,
  });
  assert.equal(problems.length, 2);
  assert.throws(() => readValue('nonsense', 1), RangeError);
  assert.deepEqual(readValue('late', { echo: 5 }), { echo: 5 });
  assert.equal(readValue('reorder', 'off'), false);
});
