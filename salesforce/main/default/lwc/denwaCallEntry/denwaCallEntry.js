import { LightningElement, api, wire } from 'lwc';
import { NavigationMixin } from 'lightning/navigation';
import { getFieldDisplayValue, getFieldValue, getRecord } from 'lightning/uiRecordApi';
import CALL_TYPE from '@salesforce/schema/Task.CallType';
import CREATED from '@salesforce/schema/Task.CreatedDate';
import DURATION from '@salesforce/schema/Task.CallDurationInSeconds';
import LINE from '@salesforce/schema/Task.Denwa_Line__c';
import NUMBER from '@salesforce/schema/Task.Denwa_Number__c';
import QUEUE from '@salesforce/schema/Task.Denwa_Queue__c';
import RECORDING from '@salesforce/schema/Task.Denwa_Recording__c';
import RESULT from '@salesforce/schema/Task.CallDisposition';
import SUBJECT from '@salesforce/schema/Task.Subject';
import WHAT from '@salesforce/schema/Task.WhatId';
import WHO from '@salesforce/schema/Task.WhoId';
import { duration, labels } from './words';

const FIELDS = [CALL_TYPE, CREATED, DURATION, LINE, NUMBER, QUEUE, RECORDING, RESULT, SUBJECT, WHAT, WHO];

/** A call: Denwa's fields of a task. What the user may not see, or is empty, is left out. */
export default class DenwaCallEntry extends NavigationMixin(LightningElement) {
  labels = labels;
  /** The task. */
  @api recordId;
  /** The hosts from which recordings may be played. */
  @api hosts = [];
  /** Whether the task's subject and time are shown, with a link to it. */
  @api hasHeading = false;
  record;
  hasFailed = false;
  taskAddress;

  @wire(getRecord, { recordId: '$recordId', optionalFields: FIELDS })
  handleRecord({ data, error }) {
    this.record = data;
    this.hasFailed = Boolean(error);
  }

  async connectedCallback() {
    const page = { type: 'standard__recordPage', attributes: { recordId: this.recordId, objectApiName: 'Task', actionName: 'view' } };
    this.taskAddress = await this[NavigationMixin.GenerateUrl](page);
  }

  get subject() {
    return getFieldValue(this.record, SUBJECT) || this.labels.untitled;
  }

  get createdDate() {
    return getFieldValue(this.record, CREATED);
  }

  get number() {
    return getFieldValue(this.record, NUMBER);
  }

  /** Whom a call back is about: the person, or else the record. */
  get about() {
    return getFieldValue(this.record, WHO) || getFieldValue(this.record, WHAT);
  }

  get recording() {
    return getFieldValue(this.record, RECORDING);
  }

  /** What is shown as plain text. */
  get facts() {
    const shown = (field) => getFieldDisplayValue(this.record, field) ?? getFieldValue(this.record, field);
    const rows = [
      { label: this.labels.direction, value: shown(CALL_TYPE) },
      { label: this.labels.line, value: shown(LINE) },
      { label: this.labels.queue, value: shown(QUEUE) },
      { label: this.labels.result, value: shown(RESULT) },
      { label: this.labels.duration, value: duration(getFieldValue(this.record, DURATION)) },
    ];
    return rows.filter(({ value }) => value !== undefined && value !== null && value !== '');
  }

  get isEmpty() {
    return !this.hasHeading && this.facts.length === 0 && !this.number && !this.recording;
  }
}
