// The basic path: a call rings, its record opens, the agent controls the call from the panel, and a log is saved in the org.

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

for (const lang of ['en', 'ja']) {
  test(`an incoming call is named, popped, answered, held, retrieved, hung up and logged (${lang})`, async (t) => {
    const { agent, pbx } = await office(t, browser, { lang });
    const before = await agent.tasks();
    assert.equal((await agent.item()).visible, false, 'the panel is minimised to begin with');

    await pbx.call({ kind: 'inbound', from: '0312345678', to: agent.extension, line: '0312345000' });
    await agent.card('ringing').getByText('山田 花子').waitFor();
    assert.match(await agent.card('ringing').innerText(), /03-1234-5678/);
    assert.match(await agent.card('ringing').innerText(), /総合受付/);
    const item = await until('the panel opens and its label names the caller', async () => {
      const now = await agent.item();
      return now.visible && now.itemLabel.includes('山田 花子') && now;
    });
    assert.equal(item.itemIcon, 'incoming_call');
    const [pop, ...more] = await agent.pops();
    assert.deepEqual(more, []);
    assert.match(JSON.stringify(pop), /"003/);
    await agent.page.getByRole('heading', { name: '山田 花子', exact: true }).waitFor();

    await agent.press('answer');
    await agent.card('talking').waitFor();
    await agent.press('hold');
    await agent.card('held').waitFor();
    await agent.press('retrieve');
    await agent.card('talking').waitFor();
    await agent.press('hangUp');
    await agent.card('ended').waitFor();

    const task = await agent.newTask(before);
    assert.match(task.Subject, /山田 花子/);
    assert.match(task.Subject, /03-1234-5678/);
    assert.equal(task.CallType, 'Inbound');
    assert.equal(task.Status, 'Completed');
    assert.match(task.WhoId, /^003/);
    assert.ok(Number.isInteger(task.CallDurationInSeconds));
    assert.equal(task.CallDisposition, lang === 'ja' ? '応答' : 'Answered');
    assert.match(task.CallObject, /./);
    await agent.card('ended').getByText(lang === 'ja' ? '活動を保存しました' : 'Call log saved').waitFor();
  });
}

test('a call is dialled by hand, and by a click on a number', async (t) => {
  const { agent } = await office(t, browser, { open: true });
  await agent.panel.getByLabel('Telephone number').fill('０３−１２３４−５６７８');
  await agent.press('dial');
  await agent.card('talking').getByText('山田 花子').waitFor();
  await agent.press('hangUp');
  await agent.card('ended').getByText('Call log saved').waitFor();
  await agent.press('Dismiss');

  const contacts = await agent.lightning((lightning) => lightning.list('Contact'));
  const jack = contacts.find((contact) => contact.Name === 'Jack Rogers');
  await agent.lightning((lightning, id) => lightning.open(`/lightning/r/Contact/${id}/view`), jack.Id);
  await agent.page.getByRole('heading', { name: 'Jack Rogers', exact: true }).waitFor();
  assert.equal(await agent.lightning((lightning) => lightning.clickToDial), true);
  // The simulated PBX does not connect calls to numbers that end in 00 to 03.
  await agent.lightning((lightning) => lightning.dial('+1 336-222-7005'));
  await agent.card('talking').getByText('Jack Rogers').waitFor();
  await agent.press('hangUp');
  const tasks = await until('the log names the record it was dialled from', async () => {
    const all = await agent.tasks();
    return all.filter((task) => task.WhoId === jack.Id && task.CallType === 'Outbound').length > 0 && all;
  });
  assert.ok(tasks.length > 0);
});

test('an outgoing call to a busy number says so and is logged', async (t) => {
  const { agent } = await office(t, browser, { open: true });
  const before = await agent.tasks();
  await agent.panel.getByLabel('Telephone number').fill('0399990000');
  await agent.press('dial');
  await agent.card('ended').getByText(/Busy/).waitFor();
  const task = await agent.newTask(before);
  assert.equal(task.CallDisposition, 'Busy');
  assert.equal(task.CallDurationInSeconds, 0);
});

test('a declined call and a missed call are logged as such', async (t) => {
  const { agent, pbx } = await office(t, browser);
  let before = await agent.tasks();
  await pbx.call({ kind: 'inbound', from: '0312345678', to: agent.extension });
  await agent.press('decline');
  assert.equal((await agent.newTask(before)).CallDisposition, 'Declined');
  before = await agent.tasks();
  const call = await pbx.call({ kind: 'inbound', from: '0312345678', to: agent.extension });
  await agent.card('ringing').waitFor();
  await call.remoteHangUp();
  assert.equal((await agent.newTask(before)).CallDisposition, 'Missed');
});

test('a call that began before the panel had loaded is shown, popped and logged', async (t) => {
  const { agent, pbx } = await office(t, browser, { wait: false, eager: false });
  const before = await agent.tasks();
  const call = await pbx.call({ kind: 'inbound', from: '0312345678', to: agent.extension });
  await agent.lightning((lightning) => lightning.togglePanel(true));
  await agent.card('ringing').getByText('山田 花子').waitFor();
  await agent.pops();
  await agent.press('answer');
  await agent.card('talking').waitFor();
  await call.remoteHangUp();
  assert.equal((await agent.newTask(before)).CallDisposition, 'Answered');
});

test('a page loaded again in mid-call finds the call, and logs it once', async (t) => {
  const { agent, pbx } = await office(t, browser);
  const before = await agent.tasks();
  const call = await pbx.call({ kind: 'inbound', from: '0312345678', to: agent.extension });
  await agent.press('answer');
  await agent.card('talking').waitFor();
  await agent.page.reload();
  await agent.card('talking').getByText('山田 花子').waitFor({ state: 'attached' });
  await call.remoteHangUp();
  await agent.card('ended').getByText('Call log saved').waitFor({ state: 'attached' });
  const all = await agent.tasks();
  assert.equal(all.length, before.length + 1);
});

test('internal calls ring, but are not linked with Salesforce', async (t) => {
  const { agent, pbx } = await office(t, browser);
  const call = await pbx.call({ kind: 'internal', from: '2002', to: agent.extension });
  await agent.card('ringing').getByText('Internal call', { exact: true }).waitFor();
  await call.agentHangUp({ extension: '2002' });
  await agent.card('ended').getByText('This call is not logged').waitFor();
  assert.deepEqual(await agent.requests('searchAndScreenPop'), []);
  assert.deepEqual(await agent.requests('saveLog'), []);
});

test('the agent changes her status', async (t) => {
  const { agent } = await office(t, browser, { user: 'ito', open: true });
  await agent.chooseMode('Not ready');
  await agent.hasStatus('Not ready');
  await until('the utility item says so', async () => (await agent.item()).itemLabel === 'Not ready');
  await agent.chooseMode('Ready');
  await agent.hasStatus('Ready');
});

test('the panel calls the package once, without waiting for the host’s first answer', async (t) => {
  const { agent } = await office(t, browser, { latency: 100 });
  const asked = await agent.lightning((lightning) => lightning.messages.map(({ direction, message }) => [direction, message.methodName, message.args?.methodName]));
  assert.deepEqual(asked[0].slice(0, 2), ['in', 'getCallCenterSettings']);
  assert.deepEqual(asked[1], ['in', 'runApex', 'boot']);
  assert.equal(asked.filter(([direction, , method]) => direction === 'in' && method === 'boot').length, 1);
});

/** Opens a record, so that numbers can be clicked on it. */
async function atRecord(agent, name) {
  const contacts = await agent.lightning((lightning) => lightning.list('Contact'));
  const contact = contacts.find((one) => one.Name === name);
  await agent.lightning((lightning, id) => lightning.open(`/lightning/r/Contact/${id}/view`), contact.Id);
  await agent.page.getByRole('heading', { name, exact: true }).waitFor();
  await until('numbers can be clicked', () => agent.lightning((lightning) => lightning.clickToDial));
}

for (const [lang, shown, button, sent] of [
  ['en', 'Extension 227', 'Send as tones', 'Extension 227 sent'],
  ['ja', '内線 227', 'トーンで送信', '内線 227 を送信しました'],
]) {
  test(`the extension behind a clicked number stays on the card, and the keyboard sends it as tones (${lang})`, async (t) => {
    const { agent, pbx } = await office(t, browser, { open: true, lang });
    await atRecord(agent, 'Jack Rogers');
    await agent.lightning((lightning) => lightning.dial('+1 (415) 555-0105 x227'));
    await agent.card('talking').getByText(shown, { exact: true }).waitFor();
    const send = agent.card('talking').getByRole('button', { name: button, exact: true });
    await send.focus();
    await agent.page.keyboard.press('Enter');
    await agent.card('talking').getByText(sent, { exact: true }).waitFor();
    const [call] = await pbx.calls();
    assert.deepEqual([call.parts[0].tones, call.parts[0].call.remote.number.digits], ['227', '+14155550105']);
  });
}

test('of two numbers in a field none is dialled before the agent has chosen', async (t) => {
  const { agent, pbx } = await office(t, browser, { open: true });
  await atRecord(agent, 'Jack Rogers');
  await agent.lightning((lightning) => lightning.dial('03-1234-5678 / 090-1234-5679'));
  await agent.panel.getByText('There are several numbers. Which one shall be dialled?').waitFor();
  assert.deepEqual(await pbx.calls(), []);
  await agent.panel.getByRole('button', { name: '090-1234-5679', exact: true }).click();
  await agent.card('talking').waitFor();
  const [call] = await pbx.calls();
  assert.equal(call.parts[0].call.remote.number.digits, '09012345679');
});
