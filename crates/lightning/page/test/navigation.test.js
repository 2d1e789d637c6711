// Pages, Open CTI's description of them, and the tabs of a console.
import { test } from 'node:test';
import assert from 'node:assert/strict';
import { address, isFramed, pageAt, personInfo, viewInfo } from '../js/pages.js';
import { Workspace } from '../js/workspace.js';
import { popPage } from '../js/methods.js';
import { adapterUrl } from '../js/adapter-url.js';
import { texts } from '../js/text/index.js';
import { SWITCH_TEXTS } from '../js/text/switches.js';
import { SWITCHES } from '../js/behaviour.js';
import { PanelState } from '../js/panel-state.js';

const ID = '0035g0000000001AAA';
const record = (id = ID, object = 'Contact') => ({ kind: 'record', object, id });
const where = { origin: 'http://h', app: 'standard' };

test('the package’s page frames https of allowed hosts', () => {
  const hosts = 'crm.example, *.maps.example';
  for (const url of ['https://crm.example/x?a=1#b', 'HTTPS://CRM.example', 'https://a.maps.example:8443/']) assert.ok(isFramed(url, hosts), url);
  for (const url of ['http://crm.example/', 'https://maps.example/', 'https://crm.example.evil.test/', 'https://evil.test/https://crm.example',
    'https://crm.example@evil.test/', 'javascript:alert(1)', 'https://crm.example/"', ' https://crm.example', '']) assert.ok(!isFramed(url, hosts), url);
  assert.ok(!isFramed('https://crm.example/', ''));
});

test('a flow’s address carries what it is given, without what is this tab’s own', () => {
  assert.deepEqual(pageAt('/lightning/flow/Caller?ani=03-1234&user=sato&latency=5').args, [{ name: 'ani', type: 'String', value: '03-1234' }]);
});

test('addresses and pages are each other’s inverse', () => {
  const pages = [
    { kind: 'home' }, record(), { kind: 'objecthome', object: 'Case' }, { kind: 'list', object: 'Lead', list: 'AllOpen' },
    { kind: 'search', term: '03-1234 & 山田' }, { kind: 'flow', name: 'Wrap_Up', args: [] }, { kind: 'setup' }, { kind: 'visualforce', url: '/apex/P?a=1' },
  ];
  for (const page of pages) assert.deepEqual(pageAt(address(page)), page);
  const made = { kind: 'new', object: 'Contact', defaults: { Phone: '+81 3', LastName: '山, =%' } };
  assert.deepEqual(pageAt(address(made)), made);
});

test('classic addresses', () => {
  assert.deepEqual(pageAt('/001/e'), { kind: 'new', object: 'Account', defaults: {} });
  assert.deepEqual(pageAt('/003/o'), { kind: 'objecthome', object: 'Contact' });
  assert.deepEqual(pageAt(`/${ID}`), record());
  assert.deepEqual(pageAt(`/lightning/r/${ID}/view`), record());
  assert.deepEqual(pageAt('/zzz/o'), { kind: 'missing', url: '/zzz/o' });
  assert.deepEqual(pageAt('/lightning/o/Contact/new?defaultFieldValues=%7Bbroken').defaults, {});
  // As Lightning documents it: decoded, split, and each value decoded again. A value that was encoded once loses what is behind its comma.
  const filled = (value) => pageAt(`/lightning/o/Contact/new?defaultFieldValues=Phone=1,LastName=${value}`).defaults;
  assert.deepEqual(filled('%25E5%25B1%25B1%252C%2520%253D%2525'), { Phone: '1', LastName: '山, =%' });
  assert.deepEqual(filled('a%2Cb'), { Phone: '1', LastName: 'a' });
});

test('what the listeners are told of a page', () => {
  const view = { id: ID, name: '山田 花子', object: 'Contact', fields: {}, isPerson: false };
  assert.deepEqual(viewInfo(record(), view, where), {
    url: `http://h/lightning/r/Contact/${ID}/view`, recordId: ID, recordName: '山田 花子', objectType: 'Contact',
  });
  const list = { kind: 'list', object: 'Contact', list: 'Recent' };
  assert.deepEqual(Object.keys(viewInfo(list, null, where)), ['url']);
  assert.equal(viewInfo(list, null, { ...where, app: 'console' }), null);
  assert.equal(viewInfo({ kind: 'objecthome', object: 'Account' }, null, where).personAccount, false);
  assert.equal(viewInfo({ kind: 'home' }, null, where).recordId, '');
});

test('a person account names its other half', () => {
  const account = { object: 'Account', isPerson: true, fields: { PersonContactId: 'c' } };
  assert.deepEqual(personInfo(account), { contactId: 'c', personAccount: true });
  const contact = { object: 'Contact', isPerson: true, fields: { AccountId: 'a' } };
  assert.deepEqual(personInfo(contact), { accountId: 'a', personAccount: true });
  assert.deepEqual(personInfo({ object: 'Account', isPerson: false, fields: {} }), {});
});

const workspace = (app, start = { kind: 'home' }) => {
  const told = [];
  return { told, space: new Workspace(app, start, (page, reason) => told.push(`${reason} ${page.id ?? page.kind}`)) };
};

test('a console keeps one tab a record, and tells when the front changes', () => {
  const { space, told } = workspace('console');
  space.go(record('a'));
  space.go(record('b'));
  space.go(record('c'), { subtab: true });
  space.go(record('a'));
  assert.equal(space.tabs.length, 2);
  assert.equal(space.current().id, 'a');
  const [, second] = space.tabs;
  space.select(second.id, second.subtabs[0].id);
  space.close(second.id, second.subtabs[0].id);
  space.close(second.id);
  assert.equal(space.current().id, 'a');
  space.close(space.tabs[0].id);
  assert.equal(space.current().kind, 'home');
  assert.deepEqual(told, [
    'navigate a', 'navigate b', 'navigate c', 'navigate a', 'tab c', 'tab b', 'tab a', 'tab home',
  ]);
});

test('closing a tab behind tells nothing', () => {
  const { space, told } = workspace('console');
  space.go(record('a'));
  space.go(record('b'));
  space.close(space.tabs[0].id);
  assert.deepEqual(told, ['navigate a', 'navigate b']);
});

test('a modal lies over the page and is told of, opening and closing', () => {
  const { space, told } = workspace('standard');
  space.go(record('a'));
  space.go({ kind: 'new', object: 'Contact', defaults: {} });
  assert.deepEqual([space.current().kind, space.background().id], ['new', 'a']);
  space.closeModal();
  space.go({ kind: 'new', object: 'Contact', defaults: {} });
  space.closeModal(record('n'));
  assert.deepEqual(told, ['navigate a', 'modal new', 'cancelled a', 'modal new', 'saved n']);
});

test('a pop while a modal is open', () => {
  for (const [rule, taken, now, after] of [['queue', true, 'new', 'record'], ['replace', true, 'record', 'record'], ['error', false, 'new', 'home']]) {
    const { space } = workspace('standard', { kind: 'new', object: 'Lead', defaults: {} });
    assert.equal(space.pop(record('p'), rule), taken, rule);
    assert.equal(space.current().kind, now, rule);
    if (space.modal) space.closeModal();
    assert.equal(space.current().kind, after, rule);
  }
});

test('screen pops by type, and their arguments', () => {
  assert.deepEqual(popPage('sobject', { recordId: ID }), { kind: 'record', id: ID });
  assert.deepEqual(popPage('url', { url: '/apex/P?x=1' }), { kind: 'visualforce', url: '/apex/P?x=1' });
  assert.deepEqual(popPage('url', { url: 'https://example.com' }), { kind: 'external', url: 'https://example.com' });
  assert.equal(popPage('url', { url: '//example.com' }).kind, 'external');
  assert.equal(popPage('url', { url: 'javascript:alert(1)' }).kind, 'external');
  assert.deepEqual(popPage('newRecord', { entityName: 'Lead', defaultFieldValues: { Phone: '1' } }).defaults, { Phone: '1' });
  for (const [type, params] of [['sobject', {}], ['sobject', null], ['search', { searchString: '12' }], ['nonsense', {}],
    ['url', { url: 5 }], ['list', { scope: 'Lead' }], ['flow', {}], ['newRecord', {}], ['objecthome', {}], [undefined, {}]]) {
    assert.throws(() => popPage(type, params), { code: 'INVALID_PARAM' }, `${type}`);
  }
});

test('the address of the frame, right and wrong', () => {
  const made = (query, more = {}) => adapterUrl('http://p/?opencti=66.0', {
    origin: 'http://h:1', nonce: 'ab', appId: '06m', switches: { query, adapterQuery: '', library: 'ok', libraryDelay: 0, ...more },
  });
  assert.equal(made('ok'), 'http://p/?opencti=66.0&mode=Lightning&isdtp=vw&sfdcIframeOrigin=http:%2F%2Fh:1&nonce=ab&ltn_app_id=06m&clc=0');
  assert.ok(!made('missing').includes('sfdc'));
  assert.ok(made('miscased').includes('sfdcIFrameOrigin='));
  assert.ok(!made('noMode').includes('mode='));
  assert.ok(made('wrongOrigin').includes('127.0.0.1:9&'));
  assert.equal(made('none'), 'http://p/?opencti=66.0');
  assert.ok(made('ok', { library: 'login', libraryDelay: 5 }).endsWith('&sim-library=login&sim-library-delay=5'));
  assert.ok(made('none', { adapterQuery: 'opencti=43.0' }) === 'http://p/?opencti=43.0', 'the switch wins over the definition');
  const bare = adapterUrl('http://p/a#x', { origin: 'o', nonce: 'n', appId: 'a', switches: { query: 'ok', adapterQuery: 'k=v', library: 'ok', libraryDelay: 0 } });
  assert.ok(bare.startsWith('http://p/a#x?k=v&mode=Lightning&'));
  assert.ok(adapterUrl('http://p/a', { origin: 'o', nonce: 'n', appId: 'a', switches: { query: 'hash', adapterQuery: '', library: 'ok', libraryDelay: 0 } })
    .startsWith('http://p/a#/phone?mode=Lightning&'));
});

test('sizes, labels and visibility of the panel', () => {
  let changes = 0;
  const panel = new PanelState({ height: 600, width: 400, label: 'Phone' }, () => { changes += 1; });
  panel.setVisible(true);
  panel.setVisible(true);
  panel.setHeight(240);
  panel.setWidth(1920);
  panel.setText('itemLabel', 'label', '着信');
  assert.equal(changes, 4);
  for (const wrong of [239, 2561, '400', undefined, NaN]) assert.throws(() => panel.setHeight(wrong), { code: 'INVALID_PARAM' });
  assert.throws(() => panel.setVisible('true'), { code: 'INVALID_PARAM' });
  assert.throws(() => panel.setText('itemIcon', 'key', undefined), { code: 'INVALID_PARAM' });
  assert.deepEqual([panel.values.height, panel.values.width, panel.values.visible], [240, 1920, true]);
});

test('every text and every switch stands in both languages', () => {
  assert.deepEqual(Object.keys(texts.en).sort(), Object.keys(texts.ja).sort());
  const filled = (text) => typeof text === 'string' && text !== '';
  for (const lang of ['en', 'ja']) assert.ok(Object.values(texts[lang]).every(filled), lang);
  assert.deepEqual(Object.keys(SWITCH_TEXTS).sort(), Object.keys(SWITCHES).sort());
  assert.ok(Object.values(SWITCH_TEXTS).flat().every(filled));
  const holes = (text) => (text.match(/\{\d\}/g) ?? []).sort();
  for (const [key, text] of Object.entries(texts.en)) assert.deepEqual(holes(texts.ja[key]), holes(text), key);
});
