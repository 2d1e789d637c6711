// Checks Visualforce pages: components, their attributes, and the expressions in them.

/** Attributes of the components that the package uses, from the Visualforce reference. */
const COMPONENTS = {
  'apex:outputPanel': ['dir', 'id', 'lang', 'layout', 'rendered', 'style', 'styleClass', 'title'],
  'apex:outputText': ['dir', 'escape', 'id', 'label', 'lang', 'rendered', 'style', 'styleClass', 'title', 'value'],
  'apex:page': [
    'action', 'apiVersion', 'applyBodyTag', 'applyHtmlTag', 'cache', 'contentType', 'controller', 'cspHeader', 'docType', 'expires', 'extensions', 'id', 'label', 'language',
    'lightningStylesheets', 'name', 'readOnly', 'recordSetName', 'renderAs', 'rendered', 'setup', 'showChat', 'showHeader', 'showQuickActionVfHeader', 'sidebar',
    'standardController', 'standardStylesheets', 'tabStyle', 'title', 'wizard',
  ],
};
const FUNCTIONS = new Set(['AND', 'BLANKVALUE', 'CASE', 'CONTAINS', 'HTMLENCODE', 'IF', 'ISBLANK', 'JSENCODE', 'JSINHTMLENCODE', 'NOT', 'OR', 'TEXT', 'URLENCODE', 'URLFOR']);
const GLOBALS = new Set(['Api', 'CurrentPage', 'Label', 'ObjectType', 'Organization', 'Page', 'Permission', 'Profile', 'Resource', 'Setup', 'User', 'UserRole']);
const LITERALS = new Set(['true', 'false', 'null']);

export async function check(project, problem) {
  for (const { path } of project.components.filter(({ type }) => type === 'ApexPage')) {
    const file = path.replace('-meta.xml', '');
    if (!project.files.includes(file)) continue;
    const source = (await project.source(file)).replace(/<!--[^]*?-->/g, '');
    for (const [, name, attributes] of source.matchAll(/<(apex:\w+)((?:\s+[\w:-]+="[^"]*")*)\s*\/?>/g)) {
      const known = COMPONENTS[name];
      if (!known) problem(file, `has a component that is not known: ${name}`);
      for (const [, attribute] of attributes.matchAll(/([\w:-]+)="/g)) if (known && !known.includes(attribute)) problem(file, `has an attribute that ${name} does not know: ${attribute}`);
    }
    const own = await properties(project, source);
    for (const [, expression] of source.matchAll(/\{!([^}]*)\}/g)) for (const unknown of names(expression, own)) problem(file, `has an expression with a name that is not there: ${unknown}`);
  }
}

/** What the page's controllers offer: properties, and methods that begin with "get", in lower case. */
async function properties(project, source) {
  const own = new Set();
  for (const [, name] of source.matchAll(/\s(?:controller|extensions)="(\w+)"/g)) {
    const path = project.files.find((file) => file.endsWith(`/${name}.cls`));
    const apex = path ? await project.source(path) : '';
    for (const [, property] of apex.matchAll(/\bpublic\s+[\w<>.]+\s+(\w+)\s*\{\s*get/g)) own.add(property.toLowerCase());
    for (const [, getter] of apex.matchAll(/\bpublic\s+[\w<>.]+\s+get(\w+)\s*\(\s*\)/g)) own.add(getter.toLowerCase());
  }
  return own;
}

function names(expression, own) {
  const unknown = [];
  const bare = expression.replace(/'(?:[^'\\]|\\.)*'/g, "''");
  for (const [whole, global, name, call] of bare.matchAll(/(\$?)\b([A-Za-z]\w*)(?:\.\w+)*(\s*\()?/g)) {
    const known = global ? GLOBALS.has(name) : call ? FUNCTIONS.has(name.toUpperCase()) : LITERALS.has(name.toLowerCase()) || own.has(name.toLowerCase());
    if (!known) unknown.push(whole.replace(/\s*\($/, ''));
  }
  return unknown;
}
