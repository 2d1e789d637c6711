// A line between the panels and the event server that a test can have go dead, as when a network drops packets: nobody is told. Or what the server
// sends can be held back, so that panels do not know of each other what the server knows.

import { connect, createServer } from 'node:net';

/**
 * Starts a line to `port` of this machine, and ends it after the test `t`. `port` of the result is where panels connect; `connections()` counts the
 * connections so far. `goDead()` makes the present connections pass nothing more in either direction; connections that come later work.
 */
export async function line(t, port) {
  const pairs = new Set();
  let connections = 0;
  const server = createServer((panel) => {
    connections += 1;
    const far = connect(port, '127.0.0.1');
    const pair = { panel, far };
    pairs.add(pair);
    panel.pipe(far);
    far.pipe(panel);
    const end = () => {
      pairs.delete(pair);
      panel.destroy();
      far.destroy();
    };
    for (const socket of [panel, far]) socket.on('error', end).on('close', end);
  });
  await new Promise((resolve, reject) => server.once('error', reject).listen(0, '127.0.0.1', resolve));
  t.after(async () => {
    pairs.forEach(({ panel, far }) => [panel, far].forEach((socket) => socket.destroy()));
    await new Promise((resolve) => server.close(resolve));
  });
  return {
    port: server.address().port,
    connections: () => connections,
    /** Holds back what the server sends on the present connections, and returns a function that lets it through. */
    hold() {
      const held = [...pairs];
      held.forEach(({ panel, far }) => far.unpipe(panel));
      return () => held.forEach(({ panel, far }) => far.pipe(panel));
    },
    goDead() {
      for (const { panel, far } of pairs) {
        panel.unpipe(far);
        far.unpipe(panel);
        // Read and dropped, so that nobody notices that nothing arrives.
        panel.resume();
        far.resume();
      }
    },
  };
}
