import { builtInRules } from '../../src/alerts/rules/index.ts';
import { readRules } from '../../src/alerts/rules-file.ts';
import type { JsonRecord } from '../../src/domain/record.ts';
import type { SignIn } from '../../src/domain/sign-in.ts';
import { signIn } from '../builders.ts';
import { atMinute, tenantId } from './builders.ts';
import type { World } from './world.ts';

interface Try {
  readonly id: string;
  readonly minute: number;
  readonly user?: string;
  readonly ip?: string;
  /** 0: it got in. */
  readonly code?: number;
}

/** A sign-in from a strange device; unless told otherwise its password is wrong. */
export function aTry({ id, minute, user = 'ada', ip, code = 50126 }: Try): SignIn {
  return signIn({
    id,
    correlationId: id,
    createdDateTime: atMinute(minute).toISOString(),
    userId: `id-of-${user}`,
    userDisplayName: user,
    userPrincipalName: `${user}@contoso.example`,
    ipAddress: ip ?? '198.51.100.9',
    deviceDetail: {},
    status: { errorCode: code, failureReason: 'as recorded', additionalDetails: null },
  });
}

/** Those of the rules over all sign-ins that judge several together, with these settings. */
export function togetherRules(settings: JsonRecord = {}) {
  const read = readRules({ rules: settings }, builtInRules);
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  return read.rules.filter(
    ({ rule }) => rule.source === 'all-sign-ins' && rule.correlation !== undefined,
  );
}

/** What each card’s case holds: `rule, key` → ids. */
export async function heldIn({ store, teams }: World): Promise<Record<string, string[]>> {
  const held: Record<string, string[]> = {};
  for (const { caseId } of teams.shown()) {
    await store.alerts.write(tenantId, async (writer) => {
      const found = await writer.findCase(caseId);
      const ids = (await writer.signInsOf(caseId)).map(({ id }) => id);
      if (found !== undefined) held[found.key] = [...(held[found.key] ?? []), ...ids].sort();
    });
  }
  return held;
}
