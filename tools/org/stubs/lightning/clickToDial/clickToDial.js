import { LightningElement, api } from 'lwc';

/** Stands in for `lightning-click-to-dial`: tells the page what is dialled. */
export default class ClickToDial extends LightningElement {
  @api value;
  @api recordId;

  handleClick() {
    window.dialled.push({ number: this.value, recordId: this.recordId });
  }
}
