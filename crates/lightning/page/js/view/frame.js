/** The page's head: app name, search, user; below it the objects, and in a console the workspace tabs. */
import { h, icon, iconButton } from '../dom.js';
import { t } from '../text/index.js';
import { address } from '../pages.js';

const OBJECTS = ['Account', 'Contact', 'Lead', 'Case', 'Opportunity', 'Order__c', 'Task'];

/** The search field, languages and user. */
export function header(desk) {
  const search = (event) => {
    event.preventDefault();
    const term = new FormData(event.target).get('term').trim();
    if (term) desk.go({ kind: 'search', term });
  };
  const other = desk.app === 'console' ? 'standard' : 'console';
  const otherName = t(other === 'console' ? 'appConsole' : 'appStandard');
  const { user } = desk.session;
  return h('header', { class: 'header' },
    h('div', { class: 'header-mark' }, icon('exchange'), h('span', {}, t('orgName'))),
    h('form', { class: 'header-search', role: 'search', onsubmit: search },
      icon('search'),
      h('input', { type: 'search', name: 'term', 'aria-label': t('search'), placeholder: t('searchPlaceholder'), autocomplete: 'off' })),
    h('div', { class: 'header-end' },
      pageLink(desk, { kind: 'setup' }, t('customSettings'), { class: 'header-link' }),
      h('a', { href: desk.link({ app: other }), class: 'header-link', title: t('switchApp', otherName) }, otherName),
      h('a', { href: desk.link({ lang: desk.lang === 'ja' ? 'en' : 'ja' }), class: 'header-link', lang: desk.lang === 'ja' ? 'en' : 'ja' }, t('otherLanguage')),
      h('span', { class: 'avatar', role: 'img', 'aria-label': `${t('userMenu')}: ${desk.userName(user)}`, title: desk.userName(user) },
        user.last.slice(0, 1))));
}

/** A link that opens a page inside this document. With a modifier key the browser opens it as usual. */
export function pageLink(desk, page, content, { subtab = false, ...more } = {}) {
  const onclick = (event) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    desk.go(page, { subtab });
  };
  return h('a', { href: address(page), onclick, ...more }, content);
}

/** A reference to a record by name. */
export const recordLink = (desk, { id, object, name }, more) =>
  pageLink(desk, { kind: 'record', id, object }, name, { subtab: desk.app === 'console', ...more });

/** The bar under the header. */
export function navigation(desk) {
  const { workspace, app } = desk;
  const appName = h('span', { class: 'app-name' }, t(app === 'console' ? 'appConsole' : 'appStandard'));
  return app === 'console' ? consoleBar(desk, workspace, appName) : standardBar(desk, workspace, appName);
}

function standardBar(desk, workspace, appName) {
  const page = workspace.background();
  const here = (object) => page.object === object || (page.kind === 'home' && object === null);
  const item = (object, to, label) => h('li', {},
    pageLink(desk, to, label, { class: 'nav-item', 'aria-current': here(object) ? 'page' : null }));
  return h('nav', { class: 'nav', 'aria-label': t('objects') }, appName,
    h('ul', {}, item(null, { kind: 'home' }, t('home')),
      OBJECTS.map((o) => item(o, { kind: 'objecthome', object: o }, desk.label(o, true)))));
}

function consoleBar(desk, workspace, appName) {
  const behind = workspace.page.kind === 'objecthome' || workspace.page.kind === 'list' ? workspace.page.object : '';
  const choose = (event) => {
    const object = event.target.value;
    desk.go(object === '' ? { kind: 'home' } : { kind: 'objecthome', object });
  };
  const titleOf = (page) => (page.kind === 'record' ? desk.records.get(page.id)?.name ?? page.id : title(desk, page));
  const tab = (entry) => {
    const current = workspace.active === entry.id;
    return h('li', { class: current ? 'tab current' : 'tab' },
      h('button', { type: 'button', class: 'tab-name', 'aria-current': current ? 'page' : null, onclick: () => workspace.select(entry.id) }, titleOf(entry.page)),
      iconButton('close', t('closeTab', titleOf(entry.page)), () => workspace.close(entry.id)));
  };
  const active = workspace.active === null ? null : workspace.tab(workspace.active);
  const sub = (entry, page, id) => {
    const current = active.activeSub === id;
    return h('li', { class: current ? 'tab current' : 'tab' },
      h('button', { type: 'button', class: 'tab-name', 'aria-current': current ? 'page' : null, onclick: () => workspace.select(entry.id, id) }, titleOf(page)),
      id === null ? null : iconButton('close', t('closeTab', titleOf(page)), () => workspace.close(entry.id, id)));
  };
  return h('nav', { class: 'nav nav-console', 'aria-label': t('objects') }, appName,
    h('select', { 'aria-label': t('objects'), class: workspace.active === null ? 'nav-select current' : 'nav-select', onchange: choose },
      [['', t('home')], ...OBJECTS.map((o) => [o, desk.label(o, true)])].map(([value, label]) =>
        h('option', { value, selected: value === behind }, label))),
    workspace.active !== null
      ? iconButton('minimise', t('objects'), () => workspace.select(null))
      : null,
    h('ul', { class: 'tabs', 'aria-label': t('workspaces') }, workspace.tabs.map(tab)),
    active && active.subtabs.length > 0
      ? h('ul', { class: 'tabs subtabs', 'aria-label': t('subtabs') }, sub(active, active.page, null), active.subtabs.map((s) => sub(active, s.page, s.id)))
      : null);
}

/** A page's title. */
export function title(desk, page) {
  switch (page.kind) {
    case 'objecthome':
    case 'list': return desk.label(page.object, true);
    case 'search': return `${t('search')}: ${page.term}`;
    case 'flow': return page.name;
    case 'visualforce': return page.url.split('?')[0].split('/').at(-1);
    case 'setup': return t('customSettings');
    case 'missing': return t('missingTitle');
    default: return t('home');
  }
}
