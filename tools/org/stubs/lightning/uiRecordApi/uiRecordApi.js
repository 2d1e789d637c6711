/** Stands in for Lightning Data Service: records of `window.org.records`, a field the user may not see being absent. */
export class getRecord {
  constructor(tell) {
    this.tell = tell;
    tell({ data: undefined, error: undefined });
  }

  connect() {}

  disconnect() {}

  update({ recordId, optionalFields }) {
    const record = window.org.records[recordId];
    if (!record) {
      this.tell({ data: undefined, error: { status: 404 } });
      return;
    }
    const asked = optionalFields.map(({ fieldApiName }) => fieldApiName).filter((name) => name in record);
    this.tell({ data: { id: recordId, fields: Object.fromEntries(asked.map((name) => [name, record[name]])) }, error: undefined });
  }
}

export const getFieldValue = (record, { fieldApiName }) => record?.fields[fieldApiName]?.value;
export const getFieldDisplayValue = (record, { fieldApiName }) => record?.fields[fieldApiName]?.displayValue;
