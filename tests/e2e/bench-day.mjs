// A working day of 40 calls through the panel, beside a supervisor's panel: what the agent's panel said of her calls must equal what the telephone
// system and the org have. Prints the report.

import { launch } from './support/chromium.mjs';
import { CALLS } from './support/day-handed.mjs';
import { Day } from './support/day.mjs';

/** How often each is played; `two` are two calls, and `calledBack` too. `pause` is no call. */
const MORNING = [
  'answered', 'dialled', 'queue', 'missed', 'hungUp', 'internal', 'blindTransfer', 'busy', 'answered', 'queue', 'pause', 'declined', 'dialled', 'parked', 'answered', 'givenUp', 'queue', 'two', 'beforeLunch',
];
const AFTERNOON = [
  'queue', 'calledBack', 'dialled', 'conference', 'answered', 'withheld', 'missed', 'hungUp', 'attendedTransfer', 'pause', 'queue', 'dialled', 'deflected', 'busy', 'internal', 'answered', 'declined', 'givenUp',
  'dialled', 'hungUp', 'answered',
];

const after = [];
const browser = await launch();
try {
  const day = await Day.begin({ after: (run) => after.push(run) }, browser, process.env.DENWA_DAY_LANGUAGE ?? 'ja');
  const began = performance.now();
  for (const name of [...MORNING, ...AFTERNOON]) await CALLS[name](day);
  const report = await day.end();
  for (const { direction, who, result, isLogged, note = '' } of report) console.log(`${direction}\t${who}\t${result}\t${isLogged ? 'logged' : 'not logged'}\t${note}`);
  console.log(`held   ${report.length} parts of calls in ${Math.round((performance.now() - began) / 1_000)} s: panel, telephone system and org agree`);
} finally {
  for (const run of after.reverse()) await run();
  await browser.close();
}
