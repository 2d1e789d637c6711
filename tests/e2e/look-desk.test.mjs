// The agent's place in every state and both languages: status and after-call work, callbacks, raised hands, the team, shortcuts, signing in.

import { after, before, test } from 'node:test';
import { launch } from './support/chromium.mjs';
import { office, openNothingForStrangers } from './support/desk.mjs';
import { lookAtWidths as look } from './support/look.mjs';
import { watchConsole } from './support/quiet.mjs';
import { own } from './support/servers.mjs';

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

const WORDS = {
  en: {
    callbacks: /^Callbacks/, takeOn: 'Take on', team: /^Team/, hand: 'Raise hand', harassment: 'Harassment', script: 'If you go on, I will hang up.', help: /^Listen/, listening: /You are listening/,
    shortcuts: 'Shortcuts', change: 'Change: Answer', press: /Press the new keys/, taken: /has these keys/, hold: 'Hold or retrieve', reset: 'All back to the defaults', noCall: /there is no call/,
    signIn: 'Sign in', login: 'Login ID', password: 'Password', wrong: /The login ID or the password is wrong/, changeStatus: /^Change the status of/, moreTime: 'More time',
  },
  ja: {
    callbacks: /^折り返し/, takeOn: '担当する', team: /^チーム/, hand: '挙手', harassment: 'カスハラ', script: 'これ以上続く場合は、お電話を切らせていただきます。', help: /^モニタリング/, listening: /モニタリング/,
    shortcuts: 'ショートカット', change: '変更：応答', press: /新しいキーを押してください/, taken: /で使っています/, hold: '保留・保留解除', reset: 'すべて既定に戻す', noCall: /通話がありません/,
    signIn: 'ログイン', login: 'ログインID', password: 'パスワード', wrong: /ログインIDまたはパスワードが違います/, changeStatus: /ステータス/, moreTime: 'もう少し',
  },
};

const press = (scope, name) => scope.getByRole('button', { name, exact: true }).first().click();

for (const lang of ['ja', 'en']) {
  const words = WORDS[lang];
  const open = (t, more = {}) => office(t, browser, { lang, open: true, ...more });
  const tab = (agent, name) => agent.panel.getByRole('tab', { name }).click();
  const lists = {
    Denwa_Status__c: [
      { owner: 'organisation', Code__c: 'break', Label_Ja__c: '休憩中', Label_En__c: 'Break' },
      { owner: 'organisation', Code__c: 'training', Label_Ja__c: '研修・ミーティング', Label_En__c: 'Training and meetings' },
    ],
    Denwa_Harassment_Script__c: [{ owner: 'organisation', Line__c: words.script }],
  };

  test(`own statuses, the next status, after-call work (${lang})`, async (t) => {
    const settings = { lists, levels: { organisation: { After_Call_Work__c: 'inbound', After_Call_Seconds__c: 300 } } };
    const { agent, pbx } = await open(t, { settings });
    await agent.panel.locator('#status').click();
    await agent.panel.getByRole('menuitemradio').nth(4).waitFor();
    await look(agent, 'status-own');
    await agent.page.keyboard.press('Escape');
    const call = await pbx.call({ kind: 'inbound', from: '0312345678', to: agent.extension });
    await agent.press('answer');
    await agent.card('talking').waitFor();
    await agent.panel.locator('#status').click();
    await agent.panel.getByRole('menuitemradio').nth(3).click();
    await agent.panel.locator('.dw-work').waitFor();
    await look(agent, 'status-next');
    await call.remoteHangUp();
    await agent.panel.getByRole('button', { name: words.moreTime }).waitFor();
    await look(agent, 'after-call-work');
  });

  test(`callers to call back (${lang})`, async (t) => {
    const { agent, pbx, servers } = await open(t);
    await openNothingForStrangers(servers);
    await agent.reload();
    await agent.isReady();
    for (const from of ['0312345678', '0399990001']) {
      const call = await pbx.call({ kind: 'queue', queue: 'support', line: '0120000000', from, to: agent.extension });
      await agent.card('ringing').waitFor();
      await call.remoteHangUp();
      await agent.card('ringing').waitFor({ state: 'detached' });
    }
    await tab(agent, words.callbacks);
    await agent.panel.locator('#callbacks li').first().waitFor();
    await look(agent, 'callbacks');
    await agent.panel.locator('#callbacks').getByRole('button', { name: words.takeOn }).first().click();
    await agent.panel.locator('#callbacks').getByRole('button', { name: words.takeOn }).nth(1).waitFor({ state: 'detached' });
    await look(agent, 'callbacks-claimed');
  });

  test(`a raised hand, harassment, the team (${lang})`, async (t) => {
    const { agent, pbx, open: more } = await open(t, { settings: { lists } });
    const supervisor = await more({ user: 'yamamoto', lang, open: true });
    await tab(supervisor, words.team);
    await pbx.call({ kind: 'inbound', from: '0312345678', to: agent.extension });
    await agent.press('answer');
    await agent.card('talking').waitFor();
    await press(agent.card('talking'), words.hand);
    await agent.panel.locator('.dw-hand').waitFor();
    await look(agent, 'hand');
    await press(agent.card('talking'), words.harassment);
    await agent.panel.getByText(words.script).waitFor();
    await look(agent, 'harassment');
    await supervisor.panel.locator('.dw-item--alert').first().waitFor();
    await look(supervisor, 'team');
    const member = supervisor.panel.getByRole('listitem').filter({ hasText: agent.extension }).last();
    await member.getByRole('button', { name: words.help }).first().click();
    await supervisor.panel.locator('.dw-monitoring').waitFor();
    await look(supervisor, 'team-listening');
  });

  test(`keyboard shortcuts (${lang})`, async (t) => {
    const { agent } = await open(t);
    await press(agent.panel, words.shortcuts);
    await agent.panel.locator('#shortcuts').waitFor();
    await look(agent, 'shortcuts');
    await press(agent.panel, words.change);
    await agent.panel.getByText(words.press).waitFor();
    await agent.page.keyboard.press('Alt+p');
    await agent.panel.getByText(words.taken).waitFor();
    await look(agent, 'shortcuts-refused');
    await agent.page.keyboard.press('F8');
    await agent.panel.getByText(words.press).waitFor({ state: 'detached' });
    await press(agent.panel, words.reset);
    await agent.page.keyboard.press('Escape');
    await agent.page.keyboard.press('Alt+q');
    await agent.panel.getByText(words.noCall).waitFor();
    await look(agent, 'shortcut-idle');
  });

  test(`signing in outside Salesforce (${lang})`, async (t) => {
    const stops = [];
    const servers = await own({ after: (stop) => stops.push(stop) });
    const context = await browser.newContext({ viewport: { width: 400, height: 600 }, locale: lang === 'ja' ? 'ja-JP' : 'en-US' });
    const quiet = watchConsole(context);
    t.after(async () => {
      await context.close();
      for (const stop of stops) await stop();
    });
    const page = await context.newPage();
    await page.goto(servers.eventServer);
    const panel = { page, lang, isStandalone: true, frame: async () => page.mainFrame() };
    await page.getByLabel(words.login, { exact: true }).waitFor();
    await look(panel, 'sign-in');
    quiet.expect(/401/);
    await page.getByLabel(words.login, { exact: true }).fill('suzuki');
    await page.getByLabel(words.password, { exact: true }).fill('wrong');
    await page.getByRole('button', { name: words.signIn, exact: true }).click();
    await page.getByText(words.wrong).waitFor();
    await look(panel, 'sign-in-wrong');
  });
}
