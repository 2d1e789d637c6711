// A SIP phone at the real Asterisk: tests/asterisk/phone, controlled by JSON lines.

import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { until } from './until.mjs';

/** Starts and registers a phone, and stops it after the test `t`. A phone that `talks` answers on a NOTIFY. It has a line for each call. */
export async function phone(t, user, { talks = false, lines = 1 } = {}) {
  const args = ['--server', process.env.DENWA_SIP, '--user', user, '--lines', String(lines), ...(talks ? ['--talk'] : [])];
  const child = spawn(process.env.DENWA_PHONE, args, { stdio: ['pipe', 'pipe', 'inherit'] });
  const states = [];
  createInterface({ input: child.stdout }).on('line', (line) => states.push(JSON.parse(line)));
  const ended = new Promise((resolve) => {
    child.once('exit', resolve);
    child.once('error', resolve);
  });
  t.after(async () => {
    // Asterisk would go on ringing a phone that stops without unregistering.
    for (let line = lines; line > 0; line -= 1) it.order('hangup', { line });
    it.order('unregister');
    await it.is('unregistered').catch(() => {});
    child.stdin.end();
    const force = setTimeout(() => child.kill('SIGKILL'), 5_000);
    await ended;
    clearTimeout(force);
  });
  let seen = 0;
  const it = {
    user,
    /** Sends an order to the phone. */
    order: (what, more = {}) => child.stdin.write(`${JSON.stringify({ do: what, ...more })}\n`),
    /** Waits for a state with these values, after the state of the last call. */
    async is(state, values = {}, patience) {
      const wanted = Object.entries({ state, ...values });
      const fits = (reported) => wanted.every(([name, value]) => reported[name] === value);
      const at = await until(`phone ${user} is ${JSON.stringify({ state, ...values })}`, () => {
        const found = states.findIndex((reported, index) => index >= seen && fits(reported));
        if (found < 0) throw new Error(`its states were ${JSON.stringify(states.slice(seen))}`);
        return found + 1;
      }, { patience });
      seen = at;
      return states[at - 1];
    },
    /** Waits until the phone hears a user's voice, or music or several voices (null). */
    hears: (voice) => it.is('hears', { voice }),
  };
  await it.is('registered');
  return it;
}
