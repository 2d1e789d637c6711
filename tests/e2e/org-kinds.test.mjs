// Orgs as they are in the field: the panel's way from its start to the log goes through in each, or says in words what is missing.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { launch } from './support/chromium.mjs';
import { office } from './support/desk.mjs';
import { administration, choose, control, openGroup } from './support/settings.mjs';

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

const organisation = (values) => ({ levels: { organisation: values } });
const parts = { Denwa_Log_Field__c: [{ owner: 'organisation', Part__c: 'line', Field__c: 'Denwa_Line__c' }, { owner: 'organisation', Part__c: 'queue', Field__c: 'Denwa_Queue__c' }] };
const lines = Array.from({ length: 500 }, (_, at) => ({ owner: 'organisation', order: at, Number__c: `03${12_340_000 + at}`, Linked__c: 'on' }));
const currency = { Denwa_Log_Field__c: [{ owner: 'organisation', Part__c: 'line', Field__c: 'CurrencyIsoCode' }] };
const contacts = { Denwa_Search_Target__c: [{ owner: 'organisation', Object__c: 'Contact', Phone_Fields__c: 'Phone,MobilePhone', Show_Fields__c: 'Title' }] };

/** A kind of org, its switches, and what the log of a call from a known contact is in it. */
const KINDS = [
  ['whose tasks have no status "Completed"', { access: { taskStatuses: [{ value: '未着手' }, { value: '完了', closed: true }] } }, (task) => {
    assert.equal(task.Status, '完了');
    assert.equal(task.IsClosed, true);
  }],
  ['with restricted picklists that lack a value', { settings: organisation({ Log_Status__c: 'Dealt with', Log_Type__c: 'Nobody has this type' }) }, (task) => assert.equal(task.Status, 'Completed')],
  ['with a required field that the log fills', { access: { required: ['Task.Denwa_Line__c'] }, settings: { lists: parts } }, (task) => assert.match(task.Denwa_Line__c, /./)],
  ['whose agents may not write a field', { access: { readOnly: { '*': ['Task.CallDisposition', 'Task.Description'] } } }, (task) => assert.equal(task.CallDisposition, undefined)],
  ['whose contacts lack standard fields', { access: { hidden: { '*': ['Contact.Title', 'Contact.MobilePhone'] } }, settings: { ...organisation({ Follow_Layout__c: 'off' }), lists: contacts } }, (task) => assert.match(task.WhoId, /^003/)],
  ['where everything is private', { access: { hidden: { '*': ['Contact', 'Account', 'Lead'] } }, settings: organisation({ Follow_Layout__c: 'off' }) }, (task) => assert.equal(task.WhoId, undefined)],
  ['with several currencies', { access: { multiCurrency: true }, settings: { lists: currency } }, (task) => assert.equal(task.CurrencyIsoCode, 'JPY', 'the line is no currency')],
  ['whose default language is Japanese', { access: { defaultLanguage: 'ja', taskStatuses: [{ value: '未着手' }, { value: '完了', closed: true }] } }, (task) => assert.equal(task.Status, '完了')],
  ['whose custom settings are full', { access: { settingsLimit: 1 } }, (task) => assert.match(task.WhoId, /^003/)],
  ['with five hundred lines', { settings: { lists: { Denwa_Line__c: lines } } }, (task) => assert.match(task.WhoId, /^003/)],
];

/** A person account's mobile telephone. */
const PERSON = '09023456789';

async function talk(agent, pbx, from = '0312345678') {
  await pbx.call({ kind: 'inbound', from, to: agent.extension, line: '0312345000' });
  await agent.card('ringing').waitFor();
  await agent.press('answer');
  await agent.card('talking').waitFor();
  await agent.press('hangUp');
  await agent.card('ended').waitFor();
}

for (const [kind, options, check] of KINDS) {
  test(`a call is logged in an org ${kind}`, async (t) => {
    const { agent, pbx } = await office(t, browser, { open: true, ...options });
    const before = await agent.tasks();
    await talk(agent, pbx);
    check(await agent.newTask(before));
    await agent.card('ended').getByText('Call log saved').waitFor();
  });
}

for (const layout of ['on', 'off']) {
  test(`a person account is one match, as its contact, softphone layout ${layout}`, async (t) => {
    const { agent, pbx } = await office(t, browser, { open: true, settings: organisation({ Follow_Layout__c: layout }) });
    const before = await agent.tasks();
    await talk(agent, pbx, PERSON);
    await agent.card('ended').getByText('佐々木 美咲').first().waitFor();
    const task = await agent.newTask(before);
    assert.match(task.WhoId, /^003/);
    assert.equal(task.WhatId, undefined, 'an account of its own would be the same person again');
  });
}

test('settings that the org has no room for are said, and what was typed stays', async (t) => {
  const { agent } = await administration(t, browser, { access: { settingsLimit: 1 } });
  await openGroup(agent, 'popup');
  await choose(agent, 'withheldName', 'Nobody');
  await agent.panel.locator('#config-save').click();
  await agent.panel.getByText(/STORAGE_LIMIT_EXCEEDED/).first().waitFor();
  assert.equal(await control(agent, 'withheldName').inputValue(), 'Nobody');
});

test('a required field that no part of the call fills is named', async (t) => {
  const { agent, pbx } = await office(t, browser, { open: true, access: { required: ['Task.Denwa_Queue__c'] } });
  await talk(agent, pbx);
  await agent.card('ended').getByText(/REQUIRED_FIELD_MISSING.*Denwa_Queue__c/).waitFor();
});

test('a user without any of the permission sets reads what to ask for', async (t) => {
  const { agent } = await office(t, browser, { open: true, permissionSet: 'off', wait: false });
  await agent.panel.getByText(/You may not use the softphone/).first().waitFor();
});
