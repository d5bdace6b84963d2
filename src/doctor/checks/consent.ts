import { type Check, fail, ok, skip, warn } from '../check.ts';

const writing = /Write|\.Manage|FullControl|AccessAsUser|\.Send\b|\.Create\b|\.Invite/i;
/** Has its own setting, and is another service's than Graph. */
const ofExchange = /^(Exchange\.|full_access_as_app)/;

async function rolesOf(
  probes: Parameters<Check['run']>[0],
  signal: AbortSignal,
): Promise<readonly string[] | undefined> {
  return (await probes.graph.token(signal)).roles;
}

/** Whether the token holds any application permission at all. */
export const consent: Check = {
  id: 'consent',
  title: 'Admin consent',
  needs: ['graph-token'],
  async run(probes, signal) {
    const { appId, roles } = await probes.graph.token(signal);
    if (roles !== undefined && roles.length > 0) {
      return ok(`${roles.length} application permissions granted`);
    }
    if (appId === undefined) return ok('the token does not say which permissions it has');
    return fail(
      'the token holds no application permission',
      'Add the permissions of README › Permissions as Application permissions (not Delegated), then press “Grant admin consent” (Entra › App registrations › API permissions). A minute later they count.',
    );
  },
};

/** A bot that only reads should hold nothing that writes. */
export const excess: Check = {
  id: 'excess',
  title: 'No right to write',
  needs: ['graph-token', 'consent'],
  async run(probes, signal) {
    const roles = await rolesOf(probes, signal);
    if (roles === undefined) return skip('the token does not say which permissions it has');
    const wide = roles.filter((role) => writing.test(role) && !ofExchange.test(role)).toSorted();
    if (wide.length === 0) return ok('all of them only read');
    return warn(
      `the registration may also write: ${wide.join(', ')}`,
      `Remove ${wide.join(', ')} (Entra › App registrations › API permissions): the bot never uses ${wide.length === 1 ? 'it' : 'them'}.`,
    );
  },
};
