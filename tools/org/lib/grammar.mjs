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

const colour = /^#[0-9A-F]{6}$/;
const grouping = { dateGranularity: ['None', 'Day', 'Week', 'Month'], 'field!': any, 'sortOrder!': ['Asc', 'Desc'] };
const dashboardComponent = {
  autoselectColumnsFromReport: flag, chartAxisRange: ['Auto', 'Manual'], 'componentType!': ['Bar', 'BarStacked', 'Column', 'ColumnStacked', 'Donut', 'Line', 'Metric', 'Table'],
  displayUnits: ['Auto', 'Integer'], drillEnabled: flag, drillToDetailEnabled: flag, enableHover: flag, expandOthers: flag, legendPosition: ['Bottom', 'OnChart', 'Right'],
  'report!': any, showPercentage: flag, showTotal: flag, showValues: flag, sortBy: ['RowLabelAscending', 'RowLabelDescending', 'RowValueAscending', 'RowValueDescending'],
  title: upTo(40), useReportChart: flag,
};

const property = { 'name!': any, type: ['decorator'], value: any };

export const GRAMMAR = {
  ApexClass: { 'apiVersion!': version, 'status!': ['Active'] },
  ApexPage: { 'apiVersion!': version, availableInTouch: flag, confirmationTokenRequired: flag, description: upTo(255), 'label!': upTo(80) },
  AuraDefinitionBundle: { 'apiVersion!': version, 'description!': upTo(255) },
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
    'fullName!': customName, caseSensitive: flag, isFilteringDisabled: flag, isNameField: flag, isSortingDisabled: flag, defaultValue: any, description: upTo(1000), externalId: flag, inlineHelpText: upTo(510),
    'label!': upTo(40), length: number, precision: number, required: flag, scale: number, trackTrending: flag,
    'type!': ['Checkbox', 'DateTime', 'LongTextArea', 'Number', 'Phone', 'Text', 'Url'], unique: flag, visibleLines: number,
  },
  CustomFieldTranslation: { 'label!': upTo(40), 'name!': customName, help: upTo(510) },
  CustomTab: { customObject: flag, 'motif!': /^Custom\d+: [\w ]+$/ },
  Dashboard: {
    'backgroundEndColor!': colour, 'backgroundFadeDirection!': ['Diagonal', 'LeftToRight', 'TopToBottom'], 'backgroundStartColor!': colour,
    'dashboardGridLayout!': {
      'dashboardGridComponents*!': { 'colSpan!': number, 'columnIndex!': number, 'dashboardComponent!': dashboardComponent, 'rowIndex!': number, 'rowSpan!': number },
      'numberOfColumns!': ['9', '12'], 'rowHeight!': number,
    },
    'dashboardType!': ['LoggedInUser', 'MyTeamUser', 'SpecifiedUser'], description: upTo(255), 'isGridLayout!': ['true'], runningUser: any,
    'textColor!': colour, 'title!': upTo(80), 'titleColor!': colour, 'titleSize!': number,
  },
  DashboardFolder: { 'name!': upTo(40) },
  CustomLabels: {
    'labels*': { 'fullName!': name, categories: upTo(255), 'language!': ['en_US'], 'protected!': flag, 'shortDescription!': upTo(80), 'value!': upTo(1000) },
  },
  CustomObject: {
    customSettingsType: ['Hierarchy', 'List'], deploymentStatus: ['Deployed', 'InDevelopment'], description: upTo(1000), enableActivities: flag,
    enableBulkApi: flag, enableFeeds: flag, eventType: ['HighVolume'], publishBehavior: ['PublishAfterCommit', 'PublishImmediately'], enableHistory: flag, enableReports: flag, enableSearch: flag, enableSharing: flag, enableStreamingApi: flag,
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
  Layout: {
    'layoutSections*!': {
      customLabel: flag, detailHeading: flag, editHeading: flag, label: upTo(80),
      'layoutColumns*!': { 'layoutItems*': { 'behavior!': ['Edit', 'Readonly', 'Required'], 'field!': any } },
      'style!': ['OneColumn', 'TwoColumnsLeftToRight', 'TwoColumnsTopToBottom'],
    },
    showEmailCheckbox: flag, showHighlightsPanel: flag, showInteractionLogPanel: flag, showRunAssignmentRulesCheckbox: flag, showSubmitAndAttachButton: flag,
  },
  LightningComponentBundle: {
    'apiVersion!': version, description: upTo(255), 'isExposed!': flag, masterLabel: upTo(80),
    targetConfigs: { 'targetConfig*!': { 'property*': {}, supportedFormFactors: { 'supportedFormFactor*!': {} } } },
    targets: { 'target*!': ['lightning__RecordPage', 'lightning__UtilityBar'] },
  },
  LightningMessageChannel: {
    'description!': upTo(1000), 'isExposed!': flag, 'lightningMessageFields*': { description: upTo(1000), 'fieldName!': name }, 'masterLabel!': upTo(80),
  },
  ListView: {
    'fullName!': name, 'columns*': any, 'filterScope!': ['Everything', 'Mine'],
    'filters*': { 'field!': any, 'operation!': ['equals', 'notEqual', 'greaterThan', 'lessThan'], value: any }, 'label!': upTo(40),
  },
  Report: {
    'columns*!': { 'aggregateTypes*': ['Average', 'Maximum', 'Minimum', 'Sum'], 'field!': any }, description: upTo(255),
    filter: { 'criteriaItems*': { 'column!': any, columnToColumn: flag, isUnlocked: flag, 'operator!': ['equals', 'notEqual', 'greaterThan', 'lessThan'], 'value!': any } },
    'format!': ['Matrix', 'Summary', 'Tabular'], 'groupingsAcross*': grouping, 'groupingsDown*': grouping, 'name!': upTo(40), 'reportType!': any,
    'scope!': ['organization', 'user'], showDetails: flag, showGrandTotal: flag, showSubTotals: flag,
    'timeFrameFilter!': { 'dateColumn!': any, 'interval!': /^INTERVAL_(LAST|NEXT)(7|30|60|90|120)$/ },
  },
  ReportFolder: { 'name!': upTo(40) },
  ReportType: {
    'baseObject!': any, 'category!': ['accounts', 'activities', 'admin', 'busop', 'campaign', 'cases', 'leads', 'opportunities', 'other'], 'deployed!': flag,
    description: upTo(1000), 'label!': upTo(50),
    'sections*!': { 'columns*!': { 'checkedByDefault!': flag, 'field!': any, 'table!': any }, 'masterLabel!': upTo(80) },
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
    'tabSettings*': { 'tab!': any, 'visibility!': ['Available', 'None', 'Visible'] },
  },
  PermissionSetGroup: { description: upTo(255), hasActivationRequired: flag, 'label!': upTo(80), 'permissionSets*': any },
  SchemaSettings: { enableListCustomSettingCreation: flag, enableAdvancedCSSecurity: flag, enableAdvancedCMTSecurity: flag, enableSOSLOnCustomSettings: flag },
  StaticResource: { cacheControl: ['Private', 'Public'], 'contentType!': /^[a-z]+\/[a-z0-9.+-]+$/, description: upTo(255) },
  Translations: {
    'customApplications*': { 'label!': upTo(40), 'name!': any },
    'customLabels*': { 'label!': upTo(1000), 'name!': any },
  },
};
