// Waiting for what is not in the page: a condition, asked again and again, and never a fixed time.

/** Resolves to the first thing `ask` answers that is neither false nor nothing. The last error or answer is told on failure. */
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
