/** What the telephone exchange offers for a call, and what it sends. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { actionsOf, attachedOf, bodyOf, describe, featuresOf, idOf, rowsOf } from '../js/exchange.js';

const call = (direction, state, remoteState = 'connected') => ({ direction, state, remoteState, remote: { number: { kind: 'known', digits: '0312345678' } } });
const part = (extension, ...more) => ({ extension, call: call(...more) });

test('the actions are those that the call\'s state permits', () => {
  assert.deepEqual(actionsOf(call('inbound', 'alerting')), ['answer', 'reject', 'forward', 'remote-hangup']);
  assert.deepEqual(actionsOf(call('inbound', 'alerting'), false), ['answer', 'reject', 'forward', 'pick-up', 'remote-hangup']);
  assert.deepEqual(actionsOf(call('inbound', 'held')), ['remote-hangup', 'agent-hangup', 'retrieve', 'transfer', 'park']);
  assert.deepEqual(actionsOf(call('outbound', 'alerting', 'null')), ['answer', 'agent-hangup']);
  assert.ok(actionsOf(call('outbound', 'connected', 'alerting')).includes('remote-answer'));
  assert.ok(!actionsOf(call('outbound', 'connected', 'connected')).includes('remote-answer'));
});

test('a call has a row for everybody who rings or talks', () => {
  const group = { id: 'c', parts: [part('2001', 'inbound', 'alerting'), part('2002', 'inbound', 'null')], ringingOutside: '09012345678' };
  assert.deepEqual(rowsOf(group, '2001').map(({ kind, extension }) => kind ?? extension), ['2001', 'mobile']);
  const parked = { id: 'c', parts: [part('2001', 'inbound', 'null')], parked: '71' };
  assert.deepEqual(rowsOf(parked, '2001'), [{ id: 'c', kind: 'parked', text: '71', actions: ['pick-up', 'remote-hangup'] }]);
  assert.deepEqual(rowsOf({ id: 'c', parts: [] }, '2001').map((row) => row.kind), ['waiting']);
  const dialled = { id: 'c', parts: [part('2001', 'outbound', 'connected', 'alerting')], ringingOutside: '0312345678' };
  assert.equal(rowsOf(dialled, '2001').length, 1);
});

const known = (digits) => ({ number: { kind: 'known', digits } });

test('a conference has a row for each telephone outside, which acts by itself', () => {
  const parties = [{ id: 'c-1', party: known('0312345678'), state: 'connected' }, { id: 'c-4', party: known('0667891234'), state: 'held' }];
  const talks = { extension: '2001', call: { ...call('inbound', 'connected'), answeredAt: 1, parties } };
  const rows = rowsOf({ id: 'c', parts: [talks], outside: parties }, '2001');
  assert.deepEqual(rows.map(({ kind, text }) => [kind, text]), [
    [undefined, '2001 ← 0312345678 + 0667891234 · connected'], ['outside', '0312345678 · connected'], ['outside', '0667891234 · held']]);
  assert.deepEqual(rows[0].actions, ['agent-hangup', 'hold'], 'a conference is not passed on');
  assert.deepEqual(rows[2].actions, ['remote-retrieve', 'remote-hangup']);
  assert.deepEqual(bodyOf('remote-hangup', rows[2], '2001', ''), { party: 'c-4' });
});

test('a held and an active call of an agent can be joined', () => {
  const part = (id, state) => ({ extension: '2001', call: { ...call('inbound', state), id } });
  const calls = [{ id: 'c', parts: [part('c.1', 'held')] }, { id: 'd', parts: [part('d.1', 'connected')] }];
  const [row] = rowsOf(calls[1], '2001', calls);
  assert.ok(row.actions.includes('conference') && row.actions.includes('transfer-to'));
  assert.deepEqual([idOf('conference', row), bodyOf('conference', row, '2001', '')], ['d.1', { with: 'c.1' }]);
  assert.equal(idOf('hold', row), 'd');
  assert.ok(!rowsOf(calls[1], '2001', [calls[1]])[0].actions.includes('conference'));
});

test('an IVR attaches data and a record only if they are given', () => {
  assert.deepEqual(attachedOf({ label: '会員番号', value: '4711', record: '' }), { data: [{ label: '会員番号', value: '4711' }] });
  assert.deepEqual(attachedOf({ label: '会員番号', value: '', record: '0035g00000ABCDEFGH' }), { record: { recordId: '0035g00000ABCDEFGH' } });
});

test('an action names who does it and where the call goes', () => {
  const row = { extension: '2002' };
  assert.deepEqual(bodyOf('answer', row, '2001', '1001'), { extension: '2002' });
  assert.deepEqual(bodyOf('transfer', row, '2001', '1001'), { extension: '2002', to: '1001' });
  assert.deepEqual(bodyOf('pick-up', row, '2001', '1001'), { extension: '2001' });
  assert.deepEqual(bodyOf('remote-answer', row, '2001', '1001'), {});
});

test('a call is described in a line', () => {
  const withheld = { direction: 'inbound', state: 'alerting', remote: { number: { kind: 'withheld' } } };
  assert.equal(describe({ extension: '2001', call: withheld }), '2001 ← withheld · alerting');
});

test('empty fields of an extension are left out', () => {
  const values = { phones: '2', followMe: '', forwardBusy: '2002', forwardSeconds: '8', doNotDisturb: false };
  assert.deepEqual(featuresOf(values), { phones: 2, forwardBusy: '2002', forwardSeconds: 8, doNotDisturb: false });
});
