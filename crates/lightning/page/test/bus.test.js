import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Bus } from '../js/bus.js';
import { Omni } from '../js/omni.js';

function bus(exists = true) {
  const told = [];
  const made = new Bus({ exists: () => exists, toPanel: (channel, message) => told.push([channel, message]), forgetPanel: (channel) => told.push([channel, 'forgotten']) });
  return { bus: made, told };
}

test('components and the panel hear what is published, the one who publishes too', () => {
  const { bus: one, told } = bus();
  const heard = [];
  const stop = one.listen('Denwa__c', (message) => heard.push(message));
  one.publish('Denwa__c', { type: 'call' });
  one.send('Denwa__c', { type: 'dial' });
  one.send('Other__c', { type: 'x' });
  stop();
  one.send('Denwa__c', { type: 'report' });
  assert.deepEqual(heard, [{ type: 'call' }, { type: 'dial' }]);
  assert.deepEqual(told.map(([, { type }]) => type), ['call', 'dial', 'x', 'report']);
  assert.deepEqual(one.published, [{ channel: 'Denwa__c', message: { type: 'call' } }], 'what the panel published');
});

test('an org without channels refuses the panel, and components reach nobody', () => {
  const { bus: none, told } = bus(false);
  assert.throws(() => none.subscribe('Denwa__c'), /INVALID_PARAM|channelName/);
  assert.throws(() => none.publish('Denwa__c', {}), /INVALID_PARAM|channelName/);
  none.send('Denwa__c', {});
  assert.deepEqual(told, []);
});

test('Omni-Channel: a status by hand, by a component, and none', async () => {
  const omni = new Omni();
  const heard = [];
  omni.listen((change) => heard.push(change));
  await assert.rejects(omni.toolkit.getServicePresenceStatusId());
  omni.take('Busy');
  assert.equal((await omni.toolkit.getServicePresenceStatusId()).statusApiName, 'Busy');
  await omni.toolkit.setServicePresenceStatus({ statusId: omni.statuses[0].id });
  await assert.rejects(omni.toolkit.setServicePresenceStatus({ statusId: 'x' }));
  await omni.toolkit.logout();
  omni.work(2);
  assert.equal((await omni.toolkit.getAgentWorkload()).currentWorkload, 2);
  assert.deepEqual(heard, [
    { name: 'Busy', reason: 'OmniManualStatusChange' }, { name: 'Available', reason: 'OmniToolkitStatusChange' }, { name: null, reason: 'OmniManualStatusChange' },
    { workload: 2 },
  ]);
});
