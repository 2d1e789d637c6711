// Starts programs for tests, and kills them when the test process exits.

import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

const running = new Set();
process.once('exit', () => running.forEach((child) => child.kill('SIGKILL')));

/** Starts a program. `line(begin)` waits for a line of output that begins with `begin`, and resolves to the rest of the line. */
export function start(program, args, { env = {}, patience = 30_000 } = {}) {
  const child = spawn(program, args, { env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
  running.add(child);
  const lines = [];
  const waiting = new Set();
  const checkWaiting = () => waiting.forEach((check) => check());
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream }).on('line', (text) => {
      lines.push(text);
      checkWaiting();
    });
  }
  let ended;
  const end = new Promise((resolve) => {
    const done = (how) => {
      running.delete(child);
      ended = how;
      checkWaiting();
      resolve(how);
    };
    child.once('error', (error) => done(error.message));
    child.once('exit', (code, signal) => done(signal ?? code));
  });

  const line = (begin) =>
    new Promise((resolve, reject) => {
      const fail = (why) => reject(new Error(`${program} ${why} before it said "${begin}":\n${lines.slice(-30).join('\n')}`));
      const timer = setTimeout(() => settle(() => fail(`was silent for ${patience} ms`)), patience);
      const settle = (how) => {
        clearTimeout(timer);
        waiting.delete(check);
        how();
      };
      const check = () => {
        const found = lines.find((text) => text.startsWith(begin));
        if (found !== undefined) settle(() => resolve(found.slice(begin.length).trim()));
        else if (ended !== undefined) settle(() => fail(`ended (${ended})`));
      };
      waiting.add(check);
      check();
    });

  /** Ends the program: with SIGTERM, and after 5 s with SIGKILL. */
  const stop = async () => {
    if (ended !== undefined) return;
    child.kill('SIGTERM');
    const force = setTimeout(() => child.kill('SIGKILL'), 5_000);
    await end;
    clearTimeout(force);
  };
  /** Ends the program with SIGKILL: nothing of it runs any more. */
  const kill = async () => {
    child.kill('SIGKILL');
    await end;
  };
  return { pid: child.pid, line, lines, stop, kill, end };
}
