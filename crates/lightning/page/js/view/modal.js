/** The dialogue for a new record: it covers the whole page, the softphone included. */
import { h, iconButton } from '../dom.js';
import { t } from '../text/index.js';

const ORDER = { Contact: ['LastName', 'FirstName'], Lead: ['LastName', 'FirstName'] };

/** @returns {HTMLElement} */
export function modalView(desk, page) {
  const label = t('newOf', desk.label(page.object));
  const first = ORDER[page.object] ?? [];
  const hidden = page.object === 'Account' ? ['FirstName', 'LastName', 'PersonMobilePhone', 'PersonEmail'] : [];
  const fields = desk.fields(page.object).filter((f) => f.createable && !['CurrencyIsoCode', 'OwnerId'].includes(f.name) && !hidden.includes(f.name))
    .sort((a, b) => rank(first, a) - rank(first, b));
  const problems = h('div', { role: 'alert', class: 'problems' });
  const cancel = () => desk.workspace.closeModal();
  const save = async (event) => {
    event.preventDefault();
    const form = new FormData(event.target);
    const value = { entityApiName: page.object };
    for (const field of fields) {
      const given = form.get(field.name);
      if (given) value[field.name] = field.type === 'count' ? Number(given) : field.type === 'boolean' ? true : given;
    }
    try {
      const { id } = await desk.org.save(value);
      const saved = { kind: 'record', object: page.object, id };
      await desk.load(saved);
      desk.workspace.closeModal(saved);
    } catch (error) {
      const details = Array.isArray(error.details) ? error.details : [{ message: error.message }];
      problems.replaceChildren(h('p', {}, t('saveFailed')), h('ul', {}, details.map((d) => h('li', {}, d.message))));
    }
  };
  const keys = (event) => {
    if (event.key === 'Escape' && !event.isComposing) cancel();
  };
  return h('div', { class: 'modal-backdrop' },
    h('div', { class: 'modal', role: 'dialog', 'aria-modal': 'true', 'aria-labelledby': 'modal-title', onkeydown: keys },
      iconButton('close', t('close'), cancel, { class: 'button-icon modal-close' }),
      h('h2', { id: 'modal-title', class: 'modal-title' }, label),
      h('form', { class: 'modal-form', onsubmit: save, novalidate: true },
        h('div', { class: 'modal-fields' }, problems, fields.map((f) => input(desk, f, page.defaults?.[f.name]))),
        h('div', { class: 'modal-foot' },
          h('button', { type: 'button', class: 'button', onclick: cancel }, t('cancel')),
          h('button', { type: 'submit', class: 'button brand' }, t('save'))))));
}

const rank = (first, field) => (first.includes(field.name) ? first.indexOf(field.name) : first.length);

/** Fills a reference's list with the records it may point to. */
async function choices(desk, field, control, value) {
  for (const object of field.to) {
    const records = (await desk.org.list(object).catch(() => null)) ?? [];
    control.append(...records.map((r) => h('option', { value: r.id, selected: r.id === value }, r.name)));
  }
}

function input(desk, field, given) {
  const id = `new-${field.name}`;
  const value = given === undefined || given === null ? '' : String(given);
  const attributes = { id, name: field.name, 'aria-required': field.required ? 'true' : null };
  let control;
  if (field.type === 'picklist') {
    control = h('select', attributes, ['', ...field.values].map((v) => h('option', { value: v, selected: v === value }, v)));
  } else if (field.type === 'textArea') {
    control = h('textarea', { ...attributes, rows: '3' }, value);
  } else if (field.type === 'reference') {
    control = h('select', attributes, h('option', { value: '' }, ''));
    choices(desk, field, control, value);
  } else {
    const type = { phone: 'tel', email: 'email', date: 'date', count: 'number' }[field.type] ?? 'text';
    control = h('input', { ...attributes, type, value, autocomplete: 'off' });
  }
  return h('div', { class: field.type === 'textArea' ? 'form-field wide' : 'form-field' },
    h('label', { for: id }, field.required ? h('span', { class: 'required', 'aria-hidden': 'true' }, '*') : null, desk.fieldLabel(field)), control);
}
