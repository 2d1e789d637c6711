/** Reads the address, opens the desk, builds the page around it. */
import { Desk } from './desk.js';
import { use, t } from './text/index.js';
import { h } from './dom.js';
import { address, isOwn, pageAt } from './pages.js';
import { inspection } from './inspect.js';
import { header, navigation } from './view/frame.js';
import { pageView } from './view/page.js';
import { modalView } from './view/modal.js';
import { Utility } from './view/utility.js';
import { reloadOnBuild } from './reload.js';

const query = new URLSearchParams(window.location.search);
const lang = query.get('lang') === 'ja' ? 'ja' : 'en';
const app = query.get('app') === 'console' ? 'console' : 'standard';
const user = query.get('user') ?? 'sato';

/** The parameters that stay in the address from page to page: switches, language, app and user. */
const kept = new URLSearchParams([...query].filter(([name]) => isOwn(name)));

use(lang);
document.documentElement.lang = lang;

const desk = new Desk({ user, lang, app, search: window.location.search, path: window.location.pathname });
const ready = desk.open().then(show);
window.lightning = inspection(desk, ready);

/** The address of this tab with something else in its query. */
desk.link = (changes) => {
  const next = new URLSearchParams(kept);
  for (const [name, value] of Object.entries(changes)) next.set(name, value);
  return `${window.location.pathname}?${next}`;
};

function addressWithSwitches(page) {
  const url = address(page);
  const query = kept.toString();
  return query === '' ? url : `${url}${url.includes('?') ? '&' : '?'}${query}`;
}

async function show() {
  const main = h('main', { class: 'main', id: 'main', tabindex: '-1' });
  const bar = h('div', { class: 'navigation-place' });
  const modals = h('div', { class: 'modal-place' });
  const stage = h('div', { class: 'stage' }, header(desk), bar, main);
  const utility = new Utility(desk);
  stage.append(...utility.elements);
  document.body.append(stage, modals);
  if (desk.problems.length > 0) document.body.append(h('div', { class: 'toast', role: 'status' }, desk.problems.join(' ')));

  let shown = null;
  const draw = async () => {
    const page = desk.workspace.current();
    const behind = desk.workspace.background();
    const url = addressWithSwitches(page);
    if (url !== shown) {
      history[shown === null ? 'replaceState' : 'pushState'](null, '', url);
      shown = url;
    }
    bar.replaceChildren(navigation(desk));
    const view = await pageView(desk, behind);
    if (desk.workspace.background() !== behind) return;
    main.replaceChildren(view);
    document.title = `${view.dataset.title ?? t('home')} | ${t(app === 'console' ? 'appConsole' : 'appStandard')}`;
    const modal = desk.workspace.modal;
    if (modals.modal !== modal) {
      modals.modal = modal;
      modals.replaceChildren(...(modal ? [modalView(desk, modal)] : []));
      stage.inert = Boolean(modal);
      modals.querySelector('input, select, textarea')?.focus();
    }
  };
  window.addEventListener('popstate', () => {
    shown = `${window.location.pathname}${window.location.search}`;
    if (desk.workspace.modal) desk.workspace.modal = null;
    desk.go(pageAt(shown));
  });
  desk.changed = (what) => {
    if (what === 'page' || what === 'clickToDial') draw();
    if (what !== 'page') utility.update(what);
  };
  await draw();
  utility.start();
  if (desk.session.reloadPanel) {
    reloadOnBuild({ panelBuild: () => desk.org.panelBuild(), reload: () => desk.changed('reload'), later: (run, ms) => setTimeout(run, ms) });
  }
}
