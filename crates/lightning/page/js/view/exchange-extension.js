/** How an extension rings: its phones, follow-me and forwards. */
import { h } from '../dom.js';
import { t } from '../text/index.js';
import { ask, featuresOf } from '../exchange.js';
import { checkRow, inputRow, optionsOf, selectRow } from './controls.js';

const NUMBERS = ['followMe', 'forwardAlways', 'forwardBusy', 'forwardNoAnswer'];
const FLAGS = ['followMeConfirm', 'doNotDisturb', 'callWaiting'];

/**
 * @param {string} own this tab's extension
 * @param {(run: () => Promise) => Promise} attempt runs a request and shows its error
 * @returns {{element: HTMLElement, show: (extensions: object[]) => void}} `show` fills the form from the exchange's plan
 */
export function exchangeExtension(own, attempt) {
  const extension = selectRow('exchange-extension', t('extension'), [[own, own]]);
  const fields = {
    phones: inputRow('exchange-phones', t('phones'), 'number', { min: 1, max: 4 }),
    ...Object.fromEntries(NUMBERS.map((key) => [key, inputRow(`exchange-${key}`, t(key), 'tel')])),
    forwardSeconds: inputRow('exchange-forwardSeconds', t('forwardSeconds'), 'number', { min: 1, max: 60 }),
    ...Object.fromEntries(FLAGS.map((key) => [key, checkRow(`exchange-${key}`, t(key))])),
  };
  let known = [];
  /** The controls that somebody has changed: they stay as they are when the plan arrives. */
  const edited = new Set();

  const fill = () => {
    const features = known.find((e) => e.extension === extension.control.value)?.features ?? {};
    for (const [key, { control }] of Object.entries(fields)) {
      if (edited.has(control)) continue;
      if (control.type === 'checkbox') control.checked = Boolean(features[key]);
      else control.value = features[key] ?? '';
    }
  };
  const show = (extensions) => {
    const chosen = extension.control.value;
    known = extensions;
    extension.control.replaceChildren(...optionsOf(extensions.map((e) => [e.extension, e.extension])));
    extension.control.value = chosen;
    fill();
  };
  extension.control.addEventListener('change', () => {
    edited.clear();
    fill();
  });

  const submit = (event) => {
    event.preventDefault();
    const value = ({ control }) => (control.type === 'checkbox' ? control.checked : control.value.trim());
    const features = featuresOf(Object.fromEntries(Object.entries(fields).map(([key, field]) => [key, value(field)])));
    attempt(async () => {
      await ask(`extensions/${encodeURIComponent(extension.control.value)}`, features);
      edited.clear();
      show((await ask('plan')).extensions);
    });
  };
  const rows = Object.values(fields).map(({ row }) => row);
  const element = h('form', { onsubmit: submit }, h('fieldset', { class: 'switches' }, h('legend', {}, t('rings')), extension.row, rows,
    h('div', { class: 'tool-buttons' }, h('button', { type: 'submit', class: 'button' }, t('apply')))));
  element.addEventListener('input', ({ target }) => edited.add(target));
  return { element, show };
}
