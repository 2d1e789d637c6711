// The configuration view: every group by keyboard alone, and checked by axe.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, test } from 'node:test';
import { violations } from './support/axe.mjs';
import { launch } from './support/chromium.mjs';
import { office } from './support/desk.mjs';
import { setWidth } from './support/look.mjs';
import { screenshot } from './support/screenshot.mjs';
import { administration, arrowTo, control, GROUPS, save, saved, tabTo } from './support/settings.mjs';

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

test('an administrator sets every group by keyboard alone, tries, exports, imports and undoes; another panel follows in mid-call (ja)', async (t) => {
  const { agent, pbx, open } = await office(t, browser, { user: 'ito', lang: 'ja', open: true, viewport: { width: 1440, height: 900 } });
  const other = await open({ user: 'sato', lang: 'ja', open: true });
  await pbx.call({ kind: 'inbound', from: '0311112222', to: other.extension });
  await other.press('answer');
  await other.card('talking').getByText('複数該当').waitFor();
  const { keyboard } = agent.page;

  await agent.panel.getByLabel('電話番号').first().focus();
  await tabTo(agent, '#page-settings', 'Shift+Tab');
  await keyboard.press('Enter');
  await tabTo(agent, '.dw-tab[role=tab]');
  /** Goes to a group from wherever the focus is. */
  const group = async (name) => {
    await tabTo(agent, '.dw-tab[role=tab]', 'Shift+Tab');
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

  // A test call shows the settings; it touches no record.
  const before = (await agent.navigations()).length;
  await tabTo(agent, '.dw-config__bar button:last-child');
  await keyboard.press('Enter');
  await agent.card('ringing').waitFor();
  assert.equal((await agent.navigations()).length, before);

  // Export all settings to a file, and import it.
  await tabTo(agent, '.dw-tab[role=tab]', 'Shift+Tab');
  await arrowTo(agent, `#config-tab-${GROUPS.length}`, 'End');
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

  // Undo the last save.
  await tabTo(agent, '.dw-config__bar button:nth-child(3)');
  await keyboard.press('Enter');
  await agent.panel.getByText('最後の保存を取り消しました。').waitFor();
  await other.card('talking').getByText('どなたか複数').waitFor({ timeout: 5_000 });
});

for (const lang of ['ja', 'en']) {
  for (const width of [400, 760]) {
    test(`axe finds nothing in any group, and every control has a name, a help and a default (${lang}, ${width})`, async (t) => {
      const { agent } = await administration(t, browser, { lang });
      const frame = await agent.frame();
      await setWidth(agent, width);
      for (let tab = 0; tab <= GROUPS.length; tab += 1) {
        await agent.panel.locator(`#config-tab-${tab}`).click();
        await agent.panel.locator('.dw-config__panel .dw-field').first().waitFor();
        const name = GROUPS[tab] ?? 'tools';
        assert.deepEqual(await violations(frame), [], `${name} (${lang}, ${width})`);
        const nameless = await frame.evaluate((stands) => [...document.querySelectorAll('.dw-config__panel [data-set]')].flatMap((field) => {
          const code = field.dataset.set;
          const control = document.getElementById(code);
          const label = field.querySelector('.dw-field__label')?.textContent.trim();
          const help = (control?.getAttribute('aria-describedby') ?? '').split(' ').map((id) => document.getElementById(id)?.textContent ?? '').join('').trim();
          return control && label && new RegExp(`^.+ ${stands}: .+$`).test(help) ? [] : [`${code}: ${help}`];
        }), lang === 'ja' ? '既定' : 'Default');
        assert.deepEqual(nameless, [], `${name}: controls without a name, a help or a default`);
        const element = await frame.frameElement();
        await screenshot(element, `config-${name}-${width}-${lang}`, { frame });
      }
    });
  }
}
