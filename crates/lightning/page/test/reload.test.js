// The panel is loaded again after a build, and only then.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { reloadOnBuild } from '../js/reload.js';

test('a new build is loaded once', async () => {
  // At first there is none; then one; no answer; the same one; the next one.
  const builds = [null, null, 1, new Error('stopped'), 1, 2];
  const loads = [];
  let next;
  const panelBuild = async () => {
    const build = builds.shift();
    if (build instanceof Error) throw build;
    return build;
  };
  await reloadOnBuild({ panelBuild, reload: () => loads.push(builds.length), later: (run) => { next = run; } });
  while (builds.length > 0) await next();
  assert.deepEqual(loads, [3, 0]);
});
