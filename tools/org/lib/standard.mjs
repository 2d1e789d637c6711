// Fields of the platform's own objects that the package's Apex may name, from Salesforce's Object Reference. An object that is not here must be
// added, with its fields, before a query may name it.

/** Fields that every record has. */
export const ALWAYS = ['Id', 'Name', 'CreatedDate', 'CreatedById', 'LastModifiedDate', 'LastModifiedById', 'SystemModstamp'];

const ACTIVITY = [
  'AccountId', 'ActivityDate', 'CallDisposition', 'CallDurationInSeconds', 'CallObject', 'CallType', 'CompletedDateTime', 'Description', 'IsClosed', 'IsDeleted',
  'OwnerId', 'Priority', 'RecordTypeId', 'Status', 'Subject', 'TaskSubtype', 'Type', 'WhatId', 'WhoId',
];

/** Fields by object. */
export const FIELDS = {
  Account: ['AccountNumber', 'Fax', 'IsPersonAccount', 'OwnerId', 'ParentId', 'PersonContactId', 'PersonMobilePhone', 'Phone', 'RecordTypeId', 'Type'],
  CallCenter: ['AdapterUrl', 'CustomSettings', 'InternalName', 'Version'],
  Case: ['AccountId', 'CaseNumber', 'ContactId', 'Description', 'IsClosed', 'OwnerId', 'Priority', 'Status', 'Subject', 'SuppliedPhone'],
  Contact: ['AccountId', 'AssistantPhone', 'Department', 'Email', 'Fax', 'FirstName', 'HomePhone', 'LastName', 'MobilePhone', 'OtherPhone', 'OwnerId', 'Phone', 'Title'],
  CronTrigger: ['CronJobDetailId', 'CronExpression', 'NextFireTime', 'PreviousFireTime', 'State'],
  CustomPermission: ['DeveloperName', 'MasterLabel'],
  Lead: ['Company', 'Email', 'Fax', 'FirstName', 'IsConverted', 'LastName', 'MobilePhone', 'OwnerId', 'Phone', 'Status', 'Title'],
  Organization: ['DefaultLocaleSidKey', 'InstanceName', 'IsSandbox', 'LanguageLocaleKey', 'OrganizationType', 'TimeZoneSidKey'],
  PermissionSet: ['IsOwnedByProfile', 'Label', 'PermissionsApiEnabled', 'PermissionsCustomizeApplication', 'ProfileId'],
  PermissionSetAssignment: ['AssigneeId', 'PermissionSetGroupId', 'PermissionSetId'],
  Profile: ['PermissionsApiEnabled', 'UserLicenseId', 'UserType'],
  ServicePresenceStatus: ['DeveloperName', 'MasterLabel'],
  StaticResource: ['Body', 'BodyLength', 'ContentType', 'NamespacePrefix'],
  Task: ACTIVITY,
  TaskStatus: ['ApiName', 'IsClosed', 'IsDefault', 'MasterLabel', 'SortOrder'],
  User: [
    'Alias', 'CallCenterId', 'CompanyName', 'Email', 'EmailEncodingKey', 'Extension', 'FirstName', 'IsActive', 'LanguageLocaleKey', 'LastName', 'LocaleSidKey',
    'MobilePhone', 'Phone', 'ProfileId', 'TimeZoneSidKey', 'Title', 'UserRoleId', 'UserType', 'Username',
  ],
};
/** Objects without `Name`. */
const NAMELESS = new Set(['Case', 'CustomPermission', 'PermissionSetAssignment', 'ServicePresenceStatus', 'Task', 'TaskStatus', 'CronTrigger']);

/** The object at the end of a relationship. */
export const RELATIONS = {
  Account: 'Account', Assignee: 'User', Contact: 'Contact', CreatedBy: 'User', CronJobDetail: 'CronJobDetail', LastModifiedBy: 'User', Owner: 'User',
  PermissionSet: 'PermissionSet', Profile: 'Profile',
};
FIELDS.CronJobDetail = ['JobType'];

/** All fields of one of the platform's objects; undefined if it is not known here. */
export function fieldsOf(object) {
  const own = FIELDS[object];
  return own && new Set([...ALWAYS.filter((name) => name !== 'Name' || !NAMELESS.has(object)), ...own]);
}
