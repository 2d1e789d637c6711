// Waits for conditions outside the page by polling, never for a fixed time.

/** Polls `ask` until its answer is truthy, and resolves to the answer. On timeout the error quotes the last error or answer. */
export async function until(what, ask, { patience = 10_000, every = 25 } = {}) {
  const end = performance.now() + patience;
  for (;;) {
    let last;
    try {
      last = await ask();
      if (last !== undefined && last !== null && last !== false) return last;
    } catch (error) {
      last = error.message;
    }
    if (performance.now() > end) throw new Error(`${what}: not within ${patience} ms (last: ${JSON.stringify(last)})`);
    await new Promise((resolve) => setTimeout(resolve, every));
  }
}
