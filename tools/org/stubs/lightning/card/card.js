import { LightningElement, api } from 'lwc';

/** Stands in for `lightning-card`: the design system's markup. */
export default class Card extends LightningElement {
  @api title;
  @api iconName;
}
