// The servers under test: shared servers, named in the environment by `cargo xtask test` or those of a running demo, or a test's own servers.
//
// Only a test with its own servers may stop and start the event server.

import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { start } from './process.mjs';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const BUILT = join(process.env.CARGO_TARGET_DIR ?? join(ROOT, 'target'), 'release');
const ORGANISATION = '00D5g0000008OrgEAE';

/** Returns the addresses of the shared servers, without a slash at the end: `{ page, panel, eventServer }`. */
export function shared() {
  const { DENWA_PAGE: page, DENWA_PANEL: panel, DENWA_EVENT_SERVER: eventServer } = process.env;
  if (page && panel && eventServer) return { page: bare(page), panel: bare(panel), eventServer: bare(eventServer) };
  // A running demo at its default ports.
  return { page: 'http://127.0.0.1:8420', panel: 'http://127.0.0.1:8421', eventServer: 'http://127.0.0.1:8422' };
}

const bare = (address) => address.replace(/\/$/, '');

async function freePort() {
  const server = createServer();
  await new Promise((resolve, reject) => server.once('error', reject).listen(0, '127.0.0.1', resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** Starts servers for a test, with the simulated PBX, and stops them after the test `t`. */
export async function own(t, { config = join(ROOT, 'crates/server/config/demo.toml') } = {}) {
  const folder = await mkdtemp(join(tmpdir(), 'denwa-e2e-'));
  const key = join(folder, 'token.key');
  await writeFile(key, randomBytes(32).toString('hex'), { mode: 0o600 });
  const eventPort = await freePort();
  const panelPort = await freePort();
  const eventServer = `http://127.0.0.1:${eventPort}`;
  const panel = `http://127.0.0.1:${panelPort}`;

  const startEventServer = async () => {
    const server = start(join(BUILT, 'denwa-server'), [
      ...['serve', '--config', config, '--listen', `127.0.0.1:${eventPort}`],
      ...['--allow-origin', panel, '--organisation', ORGANISATION, '--token-key-file', key],
    ]);
    await server.line('event server: ');
    return server;
  };
  let server = await startEventServer();
  const lightning = start(join(BUILT, 'denwa-lightning'), [
    ...['--host-port', '0', '--panel-port', String(panelPort), '--panel-dist', join(ROOT, 'dist')],
    ...['--event-server', `ws://127.0.0.1:${eventPort}/telephony`, '--sim-control', eventServer, '--token-key-file', key],
  ]);
  t.after(async () => {
    await Promise.all([server.stop(), lightning.stop()]);
    await rm(folder, { recursive: true, force: true });
  });
  const page = bare(await lightning.line('lightning: '));
  return {
    page,
    panel,
    eventServer,
    stopEventServer: () => server.stop(),
    startEventServer: async () => {
      server = await startEventServer();
    },
  };
}
