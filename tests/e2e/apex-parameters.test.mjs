// Nobody outside Salesforce knows whether runApex decodes percent signs in its parameters: the panel works in a host that does, and in one that
// does not.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { launch } from './support/chromium.mjs';
import { office } from './support/desk.mjs';

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

for (const [host, decodeParams] of [['decodes', 'on'], ['does not decode', 'off']]) {
  test(`a call is found and logged where the host ${host} percent signs`, async (t) => {
    const { agent, pbx } = await office(t, browser, { lang: 'ja', decodeParams, strictParams: 'on' });
    const before = await agent.tasks();
    const call = await pbx.call({ kind: 'inbound', from: '0312345678', to: agent.extension });
    await agent.card('ringing').getByText('山田 花子').waitFor();
    await agent.press('answer');
    await agent.card('talking').waitFor();
    await call.remoteHangUp();
    const task = await agent.newTask(before);
    assert.match(task.Subject, /山田 花子/, 'the text came through');
  });
}
