// Faults, one at a time: the panel says what is wrong and what happens next, and the current call stays usable.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { launch } from './support/chromium.mjs';
import { office } from './support/desk.mjs';
import { until } from './support/until.mjs';

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

const says = (agent, words) => agent.panel.getByText(words).first().waitFor();

test('each silent failure of the start has its own message, in both languages', async (t) => {
  const failures = [
    [{ query: 'none' }, 'Opened outside Salesforce', 'Salesforce の外で開かれています'],
    [{ query: 'hash' }, "The panel's address has a #", 'パネルの URL に # が含まれています'],
    [{ query: 'miscased' }, "The panel's address is not right", 'パネルの URL が正しくありません'],
    [{ query: 'foreignOrigin' }, "The panel's address is not right", 'パネルの URL が正しくありません'],
    [{ query: 'wrongOrigin' }, 'Embedded in a page that is not Salesforce', 'Salesforce 以外のページに埋め込まれています'],
    [{ library: 'login' }, 'A login page came instead', 'ログインページが届きました'],
    [{ library: 'missing' }, 'The Open CTI library did not load', 'Open CTI ライブラリを読み込めません'],
    [{ silent: true }, 'Salesforce does not answer', 'Salesforce の応答がありません'],
    [{ error: 'runApex:SERVER_ERROR' }, /sign-in token|class cannot be called/, /ログイン情報|Apex クラス/],
  ];
  for (const [index, lang] of ['en', 'ja'].entries()) {
    for (const [switches, ...words] of failures) {
      await t.test(`${JSON.stringify(switches)} (${lang})`, async (t) => {
        const { agent } = await office(t, browser, { ...switches, lang, open: true, wait: false });
        // The browser's own messages about a missing or broken script are allowed.
        agent.quiet.expect(/Failed to load resource|opencti|postMessage|^uncaught: *$|MIME type/i);
        await agent.panel.getByText(words[index]).first().waitFor({ timeout: 20_000 });
        assert.ok((await agent.button(lang === 'ja' ? '再試行' : 'Try again').count()) > 0);
      });
    }
  }
});

test('a user without a login or permission gets a message', async (t) => {
  for (const user of ['nologin', 'nopermission']) {
    const { agent } = await office(t, browser, { user, open: true, wait: false });
    await agent.panel.getByText(/No telephony login|may not use/).first().waitFor();
  }
});

test('a host that does not answer the search leaves the call usable, and a late answer is shown without popping', async (t) => {
  const { agent, pbx } = await office(t, browser, { user: 'tanaka', late: 'searchAndScreenPop:6000' });
  await pbx.call({ kind: 'inbound', from: '0312345678', to: agent.extension });
  await says(agent, 'Searching…');
  await agent.press('answer');
  await agent.card('talking').waitFor();
  await says(agent, 'Salesforce does not answer the search. The call goes on');
  await agent.card('talking').getByText('山田 花子').waitFor();
  assert.deepEqual(await agent.navigations(), []);
});

test('a host that answers everything twice pops once and logs once', async (t) => {
  const { agent, pbx } = await office(t, browser, { user: 'tanaka', duplicate: '*' });
  const before = await agent.tasks();
  const call = await pbx.call({ kind: 'inbound', from: '0312345678', to: agent.extension });
  await agent.press('answer');
  await agent.card('talking').getByText('山田 花子').waitFor();
  await call.remoteHangUp();
  await says(agent, 'Call log saved');
  assert.equal((await agent.navigations()).length, 1);
  assert.equal((await agent.tasks()).length, before.length + 1);
});

test('saving a log is tried again while its row is locked', async (t) => {
  const { agent, pbx } = await office(t, browser, { user: 'tanaka', rowLocked: 1 });
  const call = await pbx.call({ kind: 'inbound', from: '0312345678', to: agent.extension });
  await agent.press('answer');
  await agent.card('talking').waitFor();
  await call.remoteHangUp();
  await says(agent, /not saved: .*Trying again/);
  await says(agent, 'Call log saved');
});

test('a log whose answer never came counts as unknown, and nothing is written twice', async (t) => {
  const { agent, pbx } = await office(t, browser, { user: 'tanaka', drop: 'saveLog' });
  const call = await pbx.call({ kind: 'inbound', from: '0312345678', to: agent.extension });
  await agent.press('answer');
  await agent.card('talking').waitFor();
  await call.remoteHangUp();
  await says(agent, /may or may not be saved/);
  // Repeating the log would not double it, because the package knows its key; still the panel must not repeat it.
  assert.equal(await agent.logsAsked(), 1);
});

test('the event server goes in mid-call and comes back: the call is still there and can be hung up', async (t) => {
  const { agent, pbx, servers: ours } = await office(t, browser, { open: true });
  agent.quiet.expect(/WebSocket connection .* failed/);
  await pbx.call({ kind: 'inbound', from: '0312345678', to: agent.extension });
  await agent.press('answer');
  await agent.card('talking').waitFor();
  await ours.stopEventServer();
  await says(agent, /Calls go on, on your phone/);
  await agent.card('talking').getByText('山田 花子').waitFor();
  await agent.state('offline');
  await ours.startEventServer();
  await agent.isReady();
  // The simulated PBX is part of the server, so its calls end with the server, and the panel says so.
  await agent.card('ended').waitFor();
  const again = await pbx.call({ kind: 'inbound', from: '0312345678', to: agent.extension });
  await agent.press('answer');
  await agent.card('talking').waitFor();
  await again.remoteHangUp();
});

test('the PBX goes down in mid-call: the panel says so, buttons say why they are unavailable, and the panel recovers', async (t) => {
  const { agent, pbx } = await office(t, browser, { open: true });
  const call = await pbx.call({ kind: 'inbound', from: '0312345678', to: agent.extension });
  await agent.press('answer');
  await agent.card('talking').waitFor();
  await pbx.pbx(false);
  await says(agent, /The telephone system is not connected/);
  assert.equal(await agent.button('hold').getAttribute('aria-disabled'), 'true');
  await pbx.pbx(true);
  await until('the buttons work again', async () => (await agent.button('hold').getAttribute('aria-disabled')) !== 'true');
  await call.remoteHangUp();
  await agent.card('ended').waitFor();
});

test('the panel says that the phone is not registered', async (t) => {
  const { agent, pbx } = await office(t, browser, { open: true });
  await pbx.phone(agent.extension, false);
  await says(agent, /Your phone is not registered/);
});
