/** How the exchange misbehaves: it stops, restarts, refuses, answers late, or sends events twice. */
import { h } from '../dom.js';
import { t } from '../text/index.js';
import { ask } from '../exchange.js';
import { checkRow, inputRow } from './controls.js';

/**
 * @param {string} own this tab's extension
 * @param {(run: () => Promise) => Promise} attempt runs a request and shows its error
 * @returns {HTMLElement}
 */
export function exchangeFaults(own, attempt) {
  const refuses = checkRow('exchange-refuses', t('refuses'));
  const doubles = checkRow('exchange-doubles', t('doublesEvents'));
  const late = inputRow('exchange-late', t('answersAfter'), 'number', { min: 0, max: 60, value: 0 });
  const submit = (event) => {
    event.preventDefault();
    const answersAfterMs = Math.round(Number(late.control.value) * 1000);
    attempt(() => ask('faults', { refuses: refuses.control.checked, doublesEvents: doubles.control.checked, answersAfterMs }));
  };
  const button = (label, path, body) => h('button', { type: 'button', class: 'button', onclick: () => attempt(() => ask(path, body)) }, label);
  return h('form', { onsubmit: submit },
    h('fieldset', { class: 'switches' }, h('legend', {}, t('exchangeFaults')), refuses.row, doubles.row, late.row,
      h('div', { class: 'tool-buttons' }, h('button', { type: 'submit', class: 'button' }, t('setFaults')))),
    h('div', { class: 'tool-buttons' },
      button(t('phoneOff'), `phones/${own}`, { registered: false }),
      button(t('phoneOn'), `phones/${own}`, { registered: true }),
      button(t('pbxDown'), 'pbx', { up: false }),
      button(t('pbxUp'), 'pbx', { up: true }),
      button(t('pbxRestart'), 'pbx', { up: true, forget: true })));
}
