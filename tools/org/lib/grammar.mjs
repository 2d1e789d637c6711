// The elements of this package's metadata files. Salesforce refuses unknown elements; source-deploy-retrieve does not.
//
// A rule is a pattern for a text, a list of texts, or an object of rules for children. An element whose name ends with
// `!` is required; an element whose name ends with `*` may be repeated.

const flag = ['true', 'false'];
const upTo = (most) => ({ most });
const name = /^[A-Za-z](?!.*__)\w{0,39}(?<!_)$/;
const customName = /^[A-Za-z](?!.*__\w*__)\w{0,42}$/;
const version = /^\d{2}\.0$/;
const number = /^\d+$/;
const any = /^[^]*$/;

const property = { 'name!': any, type: ['decorator'], value: any };

export const GRAMMAR = {
  ApexClass: { 'apiVersion!': version, 'status!': ['Active'] },
  ApexPage: { 'apiVersion!': version, availableInTouch: flag, confirmationTokenRequired: flag, description: upTo(255), 'label!': upTo(80) },
  CallCenter: {
    'adapterUrl!': upTo(1000), customSettings: any, 'displayName!': upTo(1000), 'displayNameLabel!': upTo(1000), 'internalNameLabel!': upTo(1000),
    'sections*!': { 'items*!': { 'label!': upTo(1000), 'name!': any, value: any }, 'label!': upTo(1000), 'name!': any },
  },
  CspTrustedSite: {
    context: ['All', 'LEX', 'Communities', 'VisualForce', 'FieldServiceMobileExtension'], description: upTo(255), 'endpointUrl!': /^(https|wss):\/\/[^\s/]+$/,
    'isActive!': flag, isApplicableToConnectSrc: flag, isApplicableToFontSrc: flag, isApplicableToFrameSrc: flag, isApplicableToImgSrc: flag,
    isApplicableToMediaSrc: flag, isApplicableToStyleSrc: flag, canAccessCamera: flag, canAccessMicrophone: flag,
  },
  CustomApplication: {
    brand: { headerColor: /^#[0-9A-F]{6}$/, shouldOverrideOrgTheme: flag }, description: upTo(255), 'formFactors*': ['Large', 'Small'],
    isNavAutoTempTabsDisabled: flag, isNavPersonalizationDisabled: flag, 'label!': upTo(40), navType: ['Console', 'Standard'], 'tabs*': any,
    'uiType!': ['Lightning'], utilityBar: name,
  },
  CustomField: {
    'fullName!': customName, caseSensitive: flag, defaultValue: any, description: upTo(1000), externalId: flag, inlineHelpText: upTo(510),
    'label!': upTo(40), length: number, precision: number, required: flag, scale: number, trackTrending: flag,
    'type!': ['Checkbox', 'LongTextArea', 'Number', 'Phone', 'Text', 'Url'], unique: flag, visibleLines: number,
  },
  CustomFieldTranslation: { 'label!': upTo(40), 'name!': customName, help: upTo(510) },
  CustomLabels: {
    'labels*': { 'fullName!': name, categories: upTo(255), 'language!': ['en_US'], 'protected!': flag, 'shortDescription!': upTo(80), 'value!': upTo(1000) },
  },
  CustomObject: {
    customSettingsType: ['Hierarchy', 'List'], deploymentStatus: ['Deployed', 'InDevelopment'], description: upTo(1000), enableActivities: flag,
    enableBulkApi: flag, enableFeeds: flag, enableHistory: flag, enableReports: flag, enableSearch: flag, enableSharing: flag, enableStreamingApi: flag,
    'label!': upTo(40), nameField: { displayFormat: upTo(30), 'label!': upTo(40), 'type!': ['AutoNumber', 'Text'] }, pluralLabel: upTo(40),
    sharingModel: ['Private', 'Read', 'ReadWrite'], visibility: ['Public', 'Protected'],
  },
  CustomObjectTranslation: { 'caseValues*': { plural: flag, 'value!': upTo(80) } },
  CustomPermission: { description: upTo(255), isLicensed: flag, 'label!': upTo(80) },
  FlexiPage: {
    'flexiPageRegions*!': {
      'itemInstances*': {
        'componentInstance!': { 'componentInstanceProperties*': property, 'componentName!': /^\w+:\w+$/, identifier: /^\w+$/ },
      },
      'name!': any, 'type!': ['Region', 'Background'],
    },
    'masterLabel!': upTo(80), 'template!': { 'name!': any, 'properties*': property }, 'type!': ['UtilityBar'],
  },
  PermissionSet: {
    'applicationVisibilities*': { 'application!': any, 'visible!': flag },
    'classAccesses*': { 'apexClass!': any, 'enabled!': flag },
    'customPermissions*': { 'enabled!': flag, 'name!': any },
    'customSettingAccesses*': { 'enabled!': flag, 'name!': any },
    description: upTo(255),
    'fieldPermissions*': { 'editable!': flag, 'field!': any, 'readable!': flag },
    hasActivationRequired: flag,
    'label!': upTo(80),
    'objectPermissions*': {
      'allowCreate!': flag, 'allowDelete!': flag, 'allowEdit!': flag, 'allowRead!': flag, 'modifyAllRecords!': flag, 'object!': any, 'viewAllRecords!': flag,
    },
    'pageAccesses*': { 'apexPage!': any, 'enabled!': flag },
  },
  SchemaSettings: { enableListCustomSettingCreation: flag, enableAdvancedCSSecurity: flag, enableAdvancedCMTSecurity: flag, enableSOSLOnCustomSettings: flag },
  StaticResource: { cacheControl: ['Private', 'Public'], 'contentType!': /^[a-z]+\/[a-z0-9.+-]+$/, description: upTo(255) },
  Translations: {
    'customApplications*': { 'label!': upTo(40), 'name!': any },
    'customLabels*': { 'label!': upTo(1000), 'name!': any },
  },
};
