import { createElement } from 'lwc';
import find from '@salesforce/apex/DenwaRecordCalls.find';
import DenwaCall from 'c/denwaCall';

jest.mock('@salesforce/apex/DenwaRecordCalls.find', () => {
  const { createApexTestWireAdapter } = require('@salesforce/sfdx-lwc-jest');
  return { default: createApexTestWireAdapter(jest.fn()) };
}, { virtual: true });

const CONTACT = { recordId: '003000000000001AAA', objectApiName: 'Contact' };
const TASK = { recordId: '00T000000000001AAA', objectApiName: 'Task' };

function component(properties) {
  const element = createElement('c-denwa-call', { is: DenwaCall });
  Object.assign(element, properties);
  document.body.appendChild(element);
  return element;
}

const entries = (element) => [...element.shadowRoot.querySelectorAll('c-denwa-call-entry')].map(({ recordId, hosts, hasHeading }) => ({ recordId, hosts, hasHeading }));

afterEach(() => document.body.replaceChildren());

describe('c-denwa-call', () => {
  it('shows the last calls of a record', async () => {
    const element = component({ ...CONTACT, most: 2 });
    expect(element.shadowRoot.querySelector('lightning-spinner')).not.toBeNull();
    find.emit({ tasks: ['00T1', '00T2'], hosts: ['rec.example.com'] });
    await Promise.resolve();
    expect(find.getLastConfig()).toEqual({ recordId: CONTACT.recordId, most: 2 });
    expect(element.shadowRoot.querySelector('lightning-spinner')).toBeNull();
    expect(entries(element)).toEqual(['00T1', '00T2'].map((recordId) => ({ recordId, hosts: ['rec.example.com'], hasHeading: true })));
  });

  it('says that a record has no calls', async () => {
    const element = component(CONTACT);
    find.emit({ tasks: [], hosts: [] });
    await Promise.resolve();
    expect(element.shadowRoot.querySelector('p').textContent).toBe('c.Denwa_Call_None');
  });

  it('says that calls could not be read', async () => {
    const element = component(CONTACT);
    find.error();
    await Promise.resolve();
    expect(element.shadowRoot.querySelector('[role=alert]').textContent).toBe('c.Denwa_Call_Not_Read');
    expect(element.shadowRoot.querySelectorAll('p')).toHaveLength(1);
  });

  it('shows a task as its call, also to users who may not ask for calls', async () => {
    const element = component(TASK);
    expect(entries(element)).toEqual([{ recordId: TASK.recordId, hosts: [], hasHeading: false }]);
    find.error();
    await Promise.resolve();
    expect(entries(element)).toEqual([{ recordId: TASK.recordId, hosts: [], hasHeading: false }]);
    expect(element.shadowRoot.querySelector('[role=alert]')).toBeNull();
  });
});
