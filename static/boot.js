// Starts the panel. All it does is in the WebAssembly; here is only what must work when that does not: words in place of a dead page.
import { initSync } from './denwa-panel.js';

const WORDS = {
  ja: ['パネルに問題が起きました。通話は電話機で続けられます。パネルを読み込み直してください。', '読み込み直す'],
  en: ['Something in the panel broke. Calls go on, on your phone. Load the panel again.', 'Load again'],
};

function broke() {
  const main = document.createElement('main');
  main.className = 'dw-panel';
  main.dataset.state = 'failed';
  main.setAttribute('role', 'alert');
  for (const [lang, [text, word]] of Object.entries(WORDS)) {
    const notice = document.createElement('section');
    notice.className = 'dw-notice dw-notice--error';
    notice.lang = lang;
    const words = document.createElement('p');
    words.className = 'dw-notice__text';
    words.textContent = text;
    const button = document.createElement('button');
    button.className = 'dw-action dw-action--small dw-notice__actions';
    button.textContent = word;
    button.addEventListener('click', () => location.reload());
    notice.append(words, button);
    main.append(notice);
  }
  document.body.replaceChildren(main);
}

/** A panic ends the WebAssembly with a trap. Errors of the host's library are not ours to show. */
const isOurs = (error) => error instanceof WebAssembly.RuntimeError || /\.wasm/.test(error?.stack);
addEventListener('error', ({ error }) => isOurs(error) && broke());
addEventListener('unhandledrejection', ({ reason }) => isOurs(reason) && broke());

/** A static resource of Salesforce's may come with another type than WebAssembly's, and is not compiled while it comes then. */
async function start() {
  const answer = await fetch(new URL('denwa-panel_bg.wasm', document.baseURI));
  const streams = answer.headers.get('content-type') === 'application/wasm';
  const module = await (streams ? WebAssembly.compileStreaming(answer) : WebAssembly.compile(await answer.arrayBuffer()));
  initSync({ module });
}
start().catch(broke);
