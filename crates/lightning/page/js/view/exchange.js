/** The telephone exchange: calls from people of the sample org, or from strangers, to the agent of this tab. */
import { h } from '../dom.js';
import { t } from '../text/index.js';
import { LINES, QUEUES, actionsOf, ask, describe } from '../exchange.js';

/** How often the list of calls is read, in milliseconds. */
const POLL_MS = 1000;
const STRANGER = '0699990000';

/** @returns {{element: HTMLElement, stop: () => void}} */
export function exchangePanel(desk) {
  const { extension } = desk.session.user;
  const status = h('p', { role: 'status', class: 'problems' });
  const people = h('ul', { class: 'people' });
  const calls = h('ul', { class: 'calls' });
  const select = (name, label, options) => {
    const control = h('select', { id: `exchange-${name}` }, options.map(([value, text]) => h('option', { value }, text)));
    return { control, row: h('div', { class: 'switch' }, h('label', { for: control.id }, label), control) };
  };
  const text = (name, label, type) => {
    const control = h('input', { id: `exchange-${name}`, type, autocomplete: 'off' });
    return { control, row: h('div', { class: 'switch' }, h('label', { for: control.id }, label), control) };
  };
  const kind = select('kind', t('kind'), ['inbound', 'queue'].map((k) => [k, t(`kind_${k}`)]));
  const line = select('line', t('line'), LINES.map(([number, name]) => [number, `${name} ${number}`]));
  const queue = select('queue', t('queue'), QUEUES.map((q) => [q, q]));
  const showQueue = () => { queue.row.hidden = kind.control.value !== 'queue'; };
  kind.control.addEventListener('change', showQueue);
  showQueue();
  const colleagues = desk.session.users.filter((u) => u.extension && u.extension !== extension);
  const colleague = select('colleague', t('colleague'), colleagues.map((u) => [u.extension, `${desk.userName(u)} ${u.extension}`]));
  const number = text('number', t('number'), 'tel');
  const name = text('name', t('callerName'), 'text');

  const attempt = async (run) => {
    try {
      await run();
      status.textContent = '';
    } catch (error) {
      status.textContent = t('exchangeError', error.message);
    }
    await list();
  };
  const place = (call) => attempt(() => ask('calls', call));
  const outside = (from, callerName) => {
    const call = { kind: kind.control.value, from, line: line.control.value };
    if (callerName) call.name = callerName;
    if (call.kind === 'queue') call.queue = queue.control.value;
    else call.to = extension;
    return place(call);
  };
  const typed = (event) => {
    event.preventDefault();
    outside(number.control.value.trim(), name.control.value.trim());
  };
  const button = (label, onclick, more = {}) => h('button', { type: 'button', class: 'button', onclick, ...more }, label);
  const person = (label, note, from) => h('li', {}, h('button', { type: 'button', class: 'person', onclick: () => outside(from) },
    h('span', { class: 'person-name' }, label), h('span', { class: 'quiet' }, note)));

  let shown = '';
  const list = async () => {
    let found;
    try {
      found = await ask('calls');
    } catch (error) {
      status.textContent = t('exchangeError', error.message);
      return;
    }
    const now = JSON.stringify(found);
    if (now === shown) return;
    shown = now;
    const parts = (Array.isArray(found) ? found : found?.calls ?? []).flatMap(({ id, parts }) => parts.map((part) => ({ id, ...part })));
    calls.replaceChildren(...(parts.length === 0 ? [h('li', { class: 'quiet' }, t('noCalls'))] : parts.map((part) =>
      h('li', {}, h('p', {}, describe(part)), h('div', { class: 'tool-buttons' },
        actionsOf(part.call).map((action) => button(t(action), () => attempt(() => ask(`calls/${encodeURIComponent(part.id)}/${action}`,
          action.startsWith('remote') ? {} : { extension: part.extension })))))))));
  };
  desk.org.people().then((found) => people.replaceChildren(
    ...found.map((p) => person(p.name, [p.company, p.phone].filter(Boolean).join(' · '), p.number)),
    person(t('stranger'), STRANGER, STRANGER)));
  list();
  const timer = setInterval(list, POLL_MS);

  const element = h('div', { class: 'tool' }, h('p', { class: 'quiet' }, t('exchangeHelp')), status,
    h('section', { class: 'exchange-calls', 'aria-label': t('calls') }, h('h3', {}, t('calls')), calls),
    h('div', { class: 'switches' }, kind.row, line.row, queue.row),
    h('h3', {}, t('people')), people,
    h('form', { class: 'switches', onsubmit: typed }, number.row, name.row,
      h('div', { class: 'tool-buttons' }, h('button', { type: 'submit', class: 'button brand' }, t('call')),
        button(t('kind_withheld'), () => place({ kind: 'withheld', to: extension, line: line.control.value })))),
    h('div', { class: 'switches' }, colleague.row,
      h('div', { class: 'tool-buttons' }, button(t('kind_internal'), () => place({ kind: 'internal', from: colleague.control.value, to: extension })))),
    h('div', { class: 'tool-buttons' },
      button(t('phoneOff'), () => attempt(() => ask(`phones/${extension}`, { registered: false }))),
      button(t('phoneOn'), () => attempt(() => ask(`phones/${extension}`, { registered: true }))),
      button(t('pbxDown'), () => attempt(() => ask('pbx', { up: false }))),
      button(t('pbxUp'), () => attempt(() => ask('pbx', { up: true })))));
  return { element, stop: () => clearInterval(timer) };
}
