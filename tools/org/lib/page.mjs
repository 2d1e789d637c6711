// Makes a Visualforce page of the panel's page: XML, with addresses in the static resource.

import { XMLValidator } from 'fast-xml-parser';

const VOID = ['meta', 'link', 'br', 'hr', 'img', 'input', 'base'];
const RESOURCE = 'DenwaPanel';

/** Puts the head, the body and the root's attributes of the panel's page into the template. `files` are the names of the panel's files. */
export function visualforce(template, page, files) {
  const bare = page.replace(/<!--[^]*?-->/g, '');
  const root = bare.match(/<html\b([^>]*)>/i);
  const head = bare.match(/<head>([^]*)<\/head>/i);
  const body = bare.match(/<body>([^]*)<\/body>/i);
  if (!root || !head || !body) throw new Error("the panel's page has no html, head or body that can be found");
  if (bare.includes('{!')) throw new Error("the panel's page has what Visualforce takes for an expression: {!");
  const parts = { '<html lang="ja">': `<html${root[1]}>`, '<!-- denwa:head -->': fitted(head[1], files), '<!-- denwa:body -->': fitted(body[1], files) };
  let result = template;
  for (const [mark, part] of Object.entries(parts)) {
    if (result.split(mark).length !== 2) throw new Error(`the template has not exactly one ${mark}`);
    result = result.replace(mark, () => part);
  }
  const valid = XMLValidator.validate(result, { allowBooleanAttributes: false });
  if (valid !== true) throw new Error(`the Visualforce page is no XML: line ${valid.err.line}: ${valid.err.msg}`);
  return result;
}

/** The HTML with closed elements, values for all attributes, and addresses in the static resource. */
function fitted(html, files) {
  const known = new Set(files);
  const tags = html.trim().replace(/<([a-z][\w-]*)((?:\s+[^\s=>"/]+(?:\s*=\s*"[^"]*")?)*)\s*(\/?)>/gi, (_, name, attributes, slash) => {
    const whole = attributes.replace(/\s+([^\s="]+)(\s*=\s*("[^"]*"))?/g, (__, key, ___, value = '""') => ` ${key}=${value}`);
    return `<${name}${whole}${VOID.includes(name.toLowerCase()) ? '/' : slash}>`;
  });
  return tags.replace(/ (src|href)="(?:\.\/)?([^":#]+)"/g, (_, key, file) => {
    if (!known.has(file)) throw new Error(`the panel's page asks for a file that is not there: ${file}`);
    return ` ${key}="{!URLFOR($Resource.${RESOURCE}, '${file}')}"`;
  });
}
