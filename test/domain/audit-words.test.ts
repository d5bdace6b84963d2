import { describe, expect, it } from '@jest/globals';
import {
  isImportant,
  plainActivity,
  usualActivities,
} from '../../src/domain/audit-words/activity-name.ts';
import {
  auditCategories,
  categoryMeant,
  categoryWords,
} from '../../src/domain/audit-words/categories.ts';
import { justificationOf } from '../../src/domain/audit-words/phrases.ts';
import { changeLines, failureOf, sentenceOf } from '../../src/domain/audit-words.ts';
import type { JsonRecord } from '../../src/domain/record.ts';
import { audit, bob, changed, target, targetUser } from '../audit-builders.ts';
import { policyRecord } from '../builders.ts';

describe('whether it was done', () => {
  it.each([
    ['success', 'OK', undefined],
    [null, null, undefined],
    ['failure', '', 'failed'],
    ['failed', 'None', 'failed'],
    ['failure', 'InsufficientAccessRights', 'failed: InsufficientAccessRights'],
    ['timeout', null, 'timed out'],
    ['unknownFutureValue', null, 'ended with “unknownFutureValue”'],
  ])('result %s, reason %s', (result, resultReason, words) => {
    const entry = audit({ result, resultReason, targetResources: [targetUser(bob)] });
    expect(failureOf(entry)).toBe(words);
    expect(sentenceOf(entry)).toBe(
      `Olga Operator changed properties of Bob Builder${words ? `, which ${words}` : ''}`,
    );
  });

  it('comes with somebody’s reason where there is one', () => {
    const additionalDetails = [{ key: 'justification', value: 'ticket 4711' }];
    expect(justificationOf(audit({ additionalDetails }))).toBe('ticket 4711');
    expect(justificationOf(audit())).toBeUndefined();
  });
});

describe('what was before and after', () => {
  const linesOf = (...properties: JsonRecord[]) =>
    changeLines(
      audit({ targetResources: [target('Policy', 'P', properties)] }).targets.flatMap(
        ({ changes }) => changes,
      ),
    );
  it.each<[JsonRecord, string[]]>([
    [changed('Department', ['Sales'], ['Marketing']), ['Department: Sales → Marketing']],
    [changed('Department', [], ['Marketing']), ['Department: nothing → Marketing']],
    [changed('Mail', ['a@x', 'b@x'], []), ['Mail: a@x, b@x → nothing']],
    [changed('AccountEnabled', [true], [false]), ['AccountEnabled: true → false']],
    [changed('Group.DisplayName', 'Finance', undefined), ['Group.DisplayName: Finance']],
    [changed('TargetId.UserType', undefined, 'Member'), ['TargetId.UserType: Member']],
    [changed('Grant.Scope', 'a', 'b'), ['Grant.Scope: a → b']],
    [changed('KeyDescription', [], []), ['Named without a value: KeyDescription']],
    [
      changed(
        'NamedLocation',
        { ipRanges: ['10.0.0.0/8', '1.2.3.0/24'] },
        { ipRanges: ['1.2.3.0/24', '5.6.7.8/32'], isTrusted: true },
      ),
      [
        'NamedLocation › Ip ranges: + 5.6.7.8/32, − 10.0.0.0/8',
        'NamedLocation › Is trusted: nothing → true',
      ],
    ],
    [changed('NamedLocation', { a: 1 }, { a: 1 }), ['NamedLocation: saved unchanged']],
    [changed('Odd', { a: 1 }, 'text'), ['Odd: {"a":1} → text']],
  ])('of %j', (property, lines) => expect(linesOf(property)).toEqual(lines));

  it('of a policy is told field by field, also when it is new or gone', () => {
    const [before, after] = [policyRecord(), policyRecord({ state: 'disabled' })];
    expect(linesOf(changed('ConditionalAccessPolicy', before, after))).toEqual(['State: on → off']);
    expect(
      linesOf(changed('ConditionalAccessPolicy', before, { ...before, modifiedDateTime: 'x' })),
    ).toEqual(['Saved without a change that matters']);
    const made = linesOf(changed('ConditionalAccessPolicy', undefined, before));
    expect(made).toEqual(
      expect.arrayContaining([
        'Created with:',
        'State: nothing → on',
        'Users: + all',
        'Demands: + multifactor authentication',
      ]),
    );
    const gone = linesOf(changed('ConditionalAccessPolicy', before, undefined));
    expect(gone).toEqual(
      expect.arrayContaining(['It had:', 'State: on → nothing', 'Users: − all']),
    );
    expect(gone).toHaveLength(made.length);
  });
});

describe('categories and activities as people type them', () => {
  it.each([
    ['user management', 'UserManagement'],
    ['UserManagement', 'UserManagement'],
    ['role', 'RoleManagement'],
    ['policy', 'Policy'],
    ['Policy Management', 'PolicyManagement'],
    ['cross-tenant', 'CrossTenantAccessSettings'],
    ['', undefined],
    ['---', undefined],
    ['banana', undefined],
  ])('category “%s”', (typed, meant) => expect(categoryMeant(typed)).toBe(meant));

  it('every category reads aloud and is understood in those words', () => {
    for (const category of auditCategories) {
      expect(categoryWords(category)).toMatch(/^[A-Z][a-z]+( [a-z]+)*$/);
      expect(categoryMeant(categoryWords(category))).toBe(category);
    }
  });

  it('activities are compared whatever dash, case and full stop they have', () => {
    expect(plainActivity('Update application – Certificates and secrets management ')).toBe(
      'update application - certificates and secrets management',
    );
    expect(plainActivity(' Disable Strong  Authentication. ')).toBe(
      'disable strong authentication',
    );
  });

  it('those that give power or take safety away are told from the rest', () => {
    const marked = usualActivities.filter(isImportant);
    for (const name of [
      'Add member to role',
      'Disable Strong Authentication',
      'Delete conditional access policy',
      'Consent to application',
    ] as const)
      expect(marked).toContain(name);
    for (const name of [
      'Update user',
      'Add member to group',
      'Remove member from role',
      'Change user license',
    ] as const)
      expect(marked).not.toContain(name);
  });
});
