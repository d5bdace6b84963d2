import type { Directory, Thing } from './directory.ts';
import { quoted } from './grant.ts';
import { graphAppId, type Permission } from './permissions.ts';

/** Whom a federated credential trusts: a workload of Kubernetes, say. */
export interface Trusted {
  readonly issuer: string;
  readonly subject: string;
}

/** The registration and what stands for it in the tenant; absent where a dry run would have made it. */
export interface Registered {
  readonly objectId?: string;
  readonly appId?: string;
  readonly principalId?: string;
}

/** The one registration of this name, if there is one. */
export async function findApplication(
  directory: Directory,
  name: string,
): Promise<Thing | undefined> {
  const filter = encodeURIComponent(`displayName eq ${quoted(name)}`);
  const path = `/applications?$filter=${filter}&$select=id,appId,requiredResourceAccess`;
  const [found, ...more] = await directory.list(path);
  if (more.length === 0) return found;
  throw new Error(
    `There are ${more.length + 1} app registrations named “${name}”: say which is the bot’s by a name of its own (--name), or rename the others.`,
  );
}

interface Access {
  readonly resourceAppId: string;
  readonly resourceAccess: readonly { readonly id: string; readonly type: string }[];
}

const wanted = (permissions: readonly Permission[]): Access => ({
  resourceAppId: graphAppId,
  resourceAccess: permissions.map(({ id }) => ({ id, type: 'Role' })),
});

const keys = (access: Access | undefined): string =>
  (access?.resourceAccess ?? [])
    .map(({ id, type }) => `${type} ${id}`)
    .sort()
    .join();

/** Lists exactly these permissions of Graph; what is asked of other APIs stays. */
async function listPermissions(
  directory: Directory,
  application: Thing,
  permissions: readonly Permission[],
): Promise<void> {
  const asked = application.requiredResourceAccess as readonly Access[];
  const ofGraph = asked.find(({ resourceAppId }) => resourceAppId === graphAppId);
  if (keys(ofGraph) === keys(wanted(permissions))) return;
  const others = asked.filter(({ resourceAppId }) => resourceAppId !== graphAppId);
  await directory.change('list its permissions', 'patch', `/applications/${application.id}`, {
    requiredResourceAccess: [...others, wanted(permissions)],
  });
}

/** Finds or makes the registration, for this tenant alone, and its service principal. */
export async function ensureApplication(
  directory: Directory,
  name: string,
  permissions: readonly Permission[],
): Promise<Registered> {
  const found = await findApplication(directory, name);
  if (found) await listPermissions(directory, found, permissions);
  const application =
    found ??
    (await directory.change(`register the application “${name}”`, 'post', '/applications', {
      displayName: name,
      signInAudience: 'AzureADMyOrg',
      requiredResourceAccess: [wanted(permissions)],
    }));
  const appId = application && String(application.appId);
  const filter = encodeURIComponent(`appId eq ${quoted(appId ?? '')}`);
  const [known] = appId
    ? await directory.list(`/servicePrincipals?$filter=${filter}&$select=id`)
    : [];
  const principal =
    known ??
    (await directory.change('make its service principal', 'post', '/servicePrincipals', { appId }));
  return { objectId: application?.id, appId, principalId: principal?.id };
}

/** Trusts tokens of this workload in place of a secret. */
export async function trust(
  directory: Directory,
  { objectId }: Registered,
  { issuer, subject }: Trusted,
): Promise<void> {
  const path = `/applications/${objectId}/federatedIdentityCredentials`;
  const held = objectId ? await directory.list(path) : [];
  if (held.some((one) => one.issuer === issuer && one.subject === subject)) return;
  await directory.change(`trust ${subject} of ${issuer}`, 'post', path, {
    name: subject.replaceAll(/[^A-Za-z0-9-]+/g, '-').slice(0, 120),
    issuer,
    subject,
    audiences: ['api://AzureADTokenExchange'],
  });
}

/** Adds a secret beside those that are there, and gives its value; nothing in a dry run. */
export async function addSecret(
  directory: Directory,
  { objectId }: Registered,
  { name, until }: { readonly name: string; readonly until: Date },
): Promise<string | undefined> {
  const path = `/applications/${objectId}/addPassword`;
  const made = await directory.change(`add a secret until ${until.toISOString()}`, 'post', path, {
    passwordCredential: { displayName: name, endDateTime: until.toISOString() },
  });
  return made && String(made.secretText);
}
