/** Components of other people on the page: they see the panel's calls by the message channel, and ask it to dial. */
import { h } from '../dom.js';
import { t } from '../text/index.js';
import { inputRow } from './controls.js';

const CHANNEL = 'Denwa__c';

/** @returns {{element: HTMLElement, stop: () => void}} */
export function componentsPanel(desk) {
  const calls = new Map();
  const list = h('ul', { class: 'related', id: 'channel-calls' });
  const refused = h('p', { role: 'alert', class: 'problems' });
  const number = inputRow('channel-number', t('channelNumber'), 'tel', {});
  const row = ({ call, state, number: digits, recordName }) => h('li', { 'data-call': call, 'data-state': state }, `${t(`state_${state}`)} ${recordName ?? digits ?? t('noOne')}`);
  const stop = desk.bus.listen(CHANNEL, (message) => {
    if (message?.type === 'call') calls.set(message.call, message);
    if (message?.type === 'refused') refused.textContent = t('channelRefused', message.reason);
    list.replaceChildren(...[...calls.values()].map(row));
  });
  const submit = (event) => {
    event.preventDefault();
    refused.textContent = '';
    const page = desk.workspace.background();
    const record = page.kind === 'record' ? desk.records.get(page.id) : null;
    desk.bus.send(CHANNEL, { type: 'dial', number: number.control.value, ...(record && { recordId: record.id, recordName: record.name }) });
  };
  const element = h('div', { class: 'tool' }, h('p', { class: 'quiet' }, t('componentsHelp')), list,
    h('form', { onsubmit: submit }, number.row, h('div', { class: 'tool-buttons' }, h('button', { type: 'submit', class: 'button' }, t('channelDial')))), refused);
  desk.bus.send(CHANNEL, { type: 'report' });
  return { element, stop };
}
