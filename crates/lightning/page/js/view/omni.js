/** Omni-Channel with the package's component: the presence status, and what the component says. */
import { h } from '../dom.js';
import { t } from '../text/index.js';

/** @returns {{element: HTMLElement, update: (what: string) => void}} */
export function omniPanel(desk) {
  const { omni } = desk;
  const label = ({ label: [en, ja] }) => (desk.lang === 'ja' ? ja : en);
  const select = h('select', { id: 'presence', onchange: () => omni.take(select.value || null) },
    h('option', { value: '' }, t('signedOut')), omni.statuses.map((one) => h('option', { value: one.name }, label(one))));
  const words = h('p', { role: 'status' });
  const update = () => {
    select.value = omni.current?.name ?? '';
    words.textContent = desk.omniWords;
  };
  update();
  return { element: h('div', { class: 'tool' }, h('p', { class: 'quiet' }, t('omniHelp')), h('div', { class: 'switch' }, h('label', { for: 'presence' }, t('presence')), select), words), update };
}
