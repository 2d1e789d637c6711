/** Setup: the package's custom settings as they stand, edited by hand. Nothing is checked, as on Salesforce's own Manage page. */
import { h } from '../dom.js';
import { t } from '../text/index.js';

/** A value as text in a field of the form. */
const shown = (value) => (value === undefined || value === null ? '' : typeof value === 'string' ? value : JSON.stringify(value));

/** The value to store for a field of the form: a number if the field is numeric and the text is a number, `null` if the text is empty. */
const stored = (text, number) => (text === '' ? null : number && Number.isFinite(Number(text)) ? Number(text) : text);

/** @returns {Promise<HTMLElement>} */
export async function setupView(desk) {
  const place = h('div', { class: 'setup' });
  const said = h('p', { role: 'status', class: 'quiet' });
  let owner = 'organisation';
  const draw = async () => {
    const all = await desk.org.settings();
    const edit = async (change) => {
      said.textContent = '';
      await desk.org.editSettings(change);
      await draw();
      said.textContent = t('saved');
    };
    place.replaceChildren(fields(all, owner, edit, (next) => { owner = next; draw(); }), ...all.schema.lists.map((list) => rows(all, list, edit)), locks(all, edit));
  };
  await draw();
  return h('div', { class: 'narrow' },
    h('section', { class: 'card' }, h('h1', { class: 'record-name' }, t('customSettings')), h('p', {}, t('customSettingsHelp')), said), place);
}

const ownerName = ({ level, name }) => `${name} (${level})`;

/** A form that stores only changed values. */
function form(name, content, submit) {
  return h('form', { class: 'card list', 'data-setting': name, autocomplete: 'off', onsubmit: (event) => { event.preventDefault(); submit(event.target); } },
    h('h2', { class: 'card-title' }, name), content,
    h('div', { class: 'modal-foot' }, h('button', { type: 'submit', class: 'button' }, t('save'))));
}

const table = (heads, body) => h('div', { class: 'table-scroll' },
  h('table', { class: 'table' }, h('thead', {}, h('tr', {}, heads.map((head) => h('th', { scope: 'col' }, head)))), h('tbody', {}, body)));

function fields(all, owner, edit, choose) {
  const chosen = all.owners.find(({ key }) => key === owner);
  const row = all.rows[chosen.id] ?? {};
  const unknown = Object.keys(row).filter((name) => !all.schema.fields.some(({ field }) => field === name)).map((field) => ({ field }));
  const known = [...all.schema.fields, ...unknown];
  const inputs = known.map(({ field, number }) => ({
    field, number, was: shown(row[field]), input: h('input', { type: 'text', id: `raw-${field}`, name: field, value: shown(row[field]) }),
  }));
  const content = [
    h('label', { class: 'form-field' }, t('location'), h('select', { name: 'location', onchange: (event) => choose(event.target.value) },
      all.owners.map((o) => h('option', { value: o.key, selected: o.key === owner }, ownerName(o))))),
    table([t('field'), t('value')], inputs.map(({ field, input }) =>
      h('tr', {}, h('th', { scope: 'row' }, h('label', { for: `raw-${field}` }, field)), h('td', {}, input)))),
  ];
  return form('Denwa_Settings__c', content, () => edit({
    levels: { [owner]: Object.fromEntries(inputs.filter(({ input, was }) => input.value !== was).map(({ field, number, input }) => [field, stored(input.value, number)])) },
  }));
}

function rows(all, { list, columns }, edit) {
  const body = [];
  const add = ({ owner = all.owners[0].id, order = null, values = {} } = {}) => {
    const where = h('select', { 'aria-label': t('location') }, all.owners.map((o) => h('option', { value: o.id, selected: o.id === owner }, ownerName(o))));
    const place = h('input', { type: 'text', 'aria-label': t('order'), size: '4', value: shown(order) });
    const cells = columns.map(({ field, number }) => ({ field, number, input: h('input', { type: 'text', 'aria-label': field, value: shown(values[field]) }) }));
    const element = h('tr', {}, h('td', {}, where), h('td', {}, place), cells.map(({ input }) => h('td', {}, input)),
      h('td', {}, h('button', { type: 'button', class: 'button', onclick: () => { element.remove(); body.splice(body.indexOf(entry), 1); } }, t('deleteRow'))));
    const entry = {
      element,
      read: () => ({ owner: where.value, order: stored(place.value, true), ...Object.fromEntries(cells.map((c) => [c.field, stored(c.input.value, c.number)])) }),
    };
    body.push(entry);
    return element;
  };
  const place = h('div', {}, table([t('location'), t('order'), ...columns.map(({ field }) => field), ''], all.lists.filter((row) => row.list === list).map(add)));
  const more = h('button', { type: 'button', class: 'button', onclick: () => place.querySelector('tbody').append(add()) }, t('addRow'));
  return form(list, [place, more], () => edit({ lists: { [list]: body.map(({ read }) => read()) } }));
}

function locks(all, edit) {
  const choices = [['', t('lockDefault')], ['true', t('locked')], ['false', t('unlocked')]];
  const selects = all.schema.fields.map(({ field }) => {
    const was = all.locks[field] === undefined ? '' : String(all.locks[field]);
    return { field, was, select: h('select', { id: `lock-${field}` }, choices.map(([value, label]) => h('option', { value, selected: value === was }, label))) };
  });
  const content = table([t('field'), t('locks')], selects.map(({ field, select }) =>
    h('tr', {}, h('th', { scope: 'row' }, h('label', { for: `lock-${field}` }, field)), h('td', {}, select))));
  return form('Denwa_Lock__c', content, () => edit({
    locks: Object.fromEntries(selects.filter(({ select, was }) => select.value !== was).map(({ field, select }) => [field, select.value === '' ? null : select.value === 'true'])),
  }));
}
