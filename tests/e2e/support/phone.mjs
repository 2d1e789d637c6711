// A SIP phone at the real Asterisk: tests/asterisk/phone, driven by JSON lines.

import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { until } from './until.mjs';

/** Starts and registers a phone. It is gone after the test `t`. `talks`: it answers when the PBX asks it to. */
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
    // A phone that vanishes without a word would be rung in the next one's place.
    it.order('hangup');
    it.order('unregister');
    await it.is('unregistered').catch(() => {});
    child.stdin.end();
    const force = setTimeout(() => child.kill('SIGKILL'), 5_000);
    await ended;
    clearTimeout(force);
  });
  let heard = 0;
  const it = {
    /** Tells it to do something. */
    order: (what, more = {}) => child.stdin.write(`${JSON.stringify({ do: what, ...more })}\n`),
    /** Waits for a state that came after the last one waited for. */
    async is(state) {
      const at = await until(`phone ${user} is ${state}`, () => {
        const found = states.findIndex((one, index) => index >= heard && one.state === state);
        return found >= 0 && found + 1;
      });
      heard = at;
      return states[at - 1];
    },
  };
  await it.is('registered');
  return it;
}
