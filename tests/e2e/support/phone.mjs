// A SIP phone at the real Asterisk: tests/asterisk/phone, controlled by JSON lines.

import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { until } from './until.mjs';

/** Starts and registers a phone, and stops it after the test `t`. A phone that `talks` answers on a NOTIFY. */
export async function phone(t, user, { talks = false } = {}) {
  const args = ['--server', process.env.DENWA_SIP, '--user', user, ...(talks ? ['--talk'] : [])];
  const child = spawn(process.env.DENWA_PHONE, args, { stdio: ['pipe', 'pipe', 'inherit'] });
  const states = [];
  createInterface({ input: child.stdout }).on('line', (line) => states.push(JSON.parse(line)));
  const ended = new Promise((resolve) => {
    child.once('exit', resolve);
    child.once('error', resolve);
  });
  t.after(async () => {
    // Asterisk would go on ringing a phone that stops without unregistering.
    it.order('hangup');
    it.order('unregister');
    await it.is('unregistered').catch(() => {});
    child.stdin.end();
    const force = setTimeout(() => child.kill('SIGKILL'), 5_000);
    await ended;
    clearTimeout(force);
  });
  let seen = 0;
  const it = {
    /** Sends an order to the phone. */
    order: (what, more = {}) => child.stdin.write(`${JSON.stringify({ do: what, ...more })}\n`),
    /** Waits for a state, after the state of the last call. */
    async is(state) {
      const at = await until(`phone ${user} is ${state}`, () => {
        const found = states.findIndex((reported, index) => index >= seen && reported.state === state);
        return found >= 0 && found + 1;
      });
      seen = at;
      return states[at - 1];
    },
  };
  await it.is('registered');
  return it;
}
