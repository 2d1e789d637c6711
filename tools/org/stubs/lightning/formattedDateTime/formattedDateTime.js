import { LightningElement, api } from 'lwc';

/** Stands in for `lightning-formatted-date-time`, in the page's language. */
export default class FormattedDateTime extends LightningElement {
  @api value;
  @api year;
  @api month;
  @api day;
  @api hour;
  @api minute;

  get text() {
    const { year, month, day, hour, minute } = this;
    return new Intl.DateTimeFormat(document.documentElement.lang, { year, month, day, hour, minute, timeZone: 'Asia/Tokyo' }).format(new Date(this.value));
  }
}
