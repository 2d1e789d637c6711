/** Labelled controls of a tool: a row with its label before it. */
import { h } from '../dom.js';

const row = (control, label) => ({ control, row: h('div', { class: 'switch' }, h('label', { for: control.id }, label), control) });

/** A select; `options` are pairs of value and text. */
export const selectRow = (id, label, options) => row(h('select', { id }, optionsOf(options)), label);

/** A text field. */
export const inputRow = (id, label, type, more = {}) => row(h('input', { id, type, autocomplete: 'off', ...more }), label);

/** A check box. */
export function checkRow(id, label) {
  const control = h('input', { id, type: 'checkbox' });
  return { control, row: h('div', { class: 'switch switch-flag' }, h('label', { for: id }, label), control) };
}

/** The options of a select, from pairs of value and text. */
export const optionsOf = (pairs) => pairs.map(([value, text]) => h('option', { value }, text));
