import { createElement } from 'lwc';
import { getRecord } from 'lightning/uiRecordApi';
import DenwaCallEntry from 'c/denwaCallEntry';
import { duration } from '../words';

const TASK = '00T000000000001AAA';
const CONTACT = '003000000000001AAA';

function entry(properties = {}) {
  const element = createElement('c-denwa-call-entry', { is: DenwaCallEntry });
  Object.assign(element, { recordId: TASK, hosts: ['rec.example.com'], ...properties });
  document.body.appendChild(element);
  return element;
}

/** A record as Lightning Data Service gives it: a field is its value, or `[value, words]`. */
function record(values) {
  const fields = Object.entries(values).map(([name, given]) => {
    const [value, displayValue] = Array.isArray(given) ? given : [given, null];
    return [name, { value, displayValue }];
  });
  return { apiName: 'Task', id: TASK, fields: Object.fromEntries(fields) };
}

async function emit(values) {
  getRecord.emit(record(values));
  await Promise.resolve();
}

const facts = (element) => [...element.shadowRoot.querySelectorAll('.fact')].map((one) => [one.querySelector('dt').textContent, one.querySelector('dd').textContent]);

afterEach(() => document.body.replaceChildren());

describe('c-denwa-call-entry', () => {
  it('shows what the task has, in words', async () => {
    const element = entry();
    await emit({
      CallType: ['Inbound', '着信'], Denwa_Line__c: '0312345000', Denwa_Queue__c: '受付', CallDisposition: '受注', CallDurationInSeconds: 65,
      Denwa_Number__c: '0312345678', Denwa_Recording__c: 'https://rec.example.com/1', WhoId: CONTACT,
    });
    expect(facts(element).slice(1, 6)).toEqual([
      ['c.Denwa_Call_Direction', '着信'], ['c.Denwa_Call_Line', '0312345000'], ['c.Denwa_Call_Queue', '受付'], ['c.Denwa_Call_Result', '受注'],
      ['c.Denwa_Call_Duration', 'c.Denwa_Call_Minutes'],
    ]);
    const dial = element.shadowRoot.querySelector('lightning-click-to-dial');
    expect([dial.value, dial.recordId]).toEqual(['0312345678', CONTACT]);
    const recording = element.shadowRoot.querySelector('c-denwa-recording');
    expect([recording.address, recording.hosts]).toEqual(['https://rec.example.com/1', ['rec.example.com']]);
    expect(element.shadowRoot.querySelector('h3')).toBeNull();
  });

  it('leaves out what is empty or hidden from the user', async () => {
    const element = entry();
    await emit({ CallDisposition: '応答', Denwa_Line__c: null, CallDurationInSeconds: null, WhatId: '500000000000001AAA' });
    expect(facts(element)).toEqual([['c.Denwa_Call_Result', '応答']]);
  });

  it('says that a task has no call', async () => {
    const element = entry();
    await emit({ Subject: 'Letter' });
    expect(element.shadowRoot.querySelector('p').textContent).toBe('c.Denwa_Call_No_Call');
  });

  it('has a heading with a link on the pages of other records', async () => {
    const element = entry({ hasHeading: true });
    await emit({ Subject: '着信 受注', CreatedDate: '2026-12-01T01:02:03.000Z', WhatId: null });
    expect(element.shadowRoot.querySelector('h3 a').textContent).toBe('着信 受注');
    expect(element.shadowRoot.querySelector('h3 a').href).toBe('https://www.example.com/');
    expect(element.shadowRoot.querySelector('lightning-formatted-date-time').value).toBe('2026-12-01T01:02:03.000Z');
    await emit({ Subject: null });
    expect(element.shadowRoot.querySelector('h3 a').textContent).toBe('c.Denwa_Call_Untitled');
  });

  it('says that a task could not be read', async () => {
    const element = entry();
    getRecord.error();
    await Promise.resolve();
    expect(element.shadowRoot.querySelector('[role=alert]').textContent).toBe('c.Denwa_Call_Not_Read');
  });
});

describe('a duration', () => {
  it.each([
    [0, 'c.Denwa_Call_Seconds'], [59, 'c.Denwa_Call_Seconds'], [60, 'c.Denwa_Call_Minutes'], [3599, 'c.Denwa_Call_Minutes'], [3600, 'c.Denwa_Call_Hours'],
    [-1, undefined], [null, undefined], [undefined, undefined], [Number.NaN, undefined],
  ])('of %s s', (seconds, label) => expect(duration(seconds)).toBe(label));
});
