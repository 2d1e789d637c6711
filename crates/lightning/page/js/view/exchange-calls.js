/** The live calls of the exchange, with the actions of everybody in them. */
import { h } from '../dom.js';
import { t } from '../text/index.js';
import { ask, bodyOf, idOf, rowsOf } from '../exchange.js';
import { inputRow } from './controls.js';

/**
 * @param {string} own this tab's extension
 * @param {(run: () => Promise) => Promise} attempt runs a request and shows its error
 * @returns {{element: HTMLElement, list: () => Promise}} `list` reads the calls; it throws what the exchange answers
 */
export function exchangeCalls(own, attempt) {
  const rows = h('ul', { class: 'calls' });
  const target = inputRow('exchange-target', t('target'), 'tel');
  let shown = '';

  const act = (row, action) => attempt(() =>
    ask(`calls/${encodeURIComponent(idOf(action, row))}/${action}`, bodyOf(action, row, own, target.control.value.trim())));
  const keyOf = (row, action) => [row.id, row.party ?? row.kind ?? row.extension, action].join(' ');
  const button = (row, action) =>
    h('button', { type: 'button', class: 'button', 'data-key': keyOf(row, action), onclick: () => act(row, action) }, t(action));
  const item = (row) => h('li', { 'data-row': row.kind ?? 'agent' },
    h('p', {}, row.kind ? t(`row_${row.kind}`, row.text) : row.text),
    h('div', { class: 'tool-buttons' }, row.actions.map((action) => button(row, action))));

  const list = async () => {
    const calls = await ask('calls');
    const now = JSON.stringify(calls);
    if (now === shown) return;
    shown = now;
    const found = calls.flatMap((call) => rowsOf(call, own, calls));
    const focused = rows.contains(document.activeElement) ? document.activeElement.dataset.key : null;
    rows.replaceChildren(...(found.length === 0 ? [h('li', { class: 'quiet' }, t('noCalls'))] : found.map(item)));
    // Whoever works by keyboard stays where she was, or at the first action that is left.
    if (focused) ([...rows.querySelectorAll('button')].find((b) => b.dataset.key === focused) ?? rows.querySelector('button') ?? target.control).focus();
  };
  const element = h('section', { class: 'exchange-calls', 'aria-label': t('calls') }, h('h3', {}, t('calls')), rows,
    h('div', { class: 'switches' }, target.row, h('p', { class: 'quiet' }, t('targetHelp'))));
  return { element, list };
}
