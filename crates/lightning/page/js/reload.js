/** Development of the panel: its frame loads again after each build. */

const POLL_MS = 500;

/**
 * Calls `reload` whenever there is a build that was not there before.
 * @param {{panelBuild: () => Promise<number | null>, reload: () => void, later: (run: () => void, ms: number) => unknown}} given
 */
export async function reloadOnBuild({ panelBuild, reload, later }) {
  // No answer: the simulator was stopped, or is being started again.
  const ask = () => panelBuild().catch(() => null);
  let shown = await ask();
  const look = async () => {
    const built = await ask();
    if (built !== null && built !== shown) {
      shown = built;
      reload();
    }
    later(look, POLL_MS);
  };
  later(look, POLL_MS);
}
