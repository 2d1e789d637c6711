/**
 * The pages of a browser tab: a single page in a standard app, workspace tabs with subtabs in a console, and a modal over either.
 * Every change names the page for Open CTI's navigation event. Pure.
 */
import { address } from './pages.js';

export class Workspace {
  /**
   * @param {'standard' | 'console'} app
   * @param {object} start the first page
   * @param {(page: object, reason: string) => void} onNavigation called for every navigation event
   */
  constructor(app, start, onNavigation = () => {}) {
    this.app = app;
    this.onNavigation = onNavigation;
    this.next = 1;
    this.modal = null;
    this.queued = [];
    this.tabs = [];
    this.active = null;
    this.page = { kind: 'home' };
    if (start.kind === 'new') {
      this.show(this.page);
      this.modal = { ...start, background: address(this.page) };
    } else {
      this.show(start);
    }
  }

  /** The page in front, the modal's if one is open. */
  current() {
    return this.modal ?? this.background();
  }

  /** The page behind a modal. */
  background() {
    if (this.app === 'standard' || this.active === null) return this.page;
    const tab = this.tab(this.active);
    return tab.subtabs.find((s) => s.id === tab.activeSub)?.page ?? tab.page;
  }

  tab(id) {
    return this.tabs.find((t) => t.id === id);
  }

  /** Opens a page; in a console as a workspace tab, or as a subtab of the tab in front, unless a tab shows it already. */
  go(page, { subtab = false } = {}) {
    if (page.kind === 'new') {
      this.modal = { ...page, background: address(this.background()) };
      this.onNavigation(this.modal, 'modal');
      return;
    }
    this.show(page, subtab);
    this.onNavigation(page, 'navigate');
  }

  show(page, subtab = false) {
    const tabbed = ['record', 'flow', 'visualforce', 'search', 'missing'].includes(page.kind);
    if (this.app === 'standard' || !tabbed) {
      this.page = page;
      this.active = null;
      return;
    }
    const same = (other) => address(other) === address(page);
    for (const tab of this.tabs) {
      const sub = tab.subtabs.find((s) => same(s.page));
      if (sub || same(tab.page)) {
        this.active = tab.id;
        tab.activeSub = sub?.id ?? null;
        return;
      }
    }
    const id = this.next;
    this.next += 1;
    if (subtab && this.active !== null) {
      const tab = this.tab(this.active);
      tab.subtabs.push({ id, page });
      tab.activeSub = id;
    } else {
      this.tabs.push({ id, page, subtabs: [], activeSub: null });
      this.active = id;
    }
  }

  /** Brings a tab to the front (null: the object behind the tabs), or one of its subtabs (null: its own page). */
  select(tabId, subId = null) {
    this.active = tabId;
    if (tabId !== null) this.tab(tabId).activeSub = subId;
    this.onNavigation(this.current(), 'tab');
  }

  /** Closes a tab or a subtab; its neighbour comes to the front. */
  close(tabId, subId = null) {
    const before = this.current();
    const tab = this.tab(tabId);
    if (subId !== null) {
      tab.subtabs = tab.subtabs.filter((s) => s.id !== subId);
      if (tab.activeSub === subId) tab.activeSub = tab.subtabs.at(-1)?.id ?? null;
    } else {
      const index = this.tabs.indexOf(tab);
      this.tabs.splice(index, 1);
      if (this.active === tabId) this.active = (this.tabs[index] ?? this.tabs[index - 1])?.id ?? null;
    }
    if (this.current() !== before) this.onNavigation(this.current(), 'tab');
  }

  /** Leaves the modal, for the saved record or the page behind. */
  closeModal(saved = null) {
    this.modal = null;
    if (saved) this.show(saved);
    this.onNavigation(this.current(), saved ? 'saved' : 'cancelled');
    const [first, ...rest] = this.queued;
    this.queued = rest;
    if (first) this.go(first);
  }

  /** A screen pop; while a modal is open, by the switch `modalPop`. Returns false if the pop is refused. */
  pop(page, rule = 'queue') {
    if (!this.modal) {
      this.go(page);
    } else if (rule === 'replace') {
      this.modal = null;
      this.go(page);
    } else if (rule === 'queue') {
      this.queued.push(page);
    } else {
      return false;
    }
    return true;
  }

  /** Repeats the event of the page in front: the document has the focus again, or a tab was refreshed. */
  again(reason) {
    this.onNavigation(this.current(), reason);
  }
}
