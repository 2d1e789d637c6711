// Parked calls on a real Asterisk: parked and picked up in the panel, at the phone, and back from a place where nobody took them.

import { after, before, test } from 'node:test';
import { cardOf, hasPopped, phaseIs, press, team } from './support/asterisk.mjs';
import { launch } from './support/chromium.mjs';
import { shared } from './support/servers.mjs';

const servers = shared();
let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

const NOTE = '折り返しは午後';

/** Waits until the card says where the call waits, and returns the place. */
async function place(card) {
  const words = card.getByText(/Waits in parking place \d+/);
  await words.waitFor();
  return /place (\d+)/.exec(await words.innerText())[1];
}

test('the panel parks a call, and a colleague picks it up in the panel', async (t) => {
  const { customer, sato, suzuki, card } = await team(t, browser, servers, { text: NOTE });
  await press(card, 'Park');
  await sato.own.is('ended');
  await customer.hears(null);
  const slot = await place(card);
  await suzuki.agent.panel.getByRole('tab', { name: /Parked/ }).click();
  const row = suzuki.agent.panel.locator('#parked').getByRole('listitem').filter({ hasText: slot });
  await row.getByRole('button', { name: /Pick up/ }).click();
  await suzuki.own.is('incoming', { from: slot });
  suzuki.own.order('answer');
  await customer.hears('2002');
  await suzuki.own.hears('9001');
  const theirs = await cardOf(suzuki.agent, 'talking');
  await hasPopped(suzuki.agent, theirs, NOTE);
  await card.getByText(`No longer in parking place ${slot}`).waitFor();
});

test('a call parked by dialling at the phone is picked up by dialling its place', async (t) => {
  const { customer, sato, suzuki, card } = await team(t, browser, servers, { text: NOTE });
  sato.own.order('transfer', { number: '730' });
  await sato.own.is('ended');
  const slot = await place(card);
  await customer.hears(null);
  suzuki.own.order('call', { number: slot });
  await customer.hears('2002');
  const theirs = await cardOf(suzuki.agent, 'talking');
  await hasPopped(suzuki.agent, theirs, NOTE);
  await card.getByText(`No longer in parking place ${slot}`).waitFor();
});

test('a call parked by feature code at the phone is picked up by the same agent in the panel', async (t) => {
  const { customer, sato, card } = await team(t, browser, servers, { text: NOTE });
  sato.own.order('tones', { tones: '#72' });
  const slot = await place(card);
  await sato.own.is('ended');
  await press(card, 'Pick up');
  await sato.own.is('incoming', { from: slot });
  await sato.agent.press('answer');
  await customer.hears('2001');
  const again = await cardOf(sato.agent, 'talking');
  await hasPopped(sato.agent, again, NOTE);
});

test('a parked call that nobody takes comes back to the phone that parked it', async (t) => {
  const { customer, sato, card } = await team(t, browser, servers, { text: NOTE });
  await press(card, 'Park');
  await sato.own.is('ended');
  const slot = await place(card);
  // After 20 seconds: `parkingtime` in tests/asterisk/etc/res_parking.conf.
  await sato.own.is('incoming', {}, 30_000);
  await card.getByText(`No longer in parking place ${slot}`).waitFor();
  const again = await cardOf(sato.agent, 'ringing');
  await again.getByText('Back from parking: nobody took it').waitFor();
  await hasPopped(sato.agent, again, NOTE);
  await sato.agent.press('answer');
  await customer.hears('2001');
  await phaseIs(again, 'talking');
  customer.order('hangup');
  await phaseIs(again, 'ended');
});
