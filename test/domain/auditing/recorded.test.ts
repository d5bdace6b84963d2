import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  askedOwnerActions,
  noMailboxes,
  tallyMailbox,
} from '../../../src/domain/auditing/audit-scan.ts';
import type { MailboxAuditing } from '../../../src/domain/auditing/mailbox-auditing.ts';
import { logonTypes } from '../../../src/domain/auditing/mailbox-auditing.ts';
import { type AuditSettings, recordedOperations } from '../../../src/domain/auditing/recorded.ts';

const mailbox: MailboxAuditing = {
  id: 'a',
  name: 'Alice',
  userPrincipalName: 'alice@contoso.example',
  kind: 'UserMailbox',
  isEnabled: false,
  managed: logonTypes,
  actions: { Admin: [], Delegate: [], Owner: [] },
};
const anyMailbox = fc
  .record({
    kind: fc.constantFrom('UserMailbox', 'SharedMailbox', 'RoomMailbox', 'GroupMailbox'),
    isEnabled: fc.boolean(),
    managed: fc.subarray([...logonTypes]),
    owner: fc.subarray([...askedOwnerActions, 'Create', 'SoftDelete']),
  })
  .map(({ owner, ...rest }) => ({
    ...mailbox,
    ...rest,
    actions: { ...mailbox.actions, Owner: owner },
  }));
const tallyOf = (mailboxes: readonly MailboxAuditing[]) =>
  mailboxes.reduce((tally, one) => tallyMailbox(tally, one).tally, noMailboxes);
const settings = fc.record({
  log: fc.constantFrom('on', 'off', 'unknown'),
  mailboxes: fc.constantFrom('on', 'off', 'unknown'),
  audit: fc.constantFrom('premium', 'standard', 'none', undefined),
  tally: fc.option(fc.array(anyMailbox, { minLength: 1, maxLength: 8 }).map(tallyOf), {
    nil: undefined,
  }),
}) as fc.Arbitrary<AuditSettings>;
const on: AuditSettings = { log: 'on', mailboxes: 'on', audit: 'standard', tally: undefined };
const recordedAt = (given: AuditSettings) =>
  Object.fromEntries(recordedOperations(given).map(({ label, recorded }) => [label, recorded]));

describe('what is recorded', () => {
  it('is nothing of all this while the log is off', () => {
    fc.assert(
      fc.property(settings, (given) => {
        const all = recordedOperations({ ...given, log: 'off' });
        expect(all.every(({ recorded }) => recorded === 'no')).toBe(true);
      }),
    );
  });

  it('never gets more by switching something off or knowing less', () => {
    const isYes = ({ recorded }: { readonly recorded: string }) =>
      recorded === 'yes' || recorded === 'partly';
    fc.assert(
      fc.property(settings, fc.constantFrom('off', 'unknown'), (given, state) => {
        const best = recordedOperations({ ...given, log: 'on', mailboxes: 'on' });
        for (const less of [
          { ...given, log: state },
          { ...given, mailboxes: state },
        ]) {
          const now = recordedOperations(less as AuditSettings);
          now.forEach((one, at) => {
            if (isYes(one)) expect(best[at] && isYes(best[at])).toBe(true);
          });
        }
      }),
    );
  });

  it('says yes of mailboxes only where all have it, and no only where none has', () => {
    fc.assert(
      fc.property(fc.array(anyMailbox, { minLength: 1, maxLength: 8 }), (mailboxes) => {
        const tally = tallyOf(mailboxes);
        const moves = recordedAt({ ...on, tally })['Mail moved by its owner (Move)'];
        const audited = tally.mailboxes - tally.leftOut;
        const expected =
          tally.owner.Move === 0 ? 'no' : tally.owner.Move >= audited ? 'yes' : 'partly';
        expect(moves).toBe(expected);
        expect(tally.owner.Move).toBeLessThanOrEqual(audited);
      }),
    );
  });

  it('is, by default, everything but owners’ moves and searches', () => {
    const byDefault = recordedAt({ ...on, tally: tallyOf([mailbox]) });
    const no = Object.keys(byDefault).filter((label) => byDefault[label] === 'no');
    expect(no).toEqual(['Mail moved by its owner (Move)', 'Searches in mail and SharePoint']);
    expect(recordedAt(on)).toEqual(byDefault);
  });

  it('needs a licence with Purview Audit for reads and sending', () => {
    const without = recordedAt({ ...on, audit: 'none' });
    expect(without['Mail read (MailItemsAccessed)']).toBe('no');
    expect(without['Mail sent (Send)']).toBe('no');
    expect(without['Mail deleted by its owner']).toBe('yes');
  });

  it('counts a room only once its own AuditEnabled is on', () => {
    const room: MailboxAuditing = { ...mailbox, kind: 'RoomMailbox' };
    expect(tallyMailbox(noMailboxes, room)).toMatchObject({
      tally: { leftOut: 1, owner: { Send: 0 } },
      findings: [{ kind: 'left-out' }],
    });
    expect(tallyMailbox(noMailboxes, { ...room, isEnabled: true }).findings).toEqual([]);
  });
});
