// The administrator's pages beside the calls in every state and both languages: settings, setup assistant, doctor.

import { after, before, test } from 'node:test';
import { launch } from './support/chromium.mjs';
import { office } from './support/desk.mjs';
import { lookAtWidths as look } from './support/look.mjs';
import { GROUPS, openGroup, openSettings } from './support/settings.mjs';

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

const ASSISTANT = { ja: '設定アシスタント', en: 'Setup Assistant' };
/** What somebody has set wrong. */
const settings = { levels: { organisation: { Popup_Size__c: 'huge', Session_Minutes__c: -3 } } };

for (const lang of ['ja', 'en']) {
  const open = (t, more = {}) => office(t, browser, { lang, user: 'ito', open: true, viewport: { width: 1440, height: 900 }, ...more });

  test(`settings (${lang})`, async (t) => {
    const { agent, pbx } = await open(t, { settings });
    await openSettings(agent);
    for (const group of GROUPS) {
      await openGroup(agent, group);
      await agent.panel.locator('.dw-config__panel .dw-field').first().waitFor();
      await look(agent, `settings-${group}`);
    }
    await pbx.call({ kind: 'inbound', from: '0312345678', to: agent.extension });
    await agent.card('ringing').waitFor();
    await look(agent, 'settings-ringing');
  });

  test(`the setup assistant and the doctor (${lang})`, async (t) => {
    const { agent, pbx } = await open(t, { settings, softphoneLayout: 'noFields', allow: 'microphone; clipboard-write' });
    await openSettings(agent);
    await agent.button(ASSISTANT[lang]).click();
    await agent.panel.locator('#setup-step').waitFor();
    await look(agent, 'setup');
    await pbx.pbx(false);
    await agent.panel.locator('#page-doctor').click();
    await agent.panel.locator('[data-check="pbx"][data-state="error"]').waitFor();
    await look(agent, 'doctor');
  });
}
