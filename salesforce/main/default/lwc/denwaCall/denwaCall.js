import { LightningElement, api, wire } from 'lwc';
import find from '@salesforce/apex/DenwaRecordCalls.find';
import loading from '@salesforce/label/c.Denwa_Call_Loading';
import none from '@salesforce/label/c.Denwa_Call_None';
import notRead from '@salesforce/label/c.Denwa_Call_Not_Read';
import title from '@salesforce/label/c.Denwa_Call_Title';

const TASK = 'Task';

/** On a task's page its call, on any other record's page the record's last calls. */
export default class DenwaCall extends LightningElement {
  labels = { loading, none, notRead, title };
  /** The page's record. */
  @api recordId;
  /** API name of its object. */
  @api objectApiName;
  /** How many calls of a record are shown. */
  @api most = 3;
  /** What the org answered: `{ data }`, `{ error }`, or neither yet. */
  found = {};

  @wire(find, { recordId: '$recordId', most: '$most' })
  handleFound({ data, error }) {
    this.found = { data, error };
  }

  get isTask() {
    return this.objectApiName === TASK;
  }

  /** A task is shown without the org's answer: who may not ask for calls sees a recording's link at least. */
  get tasks() {
    return this.isTask ? [this.recordId] : (this.found.data?.tasks ?? []);
  }

  get hosts() {
    return this.found.data?.hosts ?? [];
  }

  get isLoading() {
    return !this.isTask && !this.found.data && !this.found.error;
  }

  get isEmpty() {
    return !this.isLoading && !this.hasFailed && this.tasks.length === 0;
  }

  get hasFailed() {
    return !this.isTask && Boolean(this.found.error);
  }

  get hasHeading() {
    return !this.isTask;
  }
}
