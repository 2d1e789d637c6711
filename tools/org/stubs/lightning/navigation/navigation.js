/** Stands in for `lightning/navigation`: the address of a record's page. */
const Navigate = Symbol('Navigate');
const GenerateUrl = Symbol('GenerateUrl');

export const NavigationMixin = (Base) => class extends Base {
  async [GenerateUrl]({ attributes: { recordId, objectApiName, actionName } }) {
    return `/lightning/r/${objectApiName}/${recordId}/${actionName}`;
  }
};
NavigationMixin.Navigate = Navigate;
NavigationMixin.GenerateUrl = GenerateUrl;
