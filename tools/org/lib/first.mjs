// The first installation: what is deployed once and belongs to the org from then on, so that no upgrade overwrites it. Its call centre has the
// address of the panel's page in that org.

const MARK = 'https://MYDOMAIN--c.vf.force.com';
/** The folder in the project. */
export const FOLDER = 'first';

/**
 * The origin of Visualforce pages in an org with enhanced domains.
 * @param {string} myDomain the My Domain name, `acme` of `https://acme.my.salesforce.com`
 * @param {string} [sandbox] the sandbox's name, `dev` of `https://acme--dev.sandbox.my.salesforce.com`
 */
export function origin(myDomain, sandbox) {
  const name = (text, what, most) => {
    if (!new RegExp(`^[a-z0-9](?:[a-z0-9-]{0,${most - 2}}[a-z0-9])?$`, 'i').test(text) || text.includes('--')) throw new Error(`${text} is no name of a ${what}: for instance "${what === 'sandbox' ? 'dev' : 'acme'}"`);
    return text.toLowerCase();
  };
  const domain = name(myDomain, 'My Domain', 40);
  return sandbox === undefined ? `https://${domain}--c.vf.force.com` : `https://${domain}--${name(sandbox, 'sandbox', 10)}--c.sandbox.vf.force.com`;
}

/** The name of the zip, which says which org it is for. */
export const zipName = (myDomain, sandbox) => `denwa-first-${[myDomain, sandbox].filter((part) => part !== undefined).join('--').toLowerCase()}`;

/** A file of the first installation with the org's address. */
export const filled = (source, address) => source.replaceAll(MARK, address);
