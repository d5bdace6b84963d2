import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { AuditChange } from '../../../src/domain/auditing/audit-change.ts';
import { isSo, reverseOf, type Standing } from '../../../src/domain/auditing/change-facts.ts';
import { logonTypes, type MailboxAuditing } from '../../../src/domain/auditing/mailbox-auditing.ts';
import { powerShellOf } from '../../../src/domain/auditing/power-shell.ts';

const subject = { id: 'a', name: 'Alice' };
const list = fc.subarray(['Update', 'Move', 'Send', 'HardDelete']);
const lists = fc.record({ Admin: list, Delegate: list, Owner: list });
const mailboxes: fc.Arbitrary<MailboxAuditing> = fc.record({
  id: fc.constant('a'),
  name: fc.constant('Alice'),
  userPrincipalName: fc.constant('a@contoso.example'),
  kind: fc.constant('UserMailbox'),
  isEnabled: fc.boolean(),
  managed: fc.subarray([...logonTypes]),
  actions: lists,
});
const types = fc.subarray([...logonTypes], { minLength: 1 });
const changes: fc.Arbitrary<AuditChange> = fc.oneof(
  fc.boolean().map((on): AuditChange => ({ kind: 'mailbox', subject, on })),
  types.map((chosen): AuditChange => ({ kind: 'audit-set', subject, types: chosen })),
);

/** What Exchange makes of a mailbox, as it is documented. */
function madeBy(change: AuditChange, mailbox: MailboxAuditing): MailboxAuditing {
  if (change.kind === 'mailbox') return { ...mailbox, isEnabled: change.on };
  if (change.kind === 'audit-set') {
    return { ...mailbox, managed: [...new Set([...mailbox.managed, ...change.types])] };
  }
  if (change.kind !== 'own-audit-set') return mailbox;
  return {
    ...mailbox,
    managed: mailbox.managed.filter((type) => change.actions[type] === undefined),
    actions: { ...mailbox.actions, ...change.actions },
  };
}
const of = (mailbox: MailboxAuditing): Standing => ({ kind: 'mailbox', mailbox });

describe('a change of a mailbox', () => {
  it('is so once it was made, and its reverse brings back what stood there', () => {
    fc.assert(
      fc.property(changes, mailboxes, (change, mailbox) => {
        const made = madeBy(change, mailbox);
        expect(isSo(change, of(made))).toBe(true);
        if (isSo(change, of(mailbox))) return;
        const reverse = reverseOf(change, of(mailbox)) as AuditChange;
        const back = madeBy(reverse, made);
        expect(back.isEnabled).toBe(mailbox.isEnabled);
        expect(back.managed.toSorted()).toEqual(mailbox.managed.toSorted());
        for (const type of logonTypes) {
          if (!mailbox.managed.includes(type)) {
            expect(back.actions[type]).toEqual(mailbox.actions[type]);
          }
        }
      }),
    );
  });

  it('becomes a line of PowerShell in which a name can run nothing', () => {
    const id = "x'; Remove-Mailbox ‘all’ -Confirm:$false; '";
    const line = powerShellOf({ kind: 'bypass', subject: { id, name: id }, on: false });
    expect(line).toBe(
      "Set-MailboxAuditBypassAssociation -Identity 'x''; Remove-Mailbox ‘‘all’’ -Confirm:$false; ''' -AuditBypassEnabled $false",
    );
    const actions = { Owner: ['Move', '; Remove-Mailbox'] };
    expect(powerShellOf({ kind: 'own-audit-set', subject, actions })).toBe(
      "Set-Mailbox -Identity 'a' -AuditOwner Move",
    );
  });
});
