// The package's record component in Chromium, compiled by Salesforce's own compiler, with stand-ins for Lightning's modules and data.

import assert from 'node:assert/strict';
import { join, resolve } from 'node:path';
import { after, before, test } from 'node:test';
import { bundle } from '../../tools/org/lib/bundle.mjs';
import { violations } from './support/axe.mjs';
import { launch } from './support/chromium.mjs';
import { watchConsole } from './support/quiet.mjs';
import { screenshot } from './support/screenshot.mjs';

const PROJECT = join(resolve(import.meta.dirname, '../..'), 'salesforce');
const CONTACT = '003000000000001AAA';
const TASKS = ['00T000000000001AAA', '00T000000000002AAA', '00T000000000003AAA'];
const HOSTS = ['rec.example.com'];
const ORIGIN = 'https://lightning.example.com';
/** As Lightning's own: media come only from hosts that a Trusted URL names. */
const POLICY = "default-src 'none'; script-src 'self' 'unsafe-inline'; style-src 'unsafe-inline'; media-src https://rec.example.com";
/** What Lightning's page brings: the design system's base and its tokens, plain. */
const STYLE = `
  body { background: #fff; color: #2e2e2e; font: 13px/1.5 sans-serif; margin: 0; padding: 1rem; }
  main { max-inline-size: 100%; }
  .slds-card { border: 1px solid #c9c9c9; border-radius: 1rem; } .slds-card__header, .slds-card__body { padding: .75rem 1rem; }
  .slds-card__header-title { font-size: 1rem; margin: 0; } ul { list-style: none; margin: 0; padding: 0; } h3, p, dl { margin: 0; font-size: 13px; }
  .slds-assistive-text { block-size: 1px; clip: rect(0 0 0 0); inline-size: 1px; overflow: hidden; position: absolute; }
  .slds-button { background: none; border: 0; color: #0250d9; font: inherit; padding: 0; } a { color: #0250d9; }`;

const WORDS = {
  en: { title: 'Denwa calls', link: 'Open the recording (opens in a new tab)', player: 'Play the recording', duration: '1 min 5 s', none: 'No calls have been logged for this record.', notPlayed: /cannot be played here/ },
  ja: { title: 'Denwa 通話', link: '録音を開く （新しいタブで開きます）', player: '録音の再生', duration: '1分5秒', none: 'このレコードの通話履歴はありません。', notPlayed: /録音を再生できません/ },
};

const field = (value, displayValue = null) => ({ value, displayValue });
const call = (direction, more = {}) => ({
  CallType: field('Inbound', direction), CallDisposition: field('受注'), CallDurationInSeconds: field(65), CreatedDate: field('2026-12-01T01:02:03.000Z'),
  Denwa_Line__c: field('0312345000'), Denwa_Number__c: field('0312345678'), Denwa_Queue__c: field('受付'), Subject: field('着信 受注'), WhoId: field(CONTACT),
  Denwa_Recording__c: field('https://rec.example.com/1'), ...more,
});
const records = (direction) => ({
  [TASKS[0]]: call(direction),
  [TASKS[1]]: call(direction, { Denwa_Recording__c: field('https://elsewhere.example.com/2'), CallDurationInSeconds: field(3_725), Subject: field(null) }),
  [TASKS[2]]: { Subject: field('手紙') },
});

let browser;
const scripts = {};
before(async () => {
  browser = await launch();
  for (const language of ['en', 'ja']) scripts[language] = await bundle(PROJECT, 'denwaCall', language);
});
after(() => browser.close());

/** A page that shows the component. `find` is the Apex's answer; without it the Apex refuses. */
async function show(t, language, properties, { find, width = 400 } = {}) {
  const context = await browser.newContext({ viewport: { width, height: 700 } });
  const quiet = watchConsole(context);
  t.after(async () => {
    await context.close();
    quiet.check();
  });
  const org = { records: records(language === 'ja' ? '着信' : 'Inbound'), find };
  const body = `<!doctype html><html lang="${language}"><head><title>Record</title><style>${STYLE}</style></head><body><main><h1>Record</h1><div id="component"></div></main><script>
    window.dialled = []; window.org = ${JSON.stringify(org)}; const found = window.org.find;
    window.org.find = () => (found ? Promise.resolve(found) : Promise.reject(new Error('no access')));
    </script><script src="/component.js"></script></body></html>`;
  await context.route('**/*', (route) => {
    const { pathname, origin } = new URL(route.request().url());
    if (origin !== ORIGIN) return route.fulfill({ status: 404 });
    if (pathname === '/component.js') return route.fulfill({ contentType: 'text/javascript; charset=utf-8', body: scripts[language] });
    return pathname === '/' ? route.fulfill({ contentType: 'text/html; charset=utf-8', body, headers: { 'content-security-policy': POLICY } }) : route.fulfill({ status: 204 });
  });
  const page = await context.newPage();
  await page.goto(`${ORIGIN}/`);
  await page.evaluate((given) => window.show(given), properties);
  return { page, quiet };
}

for (const language of ['en', 'ja']) {
  const words = WORDS[language];

  test(`a task's call, its recording and its number (${language})`, async (t) => {
    const { page } = await show(t, language, { recordId: TASKS[0], objectApiName: 'Task' }, { find: { tasks: [], hosts: HOSTS } });
    await page.getByRole('heading', { name: words.title }).waitFor();
    await page.locator(`audio[aria-label="${words.player}"]`).waitFor();
    assert.equal(await page.getByRole('link', { name: words.link }).getAttribute('href'), 'https://rec.example.com/1');
    await page.getByText(words.duration).waitFor();
    await page.getByRole('button', { name: '0312345678' }).click();
    assert.deepEqual(await page.evaluate(() => window.dialled), [{ number: '0312345678', recordId: CONTACT }]);
    assert.deepEqual(await violations(page), []);
    await screenshot(page, `record-component-task-${language}`);
  });

  test(`a record's last calls (${language})`, async (t) => {
    const { page } = await show(t, language, { recordId: CONTACT, objectApiName: 'Contact' }, { find: { tasks: TASKS, hosts: HOSTS }, width: 320 });
    assert.equal(await page.locator('li').count(), 3);
    assert.equal(await page.locator('audio').count(), 1, 'the other host is not allowed');
    assert.equal(await page.getByRole('link', { name: words.link }).count(), 2);
    assert.deepEqual(await violations(page), []);
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 320, 'nothing is cut off');
    await screenshot(page, `record-component-contact-${language}`);
  });

  test(`a record without calls, and a recording that does not play (${language})`, async (t) => {
    const { page, quiet } = await show(t, language, { recordId: CONTACT, objectApiName: 'Contact' }, { find: { tasks: [], hosts: HOSTS } });
    await page.getByText(words.none).waitFor();
    quiet.expect(/404/);
    await page.evaluate((given) => window.show(given), { recordId: TASKS[0], objectApiName: 'Task' });
    await page.locator('audio').evaluate((audio) => audio.play().catch(() => {}));
    await page.getByRole('status').getByText(words.notPlayed).waitFor();
    await page.getByRole('link', { name: words.link }).waitFor();
    assert.deepEqual(await violations(page), []);
  });

  test(`a user who may not ask for calls sees a task's link, and of a record what to do (${language})`, async (t) => {
    const { page } = await show(t, language, { recordId: TASKS[0], objectApiName: 'Task' });
    await page.getByRole('link', { name: words.link }).waitFor();
    assert.equal(await page.locator('audio').count(), 0);
    await page.evaluate((given) => window.show(given), { recordId: CONTACT, objectApiName: 'Contact' });
    await page.getByRole('alert').getByText(/Denwa/).waitFor();
    assert.deepEqual(await violations(page), []);
  });
}
