/** The telephone exchange: calls from people of the sample org, or from strangers, to this tab's agent, a ring group or a queue. */
import { h } from '../dom.js';
import { t } from '../text/index.js';
import { LINES, ask, attachedOf } from '../exchange.js';
import { inputRow, optionsOf, selectRow } from './controls.js';
import { exchangeCalls } from './exchange-calls.js';
import { exchangeExtension } from './exchange-extension.js';
import { exchangeFaults } from './exchange-faults.js';

/** How often the list of calls is read, in milliseconds. */
const POLL_MS = 1000;
const STRANGER = '0699990000';

/** @returns {{element: HTMLElement, stop: () => void}} */
export function exchangePanel(desk) {
  const { extension } = desk.session.user;
  const status = h('p', { role: 'status', class: 'problems' });
  const people = h('ul', { class: 'people' });
  const kind = selectRow('exchange-kind', t('kind'), ['inbound', 'group', 'queue'].map((k) => [k, t(`kind_${k}`)]));
  const line = selectRow('exchange-line', t('line'), LINES.map(([number, name]) => [number, `${name} ${number}`]));
  const queue = selectRow('exchange-queue', t('queue'), []);
  const group = selectRow('exchange-group', t('group'), []);
  const showTarget = () => {
    queue.row.hidden = kind.control.value !== 'queue';
    group.row.hidden = kind.control.value !== 'group';
  };
  kind.control.addEventListener('change', showTarget);
  showTarget();
  const colleagues = desk.session.users.filter((u) => u.extension && u.extension !== extension);
  const colleague = selectRow('exchange-colleague', t('colleague'), colleagues.map((u) => [u.extension, `${desk.userName(u)} ${u.extension}`]));
  const number = inputRow('exchange-number', t('number'), 'tel');
  const name = inputRow('exchange-name', t('callerName'), 'text');
  const ivr = {
    label: inputRow('exchange-data-label', t('dataLabel'), 'text'),
    value: inputRow('exchange-data-value', t('dataValue'), 'text'),
    record: inputRow('exchange-data-record', t('dataRecord'), 'text'),
  };

  const attempt = async (run) => {
    try {
      await run();
      status.textContent = '';
    } catch (error) {
      status.textContent = t('exchangeError', error.message);
    }
    await list();
  };
  const calls = exchangeCalls(extension, attempt);
  const rings = exchangeExtension(extension, attempt);
  const faults = exchangeFaults(extension, attempt);
  const list = async () => {
    try {
      await calls.list();
    } catch (error) {
      status.textContent = t('exchangeError', error.message);
    }
  };

  const place = (call) => attempt(() => ask('calls', call));
  const outside = (from, callerName) => {
    const attached = attachedOf(Object.fromEntries(Object.entries(ivr).map(([key, { control }]) => [key, control.value.trim()])));
    const call = { kind: kind.control.value, from, line: line.control.value, ...attached };
    if (callerName) call.name = callerName;
    if (call.kind === 'queue') call.queue = queue.control.value;
    else if (call.kind === 'group') call.group = group.control.value;
    else call.to = extension;
    return place(call);
  };
  const typed = (event) => {
    event.preventDefault();
    outside(number.control.value.trim(), name.control.value.trim());
  };
  const dial = (dialKind) => place({ kind: dialKind, from: extension, to: number.control.value.trim() });
  const button = (label, onclick, more = {}) => h('button', { type: 'button', class: 'button', onclick, ...more }, label);
  const person = (label, note, from) => h('li', {}, h('button', { type: 'button', class: 'person', onclick: () => outside(from) },
    h('span', { class: 'person-name' }, label), h('span', { class: 'quiet' }, note)));

  desk.org.people().then((found) => people.replaceChildren(
    ...found.map((p) => person(p.name, [p.company, p.phone].filter(Boolean).join(' · '), p.number)),
    person(t('stranger'), STRANGER, STRANGER)));
  attempt(async () => {
    const plan = await ask('plan');
    const members = ({ members, strategy }) => `${members.join(strategy === 'hunt' ? ' → ' : ' + ')}`;
    queue.control.replaceChildren(...optionsOf(plan.queues.map((q) => [q.name, `${q.name} ${members(q)}`])));
    group.control.replaceChildren(...optionsOf(plan.groups.map((g) => [g.number, `${g.number} ${members(g)}`])));
    rings.show(plan.extensions);
  });
  const timer = setInterval(list, POLL_MS);

  const element = h('div', { class: 'tool' }, h('p', { class: 'quiet' }, t('exchangeHelp')), status, calls.element,
    h('div', { class: 'switches' }, kind.row, line.row, queue.row, group.row),
    h('details', { class: 'switches' }, h('summary', {}, t('ivr')), ivr.label.row, ivr.value.row, ivr.record.row),
    h('h3', {}, t('people')), people,
    h('form', { class: 'switches', onsubmit: typed }, number.row, name.row,
      h('div', { class: 'tool-buttons' }, h('button', { type: 'submit', class: 'button brand' }, t('call')),
        button(t('kind_withheld'), () => place({ kind: 'withheld', to: extension, line: line.control.value })),
        button(t('dialOnPhone'), () => dial('outbound')),
        button(t('dialByProgram'), () => dial('click'))),
      h('p', { class: 'quiet' }, t('dialHelp'))),
    h('div', { class: 'switches' }, colleague.row,
      h('div', { class: 'tool-buttons' }, button(t('kind_internal'), () => place({ kind: 'internal', from: colleague.control.value, to: extension })))),
    rings.element,
    faults);
  return { element, stop: () => clearInterval(timer) };
}
