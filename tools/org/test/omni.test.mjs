// The Omni-Channel component's own code, with stand-ins for Aura and for Omni-Channel: which side follows which.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { runInNewContext } from 'node:vm';

const FOLDER = join(import.meta.dirname, '../../../salesforce/omni/main/default/aura/denwaOmni');
const [helperSource, controllerSource] = await Promise.all(['Helper', 'Controller'].map((part) => readFile(join(FOLDER, `denwaOmni${part}.js`), 'utf8')));
const STATUSES = ['Available', 'Busy', 'Lunch', 'On_Call'].map((name, at) => ({ id: `0N500000000000${at}`, name }));
const MAPPING = { ready: 'Available', notReady: 'Busy', workNotReady: 'Busy', loggedOff: 'logout', reasons: 'lunch=Lunch, nothing, =x' };

/** The component in a page, and what it did. `omni` is the presence status at the start; null for nobody signed in. */
async function component(values = {}, { omni = 'Available', refuses = false, apex = 'SUCCESS' } = {}) {
  const published = [];
  const set = [];
  const state = { master: 'telephone', ...MAPPING, ...values };
  const change = async (name) => {
    if (refuses) throw new Error('no access');
    set.push(name);
  };
  const parts = {
    channel: { publish: (message) => published.push(message) },
    omni: {
      getServicePresenceStatusId: async () => (omni ? { statusApiName: omni } : Promise.reject(new Error('not signed in'))),
      setServicePresenceStatus: ({ statusId }) => change(STATUSES.find(({ id }) => id === statusId).name),
      getAgentWorkload: async () => ({ currentWorkload: 0 }),
      logout: () => change('logout'),
    },
  };
  const action = { setCallback: (scope, run) => { action.run = () => run.call(scope, { getState: () => apex, getReturnValue: () => STATUSES }); } };
  const cmp = { get: (name) => (name === 'c.statuses' ? action : state[name.slice(2)]), set: (name, value) => { state[name.slice(2)] = value; }, find: (name) => parts[name] };
  const $A = { get: (label) => label.replace('$Label.c.Denwa_Omni_', ''), getCallback: (run) => run, enqueueAction: (one) => one.run() };
  const helper = runInNewContext(helperSource, { $A });
  const controller = runInNewContext(controllerSource, { $A });
  const settled = () => new Promise((done) => setImmediate(done));
  helper.begin(cmp);
  await settled();
  const plain = () => JSON.parse(JSON.stringify(published));
  return {
    published: plain,
    set,
    words: () => state.words,
    async panel(mode, more = {}) {
      const message = { type: 'status', mode, primary: true, ...more };
      controller.handleMessage(cmp, { getParam: (name) => message[name] }, helper);
      await settled();
    },
    workload: (newWorkload) => controller.handleWorkload(cmp, { getParam: () => newWorkload }, helper),
    async presence(name, reason = 'OmniManualStatusChange') {
      const event = { statusApiName: name, reason };
      if (name) controller.handleStatus(cmp, { getParam: (one) => event[one] }, helper);
      else controller.handleLogout(cmp, {}, helper);
      await settled();
    },
  };
}

const asked = (one) => one.published().filter(({ type }) => type === 'setStatus');

test('it asks the panel for its status when it begins, and tells it of work', async () => {
  const one = await component();
  assert.deepEqual(one.published(), [{ type: 'report' }, { type: 'otherWork', busy: false }]);
  one.workload(2);
  one.workload(0);
  assert.deepEqual(one.published().slice(2), [{ type: 'otherWork', busy: true }, { type: 'otherWork', busy: false }]);
});

test('during a call Omni-Channel has its own status, and then the one before or the panel’s', async () => {
  for (const master of ['telephone', 'omni', 'both']) {
    const one = await component({ master, inCall: 'On_Call' });
    await one.panel('ready', { inCall: false });
    await one.panel('ready', { inCall: true });
    await one.presence('On_Call', 'OmniToolkitStatusChange');
    await one.panel('workNotReady', { inCall: true });
    assert.deepEqual(one.set, ['On_Call'], master);
    await one.panel('workNotReady', { inCall: false });
    assert.deepEqual(one.set, ['On_Call', master === 'omni' ? 'Available' : 'Busy'], master);
    assert.deepEqual(asked(one), [], master);
  }
});

test('a call signs nobody in to Omni-Channel, and takes back no status that the agent chose meanwhile', async () => {
  const away = await component({ inCall: 'On_Call', ready: '' }, { omni: null });
  await away.panel('ready', { inCall: true });
  assert.deepEqual(away.set, []);
  const one = await component({ inCall: 'On_Call', master: 'omni' });
  await one.panel('ready', { inCall: true });
  await one.presence('Lunch');
  await one.panel('notReady', { inCall: false, reason: 'lunch' });
  assert.deepEqual(one.set, ['On_Call']);
});

test('where the telephone leads, Omni-Channel follows every status that has a counterpart', async () => {
  const one = await component();
  await one.panel('ready');
  assert.deepEqual(one.set, [], 'it has that status');
  for (const [mode, more] of [['notReady', {}], ['notReady', { reason: 'lunch' }], ['notReady', { reason: 'other' }], ['workNotReady', {}], ['ready', {}], ['loggedOff', {}]]) await one.panel(mode, more);
  assert.deepEqual(one.set, ['Busy', 'Lunch', 'Busy', 'Available', 'logout'], 'Busy is set once for two');
  assert.equal(one.words(), 'In_Step');
  await one.presence('Lunch');
  assert.deepEqual(asked(one), []);
  assert.equal(one.words(), 'Apart');
});

test('where Omni-Channel leads, the telephone follows', async () => {
  const one = await component({ master: 'omni' }, { omni: 'Lunch' });
  await one.panel('ready');
  assert.deepEqual(asked(one), [{ type: 'setStatus', mode: 'notReady', reason: 'lunch' }], 'from the beginning');
  await one.panel('notReady', { reason: 'lunch' });
  await one.presence('Available');
  await one.panel('ready');
  await one.presence(null);
  assert.deepEqual(asked(one).slice(1), [{ type: 'setStatus', mode: 'ready' }, { type: 'setStatus', mode: 'loggedOff' }]);
  await one.panel('loggedOff');
  assert.equal(one.words(), 'In_Step');
  await one.panel('notReady');
  assert.deepEqual([one.set, one.words()], [[], 'Panel_Apart'], 'Omni-Channel stays, and the component says so');
  await one.presence('Busy');
  assert.equal(one.words(), 'In_Step');
});

test('where Omni-Channel leads, the telephone is said to be apart until the call is over', async () => {
  const one = await component({ master: 'omni' });
  await one.panel('ready', { inCall: true });
  assert.equal(one.words(), 'In_Step');
  await one.presence('Lunch');
  assert.deepEqual(asked(one), [{ type: 'setStatus', mode: 'notReady', reason: 'lunch' }]);
  assert.equal(one.words(), 'Panel_Apart');
  await one.panel('notReady', { reason: 'lunch', inCall: false });
  assert.equal(one.words(), 'In_Step');
});

test('where both lead, the end of a call takes no status back that Omni-Channel took meanwhile', async () => {
  const one = await component({ master: 'both' });
  await one.panel('ready', { inCall: true });
  await one.presence('Lunch');
  await one.panel('ready', { inCall: false });
  await one.panel('notReady', { reason: 'lunch', inCall: false });
  assert.deepEqual([one.set, one.words()], [[], 'In_Step']);
});

test('where both lead, a change goes over once and does not come back', async () => {
  const one = await component({ master: 'both' });
  await one.panel('workNotReady');
  assert.deepEqual(one.set, ['Busy']);
  await one.presence('Busy', 'OmniToolkitStatusChange');
  await one.presence('Busy');
  assert.deepEqual(asked(one), [], 'Busy is after-call work, too');
  await one.presence('Available');
  assert.deepEqual(asked(one), [{ type: 'setStatus', mode: 'ready' }]);
  await one.panel('ready');
  assert.deepEqual(one.set, ['Busy']);
  // The panel goes on while Omni-Channel still reports the change before.
  await one.panel('loggedOff');
  await one.presence('Busy', 'OmniToolkitStatusChange');
  assert.equal(asked(one).length, 1);
});

test('of several tabs, the one whose panel is in use acts', async () => {
  const one = await component();
  await one.panel('notReady', { primary: false });
  assert.deepEqual(one.set, []);
});

test('what cannot be done is said', async () => {
  const unknown = await component({ notReady: 'Gone' });
  await unknown.panel('notReady');
  assert.equal(unknown.words(), 'Unknown');
  const unmapped = await component({ notReady: '' });
  await unmapped.panel('notReady');
  assert.equal(unmapped.words(), 'Not_Mapped');
  const later = await component({ master: 'omni' });
  await later.panel('ready');
  await later.presence('Unheard_Of');
  assert.equal(later.words(), 'Not_Mapped');
  await later.panel('sleeping');
  assert.deepEqual(later.set, []);
  const refused = await component({}, { refuses: true });
  await refused.panel('notReady');
  assert.equal(refused.words(), 'Refused');
  await refused.panel('ready', { type: 'refused' });
  assert.equal(refused.words(), 'Panel_Refused');
  const unread = await component({}, { apex: 'ERROR' });
  assert.deepEqual([unread.words(), unread.published()], ['Not_Read', []]);
  const away = await component({}, { omni: null });
  await away.panel('ready');
  assert.deepEqual(away.set, ['Available'], 'signed in by the status');
});
