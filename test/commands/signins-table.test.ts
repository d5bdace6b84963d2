import { describe, expect, it } from '@jest/globals';
import type { Table } from '../../src/commands/command.ts';
import { parse } from '../../src/commands/parse.ts';
import type { CommandRequest, Reply } from '../../src/commands/request.ts';
import { signins } from '../../src/commands/signins.ts';
import { portalLinks } from '../../src/domain/portal-links.ts';
import type { JsonRecord } from '../../src/domain/record.ts';
import {
  appliedPolicy,
  blockedRecord,
  minutesAfter,
  noon,
  promptedRecord,
  signInRecord,
} from '../builders.ts';
import { createFakeDirectory } from '../fakes/directory.ts';
import { createFakePolicies } from '../fakes/policies.ts';
import { createFakeSignInLog } from '../fakes/sign-in-log.ts';
import { ago } from './ago.ts';
import { alice, asker, channel, tenantId } from './world.ts';

/** The rows that a line exports, by column. */
async function rowsOf(line: string, records: readonly JsonRecord[], pageSize?: number) {
  const signIns = createFakeSignInLog(records, pageSize);
  const parsed = parse(line, [signins]);
  if (parsed.kind !== 'command') throw new Error(`“${line}” is no question.`);
  const request: CommandRequest = {
    text: line,
    mentions: [],
    asker,
    level: 'reader',
    conversation: channel,
    timeZone: 'Europe/Oslo',
    signal: new AbortController().signal,
  };
  const deps = {
    clock: { now: () => minutesAfter(noon, 5) },
    signIns,
    directory: createFakeDirectory({ people: [alice] }),
    policies: createFakePolicies(),
    portal: portalLinks('public', tenantId),
  };
  const call = { args: parsed.args, request, deps } as unknown as Parameters<
    NonNullable<typeof signins.table>
  >[0];
  const made: Table | Reply | undefined = await signins.table?.(call);
  if (made === undefined || 'card' in made) return { made, rows: [], signIns };
  const rows: Record<string, string>[] = [];
  for await (const page of made.pages) {
    for (const cells of page) {
      expect(cells).toHaveLength(made.columns.length);
      rows.push(Object.fromEntries(made.columns.map((name, at) => [name, cells[at] ?? ''])));
    }
  }
  return { made, rows, signIns };
}

describe('signins as a table', () => {
  it('has every record of the range, beyond the pages of a card', async () => {
    const records = Array.from({ length: 40 }, (_, at) => ago(at * 7 + 1, signInRecord));
    const { rows, signIns } = await rowsOf('signins for alice', records, 2);
    expect(rows.map((row) => row['request id']).sort()).toEqual(
      records.map(({ id }) => String(id)).sort(),
    );
    expect(signIns.asked).toMatchObject([{ options: { priority: 'poll' } }]);
  });

  it('tells of each record what the card tells, and of its attempt the verdict', async () => {
    const shared = { correlationId: 'c-1' };
    const rehearsal = appliedPolicy({ displayName: 'Try', result: 'reportOnlyFailure' });
    const { rows, made } = await rowsOf('signins for alice', [
      ago(1, signInRecord, {
        ...shared,
        appliedConditionalAccessPolicies: [appliedPolicy(), rehearsal],
        riskLevelDuringSignIn: 'hidden',
      }),
      ago(2, promptedRecord, shared),
      ago(60, blockedRecord),
    ]);
    expect(made).toMatchObject({ name: 'signins-Alice Example' });
    expect(rows).toMatchObject([
      {
        'time (UTC)': '2026-11-22T11:59:00.000Z',
        verdict: 'succeeded',
        reason: 'interrupted, then completed',
        user: 'Alice Example',
        'user principal name': 'alice@contoso.example',
        compliant: 'true',
        types: 'interactiveUser',
        'error code': '0',
        'report-only': 'Try: would block',
        risk: 'needs Entra ID P2',
      },
      {
        verdict: 'succeeded',
        'error code': '50074',
        'deciding policy': 'Require MFA for everyone',
      },
      {
        verdict: 'blocked',
        reason: 'blocked by Block legacy authentication',
        country: 'US',
        'conditional access': 'failure',
        'deciding policy': 'Block legacy authentication',
      },
    ]);
  });

  it('is narrowed as the list is', async () => {
    const records = [ago(1, signInRecord), ago(2, blockedRecord), ago(40, signInRecord)];
    expect((await rowsOf('signins blocked', records)).rows).toHaveLength(1);
    expect((await rowsOf('signins top 1', records)).rows).toHaveLength(1);
    expect((await rowsOf('signins app exchange by day', records)).rows).toHaveLength(3);
    expect((await rowsOf('signins from norway', records)).rows).toHaveLength(0);
  });

  it('asks which person is meant before it reads anything', async () => {
    const { made, signIns } = await rowsOf('signins for nobody', []);
    expect(made).toMatchObject({ card: 'chooser' });
    expect(signIns.asked).toHaveLength(0);
  });
});
