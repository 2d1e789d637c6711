// The panel without Salesforce: a page of its own, which the event server hands out. Sign-in with what was pasted, a whole call, signing out, and that
// login and password stay nowhere in the browser.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { launch } from './support/chromium.mjs';
import { EXTENSIONS } from './support/desk.mjs';
import { exchange } from './support/exchange.mjs';
import { watchConsole } from './support/quiet.mjs';
import { own } from './support/servers.mjs';
import { until } from './support/until.mjs';

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

/** An agent of the demo's configuration, and the password whose hash stands there. */
const LOGIN = 'suzuki';
const PASSWORD = 'denwa-demo';
const NOTE = '伝票 A-1042 の返品 😀';

const WORDS = {
  en: {
    locale: 'en-US', login: 'Login ID', password: 'Password', signIn: 'Sign in', signOut: 'Sign out', connected: 'Connected', wrong: 'The login ID or the password is wrong',
    answer: 'Answer', hangUp: 'Hang up', notes: 'Notes', saved: 'Saved', history: /^History/,
    ringing: /^Incoming call .*Softphone$/, later: 'You cannot sign out while a call goes on. Press again when it has ended.',
  },
  ja: {
    locale: 'ja-JP', login: 'ログインID', password: 'パスワード', signIn: 'ログイン', signOut: 'ログアウト', connected: '接続しました', wrong: 'ログインIDまたはパスワードが違います',
    answer: '応答', hangUp: '切断', notes: 'メモ', saved: '保存済み', history: /^履歴/,
    ringing: /^着信 .*ソフトフォン$/, later: '通話が続いている間はログアウトできません。通話が終わってから、もう一度押してください。',
  },
};

/** Opens the event server's own address, as somebody types it: `{ page, pbx, words, quiet, urls }`. After the test the page closes before the servers. */
async function open(t, lang) {
  const words = WORDS[lang];
  const stops = [];
  const servers = await own({ after: (stop) => stops.push(stop) }, { logLevel: 'trace' });
  const context = await browser.newContext({ viewport: { width: 400, height: 760 }, locale: words.locale, permissions: ['clipboard-read', 'clipboard-write'] });
  const quiet = watchConsole(context);
  const urls = [];
  context.on('request', (request) => urls.push(request.url()));
  t.after(async () => {
    try {
      await context.close();
      quiet.check();
    } finally {
      for (const stop of stops) await stop();
    }
  });
  const page = await context.newPage();
  await page.goto(servers.eventServer);
  return { page, pbx: exchange(servers), servers, words, quiet, urls };
}

const field = (page, label) => page.getByLabel(label, { exact: true });
const button = (page, name) => page.getByRole('button', { name, exact: true });
const card = (page, phase) => page.locator(`[data-phase="${phase}"]`);

/** Pastes from the clipboard, in place of what stands in the field. */
async function paste(page, label, text) {
  await page.evaluate((copied) => navigator.clipboard.writeText(copied), text);
  await field(page, label).focus();
  await page.keyboard.press('Control+A');
  await page.keyboard.press('Control+V');
}

/** Everything that the browser keeps of the page. */
const kept = (page) => page.evaluate(async () => JSON.stringify([
  Object.entries(localStorage), Object.entries(sessionStorage), document.cookie, window.name, history.state, location.href, await indexedDB.databases(), await caches.keys(),
]));

/** Nothing of login and password is kept by the browser, asked for in an address, said in the console, or in the event server's log at any level. */
async function leavesNoTrace({ page, urls, quiet, servers }) {
  for (const [where, text] of [['storage', await kept(page)], ['addresses', urls.join('\n')], ['console', quiet.heard.join('\n')], ["event server's log", servers.log().join('\n')]]) {
    for (const secret of [LOGIN, PASSWORD]) assert.ok(!text.includes(secret), `${secret} in the ${where}: ${text}`);
  }
}

for (const lang of ['ja', 'en']) {
  test(`an agent signs in with what she pasted, takes a call with a note, and signs out (${lang})`, async (t) => {
    const it = await open(t, lang);
    const { page, pbx, servers, words } = it;
    assert.equal(page.url(), `${servers.eventServer}/?standalone`);
    // Line breaks and tabs come along when text is copied from a list or a mail.
    await paste(page, words.login, `\r\n\t${LOGIN}\r\n`);
    await paste(page, words.password, `\r\n\tdenwa-\tdemo\r\n`);
    assert.equal(await field(page, words.login).inputValue(), LOGIN);
    assert.equal(await field(page, words.password).inputValue(), PASSWORD);
    await button(page, words.signIn).click();
    await page.locator('.dw-notices').getByText(words.connected, { exact: true }).waitFor();
    await page.locator('[data-state="ready"]').waitFor({ state: 'attached' });
    await leavesNoTrace(it);

    await pbx.call({ kind: 'inbound', from: '0312345678', to: EXTENSIONS[LOGIN] });
    await card(page, 'ringing').getByText('03-1234-5678').first().waitFor();
    assert.match(await page.title(), words.ringing, 'the tab is found among others');
    // It is marked as disabled, and says why when it is pressed.
    await button(page, words.signOut).click({ force: true });
    await page.locator('.dw-notices').getByText(words.later).waitFor();
    await card(page, 'ringing').waitFor();
    await button(page, words.answer).click();
    await card(page, 'talking').getByLabel(words.notes).fill(NOTE);
    await card(page, 'talking').getByLabel(words.notes).blur();
    await card(page, 'talking').getByText(words.saved, { exact: true }).waitFor();
    await leavesNoTrace(it);
    await button(page, words.hangUp).click();
    await until('the PBX has no call', async () => (await pbx.calls()).length === 0);
    await page.getByRole('tab', { name: words.history }).click();
    const row = page.locator('#history li');
    await row.getByText('03-1234-5678').first().waitFor();
    await row.getByText(NOTE).waitFor();

    await button(page, words.signOut).click();
    await field(page, words.login).waitFor();
    assert.equal(await field(page, words.password).inputValue(), '');
    assert.equal(await page.locator('#history li').count(), 0, 'nothing of hers stays on the screen');
    await until('she has left the server', async () => (await pbx.health()).sessions === 0);
    await leavesNoTrace(it);
  });

  test(`a wrong password is told in words, and the right one goes in (${lang})`, async (t) => {
    const it = await open(t, lang);
    const { page, words, quiet } = it;
    // Chromium itself writes each answer of this kind into the console.
    quiet.expect(/^error: Failed to load resource: .*401/);
    await field(page, words.login).fill(LOGIN);
    await field(page, words.password).fill('denwa-wrong');
    await page.keyboard.press('Enter');
    await page.locator('.dw-sign-in').getByRole('alert').filter({ hasText: words.wrong }).waitFor();
    assert.equal(await field(page, words.login).inputValue(), LOGIN, 'the login is not typed again');
    await until('the password is typed anew', async () => (await field(page, words.password).inputValue()) === '');
    await field(page, words.password).fill(PASSWORD);
    await page.keyboard.press('Enter');
    await page.locator('[data-state="ready"]').waitFor({ state: 'attached' });
    await leavesNoTrace(it);
    // The sign-in is in no storage either: a page that is loaded again asks again.
    await page.reload();
    await field(page, words.login).waitFor();
  });
}
