// Loads and starts the panel's WebAssembly. If that fails, now or later, words take the place of a dead page.

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

/** A panic ends the WebAssembly with a trap. Errors of the host's library are not the panel's to show. */
const isOurs = (error) => error instanceof WebAssembly.RuntimeError || /\.wasm/.test(error?.stack);
addEventListener('error', ({ error }) => isOurs(error) && broke());
addEventListener('unhandledrejection', ({ reason }) => isOurs(reason) && broke());

/** Where a file is: Trunk puts a hash into its name, and links to it in the page's head. */
const address = (rel) => document.querySelector(`head link[rel="${rel}"]`).href;

/** Compiles while the file arrives, if it comes as WebAssembly: a static resource of Salesforce's may come with another type. */
async function compile() {
  const answer = await fetch(address('preload'));
  const streams = answer.headers.get('content-type') === 'application/wasm';
  return streams ? WebAssembly.compileStreaming(answer) : WebAssembly.compile(await answer.arrayBuffer());
}

async function start() {
  const [glue, module] = await Promise.all([import(address('modulepreload')), compile()]);
  glue.initSync({ module });
}
start().catch(broke);
