import { type Need, needs } from '../../domain/needed-permissions.ts';
import { AppError } from '../../errors.ts';
import type { Probes, Readable } from '../../ports/probes.ts';
import { type Check, fail, type Outcome, ok, skip, warn } from '../check.ts';

/** What is read to use a permission, and everything that stands and falls with it. */
const uses: readonly { readonly by: Readable; readonly of: readonly Need[] }[] = [
  { by: 'users', of: [needs.users, needs['member-objects']] },
  { by: 'directory-audits', of: [needs['directory-audits'], needs['sign-ins']] },
  { by: 'policies', of: [needs.policies, needs.decisions, needs['named-locations']] },
  { by: 'audit-searches', of: [needs['audit-searches']] },
  { by: 'risk', of: [needs.risk] },
  { by: 'roles', of: [needs.roles] },
  { by: 'group-members', of: [needs['group-members']] },
  { by: 'names', of: [needs.names] },
  { by: 'sign-in-counts', of: [needs['sign-in-counts']] },
];

const isVital = (of: readonly Need[]) => of.some(({ weight }) => weight === 'no-bot');

function missing(permission: string, of: readonly Need[]): Outcome {
  const reads = of.map((need) => need.reads).join(', ');
  const without = of.map((need) => need.without).join(' ');
  const tell = isVital(of) ? fail : warn;
  return tell(
    `not granted: ${reads}. ${without}`,
    `Add ${permission} as an Application permission of Microsoft Graph, then press “Grant admin consent” (Entra › App registrations › API permissions).`,
  );
}

/** BREAK_GLASS without groups asks for no members. */
function isNeeded(by: Readable, { setup }: Probes): boolean {
  return by !== 'group-members' || setup.namesGroups;
}

function outcomeOf(use: string, permission: string, of: readonly Need[]): Outcome {
  switch (use) {
    case 'granted':
      return ok(of[0]?.reads ?? permission);
    case 'refused':
      return missing(permission, of);
    case 'no-licence':
      return skip('can’t be told without the licence that it needs');
    default:
      return skip('Graph does not serve it in this tenant or cloud');
  }
}

function checkOf(by: Readable, of: readonly Need[]): Check {
  const permission = of[0]?.anyOf[0] ?? by;
  return {
    id: `permission:${permission}`,
    title: permission,
    needs: ['graph', 'consent'],
    // Graph answers, so that this is its budget: the watch and other tools were quicker.
    silence: skip('Graph gave no answer to this in time: ask again'),
    async run(probes, signal) {
      if (!isNeeded(by, probes)) return skip('BREAK_GLASS names no group');
      try {
        return outcomeOf(await probes.graph.use(by, signal), permission, of);
      } catch (thrown) {
        const mayPass = thrown instanceof AppError && thrown.retryable && !signal.aborted;
        if (!mayPass || isVital(of)) throw thrown;
        return skip(`can’t be told now: ${thrown.message}`);
      }
    },
  };
}

/** Each permission by using it: one cheap request each. */
export const permissions: readonly Check[] = uses.map(({ by, of }) => checkOf(by, of));
