// In normal use the panel writes nothing to the browser's console; every test checks this.

/** Watches the console of a context's pages. `expect(pattern)` allows messages; `check()` throws if there are other messages. */
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
