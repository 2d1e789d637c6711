// The doctor: names each fault, and only that fault, in both languages; the text for support contains no personal data; axe finds nothing.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { violations } from './support/axe.mjs';
import { launch } from './support/chromium.mjs';
import { office } from './support/desk.mjs';
import { setWidth } from './support/look.mjs';
import { screenshot } from './support/screenshot.mjs';
import { until } from './support/until.mjs';

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

const WORDS = { en: { doctor: 'Doctor', fix: 'What to do: ', copy: 'Copy for support', copied: /^Copied/ }, ja: { doctor: '診断', fix: '対処: ', copy: 'サポート用にコピー', copied: /^コピーしました/ } };
const JAPANESE = /[\u3040-\u30ff\u4e00-\u9fff]/;

/** Opens the doctor's page and waits until everything is found out. */
async function examine(agent) {
  await agent.panel.locator('#page-doctor').click();
  return findings(agent);
}

/** What it says, once nothing is being found out any more. */
async function findings(agent) {
  const page = agent.panel.locator('.dw-doctor[aria-busy="false"]');
  await page.waitFor({ timeout: 20_000 });
  return page.locator('.dw-check').evaluateAll((rows) => rows.map((row) => ({
    check: row.dataset.check,
    state: row.dataset.state,
    texts: [...row.querySelectorAll('.dw-check__text')].filter((text) => !text.hidden).map((text) => text.textContent),
    seen: row.querySelector('.dw-check__seen').textContent,
  })));
}

const wrong = (found) => found.filter(({ state }) => state === 'warning' || state === 'error').map(({ check }) => check);

/** In the panel's frame: a browser that says this of a permission. */
const permission = (name, state) => `{
  const real = navigator.permissions.query.bind(navigator.permissions);
  navigator.permissions.query = async (what) => (what.name === '${name}' ? { state: '${state}' } : real(what));
}`;

const allowed = permission('notifications', 'prompt') + permission('local-network-access', 'granted');

/** An event server that says other things than ours does: what it sends passes through `change`, which gives back what arrives. */
const through = (context, change) => context.routeWebSocket(/\/telephony/, (socket) => {
  const server = socket.connectToServer();
  server.onMessage((text) => {
    const arrives = change(JSON.parse(text));
    if (arrives !== undefined) socket.send(typeof arrives === 'string' ? arrives : JSON.stringify(arrives));
  });
});

/** Changes messages of one kind. */
const changed = (type, change) => (message) => (message.type === type ? change(message) : message);

async function open(t, { script = allowed, allow = 'microphone; clipboard-write', says, ...options } = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: 'en-US' });
  await context.addInitScript(script);
  if (says) await through(context, says);
  // Closed after the desk, whose page uses it.
  const { agent, ...rest } = await office(t, browser, { lang: 'en', open: true, wait: false, context, allow, ...options });
  t.after(() => context.close());
  // The browser's own messages about the faults that a test causes are allowed.
  agent.quiet.expect(/Failed to load resource|opencti|postMessage|^uncaught: *$|MIME type|WebSocket connection/i);
  return { agent, ...rest };
}

test('without faults every check says so, and why', async (t) => {
  const { agent } = await open(t);
  await agent.isReady();
  const found = await examine(agent);
  assert.deepEqual(found.filter(({ state }) => state !== 'ok'), []);
  const seen = Object.fromEntries(found.map(({ check, seen }) => [check, seen]));
  assert.match(seen.versions, /Panel: \d+\.\d+\.\d+\nPackage: \d.*\nProtocol: 1\n/);
  assert.match(seen.latency, /Salesforce: \d+ ms\nEvent server: \d+ ms/);
  assert.match(seen.clock, /Salesforce's clock: [+−]\d+ s/);
  assert.match(seen.layout, /Contact: \d/);
  assert.match(seen.signIn, /Login: sato/);
  await agent.panel.getByRole('status').filter({ hasText: 'No fault found.' }).waitFor();
});

const levels = (organisation) => ({ levels: { organisation } });
/** Each fault: what is switched on, the check that must name it, and a word of what it says. `then` is done once the panel stands. */
const FAULTS = [
  ['no query', { query: 'none' }, 'address', /outside Salesforce/],
  ['a misspelt parameter', { query: 'miscased' }, 'address', /address is not right/],
  ['a # in the address', { query: 'hash' }, 'address', /address has a #/],
  ['another host in the query', { query: 'foreignOrigin' }, 'address', /address is not right/],
  ['another page around it', { query: 'wrongOrigin' }, 'origin', /not Salesforce/],
  ['a login page for the library', { library: 'login' }, 'library', /login page/],
  ['no library', { library: 'missing' }, 'library', /did not load/],
  ['a silent host', { silent: true }, 'host', /does not answer/],
  ['a host that refuses', { session: 'error' }, 'host', /answered with an error/],
  ['no call centre', {}, 'callCentre', /no call center/, ({ agent }) => agent.flip({ assigned: false })],
  ['no API on the profile', { profileApi: false }, 'api', /API access is off/],
  ['a wrong setting', { settings: levels({ Popup_Size__c: 'huge' }) }, 'settings', /stored value is wrong/],
  ['a sandbox set by hand', { sandbox: true, settings: levels({ Sandbox__c: 'off' }) }, 'settings', /disagrees/],
  ['no package', { apexClass: 'missing' }, 'apex', /does not have the Denwa package/],
  ['a class not on the profile', { apexClass: 'refused' }, 'apex', /cannot be called/],
  ['a class that throws', { apexClass: 'throws' }, 'apex', /cannot be called|did not come in time/],
  ['no permission set', { permissionSet: false }, 'apex', /may not use/],
  ['a layout without fields', { softphoneLayout: 'noFields' }, 'layout', /no field/],
  ['a layout without objects', { softphoneLayout: 'noObjects' }, 'layout', /No object/],
  ['blocked storage', { storage: 'blocked' }, 'storage', /blocks this panel's storage/],
  ['no clipboard', { allow: 'microphone', settings: levels({ Copy_Number__c: 'on' }) }, 'clipboard', /does not allow copying/],
  ['no notifications', { script: allowed + permission('notifications', 'denied') }, 'notifications', /blocks notifications/],
  ['no local network', { script: allowed + permission('local-network-access', 'denied') }, 'network', /local network/, async ({ agent, servers }) => {
    // The server was never reached since the page was loaded, so the browser may be the cause.
    await servers.stopEventServer();
    await agent.reload();
    await agent.state('offline');
  }],
  ['no event server', {}, 'eventServer', /cannot be reached|was lost|busy or stopping/, ({ servers }) => servers.stopEventServer()],
  ['an event server that says nothing', { says: () => undefined }, 'eventServer', /does not answer/],
  ['an event server of something else', { says: () => 'Welcome!' }, 'eventServer', /unreadable/],
  ['a busy event server', { says: () => ({ type: 'refused', reason: 'rateLimited', retryAfter: 60_000 }) }, 'eventServer', /busy or stopping/],
  ['a token of another org', { says: () => ({ type: 'refused', reason: 'badToken' }) }, 'signIn', /does not accept the token/],
  ['a sign-in refused for a reason of tomorrow', { says: () => ({ type: 'refused', reason: 'fullMoon' }) }, 'signIn', /refused the sign-in/],
  ['an event server of another version', { says: changed('snapshot', (it) => ({ ...it, server: { ...it.server, protocol: 2 } })) }, 'versions', /another version/],
  ["the event server's clock", { says: changed('snapshot', (it) => ({ ...it, now: it.now + 60_000 })) }, 'clock', /event server's clock/],
  ['no login', { loginMapped: false }, 'signIn', /No telephony login/],
  ['no certificate', { signingKey: false }, 'signIn', /no certificate Denwa_Signing/],
  ['a login nobody knows', { settings: { levels: { 'user:sato': { Login__c: 'nobody' } } } }, 'signIn', /does not know this login/],
  ['no telephone system', {}, 'pbx', /not connected to the telephone system/, ({ pbx }) => pbx.pbx(false)],
  ['no phone', {}, 'phone', /not registered/, ({ agent, pbx }) => pbx.phone(agent.extension, false)],
  ["the org's clock", { orgClock: -60_000 }, 'clock', /disagrees/],
  ['a package of another version', { packageVersion: '9.1.0' }, 'versions', /different versions/],
  ['a slow host', { late: 'isSoftphonePanelVisible:1500' }, 'latency', /slow to answer/],
];

for (const [name, options, check, words, then] of FAULTS) {
  test(`${name}: the doctor names this fault and no other`, async (t) => {
    const here = await open(t, options);
    const { agent } = here;
    if (then) {
      await agent.isReady();
      await then(here);
    } else {
      await agent.panel.locator('#panel:not([data-state="starting"])').waitFor({ timeout: 20_000 });
    }
    await examine(agent);
    const named = () => until(`${check} is named`, async () => {
      const found = await findings(agent);
      return wrong(found).includes(check) && found;
    });
    for (const lang of ['en', 'ja']) {
      const found = await named();
      assert.deepEqual(wrong(found), [check], lang);
      const { texts: [means, fix] } = found.find((finding) => finding.check === check);
      if (lang === 'en') assert.match(means, words);
      assert.equal(JAPANESE.test(means), lang === 'ja', means);
      assert.ok(fix.startsWith(WORDS[lang].fix) && fix.length > WORDS[lang].fix.length + 5, fix);
      // Checks that depend on the faulty one say that they were not made; no check is left pending.
      const open = found.filter(({ check: other, state }) => other !== check && state !== 'ok');
      for (const { check: other, state, texts } of open) assert.ok(state === 'unknown' && texts.length === 1, `${other}: ${state} ${texts}`);
      if (lang === 'en') await agent.button('日本語').click();
    }
  });
}

test('the text copied for support contains no personal data', async (t) => {
  const { agent } = await open(t, { allow: 'microphone; clipboard-write; clipboard-read' });
  await agent.isReady();
  await examine(agent);
  await agent.button(WORDS.en.copy).click();
  await agent.panel.getByText(WORDS.en.copied).waitFor();
  await agent.page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  const frame = await agent.frame();
  const text = await frame.evaluate(() => navigator.clipboard.readText());
  for (const told of ["The panel's address: Works", 'Versions: Works', 'Sign-in: Works', 'Login: (…)']) assert.ok(text.includes(told), `${told} in\n${text}`);
  assert.doesNotMatch(text, /sato|佐藤|2001|eyJ|00D5|005/);
});

for (const [lang, width] of [['ja', 400], ['en', 400], ['ja', 900]]) {
  test(`the doctor works by keyboard, and axe finds nothing (${lang}, ${width} px)`, async (t) => {
    const settings = { levels: { organisation: { Popup_Size__c: 'huge' }, 'user:sato': { Session_Minutes__c: -3 } } };
    const { agent, pbx } = await open(t, { lang, softphoneLayout: 'noFields', settings });
    await agent.isReady();
    await pbx.pbx(false);
    const frame = await agent.frame();
    await setWidth(agent, width);
    await agent.panel.locator('#page-doctor').focus();
    await agent.page.keyboard.press('Enter');
    await findings(agent);
    await agent.panel.locator('[data-check="pbx"][data-state="error"]').waitFor();
    await screenshot(agent.page.locator('iframe.openctiSoftPhone'), `doctor-${width}-${lang}`, { frame });
    assert.deepEqual(await violations(frame), []);
    assert.equal(await frame.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth), false);
    await agent.button(WORDS[lang].copy).focus();
    await agent.page.keyboard.press('Enter');
    await agent.panel.getByText(WORDS[lang].copied).waitFor();
  });
}
