import { LightningElement, api } from 'lwc';
import newTab from '@salesforce/label/c.Denwa_Call_New_Tab';
import noAddress from '@salesforce/label/c.Denwa_Call_Recording_No_Address';
import notPlayed from '@salesforce/label/c.Denwa_Call_Recording_Not_Played';
import open from '@salesforce/label/c.Denwa_Call_Recording_Open';
import player from '@salesforce/label/c.Denwa_Call_Recording_Player';
import { isAllowed, webAddress } from './address';

/** A call's recording: a player where its host is allowed, and always a link. */
export default class DenwaRecording extends LightningElement {
  labels = { newTab, noAddress, notPlayed, open, player };
  /** The recording's address, as the task has it. */
  @api address;
  /** The hosts from which recordings may be played. */
  @api hosts = [];
  /** The address that the browser could not play: it is not there yet, or the org's Trusted URLs lack its host. */
  failed;

  get link() {
    return webAddress(this.address)?.href;
  }

  get canPlay() {
    return isAllowed(webAddress(this.address), this.hosts) && !this.hasFailed;
  }

  get hasFailed() {
    return this.failed !== undefined && this.failed === this.address;
  }

  handleError() {
    this.failed = this.address;
  }
}
