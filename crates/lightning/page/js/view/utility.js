/**
 * The utility bar: the softphone's item and its docked panel with the adapter's frame, and the simulator's own two items.
 * Opening and closing never moves or rebuilds the frame: a minimised panel keeps running.
 */
import { h, icon, iconButton } from '../dom.js';
import { t } from '../text/index.js';
import { exchangePanel } from './exchange.js';
import { behaviourPanel } from './behaviour.js';
import { componentsPanel } from './components.js';
import { omniPanel } from './omni.js';

export class Utility {
  constructor(desk) {
    this.desk = desk;
    this.open = null;
    this.itemIcon = h('span', { class: 'utility-icon' });
    this.itemLabel = h('span', { class: 'utility-label' });
    this.panelIcon = h('span', { class: 'utility-icon' });
    this.panelLabel = h('h2', { class: 'panel-title', id: 'softphone-title' });
    this.place = h('div', { class: 'panel-body' });
    this.loading = h('p', { class: 'panel-loading', role: 'status', hidden: true }, t('panelLoading'));
    const toggle = () => desk.panel.put('visible', !desk.panel.values.visible);
    this.item = h('button', { type: 'button', class: 'utility-item softphone-item', 'aria-controls': 'softphone', onclick: toggle }, this.itemIcon, this.itemLabel);
    this.panel = h('section', { class: 'panel softphone-panel', id: 'softphone', 'aria-labelledby': 'softphone-title' },
      h('div', { class: 'panel-head' }, this.panelIcon, this.panelLabel, iconButton('minimise', t('minimise'), () => desk.panel.put('visible', false))),
      this.place);
    this.tools = [
      { key: 'exchange', icon: 'exchange', label: t('exchange'), make: () => exchangePanel(desk), shown: desk.session.exchange },
      { key: 'behaviour', icon: 'settings', label: t('behaviour'), make: () => behaviourPanel(desk), shown: true },
      { key: 'components', icon: 'log_a_call', label: t('components'), make: () => componentsPanel(desk), shown: true },
      { key: 'omni', icon: 'away', label: t('omni'), make: () => omniPanel(desk), shown: desk.values.omni !== 'off' },
    ].filter((tool) => tool.shown);
    for (const tool of this.tools) {
      tool.item = h('button', { type: 'button', class: 'utility-item tool-item', 'aria-expanded': 'false', onclick: () => this.toggleTool(tool) },
        h('span', { class: 'utility-icon' }, icon(tool.icon)), h('span', { class: 'utility-label' }, tool.label));
      tool.place = h('div', { class: 'panel-body tool-body' });
      tool.panel = h('section', { class: 'panel tool-panel', 'aria-label': tool.label, hidden: true },
        h('div', { class: 'panel-head' }, h('span', { class: 'utility-icon' }, icon(tool.icon)), h('h2', { class: 'panel-title' }, tool.label),
          iconButton('minimise', t('minimise'), () => this.toggleTool(tool))), tool.place);
    }
    const phone = desk.hasSoftphone() ? this.item : h('span', { class: 'utility-note' }, t('notAssigned'));
    this.bar = h('footer', { class: 'utility-bar', 'aria-label': t('utilityBar') }, h('div', { class: 'utility-items' }, phone),
      h('div', { class: 'utility-items', role: 'group', 'aria-label': t('simulator') }, h('span', { class: 'utility-note' }, t('simulator')), this.tools.map((tool) => tool.item)));
    this.elements = [...(desk.hasSoftphone() ? [this.panel] : []), ...this.tools.map((tool) => tool.panel), this.bar];
  }

  start() {
    this.update('panel');
    if (this.desk.hasSoftphone() && (this.desk.values.eager || this.desk.panel.values.visible)) this.load();
  }

  update(what) {
    const { desk } = this;
    const { values } = desk.panel;
    if (what === 'reload') this.load();
    if (what === 'frame') this.loading.hidden = !desk.waiting;
    if (what === 'panel' || what === 'switches') {
      const minimised = desk.values.minimised === 'display' ? 'gone' : 'hidden';
      this.panel.classList.toggle('gone', !values.visible && minimised === 'gone');
      this.panel.classList.toggle('minimised', !values.visible && minimised === 'hidden');
      this.panel.parentElement?.classList.toggle('with-panel', values.visible && values.width <= 410);
      this.panel.style.width = `${values.width}px`;
      this.place.style.height = `${values.height}px`;
      this.item.setAttribute('aria-expanded', String(values.visible));
      this.show(this.itemIcon, this.itemLabel, values.itemIcon, values.itemLabel);
      this.show(this.panelIcon, this.panelLabel, values.panelIcon, values.panelLabel);
      if (values.visible && !desk.frame && desk.hasSoftphone()) this.load();
    }
    for (const tool of this.tools) tool.view?.update?.(what);
  }

  show(iconPlace, labelPlace, key, label) {
    if (iconPlace.firstChild?.dataset.key !== key) iconPlace.replaceChildren(icon(key));
    if (labelPlace.textContent !== label) labelPlace.textContent = label;
  }

  /** Loads the adapter into a new frame. */
  load() {
    if (!this.desk.hasSoftphone()) return;
    const url = this.desk.frameUrl();
    const frame = h('iframe', { class: 'openctiSoftPhone', title: t('phone'), src: url, allow: this.desk.values.allow });
    this.desk.frameLoads(frame);
    this.place.replaceChildren(frame, this.loading);
  }

  toggleTool(tool) {
    const opens = tool.panel.hidden;
    for (const other of this.tools) {
      other.panel.hidden = other !== tool || !opens;
      other.item.setAttribute('aria-expanded', String(other === tool && opens));
      if (other.panel.hidden) {
        other.view?.stop?.();
        other.view = null;
        other.place.replaceChildren();
      }
    }
    if (opens) {
      tool.view = tool.make();
      tool.place.replaceChildren(tool.view.element);
    }
  }
}
