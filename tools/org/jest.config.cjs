// Jest for the package's Lightning web components. Jest runs in the Salesforce project, where sfdx-lwc-jest looks for the components; its own
// packages are here.

const { join } = require('node:path');
const { jestConfig } = require('@salesforce/sfdx-lwc-jest/config');

module.exports = { ...jestConfig, modulePaths: [join(__dirname, 'node_modules')], collectCoverageFrom: [] };
