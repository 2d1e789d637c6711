/** A record's page: highlights, details, related records, and the activity timeline. */
import { h, icon, iconButton } from '../dom.js';
import { t } from '../text/index.js';
import { recordLink } from './frame.js';

const HIGHLIGHTS = {
  Account: ['Phone', 'PersonMobilePhone', 'Industry', 'BillingCity'],
  Contact: ['AccountId', 'Title', 'Department', 'Phone'],
  Lead: ['Company', 'Title', 'Phone', 'Status'],
  Case: ['Subject', 'Status', 'Priority', 'ContactId'],
  Opportunity: ['AccountId', 'StageName', 'CloseDate'],
  Order__c: ['Customer__c', 'Tel__c', 'Status__c', 'Delivery_Date__c'],
  Task: ['Status', 'WhoId', 'WhatId', 'ActivityDate'],
};

/** Fields that a business account, or a person one, does not show. */
const PERSON_ONLY = ['FirstName', 'LastName', 'PersonMobilePhone', 'PersonEmail', 'PersonContactId'];

/** @returns {HTMLElement} */
export function recordView(desk, record) {
  const isThere = ({ name }) => name !== 'CurrencyIsoCode' || record.fields[name] !== undefined;
  const fields = desk.fields(record.object).filter(isThere).filter((f) => record.isPerson || record.object !== 'Account' || !PERSON_ONLY.includes(f.name));
  const labelled = (f) => h('div', { class: 'field' },
    h('dt', {}, desk.fieldLabel(f)), h('dd', { 'data-field': f.name }, fieldValue(desk, record, f)));
  const highlights = (HIGHLIGHTS[record.object] ?? []).map((name) => fields.find((f) => f.name === name)).filter(Boolean)
    .filter((f) => record.fields[f.name] !== undefined);
  const kind = record.isPerson && record.object === 'Account' ? t('personAccount') : desk.label(record.object);
  const view = h('article', { class: 'record' },
    h('section', { class: 'card highlights' },
      h('div', { class: 'highlights-head' },
        h('span', { class: `entity entity-${record.object}`, 'aria-hidden': 'true' }, kind.slice(0, 1)),
        h('div', {}, h('p', { class: 'entity-name' }, kind), h('h1', { class: 'record-name' }, record.name)),
        iconButton('refresh', t('refresh'), () => desk.refresh(), { class: 'button-icon bordered' })),
      h('dl', { class: 'highlight-fields' }, highlights.map(labelled))),
    h('div', { class: 'record-columns' },
      h('div', { class: 'record-left' },
        h('section', { class: 'card' }, h('h2', { class: 'card-title' }, t('details')), h('dl', { class: 'fields' }, fields.map(labelled))),
        related(desk, record)),
      h('div', { class: 'record-right' }, activity(desk, record))));
  view.dataset.title = record.name;
  view.dataset.recordId = record.id;
  return view;
}

/** A field's value: telephone numbers that can be dialled, references as links, everything else as text. */
export function fieldValue(desk, record, field) {
  const value = record.fields[field.name];
  if (value === undefined || value === null) return h('span', { class: 'empty' }, t('noOne'));
  switch (field.type) {
    case 'phone': return phone(desk, record, value);
    case 'reference': {
      const user = desk.session.users.find((u) => u.id === value);
      const reference = record.references[field.name];
      return reference ? recordLink(desk, reference) : user ? desk.userName(user) : value;
    }
    case 'boolean': return value ? t('yes') : t('no');
    case 'count': return field.name === 'CallDurationInSeconds' ? t('duration', value) : String(value);
    case 'dateTime': return new Intl.DateTimeFormat(desk.lang, { dateStyle: 'medium', timeStyle: 'short', timeZone: 'Asia/Tokyo' }).format(new Date(value));
    case 'textArea': return h('span', { class: 'lines' }, value);
    default: return String(value);
  }
}

/** A telephone number: a button while click-to-dial is enabled. It dials the stored text. */
function phone(desk, record, value) {
  if (!desk.clickToDial) {
    return h('span', { class: 'phone', title: t('ctdOff') }, icon('call'), value);
  }
  return h('button', { type: 'button', class: 'phone phone-on', 'aria-label': t('ctdOn', value), title: t('ctdOn', value),
    onclick: () => desk.dial(value, record) }, icon('call'), value);
}

function related(desk, record) {
  const rows = record.related.map((other) => h('li', {},
    h('span', { class: `entity small entity-${other.object}`, 'aria-hidden': 'true' }, desk.label(other.object).slice(0, 1)),
    recordLink(desk, other), h('span', { class: 'quiet' }, other.object === 'Case' ? other.fields.Subject : other.fields.Title ?? desk.label(other.object))));
  return h('section', { class: 'card' }, h('h2', { class: 'card-title' }, `${t('related')} (${record.related.length})`),
    rows.length > 0 ? h('ul', { class: 'related' }, rows) : h('p', { class: 'quiet' }, t('noRelated')));
}

function activity(desk, record) {
  const fields = desk.fields('Task');
  const shown = ['CallType', 'CallDurationInSeconds', 'CallDisposition', 'WhoId', 'WhatId', 'ActivityDate'];
  const entry = (task) => h('li', { class: 'activity', 'data-task': task.id },
    h('span', { class: 'activity-icon' }, icon(task.fields.TaskSubtype === 'Call' ? 'log_a_call' : 'task')),
    h('div', {},
      h('h3', { class: 'activity-title' }, recordLink(desk, task)),
      h('dl', { class: 'activity-fields' }, shown.map((name) => fields.find((f) => f.name === name)).filter((f) => f && task.fields[f.name] !== undefined)
        .map((f) => h('div', {}, h('dt', {}, desk.fieldLabel(f)), h('dd', {}, fieldValue(desk, task, f))))),
      task.fields.Description ? h('p', { class: 'lines' }, task.fields.Description) : null));
  return h('section', { class: 'card', 'aria-label': t('activity') }, h('h2', { class: 'card-title' }, t('activity')),
    record.timeline.length > 0 ? h('ol', { class: 'timeline' }, record.timeline.map(entry)) : h('p', { class: 'quiet' }, t('noActivity')));
}
