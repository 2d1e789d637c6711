/** The panel with the switches. */
import { h } from '../dom.js';
import { t } from '../text/index.js';
import { SWITCH_TEXTS } from '../text/switches.js';
import { SWITCHES, asText } from '../behaviour.js';

const GROUPS = ['transport', 'unknown', 'navigation', 'org', 'frame'];

/** @returns {{element: HTMLElement, update: (what: string) => void}} */
export function behaviourPanel(desk) {
  const controls = new Map();
  const problem = h('p', { role: 'alert', class: 'problems' });
  const set = (name, value) => {
    try {
      desk.set({ [name]: value });
      problem.textContent = '';
    } catch (error) {
      problem.textContent = error.message;
    }
  };
  const control = (name) => {
    const { kind, choices, signed } = SWITCHES[name];
    const id = `switch-${name}`;
    const label = SWITCH_TEXTS[name][desk.lang === 'ja' ? 1 : 0];
    let input;
    if (kind === 'flag') {
      input = h('input', { id, type: 'checkbox', onchange: (e) => set(name, e.target.checked) });
    } else if (kind === 'choice') {
      input = h('select', { id, onchange: (e) => set(name, e.target.value) }, choices.map((c) => h('option', { value: c }, c)));
    } else {
      const more = kind === 'number' ? { type: 'number', min: signed ? null : '0', step: '50' } : { type: 'text', autocomplete: 'off', spellcheck: 'false' };
      input = h('input', { id, ...more, onchange: (e) => set(name, e.target.value) });
    }
    controls.set(name, input);
    return h('div', { class: kind === 'flag' ? 'switch switch-flag' : 'switch' }, h('label', { for: id, title: name }, label), input);
  };
  const group = (key) => h('fieldset', { class: 'switches' }, h('legend', {}, t(`group_${key}`)),
    Object.keys(SWITCHES).filter((name) => SWITCHES[name].group === key).map(control));
  const resetOrg = async () => {
    await desk.org.reset();
    await desk.refresh();
  };
  const element = h('div', { class: 'tool' }, h('p', { class: 'quiet' }, t('behaviourHelp')), problem, GROUPS.map(group),
    h('div', { class: 'tool-buttons' },
      h('button', { type: 'button', class: 'button', onclick: () => desk.changed('reload') }, t('reloadPanel')),
      h('button', { type: 'button', class: 'button', onclick: resetOrg }, t('resetOrg'))));
  const update = () => {
    for (const [name, input] of controls) {
      const value = desk.values[name];
      if (input.type === 'checkbox') input.checked = value;
      else if (document.activeElement !== input) input.value = asText(name, value);
    }
  };
  update();
  return { element, update };
}
