/** Lists of records: an object's home, a list view, and the search page. */
import { h } from '../dom.js';
import { t } from '../text/index.js';
import { fieldValue } from './record.js';
import { recordLink } from './frame.js';

const COLUMNS = {
  Account: ['Name', 'Phone', 'Industry', 'BillingCity'],
  Contact: ['Name', 'AccountId', 'Department', 'Phone', 'MobilePhone'],
  Lead: ['Name', 'Company', 'Phone', 'Status'],
  Case: ['CaseNumber', 'Subject', 'Status', 'Priority', 'ContactId'],
  Contract: ['ContractNumber', 'AccountId', 'Status', 'Tel__c'],
  Order: ['OrderNumber', 'AccountId', 'Status', 'TotalAmount', 'Tel__c'],
  Opportunity: ['Name', 'AccountId', 'StageName', 'CloseDate'],
  Order__c: ['Name', 'Customer__c', 'Tel__c', 'Status__c', 'Delivery_Date__c'],
};
const NAMES = ['Name', 'CaseNumber', 'ContractNumber', 'OrderNumber', 'Subject'];

function table(desk, object, records, caption) {
  const columns = COLUMNS[object] ?? desk.fields(object).map((f) => f.name);
  const fields = columns.map((name) => desk.fields(object).find((f) => f.name === name)).filter(Boolean);
  const named = fields.find((f) => NAMES.includes(f.name));
  const cell = (record, field) => (field === named
    ? h('th', { scope: 'row' }, recordLink(desk, record, { subtab: false }))
    : h('td', { 'data-field': field.name }, fieldValue(desk, record, field)));
  return h('div', { class: 'table-scroll', tabindex: '0', role: 'region', 'aria-label': caption },
    h('table', { class: 'table' },
      h('thead', {}, h('tr', {}, fields.map((f) => h('th', { scope: 'col' }, desk.fieldLabel(f))))),
      h('tbody', {}, records.map((r) => h('tr', { 'data-record-id': r.id }, fields.map((f) => cell(r, f)))))));
}

/** An object's records; tasks with all their fields, newest first. */
export async function listView(desk, page) {
  const records = (await desk.org.list(page.object)) ?? [];
  if (page.object === 'Task') records.reverse();
  const name = desk.label(page.object, true);
  const heading = page.kind === 'list' ? page.list : t('recent');
  return h('section', { class: 'card list' },
    h('div', { class: 'list-head' },
      h('div', {}, h('p', { class: 'entity-name' }, name), h('h1', { class: 'record-name' }, heading), h('p', { class: 'quiet' }, t('items', records.length))),
      h('button', { type: 'button', class: 'button', 'aria-label': t('newOf', desk.label(page.object)),
        onclick: () => desk.go({ kind: 'new', object: page.object, defaults: {} }) }, t('newRecord'))),
    table(desk, page.object, records, name));
}

/** The results of the org's search, by object. The softphone layout does not matter here. */
export async function searchView(desk, page) {
  const found = (await desk.org.search(page.term)) ?? [];
  const objects = [...new Set(found.map((r) => r.object))];
  return h('div', { class: 'search' },
    h('section', { class: 'card' }, h('h1', { class: 'record-name' }, t('searchTitle')),
      h('p', {}, found.length > 0 ? t('searchFor', found.length, page.term) : t('searchNone', page.term))),
    objects.map((object) => h('section', { class: 'card list' }, h('h2', { class: 'card-title' }, desk.label(object, true)),
      table(desk, object, found.filter((r) => r.object === object), desk.label(object, true)))));
}
