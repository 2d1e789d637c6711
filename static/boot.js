// Loads and starts the programs of the page, each a WebAssembly with its script: the panel's at once, that of the administrator's pages when
// the panel asks for it. If the panel fails, now or later, words take the place of a dead page; of the pages' failures the panel tells.

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

/** Tells the panel what has become of the administrator's pages. */
const tell = (event) => dispatchEvent(new Event(event));

/**
 * A panic ends a program with a trap. The innermost file in the stack says which; errors of the host's library, which are in none, are not
 * for here.
 */
function onError(error) {
  const [, program] = /denwa-(panel|admin)[^/]*\.(?:js|wasm)/.exec(error?.stack) ?? [];
  if (program === 'admin') tell('denwa-admin-broke');
  else if (program === 'panel' || error instanceof WebAssembly.RuntimeError) broke();
}
addEventListener('error', ({ error }) => onError(error));
addEventListener('unhandledrejection', ({ reason }) => onError(reason));

/** Where a file is: its name has a hash, and the page's head links to it. */
const address = (rel) => document.querySelector(`head link[rel="${rel}"]`).href;

/** Compiles while the file arrives, if it comes as WebAssembly: a static resource of Salesforce's may come with another type. */
async function compile(file) {
  const answer = await fetch(file);
  if (!answer.ok) throw new Error(`${file}: ${answer.status}`);
  const streams = answer.headers.get('content-type') === 'application/wasm';
  return streams ? WebAssembly.compileStreaming(answer) : WebAssembly.compile(await answer.arrayBuffer());
}

/** Loads a program; `start` of what comes of it starts it. */
async function load(script, program) {
  const [glue, module] = await Promise.all([import(script), compile(program)]);
  return { start: () => glue.initSync({ module }) };
}

/** How long the administrator's pages may take to load, in milliseconds. */
const ADMIN_MS = 30_000;
let attempts = 0;

async function loadAdmin() {
  attempts += 1;
  const attempt = attempts;
  // A browser remembers a script that did not load: another attempt needs another address.
  const script = address('denwa-admin-script') + (attempt > 1 ? `?attempt=${attempt}` : '');
  const late = new Promise((_, fail) => { setTimeout(fail, ADMIN_MS, new Error('late')); });
  try {
    const admin = await Promise.race([load(script, address('denwa-admin-program')), late]);
    if (attempt === attempts) admin.start();
  } catch (error) {
    // A trap while it starts is no reason for another attempt.
    tell(error instanceof WebAssembly.RuntimeError ? 'denwa-admin-broke' : 'denwa-admin-failed');
  }
}
addEventListener('denwa-load-admin', loadAdmin);

load(address('modulepreload'), address('preload')).then((panel) => panel.start()).catch(broke);
