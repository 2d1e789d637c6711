// A short working day through the panel, beside a supervisor's panel: what the agent's panel said of her calls equals what the telephone system and the
// org have. The day of 40 calls: `cargo xtask bench --only day`.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { launch } from './support/chromium.mjs';
import { CALLS } from './support/day-handed.mjs';
import { Day } from './support/day.mjs';

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

const PLAN = {
  ja: ['queue', 'dialled', 'blindTransfer', 'parked', 'pause', 'calledBack', 'internal', 'declined'],
  en: ['answered', 'attendedTransfer', 'conference', 'two', 'deflected', 'busy', 'withheld', 'beforeLunch'],
};

for (const [lang, plan] of Object.entries(PLAN)) {
  test(`a working day from sign-on to sign-off: panel, telephone system and org agree (${lang})`, async (t) => {
    const day = await Day.begin(t, browser, lang);
    for (const name of plan) await t.test(name, () => CALLS[name](day));
    const report = await day.end();
    assert.ok(report.length >= 8, `${report.length} parts of calls`);
  });
}
