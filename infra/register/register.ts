import {
  addSecret,
  ensureApplication,
  findApplication,
  type Trusted,
  trust,
} from './application.ts';
import type { Az, Directory } from './directory.ts';
import { grant, revoke } from './grant.ts';
import type { Permission } from './permissions.ts';

/** What is to stand in the tenant afterwards. */
export interface Plan {
  /** Of the app registration. */
  readonly name: string;
  /** Object id of a managed identity, in place of an app registration. */
  readonly principal?: string;
  readonly permissions: readonly Permission[];
  readonly trusted?: Trusted;
  /** Absent: no new secret. */
  readonly secretUntil?: Date;
}

/** Gives the value of the new secret, where one was asked for and this is no dry run. */
export async function register(
  directory: Directory,
  plan: Plan,
  say: (line: string) => void,
): Promise<string | undefined> {
  const { name, principal, permissions, trusted, secretUntil } = plan;
  if (principal) {
    await grant(directory, principal, permissions, say);
    return undefined;
  }
  const registered = await ensureApplication(directory, name, permissions);
  await grant(directory, registered.principalId, permissions, say);
  if (trusted) await trust(directory, registered, trusted);
  const secret = secretUntil
    ? await addSecret(directory, registered, { name: 'audit-bot', until: secretUntil })
    : undefined;
  if (registered.appId) say(`MicrosoftAppId=${registered.appId}`);
  return secret;
}

/** Takes back what `register` did; with a resource group all that was deployed into it. */
export async function unregister(
  directory: Directory,
  { name, principal, group }: Pick<Plan, 'name' | 'principal'> & { readonly group?: string },
  { az, say }: { readonly az: Az; readonly say: (line: string) => void },
): Promise<void> {
  if (principal) await revoke(directory, principal);
  const found = principal ? undefined : await findApplication(directory, name);
  if (found) {
    const what = `delete the application “${name}”, its secrets and the consent`;
    await directory.change(what, 'delete', `/applications/${found.id}`);
  } else if (!principal) say(`there is no application “${name}”`);
  if (group === undefined) return;
  say(`${directory.dryRun ? 'would ' : ''}delete the resource group ${group} and all in it`);
  if (!directory.dryRun) await az(['group', 'delete', '--name', group, '--yes']);
}
