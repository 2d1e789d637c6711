// In normal use nothing is written to the browser's console. Every test watches for it.

/** Watches a context's pages. `expect(pattern)` allows what a test provokes; `check()` throws with all the rest. */
export function watchConsole(context) {
  const heard = [];
  const allowed = [];
  const listen = (page) => {
    page.on('console', (message) => heard.push(`${message.type()}: ${message.text()} (${message.location().url})`));
    page.on('pageerror', (error) => heard.push(`uncaught: ${error.stack ?? error.message}`));
    page.on('crash', () => heard.push('the page crashed'));
  };
  context.pages().forEach(listen);
  context.on('page', listen);
  return {
    heard,
    expect: (pattern) => allowed.push(pattern),
    check() {
      const left = heard.filter((text) => !allowed.some((pattern) => pattern.test(text)));
      if (left.length > 0) throw new Error(`the console is not silent:\n  ${left.join('\n  ')}`);
    },
  };
}
