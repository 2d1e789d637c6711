// Checks permission sets: what Salesforce refuses, and what users of the panel need.

import { all, child, text } from './project.mjs';
import { texts } from './shape.mjs';

/** The right on an object that each right depends on. */
const NEEDS = {
  allowCreate: ['allowRead'], allowEdit: ['allowRead'], allowDelete: ['allowRead', 'allowEdit'], viewAllRecords: ['allowRead'],
  modifyAllRecords: ['allowRead', 'allowEdit', 'allowDelete', 'viewAllRecords'],
};
/** The set of everybody who telephones: it must have all that the panel touches. */
const AGENTS = 'Denwa_Agent';

export function check({ components }, problem) {
  const required = new Set(components.filter((one) => one.type === 'CustomField' && text(one.xml, 'required') === 'true').map(({ object, name }) => `${object}.${name}`));
  for (const { path, xml } of components.filter(({ type }) => type === 'PermissionSet')) {
    const wrong = (reason) => problem(path, reason);
    for (const field of texts(xml, 'fieldPermissions', 'field')) if (required.has(field)) wrong(`has a permission for a field that is required, which has none: ${field}`);
    for (const one of all(xml, 'fieldPermissions')) {
      if (text(one, 'editable') === 'true' && text(one, 'readable') !== 'true') wrong(`lets edit a field that it does not let read: ${text(one, 'field')}`);
    }
    for (const one of all(xml, 'objectPermissions')) rights(one, wrong);
  }
  agents(components, problem);
}

function rights(one, wrong) {
  for (const [right, needed] of Object.entries(NEEDS)) {
    if (text(one, right) !== 'true') continue;
    for (const other of needed) if (text(one, other) !== 'true') wrong(`allows ${right} on ${text(one, 'object')} without ${other}`);
  }
}

/** Agents have the classes that the panel and its pages call, the package's fields of Task, the fields of a log's key, and all settings. */
function agents(components, problem) {
  const set = components.find((one) => one.type === 'PermissionSet' && one.name === AGENTS);
  if (!set) return;
  const of = (list, name, flag) => new Set(all(set.xml, list).filter((one) => text(one, flag) === 'true').map((one) => text(one, name)));
  const need = (what, has, wanted) => {
    for (const name of wanted) if (!has.has(name)) problem(set.path, `does not have ${what} that agents need: ${name}`);
  };
  const named = (type) => components.filter((one) => one.type === type);
  const objects = new Map(named('CustomObject').map((one) => [one.name, one]));
  const isSetting = (name) => objects.get(name) && child(objects.get(name).xml, 'customSettingsType') !== undefined;
  need('the class', of('classAccesses', 'apexClass', 'enabled'), named('ApexClass').map(({ name }) => name).filter((name) => ['DenwaFrameController', 'DenwaRecordCalls', 'DenwaSoftphone'].includes(name)));
  need('the page', of('pageAccesses', 'apexPage', 'enabled'), named('ApexPage').map(({ name }) => name).filter((name) => /^Denwa(Frame)?$/.test(name)));
  need('the custom setting', of('customSettingAccesses', 'name', 'enabled'), [...objects.keys()].filter(isSetting));
  const fields = named('CustomField').filter((one) => text(one.xml, 'required') !== 'true');
  const wanted = (owner, as) => fields.filter(({ object }) => object === owner).map(({ name }) => `${as}.${name}`);
  need('the field', of('fieldPermissions', 'field', 'editable'), [...wanted('Activity', 'Task'), ...wanted('Denwa_Call_Log__c', 'Denwa_Call_Log__c')]);
}
