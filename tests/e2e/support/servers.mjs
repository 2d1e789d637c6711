// The servers under test: shared servers, named in the environment by `cargo xtask test` or those of a running demo, or a test's own servers.
//
// Only a test with its own servers may stop and start the event server.

import { randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { line } from './line.mjs';
import { start } from './process.mjs';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const BUILT = join(process.env.CARGO_TARGET_DIR ?? join(ROOT, 'target'), 'release');
const DEMO = join(ROOT, 'crates/server/config/demo.toml');
const ORGANISATION = '00D5g0000008OrgEAE';
const SECOND_ORGANISATION = '00D5g0000009OrgEAE';

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

/** Writes a configuration for two organisations: the agents of `config` are the first one's, and `agents` the second one's. */
async function withSecondOrganisation(config, agents, folder) {
  const text = await readFile(config, 'utf8');
  const agent = ([login, extension]) => `[[agents]]\norganisation = "${SECOND_ORGANISATION}"\nlogin = "${login}"\nextension = "${extension}"\n\n`;
  const both = text
    .replaceAll('[[agents]]', `[[agents]]\norganisation = "${ORGANISATION}"`)
    .replace('[[agents]]', `${Object.entries(agents).map(agent).join('')}[[agents]]`)
    .replace('[[organisations]]', `[[organisations]]\nid = "${SECOND_ORGANISATION}"\n\n[[organisations]]`);
  const file = join(folder, 'two-organisations.toml');
  await writeFile(file, both);
  return file;
}

/**
 * Starts servers for a test, with the simulated PBX, and stops them after the test `t`. The event server has a store, which lasts as long as the test.
 *
 * With `twoOrganisations` there is a second Salesforce organisation, whose page is `secondPage`; `agentsOfSecond` are its agents, as logins and
 * extensions. With `hasLine`, panels reach the event server by the line `line` (support/line.mjs). `logLevel` is the event server's; `log()` is what it has logged.
 */
export async function own(t, { config = DEMO, twoOrganisations = false, agentsOfSecond = {}, hasLine = false, logLevel } = {}) {
  const folder = await mkdtemp(join(tmpdir(), 'denwa-e2e-'));
  const key = join(folder, 'token.key');
  await writeFile(key, randomBytes(32).toString('hex'), { mode: 0o600 });
  const eventPort = await freePort();
  const panelPort = await freePort();
  const eventServer = `http://127.0.0.1:${eventPort}`;
  const panel = `http://127.0.0.1:${panelPort}`;

  const configured = twoOrganisations ? await withSecondOrganisation(config, agentsOfSecond, folder) : config;
  const panelsConnectTo = hasLine ? await line(t, eventPort) : { port: eventPort };

  const startEventServer = async () => {
    const server = start(join(BUILT, 'denwa-server'), [
      ...['serve', '--config', configured, '--listen', `127.0.0.1:${eventPort}`, '--store', join(folder, 'event-server.store')],
      ...['--allow-origin', panel, '--organisation', ORGANISATION, '--token-key-file', key],
      // The page of its own, which the event server hands out itself.
      ...['--allow-origin', eventServer, '--panel-directory', join(ROOT, 'dist')],
    ], { env: logLevel ? { RUST_LOG: logLevel } : {} });
    await server.line('event server: ');
    return server;
  };
  let server = await startEventServer();
  const lightning = start(join(BUILT, 'denwa-lightning'), [
    ...['--host-port', '0', '--panel-port', String(panelPort), '--panel-dist', join(ROOT, 'dist')],
    ...['--event-server', `ws://127.0.0.1:${panelsConnectTo.port}/telephony`, '--sim-control', eventServer, '--token-key-file', key],
    ...(twoOrganisations ? ['--second-host-port', '0'] : []),
  ]);
  t.after(async () => {
    await Promise.all([server.stop(), lightning.stop()]);
    await rm(folder, { recursive: true, force: true });
  });
  const page = bare(await lightning.line('lightning: '));
  return {
    page,
    ...(twoOrganisations && { secondPage: bare(await lightning.line('second lightning: ')) }),
    panel,
    eventServer,
    line: panelsConnectTo,
    log: () => server.lines,
    stopEventServer: () => server.stop(),
    killEventServer: () => server.kill(),
    startEventServer: async () => {
      server = await startEventServer();
    },
  };
}
