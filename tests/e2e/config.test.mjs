// The configuration view: every group by keyboard and by axe, what is set there has its effect, and other panels follow at once.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, test } from 'node:test';
import { violations } from './support/axe.mjs';
import { launch } from './support/chromium.mjs';
import { desk, office } from './support/desk.mjs';
import { screenshot } from './support/screenshot.mjs';
import { arrowTo, choose, control, GROUPS, openGroup, openSettings, save, saved, tabTo } from './support/settings.mjs';
import { until } from './support/until.mjs';

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

/** An administrator's desk with the view open. */
async function administration(t, options = {}) {
  const it = await office(t, browser, { user: 'ito', open: true, viewport: { width: 1440, height: 900 }, ...options });
  await openSettings(it.agent);
  return it;
}

/** Sets some settings of a group and saves them. */
async function setting(agent, group, values) {
  await openGroup(agent, group);
  for (const [code, value] of Object.entries(values)) await choose(agent, code, value);
  await save(agent);
}

const backToCalls = (agent) => agent.panel.locator('#page-settings').click();

test('an administrator sets every group by keyboard alone, tries, exports, imports and undoes; another panel follows in mid-call (ja)', async (t) => {
  const { agent, pbx, servers } = await office(t, browser, { user: 'ito', lang: 'ja', open: true, viewport: { width: 1440, height: 900 } });
  const other = await desk(t, browser, servers, { user: 'sato', lang: 'ja', open: true });
  await pbx.call({ kind: 'inbound', from: '0311112222', to: other.extension });
  await other.press('answer');
  await other.card('talking').getByText('複数該当').waitFor();
  const { keyboard } = agent.page;

  await agent.panel.getByLabel('電話番号').first().focus();
  await tabTo(agent, '#page-settings', 'Shift+Tab');
  await keyboard.press('Enter');
  await tabTo(agent, '[role=tab]');
  /** Goes to a group from wherever the focus is. */
  const group = async (name) => {
    await tabTo(agent, '[role=tab]', 'Shift+Tab');
    await arrowTo(agent, '#config-tab-0', 'Home');
    await arrowTo(agent, `#config-tab-${GROUPS.indexOf(name)}`);
  };
  const type = async (code, text) => {
    await tabTo(agent, `#${code}`);
    await keyboard.press('Control+A');
    await keyboard.insertText(text);
  };
  const pick = async (code, value) => {
    await tabTo(agent, `#${code} input`);
    await arrowTo(agent, `#${code} input[value="${value}"]`);
  };
  await group('connection');
  await type('monitoringNumber', '8888');
  await group('basic');
  await type('sessionMinutes', '４５');
  await group('lines');
  await tabTo(agent, '.dw-tick');
  await keyboard.press('Space');
  await group('popup');
  await pick('popUpSize', 'large');
  await agent.panel.locator('.dw-preview .dw-card').nth(1).waitFor();
  assert.match(await agent.panel.locator('[aria-labelledby="config-preview"] [role=status]').innerText(), /「大」/);
  await group('salesforce');
  await type('nameSeveral', 'どなたか複数');
  await group('history');
  await pick('logInternal', 'on');
  await group('custom');
  await pick('openRinging', 'browser');
  await agent.panel.getByText('未保存の変更が7件あります。').waitFor();
  await tabTo(agent, '#config-save');
  const pressed = performance.now();
  await keyboard.press('Enter');
  await saved(agent);
  await other.card('talking').getByText('どなたか複数').waitFor({ timeout: 5_000 });
  const took = performance.now() - pressed;
  assert.ok(took < 5_000, `the other panel followed after ${took} ms`);
  t.diagnostic(`the other panel followed after ${Math.round(took)} ms`);
  assert.equal(await other.card('talking').count(), 1, 'its call goes on');

  // It tries what it has set: a pretended call that touches no record.
  const before = (await agent.navigations()).length;
  await tabTo(agent, '.dw-config__bar button:last-child');
  await keyboard.press('Enter');
  await agent.card('ringing').waitFor();
  assert.equal((await agent.navigations()).length, before);

  // Everything as a file, and back.
  await tabTo(agent, '[role=tab]', 'Shift+Tab');
  await arrowTo(agent, '#config-tab-7', 'End');
  await tabTo(agent, 'a[download]');
  const [download] = await Promise.all([agent.page.waitForEvent('download'), keyboard.press('Enter')]);
  const file = await readFile(await download.path(), 'utf8');
  assert.match(file, /どなたか複数/);
  await tabTo(agent, '#config-import');
  const [chooser] = await Promise.all([agent.page.waitForEvent('filechooser'), keyboard.press('Space')]);
  await chooser.setFiles({ name: 'settings.json', mimeType: 'application/json', buffer: Buffer.from(file.replace('どなたか複数', '取り込み')) });
  await agent.panel.getByText('今の値と違うもの: 1件').waitFor();
  await agent.panel.getByText('どなたか複数 → 取り込み').waitFor();
  await tabTo(agent, 'section:first-child .dw-pager:last-child button');
  await keyboard.press('Enter');
  await agent.panel.getByText('未保存の変更が1件あります。').waitFor();
  await tabTo(agent, '#config-save');
  await keyboard.press('Enter');
  await saved(agent);
  await other.card('talking').getByText('取り込み').waitFor({ timeout: 5_000 });

  // The last save is taken back.
  await tabTo(agent, '.dw-config__bar button:nth-child(3)');
  await keyboard.press('Enter');
  await agent.panel.getByText('最後の保存を取り消しました。').waitFor();
  await other.card('talking').getByText('どなたか複数').waitFor({ timeout: 5_000 });
});

for (const lang of ['ja', 'en']) {
  for (const width of [400, 760]) {
    test(`axe finds nothing in any group, and every control has a name and a help (${lang}, ${width})`, async (t) => {
      const { agent } = await administration(t, { lang });
      const frame = await agent.frame();
      // The frame as wide as asked, whatever the host makes of the panel.
      await agent.page.locator('iframe.openctiSoftPhone').evaluate((element, px) => element.style.setProperty('width', `${px}px`, 'important'), width);
      for (let tab = 0; tab <= GROUPS.length; tab += 1) {
        await agent.panel.locator(`#config-tab-${tab}`).click();
        await agent.panel.locator('.dw-config__panel .dw-field').first().waitFor();
        const name = GROUPS[tab] ?? 'tools';
        assert.deepEqual(await violations(frame), [], `${name} (${lang}, ${width})`);
        const nameless = await frame.evaluate(() => [...document.querySelectorAll('.dw-config__panel [data-set]')].flatMap((field) => {
          const code = field.dataset.set;
          const control = document.getElementById(code);
          const label = field.querySelector('.dw-field__label')?.textContent.trim();
          const help = (control?.getAttribute('aria-describedby') ?? '').split(' ').map((id) => document.getElementById(id)?.textContent ?? '').join('').trim();
          return control && label && help ? [] : [code];
        }));
        assert.deepEqual(nameless, [], `${name}: controls without a name or a help`);
        const element = await frame.frameElement();
        await screenshot(element, `config-${name}-${width}-${lang}`, { frame });
      }
    });
  }
}

test('[connection] calls from the monitoring number ring, and are not linked', async (t) => {
  const { agent, pbx } = await administration(t);
  await setting(agent, 'connection', { monitoringNumber: '0312345678' });
  await backToCalls(agent);
  await pbx.call({ kind: 'inbound', from: '0312345678', to: agent.extension });
  await agent.card('ringing').waitFor();
  await agent.press('answer');
  await agent.card('talking').waitFor();
  assert.deepEqual(await agent.requests('searchAndScreenPop'), []);
});

test('[basic] calls are linked to nothing', async (t) => {
  const { agent, pbx } = await administration(t);
  await setting(agent, 'basic', { integration: 'none' });
  await backToCalls(agent);
  const call = await pbx.call({ kind: 'inbound', from: '0312345678', to: agent.extension });
  await agent.press('answer');
  await agent.card('talking').waitFor();
  await call.remoteHangUp();
  await agent.card('ended').getByText('This call is not logged').waitFor();
  assert.deepEqual(await agent.requests('searchAndScreenPop'), []);
});

test('[lines] only calls on ticked numbers are linked', async (t) => {
  const { agent, pbx } = await administration(t);
  await openGroup(agent, 'lines');
  await agent.panel.locator('.dw-row', { hasText: '0312345000' }).locator('.dw-tick').uncheck();
  await save(agent);
  await backToCalls(agent);
  const unlinked = await pbx.call({ kind: 'inbound', from: '0312345678', to: agent.extension, line: '0312345000' });
  await agent.card('ringing').waitFor();
  await unlinked.remoteHangUp();
  await agent.card('ended').waitFor();
  assert.deepEqual(await agent.requests('searchAndScreenPop'), []);
  await pbx.call({ kind: 'inbound', from: '0312345678', to: agent.extension, line: '0398760000' });
  await agent.card('ringing').getByText('山田 花子').waitFor();
});

test('[popup] a call cannot be answered from the panel, and the preview says so', async (t) => {
  const { agent, pbx } = await administration(t);
  await openGroup(agent, 'popup');
  const shown = agent.panel.locator('.dw-preview .dw-actions').first();
  await shown.waitFor();
  await choose(agent, 'popUpButtons', 'off');
  await shown.waitFor({ state: 'hidden' });
  await save(agent);
  await backToCalls(agent);
  await pbx.call({ kind: 'inbound', from: '0312345678', to: agent.extension });
  await agent.card('ringing').getByText('山田 花子').waitFor();
  assert.equal(await agent.button('answer').count(), 0);
});

test('[salesforce] several matches have the name that was set', async (t) => {
  const { agent, pbx } = await administration(t);
  await setting(agent, 'salesforce', { nameSeveral: 'Somebody of several' });
  await backToCalls(agent);
  await pbx.call({ kind: 'inbound', from: '0311112222', to: agent.extension });
  await agent.card('ringing').getByRole('heading', { name: 'Somebody of several' }).waitFor();
});

test('[history] missed calls are not logged', async (t) => {
  const { agent, pbx } = await administration(t);
  await setting(agent, 'history', { logInboundMissed: 'off' });
  await backToCalls(agent);
  const call = await pbx.call({ kind: 'inbound', from: '0312345678', to: agent.extension });
  await agent.card('ringing').waitFor();
  await call.remoteHangUp();
  await agent.card('ended').getByText('This call is not logged').waitFor();
});

test('[custom] a custom URL opens in place of the record', async (t) => {
  const { agent, pbx } = await administration(t);
  await setting(agent, 'connection', { allowedHosts: 'crm.example.com' });
  await setting(agent, 'basic', { integration: 'custom' });
  await setting(agent, 'custom', { urlRinging: 'https://crm.example.com/?n={ANI}' });
  await backToCalls(agent);
  await pbx.call({ kind: 'inbound', from: '0312345678', to: agent.extension });
  await agent.card('ringing').waitFor();
  const pages = JSON.stringify(await agent.pops());
  assert.match(pages, /crm\.example\.com/);
  assert.match(pages, /0312345678/);
  assert.deepEqual(await agent.requests('searchAndScreenPop'), []);
});

test('a call that rings stays in sight above the settings, and is answered there', async (t) => {
  const { agent, pbx } = await administration(t);
  const call = await pbx.call({ kind: 'inbound', from: '0312345678', to: agent.extension });
  await agent.card('ringing').getByText('山田 花子').waitFor();
  await agent.press('answer');
  await agent.card('talking').waitFor();
  assert.ok(await agent.panel.locator('[role=tab]').first().isVisible(), 'the settings stay open');
  await agent.press('hangUp');
  await agent.card('ended').first().waitFor({ state: 'attached' });
  await call.remoteHangUp().catch(() => {});
});

test('a wrong value says why beside its field, and nothing is saved', async (t) => {
  const { agent } = await administration(t);
  await openGroup(agent, 'basic');
  const field = control(agent, 'sessionMinutes');
  await field.fill('9000');
  await agent.panel.getByText('Type a whole number from 0 to 1440.').waitFor();
  assert.equal(await field.getAttribute('aria-invalid'), 'true');
  await agent.panel.locator('#config-save').click();
  await agent.panel.getByText('1 values need mending. Nothing was saved.').waitFor();
  await field.fill('15');
  await save(agent);
});

test('two administrators: the second is shown the change of the first, and loses nothing', async (t) => {
  const { agent, servers } = await administration(t);
  const second = await desk(t, browser, servers, { user: 'yamamoto', open: true, viewport: { width: 1440, height: 900 } });
  await openSettings(second);
  for (const [who, value] of [[agent, 'First'], [second, 'Second']]) {
    await openGroup(who, 'popup');
    await choose(who, 'withheldName', value);
  }
  await save(agent);
  await second.panel.locator('.dw-conflict').getByText('First', { exact: true }).waitFor();
  await second.panel.locator('.dw-conflict').getByText('Second', { exact: true }).waitFor();
  await second.panel.getByRole('button', { name: 'Use mine' }).click();
  await save(second);
  assert.equal(await control(second, 'withheldName').inputValue(), 'Second');
  await until('the first sees it', async () => (await control(agent, 'withheldName').inputValue()) === 'Second');
});

test('an agent sets what is open for herself, and only looks at what is locked', async (t) => {
  const { agent } = await office(t, browser, { user: 'sato', open: true, viewport: { width: 1440, height: 900 } });
  await openSettings(agent);
  assert.equal(await agent.panel.locator('[role=tab]').count(), GROUPS.length, 'no administration');
  await openGroup(agent, 'basic');
  assert.equal(await control(agent, 'sessionMinutes').isDisabled(), true);
  await openGroup(agent, 'popup');
  await choose(agent, 'popUpSize', 'large');
  await save(agent);
  await agent.panel.locator('[data-set="popUpSize"] .dw-badge').getByText('User', { exact: true }).waitFor();
});

test('an administrator sets what holds for one user', async (t) => {
  const { agent, servers } = await administration(t);
  const person = control(agent, 'config-person');
  await person.fill('鈴木');
  const offer = agent.panel.locator('#config-people option').first();
  await offer.waitFor({ state: 'attached' });
  await person.fill(await offer.getAttribute('value'));
  await agent.panel.locator('[name="config-level"][value="user"]').check();
  await setting(agent, 'popup', { withheldName: 'Only for her' });
  await person.fill('');
  await agent.panel.locator('[data-set="withheldName"] .dw-badge').getByText('Default', { exact: true }).waitFor();
  const other = await desk(t, browser, servers, { user: 'suzuki', open: true });
  await openSettings(other);
  await openGroup(other, 'popup');
  await until('her own value stands there', async () => (await control(other, 'withheldName').inputValue()) === 'Only for her');
});

test('the input method is not disturbed while it composes', async (t) => {
  const { agent } = await administration(t, { lang: 'ja' });
  await openGroup(agent, 'popup');
  await agent.panel.locator('[name="config-case"][value="withheld"]').check();
  const field = control(agent, 'withheldName');
  await field.focus();
  const session = await agent.page.context().newCDPSession(agent.page);
  for (const text of ['ば', 'ばん', 'ばんご', 'ばんごう', '番号']) {
    await session.send('Input.imeSetComposition', { text, selectionStart: text.length, selectionEnd: text.length });
    assert.equal(await field.inputValue(), text);
  }
  await session.send('Input.insertText', { text: '番号なし' });
  assert.equal(await field.inputValue(), '番号なし');
  await agent.panel.locator('.dw-preview [lang=ja]').getByText('番号なし').waitFor();
  await save(agent);
  assert.equal(await field.inputValue(), '番号なし');
});

test('logins come from a CSV file as Excel writes it, and the history tells who set what', async (t) => {
  const { agent } = await administration(t);
  const tools = () => agent.panel.locator(`#config-tab-${GROUPS.length}`).click();
  await tools();
  // A head of two Japanese words in Shift_JIS, as Excel in Japan has it; one user who is mapped, one nobody knows.
  const head = Buffer.from('96bc914f2c838d834f8343839349440d0a', 'hex');
  const lines = Buffer.from('suzuki@sample.denwa.example,suzuki-9\r\nnobody@sample.denwa.example,nobody\r\n');
  const [chooser] = await Promise.all([
    agent.page.waitForEvent('filechooser'),
    agent.panel.locator('.dw-file', { has: agent.page.locator('#config-logins') }).click(),
  ]);
  await chooser.setFiles({ name: 'logins.csv', mimeType: 'text/csv', buffer: Buffer.concat([head, lines]) });
  const row = (text) => agent.panel.locator('.dw-row', { hasText: text });
  await row('suzuki@sample.denwa.example').getByText(/^Will be set/).waitFor();
  await row('nobody@sample.denwa.example').getByText('The org does not have it.').waitFor();
  await agent.panel.getByRole('button', { name: 'Save the right ones' }).click();
  await row('suzuki@sample.denwa.example').getByText('Saved', { exact: true }).waitFor();
  await agent.panel.getByRole('button', { name: 'Show the history' }).click();
  const entry = row('→ suzuki-9').filter({ hasText: '伊藤' });
  await entry.getByText('Telephony login').waitFor();
});

test('lists: an object by its pasted address, its fields from the org, another order; results in theirs', async (t) => {
  const { agent } = await administration(t);
  await openGroup(agent, 'salesforce');
  const targets = agent.panel.locator('[data-list="Denwa_Search_Target__c"]');
  const rows = targets.locator('.dw-row');
  const objects = () => rows.locator('input[list="config-objects"]').evaluateAll((fields) => fields.map((field) => field.value));
  const add = control(agent, 'Denwa_Search_Target__c-add');
  await add.fill('no such thing');
  await add.press('Enter');
  await targets.locator('#Denwa_Search_Target__c-add-wrong').getByText(/./).waitFor();
  await add.fill('https://acme.lightning.force.com/lightning/o/Case/list?filterName=Recent');
  await add.press('Enter');
  await until('the object of the address is there', async () => (await objects()).at(-1) === 'Case');
  await rows.first().getByLabel('Phone fields to search (empty: all)').focus();
  await rows.first().locator('datalist option[value="MobilePhone"]').first().waitFor({ state: 'attached' });
  await rows.last().getByRole('button', { name: 'Move up' }).click();
  await until('it stands one higher', async () => (await objects()).at(-2) === 'Case');
  const order = await objects();
  await openGroup(agent, 'history');
  const results = agent.panel.locator('[data-list="Denwa_Call_Result__c"]');
  for (const [place, word] of ['Solved', 'Call back'].entries()) {
    await results.getByRole('button', { name: 'Add a row' }).click();
    await results.locator('.dw-row input').nth(place).fill(word);
  }
  await results.locator('.dw-row').nth(1).getByRole('button', { name: 'Move up' }).click();
  await save(agent);
  await backToCalls(agent);
  await openSettings(agent);
  await openGroup(agent, 'history');
  await until('the results stand in their order', async () => {
    const words = await results.locator('.dw-row input').evaluateAll((inputs) => inputs.map((input) => input.value));
    return words.join() === 'Call back,Solved';
  });
  await openGroup(agent, 'salesforce');
  assert.deepEqual(await objects(), order);
});
